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

#include "tests/netmgmt/function.h"
#include "tests/support/heap.h"
#include "tests/support/tap.h"

static NET_API_STATUS call(const struct function *function, DWORD level,
			   LPBYTE *buffer)
{
	struct given given = {.resume = 0};
	NET_API_STATUS status = function_call(function, NULL, level,
					      MAX_PREFERRED_LENGTH, &given);

	*buffer = given.buffer;
	return status;
}

static void come_back(const struct function *function, DWORD level)
{
	struct heap_mark before, after;
	LPBYTE buffer;

	CU_ASSERT_EQUAL(call(function, level, &buffer), NERR_Success);
	NetApiBufferFree(buffer);
	before = heap_mark();
	CU_ASSERT_EQUAL(call(function, level, &buffer), NERR_Success);
	CU_ASSERT_EQUAL(NetApiBufferFree(buffer), NERR_Success);
	after = heap_mark();
	CU_ASSERT_EQUAL(after.blocks, before.blocks);
	CU_ASSERT_EQUAL(after.bytes, before.bytes);
}

/* Each function at each of its levels. */
static void visit_all(void (*visit)(const struct function *, DWORD))
{
	for (size_t i = 0; i < function_count; i++)
		for (size_t j = 0; j < functions[i].layouts->count; j++)
			visit(&functions[i],
			      functions[i].layouts->items[j].level);
}

static void one_free_brings_the_heap_back(void)
{
	visit_all(come_back);
}

enum outcome {
	GAVE_8,
	DONE, /* there is no n-th allocation */
	WRONG_STATUS,
	WRONG_OUTPUT,
	LEAKED,
};

static enum outcome call_failing_at(const struct function *function,
				    DWORD level, unsigned long n)
{
	struct heap_mark before = heap_mark(), after;
	LPBYTE buffer = (LPBYTE)8;
	NET_API_STATUS status;
	bool failed;

	heap_fail_at(n);
	status = call(function, level, &buffer);
	failed = heap_failed();
	heap_fail_at(0);
	if (status != (failed ? ERROR_NOT_ENOUGH_MEMORY : NERR_Success))
		return WRONG_STATUS;
	if (buffer && status != NERR_Success)
		return WRONG_OUTPUT;
	NetApiBufferFree(buffer);
	after = heap_mark();
	if (after.blocks != before.blocks || after.bytes != before.bytes)
		return LEAKED;
	return failed ? GAVE_8 : DONE;
}

/* In a process of its own: what the C library keeps of a first failure, stays.
 */
static enum outcome try_failing_at(const struct function *function, DWORD level,
				   unsigned long n)
{
	int status;
	pid_t child;

	fflush(stdout);
	child = fork();
	CU_ASSERT_FATAL(child >= 0);
	if (child == 0) {
		call_failing_at(function, level, n);
		_exit(call_failing_at(function, level, n));
	}
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : WRONG_STATUS;
}

static void run_out(const struct function *function, DWORD level)
{
	unsigned long n = 0;
	enum outcome outcome;

	do
		outcome = try_failing_at(function, level, ++n);
	while (outcome == GAVE_8 && n < 200);
	if (outcome != DONE)
		printf("# %s, level %u, allocation %lu: outcome %d\n",
		       function->name, level, n, outcome);
	CU_ASSERT_EQUAL(outcome, DONE);
	/* The handle, at the least: a reply may have no block. */
	CU_ASSERT(n > 1);
}

static void a_call_without_memory_gives_8_and_leaves_nothing(void)
{
	if (heap_counts())
		visit_all(run_out);
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
