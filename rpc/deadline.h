/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_DEADLINE_H
#define RPC_DEADLINE_H

/*
 * Moments and deadlines: nanoseconds of CLOCK_MONOTONIC. A deadline is
 * absolute, so that nothing that happens meanwhile can move it.
 */

#include <limits.h>
#include <stdint.h>
#include <time.h>

#define DEADLINE_MS ((int64_t)1000000)
#define DEADLINE_NEVER INT64_MAX

static inline int64_t deadline_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 * DEADLINE_MS + now.tv_nsec;
}

static inline int64_t deadline_after(int64_t now, unsigned milliseconds)
{
	return now + milliseconds * DEADLINE_MS;
}

static inline int64_t deadline_earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* What is left, for poll(): rounded up, so that it does not spin. */
static inline int deadline_left(int64_t deadline, int64_t now)
{
	const int64_t left = deadline - now;

	if (deadline == DEADLINE_NEVER)
		return -1;
	if (left <= 0)
		return 0;
	if (left > (INT_MAX - 1) * DEADLINE_MS)
		return INT_MAX;
	return (int)((left + DEADLINE_MS - 1) / DEADLINE_MS);
}

static inline struct timespec deadline_timespec(int64_t deadline)
{
	return (struct timespec){
		.tv_sec = (time_t)(deadline / (1000 * DEADLINE_MS)),
		.tv_nsec = (long)(deadline % (1000 * DEADLINE_MS)),
	};
}

#endif
