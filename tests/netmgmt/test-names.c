/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The names of a computer, of a daemon that serves the host of
 * tests/netmgmtd/root. calls.sh starts it and names it in NETMGMT_LOCAL.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lm.h>

#include "tests/support/heap.h"
#include "tests/support/tap.h"

#define UNTOUCHED ((LMSTR *)8)

static NET_API_STATUS ask(LMCSTR server, int type, DWORD reserved, DWORD *count,
			  LMSTR **names)
{
	*count = 4711;
	*names = UNTOUCHED;
	return NetEnumerateComputerNames(server, (NET_COMPUTER_NAME_TYPE)type,
					 reserved, count, names);
}

static void fails(LMCSTR server, int type, DWORD reserved,
		  NET_API_STATUS status)
{
	LMSTR *names;
	DWORD count;

	CU_ASSERT_EQUAL(ask(server, type, reserved, &count, &names), status);
	CU_ASSERT_EQUAL(count, 0);
	CU_ASSERT_PTR_NULL(names);
}

static void check_name(int type)
{
	LMSTR *names;
	DWORD count, size = 0;

	CU_ASSERT_EQUAL_FATAL(ask(NULL, type, 0, &count, &names), NERR_Success);
	CU_ASSERT_EQUAL_FATAL(count, 1);
	CU_ASSERT_STRING_EQUAL(names[0], "fixture");
	NetApiBufferSize(names, &size);
	CU_ASSERT_EQUAL(size, sizeof(*names) + sizeof("fixture"));
	CU_ASSERT_PTR_EQUAL(names[0], (char *)(names + 1));
	CU_ASSERT_EQUAL(NetApiBufferFree(names), NERR_Success);
}

static void the_host_name_is_the_primary_one(void)
{
	check_name(NetPrimaryComputerName);
}

static void it_is_all_there_is(void)
{
	LMSTR *names;
	DWORD count;

	check_name(NetAllComputerNames);
	CU_ASSERT_EQUAL(ask(NULL, NetAlternateComputerNames, 0, &count, &names),
			NERR_Success);
	CU_ASSERT_EQUAL(count, 0);
	CU_ASSERT_PTR_NULL(names);
}

static void mistakes_are_told_before_a_server_is_asked(void)
{
	LMSTR *names = UNTOUCHED;
	DWORD count = 4711;

	CU_ASSERT_EQUAL(NetEnumerateComputerNames("\\", 0, 0, NULL, &names),
			ERROR_INVALID_PARAMETER);
	CU_ASSERT_EQUAL(NetEnumerateComputerNames("\\", 0, 0, &count, NULL),
			ERROR_INVALID_PARAMETER);
	CU_ASSERT_PTR_EQUAL(names, UNTOUCHED);
	CU_ASSERT_EQUAL(count, 4711);
	fails("\\", 9, 1, ERROR_INVALID_NAME);
	fails("no host", NetComputerNameTypeMax, 0, ERROR_INVALID_PARAMETER);
	fails("no host", -1, 0, ERROR_INVALID_PARAMETER);
	fails("no host", 0, 1, ERROR_INVALID_PARAMETER);
}

static void a_server_that_does_not_answer_has_no_names(void)
{
	for (int type = 0; type < NetComputerNameTypeMax; type++) {
		fails("unix:/nonexistent", type, 0, RPC_S_SERVER_UNAVAILABLE);
		fails("no host", type, 0, ERROR_BAD_NETPATH);
	}
}

/* 0 when there is no n-th allocation. */
static int call_failing_at(unsigned long n)
{
	struct heap_mark before = heap_mark(), after;
	NET_API_STATUS status;
	LMSTR *names;
	DWORD count;
	int failed;

	heap_fail_at(n);
	status = ask(NULL, NetAllComputerNames, 0, &count, &names);
	failed = heap_failed();
	heap_fail_at(0);
	CU_ASSERT_EQUAL(status,
			failed ? ERROR_NOT_ENOUGH_MEMORY : NERR_Success);
	CU_ASSERT_EQUAL(count, failed ? 0 : 1);
	CU_ASSERT_EQUAL(names == NULL, failed);
	NetApiBufferFree(names);
	after = heap_mark();
	CU_ASSERT_EQUAL(after.blocks, before.blocks);
	return failed;
}

static void without_memory_it_is_8(void)
{
	unsigned long n = 1;

	if (!heap_counts()) {
		puts("# the sanitizer has its own allocator");
		return;
	}
	while (n < 100 && call_failing_at(n))
		n++;
	/* The handle, the reply and the block, at the least. */
	CU_ASSERT(n > 3 && n < 100);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(the_host_name_is_the_primary_one),
		TAP_CASE(it_is_all_there_is),
		TAP_CASE(mistakes_are_told_before_a_server_is_asked),
		TAP_CASE(a_server_that_does_not_answer_has_no_names),
		TAP_CASE(without_memory_it_is_8),
	};

	return tap_run("names", cases, TAP_COUNT(cases));
}
