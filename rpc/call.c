/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One call: encode the argument, have libtirpc carry it, drain the reply, make
 * one block of it.
 *
 * Invariants: the argument is encoded before anything is sent, the reply is
 * decoded after all of it has arrived. Between reply and return there is one
 * allocation, the block.
 */
#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include <rpc/rpc.h>

#include "rpc/address.h"
#include "rpc/buffer.h"
#include "rpc/call.h"
#include "rpc/debug.h"
#include "rpc/encode.h"
#include "rpc/error.h"
#include "rpc/extent.h"
#include "rpc/measure.h"
#include "rpc/pipe.h"
#include "rpc/stream.h"

#include <onc/client.h>

/* An argument up to this size needs no allocation. */
#define CALL_SMALL 1024

struct call {
	CLIENT *clnt;
	const struct onc_procedure *procedure;
	const struct onc_options *options;
	struct onc_fault fault;
	void *bytes; /* of the argument: small, or a block */
	size_t size;
	struct stream reply;
	enum onc_status drained;
	char small[CALL_SMALL];
};

static enum onc_status fail(struct call *call, enum onc_status status)
{
	call->fault = (struct onc_fault){.status = status};
	return status;
}

/* -- what libtirpc calls back ---------------------------------------------- */

/* An xdrproc_t; it may run again when a datagram or a ticket is renewed. */
static bool_t put_argument(XDR *xdrs, ...)
{
	const struct call *call;
	va_list args;

	va_start(args, xdrs);
	call = va_arg(args, const struct call *);
	va_end(args);
	if (xdrs->x_op != XDR_ENCODE)
		return TRUE;
	return call->size == 0 ||
	       XDR_PUTBYTES(xdrs, call->bytes, (u_int)call->size);
}

static bool_t take_reply(XDR *xdrs, ...)
{
	struct call *call;
	va_list args;

	va_start(args, xdrs);
	call = va_arg(args, struct call *);
	va_end(args);
	if (xdrs->x_op != XDR_DECODE)
		return TRUE;
	call->drained = stream_drain(&call->reply, xdrs);
	return call->drained == ONC_OK;
}

/* -- the argument ------------------------------------------------------------
 */

static enum onc_status encode_argument(struct call *call, const void *argument)
{
	const struct onc_type *type = &call->procedure->argument;
	const struct measure_rules rules = measure_rules(call->options);
	struct extent extent;

	if (!type->module)
		return ONC_OK;
	if (extent_value(type, argument, rules.cap, &extent, &call->fault) !=
	    ONC_OK)
		return ONC_BAD_ARGUMENT;
	if (extent.wire > sizeof(call->small)) {
		call->bytes = buffer_new_raw(extent.wire, BUFFER_OWN);
		if (!call->bytes)
			return fail(call, ONC_NO_MEMORY);
	}
	call->size = extent.wire;
	encode_value(type, argument, call->bytes, call->size);
	return ONC_OK;
}

static void free_argument(struct call *call)
{
	if (call->bytes != call->small)
		NetApiBufferFree(call->bytes);
	call->bytes = call->small;
}

/* -- the exchange ------------------------------------------------------------
 */

static enum onc_status refusal_cause(enum auth_stat why)
{
	/* The first five are the peer's word, the rest what we found. */
	return why == AUTH_INVALIDRESP || why == AUTH_FAILED
		       ? ONC_NO_CREDENTIALS
		       : ONC_DENIED;
}

static enum onc_status call_cause(const struct call *call,
				  const struct rpc_err *error)
{
	switch (error->re_status) {
	case RPC_SUCCESS:
		return ONC_OK;
	case RPC_CANTENCODEARGS:
		return ONC_BAD_ARGUMENT;
	case RPC_CANTDECODERES:
		return call->drained != ONC_OK ? call->drained : ONC_BAD_REPLY;
	case RPC_CANTSEND:
		return ONC_NOT_SENT;
	case RPC_CANTRECV:
		/* What a datagram to a port that nobody has comes to. */
		return error->re_errno == ECONNREFUSED ? ONC_UNREACHABLE
						       : ONC_BROKEN;
	case RPC_TIMEDOUT:
		return ONC_TIMED_OUT;
	case RPC_INTR:
		return ONC_CANCELLED;
	case RPC_VERSMISMATCH:
		return ONC_RPC_MISMATCH;
	case RPC_AUTHERROR:
		return refusal_cause(error->re_why);
	case RPC_PROGUNAVAIL:
		return ONC_NO_PROGRAM;
	case RPC_PROGVERSMISMATCH:
		return ONC_NO_VERSION;
	case RPC_PROCUNAVAIL:
		return ONC_NO_PROCEDURE;
	case RPC_CANTDECODEARGS:
		return ONC_GARBAGE_ARGUMENTS;
	case RPC_SYSTEMERROR:
		return ONC_SYSTEM_ERROR;
	case RPC_UNKNOWNPROTO:
		return ONC_UNKNOWN_TRANSPORT;
	case RPC_STALERACHANDLE:
		return ONC_BAD_HANDLE;
	default:
		return ONC_BROKEN;
	}
}

/*
 * A stock handle keeps its timeout; one call's own is set for the call. One
 * that was never set reads as 0, and cannot be unset again: it becomes what
 * every call has.
 */
static enum clnt_stat carry(struct call *call)
{
	const unsigned own = call->options ? call->options->timeout : 0;
	struct timeval wait = call_timeval(own ? own : CALL_TIMEOUT);
	struct timeval before = {0};
	enum clnt_stat stat;

	if (own) {
		clnt_control(call->clnt, CLGET_TIMEOUT, (char *)&before);
		clnt_control(call->clnt, CLSET_TIMEOUT, (char *)&wait);
	}
	stat = clnt_call(call->clnt, call->procedure->number, put_argument,
			 call, take_reply, call, wait);
	if (own && before.tv_sec == 0 && before.tv_usec == 0)
		before = call_timeval(CALL_TIMEOUT);
	if (own)
		clnt_control(call->clnt, CLSET_TIMEOUT, (char *)&before);
	return stat;
}

static enum onc_status exchange(struct call *call)
{
	struct rpc_err error = {.re_status = RPC_SUCCESS};
	struct pipe_guard guard;
	enum clnt_stat stat;

	pipe_guard_enter(&guard);
	stat = carry(call);
	pipe_guard_leave(&guard);
	if (stat == RPC_SUCCESS)
		return ONC_OK;
	clnt_geterr(call->clnt, &error);
	error.re_status = stat;
	return fail(call, call_cause(call, &error));
}

/* -- the whole ---------------------------------------------------------------
 */

static void call_init(struct call *call, CLIENT *clnt,
		      const struct onc_procedure *procedure,
		      const struct onc_options *options)
{
	const struct measure_rules rules = measure_rules(options);

	call->clnt = clnt;
	call->procedure = procedure;
	call->options = options;
	call->fault = (struct onc_fault){.status = ONC_OK};
	call->bytes = call->small;
	call->size = 0;
	call->drained = ONC_OK;
	stream_init(&call->reply, rules.cap);
}

static enum onc_status send_and_wait(struct call *call, const void *argument)
{
	enum onc_status status;

	debug_value(call->procedure->name, "call", &call->procedure->argument,
		    argument);
	status = encode_argument(call, argument);
	if (status == ONC_OK)
		status = exchange(call);
	free_argument(call);
	return status;
}

/* The peer, if the handle knows it. */
static const char *peer_text(CLIENT *clnt, char text[static ADDRESS_TEXT])
{
	union address peer = {0};
	int fd = -1;

	if (!clnt_control(clnt, CLGET_SERVER_ADDR, (char *)&peer))
		return "";
	clnt_control(clnt, CLGET_FD, (char *)&fd);
	address_text(&peer.any, sizeof(peer), address_scheme(fd), text);
	return text;
}

static enum onc_status call_fini(struct call *call, enum onc_status status)
{
	char peer[ADDRESS_TEXT];

	stream_fini(&call->reply);
	if (status == ONC_OK)
		return error_set_status(call->clnt, call->procedure->name,
					ONC_OK, "");
	error_set(call->clnt, call->procedure->name, &call->fault,
		  peer_text(call->clnt, peer));
	debug_error(onc_error(call->clnt));
	return status;
}

enum onc_status onc_call(CLIENT *clnt, const struct onc_procedure *procedure,
			 const void *argument, void **result,
			 const struct onc_options *options)
{
	enum onc_status status;
	struct call call;

	if (result)
		*result = NULL;
	call_init(&call, clnt, procedure, options);
	status = send_and_wait(&call, argument);
	if (status == ONC_OK && result)
		status = onc_decode(&procedure->result, call.reply.bytes,
				    call.reply.size, options, result,
				    &call.fault);
	else if (status == ONC_OK && call.reply.size > 0)
		status = fail(&call, ONC_TRAILING);
	if (status == ONC_OK)
		debug_value(procedure->name, "result", &procedure->result,
			    result ? *result : NULL);
	return call_fini(&call, status);
}

enum onc_status onc_call_envelope(CLIENT *clnt,
				  const struct onc_procedure *procedure,
				  const void *argument, void *envelope,
				  void **block,
				  const struct onc_options *options)
{
	const struct onc_type *type = &procedure->result;
	enum onc_status status;
	struct call call;
	void *no_block = NULL;

	if (!block)
		block = &no_block;
	*block = NULL;
	memset(envelope, 0, type->module->layouts[type->layout].size);
	call_init(&call, clnt, procedure, options);
	status = send_and_wait(&call, argument);
	if (status == ONC_OK)
		status = onc_decode_envelope(type, call.reply.bytes,
					     call.reply.size, options, envelope,
					     block, &call.fault);
	if (status == ONC_OK)
		debug_value(procedure->name, "result", type, envelope);
	assert(!no_block);
	return call_fini(&call, status);
}
