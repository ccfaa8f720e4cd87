/* SPDX-License-Identifier: BSD-3-Clause */
/* Types that C alone knows: in the one block, and checked before it is made. */
#include <stdlib.h>
#include <string.h>

#include <rpc/rpc.h>

#include <lmapibuf.h>
#include <onc/codec.h>
#include <onc/xdr.h>

#include "external.h"
#include "rpc/bytes.h"
#include "tests/support/heap.h"
#include "tests/support/tap.h"

/* -- the codec of span ----------------------------------------------------- */

static enum onc_status span_measure(const void *bytes, size_t size,
				    size_t *used, size_t *room)
{
	uint32_t count;

	*used = 8;
	if (size < 8)
		return ONC_TRUNCATED;
	count = bytes_load32(bytes);
	*used = 8 + 8 * (size_t)count;
	if (size < *used)
		return ONC_TRUNCATED;
	if (bytes_load32((const char *)bytes + *used - 4) != count) {
		*used -= 4;
		return ONC_BAD_VALUE;
	}
	*room = 8 * (size_t)count;
	return ONC_OK;
}

static void span_place(const void *bytes, void *value, void *room)
{
	const uint32_t count = bytes_load32(bytes);
	struct span *span = value;

	span->level = 7;
	if (count == 0)
		return;
	span->first = room;
	span->last = span->first + count - 1;
	bytes_swap64(room, (const char *)bytes + 4, count);
}

static size_t span_count(const struct span *span)
{
	return span->first ? (size_t)(span->last - span->first) + 1 : 0;
}

static void *span_room(const void *value)
{
	const struct span *span = value;

	return span->first;
}

static enum onc_status span_extent(const void *value, size_t *wire,
				   size_t *footprint)
{
	const struct span *span = value;

	if (span->last < span->first)
		return ONC_BAD_POINTER;
	*wire = 8 + 8 * span_count(span);
	*footprint = 8 * span_count(span);
	return ONC_OK;
}

static void span_encode(const void *value, void *bytes)
{
	const struct span *span = value;
	const uint32_t count = (uint32_t)span_count(span);

	bytes_store32(bytes, count);
	bytes_swap64((char *)bytes + 4, span->first, count);
	bytes_store32((char *)bytes + 4 + 8 * (size_t)count, count);
}

const struct onc_codec onc_codec_span = {
	.wire = 8,
	.measure = span_measure,
	.place = span_place,
	.room = span_room,
	.extent = span_extent,
	.encode = span_encode,
};

/* -- values ---------------------------------------------------------------- */

static int64_t numbers[] = {1, -2, INT64_MAX};
static struct span three = {7, numbers, numbers + 2};
static struct span spans[] = {
	{7, numbers, numbers},
	{7, NULL, NULL},
	{7, numbers + 1, numbers + 2},
};
static char octets[] = {1, 2, 3, 4, 5};

static const holder sample = {
	.before = -1,
	.one = {7, numbers, numbers + 1},
	.many = {3, spans},
	.maybe = &three,
	.pair = {{7, NULL, NULL}, {7, numbers, numbers}},
	.address = {16, sizeof(octets), octets},
	.after = (char *)"behind",
};

static void *encode(const struct onc_type *type, const void *value,
		    size_t *size)
{
	void *bytes;

	CU_ASSERT_EQUAL_FATAL(onc_encode(type, value, NULL, &bytes, size, NULL),
			      ONC_OK);
	return bytes;
}

/* From memory that ends where the message ends. */
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

static bool is_same(const struct onc_type *type, const void *value,
		    const void *bytes, size_t size)
{
	size_t again_size;
	void *again = encode(type, value, &again_size);
	const bool same = again_size == size && memcmp(again, bytes, size) == 0;

	CU_ASSERT_EQUAL(NetApiBufferFree(again), 0);
	return same;
}

/* A value that encodes to the same bytes, or a cause and nothing kept. */
static bool ends_well(const void *bytes, size_t size)
{
	const struct heap_mark before = heap_mark();
	struct onc_fault fault;
	void *value = &fault;
	bool well;

	if (decode(&holder_type, bytes, size, &value, &fault) == ONC_OK)
		well = is_same(&holder_type, value, bytes, size) &&
		       NetApiBufferFree(value) == 0;
	else
		well = !value && fault.offset <= size;
	return well && heap_mark().blocks == before.blocks;
}

/* -- cases ----------------------------------------------------------------- */

static bool is_inside(const void *at, size_t length, const char *block,
		      DWORD size)
{
	return (const char *)at >= block &&
	       (const char *)at + length <= block + size;
}

static bool span_is_inside(const struct span *span, const char *block,
			   DWORD size)
{
	return is_inside(span->first, 8 * span_count(span), block, size) &&
	       (uintptr_t)span->first % ONC_CODEC_ALIGN == 0;
}

static void puts_all_into_the_one_block(void)
{
	size_t size;
	void *bytes = encode(&holder_type, &sample, &size);
	unsigned long before, spent;
	holder *got;
	DWORD room;

	before = heap_allocations();
	CU_ASSERT_EQUAL_FATAL(onc_decode(&holder_type, bytes, size, NULL,
					 (void **)&got, NULL),
			      ONC_OK);
	spent = heap_allocations() - before;
	if (heap_counts())
		CU_ASSERT_EQUAL(spent, 1);
	CU_ASSERT_EQUAL(NetApiBufferSize(got, &room), 0);

	CU_ASSERT_EQUAL(got->one.level, 7);
	CU_ASSERT_EQUAL(got->one.last - got->one.first, 1);
	CU_ASSERT_EQUAL(got->one.first[1], -2);
	CU_ASSERT_EQUAL_FATAL(got->many.many_len, 3);
	CU_ASSERT_PTR_NULL(got->many.many_val[1].first);
	CU_ASSERT_EQUAL(got->many.many_val[2].first[1], INT64_MAX);
	CU_ASSERT_EQUAL(*got->maybe->last, INT64_MAX);
	CU_ASSERT_EQUAL(*got->pair[1].first, 1);
	CU_ASSERT_EQUAL(got->address.maxlen, 16);
	CU_ASSERT_EQUAL(got->address.len, sizeof(octets));
	CU_ASSERT_EQUAL(memcmp(got->address.buf, octets, sizeof(octets)), 0);
	CU_ASSERT_STRING_EQUAL(got->after, "behind");

	CU_ASSERT(span_is_inside(&got->one, (char *)got, room));
	CU_ASSERT(span_is_inside(&got->many.many_val[2], (char *)got, room));
	CU_ASSERT(span_is_inside(got->maybe, (char *)got, room));
	CU_ASSERT(span_is_inside(&got->pair[1], (char *)got, room));
	CU_ASSERT(is_inside(got->address.buf, 5, (char *)got, room));
	CU_ASSERT(is_same(&holder_type, got, bytes, size));
	CU_ASSERT_EQUAL(NetApiBufferFree(got), 0);
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

static void fills_an_envelope(void)
{
	struct span span;
	size_t size;
	void *bytes = encode(&lone_type, &three, &size), *block;

	CU_ASSERT_EQUAL_FATAL(onc_decode_envelope(&lone_type, bytes, size, NULL,
						  &span, &block, NULL),
			      ONC_OK);
	CU_ASSERT_PTR_EQUAL(span.first, block);
	CU_ASSERT_EQUAL(*span.last, INT64_MAX);
	CU_ASSERT_EQUAL(NetApiBufferFree(block), 0);
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);

	bytes = encode(&lone_type, &spans[1], &size);
	CU_ASSERT_EQUAL_FATAL(onc_decode_envelope(&lone_type, bytes, size, NULL,
						  &span, &block, NULL),
			      ONC_OK);
	CU_ASSERT_PTR_NULL(block);
	CU_ASSERT_PTR_NULL(span.first);
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

static void refuses_every_proper_prefix(void)
{
	size_t size;
	void *bytes = encode(&holder_type, &sample, &size), *value;

	for (size_t i = 0; i < size; i++) {
		CU_ASSERT_NOT_EQUAL(
			decode(&holder_type, bytes, i, &value, NULL), ONC_OK);
		CU_ASSERT(ends_well(bytes, i));
	}
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

static void survives_every_change_of_a_byte(void)
{
	size_t size;
	unsigned char *bytes = encode(&holder_type, &sample, &size);

	for (size_t i = 0; i < size; i++) {
		const unsigned char good = bytes[i];

		for (unsigned change = 1; change < 256; change += 3) {
			bytes[i] = (unsigned char)(good ^ change);
			CU_ASSERT(ends_well(bytes, size));
		}
		bytes[i] = good;
	}
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

static void says_so_without_memory(void)
{
	size_t size;
	void *bytes = encode(&holder_type, &sample, &size), *value = &size;
	const struct heap_mark before = heap_mark();

	if (!heap_counts()) {
		CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
		return;
	}
	heap_fail_at(1);
	CU_ASSERT_EQUAL(
		onc_decode(&holder_type, bytes, size, NULL, &value, NULL),
		ONC_NO_MEMORY);
	CU_ASSERT_PTR_NULL(value);
	CU_ASSERT(heap_failed());
	heap_fail_at(2);
	CU_ASSERT_EQUAL(
		onc_decode(&holder_type, bytes, size, NULL, &value, NULL),
		ONC_OK);
	CU_ASSERT_FALSE(heap_failed());
	heap_fail_at(0);
	CU_ASSERT_EQUAL(NetApiBufferFree(value), 0);
	CU_ASSERT_EQUAL(heap_mark().blocks, before.blocks);
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

/* before and an empty `one` are in front of the count. */
static void believes_a_count_by_what_the_codec_needs(void)
{
	char bytes[12 + 4 + 3 * 8 - 4] = {0};
	struct onc_fault fault;
	void *value;

	bytes_store32(bytes + 12, 3);
	CU_ASSERT_EQUAL(
		decode(&holder_type, bytes, sizeof(bytes), &value, &fault),
		ONC_BAD_COUNT);
	CU_ASSERT_EQUAL(fault.offset, 12);
	CU_ASSERT_STRING_EQUAL(fault.path, "many");
}

static void says_where_a_codec_found_fault(void)
{
	struct onc_fault fault;
	size_t size;
	void *value;
	char *bytes = encode(&holder_type, &sample, &size);
	const size_t third = 4 + 24 + 4 + 16 + 8;

	/* the count behind the two numbers of many[2] */
	bytes_store32(bytes + third + 20, 9);
	CU_ASSERT_EQUAL(decode(&holder_type, bytes, size, &value, &fault),
			ONC_BAD_VALUE);
	CU_ASSERT_EQUAL(fault.offset, third + 20);
	CU_ASSERT_STRING_EQUAL(fault.path, "many[2]");
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

static void refuses_to_encode_what_the_codec_refuses(void)
{
	struct span backwards = {0, numbers + 2, numbers};
	holder bad = sample;
	struct onc_fault fault;
	size_t size;
	void *bytes;

	bad.maybe = &backwards;
	CU_ASSERT_EQUAL(
		onc_encode(&holder_type, &bad, NULL, &bytes, &size, &fault),
		ONC_BAD_POINTER);
	CU_ASSERT_PTR_NULL(bytes);
	CU_ASSERT_STRING_EQUAL(fault.path, "maybe");
	bad = sample;
	bad.address.maxlen = 4;
	CU_ASSERT_EQUAL(
		onc_encode(&holder_type, &bad, NULL, &bytes, &size, &fault),
		ONC_BAD_COUNT);
	CU_ASSERT_STRING_EQUAL(fault.path, "address");
}

static void holds_block_and_record_to_the_cap(void)
{
	struct onc_options options = {.cap = 64};
	size_t size;
	void *bytes = encode(&lone_type, &three, &size), *value;

	CU_ASSERT_EQUAL(
		onc_decode(&lone_type, bytes, size, &options, &value, NULL),
		ONC_OK);
	CU_ASSERT_EQUAL(NetApiBufferFree(value), 0);
	options.cap = 8 + sizeof(struct span) + 8;
	CU_ASSERT_EQUAL(
		onc_decode(&lone_type, bytes, size, &options, &value, NULL),
		ONC_TOO_BIG);
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
	options.cap = size - 4;
	CU_ASSERT_EQUAL(
		onc_encode(&lone_type, &three, &options, &bytes, &size, NULL),
		ONC_TOO_BIG);
}

static void counts_the_footprint(void)
{
	size_t size;

	CU_ASSERT_EQUAL(onc_footprint(&lone_type, &three, &size), ONC_OK);
	CU_ASSERT_EQUAL(size, sizeof(struct span) + sizeof(numbers));
}

static void stands_in_unions(void)
{
	const chosen value = {1, {three}};
	size_t size;
	void *bytes = encode(&chosen_type, &value, &size);
	chosen *got;

	CU_ASSERT_EQUAL_FATAL(onc_decode(&chosen_type, bytes, size, NULL,
					 (void **)&got, NULL),
			      ONC_OK);
	CU_ASSERT_EQUAL(*got->chosen_u.span.first, 1);
	CU_ASSERT_EQUAL(NetApiBufferFree(got), 0);
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

/* The reach of a value is the codec's to say; a word follows it here. */
static void comes_out_of_streams(void)
{
	static char wire[512];
	const struct heap_mark before = heap_mark();
	int32_t behind = 77;
	holder got;
	XDR xdrs;

	memset(&got, 0, sizeof(got));
	xdrmem_create(&xdrs, wire, sizeof(wire), XDR_ENCODE);
	CU_ASSERT_FATAL(onc_xdr(&xdrs, &holder_type, (void *)&sample));
	CU_ASSERT_FATAL(xdr_int32_t(&xdrs, &behind));
	xdrmem_create(&xdrs, wire, xdr_getpos(&xdrs), XDR_DECODE);
	CU_ASSERT_FATAL(onc_xdr(&xdrs, &holder_type, &got));
	behind = 0;
	CU_ASSERT(xdr_int32_t(&xdrs, &behind));
	CU_ASSERT_EQUAL(behind, 77);
	CU_ASSERT_EQUAL(*got.maybe->last, INT64_MAX);
	CU_ASSERT_STRING_EQUAL(got.after, "behind");
	xdrs.x_op = XDR_FREE;
	CU_ASSERT(onc_xdr(&xdrs, &holder_type, &got));
	CU_ASSERT_EQUAL(heap_mark().blocks, before.blocks);
}

static void prints_as_the_codec_says(void)
{
	char text[512];

	onc_print(&holder_type, &sample, text, sizeof(text));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "one = (external)\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "many[2] = (external)\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "address = 0102030405\n"));
}

/* What xdr_netbuf() of libtirpc writes is what ours reads, and back. */
static void knows_netbuf_as_libtirpc_does(void)
{
	struct netbuf theirs = {16, sizeof(octets), octets};
	char wire[64];
	size_t size;
	XDR xdrs;

	xdrmem_create(&xdrs, wire, sizeof(wire), XDR_ENCODE);
	CU_ASSERT_FATAL(xdr_netbuf(&xdrs, &theirs));
	CU_ASSERT_EQUAL(onc_codec_netbuf.wire, 8);
	CU_ASSERT_EQUAL(xdr_getpos(&xdrs), 16);
	CU_ASSERT_EQUAL(onc_codec_netbuf.extent(&theirs, &size, &(size_t){0}),
			ONC_OK);
	CU_ASSERT_EQUAL(size, 16);
	memset(wire + 32, 0xff, 16);
	onc_codec_netbuf.encode(&theirs, wire + 32);
	CU_ASSERT_EQUAL(memcmp(wire, wire + 32, 16), 0);
}

/* -- a codec that is wrong ------------------------------------------------- */

static size_t claimed;

static enum onc_status lie(const void *bytes, size_t size, size_t *used,
			   size_t *room)
{
	(void)bytes;
	(void)size;
	*used = claimed;
	*room = 0;
	return ONC_OK;
}

static void believes_no_codec_that_takes_what_is_not_there(void)
{
	static const struct onc_codec liar = {.measure = lie};
	static const struct onc_codec *const codecs[] = {&liar};
	static const struct onc_op ops[] = {{ONC_EXTERNAL, {0}, 0, 0, 1}};
	static const struct onc_field fields[] = {{0, ONC_PRINT_OTHER, 0, 1}};
	static const struct onc_layout layouts[] = {
		{8, 0, 8, ONC_FORM_STRUCT, 0, 0, 1, 0, 0, 0, 0, 0}};
	static const struct onc_module module = {layouts, ops,	  NULL, NULL,
						 NULL,	  fields, "",	codecs};
	static const struct onc_type type = {&module, 0};
	static const char bytes[8];
	void *value;

	for (claimed = 9; claimed < 17; claimed++)
		CU_ASSERT_EQUAL(decode(&type, bytes, 8, &value, NULL),
				ONC_BAD_VALUE);
	claimed = 6;
	CU_ASSERT_EQUAL(decode(&type, bytes, 8, &value, NULL), ONC_BAD_VALUE);
	claimed = 4;
	CU_ASSERT_EQUAL(decode(&type, bytes, 8, &value, NULL), ONC_TRAILING);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(puts_all_into_the_one_block),
		TAP_CASE(fills_an_envelope),
		TAP_CASE(refuses_every_proper_prefix),
		TAP_CASE(survives_every_change_of_a_byte),
		TAP_CASE(says_so_without_memory),
		TAP_CASE(believes_a_count_by_what_the_codec_needs),
		TAP_CASE(says_where_a_codec_found_fault),
		TAP_CASE(refuses_to_encode_what_the_codec_refuses),
		TAP_CASE(holds_block_and_record_to_the_cap),
		TAP_CASE(counts_the_footprint),
		TAP_CASE(stands_in_unions),
		TAP_CASE(comes_out_of_streams),
		TAP_CASE(prints_as_the_codec_says),
		TAP_CASE(knows_netbuf_as_libtirpc_does),
		TAP_CASE(believes_no_codec_that_takes_what_is_not_there),
	};

	return tap_run("codec", cases, TAP_COUNT(cases));
}
