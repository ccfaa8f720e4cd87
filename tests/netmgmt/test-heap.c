/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What calls leave on the heap, and what they say when there is none: each
 * function with each of its allocations failing in turn. calls.sh starts the
 * daemon and names it in NETMGMT_LOCAL.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <lm.h>

#include "tests/support/heap.h"
#include "tests/support/tap.h"

static NET_API_STATUS enum_users(LPBYTE *buffer)
{
	DWORD read, total;

	return NetUserEnum(NULL, 4, 0, buffer, MAX_PREFERRED_LENGTH, &read,
			   &total, NULL);
}

static NET_API_STATUS enum_disks(LPBYTE *buffer)
{
	DWORD read, total;

	return NetServerDiskEnum(NULL, 0, buffer, MAX_PREFERRED_LENGTH, &read,
				 &total, NULL);
}

static NET_API_STATUS get_user(LPBYTE *buffer)
{
	return NetUserGetInfo(NULL, "alice", 4, buffer);
}

static NET_API_STATUS get_server(LPBYTE *buffer)
{
	return NetServerGetInfo(NULL, 102, buffer);
}

static NET_API_STATUS get_wksta(LPBYTE *buffer)
{
	return NetWkstaGetInfo(NULL, 102, buffer);
}

static NET_API_STATUS get_time(LPBYTE *buffer)
{
	return NetRemoteTOD(NULL, buffer);
}

static NET_API_STATUS (*const calls[])(LPBYTE *buffer) = {
	enum_users, enum_disks, get_user, get_server, get_wksta, get_time,
};

static const size_t call_count = sizeof(calls) / sizeof(*calls);

static void one_free_brings_the_heap_back(void)
{
	for (size_t i = 0; i < call_count; i++) {
		struct heap_mark before, after;
		LPBYTE buffer;

		CU_ASSERT_EQUAL(calls[i](&buffer), NERR_Success);
		NetApiBufferFree(buffer);
		before = heap_mark();
		CU_ASSERT_EQUAL(calls[i](&buffer), NERR_Success);
		CU_ASSERT_EQUAL(NetApiBufferFree(buffer), NERR_Success);
		after = heap_mark();
		CU_ASSERT_EQUAL(after.blocks, before.blocks);
		CU_ASSERT_EQUAL(after.bytes, before.bytes);
	}
}

enum outcome {
	GAVE_8,
	DONE, /* there is no n-th allocation */
	WRONG_STATUS,
	WRONG_OUTPUT,
	LEAKED,
};

static enum outcome call_failing_at(size_t call, unsigned long n)
{
	struct heap_mark before = heap_mark(), after;
	LPBYTE buffer = (LPBYTE)8;
	NET_API_STATUS status;
	bool failed;

	heap_fail_at(n);
	status = calls[call](&buffer);
	failed = heap_failed();
	heap_fail_at(0);
	if (status != (failed ? ERROR_NOT_ENOUGH_MEMORY : NERR_Success))
		return WRONG_STATUS;
	if ((buffer == NULL) != (status != NERR_Success))
		return WRONG_OUTPUT;
	NetApiBufferFree(buffer);
	after = heap_mark();
	if (after.blocks != before.blocks || after.bytes != before.bytes)
		return LEAKED;
	return failed ? GAVE_8 : DONE;
}

/* In a process of its own: what the C library keeps of a first failure, stays.
 */
static enum outcome try_failing_at(size_t call, unsigned long n)
{
	int status;
	pid_t child;

	fflush(stdout);
	child = fork();
	CU_ASSERT_FATAL(child >= 0);
	if (child == 0) {
		call_failing_at(call, n);
		_exit(call_failing_at(call, n));
	}
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : WRONG_STATUS;
}

static void a_call_without_memory_gives_8_and_leaves_nothing(void)
{
	for (size_t i = 0; i < call_count && heap_counts(); i++) {
		unsigned long n = 0;
		enum outcome outcome;

		do
			outcome = try_failing_at(i, ++n);
		while (outcome == GAVE_8 && n < 200);
		if (outcome != DONE)
			printf("# call %zu, allocation %lu: outcome %d\n", i, n,
			       outcome);
		CU_ASSERT_EQUAL(outcome, DONE);
		/* The handle, the block, and what the resolver takes. */
		CU_ASSERT(n > 2);
	}
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(one_free_brings_the_heap_back),
		TAP_CASE(a_call_without_memory_gives_8_and_leaves_nothing),
	};

	if (!getenv("NETMGMT_LOCAL"))
		tap_skip_all("calls.sh starts the daemon that this asks");
	return tap_run("heap", cases, TAP_COUNT(cases));
}
