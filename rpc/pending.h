/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_PENDING_H
#define RPC_PENDING_H

/*
 * Calls in flight, found by their xid. A call's memory is its caller's: the
 * stack of the thread that waits, or a block of a call without a thread.
 */

#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <onc/status.h>

/* Bytes on their way out: one record with its mark. */
struct outgoing {
	struct outgoing *next;
	const uint8_t *bytes;
	size_t size;
	size_t sent;
	bool queued;
	bool busy;   /* a thread is sending from it at this moment */
	bool orphan; /* its call has ended: freed when it has left */
};

/* How a call ended, where no reply says it. */
struct outcome {
	enum onc_status status;
	int error;	   /* an errno, or 0 */
	const char *words; /* more of it, or NULL */
};

/* What a thread that waits for a call is doing. */
enum pending_state {
	PENDING_AWAKE,
	PENDING_ASLEEP,
	PENDING_CALLED, /* woken to look for itself */
	PENDING_DONE,
};

struct pending {
	struct pending *next; /* in its bucket */
	uint32_t xid;
	unsigned generation; /* of cancellation, when it started */
	int64_t deadline;
	size_t cap; /* of the reply's record */
	const volatile sig_atomic_t *cancelled;
	struct outgoing output;
	bool posted;  /* over when all of it has left */
	bool listed;  /* in the table: neither answered nor given up */
	bool retried; /* one connection broke before anything of it left */
	_Atomic uint32_t state;
	struct pending *sleeper; /* the next one that sleeps */

	/* A waiting thread's: memory for the reply, and for reading. */
	uint8_t *scratch;
	size_t scratch_size;

	/* How it ended: a reply's bytes if outcome is ONC_OK. */
	struct outcome outcome;
	uint8_t *reply;
	size_t reply_size;
	uint8_t *mapping; /* where reply is, unless in scratch */
	size_t mapping_room;

	/*
	 * A call without a thread. take() has the reply's bytes while they
	 * last, with no lock held; ended() comes last.
	 */
	void (*take)(struct pending *pending, const uint8_t *bytes,
		     size_t size);
	void (*ended)(struct pending *pending);
};

static inline bool pending_is_done(const struct pending *pending)
{
	return atomic_load_explicit(&pending->state, memory_order_acquire) ==
	       PENDING_DONE;
}

/* No byte of it has left; some, but not all of it has. */
static inline bool pending_is_unsent(const struct pending *pending)
{
	return pending->output.queued && pending->output.sent == 0;
}

static inline bool pending_is_half_sent(const struct pending *pending)
{
	return pending->output.queued && pending->output.sent > 0;
}

#define PENDING_FEW 16

struct pending_table {
	struct pending **buckets;
	size_t mask; /* their number, less one */
	size_t count;
	struct pending *few[PENDING_FEW];
};

void pending_table_init(struct pending_table *table);
void pending_table_fini(struct pending_table *table);

/*
 * pending_add() cannot fail: it takes more buckets while there is memory, and
 * longer ones otherwise.
 */
void pending_add(struct pending_table *table, struct pending *pending);
void pending_remove(struct pending_table *table, struct pending *pending);
struct pending *pending_find(const struct pending_table *table, uint32_t xid);

/*
 * pending_first() starts a walk over all of them and pending_after() goes on;
 * the one that was given last may be removed meanwhile.
 */
struct pending_walk {
	const struct pending_table *table;
	size_t bucket;
	struct pending *next;
};

struct pending *pending_first(const struct pending_table *table,
			      struct pending_walk *walk);
struct pending *pending_after(struct pending_walk *walk);

#endif
