/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_CREW_LANE_H
#define RPC_CREW_LANE_H

/*
 * What the crew does with its lanes, and nobody else: all of it locked, by
 * crew_enter().
 */

#include "rpc/crew.h"

static inline void crew_enter(struct crew *crew)
{
	pthread_mutex_lock(&crew->lock);
}

static inline void crew_leave(struct crew *crew)
{
	pthread_mutex_unlock(&crew->lock);
}

/* crew_ring_add() has a lane take its turn, if it has tasks to start. */
void crew_ring_add(struct crew *crew, struct crew_lane *lane);

/* crew_ring_take() gives the next lane that has a task to be started. */
struct crew_lane *crew_ring_take(struct crew *crew);

/* crew_take_task() takes the first task of a lane that has one. */
struct crew_task *crew_take_task(struct crew *crew, struct crew_lane *lane);

/* crew_take_fresh() puts what a turn has submitted where all look for it. */
void crew_take_fresh(struct crew *crew);

/* crew_tell_locked() is crew_tell(). */
void crew_tell_locked(struct crew *crew, struct crew_lane *lane);

#endif
