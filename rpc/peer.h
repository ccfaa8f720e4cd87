/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_PEER_H
#define RPC_PEER_H

/*
 * One connection to a server: what is read from it becomes tasks, what they
 * answer is written to it. It lives on the loop; tasks reach its output, and
 * nothing else, from any thread.
 */

#include "rpc/record.h"
#include "rpc/service.h"
#include "rpc/task.h"

/* Why a peer is not read from. */
enum peer_pause {
	PEER_PAUSE_CALLS = 1,  /* as many of them as it may have */
	PEER_PAUSE_OUTPUT = 2, /* it does not read its replies */
	PEER_PAUSE_BYTES = 4,  /* its identity has no room left */
	PEER_PAUSE_END = 8,    /* nothing more is to come */
	PEER_PAUSE_HOT = 16,   /* a thread reads by itself */
};

/* Who reads from a peer, and answers; see rpc/hot.c. */
enum hot_stage {
	HOT_NOT,   /* the loop */
	HOT_WAITS, /* a thread, which waits for calls or sees to them */
	HOT_RUNS,  /* a thread, in a handler: the loop may take it back */
	HOT_OVER,  /* the loop, as soon as it looks */
};

struct hot;

struct peer {
	struct caller caller;
	struct peer *next;
	struct peer **link; /* in the server's list */
	struct peer *next_closed;
	struct event readable;
	struct event writable;
	struct event timer;
	struct record_reader reader;
	struct account *account;
	size_t charged; /* bytes that the reader has */
	int64_t opened;
	int64_t timer_at;     /* when the timer is due; 0: not set */
	int64_t record_since; /* the first byte of a record; 0: none */
	_Atomic int64_t used;
	_Atomic uint64_t calls, replies, bytes_in, bytes_out;
	struct peer *next_hot;
	struct hot *hot;	/* of the thread that serves it */
	_Atomic uint64_t turns; /* of that thread */
	uint64_t turns_before;	/* of them, when it became hot */
	uint64_t turns_seen;	/* when the loop last looked */
	uint16_t turns_wanted;	/* of the loop, until it is hot */
	_Atomic uint8_t stage;	/* enum hot_stage */
	bool is_nonsense;	/* nothing behind it is a call */
	uint8_t pauses;		/* enum peer_pause */
	bool is_writing;	/* writable is added */
	bool is_over;		/* it said that nothing more is to come */
	bool closed;		/* only tasks keep it */
	bool is_local;
	uint16_t port;
	uid_t uid;
	gid_t gid;
	pid_t pid;
	struct in6_addr address; /* of IPv4, mapped */

	pthread_mutex_t lock; /* of all below */
	struct output output;
	size_t output_charged;
	int64_t write_since; /* the first chunk's; 0: nothing waits */
	uint64_t write_head; /* which chunk that was */
	int fd;		     /* -1: closed */
	bool is_blocked;     /* the loop sends */
	bool is_broken;	     /* nobody reads, or a reply was lost */
};

/* peer_open() takes an accepted descriptor. */
void peer_open(struct onc_server *server, int fd,
	       const struct sockaddr *address);

static inline struct peer *peer_of(struct crew_lane *lane)
{
	return (struct peer *)(void *)lane;
}

/* Something came or went: it is not idle. */
static inline void peer_touch(struct peer *peer)
{
	atomic_store_explicit(&peer->used, service_clock(),
			      memory_order_relaxed);
}

/* For the crew: see struct crew_work. */
void peer_run(struct peer *peer, struct crew_task *task,
	      struct output_stock *stock, bool is_last);
void peer_flush(struct peer *peer, struct output_stock *stock);
void peer_news(struct peer *peer);

/* -- its output, rpc/peer_output.c; those that say so are called locked ------
 */

/* Output beyond which no more is read, and no more calls are started. */
#define PEER_HIGH ((size_t)1 << 20)

/* peer_put_answer() queues a whole reply; locked. False: no memory. */
bool peer_put_answer(struct peer *peer, const uint8_t *bytes, size_t size,
		     struct output_stock *stock);

/* peer_put() queues bytes that are ready; locked. */
void peer_put(struct peer *peer, const uint8_t *bytes, size_t size,
	      struct output_stock *stock);

/* peer_put_mark() marks a reply of one fragment, and says where it begins. */
uint8_t *peer_put_mark(uint8_t *to, size_t size);

/*
 * peer_reply() gives the reply of a task that was run, and ends the dispatch;
 * is_last: and flushes.
 */
void peer_reply(struct peer *peer, const struct task *task,
		struct dispatch *dispatch, enum message_accept accept,
		struct output_stock *stock, bool is_last);

/* peer_send() sends most bytes and a chunk; locked. */
enum output_progress peer_send(struct peer *peer, size_t most,
			       struct output_stock *stock);

/* peer_charge() has the account know what waits; locked. */
void peer_charge(struct peer *peer);

/* True if the peer's identity may occupy so many bytes more. */
bool peer_has_room(const struct peer *peer, size_t bytes);

/* -- its input, rpc/peer_input.c; the loop's alone --------------------------
 */

/* A peer without room for its record tries again after so many ms. */
#define PEER_RETRY 20

/* The event readable. */
void peer_on_readable(evutil_socket_t fd, short what, void *peer);

/* Nothing is read from a peer as long as there is a reason not to. */
void peer_pause(struct peer *peer, enum peer_pause why);
void peer_resume(struct peer *peer, enum peer_pause why);

/* peer_end_input() reads nothing more; what is in flight is answered. */
void peer_end_input(struct peer *peer);

/* True if it was closed: its input has ended, and nothing is in flight. */
bool peer_close_if_done(struct peer *peer);

/* -- its life, rpc/peer.c -------------------------------------------------- */

/* peer_drain() reads no more, and closes when the last reply has left. */
void peer_drain(struct peer *peer);

/* peer_close() closes at once. Its memory stays until peer_bury(). */
void peer_close(struct peer *peer);

/* peer_drop() closes at once, for want of memory. */
void peer_drop(struct peer *peer);

/* peer_set_timer() has the timer come at a time of service_clock(). */
void peer_set_timer(struct peer *peer, int64_t at);

/* peer_schedule() sees to it that it comes by the deadline. */
void peer_schedule(struct peer *peer, int64_t since, uint32_t timeout);

/* peer_bury() frees the closed peers whose last task has ended. */
void peer_bury(struct onc_server *server);

/* peer_identify() is a request_identify. */
void peer_identify(const void *peer, struct onc_identity *identity);

#endif
