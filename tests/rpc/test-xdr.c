/* SPDX-License-Identifier: BSD-3-Clause */
/* Our types in libtirpc's streams: as rpcgen's, but in one block. */
#include <stdlib.h>
#include <string.h>

#include <rpc/rpc.h>

#include <lmapibuf.h>
#include <onc/xdr.h>

#include "tests/rpc/sample.h"
#include "tests/support/heap.h"
#include "tests/support/tap.h"

static char wire[1 << 16];

/* Room for a value of any type of the file. */
union any {
	sheet sheet;
	scalars scalars;
	narrow narrow;
	blobs blobs;
	tree tree;
	list list;
};

static bool same(const struct onc_type *type, const void *a, const void *b)
{
	void *left, *right;
	size_t left_size, right_size;
	bool equal;

	CU_ASSERT_EQUAL_FATAL(
		onc_encode(type, a, NULL, &left, &left_size, NULL), ONC_OK);
	CU_ASSERT_EQUAL_FATAL(
		onc_encode(type, b, NULL, &right, &right_size, NULL), ONC_OK);
	equal = left_size == right_size && memcmp(left, right, left_size) == 0;
	CU_ASSERT_EQUAL(NetApiBufferFree(left), 0);
	CU_ASSERT_EQUAL(NetApiBufferFree(right), 0);
	return equal;
}

static u_int put(const struct sample *s)
{
	XDR xdrs;

	xdrmem_create(&xdrs, wire, sizeof(wire), XDR_ENCODE);
	CU_ASSERT_FATAL(onc_xdr(&xdrs, s->type, (void *)s->value));
	return xdr_getpos(&xdrs);
}

static void release(const struct onc_type *type, void *value)
{
	XDR xdrs = {.x_op = XDR_FREE};

	CU_ASSERT(onc_xdr(&xdrs, type, value));
}

static void writes_what_the_encoder_writes(void)
{
	for (size_t i = 0; i < sample_count; i++) {
		const u_int size = put(&samples[i]);
		size_t expected_size;
		void *expected;

		CU_ASSERT_EQUAL(onc_encode(samples[i].type, samples[i].value,
					   NULL, &expected, &expected_size,
					   NULL),
				ONC_OK);
		CU_ASSERT_EQUAL(size, expected_size);
		CU_ASSERT_EQUAL(memcmp(wire, expected, size), 0);
		CU_ASSERT_EQUAL(NetApiBufferFree(expected), 0);
	}
}

static void takes_one_value_and_not_what_follows(void)
{
	for (size_t i = 0; i < sample_count; i++) {
		const struct heap_mark before = heap_mark();
		const u_int size = put(&samples[i]);
		union any value;
		XDR xdrs;

		memset(wire + size, 0xff, 64);
		xdrmem_create(&xdrs, wire, size + 64, XDR_DECODE);
		CU_ASSERT_FATAL(onc_xdr(&xdrs, samples[i].type, &value));
		CU_ASSERT_EQUAL(xdr_getpos(&xdrs), size);
		CU_ASSERT(same(samples[i].type, &value, samples[i].value));
		release(samples[i].type, &value);
		CU_ASSERT_EQUAL(heap_mark().blocks, before.blocks);
	}
}

static void refuses_every_proper_prefix(void)
{
	static const union any zeros;

	for (size_t i = 0; i < sample_count; i++) {
		const struct heap_mark before = heap_mark();
		const u_int size = put(&samples[i]);

		for (u_int cut = 0; cut < size; cut += 4) {
			const size_t own =
				samples[i]
					.type->module
					->layouts[samples[i].type->layout]
					.size;
			union any value;
			XDR xdrs;

			memset(&value, 0x5a, sizeof(value));
			xdrmem_create(&xdrs, wire, cut, XDR_DECODE);
			CU_ASSERT_FALSE(
				onc_xdr(&xdrs, samples[i].type, &value));
			CU_ASSERT_EQUAL(memcmp(&value, &zeros, own), 0);
		}
		CU_ASSERT_EQUAL(heap_mark().blocks, before.blocks);
	}
}

static void believes_no_count_without_its_bytes(void)
{
	static char many[] = "\x3f\xff\xff\xff\0\0\0\1";
	const struct heap_mark before = heap_mark();
	ints value;
	XDR xdrs;

	xdrmem_create(&xdrs, many, 8, XDR_DECODE);
	CU_ASSERT_FALSE(onc_xdr(&xdrs, &ints_type, &value));
	CU_ASSERT_EQUAL(value.ints_len, 0);
	CU_ASSERT_EQUAL(heap_mark().bytes, before.bytes);
}

static void is_as_strict_as_the_decoder(void)
{
	static char flag_of_two[] = "\0\0\0\2",
		    one_padded[] = "\0\0\0\1a\1\2\3";
	list nodes;
	label text;
	XDR xdrs;

	xdrmem_create(&xdrs, flag_of_two, 4, XDR_DECODE);
	CU_ASSERT_FALSE(onc_xdr(&xdrs, &list_type, &nodes));
	xdrmem_create(&xdrs, one_padded, 8, XDR_DECODE);
	CU_ASSERT_FALSE(onc_xdr(&xdrs, &label_type, &text));
}

static void refuses_to_encode_what_has_no_bytes(void)
{
	label missing = NULL;
	XDR xdrs;

	xdrmem_create(&xdrs, wire, sizeof(wire), XDR_ENCODE);
	CU_ASSERT_FALSE(onc_xdr(&xdrs, &label_type, &missing));
	CU_ASSERT_EQUAL(xdr_getpos(&xdrs), 0);
	xdrmem_create(&xdrs, wire, 4, XDR_ENCODE);
	CU_ASSERT_FALSE(onc_xdr(&xdrs, &tree_type, (void *)&sample_tree));
}

static void frees_a_value_twice_without_harm(void)
{
	const struct sample *s = &samples[0];
	const u_int size = put(s);
	union any value;
	XDR xdrs;

	xdrmem_create(&xdrs, wire, size, XDR_DECODE);
	CU_ASSERT_FATAL(onc_xdr(&xdrs, s->type, &value));
	release(s->type, &value);
	release(s->type, &value);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(writes_what_the_encoder_writes),
		TAP_CASE(takes_one_value_and_not_what_follows),
		TAP_CASE(refuses_every_proper_prefix),
		TAP_CASE(believes_no_count_without_its_bytes),
		TAP_CASE(is_as_strict_as_the_decoder),
		TAP_CASE(refuses_to_encode_what_has_no_bytes),
		TAP_CASE(frees_a_value_twice_without_harm),
	};

	return tap_run("xdr", cases, TAP_COUNT(cases));
}
