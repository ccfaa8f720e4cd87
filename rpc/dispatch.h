/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_DISPATCH_H
#define RPC_DISPATCH_H

/*
 * From the bytes of a call's arguments to a result that can be encoded. Knows
 * nothing of connections.
 */

#include <stddef.h>

#include "rpc/request.h"

struct dispatch {
	struct onc_request request; /* the result is in its memory */
	void *argument;		    /* a block */
	size_t footprint;	    /* bytes of it */
	const struct onc_type *type;
	const void *result; /* NULL if there is none */
	size_t wire;	    /* bytes that it takes */
};

/*
 * dispatch_decode() makes the block of a call's arguments. Errors:
 * ONC_GARBAGE_ARGUMENTS, ONC_SYSTEM_ERROR for want of memory.
 */
ONC_MUST_USE
enum onc_status dispatch_decode(struct dispatch *dispatch,
				const struct onc_procedure *procedure,
				const void *bytes, size_t size, size_t cap);

/*
 * dispatch_serve() runs the handler, whose result may take cap bytes; request
 * was set up by the caller. Error: ONC_SYSTEM_ERROR.
 */
ONC_MUST_USE
enum onc_status dispatch_serve(struct dispatch *dispatch,
			       const struct onc_handler *handler, size_t cap);

/* dispatch_fini() releases argument and result; needed after failure too. */
void dispatch_fini(struct dispatch *dispatch);

#endif
