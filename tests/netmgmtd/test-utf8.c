/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "src/netmgmtd/utf8.h"
#include "tests/support/tap.h"

#define BAD "\xef\xbf\xbd"

static void check(const char *text, const char *expected)
{
	char out[256];

	memset(out, 'x', sizeof(out));
	CU_ASSERT_EQUAL(utf8_size(text), strlen(expected) + 1);
	utf8_copy(out, text);
	CU_ASSERT_STRING_EQUAL(out, expected);
	CU_ASSERT_EQUAL(out[strlen(expected) + 1], 'x');
}

static void leaves_good_text_alone(void)
{
	check("", "");
	check("plain", "plain");
	check("Ünïcode €", "Ünïcode €");
	check("\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80");
	check("\xf4\x8f\xbf\xbf", "\xf4\x8f\xbf\xbf");
	check("\xed\x9f\xbf\xee\x80\x80", "\xed\x9f\xbf\xee\x80\x80");
}

static void replaces_each_byte_that_is_no_character(void)
{
	check("caf\xe9", "caf" BAD);
	check("\xe9tage", BAD "tage");
	check("a\x80z", "a" BAD "z");
	check("\xff\xfe", BAD BAD);
}

static void replaces_characters_that_are_cut_short(void)
{
	check("\xc3", BAD);
	check("\xe2\x82", BAD BAD);
	check("\xf0\x9f\x98", BAD BAD BAD);
	check("\xe2\x82z", BAD BAD "z");
}

static void replaces_overlong_forms_surrogates_and_beyond(void)
{
	check("\xc0\xaf", BAD BAD);
	check("\xe0\x80\xaf", BAD BAD BAD);
	check("\xf0\x80\x80\xaf", BAD BAD BAD BAD);
	check("\xed\xa0\x80", BAD BAD BAD);
	check("\xf4\x90\x80\x80", BAD BAD BAD BAD);
	check("\xf5\x80\x80\x80", BAD BAD BAD BAD);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(leaves_good_text_alone),
		TAP_CASE(replaces_each_byte_that_is_no_character),
		TAP_CASE(replaces_characters_that_are_cut_short),
		TAP_CASE(replaces_overlong_forms_surrogates_and_beyond),
	};

	return tap_run("utf8", cases, TAP_COUNT(cases));
}
