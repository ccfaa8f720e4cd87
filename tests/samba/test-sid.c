/* SPDX-License-Identifier: BSD-3-Clause */
/* SIDs as text and back, MS-DTYP 2.4.2.1. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <netmgmt/samba.h>

#include "tests/support/tap.h"

static void becomes(const char *text, const char *again)
{
	struct domsid *sid = NULL;
	char *written = NULL;

	if (!ConvertStringSidToSid(text, &sid))
		printf("# '%s' is refused\n", text);
	CU_ASSERT_PTR_NOT_NULL_FATAL(sid);
	CU_ASSERT_EQUAL(ConvertSidToStringSid(sid, &written), 1);
	CU_ASSERT_STRING_EQUAL(written, again);
	free(written);
	free(sid);
}

static void what_is_written_is_read_again(void)
{
	static const char *const texts[] = {
		"S-1-0",
		"S-1-22-1-1000",
		"S-1-5-21-4294967295-0-1-500",
		"S-1-4294967295-7",
		"S-1-0x000100000000-7",
		"S-1-0xffffffffffff",
		"S-255-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15",
		"S-255-0xffffffffffff-4294967295-4294967295-4294967295-"
		"4294967295-4294967295-4294967295-4294967295-4294967295-"
		"4294967295-4294967295-4294967295-4294967295-4294967295-"
		"4294967295-4294967295",
	};

	for (size_t i = 0; i < TAP_COUNT(texts); i++)
		becomes(texts[i], texts[i]);
}

static void other_spellings_are_read(void)
{
	becomes("s-1-5-32-544", "S-1-5-32-544");
	becomes("S-1-0X5-1", "S-1-5-1");
	becomes("S-1-0xABCDEF012345", "S-1-0xabcdef012345");
	becomes("S-1-281474976710655", "S-1-0xffffffffffff");
	becomes("S-1-05-01", "S-1-5-1");
}

static void members_are_where_they_belong(void)
{
	struct domsid *sid = NULL;

	CU_ASSERT_EQUAL(ConvertStringSidToSid("S-1-22-1-1000", &sid), 1);
	CU_ASSERT_PTR_NOT_NULL_FATAL(sid);
	CU_ASSERT_EQUAL(sid->rev, 1);
	CU_ASSERT_EQUAL(sid->num_auths, 2);
	CU_ASSERT_EQUAL(sid->id_auth[4], 0);
	CU_ASSERT_EQUAL(sid->id_auth[5], 22);
	CU_ASSERT_EQUAL(sid->sub_auths[0], 1);
	CU_ASSERT_EQUAL(sid->sub_auths[1], 1000);
	CU_ASSERT_EQUAL(sid->sub_auths[2], 0);
	free(sid);
}

static void what_is_no_sid_is_refused(void)
{
	static const char *const texts[] = {
		"",
		"S",
		"S-",
		"S-1",
		"S-1-",
		"X-1-5",
		"S1-5",
		"S-1-5-",
		"S-1-5--1",
		"S-1-5-1 ",
		" S-1-5-1",
		"S-1- 5",
		"S-1-+5",
		"S--1-5",
		"S-256-5",
		"S-1-5-4294967296",
		"S-1-5-99999999999999999999999",
		"S-1-281474976710656",
		"S-1-0x1000000000000",
		"S-1-0x",
		"S-1-0xg",
		"S-1-5-0x1",
		"S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16",
	};

	for (size_t i = 0; i < TAP_COUNT(texts); i++) {
		struct domsid *sid = (struct domsid *)8;

		if (ConvertStringSidToSid(texts[i], &sid))
			printf("# '%s' is read\n", texts[i]);
		CU_ASSERT_PTR_NULL(sid);
	}
}

static void null_is_refused(void)
{
	struct domsid many = {1, 16, {0}, {0}}, *sid = &many;
	char *text = (char *)8;

	CU_ASSERT_EQUAL(ConvertStringSidToSid(NULL, &sid), 0);
	CU_ASSERT_PTR_NULL(sid);
	CU_ASSERT_EQUAL(ConvertStringSidToSid("S-1-5", NULL), 0);
	CU_ASSERT_EQUAL(ConvertSidToStringSid(NULL, &text), 0);
	CU_ASSERT_PTR_NULL(text);
	CU_ASSERT_EQUAL(ConvertSidToStringSid(&many, NULL), 0);
	text = (char *)8;
	CU_ASSERT_EQUAL(ConvertSidToStringSid(&many, &text), 0);
	CU_ASSERT_PTR_NULL(text);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(what_is_written_is_read_again),
		TAP_CASE(other_spellings_are_read),
		TAP_CASE(members_are_where_they_belong),
		TAP_CASE(what_is_no_sid_is_refused),
		TAP_CASE(null_is_refused),
	};

	return tap_run("sid", cases, TAP_COUNT(cases));
}
