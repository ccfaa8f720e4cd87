/* SPDX-License-Identifier: BSD-3-Clause */
/* Whatever a server says comes out as one line that a terminal only shows. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/cli/escape.h"
#include "tests/support/tap.h"

static void becomes(const char *text, const char *expected)
{
	char *escaped = escape_text(text);

	if (strcmp(escaped, expected))
		printf("# '%s' is not '%s'\n", escaped, expected);
	CU_ASSERT_STRING_EQUAL(escaped, expected);
	free(escaped);
}

static void text_stays_as_it_is(void)
{
	becomes("", "");
	becomes("Ada Lovelace", "Ada Lovelace");
	becomes("~!@#$%^&*()_+{}|:\"<>?", "~!@#$%^&*()_+{}|:\"<>?");
	becomes("C:\\home", "C:\\home");
	becomes("Chloé Ünïcode", "Chloé Ünïcode");
	becomes("中文 \xF0\x9F\x98\x80 \xF4\x8F\xBF\xBF",
		"中文 \xF0\x9F\x98\x80 \xF4\x8F\xBF\xBF");
	becomes("\xC2\xA0", "\xC2\xA0");
}

static void control_characters_are_named_or_counted(void)
{
	becomes("a\nb\tc\rd", "a\\nb\\tc\\rd");
	becomes("\033[31mred", "\\033[31mred");
	becomes("\001\037\177", "\\001\\037\\177");
	becomes("\xC2\x80\xC2\x9B\xC2\x9F", "\\302\\200\\302\\233\\302\\237");
}

static void marks_that_break_or_turn_a_line_are_counted(void)
{
	becomes("\xE2\x80\xA8", "\\342\\200\\250"); /* line separator */
	becomes("\xE2\x80\xAE", "\\342\\200\\256"); /* right to left */
	becomes("\xE2\x81\xA6", "\\342\\201\\246"); /* isolate */
	becomes("\xE2\x80\xA7\xE2\x80\xAF\xE2\x81\xA5\xE2\x81\xAA",
		"\xE2\x80\xA7\xE2\x80\xAF\xE2\x81\xA5\xE2\x81\xAA");
}

static void bytes_that_are_no_utf_8_are_counted(void)
{
	becomes("Caf\xE9", "Caf\\351");
	becomes("\x80", "\\200");
	becomes("\xC0\x80", "\\300\\200");		     /* overlong */
	becomes("\xE0\x80\xAF", "\\340\\200\\257");	     /* overlong */
	becomes("\xF0\x80\x80\x80", "\\360\\200\\200\\200"); /* overlong */
	becomes("\xED\xA0\x80", "\\355\\240\\200");	     /* surrogate */
	becomes("\xF4\x90\x80\x80", "\\364\\220\\200\\200"); /* too large */
	becomes("\xFF\xFE", "\\377\\376");
	becomes("\xC3(", "\\303(");
}

static void a_letter_that_the_end_cuts_is_counted(void)
{
	becomes("\xC3", "\\303");
	becomes("\xE2\x82", "\\342\\202");
	becomes("\xF0\x9F\x98", "\\360\\237\\230");
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(text_stays_as_it_is),
		TAP_CASE(control_characters_are_named_or_counted),
		TAP_CASE(marks_that_break_or_turn_a_line_are_counted),
		TAP_CASE(bytes_that_are_no_utf_8_are_counted),
		TAP_CASE(a_letter_that_the_end_cuts_is_counted),
	};

	return tap_run("escape", cases, TAP_COUNT(cases));
}
