/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One call over a handle that libtirpc carries: encode the argument, drain the
 * reply out of whatever XDR stream there is. Our own handles come here as well
 * when a security flavor wraps what they carry.
 *
 * Invariants: the argument is encoded before anything is sent, the reply is
 * decoded after all of it has arrived.
 */
#include <errno.h>
#include <stdarg.h>

#include <rpc/rpc.h>

#include "rpc/call.h"
#include "rpc/handle.h"
#include "rpc/encode.h"
#include "rpc/error.h"
#include "rpc/extent.h"
#include "rpc/pipe.h"

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
	if (xdrs->x_op != XDR_ENCODE || call->stock.packet.size == 0)
		return TRUE;
	return XDR_PUTBYTES(xdrs, (char *)call->stock.packet.bytes,
			    (u_int)call->stock.packet.size);
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
	call->stock.drained = stream_drain(&call->stock.reply, xdrs);
	return call->stock.drained == ONC_OK;
}

/* -- the argument ---------------------------------------------------------- */

static enum onc_status encode_argument(struct call *call, const void *argument)
{
	const struct onc_type *type = &call->procedure->argument;
	struct packet *packet = &call->stock.packet;
	struct extent extent = {0};

	if (type->module && extent_value(type, argument, call->cap, &extent,
					 &call->fault) != ONC_OK)
		return ONC_BAD_ARGUMENT;
	if (!packet_init(packet, call->stock.small, sizeof(call->stock.small),
			 extent.wire))
		return fail(call, ONC_NO_MEMORY);
	packet->size = extent.wire;
	if (type->module)
		encode_value(type, argument, packet->bytes, packet->size);
	return ONC_OK;
}

/* -- the exchange ---------------------------------------------------------- */

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
		return call->stock.drained != ONC_OK ? call->stock.drained
						     : ONC_BAD_REPLY;
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

/* What libtirpc has to say of a handle of its own. */
static enum onc_status find_cause(struct call *call, enum clnt_stat stat)
{
	struct rpc_err error = {.re_status = RPC_SUCCESS};

	clnt_geterr(call->clnt, &error);
	error.re_status = stat;
	return fail(call, call_cause(call, &error));
}

/* What we have to say of ours is exact, and was said. */
static enum onc_status find_own_cause(struct call *call)
{
	if (call->stock.drained != ONC_OK)
		return fail(call, call->stock.drained);
	call->is_told = true;
	return fail(call, error_status(call->clnt));
}

static enum onc_status exchange(struct call *call)
{
	struct pipe_guard guard;
	enum clnt_stat stat;

	if (handle_of(call->clnt)) {
		stat = carry(call);
		return stat == RPC_SUCCESS ? ONC_OK : find_own_cause(call);
	}
	pipe_guard_enter(&guard);
	stat = carry(call);
	pipe_guard_leave(&guard);
	return stat == RPC_SUCCESS ? ONC_OK : find_cause(call, stat);
}

enum onc_status stock_call(struct call *call, const void *argument)
{
	enum onc_status status;

	call->stock.drained = ONC_OK;
	call->stock.packet.own = false;
	stream_init(&call->stock.reply, call->cap);
	status = encode_argument(call, argument);
	if (status == ONC_OK)
		status = exchange(call);
	packet_fini(&call->stock.packet);
	call->results = call->stock.reply.bytes;
	call->size = call->stock.reply.size;
	return status;
}

void stock_fini(struct call *call)
{
	stream_fini(&call->stock.reply);
}
