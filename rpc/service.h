/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_SERVICE_H
#define RPC_SERVICE_H

/*
 * The inside of a server: what its parts share.
 *
 * Before onc_server_run() all of it is the caller's thread's. Then: programs,
 * options and addresses do not change; counters are anybody's; sessions have a
 * lock; all else is the loop's holder's (rpc/crew.h).
 */

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <event2/event.h>
#include <event2/event_struct.h>

#include "rpc/account.h"
#include "rpc/crew.h"
#include "rpc/listener.h"
#include "rpc/output.h"
#include "rpc/registry.h"

#include <onc/server.h>

/* What is read at a time, into memory that all connections share. */
#define SERVICE_SCRATCH ((size_t)128 << 10)

/* Whatever is smaller is not worth an account's limit. */
#define SERVICE_SMALL ((size_t)64 << 10)

/* Where tasks come from; the first member of it. */
enum caller_kind { CALLER_PEER, CALLER_DATAGRAM };

struct caller {
	struct crew_lane lane;
	struct onc_server *server;
	enum caller_kind kind;
};

static inline struct caller *caller_of(struct crew_lane *lane)
{
	return (struct caller *)(void *)lane;
}

#define SERVICE_COUNTERS (sizeof(struct onc_counters) / sizeof(uint64_t))

enum service_state {
	SERVICE_MADE,
	SERVICE_RUNNING,
	SERVICE_DRAINING,
	SERVICE_ENDED,
};

struct peer;
struct svc;

struct onc_server {
	struct onc_server_options options; /* nothing in it is 0, but flags */
	struct registry registry;
	struct svc *svc; /* whose programs they are instead; or NULL */
	struct listener listeners[LISTENER_MOST];
	size_t listener_count;
	bool is_registered; /* with rpcbind */
	enum service_state state;
	atomic_bool stopping;
	int wake; /* eventfd: readable to have the loop look around */

	struct crew crew;
	struct event_base *base;
	struct event woken;
	struct event drained;
	struct event accept_again;
	struct event hot_tick;
	struct peer *hot;     /* those that a thread serves by itself */
	struct peer *read;    /* the last one, in this turn */
	struct peer *regular; /* alone in each of streak turns; or NULL */
	unsigned streak;
	int64_t streak_since;
	unsigned callbacks; /* in this turn */
	uint8_t *scratch;
	struct output_stock *stock; /* of the thread that is in the loop */
	int reserve; /* a descriptor to refuse a connection with, or -1 */
	struct accounts accounts;

	pthread_mutex_t sessions; /* of the list */
	struct peer *peers;
	struct peer *closed; /* of them, those to be buried */
	unsigned peer_count;

	/* As struct onc_counters; without what peers that live count. */
	_Atomic uint64_t counters[SERVICE_COUNTERS];
};

/* service_count(server, calls, 1) adds to a counter of struct onc_counters. */
#define service_count(server, counter, by)                                     \
	atomic_fetch_add_explicit(                                             \
		&(server)->counters[offsetof(struct onc_counters, counter) /   \
				    sizeof(uint64_t)],                         \
		(uint64_t)(by), memory_order_relaxed)

/* One thread at a time adds; others may look. */
static inline void service_add(_Atomic uint64_t *count, uint64_t by)
{
	const uint64_t now = atomic_load_explicit(count, memory_order_relaxed);

	atomic_store_explicit(count, now + by, memory_order_relaxed);
}

/* The same for a counter that only the loop adds to. */
#define service_count_here(server, counter, by)                                \
	service_add(                                                           \
		&(server)->counters[offsetof(struct onc_counters, counter) /   \
				    sizeof(uint64_t)],                         \
		(uint64_t)(by))

/* The precise one, in nanoseconds. */
static inline int64_t service_nanoseconds(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (int64_t)at.tv_sec * 1000000000 + at.tv_nsec;
}

/*
 * Each event that may bring tasks counts itself: after some of them the turn
 * ends, so that tasks do not wait for thousands of events. Those that are left
 * are the next turn's, which asks for all of them again: so there are not few.
 */
#define SERVICE_CALLBACKS 512

static inline void service_callback(struct onc_server *server)
{
	if (++server->callbacks >= SERVICE_CALLBACKS)
		event_base_loopbreak(server->base);
}

/* Milliseconds of a clock that only goes forward, a few late. */
static inline int64_t service_clock(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC_COARSE, &at);
	return (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

#endif
