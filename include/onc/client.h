/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONC_CLIENT_H
#define ONC_CLIENT_H

/*
 * Calls. A handle is libtirpc's CLIENT, whether onc_connect() made it or
 * clnt_create(); a result is one block of the caller's.
 *
 * Generated stubs are one line over onc_call(). A handle of onc_connect()
 * serves any number of threads at once, with their calls in flight together on
 * one connection; only cl_auth is to be set, and onc_disconnect() called, while
 * nobody else uses it. A stock handle serves one thread at a time, unless
 * whoever made it says otherwise. What onc_error() tells belongs to the thread
 * that made the call, as errno does.
 *
 * Signals stay deliverable while a call waits; a handler must not leave it by
 * longjmp(). After fork() a child may use handles of onc_connect(): they make
 * connections of their own.
 */

#include <lmapibuf.h>
#include <onc/type.h>

#ifdef __cplusplus
extern "C" {
#endif

/* libtirpc's <rpc/clnt.h> has the whole of it, and may be included too. */
struct __rpc_client;
typedef struct __rpc_client CLIENT;

/* One procedure of a program: oncgen's NAME_V_procedure. */
struct onc_procedure {
	const char *name; /* as in the .x file */
	uint32_t number;
	struct onc_type argument;
	struct onc_type result;
};

/*
 * onc_connect() connects to a server and makes a handle of the connection.
 *
 * uri: "tcp://host:port" (an IPv6 address stands in brackets), "tcp://host",
 * whose port is asked of that host's rpcbind, or "unix:///path".
 * options->timeout bounds all of it but the look-up of the name, and becomes
 * the handle's timeout of a call (25 s when 0); options->cap the handle's cap
 * on replies; options->flags may have ONC_CONNECT_LATER; options may be NULL.
 * On success the caller ends *clnt with onc_disconnect(), or libtirpc's
 * clnt_destroy(); on failure *clnt is NULL.
 *
 * A connection that breaks fails the calls that were sent on it; the next call
 * makes another one. It goes to the addresses found here.
 *
 * Errors: ONC_BAD_ADDRESS, ONC_UNKNOWN_TRANSPORT, ONC_UNKNOWN_HOST,
 * ONC_UNREACHABLE, ONC_CANCELLED, ONC_NO_DESCRIPTORS, ONC_NO_MEMORY; of
 * rpcbind also ONC_NO_PROGRAM and what a call may come to; onc_error(NULL)
 * gives the words. Source: RFC 5531; RFC 1833 for rpcbind.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_NONNULL(1, 5))
enum onc_status onc_connect(const char *uri, uint32_t program, uint32_t version,
			    const struct onc_options *options, CLIENT **clnt);

/*
 * onc_disconnect() closes a handle's connection and frees the handle, whoever
 * made it; credentials that were put into it stay the caller's. What
 * onc_error() said of it is forgotten. NULL is fine.
 */
ONC_PUBLIC()
void onc_disconnect(CLIENT *clnt);

/*
 * onc_call() calls a procedure and gives its result in one block.
 *
 * argument is borrowed for the call; NULL if the procedure takes none. On
 * success *result is the block that the caller frees with NetApiBufferFree();
 * result is NULL for a procedure without result. On failure *result is NULL,
 * and nothing is left to free.
 *
 * On a handle of onc_connect() the call ends at its deadline, whatever arrives.
 * ONC_NOT_SENT says that nothing of it has left, ONC_BROKEN that it may have
 * been executed.
 *
 * Errors: any; onc_error(clnt) gives the words. Source: RFC 5531, section 9.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_NONNULL(1, 2))
enum onc_status onc_call(CLIENT *clnt, const struct onc_procedure *procedure,
			 const void *argument, void **result,
			 const struct onc_options *options);

/*
 * onc_call_envelope() is onc_call() for a result whose structure the caller
 * lends: only what it points to comes in a block.
 *
 * *block is NULL when the result points to nothing. For a type that cannot
 * point to anything block may be NULL. On failure *block is NULL and the
 * envelope holds zeros.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_NONNULL(1, 2, 4))
enum onc_status onc_call_envelope(CLIENT *clnt,
				  const struct onc_procedure *procedure,
				  const void *argument, void *envelope,
				  void **block,
				  const struct onc_options *options);

/*
 * onc_cancel() ends all calls that are in flight on a handle of onc_connect(),
 * in all threads, with ONC_CANCELLED: at once, or within 20 ms for a call that
 * has only begun. Calls that start later are not concerned.
 *
 * May be called from any thread and from a signal handler, as long as the
 * handle lives. On other handles it does nothing.
 */
ONC_PUBLIC()
void onc_cancel(CLIENT *clnt);

/*
 * onc_error() tells how this thread's last call ended, if it was on this
 * handle, in one line: the procedure, the cause, and for a malformed reply the
 * byte and the field. clnt NULL asks for the last onc_connect() or
 * onc_server_listen(). The string is never NULL
 * and holds until the thread's next call of this library.
 */
ONC_PUBLIC()
const char *onc_error(const CLIENT *clnt);

/*
 * onc_error_fault() gives the same as numbers: the cause, and offset and path
 * where the reply was malformed. Borrowed until the thread's next call.
 */
ONC_PUBLIC()
const struct onc_fault *onc_error_fault(const CLIENT *clnt);

#ifdef __cplusplus
}
#endif

#endif
