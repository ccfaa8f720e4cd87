/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_CHANNEL_H
#define RPC_CHANNEL_H

/*
 * One connection to one server, with any number of calls in flight from any
 * number of threads.
 *
 * There is no thread behind it: the callers do the work. Whoever has a message
 * to send while nobody is sending sends it, and what others have queued
 * meanwhile. One of those who wait drives: it connects, and reads what comes
 * for all of them; when its own reply is there, it calls another one to drive.
 * Calls without a thread are driven by their group.
 *
 * The lock is held for short steps only: never in a system call that can
 * block, never in code of the user's.
 */

#include <pthread.h>
#include <stdatomic.h>

#include "rpc/address.h"
#include "rpc/dial.h"
#include "rpc/pending.h"
#include "rpc/record.h"
#include "rpc/trust.h"

/*
 * What a thread lends for its reply, and to the reader while it drives. Small
 * replies never leave it; larger ones get a mapping.
 */
#define CHANNEL_SCRATCH 8192

/* The mapping that a channel keeps for the next larger reply. */
#define CHANNEL_RETAIN ((size_t)256 << 10)

/* Unwanted replies or records without an xid, one after the other. */
#define CHANNEL_UNWANTED_MOST 4096

/* Threads that are woken together. */
#define CHANNEL_BELLS 16

enum channel_state {
	CHANNEL_CLOSED,
	CHANNEL_DIALLING,
	CHANNEL_OPEN,
	CHANNEL_CLOSING, /* until the last thread is out of the descriptor */
};

struct channel;

/* What a group wants to know of a channel; all with the lock held. */
struct channel_watch {
	void (*opened)(struct channel *channel);   /* descriptor is new */
	void (*dialling)(struct channel *channel); /* dial is new */
	void (*stirred)(struct channel *channel);  /* to be looked at */
};

struct channel {
	pthread_mutex_t lock;
	_Atomic uint32_t *alive; /* a page that a fork() clears */

	enum channel_state state;
	int fd;	  /* of the connection */
	int wake; /* an eventfd: readable when a call is cancelled */
	struct dial dial;
	const struct addrinfo *addresses;
	struct outcome refusal; /* why the last dialling failed */
	int64_t used;		/* when it was last known to be fine */
	union address peer;
	socklen_t peer_size;

	struct record_reader reader;
	struct pending_table table;
	struct pending *sleepers;
	unsigned bells; /* that ring when the lock is let go */
	_Atomic uint32_t *bell[CHANNEL_BELLS];
	unsigned away;		/* threads that had their reply, not yet back */
	bool gathering;		/* the driver waits for some of them */
	struct trust company;	/* that they are back soon */
	struct trust quickness; /* that replies come soon */
	struct pending *in_place; /* its reply lies in the reader's memory */
	uint64_t late;		  /* replies that nobody waits for any more */
	unsigned unwanted;	  /* others, since the last wanted one */
	bool driven;
	uint8_t *lent; /* the driver's memory for the reader */
	size_t lent_size;

	struct outgoing *unsent;
	struct outgoing **unsent_end;
	bool sending;
	bool choked;	/* the socket takes no more for now */
	int failed;	/* errno of sending: the reader will meet the end */
	unsigned users; /* threads in system calls, besides the driver */

	size_t cap;
	_Atomic uint32_t xid;
	_Atomic unsigned generation; /* counts cancellations */
	unsigned reaped;	     /* the last one that was looked at */

	const struct channel_watch *watch;
	void *watcher;
	bool missed; /* the watcher's turn came while another one drove */
};

/*
 * channel_init() makes a closed channel to the first address that answers.
 * addresses stay the caller's. Errors: ONC_NO_MEMORY, ONC_NO_DESCRIPTORS.
 */
ONC_MUST_USE
enum onc_status channel_init(struct channel *channel,
			     const struct addrinfo *addresses, size_t cap);

/* channel_fini() ends it; nobody may be using it. */
void channel_fini(struct channel *channel);

/*
 * channel_enter() is to come first in whatever is done with a channel: in the
 * child of a fork() it leaves the connection to the parent.
 */
void channel_enter(struct channel *channel);

/* channel_open() connects now; refusal says how it went. */
ONC_MUST_USE
enum onc_status channel_open(struct channel *channel, int64_t deadline,
			     const volatile sig_atomic_t *cancelled);

/* The xid of a new call. */
static inline uint32_t channel_xid(struct channel *channel)
{
	return atomic_fetch_add_explicit(&channel->xid, 1,
					 memory_order_relaxed);
}

static inline unsigned channel_generation(struct channel *channel)
{
	return atomic_load_explicit(&channel->generation, memory_order_relaxed);
}

/*
 * channel_call() sends a call and waits until it has ended, which outcome
 * tells. After ONC_OK the reply's bytes stay until channel_settle().
 */
void channel_call(struct channel *channel, struct pending *call, int64_t now);
void channel_settle(struct channel *channel, struct pending *call);

/*
 * channel_post() sends a call that nobody waits for: its reply is dropped. The
 * outcome is that of sending, by its deadline.
 */
void channel_post(struct channel *channel, struct pending *call, int64_t now);

/* channel_cancel() ends all calls in flight. Safe in a signal handler. */
void channel_cancel(struct channel *channel);

/* -- the parts of it, for one another and for groups ------------------------
 *
 * The lock is held at entry and return of all of them. Those that may let it go
 * meanwhile say so.
 */

static inline void channel_lock(struct channel *channel)
{
	pthread_mutex_lock(&channel->lock);
}

/* Lets the lock go, then wakes those whose words channel_bell() was given. */
void channel_ring(struct channel *channel);
void channel_bell(struct channel *channel, _Atomic uint32_t *word);

static inline void channel_unlock(struct channel *channel)
{
	if (channel->bells > 0)
		channel_ring(channel);
	else
		pthread_mutex_unlock(&channel->lock);
}

/* Lets threads that are in a short system call come out of it. Lets go. */
void channel_pause(struct channel *channel);

/* Takes a call in and queues its bytes; connects if need be. Lets go. */
void channel_submit(struct channel *channel, struct pending *call, int64_t now);

/* Starts connecting, if nobody has; and a step of it. */
void channel_connect(struct channel *channel, int64_t deadline, int64_t now);
void channel_dial(struct channel *channel, int64_t now);

/* The connection is of no use any more: ends what was sent on it. Lets go. */
void channel_break(struct channel *channel, const struct outcome *why);

/* The call's thread is not among the sleepers any more. */
void channel_wake_up(struct channel *channel, struct pending *call);

/* The call is over: its outcome is set. */
void channel_complete(struct channel *channel, struct pending *call);

/* Ends a call before its reply came. Lets go. */
void channel_withdraw(struct channel *channel, struct pending *call,
		      const struct outcome *why);

/* Withdraws the call if its time is over, or if it is cancelled. Lets go. */
bool channel_expire(struct channel *channel, struct pending *call, int64_t now);

/* Withdraws what channel_cancel() has asked for. Lets go. */
void channel_reap(struct channel *channel);

/* Sends what is queued, as far as the socket takes it. Lets go. */
void channel_flush(struct channel *channel);
void channel_enqueue(struct channel *channel, struct outgoing *output);
void channel_dequeue(struct channel *channel, struct outgoing *output);
/* Leaves the rest of a half-sent call to be sent; false without memory. */
bool channel_disown(struct channel *channel, struct outgoing *output);

/*
 * The driver's role: taken if nobody has it. The reader works in the memory
 * lent, and keeps up to retain bytes of its own.
 */
void channel_take_role(struct channel *channel, uint8_t *scratch, size_t size,
		       size_t retain);
void channel_leave_role(struct channel *channel);

/* The driver's own reply is to outlast its role. */
void channel_keep(struct channel *channel);

enum channel_received {
	CHANNEL_NOTHING, /* for now, or a signal came */
	CHANNEL_SOME,
	CHANNEL_MORE, /* all that there was room for */
	CHANNEL_END,
};

/*
 * Receives once, with flags for recv(), and hands out all complete replies; the
 * driver's own stays in place. Lets go.
 */
enum channel_received channel_receive(struct channel *channel,
				      struct pending *own, int flags);

#endif
