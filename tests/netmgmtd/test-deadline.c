/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "src/netmgmtd/provider/deadline.h"
#include "tests/support/tap.h"

/* Work that hangs until somebody opens the gate. */
struct gate {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool open;
	int entered;
	int released;
};

static void gate_init(struct gate *gate)
{
	*gate = (struct gate){.open = false};
	pthread_mutex_init(&gate->lock, NULL);
	pthread_cond_init(&gate->changed, NULL);
}

static void gate_open(struct gate *gate)
{
	pthread_mutex_lock(&gate->lock);
	gate->open = true;
	pthread_cond_broadcast(&gate->changed);
	pthread_mutex_unlock(&gate->lock);
}

static void gate_wait_for_released(struct gate *gate, int count)
{
	pthread_mutex_lock(&gate->lock);
	while (gate->released < count)
		pthread_cond_wait(&gate->changed, &gate->lock);
	pthread_mutex_unlock(&gate->lock);
}

static int hang(void *data)
{
	struct gate *gate = data;

	pthread_mutex_lock(&gate->lock);
	gate->entered++;
	while (!gate->open)
		pthread_cond_wait(&gate->changed, &gate->lock);
	pthread_mutex_unlock(&gate->lock);
	return 0;
}

static void release(void *data)
{
	struct gate *gate = data;

	pthread_mutex_lock(&gate->lock);
	gate->released++;
	pthread_cond_broadcast(&gate->changed);
	pthread_mutex_unlock(&gate->lock);
}

static const struct deadline_work hanging = {hang, release};

static int answer(void *data)
{
	*(int *)data = 42;
	return -ENOENT;
}

static const struct deadline_work quick = {answer, free};

static struct deadline *source_of(unsigned int most)
{
	struct deadline *deadline;

	CU_ASSERT_EQUAL_FATAL(deadline_new(&deadline, most), 0);
	return deadline;
}

static void gives_what_the_work_said(void)
{
	struct deadline *deadline = source_of(1);
	void *data = calloc(1, sizeof(int));

	for (int i = 0; i < 100; i++) {
		CU_ASSERT_EQUAL(deadline_run(deadline, 10000, &quick, &data),
				-ENOENT);
		CU_ASSERT_PTR_NOT_NULL_FATAL(data);
		CU_ASSERT_EQUAL(*(int *)data, 42);
	}
	free(data);
	deadline_free(deadline);
	deadline_free(NULL);
}

static void gives_up_what_hangs_and_lets_the_thread_release_it(void)
{
	struct deadline *deadline = source_of(2);
	struct gate gate;
	void *data = &gate;

	gate_init(&gate);
	CU_ASSERT_EQUAL(deadline_run(deadline, 50, &hanging, &data),
			-ETIMEDOUT);
	CU_ASSERT_PTR_NULL(data);
	CU_ASSERT_EQUAL(gate.released, 0);
	gate_open(&gate);
	gate_wait_for_released(&gate, 1);
	deadline_free(deadline);
}

static double seconds(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void asks_no_more_once_all_its_threads_hang(void)
{
	struct deadline *deadline = source_of(3);
	struct gate gate;
	double before;
	void *data;

	gate_init(&gate);
	for (int i = 0; i < 3; i++) {
		data = &gate;
		CU_ASSERT_EQUAL(deadline_run(deadline, 50, &hanging, &data),
				-ETIMEDOUT);
	}
	before = seconds();
	for (int i = 0; i < 100; i++) {
		data = &gate;
		CU_ASSERT_EQUAL(deadline_run(deadline, 60000, &hanging, &data),
				-ETIMEDOUT);
		CU_ASSERT_PTR_NULL(data);
	}
	CU_ASSERT_TRUE(seconds() - before < 30);
	CU_ASSERT_EQUAL(gate.entered, 3);
	CU_ASSERT_EQUAL(gate.released, 100);
	gate_open(&gate);
	gate_wait_for_released(&gate, 103);
	/* The places are free again. */
	data = calloc(1, sizeof(int));
	CU_ASSERT_EQUAL(deadline_run(deadline, 10000, &quick, &data), -ENOENT);
	free(data);
	deadline_free(deadline);
}

static void *call_quick(void *deadline)
{
	void *data = calloc(1, sizeof(int));

	for (int i = 0; i < 50; i++)
		if (deadline_run(deadline, 60000, &quick, &data) != -ENOENT)
			abort();
	free(data);
	return NULL;
}

static void lets_callers_wait_for_a_place(void)
{
	struct deadline *deadline = source_of(2);
	pthread_t threads[8];

	for (int i = 0; i < 8; i++)
		CU_ASSERT_EQUAL_FATAL(
			pthread_create(&threads[i], NULL, call_quick, deadline),
			0);
	for (int i = 0; i < 8; i++)
		pthread_join(threads[i], NULL);
	deadline_free(deadline);
}

static void outlives_being_freed_while_a_thread_hangs(void)
{
	struct deadline *deadline = source_of(1);
	struct gate gate;
	void *data = &gate;

	gate_init(&gate);
	CU_ASSERT_EQUAL(deadline_run(deadline, 50, &hanging, &data),
			-ETIMEDOUT);
	deadline_free(deadline);
	gate_open(&gate);
	gate_wait_for_released(&gate, 1);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(gives_what_the_work_said),
		TAP_CASE(gives_up_what_hangs_and_lets_the_thread_release_it),
		TAP_CASE(asks_no_more_once_all_its_threads_hang),
		TAP_CASE(lets_callers_wait_for_a_place),
		TAP_CASE(outlives_being_freed_while_a_thread_hangs),
	};

	return tap_run("deadline", cases, TAP_COUNT(cases));
}
