/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: while a connection is hot, its reader, its output and its socket
 * are its thread's. The loop may take them from a thread that runs a handler,
 * and nowhere else: stage says who they belong to, and who changes it from
 * HOT_RUNS has them.
 */
#include <string.h>
#include <sys/socket.h>

#include "rpc/hot.h"
#include "rpc/task.h"

/* What is received, and what is sent, at a time. */
#define ROOM ((size_t)16 << 10)
/* The most turns in a row that it takes to be hot. */
#define TURNS_MOST 4096
/* Fewer of them than this when hot, and the next time it takes longer. */
#define TURNS_WORTH 64
/* How long a thread waits for the next call, in microseconds. */
#define PATIENCE 10000
/* How often the loop looks whether a handler is slow, in microseconds. */
#define TICK 5000
/* How long the calls that came together may take, in ns; who asks how often. */
#define BURST 500000
#define BURST_CALLS 8

struct hot {
	size_t size;  /* of out */
	bool is_lost; /* to the loop */
	uint8_t in[ROOM];
	uint8_t out[ROOM];
};

/* -- the thread ------------------------------------------------------------ */

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

	if (size > ROOM - RECORD_MARK - hot->size &&
	    (!send_out(peer, hot, stock) || size > ROOM - RECORD_MARK))
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

	record_lend(&peer->reader, hot->in, ROOM);
	if (!record_space(&peer->reader, &at, &size))
		return false;
	count = recv(peer->fd, at, size, 0);
	if (count <= 0)
		return false;
	record_received(&peer->reader, (size_t)count);
	service_add(&peer->bytes_in, (uint64_t)count);
	service_add(&peer->turns, 1);
	peer_touch(peer);
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
	if (!record_settle(&peer->reader))
		peer->is_nonsense = true;
	atomic_store_explicit(&peer->stage, HOT_OVER, memory_order_release);
}

/* -- the loop -------------------------------------------------------------- */

static void unlist(struct peer *peer)
{
	struct peer **at = &peer->caller.server->hot;

	while (*at && *at != peer)
		at = &(*at)->next_hot;
	if (*at)
		*at = peer->next_hot;
}

static void go_on_reading(struct peer *peer)
{
	unlist(peer);
	if (peer->is_nonsense)
		peer_end_input(peer);
	peer_resume(peer, PEER_PAUSE_HOT);
}

void hot_return(struct peer *peer)
{
	const unsigned turns = peer->turns_wanted;

	if (atomic_load_explicit(&peer->stage, memory_order_acquire) !=
	    HOT_OVER)
		return;
	atomic_store_explicit(&peer->stage, HOT_NOT, memory_order_relaxed);
	if (peer->turns - peer->turns_before >= TURNS_WORTH)
		peer->turns_wanted = HOT_TURNS;
	else if (turns < TURNS_MOST)
		peer->turns_wanted = (uint16_t)(2 * turns);
	go_on_reading(peer);
}

/* The handler is slow: what else has come is not to wait for it. */
static void recall(struct peer *peer)
{
	struct output_stock *stock = peer->caller.server->stock;
	uint8_t stage = HOT_RUNS;
	bool is_taken, settled = true;

	pthread_mutex_lock(&peer->lock);
	is_taken = atomic_compare_exchange_strong_explicit(
		&peer->stage, &stage, HOT_NOT, memory_order_acq_rel,
		memory_order_acquire);
	if (is_taken) {
		if (peer->hot->size > 0)
			peer_put(peer, peer->hot->out, peer->hot->size, stock);
		settled = record_settle(&peer->reader);
	}
	pthread_mutex_unlock(&peer->lock);
	if (!is_taken)
		return;
	peer_flush(peer, stock);
	if (settled)
		go_on_reading(peer);
	else
		peer_drop(peer);
}

static void look_again(struct onc_server *server)
{
	const struct timeval tick = {.tv_usec = TICK};

	if (server->hot)
		event_add(&server->hot_tick, &tick);
}

static void on_tick(evutil_socket_t fd, short what, void *argument)
{
	struct onc_server *server = argument;
	struct peer *next;

	(void)fd;
	(void)what;
	for (struct peer *peer = server->hot; peer; peer = next) {
		const uint64_t turns = peer->turns;

		next = peer->next_hot;
		if (peer->stage == HOT_RUNS && turns == peer->turns_seen)
			recall(peer);
		peer->turns_seen = turns;
	}
	look_again(server);
}

void hot_start(struct onc_server *server)
{
	evtimer_assign(&server->hot_tick, server->base, on_tick, server);
}

void hot_note(struct onc_server *server)
{
	struct peer *peer = server->callbacks == 1 ? server->read : NULL;

	if (server->callbacks == 0)
		return;
	if (peer && peer == server->regular) {
		server->streak++;
		return;
	}
	server->regular = peer;
	server->streak = 1;
	server->streak_since = peer ? peer->used : 0;
}

/* Nothing of the connection is under way, but what its next call brings. */
static bool is_plain(struct peer *peer)
{
	bool is_idle;

	if (peer->closed || peer->pauses || peer->caller.server->svc ||
	    record_is_partial(&peer->reader) || peer->charged > 0)
		return false;
	pthread_mutex_lock(&peer->lock);
	is_idle = peer->output.size == 0 && !peer->is_broken;
	pthread_mutex_unlock(&peer->lock);
	return is_idle;
}

struct crew_lane *hot_choose(struct onc_server *server)
{
	const struct timeval wait = {.tv_usec = PATIENCE};
	struct peer *peer = server->regular;
	int64_t took;

	if (!peer || server->streak < peer->turns_wanted)
		return NULL;
	took = peer->used - server->streak_since;
	server->regular = NULL;
	/* A millisecond for a turn is a caller who has time. */
	if (took > peer->turns_wanted || server->state != SERVICE_RUNNING ||
	    !is_plain(peer) ||
	    !crew_may_dwell(&server->crew, &peer->caller.lane))
		return NULL;
	if (setsockopt(peer->fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait)) <
	    0)
		return NULL;
	peer_pause(peer, PEER_PAUSE_HOT);
	peer->turns_before = peer->turns;
	peer->next_hot = server->hot;
	server->hot = peer;
	atomic_store_explicit(&peer->stage, HOT_WAITS, memory_order_relaxed);
	look_again(server);
	return &peer->caller.lane;
}

void hot_forget(struct peer *peer)
{
	struct onc_server *server = peer->caller.server;

	unlist(peer);
	if (server->regular == peer)
		server->regular = NULL;
	if (server->read == peer)
		server->read = NULL;
}
