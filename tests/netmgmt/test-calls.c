/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Every function against a real daemon, which serves the host of
 * tests/netmgmtd/root. calls.sh starts it and names it in NETMGMT_LOCAL.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/netmgmt/function.h"
#include "tests/support/tap.h"

/* More than the fixture has, and room for its longest names. */
enum { MOST = 64, LONGEST = 80 };

struct names {
	char name[MOST][LONGEST];
	DWORD count;
};

static void add_name(struct names *names, const char *name)
{
	CU_ASSERT_FATAL(names->count < MOST);
	snprintf(names->name[names->count++], LONGEST, "%s", name);
}

static bool same_names(const struct names *one, const struct names *other)
{
	if (one->count != other->count)
		return false;
	for (DWORD i = 0; i < one->count; i++)
		if (strcmp(one->name[i], other->name[i]))
			return false;
	return true;
}

static bool has_name(const struct names *names, const char *name)
{
	for (DWORD i = 0; i < names->count; i++)
		if (!strcmp(names->name[i], name))
			return true;
	return false;
}

/* All users, in pages of a size; how many pages it took. */
static int list_users(DWORD filter, DWORD page_bytes, struct names *names)
{
	DWORD resume = 0, before, read, total;
	int pages = 0;
	NET_API_STATUS status;

	names->count = 0;
	do {
		LPBYTE buffer;
		const USER_INFO_20 *users;

		before = resume;
		status = NetUserEnum(NULL, 20, filter, &buffer, page_bytes,
				     &read, &total, &resume);
		users = (const USER_INFO_20 *)buffer;
		CU_ASSERT_FATAL(!status || status == ERROR_MORE_DATA);
		CU_ASSERT(status ? resume > before : resume == 0);
		CU_ASSERT(total >= read);
		for (DWORD i = 0; i < read; i++) {
			add_name(names, users[i].usri20_name);
			CU_ASSERT(users[i].usri20_user_id >= before);
		}
		NetApiBufferFree(buffer);
		pages++;
	} while (status == ERROR_MORE_DATA && pages < 2 * MOST);
	return pages;
}

static DWORD entries(const struct function *function, const struct given *given)
{
	return function_is_enum(function) ? given->read : 1;
}

static void lies_in_one_block(const struct function *function,
			      const struct layout *layout)
{
	struct given given = {.resume = 0};

	CU_ASSERT_EQUAL_FATAL(function_call(function, NULL, layout->level,
					    MAX_PREFERRED_LENGTH, &given),
			      NERR_Success);
	if (function_is_enum(function)) {
		CU_ASSERT((given.read > 0) !=
			  function_is_empty(function, layout->level));
		CU_ASSERT_EQUAL(given.resume, 0);
	}
	if (function_is_enum(function) &&
	    !(function->flags & FUNCTION_HAS_NO_TOTAL))
		CU_ASSERT_EQUAL(given.read, given.total);
	CU_ASSERT_EQUAL(!given.buffer,
			function_is_empty(function, layout->level));
	if (function->kind != FUNCTION_NAMES && given.buffer)
		CU_ASSERT(layout_lies_within(layout, given.buffer,
					     entries(function, &given)));
	CU_ASSERT_EQUAL(NetApiBufferFree(given.buffer), NERR_Success);
}

static void every_level_of_every_function_is_one_block(void)
{
	for (size_t i = 0; i < function_count; i++)
		for (size_t j = 0; j < functions[i].layouts->count; j++)
			lies_in_one_block(&functions[i],
					  &functions[i].layouts->items[j]);
}

/* NetUserEnum of NetUserGetInfo, NULL if there is none. */
static const struct function *enum_of(const struct function *info)
{
	const char *end = strstr(info->name, "GetInfo");

	if (!(info->flags & FUNCTION_TAKES_NAME))
		return NULL;
	for (size_t i = 0; i < function_count && end; i++) {
		size_t size = (size_t)(end - info->name);

		if (!strncmp(functions[i].name, info->name, size) &&
		    !strcmp(functions[i].name + size, "Enum"))
			return &functions[i];
	}
	return NULL;
}

/* The name is the first member of each level. */
static void compare_with_info(const struct function *info,
			      const struct layout *layout,
			      const struct given *list)
{
	for (DWORD i = 0; i < list->read; i++) {
		const BYTE *row = list->buffer + i * layout->size;
		const struct asking asking = {
			.name = *(LMCSTR const *)row,
			.level = layout->level,
			.buffer = &(LPBYTE){NULL},
		};

		CU_ASSERT_EQUAL_FATAL(info->call(&asking), NERR_Success);
		CU_ASSERT(layout_lies_within(layout, *asking.buffer, 1));
		CU_ASSERT(layout_equals(layout, row, *asking.buffer));
		NetApiBufferFree(*asking.buffer);
	}
}

static void compare_with_enum(const struct function *info,
			      const struct function *list)
{
	for (size_t i = 0; i < list->layouts->count; i++) {
		const struct layout *layout = &list->layouts->items[i];
		struct given given = {.resume = 0};

		CU_ASSERT_EQUAL_FATAL(function_call(list, NULL, layout->level,
						    MAX_PREFERRED_LENGTH,
						    &given),
				      NERR_Success);
		compare_with_info(info, layout, &given);
		NetApiBufferFree(given.buffer);
	}
}

static void get_info_gives_what_enum_gives(void)
{
	int compared = 0;

	for (size_t i = 0; i < function_count; i++) {
		const struct function *list = enum_of(&functions[i]);

		if (!list)
			continue;
		compare_with_enum(&functions[i], list);
		compared++;
	}
	CU_ASSERT_EQUAL(compared, 6);
}

static void alice_is_as_the_fixture_has_her(void)
{
	LPUSER_INFO_3 alice;
	LPUSER_INFO_4 same;

	CU_ASSERT_EQUAL_FATAL(
		NetUserGetInfo(NULL, "alice", 3, (LPBYTE *)&alice),
		NERR_Success);
	CU_ASSERT_STRING_EQUAL(alice->usri3_name, "alice");
	CU_ASSERT_PTR_NULL(alice->usri3_password);
	CU_ASSERT_STRING_EQUAL(alice->usri3_full_name, "Alice Example");
	CU_ASSERT_STRING_EQUAL(alice->usri3_home_dir, "/home/alice");
	CU_ASSERT_EQUAL(alice->usri3_user_id, 1000);
	CU_ASSERT_EQUAL(alice->usri3_primary_group_id, 1000);
	CU_ASSERT_EQUAL(alice->usri3_priv, USER_PRIV_ADMIN);
	CU_ASSERT(alice->usri3_flags & UF_NORMAL_ACCOUNT);
	CU_ASSERT(!(alice->usri3_flags & UF_ACCOUNTDISABLE));
	CU_ASSERT(alice->usri3_auth_flags & AF_OP_PRINT);
	CU_ASSERT_EQUAL(alice->usri3_acct_expires, TIMEQ_FOREVER);
	CU_ASSERT_EQUAL(alice->usri3_max_storage, USER_MAXSTORAGE_UNLIMITED);
	CU_ASSERT_EQUAL(alice->usri3_units_per_week, UNITS_PER_WEEK);
	CU_ASSERT_EQUAL(alice->usri3_logon_hours[20], 0xFF);
	CU_ASSERT_STRING_EQUAL(alice->usri3_logon_server, "\\\\*");
	CU_ASSERT_STRING_EQUAL(alice->usri3_script_path, "");
	NetApiBufferFree(alice);
	CU_ASSERT_EQUAL_FATAL(NetUserGetInfo(NULL, "alice", 4, (LPBYTE *)&same),
			      NERR_Success);
	CU_ASSERT_EQUAL(same->usri4_user_sid->num_auths, 2);
	CU_ASSERT_EQUAL(same->usri4_user_sid->id_auth[5], 22);
	CU_ASSERT_EQUAL(same->usri4_user_sid->sub_auths[0], 1);
	CU_ASSERT_EQUAL(same->usri4_user_sid->sub_auths[1], 1000);
	NetApiBufferFree(same);
}

static void names_are_utf_8(void)
{
	LPUSER_INFO_10 chloe;

	CU_ASSERT_EQUAL_FATAL(
		NetUserGetInfo(NULL, "chloe", 10, (LPBYTE *)&chloe),
		NERR_Success);
	CU_ASSERT_STRING_EQUAL(chloe->usri10_full_name, "Chloé Ünïcode");
	NetApiBufferFree(chloe);
}

static void flags_tell_the_state_of_an_account(void)
{
	static const struct {
		const char *name;
		DWORD set;
		DWORD clear;
	} cases[] = {
		{"locked", UF_ACCOUNTDISABLE, UF_PASSWD_NOTREQD},
		{"open", UF_PASSWD_NOTREQD, UF_ACCOUNTDISABLE},
		{"gone", UF_ACCOUNTDISABLE, 0},
		{"fresh", UF_PASSWORD_EXPIRED, UF_ACCOUNTDISABLE},
		{"forever", UF_DONT_EXPIRE_PASSWD, UF_PASSWORD_EXPIRED},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		LPUSER_INFO_20 user;

		CU_ASSERT_EQUAL_FATAL(NetUserGetInfo(NULL, cases[i].name, 20,
						     (LPBYTE *)&user),
				      NERR_Success);
		CU_ASSERT_EQUAL(user->usri20_flags & cases[i].set,
				cases[i].set);
		CU_ASSERT_EQUAL(user->usri20_flags & cases[i].clear, 0);
		NetApiBufferFree(user);
	}
}

static void an_account_that_is_not_there_is_2221(void)
{
	LPBYTE buffer = (LPBYTE)8;

	CU_ASSERT_EQUAL(NetUserGetInfo(NULL, "nemo", 3, &buffer),
			NERR_UserNotFound);
	CU_ASSERT_PTR_NULL(buffer);
}

static void small_pages_make_the_same_list(void)
{
	struct names all, paged;

	CU_ASSERT_EQUAL(list_users(0, MAX_PREFERRED_LENGTH, &all), 1);
	CU_ASSERT(all.count > 20);
	for (DWORD bytes = 120; bytes < 1200; bytes += 45) {
		int pages = list_users(0, bytes, &paged);

		CU_ASSERT(pages > 1);
		CU_ASSERT(same_names(&all, &paged));
	}
}

static void a_page_that_holds_nothing_is_2123(void)
{
	DWORD read = 1, total = 0, resume = 1000;
	LPBYTE buffer = (LPBYTE)8;

	CU_ASSERT_EQUAL(
		NetUserEnum(NULL, 3, 0, &buffer, 1, &read, &total, &resume),
		NERR_BufTooSmall);
	CU_ASSERT_PTR_NULL(buffer);
	CU_ASSERT_EQUAL(read, 0);
	CU_ASSERT(total > 0);
	CU_ASSERT_EQUAL(resume, 1000);
}

static void without_a_resume_value_each_page_is_the_first(void)
{
	for (int i = 0; i < 2; i++) {
		LPUSER_INFO_0 users;
		DWORD read, total;

		CU_ASSERT_EQUAL_FATAL(NetUserEnum(NULL, 0, 0, (LPBYTE *)&users,
						  60, &read, &total, NULL),
				      ERROR_MORE_DATA);
		CU_ASSERT_STRING_EQUAL(users[0].usri0_name, "root");
		NetApiBufferFree(users);
	}
}

static void filters_part_the_accounts(void)
{
	struct names all, people, system, none;

	list_users(0, MAX_PREFERRED_LENGTH, &all);
	list_users(FILTER_NORMAL_ACCOUNT, MAX_PREFERRED_LENGTH, &people);
	list_users(NETMGMT_FILTER_SYSTEM_ACCOUNT, MAX_PREFERRED_LENGTH,
		   &system);
	list_users(FILTER_SERVER_TRUST_ACCOUNT, MAX_PREFERRED_LENGTH, &none);
	CU_ASSERT(has_name(&people, "alice") && !has_name(&people, "root"));
	CU_ASSERT(has_name(&system, "root") && !has_name(&system, "alice"));
	CU_ASSERT_EQUAL(people.count + system.count, all.count);
	CU_ASSERT_EQUAL(none.count, 0);
}

static void nothing_to_list_is_a_success_without_a_block(void)
{
	DWORD read = 1, total = 1, resume = 0;
	LPBYTE buffer = (LPBYTE)8;

	CU_ASSERT_EQUAL(NetUserEnum(NULL, 3, FILTER_SERVER_TRUST_ACCOUNT,
				    &buffer, MAX_PREFERRED_LENGTH, &read,
				    &total, &resume),
			NERR_Success);
	CU_ASSERT_PTR_NULL(buffer);
	CU_ASSERT_EQUAL(read, 0);
	CU_ASSERT_EQUAL(total, 0);
	CU_ASSERT_EQUAL(resume, 0);
}

static void a_filter_that_does_not_exist_is_87(void)
{
	DWORD read, total;
	LPBYTE buffer = (LPBYTE)8;

	CU_ASSERT_EQUAL(NetUserEnum(NULL, 3, 0x40000, &buffer,
				    MAX_PREFERRED_LENGTH, &read, &total, NULL),
			ERROR_INVALID_PARAMETER);
	CU_ASSERT_PTR_NULL(buffer);
}

static void the_server_is_as_the_fixture_has_it(void)
{
	LPSERVER_INFO_102 server;

	CU_ASSERT_EQUAL_FATAL(NetServerGetInfo(NULL, 102, (LPBYTE *)&server),
			      NERR_Success);
	CU_ASSERT_EQUAL(server->sv102_platform_id, PLATFORM_ID_NT);
	CU_ASSERT_STRING_EQUAL(server->sv102_name, "fixture");
	CU_ASSERT_EQUAL(server->sv102_version_major, 6);
	CU_ASSERT_EQUAL(server->sv102_version_minor, 1);
	CU_ASSERT(server->sv102_type & SV_TYPE_SERVER_UNIX);
	CU_ASSERT_STRING_EQUAL(server->sv102_comment, "The Fixture Machine");
	CU_ASSERT_EQUAL(server->sv102_disc, SV_NODISC);
	CU_ASSERT_EQUAL(server->sv102_hidden, SV_VISIBLE);
	NetApiBufferFree(server);
}

static void the_workstation_is_as_the_fixture_has_it(void)
{
	LPWKSTA_INFO_102 wksta;

	CU_ASSERT_EQUAL_FATAL(NetWkstaGetInfo(NULL, 102, (LPBYTE *)&wksta),
			      NERR_Success);
	CU_ASSERT_EQUAL(wksta->wki102_platform_id, PLATFORM_ID_NT);
	CU_ASSERT_STRING_EQUAL(wksta->wki102_computername, "fixture");
	CU_ASSERT_STRING_EQUAL(wksta->wki102_langroup, "EXAMPLEGRP");
	CU_ASSERT_EQUAL(wksta->wki102_ver_major, 6);
	CU_ASSERT_EQUAL(wksta->wki102_ver_minor, 1);
	CU_ASSERT_STRING_EQUAL(wksta->wki102_lanroot, "");
	NetApiBufferFree(wksta);
}

/* All disks, in pages of a size; how many pages it took. */
static int list_disks(DWORD page_bytes, struct names *names)
{
	DWORD resume = 0, before, read, total, size;
	int pages = 0;
	NET_API_STATUS status;

	names->count = 0;
	do {
		LPBYTE buffer;
		const char *name;

		before = resume;
		status = NetServerDiskEnum(NULL, 0, &buffer, page_bytes, &read,
					   &total, &resume);
		CU_ASSERT_FATAL(!status || status == ERROR_MORE_DATA);
		CU_ASSERT(status ? resume > before : resume == 0);
		name = (const char *)buffer;
		for (DWORD i = 0; i < read; i++, name += strlen(name) + 1)
			add_name(names, name);
		CU_ASSERT_EQUAL(NetApiBufferSize(buffer, &size), 0);
		CU_ASSERT_EQUAL(*name, '\0');
		CU_ASSERT_PTR_EQUAL(name + 1, (const char *)buffer + size);
		NetApiBufferFree(buffer);
		pages++;
	} while (status == ERROR_MORE_DATA && pages < 2 * MOST);
	return pages;
}

static void disks_are_packed_and_end_with_an_empty_name(void)
{
	struct names disks;

	CU_ASSERT_EQUAL(list_disks(MAX_PREFERRED_LENGTH, &disks), 1);
	CU_ASSERT(has_name(&disks, "/"));
	CU_ASSERT(has_name(&disks, "/srv/data"));
	CU_ASSERT(has_name(&disks, "/srv/with space"));
	CU_ASSERT(!has_name(&disks, "/proc"));
}

static void small_pages_make_the_same_disks(void)
{
	struct names all, paged;

	list_disks(MAX_PREFERRED_LENGTH, &all);
	for (DWORD bytes = 17; bytes < 34; bytes += 4) {
		CU_ASSERT(list_disks(bytes, &paged) > 1);
		CU_ASSERT(same_names(&all, &paged));
	}
}

static void the_clock_tells_a_time(void)
{
	LPTIME_OF_DAY_INFO tod;

	CU_ASSERT_EQUAL_FATAL(NetRemoteTOD(NULL, (LPBYTE *)&tod), NERR_Success);
	CU_ASSERT(tod->tod_elapsedt > 1700000000);
	CU_ASSERT_EQUAL(tod->tod_elapsedt % 60, tod->tod_secs);
	CU_ASSERT_EQUAL(tod->tod_elapsedt / 3600 % 24, tod->tod_hours);
	CU_ASSERT_EQUAL((tod->tod_elapsedt / 86400 + 4) % 7, tod->tod_weekday);
	CU_ASSERT(tod->tod_month >= 1 && tod->tod_month <= 12);
	CU_ASSERT(tod->tod_hunds < 100);
	NetApiBufferFree(tod);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(every_level_of_every_function_is_one_block),
		TAP_CASE(get_info_gives_what_enum_gives),
		TAP_CASE(alice_is_as_the_fixture_has_her),
		TAP_CASE(names_are_utf_8),
		TAP_CASE(flags_tell_the_state_of_an_account),
		TAP_CASE(an_account_that_is_not_there_is_2221),
		TAP_CASE(small_pages_make_the_same_list),
		TAP_CASE(a_page_that_holds_nothing_is_2123),
		TAP_CASE(without_a_resume_value_each_page_is_the_first),
		TAP_CASE(filters_part_the_accounts),
		TAP_CASE(nothing_to_list_is_a_success_without_a_block),
		TAP_CASE(a_filter_that_does_not_exist_is_87),
		TAP_CASE(the_server_is_as_the_fixture_has_it),
		TAP_CASE(the_workstation_is_as_the_fixture_has_it),
		TAP_CASE(disks_are_packed_and_end_with_an_empty_name),
		TAP_CASE(small_pages_make_the_same_disks),
		TAP_CASE(the_clock_tells_a_time),
	};

	if (!getenv("NETMGMT_LOCAL"))
		tap_skip_all("calls.sh starts the daemon that this asks");
	return tap_run("calls", cases, TAP_COUNT(cases));
}
