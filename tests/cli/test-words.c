/* SPDX-License-Identifier: BSD-3-Clause */
/* Numbers in words: the special values, the bounds, and what has no name. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "src/cli/words.h"
#include "tests/support/tap.h"

static void are(char *words, const char *expected)
{
	if (strcmp(words, expected))
		printf("# '%s' is not '%s'\n", words, expected);
	CU_ASSERT_STRING_EQUAL(words, expected);
	free(words);
}

static void bits_are_words_and_the_rest_a_number(void)
{
	are(words_flags(UF_SCRIPT | UF_NORMAL_ACCOUNT), "-");
	are(words_flags(0), "-");
	are(words_flags(UF_ACCOUNTDISABLE | UF_LOCKOUT | UF_PASSWORD_EXPIRED),
	    "disabled, locked, password expired");
	are(words_flags(UF_DONT_EXPIRE_PASSWD | 0x40000000),
	    "no expiry, 0x40000000");
	are(words_operator(0), "none");
	are(words_operator(0xF), "print, communication, server, accounts");
	are(words_server_type(SV_TYPE_WORKSTATION | SV_TYPE_SERVER_UNIX),
	    "workstation, unix");
	are(words_server_type(SV_TYPE_DOMAIN_ENUM), "0x80000000");
}

static void values_without_a_name_stay_numbers(void)
{
	are(words_privilege(USER_PRIV_GUEST), "guest");
	are(words_privilege(USER_PRIV_ADMIN), "admin");
	are(words_privilege(3), "3");
	are(words_platform(PLATFORM_ID_NT), "NT (500)");
	are(words_platform(501), "501");
}

static void special_values_are_words(void)
{
	are(words_age(TIMEQ_FOREVER), "unknown");
	are(words_count(0xFFFFFFFF), "unknown");
	are(words_limit(0xFFFFFFFF), "unlimited");
	are(words_storage(USER_MAXSTORAGE_UNLIMITED), "unlimited");
	are(words_date(0), "unknown");
	are(words_expiry(TIMEQ_FOREVER), "never");
	are(words_zone(-1), "unknown");
	are(words_count(0), "0");
	are(words_limit(7), "7");
	are(words_storage(0xFFFFFFFE), "4294967294 bytes");
}

static void times_are_said_as_people_say_them(void)
{
	are(words_age(0), "0 days");
	are(words_age(86399), "0 days");
	are(words_age(86400), "1 day");
	are(words_age(0xFFFFFFFE), "49710 days");
	are(words_date(1700000000), "2023-11-14 22:13:20 +0000");
	are(words_expiry(0), "1970-01-01 00:00:00 +0000");
	are(words_date(0xFFFFFFFE), "2106-02-07 06:28:14 +0000");
	are(words_span(0), "0 days 00:00:00");
	are(words_span(86400 + 3661), "1 day 01:01:01");
	are(words_span(4294967), "49 days 17:02:47");
}

static void zones_east_of_greenwich_are_positive(void)
{
	are(words_zone(0), "UTC+00:00");
	are(words_zone(-330), "UTC+05:30");
	are(words_zone(210), "UTC-03:30");
	are(words_zone(-60), "UTC+01:00");
	are(words_zone(1), "UTC-00:01");
	are(words_zone(-2147483647 - 1), "UTC+35791394:08");
}

static void hours_are_counted(void)
{
	BYTE hours[UNITS_PER_WEEK / 8];

	are(words_hours(NULL), "always");
	memset(hours, 0xFF, sizeof(hours));
	are(words_hours(hours), "always");
	memset(hours, 0, sizeof(hours));
	are(words_hours(hours), "never");
	hours[1] = 0xFF;
	hours[20] = 0x81;
	are(words_hours(hours), "10 of 168 hours");
}

static void periods_and_days_have_their_words(void)
{
	are(words_period(TIMEQ_FOREVER), "for ever");
	are(words_period(0), "0 seconds");
	are(words_period(90 * 86400), "90 days");
	are(words_period(86401), "86401 seconds");
	are(words_day(-1), "-");
	are(words_day(20000), "2024-10-04");
	are(words_day(INT64_MAX), "9223372036854775807");
	are(words_day(-2), "-2");
	are(words_days(1), "1 day");
	are(words_days(-1), "-");
}

static void what_accounts_are_has_a_name(void)
{
	are(words_sid_usage(SidTypeUser), "user");
	are(words_sid_usage(0), "0");
	are(words_sid_usage(77), "77");
	are(words_attributes(7), "mandatory, by default, enabled");
	are(words_attributes(0), "none");
	are(words_password(NETMGMT_PASSWORD_LOCKED), "locked");
	are(words_password(9), "9");
	are(words_role(UAS_ROLE_STANDALONE), "standalone");
}

static void shares_and_who_uses_them_have_words(void)
{
	are(words_share_type(STYPE_DISKTREE), "disk");
	are(words_share_type(STYPE_IPC | STYPE_SPECIAL), "endpoint, special");
	are(words_share_type(77 | STYPE_TEMPORARY | 0x100),
	    "77, temporary, 0x100");
	are(words_use_status(USE_DISCONN), "no answer");
	are(words_use_status(6), "6");
	are(words_session_flags(SESS_GUEST | 8), "guest, 0x8");
	are(words_permissions(PERM_FILE_READ | PERM_FILE_CREATE),
	    "read, create");
	are(words_share_flags(0), "-");
	are(words_share_flags(NETMGMT_SHARE_HIDDEN | 0x100), "hidden, 0x100");
	are(words_caching(CSC_CACHE_MANUAL_REINT), "by hand");
	are(words_caching(CSC_CACHE_NONE | SHI1005_FLAGS_DFS), "nothing, dfs");
}

static void a_sid_is_written_as_windows_writes_it(void)
{
	struct domsid sid = {.rev = 1,
			     .num_auths = 2,
			     .id_auth = {0, 0, 0, 0, 0, 22},
			     .sub_auths = {1, 1000}};

	are(words_sid(NULL), "none");
	are(words_sid(&sid), "S-1-22-1-1000");
	sid.num_auths = 0;
	are(words_sid(&sid), "S-1-22");
	sid.num_auths = 255;
	are(words_sid(&sid), "not a SID");
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(bits_are_words_and_the_rest_a_number),
		TAP_CASE(values_without_a_name_stay_numbers),
		TAP_CASE(special_values_are_words),
		TAP_CASE(times_are_said_as_people_say_them),
		TAP_CASE(zones_east_of_greenwich_are_positive),
		TAP_CASE(hours_are_counted),
		TAP_CASE(periods_and_days_have_their_words),
		TAP_CASE(what_accounts_are_has_a_name),
		TAP_CASE(shares_and_who_uses_them_have_words),
		TAP_CASE(a_sid_is_written_as_windows_writes_it),
	};

	setenv("TZ", "UTC", 1);
	tzset();
	return tap_run("words", cases, TAP_COUNT(cases));
}
