/* SPDX-License-Identifier: BSD-3-Clause */
/* An alias takes its own words, and a server where it says so. */

#include "src/cli/alias.h"
#include "tests/support/tap.h"

#define LENGTH(words, ...)                                                     \
	alias_length(&(const struct alias){words, "noun", "verb"},             \
		     sizeof((char *[]){__VA_ARGS__}) / sizeof(char *),         \
		     (char *[]){__VA_ARGS__})

static void an_alias_takes_its_words(void)
{
	CU_ASSERT_EQUAL(LENGTH("view", "view"), 1);
	CU_ASSERT_EQUAL(LENGTH("view", "view", "x"), 1);
	CU_ASSERT_EQUAL(LENGTH("config server", "config", "server"), 2);
	CU_ASSERT_EQUAL(LENGTH("config server", "config", "server", "x"), 2);
}

static void other_words_are_none(void)
{
	CU_ASSERT_EQUAL(LENGTH("view", "views"), 0);
	CU_ASSERT_EQUAL(LENGTH("view", "vie"), 0);
	CU_ASSERT_EQUAL(LENGTH("view", ""), 0);
	CU_ASSERT_EQUAL(LENGTH("config server", "config"), 0);
	CU_ASSERT_EQUAL(LENGTH("config server", "config", "workstation"), 0);
	CU_ASSERT_EQUAL(LENGTH("config server", "config server"), 0);
}

static void backslashes_are_a_server(void)
{
	CU_ASSERT_EQUAL(LENGTH("view \\\\", "view", "\\\\host"), 2);
	CU_ASSERT_EQUAL(LENGTH("view \\\\", "view", "\\host"), 2);
	CU_ASSERT_EQUAL(LENGTH("view \\\\", "view"), 0);
	CU_ASSERT_EQUAL(LENGTH("view \\\\", "view", "host"), 0);
	CU_ASSERT_EQUAL(LENGTH("view \\\\", "view", "\\\\"), 0);
	CU_ASSERT_FALSE(word_is_server(""));
	CU_ASSERT_FALSE(word_is_server("\\"));
}

/* The first match wins, so nothing may stand behind its own beginning. */
static void longer_aliases_come_first(void)
{
	char *words[] = {"view", "\\\\host"};

	for (size_t i = 0; i < alias_count; i++) {
		size_t length = alias_length(&aliases[i], 2, words);

		if (!length)
			continue;
		CU_ASSERT_EQUAL(length, 2);
		return;
	}
	CU_FAIL("no alias for view");
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(an_alias_takes_its_words),
		TAP_CASE(other_words_are_none),
		TAP_CASE(backslashes_are_a_server),
		TAP_CASE(longer_aliases_come_first),
	};

	return tap_run("alias", cases, TAP_COUNT(cases));
}
