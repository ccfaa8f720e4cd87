/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Who holds the loop, and who runs tasks.
 *
 * Invariants: holder changes only under the lock, and only while it is away
 * or there is none; so whoever is in turn() is the only one. While the holder
 * runs a task, another thread watches it, unless there is no other. A lane is
 * in the ring if and only if it has tasks that may be started, or had when it
 * was put there.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "rpc/crew.h"

#define MILLISECOND ((int64_t)1000000)

/* How long the holder may stay away: once to twice this. */
#define PATIENCE (5 * MILLISECOND)
/* How long tasks are given to others after one that was slow. */
#define WARY (100 * MILLISECOND)
/* How long the holder runs tasks before it looks at the loop again. */
#define SHIFT (2 * MILLISECOND)
/* How long one lane goes on, and with how many tasks. */
#define BURST (MILLISECOND / 2)
#define BURST_MOST 64
/* Ticks of PATIENCE without tasks until the watcher sleeps. */
#define QUIET 20

static void serve(struct crew *crew, struct crew_worker *me);

static int64_t now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return at.tv_sec * 1000 * MILLISECOND + at.tv_nsec;
}

static void enter(struct crew *crew)
{
	pthread_mutex_lock(&crew->lock);
}

static void leave(struct crew *crew)
{
	pthread_mutex_unlock(&crew->lock);
}

/* -- lanes ----------------------------------------------------------------- */

void crew_lane_init(struct crew_lane *lane)
{
	*lane = (struct crew_lane){0};
	lane->last = &lane->first;
}

static bool may_start(const struct crew *crew, const struct crew_lane *lane)
{
	return lane->first && !lane->held && lane->running < crew->limit;
}

static void ring_add(struct crew *crew, struct crew_lane *lane)
{
	if (lane->ringed || !may_start(crew, lane))
		return;
	lane->ringed = true;
	lane->next = NULL;
	*crew->ring_last = lane;
	crew->ring_last = &lane->next;
}

/* The next lane that has a task to be started. */
static struct crew_lane *ring_take(struct crew *crew)
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

static struct crew_task *take_task(struct crew *crew, struct crew_lane *lane)
{
	struct crew_task *task = lane->first;

	lane->first = task->next;
	if (!lane->first)
		lane->last = &lane->first;
	change_queued(crew, lane, -1);
	return task;
}

/* A holder that is away finds the news when it comes back. */
static void tell(struct crew *crew, struct crew_lane *lane)
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
static void take_fresh(struct crew *crew)
{
	while (crew->fresh) {
		struct crew_lane *lane = crew->fresh;

		crew->fresh = lane->next_fresh;
		*lane->last = lane->fresh;
		lane->last = lane->fresh_last;
		change_queued(crew, lane, (int)lane->fresh_count);
		lane->fresh_count = 0;
		lane->fresh = NULL;
		ring_add(crew, lane);
	}
}

void crew_hold(struct crew *crew, struct crew_lane *lane)
{
	enter(crew);
	lane->held = true;
	leave(crew);
}

void crew_release(struct crew *crew, struct crew_lane *lane)
{
	enter(crew);
	lane->held = false;
	ring_add(crew, lane);
	leave(crew);
}

unsigned crew_report(struct crew *crew, struct crew_lane *lane, bool report)
{
	unsigned busy;

	enter(crew);
	lane->report = report;
	busy = lane->queued + lane->running + lane->fresh_count;
	leave(crew);
	return busy;
}

void crew_tell(struct crew *crew, struct crew_lane *lane)
{
	enter(crew);
	tell(crew, lane);
	leave(crew);
}

struct crew_task *crew_drop(struct crew *crew, struct crew_lane *lane)
{
	struct crew_task *chain;

	enter(crew);
	take_fresh(crew);
	chain = lane->first;
	lane->first = NULL;
	lane->last = &lane->first;
	change_queued(crew, lane, -(int)lane->queued);
	ring_remove(crew, lane);
	leave(crew);
	return chain;
}

void crew_forget(struct crew *crew, struct crew_lane *lane)
{
	struct crew_lane **at = &crew->news;

	enter(crew);
	ring_remove(crew, lane);
	while (lane->told && *at != lane)
		at = &(*at)->next_news;
	if (lane->told)
		*at = lane->next_news;
	lane->told = false;
	leave(crew);
}

struct crew_lane *crew_news(struct crew *crew)
{
	struct crew_lane *lane;

	enter(crew);
	lane = crew->news;
	if (lane) {
		crew->news = lane->next_news;
		lane->told = false;
	}
	atomic_store_explicit(&crew->has_news, crew->news != NULL,
			      memory_order_relaxed);
	leave(crew);
	return lane;
}

void crew_count(struct crew *crew, struct crew_counts *counts)
{
	enter(crew);
	*counts = crew->counts;
	counts->threads = crew->count;
	leave(crew);
}

/* -- threads --------------------------------------------------------------- */

static void *thread_main(void *argument)
{
	struct crew_worker *me = argument;
	struct crew *crew = me->crew;

	enter(crew);
	crew->coming--;
	serve(crew, me);
	leave(crew);
	crew->work->leave(crew->context, me);
	return NULL;
}

/* Signals are for the program's threads, not for ours. */
static bool start(struct crew_worker *worker)
{
	sigset_t all, before;
	int error;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	error = pthread_create(&worker->thread, NULL, thread_main, worker);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return error == 0;
}

static bool hire(struct crew *crew)
{
	struct crew_worker *worker;

	if (crew->count >= crew->most || crew->ended)
		return false;
	worker = calloc(1, sizeof(*worker));
	if (!worker)
		return false;
	worker->crew = crew;
	if (!start(worker)) {
		free(worker);
		return false;
	}
	worker->next = crew->workers;
	crew->workers = worker;
	crew->count++;
	crew->coming++;
	return true;
}

/* Has one more thread look for work, if there is one that does not. */
static bool call_helper(struct crew *crew)
{
	if (crew->idlers > crew->called) {
		crew->called++;
		pthread_cond_signal(&crew->idle);
		return true;
	}
	return hire(crew);
}

/* Somebody is to watch: one of the idle, or a new one. */
static void call_watcher(struct crew *crew)
{
	if (crew->watcher || crew->coming > 0)
		return;
	if (crew->idlers > 0)
		pthread_cond_signal(&crew->idle);
	else
		hire(crew);
}

/* Whether the holder may run tasks: if it stays away, somebody must be there.
 */
static bool may_go_away(const struct crew *crew)
{
	return crew->watcher || crew->count == 1;
}

/*
 * A thread is about to run a task, and more may be started: somebody else is
 * to do that. A holder that waits on the loop does not see them by itself.
 */
static void pass_on(struct crew *crew)
{
	if (!crew->ring || call_helper(crew))
		return;
	if (!crew->away && may_go_away(crew))
		crew->work->wake(crew->context);
}

/* -- tasks ----------------------------------------------------------------- */

/* Whether the lane goes on: the clock is read only if it could. */
static bool goes_on(struct crew *crew, struct crew_worker *me,
		    struct crew_lane *lane, int64_t *until, unsigned *count)
{
	if (!lane->first || lane->held || crew->ended)
		return false;
	/* Nobody would send what is left behind while a task is slow. */
	if (crew->holder != me || ++*count == BURST_MOST)
		return false;
	if (!*until)
		*until = now() + BURST;
	return now() < *until;
}

/* Runs tasks of a lane that was taken from the ring; locked, as all here. */
static void run_lane(struct crew *crew, struct crew_worker *me,
		     struct crew_lane *lane)
{
	unsigned count = 0;
	int64_t until = 0;
	bool more;

	me->lane = lane;
	lane->running++;
	do {
		struct crew_task *task = take_task(crew, lane);
		const bool is_last = !lane->first;

		ring_add(crew, lane);
		if (crew->holder != me)
			pass_on(crew);
		leave(crew);
		crew->work->run(crew->context, lane, task, me, is_last);
		enter(crew);
		more = goes_on(crew, me, lane, &until, &count);
		if (!more && !is_last) {
			leave(crew);
			crew->work->flush(crew->context, lane, me);
			enter(crew);
		}
	} while (more);
	me->lane = NULL;
	lane->running--;
	ring_add(crew, lane);
	if (lane->report)
		tell(crew, lane);
}

/* -- the loop's holder ----------------------------------------------------- */

static void run_tasks(struct crew *crew, struct crew_worker *me)
{
	const bool wary = crew->wary_until && now() < crew->wary_until;
	struct crew_lane *lane;
	int64_t until = 0;

	if (wary && call_helper(crew))
		return;
	if (!may_go_away(crew)) {
		call_watcher(crew);
		return;
	}
	crew->away = true;
	crew->absences++;
	if (crew->dozing) {
		crew->dozing = false;
		pthread_cond_signal(&crew->watching);
	}
	while ((lane = ring_take(crew))) {
		run_lane(crew, me, lane);
		if (crew->holder != me)
			return;
		if (!crew->ring)
			break;
		if (!until)
			until = now() + SHIFT;
		else if (now() > until)
			break;
	}
	crew->away = false;
	if (crew->ring)
		call_helper(crew);
}

static void hold(struct crew *crew, struct crew_worker *me)
{
	while (crew->holder == me && !crew->ended) {
		const bool wait = !crew->ring || !may_go_away(crew);

		leave(crew);
		crew->work->turn(crew->context, me, wait);
		enter(crew);
		take_fresh(crew);
		if (crew->ring && !crew->ended)
			run_tasks(crew, me);
	}
	if (crew->holder == me)
		crew->holder = NULL;
}

/* -- those that wait ------------------------------------------------------- */

/*
 * One takeover may be a busy machine's. Two in a row, and more such tasks may
 * wait: one after the other, each would cost the holder its patience.
 */
static void note_slow(struct crew *crew)
{
	const int64_t at = now();

	if (at < crew->slow_until)
		crew->wary_until = at + WARY;
	crew->slow_until = at + WARY;
}

static void take_over(struct crew *crew, struct crew_worker *me)
{
	struct crew_lane *lane = crew->holder->lane;

	crew->watcher = NULL;
	crew->holder = me;
	crew->away = false;
	crew->counts.takeovers++;
	note_slow(crew);
	call_watcher(crew);
	if (!lane)
		return;
	/* What it has not sent yet would wait for its task. */
	lane->running++;
	leave(crew);
	crew->work->flush(crew->context, lane, me);
	enter(crew);
	lane->running--;
	ring_add(crew, lane);
	if (lane->report)
		tell(crew, lane);
}

static void wait_a_tick(struct crew *crew)
{
	const int64_t at = now() + PATIENCE;
	const struct timespec until = {
		.tv_sec = at / (1000 * MILLISECOND),
		.tv_nsec = at % (1000 * MILLISECOND),
	};

	while (!crew->ended && crew->holder &&
	       pthread_cond_timedwait(&crew->watching, &crew->lock, &until) !=
		       ETIMEDOUT)
		;
}

/* Wakes up only while tasks are run. */
static void doze(struct crew *crew)
{
	crew->dozing = true;
	while (crew->dozing && !crew->ended && crew->holder)
		pthread_cond_wait(&crew->watching, &crew->lock);
	crew->dozing = false;
}

static void watch(struct crew *crew, struct crew_worker *me)
{
	unsigned quiet = QUIET;
	uint64_t seen = crew->absences;

	crew->watcher = me;
	while (!crew->ended && crew->holder) {
		if (quiet >= QUIET && !crew->away) {
			doze(crew);
			quiet = 0;
		}
		seen = crew->absences;
		wait_a_tick(crew);
		if (crew->ended || !crew->holder)
			break;
		if (crew->away && crew->absences == seen) {
			take_over(crew, me);
			return;
		}
		quiet = crew->absences == seen ? quiet + 1 : 0;
	}
	crew->watcher = NULL;
}

static void stand_by(struct crew *crew)
{
	crew->idlers++;
	while (!crew->ended && crew->holder && crew->watcher &&
	       crew->called == 0)
		pthread_cond_wait(&crew->idle, &crew->lock);
	crew->idlers--;
	if (crew->called > 0)
		crew->called--;
}

static void serve(struct crew *crew, struct crew_worker *me)
{
	while (!crew->ended) {
		struct crew_lane *lane;

		if (!crew->holder)
			crew->holder = me;
		if (crew->holder == me) {
			call_watcher(crew);
			hold(crew, me);
			continue;
		}
		lane = ring_take(crew);
		if (lane)
			run_lane(crew, me, lane);
		else if (!crew->watcher)
			watch(crew, me);
		else
			stand_by(crew);
	}
}

/* -- the whole ------------------------------------------------------------- */

/* None of these can fail in glibc. */
void crew_init(struct crew *crew, const struct crew_work *work, void *context)
{
	pthread_condattr_t attributes;

	*crew = (struct crew){.work = work, .context = context, .count = 1};
	crew->ring_last = &crew->ring;
	crew->own.crew = crew;
	pthread_mutex_init(&crew->lock, NULL);
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&crew->watching, &attributes);
	pthread_cond_init(&crew->idle, &attributes);
	pthread_condattr_destroy(&attributes);
}

void crew_fini(struct crew *crew)
{
	pthread_cond_destroy(&crew->watching);
	pthread_cond_destroy(&crew->idle);
	pthread_mutex_destroy(&crew->lock);
}

void crew_run(struct crew *crew, unsigned most)
{
	struct crew_worker *workers;

	enter(crew);
	crew->most = most;
	crew->limit = (most + 1) / 2;
	serve(crew, &crew->own);
	workers = crew->workers;
	crew->workers = NULL;
	leave(crew);
	while (workers) {
		struct crew_worker *next = workers->next;

		pthread_join(workers->thread, NULL);
		free(workers);
		workers = next;
	}
	crew->work->leave(crew->context, &crew->own);
}

void crew_end(struct crew *crew)
{
	enter(crew);
	crew->ended = true;
	pthread_cond_broadcast(&crew->watching);
	pthread_cond_broadcast(&crew->idle);
	leave(crew);
}
