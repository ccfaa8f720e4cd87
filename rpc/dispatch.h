/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_DISPATCH_H
#define RPC_DISPATCH_H

/*
 * From the bytes of a call's arguments to the bytes of its result. Knows
 * nothing of connections.
 */

#include <stddef.h>

#include <onc/server.h>

/* A result's bytes; bytes is a block, NULL if there are none. */
struct dispatch_reply {
	void *bytes;
	size_t size;
};

/*
 * dispatch_call() decodes the arguments, runs the handler and encodes its
 * result. Procedure 0 is answered whether the program has it or not.
 *
 * On ONC_OK the caller frees reply->bytes with NetApiBufferFree(). Errors:
 * ONC_NO_PROCEDURE, ONC_GARBAGE_ARGUMENTS, ONC_SYSTEM_ERROR; nothing is left
 * allocated then.
 */
ONC_MUST_USE
enum onc_status dispatch_call(const struct onc_program *program, void *context,
			      uint32_t procedure, const void *arguments,
			      size_t size, const struct onc_options *options,
			      struct dispatch_reply *reply);

#endif
