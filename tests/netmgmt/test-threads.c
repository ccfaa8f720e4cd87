/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Eight threads, all functions, one daemon; calls.sh starts it. A block that
 * one thread was given is freed by another.
 */
#include <pthread.h>

#include <lm.h>

#include "tests/support/tap.h"

enum { THREADS = 8, ROUNDS = 10 };

static LPBYTE given[THREADS][ROUNDS];

static void *call_all(void *slot)
{
	LPBYTE *blocks = slot;

	for (int i = 0; i < ROUNDS; i++) {
		DWORD count, total;
		LPBYTE block;

		CU_ASSERT_EQUAL(NetUserEnum(NULL, 3, 0, &blocks[i],
					    MAX_PREFERRED_LENGTH, &count,
					    &total, NULL),
				0);
		CU_ASSERT_EQUAL(NetUserGetInfo(NULL, "alice", 4, &block), 0);
		CU_ASSERT_EQUAL(NetApiBufferFree(block), 0);
		CU_ASSERT_EQUAL(NetUserGetInfo(NULL, "no-one", 4, &block),
				NERR_UserNotFound);
		CU_ASSERT_EQUAL(NetServerGetInfo(NULL, 102, &block), 0);
		CU_ASSERT_EQUAL(NetApiBufferFree(block), 0);
		CU_ASSERT_EQUAL(NetWkstaGetInfo(NULL, 102, &block), 0);
		CU_ASSERT_EQUAL(NetApiBufferFree(block), 0);
		CU_ASSERT_EQUAL(NetRemoteTOD(NULL, &block), 0);
		CU_ASSERT_EQUAL(NetApiBufferFree(block), 0);
	}
	return NULL;
}

static void eight_threads_call_at_once(void)
{
	pthread_t threads[THREADS];

	for (int i = 0; i < THREADS; i++)
		CU_ASSERT_EQUAL_FATAL(
			pthread_create(&threads[i], NULL, call_all, given[i]),
			0);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < THREADS; i++)
		for (int k = 0; k < ROUNDS; k++)
			CU_ASSERT_EQUAL(NetApiBufferFree(given[i][k]), 0);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(eight_threads_call_at_once),
	};

	return tap_run("threads", cases, TAP_COUNT(cases));
}
