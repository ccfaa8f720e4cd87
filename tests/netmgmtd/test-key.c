/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>

#include "src/netmgmtd/provider/key.h"
#include "tests/support/tap.h"

static void is_the_same_in_any_case(void)
{
	CU_ASSERT_EQUAL(key_of("Public"), key_of("PUBLIC"));
	CU_ASSERT_NOT_EQUAL(key_of("public"), key_of("publix"));
}

static void leaves_room_to_step_and_none_for_no_key(void)
{
	char name[32];

	for (int i = 0; i < 100000; i++) {
		snprintf(name, sizeof(name), "name %d", i);
		if (key_of(name) == UINT32_MAX ||
		    key_of_native("a", name) > INT32_MAX)
			CU_FAIL("a key out of range");
	}
	CU_ASSERT_NOT_EQUAL(key_of_native("a", "bc"), key_of_native("ab", "c"));
}

static void steps_over_equal_keys(void)
{
	struct row {
		uint32_t key;
		char was;
	} rows[] = {{3, 'a'}, {3, 'b'}, {4, 'c'}, {4, 'd'}, {9, 'e'}};
	const uint32_t expected[] = {3, 4, 5, 6, 9};

	key_step(rows, 5, sizeof(rows[0]));
	for (int i = 0; i < 5; i++) {
		CU_ASSERT_EQUAL(rows[i].key, expected[i]);
		CU_ASSERT_EQUAL(rows[i].was, 'a' + i);
	}
	key_step(NULL, 0, sizeof(rows[0]));
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(is_the_same_in_any_case),
		TAP_CASE(leaves_room_to_step_and_none_for_no_key),
		TAP_CASE(steps_over_equal_keys),
	};

	return tap_run("key", cases, TAP_COUNT(cases));
}
