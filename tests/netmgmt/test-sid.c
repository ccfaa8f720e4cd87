/* SPDX-License-Identifier: BSD-3-Clause */
/* SIDs as text, and back. */

#include <stdlib.h>
#include <string.h>

#include <lm.h>

#include "tests/support/heap.h"
#include "tests/support/tap.h"

/* What a text becomes when it is read and written again; "" if it is no SID. */
static void becomes(const char *text, const char *expected)
{
	struct domsid *sid = (struct domsid *)8;
	char *again;

	if (!ConvertStringSidToSid(text, &sid)) {
		CU_ASSERT_PTR_NULL(sid);
		CU_ASSERT_STRING_EQUAL("", expected);
		return;
	}
	CU_ASSERT_EQUAL_FATAL(ConvertSidToStringSid(sid, &again), 1);
	CU_ASSERT_STRING_EQUAL(again, expected);
	free(again);
	free(sid);
}

static void a_sid_comes_back_as_it_was(void)
{
	becomes("S-1-22-1-1000", "S-1-22-1-1000");
	becomes("S-1-5-32-544", "S-1-5-32-544");
	becomes("S-1-0", "S-1-0");
	becomes("s-1-1-0", "S-1-1-0");
	becomes("S-1-5-21-4294967295-0-1", "S-1-5-21-4294967295-0-1");
	becomes("S-255-4294967295", "S-255-4294967295");
	becomes("S-1-0x100000000-7", "S-1-0x000100000000-7");
	becomes("S-1-0xFFFFFFFFFFFF", "S-1-0xFFFFFFFFFFFF");
	becomes("S-1-0x10-1", "S-1-16-1");
	becomes("S-1-0X5-1", "S-1-5-1");
	becomes("S-1-0xabcdef012345", "S-1-0xABCDEF012345");
	becomes("S-1-281474976710655", "S-1-0xFFFFFFFFFFFF");
	becomes("S-1-4294967295-7", "S-1-4294967295-7");
	becomes("S-1-05-01", "S-1-5-1");
	becomes("S-1-1-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15",
		"S-1-1-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15");
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
		"S--1-5",
		"S-1- 5",
		"S-1-+5",
		"S-1-5-",
		"S-1-5-x",
		"S-1-5--1",
		"S-1-5-+1",
		"S-1-5- 1",
		"S-1-5-1 ",
		" S-1-5",
		"S-256-5",
		"S-1-5-4294967296",
		"S-1-5-99999999999999999999999",
		"S-1-0x1000000000000",
		"S-1-281474976710656",
		"S-1-0x",
		"S-1-0xg",
		"S-1-0x-1",
		"S-1-5-0x10",
		"S-1-1-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16",
	};

	for (size_t i = 0; i < TAP_COUNT(texts); i++)
		becomes(texts[i], "");
}

static void the_longest_sid_has_room(void)
{
	struct domsid sid;
	char *text;

	memset(&sid, 0xff, sizeof(sid));
	CU_ASSERT_EQUAL(ConvertSidToStringSid(&sid, &text), 0);
	CU_ASSERT_PTR_NULL(text);
	sid.num_auths = 15;
	CU_ASSERT_EQUAL_FATAL(ConvertSidToStringSid(&sid, &text), 1);
	CU_ASSERT_EQUAL(strncmp(text, "S-255-0xFFFFFFFFFFFF-4294967295-", 32),
			0);
	CU_ASSERT_EQUAL(strlen(text), 20 + 15 * 11);
	free(text);
}

static void nothing_is_no_argument(void)
{
	struct domsid sid = {.rev = 1}, *read = &sid;
	char *text = (char *)8;

	CU_ASSERT_EQUAL(ConvertSidToStringSid(NULL, &text), 0);
	CU_ASSERT_PTR_NULL(text);
	CU_ASSERT_EQUAL(ConvertSidToStringSid(&sid, NULL), 0);
	CU_ASSERT_EQUAL(ConvertStringSidToSid(NULL, &read), 0);
	CU_ASSERT_PTR_NULL(read);
	CU_ASSERT_EQUAL(ConvertStringSidToSid("S-1-0", NULL), 0);
}

static void without_memory_there_is_no_result(void)
{
	struct domsid sid = {.rev = 1}, *read = &sid;
	char *text = (char *)8;

	if (!heap_counts())
		return;
	heap_fail_at(1);
	CU_ASSERT_EQUAL(ConvertSidToStringSid(&sid, &text), 0);
	heap_fail_at(1);
	CU_ASSERT_EQUAL(ConvertStringSidToSid("S-1-0", &read), 0);
	heap_fail_at(0);
	CU_ASSERT_PTR_NULL(text);
	CU_ASSERT_PTR_NULL(read);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(a_sid_comes_back_as_it_was),
		TAP_CASE(members_are_where_they_belong),
		TAP_CASE(what_is_no_sid_is_refused),
		TAP_CASE(the_longest_sid_has_room),
		TAP_CASE(nothing_is_no_argument),
		TAP_CASE(without_memory_there_is_no_result),
	};

	return tap_run("sid", cases, TAP_COUNT(cases));
}
