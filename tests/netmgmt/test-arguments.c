/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Contract 2.3: what each argument may be, and which mistake is told first.
 * The local daemon is one that does not exist, so whatever passes all checks
 * ends as 1722.
 */

#include <stdlib.h>
#include <string.h>

#include <lm.h>

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

/* The two Enums take the same arguments here. */
typedef NET_API_STATUS enumerate(LMCSTR server, DWORD level, LPBYTE *buffer,
				 LPDWORD read, LPDWORD total, LPDWORD resume);

static NET_API_STATUS enum_users(LMCSTR server, DWORD level, LPBYTE *buffer,
				 LPDWORD read, LPDWORD total, LPDWORD resume)
{
	return NetUserEnum(server, level, 0, buffer, MAX_PREFERRED_LENGTH, read,
			   total, resume);
}

static NET_API_STATUS enum_disks(LMCSTR server, DWORD level, LPBYTE *buffer,
				 LPDWORD read, LPDWORD total, LPDWORD resume)
{
	return NetServerDiskEnum(server, level, buffer, MAX_PREFERRED_LENGTH,
				 read, total, resume);
}

static enumerate *const enums[] = {enum_users, enum_disks};

static void an_enum_without_a_place_for_its_result_writes_nothing(void)
{
	for (int i = 0; i < 2; i++) {
		struct outputs out = fresh;

		CU_ASSERT_EQUAL(enums[i]("\\", 99, NULL, &out.read, &out.total,
					 &out.resume),
				ERROR_INVALID_PARAMETER);
		untouched(&out);
		CU_ASSERT_EQUAL(enums[i]("\\", 99, &out.buffer, NULL,
					 &out.total, &out.resume),
				ERROR_INVALID_PARAMETER);
		untouched(&out);
	}
}

static void an_enum_without_a_place_for_the_total_is_1780(void)
{
	for (int i = 0; i < 2; i++) {
		struct outputs out = fresh;

		CU_ASSERT_EQUAL(enums[i]("\\", 99, &out.buffer, &out.read, NULL,
					 &out.resume),
				RPC_X_NULL_REF_POINTER);
		untouched(&out);
		CU_ASSERT_EQUAL(
			enums[i](NULL, 0, &out.buffer, NULL, NULL, NULL),
			ERROR_INVALID_PARAMETER);
	}
}

static void an_enum_tells_the_server_name_before_the_level(void)
{
	for (int i = 0; i < 2; i++) {
		struct outputs out = fresh;

		CU_ASSERT_EQUAL(enums[i]("\\\\", 99, &out.buffer, &out.read,
					 &out.total, &out.resume),
				ERROR_INVALID_NAME);
		zeroed(&out);
	}
}

static void an_enum_tells_the_level_before_it_connects(void)
{
	for (int i = 0; i < 2; i++) {
		struct outputs out = fresh;

		CU_ASSERT_EQUAL(enums[i]("no host", 99, &out.buffer, &out.read,
					 &out.total, &out.resume),
				ERROR_INVALID_LEVEL);
		zeroed(&out);
	}
}

static void an_enum_that_finds_no_daemon_gives_nothing(void)
{
	for (int i = 0; i < 2; i++) {
		struct outputs out = fresh;

		CU_ASSERT_EQUAL(enums[i](NULL, 0, &out.buffer, &out.read,
					 &out.total, &out.resume),
				RPC_S_SERVER_UNAVAILABLE);
		zeroed(&out);
	}
}

static void an_enum_takes_no_resume_value(void)
{
	for (int i = 0; i < 2; i++) {
		struct outputs out = fresh;

		CU_ASSERT_EQUAL(enums[i](NULL, 0, &out.buffer, &out.read,
					 &out.total, NULL),
				RPC_S_SERVER_UNAVAILABLE);
		zeroed(&out);
	}
}

static void every_level_of_users_is_known_and_no_other(void)
{
	static const char known[] = {0, 1, 2, 3, 4, 10, 11, 20, 23};

	for (DWORD level = 0; level < 2000; level++) {
		NET_API_STATUS wanted =
			level < 128 && memchr(known, (int)level, sizeof(known))
				? RPC_S_SERVER_UNAVAILABLE
				: ERROR_INVALID_LEVEL;
		struct outputs out = fresh;

		CU_ASSERT_EQUAL(enum_users(NULL, level, &out.buffer, &out.read,
					   &out.total, &out.resume),
				wanted);
		CU_ASSERT_EQUAL(NetUserGetInfo(NULL, "ada", level, &out.buffer),
				wanted);
	}
}

typedef NET_API_STATUS get_info(LMCSTR server, DWORD level, LPBYTE *buffer);

static NET_API_STATUS get_user(LMCSTR server, DWORD level, LPBYTE *buffer)
{
	return NetUserGetInfo(server, "ada", level, buffer);
}

/* A known level of each, and one that is not. */
static const struct {
	get_info *call;
	DWORD level;
	DWORD unknown;
} infos[] = {
	{get_user, 3, 5},
	{NetServerGetInfo, 100, 99},
	{NetServerGetInfo, 102, 103},
	{NetServerGetInfo, 101, 0},
	{NetWkstaGetInfo, 100, 99},
	{NetWkstaGetInfo, 102, 502},
};

static const size_t info_count = sizeof(infos) / sizeof(*infos);

static void a_get_info_without_a_place_for_its_result_is_87(void)
{
	for (size_t i = 0; i < info_count; i++)
		CU_ASSERT_EQUAL(infos[i].call("\\", infos[i].unknown, NULL),
				ERROR_INVALID_PARAMETER);
}

static void a_get_info_tells_name_then_level_then_the_way(void)
{
	for (size_t i = 0; i < info_count; i++) {
		LPBYTE buffer = UNTOUCHED;

		CU_ASSERT_EQUAL(infos[i].call("\\", infos[i].unknown, &buffer),
				ERROR_INVALID_NAME);
		CU_ASSERT_PTR_NULL(buffer);
		buffer = UNTOUCHED;
		CU_ASSERT_EQUAL(
			infos[i].call("no host", infos[i].unknown, &buffer),
			ERROR_INVALID_LEVEL);
		CU_ASSERT_PTR_NULL(buffer);
		buffer = UNTOUCHED;
		CU_ASSERT_EQUAL(infos[i].call(NULL, infos[i].level, &buffer),
				RPC_S_SERVER_UNAVAILABLE);
		CU_ASSERT_PTR_NULL(buffer);
	}
}

static void a_user_without_a_name_is_told_after_the_level(void)
{
	LPBYTE buffer = UNTOUCHED;

	CU_ASSERT_EQUAL(NetUserGetInfo(NULL, NULL, 5, &buffer),
			ERROR_INVALID_LEVEL);
	CU_ASSERT_PTR_NULL(buffer);
	buffer = UNTOUCHED;
	CU_ASSERT_EQUAL(NetUserGetInfo("no host", NULL, 3, &buffer),
			ERROR_INVALID_PARAMETER);
	CU_ASSERT_PTR_NULL(buffer);
}

static void the_clock_checks_its_arguments_too(void)
{
	LPBYTE buffer = UNTOUCHED;

	CU_ASSERT_EQUAL(NetRemoteTOD("\\", NULL), ERROR_INVALID_PARAMETER);
	CU_ASSERT_EQUAL(NetRemoteTOD(" x", &buffer), ERROR_INVALID_NAME);
	CU_ASSERT_PTR_NULL(buffer);
	buffer = UNTOUCHED;
	CU_ASSERT_EQUAL(NetRemoteTOD("", &buffer), RPC_S_SERVER_UNAVAILABLE);
	CU_ASSERT_PTR_NULL(buffer);
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
		TAP_CASE(an_enum_tells_the_server_name_before_the_level),
		TAP_CASE(an_enum_tells_the_level_before_it_connects),
		TAP_CASE(an_enum_that_finds_no_daemon_gives_nothing),
		TAP_CASE(an_enum_takes_no_resume_value),
		TAP_CASE(every_level_of_users_is_known_and_no_other),
		TAP_CASE(a_get_info_without_a_place_for_its_result_is_87),
		TAP_CASE(a_get_info_tells_name_then_level_then_the_way),
		TAP_CASE(a_user_without_a_name_is_told_after_the_level),
		TAP_CASE(the_clock_checks_its_arguments_too),
		TAP_CASE(a_name_no_host_can_have_is_53),
	};

	setenv("NETMGMT_LOCAL", "unix:///nonexistent/netmgmtd.sock", 1);
	return tap_run("arguments", cases, TAP_COUNT(cases));
}
