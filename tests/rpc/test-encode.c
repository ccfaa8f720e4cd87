/* SPDX-License-Identifier: BSD-3-Clause */
/* Encoding: RFC 4506 to the byte, and a clear refusal of what has no bytes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lmapibuf.h>

#include "tests/rpc/sample.h"
#include "tests/support/heap.h"
#include "tests/support/tap.h"

static bool gives(const struct onc_type *type, const void *value,
		  const char *wire, size_t length)
{
	void *bytes;
	size_t size;
	bool same;

	CU_ASSERT_EQUAL_FATAL(
		onc_encode(type, value, NULL, &bytes, &size, NULL), ONC_OK);
	same = size == length && memcmp(bytes, wire, length) == 0;
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
	return same;
}

static void refuses(const struct onc_type *type, const void *value,
		    enum onc_status status, const char *path)
{
	struct onc_fault fault;
	void *bytes = &fault;
	size_t size = 1;

	CU_ASSERT_EQUAL(onc_encode(type, value, NULL, &bytes, &size, &fault),
			status);
	CU_ASSERT_PTR_NULL(bytes);
	CU_ASSERT_EQUAL(size, 0);
	CU_ASSERT_EQUAL(fault.status, status);
	CU_ASSERT_STRING_EQUAL(fault.path, path);
	if (strcmp(fault.path, path) != 0)
		printf("# in %s\n", fault.path);
}

static void writes_the_bytes_of_the_standard(void)
{
	static const char wire_of_scalars[] =
		"\xff\xff\xff\xff\xff\xff\xff\xff\x80\0\0\0\0\0\0\0"
		"\xff\xff\xff\xff\xff\xff\xff\xff\x3f\xc0\0\0"
		"\xc0\x02\0\0\0\0\0\0\0\0\0\1\0\0\0\1\xff\xff\xff\xfb"
		"\0\0\0\1\0\0\0\2\0\0\0\3";
	static const char wire_of_blobs[] =
		"\1\2\3\4\5\0\0\0\0\0\0\7\0\1\2\3\4\5\6\0"
		"\0\0\0\x08"
		"eight888\0\0\0\x12"
		"any length at all\0\0\0";
	static const char wire_of_list[] =
		"\0\0\0\1\0\0\0\1\0\0\0\1\0\0\0\2\0\0\0\1\0\0\0\3\0\0\0\0";
	static node last = {3, NULL}, middle = {2, &last}, head = {1, &middle};
	const list three = {&head};

	CU_ASSERT(gives(&scalars_type, &sample_scalars, wire_of_scalars, 60));
	CU_ASSERT(gives(&list_type, &three, wire_of_list, 28));
	CU_ASSERT_FALSE(gives(&blobs_type, &sample_blobs, wire_of_blobs, 56));
	CU_ASSERT(gives(&blobs_type, &sample_blobs,
			"\1\2\3\4\5\0\0\0\0\0\0\7\0\1\2\3\4\5\6\0"
			"\0\0\0\x08"
			"eight888\0\0\0\x11"
			"any length at all\0\0\0",
			56));
}

static void writes_a_null_string_only_where_it_may_be(void)
{
	const maybe none = {NULL, NULL, NULL};
	const label missing = NULL;

	CU_ASSERT(gives(&maybe_type, &none, "\0\0\0\0\0\0\0\0\0\0\0\0", 12));
	refuses(&label_type, &missing, ONC_BAD_POINTER, "");
}

static void refuses_what_exceeds_its_bound(void)
{
	blobs over = sample_blobs;

	over.text = "nine bytes";
	refuses(&blobs_type, &over, ONC_BAD_COUNT, "text");
	over = sample_blobs;
	over.counted.counted_len = 17;
	refuses(&blobs_type, &over, ONC_BAD_COUNT, "counted");
	over.counted.counted_len = 1;
	over.counted.counted_val = NULL;
	refuses(&blobs_type, &over, ONC_BAD_POINTER, "counted");
}

static void refuses_values_that_no_peer_would_take(void)
{
	scalars wrong = sample_scalars;
	narrow wide = sample_narrow;
	choice armless = {.which = (color)9};

	wrong.b = 7;
	refuses(&scalars_type, &wrong, ONC_BAD_BOOL, "b");
	wrong = sample_scalars;
	wrong.s = (sparse)8;
	refuses(&scalars_type, &wrong, ONC_BAD_ENUM, "s");
	wide.l = 2147483648L;
	refuses(&narrow_type, &wide, ONC_BAD_VALUE, "l");
	wide = sample_narrow;
	wide.ul = 4294967296ul;
	refuses(&narrow_type, &wide, ONC_BAD_VALUE, "ul");
	refuses(&choice_type, &armless, ONC_BAD_ENUM, "which");
}

static void names_the_item_at_fault(void)
{
	row rows[] = {sample_sheet.pair[0], sample_sheet.pair[1]};
	sheet wrong = sample_sheet;

	rows[1].picked.choice_u.text = NULL;
	wrong.rows.rows_len = 2;
	wrong.rows.rows_val = rows;
	refuses(&sheet_type, &wrong, ONC_BAD_POINTER, "rows[1].picked.text");
}

static void ends_on_a_list_that_runs_in_a_circle(void)
{
	const struct onc_options small = {.cap = 4096};
	node a = {1, NULL}, b = {2, &a};
	const list circle = {&a};
	struct onc_fault fault;
	void *bytes;
	size_t size;

	a.next = &b;
	CU_ASSERT_EQUAL(
		onc_encode(&list_type, &circle, &small, &bytes, &size, &fault),
		ONC_TOO_BIG);
	CU_ASSERT_PTR_NULL(bytes);
}

static void counts_structures_strings_and_all(void)
{
	const label five = "12345";
	size_t size;

	CU_ASSERT_EQUAL(onc_footprint(&label_type, &five, &size), ONC_OK);
	CU_ASSERT_EQUAL(size, sizeof(char *) + 6);
	CU_ASSERT_EQUAL(
		onc_footprint(&maybe_type, &sample_sheet.perhaps, &size),
		ONC_OK);
	CU_ASSERT_EQUAL(size, sizeof(maybe) + 6 + 6 + sizeof(int));
	CU_ASSERT_EQUAL(onc_footprint(&ints_type, &sample_sheet.numbers, &size),
			ONC_OK);
	CU_ASSERT_EQUAL(size, sizeof(ints) + 3 * sizeof(int));
}

static void says_so_without_memory(void)
{
	void *bytes = &bytes;
	size_t size;

	if (!heap_counts())
		return;
	heap_fail_at(1);
	CU_ASSERT_EQUAL(
		onc_encode(&tree_type, &sample_tree, NULL, &bytes, &size, NULL),
		ONC_NO_MEMORY);
	heap_fail_at(0);
	CU_ASSERT_PTR_NULL(bytes);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(writes_the_bytes_of_the_standard),
		TAP_CASE(writes_a_null_string_only_where_it_may_be),
		TAP_CASE(refuses_what_exceeds_its_bound),
		TAP_CASE(refuses_values_that_no_peer_would_take),
		TAP_CASE(names_the_item_at_fault),
		TAP_CASE(ends_on_a_list_that_runs_in_a_circle),
		TAP_CASE(counts_structures_strings_and_all),
		TAP_CASE(says_so_without_memory),
	};

	return tap_run("encode", cases, TAP_COUNT(cases));
}
