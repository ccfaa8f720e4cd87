/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cl_call of our handles: what stubs of rpcgen's, and security flavors for
 * their own ends, call with XDR routines.
 *
 * Invariant: where arguments are wrapped, the lock of the credentials is held
 * from the first byte of a call to the last one of its reply: a flavor knows
 * one sequence number at a time.
 */
#include <string.h>

#include "rpc/proof.h"
#include "rpc/call.h"
#include "rpc/deadline.h"
#include "rpc/error.h"

/* How often credentials are renewed before a refusal is final. */
#define RENEWALS 2

struct stock_call {
	struct handle *handle;
	rpcproc_t procedure;
	xdrproc_t put;
	void *argument;
	xdrproc_t take;
	void *result;
	enum proof_manner manner;
	int64_t deadline;
	bool posted;
	struct outcome outcome;
	struct message_reply reply;
	struct packet packet;
	struct pending pending;
	uint8_t small[PACKET_SMALL];
	uint8_t scratch[CHANNEL_SCRATCH];
};

static bool fail(struct stock_call *call, enum onc_status status,
		 const char *words)
{
	call->outcome = (struct outcome){status, 0, words};
	return false;
}

/* -- the packet ------------------------------------------------------------ */

static bool put_arguments(struct stock_call *call)
{
	struct packet *packet = &call->packet;
	bool done;
	XDR xdrs;

	xdrmem_create(&xdrs, (char *)packet->bytes + RECORD_MARK,
		      (u_int)(packet->room - RECORD_MARK), XDR_ENCODE);
	xdr_setpos(&xdrs, (u_int)(packet->size - RECORD_MARK));
	if (call->manner == PROOF_SERIAL)
		done = AUTH_WRAP(call->handle->client.cl_auth, &xdrs, call->put,
				 call->argument);
	else
		done = call->put(&xdrs, call->argument);
	packet->size = RECORD_MARK + xdr_getpos(&xdrs);
	return done;
}

static bool put_auth(struct stock_call *call)
{
	if (call->manner != PROOF_EMPTY)
		return proof_put(call->handle, &call->packet);
	packet_put_no_auth(&call->packet);
	return true;
}

/* False if it cannot be made, or does not fit into size. */
static bool build(struct stock_call *call, size_t size)
{
	struct handle *handle = call->handle;

	if (!packet_init(&call->packet, call->small, sizeof(call->small), size))
		return fail(call, ONC_NO_MEMORY, NULL);
	call->pending.xid = channel_xid(&handle->channel);
	atomic_store_explicit(&handle->last_xid, call->pending.xid,
			      memory_order_relaxed);
	packet_begin(&call->packet, call->pending.xid, handle->program,
		     handle->version, (uint32_t)call->procedure);
	if (!put_auth(call))
		return fail(call, ONC_NO_CREDENTIALS, "they cannot be written");
	if (!put_arguments(call))
		return fail(call, ONC_BAD_ARGUMENT, NULL);
	packet_end(&call->packet);
	return true;
}

/*
 * Most arguments are small. A failure may be one of room: what is needed is
 * asked for then, with some for what a wrapping adds.
 */
static bool build_in_any_size(struct stock_call *call)
{
	const size_t least = PACKET_HEAD + PACKET_AUTH_MOST;
	unsigned long size;

	if (build(call, 0))
		return true;
	size = xdr_sizeof(call->put, call->argument);
	if (call->outcome.status != ONC_BAD_ARGUMENT || size == 0 ||
	    size > ONC_MAX_CAP - 2 * least)
		return false;
	packet_fini(&call->packet);
	return build(call, least + size + PACKET_SMALL);
}

/* -- the exchange ---------------------------------------------------------- */

static void exchange(struct stock_call *call)
{
	struct handle *handle = call->handle;
	struct pending *pending = &call->pending;
	const int64_t now = deadline_now();
	const uint32_t xid = pending->xid;

	*pending = (struct pending){
		.xid = xid,
		.generation = channel_generation(&handle->channel),
		.deadline = call->deadline,
		.cap = handle->channel.cap,
		.output = {.bytes = call->packet.bytes,
			   .size = call->packet.size},
		.scratch = call->scratch,
		.scratch_size = sizeof(call->scratch),
	};
	if (call->posted)
		channel_post(&handle->channel, pending, now);
	else
		channel_call(&handle->channel, pending, now);
	call->outcome = pending->outcome;
	call->reply = (struct message_reply){.status = ONC_OK};
	if (call->outcome.status == ONC_OK && !call->posted)
		message_parse_reply(pending->reply, pending->reply_size,
				    &call->reply);
}

static void take_result(struct stock_call *call)
{
	bool done;
	XDR xdrs;

	if (!proof_check(call->handle, &call->reply.verifier)) {
		fail(call, ONC_NO_CREDENTIALS, "the peer's verifier is wrong");
		return;
	}
	xdrmem_create(&xdrs, (char *)(uintptr_t)call->reply.results,
		      (u_int)call->reply.size, XDR_DECODE);
	if (call->manner == PROOF_SERIAL)
		done = AUTH_UNWRAP(call->handle->client.cl_auth, &xdrs,
				   call->take, call->result);
	else
		done = call->take(&xdrs, call->result);
	if (!done)
		fail(call, ONC_BAD_REPLY, "the results cannot be decoded");
}

/* True if the call is to be made again, with other credentials. */
static bool is_to_be_repeated(struct stock_call *call, int *renewals)
{
	return call->outcome.status == ONC_OK && call->reply.status != ONC_OK &&
	       (*renewals)-- > 0 && proof_renew(call->handle, &call->reply);
}

static void carry(struct stock_call *call)
{
	int renewals = RENEWALS;
	bool again;

	do {
		if (build_in_any_size(call)) {
			exchange(call);
			if (call->outcome.status == ONC_OK &&
			    call->reply.status == ONC_OK && !call->posted)
				take_result(call);
			channel_settle(&call->handle->channel, &call->pending);
		}
		packet_fini(&call->packet);
		again = is_to_be_repeated(call, &renewals);
	} while (again);
}

static void carry_as_auth_demands(struct stock_call *call)
{
	call->manner = proof_manner(call->handle);
	if (call->manner == PROOF_SERIAL)
		proof_lock(call->handle);
	carry(call);
	if (call->manner == PROOF_SERIAL)
		proof_unlock(call->handle);
}

/* -- as libtirpc has it ---------------------------------------------------- */

/*
 * A handle's own timeout goes before a stub's. A stub's of 0 says: send, and
 * wait for nothing; with a routine for results that reads RPC_TIMEDOUT.
 */
static bool is_posted(const struct handle *handle, const struct timeval *wait)
{
	return !handle->timeout_set && wait->tv_sec == 0 && wait->tv_usec == 0;
}

static int64_t find_deadline(struct handle *handle, const struct timeval *wait,
			     bool posted)
{
	const bool own = handle->timeout_set || posted || wait->tv_sec < 0 ||
			 wait->tv_sec > 100000000;
	const unsigned milliseconds =
		own ? handle->timeout : call_milliseconds(wait);

	return deadline_after(deadline_now(), milliseconds);
}

enum clnt_stat handle_call_stock(CLIENT *clnt, rpcproc_t procedure,
				 xdrproc_t put, void *argument, xdrproc_t take,
				 void *result, struct timeval timeout)
{
	struct handle *handle = handle_of(clnt);
	struct rpc_err error;
	struct stock_call call;

	call.handle = handle;
	call.procedure = procedure;
	call.put = put;
	call.argument = argument;
	call.take = take;
	call.result = result;
	call.posted = is_posted(handle, &timeout);
	call.deadline = find_deadline(handle, &timeout, call.posted);
	call.outcome = (struct outcome){ONC_OK, 0, NULL};
	call.reply = (struct message_reply){.status = ONC_OK};
	call.pending.mapping = NULL;
	channel_enter(&handle->channel);
	carry_as_auth_demands(&call);
	if (call.posted && take && call.outcome.status == ONC_OK)
		fail(&call, ONC_TIMED_OUT, NULL);
	if (call.outcome.status == ONC_OK && call.reply.status == ONC_OK) {
		error_clear(clnt);
		return RPC_SUCCESS;
	}
	error_set_outcome(clnt, "clnt_call", &call.outcome, &call.reply, "");
	error_stock(clnt, &error);
	return error.re_status;
}
