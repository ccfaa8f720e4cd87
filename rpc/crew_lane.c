/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where tasks wait.
 *
 * Invariant: a lane is in the ring if and only if it has tasks that may be
 * started, or had when it was put there.
 */
#include <stdlib.h>

#include "rpc/crew_lane.h"

void crew_lane_init(struct crew_lane *lane)
{
	*lane = (struct crew_lane){0};
	lane->last = &lane->first;
}

static bool may_start(const struct crew *crew, const struct crew_lane *lane)
{
	return lane->first && !lane->held && lane->running < crew->limit;
}

void crew_ring_add(struct crew *crew, struct crew_lane *lane)
{
	if (lane->ringed || !may_start(crew, lane))
		return;
	lane->ringed = true;
	lane->next = NULL;
	*crew->ring_last = lane;
	crew->ring_last = &lane->next;
}

/* The next lane that has a task to be started. */
struct crew_lane *crew_ring_take(struct crew *crew)
{
	while (crew->ring) {
		struct crew_lane *lane = crew->ring;

		crew->ring = lane->next;
		if (!crew->ring)
			crew->ring_last = &crew->ring;
		lane->ringed = false;
		if (may_start(crew, lane))
			return lane;
	}
	return NULL;
}

static void ring_remove(struct crew *crew, struct crew_lane *lane)
{
	struct crew_lane **at = &crew->ring;

	if (!lane->ringed)
		return;
	while (*at != lane)
		at = &(*at)->next;
	*at = lane->next;
	if (!lane->next)
		crew->ring_last = at;
	lane->ringed = false;
}

static void change_queued(struct crew *crew, struct crew_lane *lane, int by)
{
	atomic_store_explicit(&lane->queued, lane->queued + (unsigned)by,
			      memory_order_relaxed);
	crew->counts.queued += (unsigned)by;
	if (crew->counts.queued > crew->counts.queued_peak)
		crew->counts.queued_peak = crew->counts.queued;
}

struct crew_task *crew_take_task(struct crew *crew, struct crew_lane *lane)
{
	struct crew_task *task = lane->first;

	lane->first = task->next;
	if (!lane->first)
		lane->last = &lane->first;
	change_queued(crew, lane, -1);
	return task;
}

/* A holder that is away finds the news when it comes back. */
void crew_tell_locked(struct crew *crew, struct crew_lane *lane)
{
	if (lane->told)
		return;
	lane->told = true;
	lane->next_news = crew->news;
	crew->news = lane;
	atomic_store_explicit(&crew->has_news, true, memory_order_relaxed);
	if (!crew->away)
		crew->work->wake(crew->context);
}

/* No lock: what is submitted is nobody else's until the turn is over. */
unsigned crew_submit(struct crew *crew, struct crew_lane *lane,
		     struct crew_task *first, struct crew_task *last,
		     unsigned count)
{
	if (lane->fresh_count == 0) {
		lane->next_fresh = crew->fresh;
		crew->fresh = lane;
		lane->fresh_last = &lane->fresh;
	}
	last->next = NULL;
	*lane->fresh_last = first;
	lane->fresh_last = &last->next;
	lane->fresh_count += count;
	return lane->fresh_count +
	       atomic_load_explicit(&lane->queued, memory_order_relaxed);
}

/* The turn is over. */
void crew_take_fresh(struct crew *crew)
{
	while (crew->fresh) {
		struct crew_lane *lane = crew->fresh;

		crew->fresh = lane->next_fresh;
		*lane->last = lane->fresh;
		lane->last = lane->fresh_last;
		change_queued(crew, lane, (int)lane->fresh_count);
		lane->fresh_count = 0;
		lane->fresh = NULL;
		crew_ring_add(crew, lane);
	}
}

void crew_hold(struct crew *crew, struct crew_lane *lane)
{
	crew_enter(crew);
	lane->held = true;
	crew_leave(crew);
}

void crew_release(struct crew *crew, struct crew_lane *lane)
{
	crew_enter(crew);
	lane->held = false;
	crew_ring_add(crew, lane);
	crew_leave(crew);
}

unsigned crew_report(struct crew *crew, struct crew_lane *lane, bool report)
{
	unsigned busy;

	crew_enter(crew);
	lane->report = report;
	busy = lane->queued + lane->running + lane->fresh_count;
	crew_leave(crew);
	return busy;
}

void crew_tell(struct crew *crew, struct crew_lane *lane)
{
	crew_enter(crew);
	crew_tell_locked(crew, lane);
	crew_leave(crew);
}

struct crew_task *crew_drop(struct crew *crew, struct crew_lane *lane)
{
	struct crew_task *chain;

	crew_enter(crew);
	crew_take_fresh(crew);
	chain = lane->first;
	lane->first = NULL;
	lane->last = &lane->first;
	change_queued(crew, lane, -(int)lane->queued);
	ring_remove(crew, lane);
	crew_leave(crew);
	return chain;
}

void crew_forget(struct crew *crew, struct crew_lane *lane)
{
	struct crew_lane **at = &crew->news;

	crew_enter(crew);
	ring_remove(crew, lane);
	while (lane->told && *at != lane)
		at = &(*at)->next_news;
	if (lane->told)
		*at = lane->next_news;
	lane->told = false;
	crew_leave(crew);
}

struct crew_lane *crew_news(struct crew *crew)
{
	struct crew_lane *lane;

	crew_enter(crew);
	lane = crew->news;
	if (lane) {
		crew->news = lane->next_news;
		lane->told = false;
	}
	atomic_store_explicit(&crew->has_news, crew->news != NULL,
			      memory_order_relaxed);
	crew_leave(crew);
	return lane;
}

void crew_count(struct crew *crew, struct crew_counts *counts)
{
	crew_enter(crew);
	*counts = crew->counts;
	counts->threads = crew->count;
	crew_leave(crew);
}
