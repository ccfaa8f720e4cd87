/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_GROUP_H
#define RPC_GROUP_H

/*
 * Channels that one thread drives: what groups, calls without a thread and
 * handles know of one another.
 *
 * Locks are taken in this order: a channel's, its group's.
 */

#include <pthread.h>
#include <stdatomic.h>

#include "rpc/handle.h"
#include "rpc/message.h"

#include <onc/async.h>

/* Memory that replies are received to, shared by all channels. */
#define GROUP_SCRATCH ((size_t)64 << 10)

/* A handle in a group. */
struct member {
	struct onc_group *group;
	struct handle *handle;
	struct member *next;
	struct member *next_ready;
	bool ready; /* to be looked at in this run, or the next one */
};

struct onc_group {
	int epoll;
	int timer; /* a timerfd: the earliest deadline, or earlier */
	int kick;  /* an eventfd: somebody has put something into the lists */
	struct member *members;
	_Atomic size_t pending;

	pthread_mutex_t lock; /* of what follows */
	struct member *ready;
	struct onc_pending *over; /* to be called back */
	struct onc_pending **over_end;
	struct onc_pending *untaken; /* over, and somebody's to take */
	int64_t armed;		     /* what the timer is set to */
	bool kicked;
	bool running; /* in the thread runner: it needs no kick */
	pthread_t runner;

	uint8_t scratch[GROUP_SCRATCH];
};

/* A call without a thread. */
struct onc_pending {
	struct pending call; /* first */
	struct onc_group *group;
	struct handle *handle; /* gone, perhaps, once it is over */
	CLIENT *clnt;	       /* the same, for its name only */
	const struct onc_procedure *procedure;
	struct onc_options options;
	bool has_auth;
	bool dropped; /* nobody asks for it */
	onc_done *done;
	void *context;
	struct onc_pending *next;
	struct onc_pending **back; /* of those to be taken */
	_Atomic bool has_ended;	   /* its handle may be gone */
	_Atomic bool is_over;	   /* it may be taken */
	void *result;
	struct message_reply reply;
	struct onc_fault fault;
	uint8_t packet[];
};

/* A member is to be looked at. The channel's lock may be held. */
void group_stir(struct member *member);

/* The timer is to go off then, or earlier. */
void group_arm(struct onc_group *group, int64_t deadline);

/* A call is over: to be called back in the next run. */
void group_push(struct onc_pending *pending);

/* A call is over: kept until it is taken; and not any more. */
void group_keep(struct onc_pending *pending);
void group_let_go(struct onc_pending *pending);

/* The handle leaves its group, if it is in one. */
void group_leave(struct handle *handle);

/* Calls back, or leaves it to be taken; frees it if that is all. */
void pending_finish(struct onc_pending *pending);

/* Frees it, and what it was given. */
void pending_free(struct onc_pending *pending);

#endif
