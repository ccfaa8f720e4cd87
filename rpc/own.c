/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One call over a channel of ours. There is no XDR stream in between: the
 * argument is encoded right behind the head, the result decoded right where it
 * was received.
 *
 * Invariant: the argument is checked and encoded before anything is sent.
 */
#include <rpc/rpc.h>

#include "rpc/proof.h"
#include "rpc/call.h"
#include "rpc/deadline.h"
#include "rpc/encode.h"
#include "rpc/extent.h"

/* How often credentials are renewed before a refusal is final. */
#define RENEWALS 2

static enum onc_status fail(struct onc_fault *fault, enum onc_status status)
{
	*fault = (struct onc_fault){.status = status};
	return status;
}

enum onc_status own_measure(const struct onc_procedure *procedure,
			    const void *argument, size_t cap, bool has_auth,
			    size_t *wire, size_t *size, struct onc_fault *fault)
{
	const struct onc_type *type = &procedure->argument;
	struct extent extent = {0};

	if (type->module &&
	    extent_value(type, argument, cap, &extent, fault) != ONC_OK)
		return ONC_BAD_ARGUMENT;
	*wire = extent.wire;
	*size = PACKET_HEAD + (has_auth ? PACKET_AUTH_MOST : 16) + extent.wire;
	return ONC_OK;
}

enum onc_status own_pack(struct handle *handle, bool has_auth,
			 const struct onc_procedure *procedure,
			 const void *argument, size_t wire, uint32_t xid,
			 struct packet *packet, struct onc_fault *fault)
{
	packet_begin(packet, xid, handle->program, handle->version,
		     procedure->number);
	if (!has_auth)
		packet_put_no_auth(packet);
	else if (!proof_put(handle, packet))
		return fail(fault, ONC_NO_CREDENTIALS);
	if (procedure->argument.module)
		encode_value(&procedure->argument, argument,
			     packet->bytes + packet->size, wire);
	packet->size += wire;
	packet_end(packet);
	return ONC_OK;
}

static enum onc_status pack(struct call *call, const void *argument,
			    bool has_auth, uint32_t xid)
{
	enum onc_status status;
	size_t wire, size;

	call->own.packet.own = false;
	status = own_measure(call->procedure, argument, call->cap, has_auth,
			     &wire, &size, &call->fault);
	if (status != ONC_OK)
		return status;
	if (!packet_init(&call->own.packet, call->own.small,
			 sizeof(call->own.small), size))
		return fail(&call->fault, ONC_NO_MEMORY);
	return own_pack(call->handle, has_auth, call->procedure, argument, wire,
			xid, &call->own.packet, &call->fault);
}

static enum onc_status exchange(struct call *call, uint32_t xid,
				int64_t deadline, int64_t now)
{
	struct channel *channel = &call->handle->channel;
	struct pending *pending = &call->own.pending;

	pending->xid = xid;
	pending->deadline = deadline;
	pending->output.bytes = call->own.packet.bytes;
	pending->output.size = call->own.packet.size;
	channel_call(channel, pending, now);
	call->outcome = pending->outcome;
	if (call->outcome.status != ONC_OK)
		return call->outcome.status;
	message_parse_reply(pending->reply, pending->reply_size, &call->reply);
	call->results = call->reply.results;
	call->size = call->reply.size;
	return call->reply.status;
}

static void init_pending(struct call *call)
{
	call->own.pending = (struct pending){
		.generation = channel_generation(&call->handle->channel),
		.cancelled = call->options ? call->options->cancelled : NULL,
		.cap = handle_cap(call->handle, call->options),
		.scratch = call->own.scratch,
		.scratch_size = sizeof(call->own.scratch),
	};
}

static enum onc_status try_once(struct call *call, const void *argument,
				bool has_auth, int64_t deadline, int64_t now)
{
	struct handle *handle = call->handle;
	const uint32_t xid = channel_xid(&handle->channel);
	enum onc_status status;

	init_pending(call);
	atomic_store_explicit(&handle->last_xid, xid, memory_order_relaxed);
	status = pack(call, argument, has_auth, xid);
	if (status == ONC_OK) {
		status = exchange(call, xid, deadline, now);
		call->fault.status = status;
	}
	packet_fini(&call->own.packet);
	if (status == ONC_OK && has_auth &&
	    !proof_check(handle, &call->reply.verifier)) {
		call->outcome.words = "its verifier is wrong";
		call->outcome.status = ONC_NO_CREDENTIALS;
		status = fail(&call->fault, ONC_NO_CREDENTIALS);
	}
	return status;
}

enum onc_status own_call(struct call *call, const void *argument)
{
	const bool has_auth = call->clnt->cl_auth != call->handle->none;
	const int64_t now = deadline_now();
	const int64_t deadline =
		handle_deadline(call->handle, call->options, now);
	enum onc_status status;

	channel_enter(&call->handle->channel);
	status = try_once(call, argument, has_auth, deadline, now);
	for (int i = 0; i < RENEWALS && has_auth && status == ONC_DENIED &&
			proof_renew(call->handle, &call->reply);
	     i++) {
		own_fini(call);
		status = try_once(call, argument, has_auth, deadline,
				  deadline_now());
	}
	return status;
}

void own_fini(struct call *call)
{
	channel_settle(&call->handle->channel, &call->own.pending);
}
