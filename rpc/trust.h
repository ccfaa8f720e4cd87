/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_TRUST_H
#define RPC_TRUST_H

/*
 * Whether a guess is worth making, by how it went before: each one in vain
 * lets more chances pass, one that came true lets none. Figures that race are
 * good enough.
 */

#include <stdatomic.h>
#include <stdbool.h>

/* So many chances pass after the first disappointment, and at most. */
#define TRUST_FIRST 16u
#define TRUST_MOST 4096u

struct trust {
	_Atomic unsigned passing; /* chances to let pass */
	_Atomic unsigned penalty; /* of the last disappointment */
};

static inline void trust_init(struct trust *trust)
{
	atomic_init(&trust->passing, 0);
	atomic_init(&trust->penalty, 0);
}

/* True if the chance is to be taken; trust_learn() is to follow. */
static inline bool trust_ask(struct trust *trust)
{
	const unsigned passing =
		atomic_load_explicit(&trust->passing, memory_order_relaxed);

	if (passing > 0)
		atomic_store_explicit(&trust->passing, passing - 1,
				      memory_order_relaxed);
	return passing == 0;
}

static inline void trust_learn(struct trust *trust, bool came_true)
{
	unsigned penalty = 0;

	if (!came_true) {
		penalty = 2 * atomic_load_explicit(&trust->penalty,
						   memory_order_relaxed) +
			  TRUST_FIRST;
		if (penalty > TRUST_MOST)
			penalty = TRUST_MOST;
	}
	atomic_store_explicit(&trust->penalty, penalty, memory_order_relaxed);
	atomic_store_explicit(&trust->passing, penalty, memory_order_relaxed);
}

#endif
