/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Calls without a thread: started by one, answered by whoever reads the
 * channel, called back by the group's run.
 *
 * Invariant: one allocation holds the call and its packet; another one is the
 * block.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <lmapibuf.h>

#include "rpc/call.h"
#include "rpc/deadline.h"
#include "rpc/error.h"
#include "rpc/group.h"
#include "rpc/proof.h"

/* A fault has room for a path, which is not to be cleared for each call. */
static void clear_fault(struct onc_fault *fault)
{
	fault->status = ONC_OK;
	fault->offset = 0;
	fault->path[0] = '\0';
}

static struct onc_pending *pending_of(struct pending *call)
{
	return (struct onc_pending *)(void *)call;
}

/* -- the reply ------------------------------------------------------------- */

static void refuse(struct onc_pending *pending, enum onc_status status)
{
	pending->fault.status = status;
}

/* The bytes last as long as this takes: the block is made now. */
static void take(struct pending *call, const uint8_t *bytes, size_t size)
{
	struct onc_pending *pending = pending_of(call);
	const struct onc_type *type = &pending->procedure->result;
	struct message_reply *reply = &pending->reply;

	message_parse_reply(bytes, size, reply);
	if (reply->status != ONC_OK)
		refuse(pending, reply->status);
	else if (pending->has_auth &&
		 !proof_check(pending->handle, &reply->verifier))
		refuse(pending, ONC_NO_CREDENTIALS);
	else if (type->module)
		pending->fault.status = onc_decode(
			type, reply->results, reply->size, &pending->options,
			&pending->result, &pending->fault);
	else if (reply->size > 0)
		refuse(pending, ONC_TRAILING);
}

static void ended(struct pending *call)
{
	struct onc_pending *pending = pending_of(call);

	if (call->outcome.status != ONC_OK)
		pending->fault.status = call->outcome.status;
	atomic_store_explicit(&pending->has_ended, true, memory_order_release);
	group_push(pending);
}

void pending_free(struct onc_pending *pending)
{
	if (pending->back)
		group_let_go(pending);
	NetApiBufferFree(pending->result);
	atomic_fetch_sub_explicit(&pending->group->pending, 1,
				  memory_order_relaxed);
	free(pending);
}

static void tell(struct onc_pending *pending)
{
	const char *name = pending->procedure->name;
	const enum onc_status status = pending->fault.status;

	if (status == ONC_OK)
		error_clear(pending->clnt);
	else if (status == pending->call.outcome.status ||
		 status == pending->reply.status)
		error_set_outcome(pending->clnt, name, &pending->call.outcome,
				  &pending->reply, "");
	else
		error_set(pending->clnt, name, &pending->fault, "");
}

void pending_finish(struct onc_pending *pending)
{
	void *result = pending->result;

	if (!pending->done && !pending->dropped) {
		group_keep(pending);
		atomic_store_explicit(&pending->is_over, true,
				      memory_order_release);
		return;
	}
	if (pending->done) {
		pending->result = NULL;
		tell(pending);
		pending->done(pending->context, pending->fault.status, result);
	}
	pending_free(pending);
}

/* -- starting -------------------------------------------------------------- */

static enum onc_status make(struct handle *handle,
			    const struct onc_procedure *procedure,
			    const void *argument,
			    const struct onc_options *options,
			    struct onc_pending **made, struct onc_fault *fault)
{
	const enum proof_manner manner = proof_manner(handle);
	const bool has_auth = manner != PROOF_EMPTY;
	const size_t cap = handle_cap(handle, options);
	const uint32_t xid = channel_xid(&handle->channel);
	struct onc_pending *pending;
	struct packet packet;
	enum onc_status status;
	size_t wire, size;

	clear_fault(fault);
	if (manner == PROOF_SERIAL)
		return ONC_NOT_SUPPORTED;
	status = own_measure(procedure, argument, cap, has_auth, &wire, &size,
			     fault);
	if (status != ONC_OK)
		return status;
	pending = malloc(sizeof(*pending) + size);
	if (!pending)
		return ONC_NO_MEMORY;
	packet = (struct packet){.bytes = pending->packet, .room = size};
	status = own_pack(handle, has_auth, procedure, argument, wire, xid,
			  &packet, fault);
	if (status != ONC_OK) {
		free(pending);
		return status;
	}
	atomic_store_explicit(&handle->last_xid, xid, memory_order_relaxed);
	memset(pending, 0, offsetof(struct onc_pending, fault));
	clear_fault(&pending->fault);
	pending->call.xid = xid;
	pending->call.cap = cap;
	pending->call.take = take;
	pending->call.ended = ended;
	pending->call.output.bytes = pending->packet;
	pending->call.output.size = packet.size;
	pending->handle = handle;
	pending->clnt = &handle->client;
	pending->procedure = procedure;
	pending->options.cap = cap;
	pending->options.flags = options ? options->flags : 0;
	pending->has_auth = has_auth;
	*made = pending;
	return ONC_OK;
}

/* True if the handle is in a group, and so the call is on its way. */
static bool submit(struct handle *handle, struct onc_pending *pending,
		   int64_t now)
{
	struct channel *channel = &handle->channel;
	struct member *member;

	channel_lock(channel);
	if (!channel->watch) {
		channel_unlock(channel);
		return false;
	}
	member = channel->watcher;
	pending->group = member->group;
	atomic_fetch_add_explicit(&member->group->pending, 1,
				  memory_order_relaxed);
	group_arm(member->group, pending->call.deadline);
	pending->call.generation = channel_generation(channel);
	channel_submit(channel, &pending->call, now);
	group_stir(member);
	channel_unlock(channel);
	return true;
}

static enum onc_status fail(CLIENT *clnt, const char *name,
			    enum onc_status status,
			    const struct onc_fault *fault)
{
	if (fault && fault->status != ONC_OK)
		error_set(clnt, name, fault, "");
	else
		error_set_status(clnt, name, status, "");
	return status;
}

enum onc_status onc_start(CLIENT *clnt, const struct onc_procedure *procedure,
			  const void *argument,
			  const struct onc_options *options, onc_done *done,
			  void *context, struct onc_pending **asked)
{
	struct handle *handle = handle_of(clnt);
	struct onc_pending *pending = NULL;
	enum onc_status status;
	struct onc_fault fault;
	int64_t now;

	if (asked)
		*asked = NULL;
	if (!handle)
		return fail(clnt, procedure->name, ONC_BAD_HANDLE, NULL);
	channel_enter(&handle->channel);
	status = make(handle, procedure, argument, options, &pending, &fault);
	if (status != ONC_OK)
		return fail(clnt, procedure->name, status, &fault);
	now = deadline_now();
	pending->call.deadline = handle_deadline(handle, options, now);
	pending->done = done;
	pending->context = context;
	pending->dropped = !done && !asked;
	if (asked)
		*asked = pending;
	if (submit(handle, pending, now))
		return ONC_OK;
	if (asked)
		*asked = NULL;
	free(pending);
	return fail(clnt, procedure->name, ONC_BAD_HANDLE, NULL);
}

void onc_pending_cancel(struct onc_pending *pending)
{
	static const struct outcome cancelled = {ONC_CANCELLED, 0, NULL};
	struct channel *channel = &pending->handle->channel;

	if (atomic_load_explicit(&pending->has_ended, memory_order_acquire))
		return;
	channel_lock(channel);
	channel_withdraw(channel, &pending->call, &cancelled);
	channel_unlock(channel);
}

bool onc_pending_take(struct onc_pending *pending, enum onc_status *status,
		      void **result)
{
	if (result)
		*result = NULL;
	if (!atomic_load_explicit(&pending->is_over, memory_order_acquire))
		return false;
	*status = pending->fault.status;
	tell(pending);
	if (result) {
		*result = pending->result;
		pending->result = NULL;
	}
	pending_free(pending);
	return true;
}
