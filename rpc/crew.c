/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Who holds the loop, and who runs tasks.
 *
 * Invariants: holder changes only under the lock, and only while it is away
 * or there is none; so whoever is in turn() is the only one. While the holder
 * runs a task, another thread watches it, unless there is no other.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "rpc/crew_lane.h"

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

/* -- threads --------------------------------------------------------------- */

static void *thread_main(void *argument)
{
	struct crew_worker *me = argument;
	struct crew *crew = me->crew;

	crew_enter(crew);
	crew->coming--;
	serve(crew, me);
	crew_leave(crew);
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

/* Nobody is there: who dwells on a lane is to come back. */
static void want(struct crew *crew)
{
	if (crew->dwelling > 0)
		atomic_store_explicit(&crew->wanting, true,
				      memory_order_relaxed);
}

/* Has one more thread look for work, if there is one that does not. */
static bool call_helper(struct crew *crew)
{
	if (crew->idlers > crew->called) {
		crew->called++;
		pthread_cond_signal(&crew->idle);
		return true;
	}
	if (hire(crew))
		return true;
	want(crew);
	return false;
}

/* Somebody is to watch: one of the idle, or a new one. */
static void call_watcher(struct crew *crew)
{
	if (crew->watcher || crew->coming > 0)
		return;
	if (crew->idlers > 0)
		pthread_cond_signal(&crew->idle);
	else if (!hire(crew))
		want(crew);
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
		struct crew_task *task = crew_take_task(crew, lane);
		const bool is_last = !lane->first;

		crew_ring_add(crew, lane);
		if (crew->holder != me)
			pass_on(crew);
		crew_leave(crew);
		crew->work->run(crew->context, lane, task, me, is_last);
		crew_enter(crew);
		more = goes_on(crew, me, lane, &until, &count);
		if (!more && !is_last) {
			crew_leave(crew);
			crew->work->flush(crew->context, lane, me);
			crew_enter(crew);
		}
	} while (more);
	me->lane = NULL;
	lane->running--;
	crew_ring_add(crew, lane);
	if (lane->report)
		crew_tell_locked(crew, lane);
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
	while ((lane = crew_ring_take(crew))) {
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

bool crew_may_dwell(struct crew *crew, const struct crew_lane *lane)
{
	bool may;

	crew_enter(crew);
	may = crew->watcher && !crew->ring && !crew->ended && !lane->first &&
	      !lane->held && lane->running == 0 && lane->fresh_count == 0 &&
	      crew->dwelling < crew->most / 2 &&
	      (crew->idlers > 0 || crew->count < crew->most);
	crew_leave(crew);
	return may;
}

/* The watcher takes the loop, or whoever comes by. */
static void dwell(struct crew *crew, struct crew_worker *me,
		  struct crew_lane *lane)
{
	crew->holder = NULL;
	crew->dozing = false;
	pthread_cond_signal(&crew->watching);
	crew->dwelling++;
	lane->running++;
	crew_leave(crew);
	crew->work->dwell(crew->context, lane, me);
	crew_enter(crew);
	lane->running--;
	crew->dwelling--;
	atomic_store_explicit(&crew->wanting, crew->ended,
			      memory_order_relaxed);
	crew_ring_add(crew, lane);
	crew_tell_locked(crew, lane);
}

static void hold(struct crew *crew, struct crew_worker *me)
{
	while (crew->holder == me && !crew->ended) {
		const bool wait = !crew->ring || !may_go_away(crew);
		struct crew_lane *lane;

		crew_leave(crew);
		lane = crew->work->turn(crew->context, me, wait);
		crew_enter(crew);
		crew_take_fresh(crew);
		if (lane) {
			dwell(crew, me, lane);
			return;
		}
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
	crew_leave(crew);
	crew->work->flush(crew->context, lane, me);
	crew_enter(crew);
	lane->running--;
	crew_ring_add(crew, lane);
	if (lane->report)
		crew_tell_locked(crew, lane);
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
		lane = crew_ring_take(crew);
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

	crew_enter(crew);
	crew->most = most;
	crew->limit = (most + 1) / 2;
	serve(crew, &crew->own);
	workers = crew->workers;
	crew->workers = NULL;
	crew_leave(crew);
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
	crew_enter(crew);
	crew->ended = true;
	atomic_store_explicit(&crew->wanting, true, memory_order_relaxed);
	pthread_cond_broadcast(&crew->watching);
	pthread_cond_broadcast(&crew->idle);
	crew_leave(crew);
}
