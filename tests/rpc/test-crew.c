/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The crew by itself: its loop is a semaphore, its tasks sleep or not.
 */
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "rpc/crew.h"
#include "tests/support/tap.h"

#define LANES 4

struct job {
	struct crew_task task;
	int lane;
	int number;
	unsigned ms;
};

static struct {
	struct crew crew;
	struct crew_lane lanes[LANES];
	sem_t awake;
	struct job *jobs; /* to be submitted by the next turn */
	int count;
	_Atomic int in_turn, done, at_work[LANES], most_at_work[LANES];
	_Atomic int order[4096];
	_Atomic int64_t last_turn, longest_absence;
	_Atomic bool over;
	pthread_t thread;
} fixture;

static int64_t clock_ms(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

static void submit(void)
{
	for (int i = 0; i < fixture.count; i++) {
		struct job *job = &fixture.jobs[i];

		crew_submit(&fixture.crew, &fixture.lanes[job->lane],
			    &job->task, &job->task, 1);
	}
	fixture.count = 0;
}

/* Comes back every 10 ms, to see that somebody is there. */
static struct crew_lane *turn(void *context, struct crew_worker *worker,
			      bool wait)
{
	struct timespec until;
	const int64_t away = clock_ms() - fixture.last_turn;

	(void)context;
	(void)worker;
	CU_ASSERT_EQUAL(fixture.in_turn++, 0);
	if (fixture.last_turn && away > fixture.longest_absence)
		fixture.longest_absence = away;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += 10 * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_nsec -= 1000000000;
		until.tv_sec++;
	}
	if (wait)
		sem_timedwait(&fixture.awake, &until);
	submit();
	while (crew_news(&fixture.crew))
		;
	if (fixture.over)
		crew_end(&fixture.crew);
	fixture.last_turn = clock_ms();
	fixture.in_turn--;
	return NULL;
}

static void run(void *context, struct crew_lane *lane, struct crew_task *task,
		struct crew_worker *worker, bool is_last)
{
	const struct job *job = (const struct job *)(const void *)task;
	const int at_work = ++fixture.at_work[job->lane];

	(void)context;
	(void)lane;
	(void)worker;
	(void)is_last;
	if (at_work > fixture.most_at_work[job->lane])
		fixture.most_at_work[job->lane] = at_work;
	if (job->ms > 0)
		usleep(job->ms * 1000);
	fixture.at_work[job->lane]--;
	fixture.order[fixture.done++] = job->number;
}

static void flush(void *context, struct crew_lane *lane,
		  struct crew_worker *worker)
{
	(void)context;
	(void)lane;
	(void)worker;
}

static void wake(void *context)
{
	(void)context;
	sem_post(&fixture.awake);
}

static void leave(void *context, struct crew_worker *worker)
{
	(void)context;
	(void)worker;
}

static const struct crew_work work = {turn, run, flush, NULL, wake, leave};

static void *go(void *most)
{
	crew_run(&fixture.crew, *(unsigned *)most);
	return NULL;
}

/* Runs jobs on a crew, until all are done. */
static void run_jobs(struct job *jobs, int count, unsigned most)
{
	memset(&fixture, 0, sizeof(fixture));
	sem_init(&fixture.awake, 0, 0);
	crew_init(&fixture.crew, &work, NULL);
	for (int i = 0; i < LANES; i++)
		crew_lane_init(&fixture.lanes[i]);
	fixture.jobs = jobs;
	fixture.count = count;
	pthread_create(&fixture.thread, NULL, go, &most);
	for (int i = 0; i < 5000 && fixture.done < count; i++)
		usleep(1000);
	fixture.over = true;
	wake(NULL);
	pthread_join(fixture.thread, NULL);
	CU_ASSERT_EQUAL(fixture.done, count);
	crew_fini(&fixture.crew);
	sem_destroy(&fixture.awake);
}

static struct crew_counts counts(void)
{
	return fixture.crew.counts;
}

static void runs_what_is_submitted(void)
{
	static struct job jobs[4096];

	for (int i = 0; i < 4096; i++)
		jobs[i] = (struct job){.lane = i % LANES, .number = i};
	run_jobs(jobs, 4096, 4);
	CU_ASSERT_EQUAL(counts().queued, 0);
	CU_ASSERT_EQUAL(counts().queued_peak, 4096);
}

static void keeps_the_order_of_a_lane_with_one_thread(void)
{
	static struct job jobs[200];

	for (int i = 0; i < 200; i++)
		jobs[i] = (struct job){.lane = 0, .number = i};
	run_jobs(jobs, 200, 1);
	for (int i = 0; i < 200; i++)
		CU_ASSERT_EQUAL(fixture.order[i], i);
	CU_ASSERT_EQUAL(fixture.crew.count, 1);
}

static void lets_a_lane_of_few_tasks_pass_one_of_many(void)
{
	static struct job jobs[401];
	int place = -1;

	for (int i = 0; i < 400; i++)
		jobs[i] = (struct job){.lane = 0, .number = i, .ms = 1};
	jobs[400] = (struct job){.lane = 1, .number = 1000};
	run_jobs(jobs, 401, 1);
	for (int i = 0; i < 401; i++)
		if (fixture.order[i] == 1000)
			place = i;
	CU_ASSERT(place < 20);
}

static void always_has_a_thread_at_the_loop(void)
{
	static struct job jobs[40];

	for (int i = 0; i < 40; i++)
		jobs[i] = (struct job){.lane = i % LANES, .ms = 40};
	run_jobs(jobs, 40, 4);
	/* 10 ms are its own, 10 are patience; the rest is the machine's. */
	CU_ASSERT(fixture.longest_absence < 100);
	CU_ASSERT(fixture.crew.count <= 4);
}

static void gives_half_of_the_threads_to_a_lane(void)
{
	static struct job jobs[30];

	for (int i = 0; i < 30; i++)
		jobs[i] = (struct job){.lane = 0, .ms = 10};
	run_jobs(jobs, 30, 6);
	CU_ASSERT(fixture.most_at_work[0] <= 3);
	CU_ASSERT(fixture.most_at_work[0] >= 2);
}

static void drops_what_waits(void)
{
	struct job jobs[3] = {{.lane = 0}, {.lane = 0}, {.lane = 1}};
	struct crew_task *chain;
	struct crew_lane lanes[2];
	struct crew crew;
	int count = 0;

	crew_init(&crew, &work, NULL);
	for (int i = 0; i < 2; i++)
		crew_lane_init(&lanes[i]);
	for (int i = 0; i < 3; i++)
		crew_submit(&crew, &lanes[jobs[i].lane], &jobs[i].task,
			    &jobs[i].task, 1);
	CU_ASSERT_EQUAL(crew_report(&crew, &lanes[0], false), 2);
	for (chain = crew_drop(&crew, &lanes[0]); chain; chain = chain->next)
		count++;
	CU_ASSERT_EQUAL(count, 2);
	CU_ASSERT_EQUAL(crew_report(&crew, &lanes[0], false), 0);
	CU_ASSERT_EQUAL(crew_report(&crew, &lanes[1], false), 1);
	crew_forget(&crew, &lanes[0]);
	crew_fini(&crew);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(runs_what_is_submitted),
		TAP_CASE(keeps_the_order_of_a_lane_with_one_thread),
		TAP_CASE(lets_a_lane_of_few_tasks_pass_one_of_many),
		TAP_CASE(always_has_a_thread_at_the_loop),
		TAP_CASE(gives_half_of_the_threads_to_a_lane),
		TAP_CASE(drops_what_waits),
	};

	return tap_run("crew", cases, TAP_COUNT(cases));
}
