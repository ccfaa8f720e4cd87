/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/provider/text.h"
#include "tests/netmgmtd/machine.h"
#include "tests/support/tap.h"

static void keeps_what_follows_a_nul(void)
{
	struct machine machine;
	char *text;

	machine_init_empty(&machine);
	machine_write(&machine, "file", "one\0two\n", 8, 0);
	CU_ASSERT_EQUAL(text_read(&machine.root, "file", 100, &text), 0);
	CU_ASSERT_STRING_EQUAL(text, "one\ntwo\n");
	free(text);
	CU_ASSERT_EQUAL(text_read(&machine.root, "file", 7, &text), -EFBIG);
	CU_ASSERT_PTR_NULL(text);
	CU_ASSERT_EQUAL(text_read(&machine.root, "none", 7, &text), -ENOENT);
	CU_ASSERT_PTR_NULL(text);
	machine_fini(&machine);
}

static void takes_lines_and_words_apart(void)
{
	char text[] = "one  two\t\n\n three\n";
	char *rest = text, *line = text_line(&rest);

	CU_ASSERT_STRING_EQUAL(text_word(&line), "one");
	CU_ASSERT_STRING_EQUAL(text_word(&line), "two");
	CU_ASSERT_PTR_NULL(text_word(&line));
	CU_ASSERT_STRING_EQUAL(text_line(&rest), "");
	CU_ASSERT_STRING_EQUAL(text_trim(text_line(&rest)), "three");
	CU_ASSERT_STRING_EQUAL(text_line(&rest), "");
	CU_ASSERT_PTR_NULL(text_line(&rest));
}

static void compares_names_without_case_and_blanks(void)
{
	CU_ASSERT_TRUE(text_same_loosely("Work Group ", "workgroup"));
	CU_ASSERT_TRUE(text_same_loosely("", " \t"));
	CU_ASSERT_FALSE(text_same_loosely("workgroup", "workgroups"));
}

static void gives_what_follows_a_prefix(void)
{
	char text[] = "key:  value";

	CU_ASSERT_STRING_EQUAL(text_after(text, "key:"), "value");
	CU_ASSERT_STRING_EQUAL(text_after(text, "key:  value"), "");
	CU_ASSERT_PTR_NULL(text_after(text, "keys"));
}

static void check_unescape(const char *from, const char *to)
{
	char text[64];

	strcpy(text, from);
	CU_ASSERT_STRING_EQUAL(text_unescape(text), to);
}

static void replaces_whole_octal_escapes_alone(void)
{
	check_unescape("with\\040space", "with space");
	check_unescape("\\134\\303\\251", "\\\303\251");
	check_unescape("\\04", "\\04");
	check_unescape("\\049\\8", "\\049\\8");
	check_unescape("a\\000b\\777", "a\\000b\\777");
	check_unescape("end\\", "end\\");
}

static void takes_a_pair_of_quotes_away(void)
{
	char both[] = "\"x\"", one[] = "\"", left[] = "\"x";

	CU_ASSERT_STRING_EQUAL(text_unquote(both), "x");
	CU_ASSERT_STRING_EQUAL(text_unquote(one), "\"");
	CU_ASSERT_STRING_EQUAL(text_unquote(left), "\"x");
}

static void reads_whole_numbers_that_fit(void)
{
	uint64_t number;

	CU_ASSERT_TRUE(text_number("18446744073709551615", &number));
	CU_ASSERT_EQUAL(number, UINT64_MAX);
	CU_ASSERT_FALSE(text_number("18446744073709551616", &number));
	CU_ASSERT_FALSE(text_number("-1", &number));
	CU_ASSERT_FALSE(text_number("", &number));
	CU_ASSERT_FALSE(text_number("1x", &number));
	CU_ASSERT_FALSE(text_number(" 1", &number));
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(keeps_what_follows_a_nul),
		TAP_CASE(takes_lines_and_words_apart),
		TAP_CASE(compares_names_without_case_and_blanks),
		TAP_CASE(gives_what_follows_a_prefix),
		TAP_CASE(replaces_whole_octal_escapes_alone),
		TAP_CASE(takes_a_pair_of_quotes_away),
		TAP_CASE(reads_whole_numbers_that_fit),
	};

	return tap_run("text", cases, TAP_COUNT(cases));
}
