/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Contract 2.3: what each argument may be, and which mistake is told first.
 * The local daemon is one that does not exist, so whatever passes all checks
 * ends as 1722.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/netmgmt/function.h"
#include "tests/support/tap.h"

/* Not a pointer, and not a count: whatever stays this was left alone. */
#define UNTOUCHED ((LPBYTE)8)
#define COUNT 4711u

struct outputs {
	LPBYTE buffer;
	DWORD read;
	DWORD total;
	DWORD resume;
};

static const struct outputs fresh = {UNTOUCHED, COUNT, COUNT, COUNT};

static void untouched(const struct outputs *out)
{
	CU_ASSERT_PTR_EQUAL(out->buffer, UNTOUCHED);
	CU_ASSERT_EQUAL(out->read, COUNT);
	CU_ASSERT_EQUAL(out->total, COUNT);
	CU_ASSERT_EQUAL(out->resume, COUNT);
}

/* The resume value is an input and stays. */
static void zeroed(const struct outputs *out)
{
	CU_ASSERT_PTR_NULL(out->buffer);
	CU_ASSERT_EQUAL(out->read, 0);
	CU_ASSERT_EQUAL(out->total, 0);
	CU_ASSERT_EQUAL(out->resume, COUNT);
}

static void visit_enums(void (*visit)(const struct function *))
{
	for (size_t i = 0; i < function_count; i++)
		if (function_is_enum(&functions[i]))
			visit(&functions[i]);
}

static DWORD a_level(const struct function *function)
{
	return function->layouts->items[0].level;
}

/* No function has it. */
#define NO_LEVEL 99u

static struct asking ask(const struct function *function, LMCSTR server,
			 DWORD level, struct outputs *out)
{
	*out = fresh;
	return (struct asking){
		server,	      function->item, level,	   MAX_PREFERRED_LENGTH,
		&out->buffer, &out->read,     &out->total, &out->resume};
}

static void check_without_result(const struct function *function)
{
	struct outputs out;
	struct asking a = ask(function, "\\", NO_LEVEL, &out);

	a.buffer = NULL;
	CU_ASSERT_EQUAL(function->call(&a), ERROR_INVALID_PARAMETER);
	untouched(&out);
	a.buffer = &out.buffer;
	a.read = NULL;
	CU_ASSERT_EQUAL(function->call(&a), ERROR_INVALID_PARAMETER);
	untouched(&out);
}

static void an_enum_without_a_place_for_its_result_writes_nothing(void)
{
	visit_enums(check_without_result);
}

static void check_without_total(const struct function *function)
{
	struct outputs out;
	struct asking a = ask(function, "\\", NO_LEVEL, &out);

	if (function->flags & FUNCTION_HAS_NO_TOTAL)
		return;
	a.total = NULL;
	CU_ASSERT_EQUAL(function->call(&a), RPC_X_NULL_REF_POINTER);
	untouched(&out);
	a.read = NULL;
	CU_ASSERT_EQUAL(function->call(&a), ERROR_INVALID_PARAMETER);
}

static void an_enum_without_a_place_for_the_total_is_1780(void)
{
	visit_enums(check_without_total);
}

static void check_call(const struct function *function, LMCSTR server,
		       DWORD level, NET_API_STATUS status)
{
	struct outputs out;
	const struct asking a = ask(function, server, level, &out);
	NET_API_STATUS got = function->call(&a);

	if (got != status)
		printf("# %s, level %u: %u\n", function->name, level, got);
	CU_ASSERT_EQUAL(got, status);
	if (!function_is_enum(function))
		out.read = out.total = 0;
	if (function->flags & FUNCTION_HAS_NO_TOTAL)
		out.total = 0;
	zeroed(&out);
}

static void a_call_tells_the_server_name_before_the_level(void)
{
	for (size_t i = 0; i < function_count; i++) {
		check_call(&functions[i], "\\", NO_LEVEL, ERROR_INVALID_NAME);
		check_call(&functions[i], "\\\\", NO_LEVEL, ERROR_INVALID_NAME);
		check_call(&functions[i], " x", NO_LEVEL, ERROR_INVALID_NAME);
	}
}

static void a_call_tells_the_level_before_it_connects(void)
{
	for (size_t i = 0; i < function_count; i++)
		if (functions[i].kind != FUNCTION_BARE)
			check_call(&functions[i], "no host", NO_LEVEL,
				   ERROR_INVALID_LEVEL);
}

static void a_call_that_finds_no_daemon_gives_nothing(void)
{
	for (size_t i = 0; i < function_count; i++) {
		check_call(&functions[i], NULL, a_level(&functions[i]),
			   RPC_S_SERVER_UNAVAILABLE);
		check_call(&functions[i], "", a_level(&functions[i]),
			   RPC_S_SERVER_UNAVAILABLE);
	}
}

static void check_without_resume(const struct function *function)
{
	struct outputs out;
	struct asking a = ask(function, NULL, a_level(function), &out);

	a.resume = NULL;
	if (function->flags & FUNCTION_HAS_NO_RESUME)
		return;
	CU_ASSERT_EQUAL(function->call(&a), RPC_S_SERVER_UNAVAILABLE);
	zeroed(&out);
}

static void an_enum_takes_no_resume_value(void)
{
	visit_enums(check_without_resume);
}

static bool has_level(const struct function *function, DWORD level)
{
	for (size_t i = 0; i < function->layouts->count; i++)
		if (function->layouts->items[i].level == level)
			return true;
	return false;
}

static void every_level_is_known_and_no_other(void)
{
	for (size_t i = 0; i < function_count; i++) {
		const struct function *function = &functions[i];

		if (function->kind == FUNCTION_BARE)
			continue;
		for (DWORD level = 0; level < 10000; level++)
			check_call(function, NULL, level,
				   has_level(function, level)
					   ? RPC_S_SERVER_UNAVAILABLE
					   : ERROR_INVALID_LEVEL);
	}
}

static void a_get_info_without_a_place_for_its_result_is_87(void)
{
	for (size_t i = 0; i < function_count; i++) {
		struct outputs out;
		struct asking a = ask(&functions[i], "\\", NO_LEVEL, &out);

		a.buffer = NULL;
		CU_ASSERT_EQUAL(functions[i].call(&a), ERROR_INVALID_PARAMETER);
	}
}

static void check_without_name(const struct function *function)
{
	struct outputs out;
	struct asking a = ask(function, "no host", NO_LEVEL, &out);

	a.name = NULL;
	CU_ASSERT_EQUAL(function->call(&a), ERROR_INVALID_LEVEL);
	CU_ASSERT_PTR_NULL(out.buffer);
	a.level = a_level(function);
	CU_ASSERT_EQUAL(function->call(&a), ERROR_INVALID_PARAMETER);
	CU_ASSERT_PTR_NULL(out.buffer);
}

static void a_name_that_is_missing_is_told_after_the_level(void)
{
	for (size_t i = 0; i < function_count; i++)
		if (functions[i].flags & FUNCTION_TAKES_NAME)
			check_without_name(&functions[i]);
}

static void a_local_call_to_another_host_is_87(void)
{
	for (size_t i = 0; i < function_count; i++)
		if (functions[i].flags & FUNCTION_IS_LOCAL) {
			check_call(&functions[i], "no host",
				   a_level(&functions[i]),
				   ERROR_INVALID_PARAMETER);
			check_call(&functions[i], "127.0.0.1",
				   a_level(&functions[i]),
				   ERROR_INVALID_PARAMETER);
		}
}

static void a_name_no_host_can_have_is_53(void)
{
	LPBYTE buffer = UNTOUCHED;

	CU_ASSERT_EQUAL(NetRemoteTOD("\\\\Ba  path", &buffer),
			ERROR_BAD_NETPATH);
	CU_ASSERT_PTR_NULL(buffer);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(an_enum_without_a_place_for_its_result_writes_nothing),
		TAP_CASE(an_enum_without_a_place_for_the_total_is_1780),
		TAP_CASE(a_call_tells_the_server_name_before_the_level),
		TAP_CASE(a_call_tells_the_level_before_it_connects),
		TAP_CASE(a_call_that_finds_no_daemon_gives_nothing),
		TAP_CASE(an_enum_takes_no_resume_value),
		TAP_CASE(every_level_is_known_and_no_other),
		TAP_CASE(a_get_info_without_a_place_for_its_result_is_87),
		TAP_CASE(a_name_that_is_missing_is_told_after_the_level),
		TAP_CASE(a_local_call_to_another_host_is_87),
		TAP_CASE(a_name_no_host_can_have_is_53),
	};

	setenv("NETMGMT_LOCAL", "unix:///nonexistent/netmgmtd.sock", 1);
	return tap_run("arguments", cases, TAP_COUNT(cases));
}
