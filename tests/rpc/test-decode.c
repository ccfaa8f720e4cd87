/* SPDX-License-Identifier: BSD-3-Clause */
/* Decoding: one block of what is right, nothing of what is not. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lmapibuf.h>

#include "rpc/bytes.h"
#include "tests/rpc/sample.h"
#include "tests/support/heap.h"
#include "tests/support/tap.h"

/* -- help
 * ---------------------------------------------------------------------- */

static void *encode(const struct onc_type *type, const void *value,
		    size_t *size)
{
	void *bytes;

	CU_ASSERT_EQUAL_FATAL(onc_encode(type, value, NULL, &bytes, size, NULL),
			      ONC_OK);
	return bytes;
}

/* Decodes from memory that ends where the message ends. */
static enum onc_status decode(const struct onc_type *type, const void *bytes,
			      size_t size, void **value,
			      struct onc_fault *fault)
{
	void *exact = malloc(size ? size : 1);
	enum onc_status status;

	CU_ASSERT_PTR_NOT_NULL_FATAL(exact);
	memcpy(exact, bytes, size);
	status = onc_decode(type, exact, size, NULL, value, fault);
	free(exact);
	return status;
}

/* What was accepted must encode to the very bytes that it came from. */
static bool is_faithful(const struct onc_type *type, const void *value,
			const void *bytes, size_t size)
{
	size_t again_size;
	void *again = encode(type, value, &again_size);
	const bool same = again_size == size && memcmp(again, bytes, size) == 0;

	CU_ASSERT_EQUAL(NetApiBufferFree(again), 0);
	return same;
}

/* Either a faithful value or a named refusal without a result; no leak. */
static bool ends_well(const struct onc_type *type, const void *bytes,
		      size_t size)
{
	const struct heap_mark before = heap_mark();
	struct onc_fault fault;
	void *value = &fault;
	bool well;

	if (decode(type, bytes, size, &value, &fault) == ONC_OK) {
		DWORD room;

		well = is_faithful(type, value, bytes, size) &&
		       NetApiBufferSize(value, &room) == 0 &&
		       sample_inside(type, value, value, room) &&
		       NetApiBufferFree(value) == 0;
	} else {
		well = value == NULL && fault.status != ONC_OK &&
		       fault.offset <= size;
	}
	return well && heap_mark().blocks == before.blocks;
}

/* Refused for this cause, at this byte, in this field. */
static void refuses(const struct onc_type *type, const void *bytes, size_t size,
		    enum onc_status status, size_t offset, const char *path)
{
	struct onc_fault fault;
	void *value = &fault;

	CU_ASSERT_EQUAL(decode(type, bytes, size, &value, &fault), status);
	CU_ASSERT_PTR_NULL(value);
	CU_ASSERT_EQUAL(fault.status, status);
	CU_ASSERT_EQUAL(fault.offset, offset);
	CU_ASSERT_STRING_EQUAL(fault.path, path);
	if (fault.offset != offset || strcmp(fault.path, path) != 0)
		printf("# %s at %zu, in %s\n", onc_status_name(fault.status),
		       fault.offset, fault.path);
}

/* A good message with one word changed. */
static void refuses_word(const struct onc_type *type, const void *good,
			 size_t size, size_t offset, uint32_t word,
			 enum onc_status status, const char *path)
{
	char *bytes = malloc(size);

	CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
	memcpy(bytes, good, size);
	bytes_store32(bytes + offset, word);
	refuses(type, bytes, size, status, offset, path);
	free(bytes);
}

/* -- what is right
 * --------------------------------------------------------------- */

static void gives_back_what_was_encoded(void)
{
	for (size_t i = 0; i < sample_count; i++) {
		const struct sample *s = &samples[i];
		size_t size;
		void *bytes = encode(s->type, s->value, &size);

		CU_ASSERT(ends_well(s->type, bytes, size));
		CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
	}
}

static void fills_each_member(void)
{
	size_t size;
	void *bytes = encode(&sheet_type, &sample_sheet, &size);
	struct sheet *got;

	CU_ASSERT_EQUAL_FATAL(
		decode(&sheet_type, bytes, size, (void **)&got, NULL), ONC_OK);
	CU_ASSERT_EQUAL_FATAL(got->rows.rows_len, 3);
	CU_ASSERT_STRING_EQUAL(got->rows.rows_val[0].name, "alice");
	CU_ASSERT_EQUAL(got->rows.rows_val[0].when, 1234567890123);
	CU_ASSERT_EQUAL(got->rows.rows_val[2].uid, 4294967294u);
	CU_ASSERT_STRING_EQUAL(got->rows.rows_val[1].picked.choice_u.text,
			       "f\xc3\xbcnf");
	CU_ASSERT_EQUAL(got->numbers.ints_val[1], -2);
	CU_ASSERT_EQUAL(got->stamps.times_val[1], INT64_MIN);
	CU_ASSERT_EQUAL(got->colors.colors_val[0], BLUE);
	CU_ASSERT_EQUAL(got->flags[0], TRUE);
	CU_ASSERT_STRING_EQUAL(got->labels.labels_val[2], "three");
	CU_ASSERT_STRING_EQUAL(got->perhaps.name, "named");
	CU_ASSERT_EQUAL(got->perhaps.sum[3], 0xef);
	CU_ASSERT_EQUAL(*got->perhaps.number, 42);
	CU_ASSERT_EQUAL(got->tail.loose_u.nodes->next->next->value, 3);
	CU_ASSERT_PTR_NULL(got->tail.loose_u.nodes->next->next->next);
	CU_ASSERT_EQUAL(NetApiBufferReallocate(got, 1 << 20, (void **)&got),
			50);
	CU_ASSERT_EQUAL(NetApiBufferFree(got), 0);
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

static void costs_one_allocation(void)
{
	for (size_t i = 0; i < sample_count && heap_counts(); i++) {
		size_t size;
		void *bytes = encode(samples[i].type, samples[i].value, &size);
		struct heap_mark before = heap_mark();
		unsigned long count = heap_allocations();
		void *value;

		CU_ASSERT_EQUAL(onc_decode(samples[i].type, bytes, size, NULL,
					   &value, NULL),
				ONC_OK);
		CU_ASSERT_EQUAL(heap_allocations() - count, 1);
		CU_ASSERT_EQUAL(NetApiBufferFree(value), 0);
		CU_ASSERT_EQUAL(heap_mark().bytes, before.bytes);
		CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
	}
}

static void puts_what_an_envelope_points_to_into_the_block(void)
{
	size_t size;
	void *bytes = encode(&ints_type, &sample_sheet.numbers, &size);
	void *block;
	ints got;

	CU_ASSERT_EQUAL_FATAL(onc_decode_envelope(&ints_type, bytes, size, NULL,
						  &got, &block, NULL),
			      ONC_OK);
	CU_ASSERT_EQUAL(got.ints_len, 3);
	CU_ASSERT_PTR_EQUAL(got.ints_val, block);
	CU_ASSERT_EQUAL(got.ints_val[2], 3);
	CU_ASSERT_EQUAL(NetApiBufferFree(block), 0);
	CU_ASSERT_EQUAL(onc_decode_envelope(&ints_type, "\0\0\0\0", 4, NULL,
					    &got, &block, NULL),
			ONC_OK);
	CU_ASSERT_PTR_NULL(block);
	CU_ASSERT_PTR_NULL(got.ints_val);
	got.ints_len = 7;
	CU_ASSERT_EQUAL(onc_decode_envelope(&ints_type, bytes, 3, NULL, &got,
					    &block, NULL),
			ONC_TRUNCATED);
	CU_ASSERT_EQUAL(got.ints_len, 0);
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

/* -- what is not
 * ------------------------------------------------------------------ */

static void refuses_every_proper_prefix(void)
{
	for (size_t i = 0; i < sample_count; i++) {
		const struct sample *s = &samples[i];
		size_t size;
		void *bytes = encode(s->type, s->value, &size);

		for (size_t cut = 0; cut < size; cut++) {
			void *value;

			CU_ASSERT_NOT_EQUAL(
				decode(s->type, bytes, cut, &value, NULL),
				ONC_OK);
			CU_ASSERT_PTR_NULL(value);
			CU_ASSERT(ends_well(s->type, bytes, cut));
		}
		CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
	}
}

static void survives_every_change_of_a_byte(void)
{
	for (size_t i = 0; i < sample_count; i++) {
		const struct sample *s = &samples[i];
		size_t size;
		unsigned char *bytes = encode(s->type, s->value, &size);

		/* A char of 200 is accepted, and goes out as -56. */
		for (size_t at = s->type == &narrow_type ? 4 : 0; at < size;
		     at++) {
			const unsigned char good = bytes[at];

			for (int change = 1; change < 256; change++) {
				bytes[at] = (unsigned char)(good ^ change);
				CU_ASSERT_FATAL(
					ends_well(s->type, bytes, size));
			}
			bytes[at] = good;
		}
		CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
	}
}

static void survives_evil_words_everywhere(void)
{
	static const uint32_t evil[] = {
		UINT32_MAX,
		INT32_MAX,
		(uint32_t)INT32_MAX + 1,
		(1u << 30) - 1,
		100000000,
		1 << 16,
		7,
		0,
	};
	size_t size;
	char *bytes = encode(&sheet_type, &sample_sheet, &size);

	for (size_t at = 0; at + 4 <= size; at += 4) {
		const uint32_t good = bytes_load32(bytes + at);

		for (size_t i = 0; i < sizeof(evil) / sizeof(evil[0]); i++) {
			bytes_store32(bytes + at, evil[i]);
			CU_ASSERT(ends_well(&sheet_type, bytes, size));
		}
		bytes_store32(bytes + at, good);
	}
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

static void refuses_a_bool_that_is_neither(void)
{
	size_t size;
	void *bytes = encode(&scalars_type, &sample_scalars, &size);

	refuses_word(&scalars_type, bytes, size, 36, 2, ONC_BAD_BOOL, "b");
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

static void refuses_an_undeclared_enum(void)
{
	size_t size;
	void *bytes = encode(&scalars_type, &sample_scalars, &size);

	refuses_word(&scalars_type, bytes, size, 40, 3, ONC_BAD_ENUM, "c");
	refuses_word(&scalars_type, bytes, size, 44, 8, ONC_BAD_ENUM, "s");
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

static void refuses_numbers_outside_their_type(void)
{
	size_t size;
	void *bytes = encode(&narrow_type, &sample_narrow, &size);

	refuses_word(&narrow_type, bytes, size, 0, 300, ONC_BAD_VALUE, "c");
	refuses_word(&narrow_type, bytes, size, 4, 256, ONC_BAD_VALUE, "uc");
	refuses_word(&narrow_type, bytes, size, 8, 70000, ONC_BAD_VALUE, "s");
	refuses_word(&narrow_type, bytes, size, 12, 70000, ONC_BAD_VALUE, "us");
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

static void takes_a_long_with_its_sign(void)
{
	size_t size;
	void *bytes = encode(&narrow_type, &sample_narrow, &size);
	narrow *got;

	CU_ASSERT_EQUAL_FATAL(
		decode(&narrow_type, bytes, size, (void **)&got, NULL), ONC_OK);
	CU_ASSERT_EQUAL(got->l, -2147483648L);
	CU_ASSERT_EQUAL(got->ul, 4294967295ul);
	CU_ASSERT_EQUAL(NetApiBufferFree(got), 0);
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

static void refuses_padding_that_is_not_zero(void)
{
	/* fixed[5] is padded with three bytes. */
	static const char wire[] = "\1\2\3\4\5\0\0\1"
				   "\0\0\0\0\0\0\0\0\0\0\0\0";

	refuses(&blobs_type, wire, 20, ONC_BAD_PADDING, 5, "fixed");
}

static void refuses_a_nul_inside_a_string(void)
{
	static const char wire[] = "\0\0\0\5a\0bcd\0\0\0";

	refuses(&label_type, wire, 12, ONC_EMBEDDED_NUL, 5, "");
}

static void refuses_a_count_over_its_bound(void)
{
	size_t size;
	void *bytes = encode(&blobs_type, &sample_blobs, &size);

	refuses_word(&blobs_type, bytes, size, 8, 17, ONC_BAD_COUNT, "counted");
	refuses_word(&blobs_type, bytes, size, 20, 9, ONC_BAD_COUNT, "text");
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

static void refuses_a_count_the_bytes_cannot_hold(void)
{
	static const char million[] = "\x05\xf5\xe1\0\0\0\0\0";
	const struct heap_mark before = heap_mark();
	const unsigned long count = heap_allocations();
	void *value;

	CU_ASSERT_EQUAL(onc_decode(&ints_type, million, 8, NULL, &value, NULL),
			ONC_BAD_COUNT);
	CU_ASSERT_EQUAL(heap_allocations(), count);
	CU_ASSERT_EQUAL(heap_mark().bytes, before.bytes);
	refuses(&ints_type, million, 8, ONC_BAD_COUNT, 0, "");
	refuses(&tree_type, "\0\0\0\1\xff\xff\xff\xff\0\0\0\0", 12,
		ONC_BAD_COUNT, 4, "children");
}

static void refuses_a_discriminant_without_an_arm(void)
{
	refuses(&choice_type, "\0\0\0\3", 4, ONC_BAD_ENUM, 0, "which");
}

static void refuses_bytes_behind_the_value(void)
{
	refuses(&color_type, "\0\0\0\1\0\0\0\0", 8, ONC_TRAILING, 4, "");
	refuses(&color_type, "\0\0\0\1\0", 5, ONC_TRAILING, 4, "");
}

static void names_the_field_in_arrays_structures_and_lists(void)
{
	size_t size;
	void *bytes = encode(&sheet_type, &sample_sheet, &size);
	const size_t tail = size - 3 * 8 - 4 - 4;

	/* rows_val[1].picked.which, in the second row */
	refuses_word(&sheet_type, bytes, size, 4 + 32 + 16, 5, ONC_BAD_ENUM,
		     "rows[1].picked.which");
	/* the flag behind the second node of the list */
	refuses_word(&sheet_type, bytes, size, tail + 4 + 4 + 12, 2,
		     ONC_BAD_BOOL, "tail.nodes[1].next");
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

static void refuses_what_is_nested_too_deeply(void)
{
	char *bytes = calloc(1000, 8);
	struct onc_fault fault;
	void *value;

	CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
	for (size_t i = 0; i < 999; i++)
		bytes_store32(bytes + 8 * i + 4, 1);
	CU_ASSERT_EQUAL(decode(&tree_type, bytes, 8000, &value, &fault),
			ONC_TOO_DEEP);
	CU_ASSERT_PTR_NULL(value);
	CU_ASSERT_EQUAL(strncmp(fault.path, "...", 3), 0);
	CU_ASSERT_EQUAL(
		decode(&tree_type, bytes + 8 * 950, 400, &value, &fault),
		ONC_OK);
	CU_ASSERT_EQUAL(NetApiBufferFree(value), 0);
	free(bytes);
}

static void holds_record_and_block_to_the_cap(void)
{
	struct onc_options options = {.cap = 100};
	ints numbers;
	char *bytes = calloc(1, 104);
	struct onc_fault fault;
	void *value;

	CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
	/* 24 trees without children: 100 bytes on the wire, 600 in C. */
	bytes_store32(bytes + 4, 11);
	CU_ASSERT_EQUAL(
		onc_decode(&tree_type, bytes, 96, &options, &value, &fault),
		ONC_TOO_BIG);
	CU_ASSERT_EQUAL(fault.offset, 4);
	CU_ASSERT_STRING_EQUAL(fault.path, "children");
	CU_ASSERT_EQUAL(
		onc_decode(&tree_type, bytes, 104, &options, &value, &fault),
		ONC_TOO_BIG);
	/* What an envelope takes of the record is not in the block. */
	options.cap = 12;
	CU_ASSERT_EQUAL(onc_decode_envelope(&ints_type, "\0\0\0\3aaaabbbbcccc",
					    16, &options, &numbers, &value,
					    &fault),
			ONC_TOO_BIG);
	options.cap = 1000;
	CU_ASSERT_EQUAL(
		onc_decode(&tree_type, bytes, 96, &options, &value, &fault),
		ONC_OK);
	CU_ASSERT_EQUAL(NetApiBufferFree(value), 0);
	free(bytes);
}

static void admits_enums_and_padding_when_told_to(void)
{
	const struct onc_options options = {.flags = ONC_TOLERANT};
	static const char padded[] = "\0\0\0\1a\1\2\3";
	color *value;
	label *text;

	CU_ASSERT_EQUAL(onc_decode(&color_type, "\0\0\0\x63", 4, &options,
				   (void **)&value, NULL),
			ONC_OK);
	CU_ASSERT_EQUAL(*value, 99);
	CU_ASSERT_EQUAL(NetApiBufferFree(value), 0);
	CU_ASSERT_EQUAL(onc_decode(&label_type, padded, 8, &options,
				   (void **)&text, NULL),
			ONC_OK);
	CU_ASSERT_STRING_EQUAL(*text, "a");
	CU_ASSERT_EQUAL(NetApiBufferFree(text), 0);
	CU_ASSERT_EQUAL(onc_decode(&choice_type, "\0\0\0\3", 4, &options,
				   (void **)&text, NULL),
			ONC_BAD_ARM);
}

static void says_so_without_memory(void)
{
	size_t size;
	void *bytes = encode(&sheet_type, &sample_sheet, &size);
	const bool counts = heap_counts();
	struct onc_fault fault;
	void *value = &fault;
	enum onc_status status;

	heap_fail_at(counts ? 1 : 0);
	status = onc_decode(&sheet_type, bytes, size, NULL, &value, &fault);
	heap_fail_at(0);
	CU_ASSERT_EQUAL(status, counts ? ONC_NO_MEMORY : ONC_OK);
	CU_ASSERT(counts == (value == NULL));
	CU_ASSERT_EQUAL(NetApiBufferFree(value), 0);
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

/* -- lists
 * ------------------------------------------------------------------------ */

static void *walk_long_list(void *unused)
{
	/* Tools that slow everything down may ask for fewer. */
	const char *nodes = getenv("TEST_NODES");
	const size_t count = nodes ? strtoul(nodes, NULL, 10) : 10000000;
	const struct onc_options wide = {.cap = (size_t)512 << 20};
	const struct onc_options tight = {.cap = 8 * count};
	list head = {sample_list(count)}, *got;
	char text[64];
	size_t size;
	void *bytes;

	(void)unused;
	CU_ASSERT_PTR_NOT_NULL_FATAL(head.head);
	CU_ASSERT_EQUAL(
		onc_encode(&list_type, &head, &wide, &bytes, &size, NULL),
		ONC_OK);
	free(head.head);
	CU_ASSERT_EQUAL(onc_decode(&list_type, bytes, size, &tight,
				   (void **)&got, NULL),
			ONC_TOO_BIG);
	CU_ASSERT_EQUAL(
		onc_decode(&list_type, bytes, size, &wide, (void **)&got, NULL),
		ONC_OK);
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
	CU_ASSERT_EQUAL(got->head[count - 1].value, (int)count - 1);
	CU_ASSERT(onc_print(&list_type, got, text, sizeof(text)) >
		  sizeof(text));
	CU_ASSERT_EQUAL(NetApiBufferFree(got), 0);
	return NULL;
}

static void walks_ten_million_nodes_on_a_small_stack(void)
{
	pthread_attr_t attributes;
	pthread_t thread;

	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, 128 << 10);
	CU_ASSERT_EQUAL_FATAL(
		pthread_create(&thread, &attributes, walk_long_list, NULL), 0);
	pthread_join(thread, NULL);
	pthread_attr_destroy(&attributes);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(gives_back_what_was_encoded),
		TAP_CASE(fills_each_member),
		TAP_CASE(costs_one_allocation),
		TAP_CASE(puts_what_an_envelope_points_to_into_the_block),
		TAP_CASE(refuses_every_proper_prefix),
		TAP_CASE(survives_every_change_of_a_byte),
		TAP_CASE(survives_evil_words_everywhere),
		TAP_CASE(refuses_a_bool_that_is_neither),
		TAP_CASE(refuses_an_undeclared_enum),
		TAP_CASE(refuses_numbers_outside_their_type),
		TAP_CASE(takes_a_long_with_its_sign),
		TAP_CASE(refuses_padding_that_is_not_zero),
		TAP_CASE(refuses_a_nul_inside_a_string),
		TAP_CASE(refuses_a_count_over_its_bound),
		TAP_CASE(refuses_a_count_the_bytes_cannot_hold),
		TAP_CASE(refuses_a_discriminant_without_an_arm),
		TAP_CASE(refuses_bytes_behind_the_value),
		TAP_CASE(names_the_field_in_arrays_structures_and_lists),
		TAP_CASE(refuses_what_is_nested_too_deeply),
		TAP_CASE(holds_record_and_block_to_the_cap),
		TAP_CASE(admits_enums_and_padding_when_told_to),
		TAP_CASE(says_so_without_memory),
		TAP_CASE(walks_ten_million_nodes_on_a_small_stack),
	};

	return tap_run("decode", cases, TAP_COUNT(cases));
}
