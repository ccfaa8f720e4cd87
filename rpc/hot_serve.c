/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the thread of a hot connection does.
 *
 * Invariant: a call is taken only if all of it is there, and as long as all
 * that was answered before has left or is about to; else it stays where it is,
 * for the loop.
 */
#include <string.h>
#include <sys/socket.h>

#include "rpc/hot.h"
#include "rpc/task.h"

/* How long the calls that came together may take, in ns; who asks how often. */
#define BURST 500000
#define BURST_CALLS 8

/* True if all has left; what has not is the loop's. */
static bool send_out(struct peer *peer, struct hot *hot,
		     struct output_stock *stock)
{
	const size_t size = hot->size;
	ssize_t count;

	hot->size = 0;
	if (size == 0)
		return true;
	count = send(peer->fd, hot->out, size, MSG_NOSIGNAL | MSG_DONTWAIT);
	if (count > 0)
		service_add(&peer->bytes_out, (uint64_t)count);
	if (count == (ssize_t)size)
		return true;
	if (count < 0)
		count = 0;
	pthread_mutex_lock(&peer->lock);
	peer_put(peer, hot->out + count, size - (size_t)count, stock);
	pthread_mutex_unlock(&peer->lock);
	peer_flush(peer, stock);
	return false;
}

/* Where to write a reply; NULL: it is too large, or what was before blocks. */
static uint8_t *make_room(struct peer *peer, struct hot *hot, size_t size,
			  struct output_stock *stock)
{
	uint8_t *to;

	if (size > HOT_ROOM - RECORD_MARK - hot->size &&
	    (!send_out(peer, hot, stock) || size > HOT_ROOM - RECORD_MARK))
		return NULL;
	to = peer_put_mark(hot->out + hot->size, size);
	hot->size += RECORD_MARK + size;
	service_add(&peer->replies, 1);
	return to;
}

static bool answer(struct peer *peer, struct hot *hot,
		   const struct task_plan *plan, struct output_stock *stock)
{
	uint8_t *to = make_room(peer, hot, plan->answer_size, stock);

	if (to) {
		memcpy(to, plan->answer, plan->answer_size);
		return true;
	}
	pthread_mutex_lock(&peer->lock);
	peer_put_answer(peer, plan->answer, plan->answer_size, stock);
	pthread_mutex_unlock(&peer->lock);
	peer_flush(peer, stock);
	return false;
}

/* False if the handler was slow, and the loop has taken over meanwhile. */
static bool is_still_ours(struct peer *peer)
{
	uint8_t stage = HOT_RUNS;

	if (atomic_compare_exchange_strong_explicit(
		    &peer->stage, &stage, HOT_WAITS, memory_order_acq_rel,
		    memory_order_acquire))
		return true;
	/* The loop holds the lock as long as it looks into our memory. */
	pthread_mutex_lock(&peer->lock);
	pthread_mutex_unlock(&peer->lock);
	return false;
}

static bool run(struct peer *peer, struct hot *hot,
		const struct task_plan *plan, const uint8_t *record,
		struct output_stock *stock)
{
	struct dispatch dispatch;
	enum message_accept accept;
	struct task task;
	uint8_t *to = NULL;

	task_borrow(&task, plan, record);
	atomic_store_explicit(&peer->stage, HOT_RUNS, memory_order_release);
	accept = task_run(peer->caller.server, &task, peer->account,
			  peer_identify, peer, &dispatch);
	hot->is_lost = !is_still_ours(peer);
	if (!hot->is_lost)
		to = make_room(peer, hot, MESSAGE_REPLY_HEAD + dispatch.wire,
			       stock);
	if (!to) {
		peer_reply(peer, &task, &dispatch, accept, stock, true);
		return false;
	}
	task_answer(&task, &dispatch, accept, to);
	task_finish(peer->account, &dispatch);
	return true;
}

/* False: the connection is the loop's from here on. */
static bool take_call(struct peer *peer, struct hot *hot,
		      struct output_stock *stock)
{
	struct task_plan plan;
	uint8_t *bytes;
	size_t size;

	if (record_next(&peer->reader, &bytes, &size) != RECORD_READY)
		return false;
	switch (task_plan(peer->caller.server, bytes, size, &plan)) {
	case TASK_RUN:
		service_add(&peer->calls, 1);
		return run(peer, hot, &plan, bytes, stock);
	case TASK_ANSWER:
		service_add(&peer->calls, 1);
		return answer(peer, hot, &plan, stock);
	case TASK_CLOSE:
		service_count(peer->caller.server, closed_not_rpc, 1);
		peer->is_nonsense = true;
		break;
	}
	return false;
}

/* Calls that came together are answered together, if they are quick. */
static bool take_calls(struct peer *peer, struct hot *hot,
		       struct output_stock *stock)
{
	int64_t until = 0;

	for (unsigned n = 1; record_is_whole(&peer->reader); n++) {
		if (!take_call(peer, hot, stock))
			return false;
		if (n % BURST_CALLS > 0)
			continue;
		if (!until)
			until = service_nanoseconds() + BURST;
		else if (service_nanoseconds() > until)
			return false;
	}
	return !record_is_partial(&peer->reader);
}

static bool serve_turn(struct peer *peer, struct hot *hot,
		       struct output_stock *stock)
{
	ssize_t count;
	size_t size;
	uint8_t *at;
	bool more;

	record_lend(&peer->reader, hot->in, HOT_ROOM);
	if (!record_space(&peer->reader, &at, &size))
		return false;
	count = recv(peer->fd, at, size, 0);
	if (count <= 0)
		return false;
	record_received(&peer->reader, (size_t)count);
	service_add(&peer->bytes_in, (uint64_t)count);
	service_add(&peer->turns, 1);
	more = take_calls(peer, hot, stock);
	return !hot->is_lost && send_out(peer, hot, stock) && more;
}

void hot_serve(struct peer *peer, struct output_stock *stock)
{
	struct onc_server *server = peer->caller.server;
	struct hot hot;

	hot.size = 0;
	hot.is_lost = false;
	peer->hot = &hot;
	while (!atomic_load_explicit(&server->stopping, memory_order_relaxed) &&
	       !crew_wants(&server->crew) && serve_turn(peer, &hot, stock))
		;
	if (hot.is_lost)
		return;
	peer_touch(peer);
	if (!record_settle(&peer->reader))
		peer->is_nonsense = true;
	atomic_store_explicit(&peer->stage, HOT_OVER, memory_order_release);
}
