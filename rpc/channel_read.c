/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reading: the driver receives, and hands every reply to its call.
 *
 * Invariants: a call is answered only when all of it has left, and at most
 * once. The driver's own reply stays where it was received: in the memory that
 * it lent, or in a mapping that it takes along.
 */
#include <errno.h>
#include <string.h>

#include "rpc/bytes.h"
#include "rpc/channel.h"
#include "rpc/mapping.h"
#include "rpc/sleep.h"

/* -- memory ---------------------------------------------------------------- */

/* A reply in memory that the call may keep; false without memory. */
static bool copy_reply(struct pending *call, const uint8_t *bytes, size_t size)
{
	call->reply_size = size;
	call->reply = call->scratch;
	if (size > call->scratch_size) {
		call->mapping_room = size;
		call->mapping = mapping_new(&call->mapping_room);
		call->reply = call->mapping;
	}
	if (!call->reply)
		return false;
	memcpy(call->reply, bytes, size);
	return true;
}

static bool is_in_scratch(const struct pending *call)
{
	return call->reply >= call->scratch &&
	       call->reply < call->scratch + call->scratch_size;
}

/*
 * The driver's reply is to outlast its role. Almost always it lies in the
 * scratch memory already, or is all that there is in the reader's own.
 */
void channel_keep(struct channel *channel)
{
	static const struct outcome no_memory = {ONC_NO_MEMORY, 0, NULL};
	struct pending *call = channel->in_place;
	uint8_t *in_reader = call->reply;

	channel->in_place = NULL;
	if (is_in_scratch(call) ||
	    record_take(&channel->reader, &call->mapping, &call->mapping_room))
		return;
	if (!copy_reply(call, in_reader, call->reply_size))
		call->outcome = no_memory;
}

void channel_settle(struct channel *channel, struct pending *call)
{
	if (!call->mapping)
		return;
	channel_lock(channel);
	if (!channel->driven && channel->state == CHANNEL_OPEN)
		record_give(&channel->reader, call->mapping,
			    call->mapping_room);
	else
		mapping_free(call->mapping, call->mapping_room);
	channel_unlock(channel);
	call->mapping = NULL;
}

/* -- one reply ------------------------------------------------------------- */

/*
 * The call that a reply is for. One that is being sent may be answered before
 * its sender is back.
 */
static struct pending *find(struct channel *channel, uint32_t xid)
{
	struct pending *call = pending_find(&channel->table, xid);

	while (call && call->output.busy) {
		channel_pause(channel);
		call = pending_find(&channel->table, xid);
	}
	return call && !call->output.queued ? call : NULL;
}

static bool drop(struct channel *channel, bool has_xid)
{
	if (has_xid && channel->late > 0) {
		channel->late--;
		return true;
	}
	return ++channel->unwanted <= CHANNEL_UNWANTED_MOST;
}

/* A call without a thread takes its reply with the lock let go. */
static void hand_out(struct channel *channel, struct pending *call,
		     const uint8_t *bytes, size_t size)
{
	pending_remove(&channel->table, call);
	channel_unlock(channel);
	call->take(call, bytes, size);
	channel_lock(channel);
	call->ended(call);
}

static void answer(struct channel *channel, struct pending *call,
		   struct pending *own, uint8_t *bytes, size_t size)
{
	static const struct outcome too_big = {ONC_TOO_BIG, 0, NULL};
	static const struct outcome no_memory = {ONC_NO_MEMORY, 0, NULL};

	channel->unwanted = 0;
	call->outcome = (struct outcome){ONC_OK, 0, NULL};
	if (size > call->cap) {
		call->outcome = too_big;
	} else if (call->take) {
		hand_out(channel, call, bytes, size);
		return;
	} else if (call == own) {
		call->reply = bytes;
		call->reply_size = size;
		channel->in_place = call;
	} else if (!copy_reply(call, bytes, size)) {
		call->outcome = no_memory;
	}
	channel_complete(channel, call);
}

/* False when there was too much nonsense. */
static bool deliver(struct channel *channel, struct pending *own,
		    uint8_t *bytes, size_t size)
{
	struct pending *call;

	if (size < 4)
		return drop(channel, false);
	call = find(channel, bytes_load32(bytes));
	if (!call)
		return drop(channel, true);
	answer(channel, call, own, bytes, size);
	return true;
}

/* -- what was received ----------------------------------------------------- */

/*
 * A record is over the cap. Whose it is one knows if its xid has come; if not,
 * it is everybody's.
 */
static void refuse_record(struct channel *channel)
{
	static const struct outcome too_big = {
		ONC_TOO_BIG, 0, "the reply's record is over the cap"};
	static const struct outcome broken = {ONC_BROKEN, 0,
					      "a record over the cap came"};
	struct pending *call = NULL;
	uint32_t xid;

	if (!record_peek(&channel->reader, &xid)) {
		channel_break(channel, &too_big);
		return;
	}
	call = find(channel, xid);
	if (call) {
		call->outcome = too_big;
		channel_complete(channel, call);
	}
	channel_break(channel, &broken);
}

static void hand_out_all(struct channel *channel, struct pending *own)
{
	static const struct outcome flood = {
		ONC_BROKEN, 0, "the server sends what nobody asked for"};
	static const struct outcome endless = {
		ONC_BROKEN, 0, "the server sends fragments without content"};
	enum record_progress progress;
	uint8_t *bytes;
	size_t size;

	while ((progress = record_next(&channel->reader, &bytes, &size)) ==
	       RECORD_READY) {
		if (!deliver(channel, own, bytes, size)) {
			channel_break(channel, &flood);
			return;
		}
	}
	if (progress == RECORD_TOO_BIG)
		refuse_record(channel);
	else if (progress == RECORD_ENDLESS)
		channel_break(channel, &endless);
}

static void meet_end(struct channel *channel, int error)
{
	const struct outcome closed = {ONC_BROKEN, error,
				       error ? NULL
					     : "the server closed the "
					       "connection"};

	channel_break(channel, &closed);
}

enum channel_received channel_receive(struct channel *channel,
				      struct pending *own, int flags)
{
	static const struct outcome no_memory = {ONC_NO_MEMORY, 0, NULL};
	const int fd = channel->fd;
	ssize_t count;
	uint8_t *at;
	size_t room;
	int error;

	if (!channel->reader.bytes)
		record_lend(&channel->reader, channel->lent,
			    channel->lent_size);
	if (!record_space(&channel->reader, &at, &room)) {
		channel_break(channel, &no_memory);
		return CHANNEL_END;
	}
	channel_unlock(channel);
	count = recv(fd, at, room, flags);
	error = count < 0 ? errno : 0;
	channel_lock(channel);
	if (count > 0) {
		record_received(&channel->reader, (size_t)count);
		hand_out_all(channel, own);
		return (size_t)count == room ? CHANNEL_MORE : CHANNEL_SOME;
	}
	if (count < 0 && error == EINTR)
		return CHANNEL_NOTHING;
	if (count < 0 && error == EAGAIN && !channel->failed)
		return CHANNEL_NOTHING;
	meet_end(channel,
		 channel->failed ? channel->failed : (count < 0 ? error : 0));
	return CHANNEL_END;
}

/* -- the role -------------------------------------------------------------- */

void channel_take_role(struct channel *channel, uint8_t *scratch, size_t size,
		       size_t retain)
{
	channel->driven = true;
	channel->lent = scratch;
	channel->lent_size = size;
	channel->reader.retain = retain;
}

/* One that sleeps is to drive; else the group, if it is needed. */
static void find_driver(struct channel *channel)
{
	struct pending *call = channel->sleepers;

	if (call) {
		channel->sleepers = call->sleeper;
		if (atomic_exchange_explicit(&call->state, PENDING_CALLED,
					     memory_order_acq_rel) ==
		    PENDING_ASLEEP)
			channel_bell(channel, &call->state);
		return;
	}
	if (channel->watch && channel->table.count > 0 &&
	    (channel->missed || channel->choked ||
	     channel->state == CHANNEL_DIALLING))
		channel->watch->stirred(channel);
}

void channel_leave_role(struct channel *channel)
{
	static const struct outcome no_memory = {ONC_NO_MEMORY, 0, NULL};

	if (channel->in_place)
		channel_keep(channel);
	if (!record_settle(&channel->reader))
		channel_break(channel, &no_memory);
	channel->lent = NULL;
	channel->driven = false;
	if (channel->state == CHANNEL_DIALLING && channel->table.count == 0) {
		dial_stop(&channel->dial);
		channel->state = CHANNEL_CLOSED;
	}
	find_driver(channel);
}
