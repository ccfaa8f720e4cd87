/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/provider/settings.h"
#include "tests/netmgmtd/machine.h"
#include "tests/support/tap.h"

/* Asserts what a file of this text says about a key; NULL for nothing. */
static void check(const char *text, enum settings_syntax syntax,
		  const char *section, const char *key, const char *expected)
{
	struct machine machine;
	char *value;
	int r;

	machine_init_empty(&machine);
	machine_put(&machine, "file", text);
	r = settings_get(&machine.root, "file", syntax, section, key, &value);
	CU_ASSERT_EQUAL(r, expected ? 0 : -ENOENT);
	if (expected && value)
		CU_ASSERT_STRING_EQUAL(value, expected);
	if (!expected)
		CU_ASSERT_PTR_NULL(value);
	free(value);
	machine_fini(&machine);
}

static void takes_the_quotes_of_shell_words_away(void)
{
	check("A=plain\n", SETTINGS_SHELL, NULL, "A", "plain");
	check("A=\"two words\"\n", SETTINGS_SHELL, NULL, "A", "two words");
	check("A='it''s'\n", SETTINGS_SHELL, NULL, "A", "its");
	check("A=\"a \\\"b\\\" \\$c\"", SETTINGS_SHELL, NULL, "A",
	      "a \"b\" $c");
	check("A='back\\slash'", SETTINGS_SHELL, NULL, "A", "back\\slash");
	check("A=one two", SETTINGS_SHELL, NULL, "A", "one");
	check("A=", SETTINGS_SHELL, NULL, "A", "");
	check("A=\"open", SETTINGS_SHELL, NULL, "A", "open");
	check("A=end\\", SETTINGS_SHELL, NULL, "A", "end\\");
}

static void lets_the_last_assignment_win(void)
{
	check("A=1\nB=2\nA=3\n", SETTINGS_SHELL, NULL, "A", "3");
	check("A 1\nA\t2\n", SETTINGS_WORDS, NULL, "A", "2");
}

static void passes_over_comments_and_other_keys(void)
{
	check("#A=1\n  # A=2\nAB=3\n", SETTINGS_SHELL, NULL, "A", NULL);
	check("\n\nno assignment\n", SETTINGS_SHELL, NULL, "A", NULL);
	check("", SETTINGS_SHELL, NULL, "A", NULL);
}

static void looks_only_in_the_section_asked_for(void)
{
	static const char text[] = "top = 0\n[one]\nkey = 1\n[ T W O ]\n"
				   "  K e Y =  2 and more  \n; key = 3\n";

	check(text, SETTINGS_SECTIONS, "one", "key", "1");
	check(text, SETTINGS_SECTIONS, "two", "key", "2 and more");
	check(text, SETTINGS_SECTIONS, "three", "key", NULL);
	check(text, SETTINGS_SECTIONS, NULL, "key", NULL);
	check(text, SETTINGS_SECTIONS, NULL, "top", "0");
}

static void knows_a_key_without_value(void)
{
	check("even_deny_root\n", SETTINGS_SECTIONS, NULL, "even_deny_root",
	      "");
}

static long number(const char *path, enum settings_syntax syntax,
		   const char *key)
{
	struct root root;
	long value;

	machine_open(&root);
	CU_ASSERT_EQUAL(settings_number(&root, path, syntax, key, 7, &value),
			0);
	root_fini(&root);
	return value;
}

static void gives_the_fallback_for_what_is_no_number(void)
{
	CU_ASSERT_EQUAL(number("etc/login.defs", SETTINGS_WORDS, "UID_MIN"),
			1000);
	CU_ASSERT_EQUAL(number("etc/login.defs", SETTINGS_WORDS, "NONE"), 7);
	CU_ASSERT_EQUAL(number("etc/default/useradd", SETTINGS_SHELL, "HOME"),
			7);
	CU_ASSERT_EQUAL(number("absent", SETTINGS_SHELL, "A"), 7);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(takes_the_quotes_of_shell_words_away),
		TAP_CASE(lets_the_last_assignment_win),
		TAP_CASE(passes_over_comments_and_other_keys),
		TAP_CASE(looks_only_in_the_section_asked_for),
		TAP_CASE(knows_a_key_without_value),
		TAP_CASE(gives_the_fallback_for_what_is_no_number),
	};

	return tap_run("settings", cases, TAP_COUNT(cases));
}
