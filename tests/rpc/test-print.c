/* SPDX-License-Identifier: BSD-3-Clause */
/* Values as text. */
#include <stdio.h>
#include <string.h>

#include "tests/rpc/sample.h"
#include "tests/support/tap.h"

static char text[1 << 16];

static void prints(const struct onc_type *type, const void *value,
		   const char *expected)
{
	const size_t length = onc_print(type, value, text, sizeof(text));

	CU_ASSERT_EQUAL(length, strlen(expected));
	CU_ASSERT_STRING_EQUAL(text, expected);
	if (strcmp(text, expected) != 0)
		printf("%s", text);
}

static void gives_each_item_a_line_with_its_path(void)
{
	prints(&scalars_type, &sample_scalars,
	       "i = -1\nu = 4294967295\nh = -9223372036854775808\n"
	       "uh = 18446744073709551615\nf = 1.5\nd = -2.25\nb = TRUE\n"
	       "c = GREEN (1)\ns = LOW (-5)\n"
	       "more[0] = 1\nmore[1] = 2\nmore[2] = 3\n");
	prints(&blobs_type, &sample_blobs,
	       "fixed = 0102030405\ncounted = 00010203040506\n"
	       "text = \"eight888\"\nany = \"any length at all\"\n");
}

static void numbers_the_nodes_of_a_list(void)
{
	static node third = {3, NULL}, second = {2, &third},
		    first = {1, &second};
	static const list three = {&first}, none = {NULL};

	prints(&list_type, &three,
	       "head.value = 1\nhead[1].value = 2\nhead[2].value = 3\n"
	       "head[2].next = NULL\n");
	prints(&list_type, &none, "head = NULL\n");
}

static void prints_nested_values(void)
{
	prints(&tree_type, &sample_tree,
	       "value = 1\nchildren[0].value = 2\n"
	       "children[0].children[0].value = 4\n"
	       "children[0].children[0].children = (none)\n"
	       "children[0].children[1].value = 5\n"
	       "children[0].children[1].children = (none)\n"
	       "children[1].value = 3\nchildren[1].children = (none)\n");
	prints(&choice_type, &sample_sheet.pair[1].picked,
	       "which = GREEN (1)\ntext = \"x\"\n");
	prints(&maybe_type, &sample_sheet.perhaps,
	       "name = \"named\"\nsum = deadbeef0001\nnumber = 42\n");
}

static void escapes_what_is_not_utf8(void)
{
	const label odd = "a\"b\\c\n\x01\xff\xc3\xa9\xc0\x80\xed\xa0\x80";

	prints(&label_type, &odd,
	       "\"a\\\"b\\\\c\\x0a\\x01\\xff\xc3\xa9\\xc0\\x80"
	       "\\xed\\xa0\\x80\"\n");
}

static void writes_no_further_than_it_may(void)
{
	const size_t whole =
		onc_print(&sheet_type, &sample_sheet, text, sizeof(text));
	char small[100];

	for (size_t size = 0; size < sizeof(small); size++) {
		memset(small, '#', sizeof(small));
		onc_print(&sheet_type, &sample_sheet, small, size);
		for (size_t i = size; i < sizeof(small); i++)
			CU_ASSERT_EQUAL_FATAL(small[i], '#');
		if (size > 0) {
			CU_ASSERT_EQUAL(strlen(small), size - 1);
			CU_ASSERT_EQUAL(memcmp(small, text, size - 1), 0);
		}
	}
	CU_ASSERT(whole > sizeof(small));
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(gives_each_item_a_line_with_its_path),
		TAP_CASE(numbers_the_nodes_of_a_list),
		TAP_CASE(prints_nested_values),
		TAP_CASE(escapes_what_is_not_utf8),
		TAP_CASE(writes_no_further_than_it_may),
	};

	return tap_run("print", cases, TAP_COUNT(cases));
}
