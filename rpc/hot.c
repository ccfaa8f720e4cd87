/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which connection is hot, and how the loop gets it back.
 *
 * Invariant: while a connection is hot, its reader, its output and its socket
 * are its thread's. The loop may take them from a thread that runs a handler,
 * and nowhere else: stage says who they belong to, and who changes it from
 * HOT_RUNS has them.
 */
#include <sys/socket.h>

#include "rpc/hot.h"

/* The most turns in a row that it takes to be hot. */
#define TURNS_MOST 4096
/* Fewer of them than this when hot, and the next time it takes longer. */
#define TURNS_WORTH 64
/* How long a thread waits for the next call, in microseconds. */
#define PATIENCE 10000
/* How often the loop looks whether a handler is slow, in microseconds. */
#define TICK 5000

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
		if (turns != peer->turns_seen)
			peer_touch(peer);
		else if (peer->stage == HOT_RUNS)
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
