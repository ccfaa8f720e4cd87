/* SPDX-License-Identifier: BSD-3-Clause */
/* Arrays of rows: the fast way must come to what the careful way comes to. */
#include <stdlib.h>
#include <string.h>

#include <lmapibuf.h>

#include "tests/rpc/sample.h"
#include "tests/support/heap.h"
#include "tests/support/tap.h"

enum { ROWS = 12 };

/* Rows whose items are of every length around the limits of the fast way. */
static plains *make(unsigned longest)
{
	static char text[100], key[40];
	static uint8_t sum[6] = {1, 2, 3};
	plains *all = calloc(1, sizeof(*all));
	plain *items = calloc(ROWS, sizeof(*items));

	memset(text, 'x', sizeof(text) - 1);
	memset(key, 0, sizeof(key));
	for (unsigned i = 0; i < ROWS; i++) {
		const unsigned length = (i * 7 + longest) % (longest + 1);

		items[i].name = text + sizeof(text) - 1 - length;
		items[i].uid = i;
		items[i].when = -(int64_t)i;
		items[i].key.key_len = length % 41;
		items[i].key.key_val = key;
		items[i].on = i & 1;
		items[i].note = i % 3 ? items[i].name : NULL;
		items[i].sum = i % 2 ? sum : NULL;
	}
	all->items.items_len = ROWS;
	all->items.items_val = items;
	/* Half of the messages, and of the blocks, end with the rows. */
	if (longest % 2 == 0) {
		all->rest = calloc(1, sizeof(*all->rest));
		all->rest->last = text + 90;
	}
	return all;
}

static void release(plains *all)
{
	free(all->rest);
	free(all->items.items_val);
	free(all);
}

static bool encodes_to(const void *value, const void *bytes, size_t size)
{
	void *again;
	size_t again_size;
	bool same;

	if (onc_encode(&plains_type, value, NULL, &again, &again_size, NULL) !=
	    ONC_OK)
		return false;
	same = again_size == size && memcmp(again, bytes, size) == 0;
	CU_ASSERT_EQUAL(NetApiBufferFree(again), 0);
	return same;
}

/* From memory that ends where the message ends, so that nothing is overread. */
static enum onc_status decode(const void *bytes, size_t size, unsigned flags,
			      void **value, struct onc_fault *fault)
{
	const struct onc_options options = {.flags = flags};
	void *exact = malloc(size ? size : 1);
	enum onc_status status;

	CU_ASSERT_PTR_NOT_NULL_FATAL(exact);
	memcpy(exact, bytes, size);
	status = onc_decode(&plains_type, exact, size, &options, value, fault);
	free(exact);
	return status;
}

static void gives_what_the_careful_way_gives(void)
{
	for (unsigned longest = 0; longest < 90; longest++) {
		plains *all = make(longest);
		void *bytes, *fast, *careful;
		DWORD fast_room, careful_room;
		size_t size;

		CU_ASSERT_EQUAL_FATAL(onc_encode(&plains_type, all, NULL,
						 &bytes, &size, NULL),
				      ONC_OK);
		CU_ASSERT_EQUAL_FATAL(decode(bytes, size, 0, &fast, NULL),
				      ONC_OK);
		/* Tolerance is only known to the careful way. */
		CU_ASSERT_EQUAL_FATAL(
			decode(bytes, size, ONC_TOLERANT, &careful, NULL),
			ONC_OK);
		CU_ASSERT_EQUAL(NetApiBufferSize(fast, &fast_room), 0);
		CU_ASSERT_EQUAL(NetApiBufferSize(careful, &careful_room), 0);
		CU_ASSERT_EQUAL(fast_room, careful_room);
		CU_ASSERT(encodes_to(fast, bytes, size));
		CU_ASSERT(sample_inside(&plains_type, fast, fast, fast_room));
		CU_ASSERT_EQUAL(NetApiBufferFree(fast), 0);
		CU_ASSERT_EQUAL(NetApiBufferFree(careful), 0);
		CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
		release(all);
	}
}

static bool ends_well(const void *bytes, size_t size)
{
	const struct heap_mark before = heap_mark();
	struct onc_fault fault;
	void *value = &fault;
	bool well;

	if (decode(bytes, size, 0, &value, &fault) == ONC_OK)
		well = encodes_to(value, bytes, size) &&
		       NetApiBufferFree(value) == 0;
	else
		well = value == NULL && fault.offset <= size;
	return well && heap_mark().blocks == before.blocks;
}

static void damage(plains *all)
{
	unsigned char *bytes;
	size_t size;

	CU_ASSERT_EQUAL_FATAL(onc_encode(&plains_type, all, NULL,
					 (void **)&bytes, &size, NULL),
			      ONC_OK);
	for (size_t cut = 0; cut < size; cut++)
		CU_ASSERT_FATAL(ends_well(bytes, cut));
	for (size_t at = 0; at < size; at++) {
		static const unsigned char changes[] = {1,  2,	  4,	8,   16,
							32, 0x40, 0x80, 0xff};

		for (size_t i = 0; i < sizeof(changes); i++) {
			bytes[at] ^= changes[i];
			CU_ASSERT_FATAL(ends_well(bytes, size));
			bytes[at] ^= changes[i];
		}
	}
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
	release(all);
}

static void survives_every_prefix_and_change_of_a_byte(void)
{
	damage(make(50));
	damage(make(51));
}

static void refuses(const char *what, const char *text, unsigned char with,
		    enum onc_status status, const char *path)
{
	plains *all = make(20);
	struct onc_fault fault;
	char *bytes, *at;
	size_t size;
	void *value;

	all->items.items_val[5].name = (char *)text;
	CU_ASSERT_EQUAL_FATAL(onc_encode(&plains_type, all, NULL,
					 (void **)&bytes, &size, NULL),
			      ONC_OK);
	at = memmem(bytes, size, what, strlen(what));
	CU_ASSERT_PTR_NOT_NULL_FATAL(at);
	at[strlen(what)] = (char)with;
	CU_ASSERT_EQUAL(decode(bytes, size, 0, &value, &fault), status);
	CU_ASSERT_EQUAL(fault.offset, (size_t)(at - bytes) + strlen(what));
	CU_ASSERT_STRING_EQUAL(fault.path, path);
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
	release(all);
}

static void tells_the_row_and_the_field_that_are_wrong(void)
{
	refuses("needle", "needle and thread", 0, ONC_EMBEDDED_NUL,
		"items[5].name");
	refuses("needles", "needles", 1, ONC_BAD_PADDING, "items[5].name");
	refuses("a needle that is longer than what is looked at",
		"a needle that is longer than what is looked at once", 0,
		ONC_EMBEDDED_NUL, "items[5].name");
	refuses("a needle that is longer than one look",
		"a needle that is longer than one look", 7, ONC_BAD_PADDING,
		"items[5].name");
}

/* One row by hand: encoding would refuse what is over its bound. */
static void holds_items_to_their_bounds(void)
{
	static const struct {
		unsigned char name, key;
		enum onc_status status;
		const char *path;
	} rows[] = {
		{90, 40, ONC_OK, ""},
		{91, 40, ONC_BAD_COUNT, "items[0].name"},
		{90, 41, ONC_BAD_COUNT, "items[0].key"},
		{3, 44, ONC_BAD_COUNT, "items[0].key"},
	};

	for (size_t i = 0; i < TAP_COUNT(rows); i++) {
		char wire[256] = {0};
		const size_t name = (rows[i].name + 3u) & ~3u;
		const size_t key = (rows[i].key + 3u) & ~3u;
		struct onc_fault fault;
		void *value;

		wire[3] = 1;
		wire[7] = (char)rows[i].name;
		memset(wire + 8, 'n', rows[i].name);
		wire[8 + name + 15] = (char)rows[i].key;
		CU_ASSERT_EQUAL(decode(wire, 8 + name + 16 + key + 16, 0,
				       &value, &fault),
				rows[i].status);
		CU_ASSERT_STRING_EQUAL(fault.path, rows[i].path);
		CU_ASSERT_EQUAL(NetApiBufferFree(value), 0);
	}
}

/* What extent.c refuses, the fast way must leave to it. */
static void refuses_to_encode_what_has_no_bytes(void)
{
	plains *all = make(30);
	plain *third = &all->items.items_val[3];
	const plain good = *third;
	struct onc_options tight = {.cap = 300};
	struct onc_fault fault;
	void *bytes;
	size_t size;

	third->name = NULL;
	CU_ASSERT_EQUAL(
		onc_encode(&plains_type, all, NULL, &bytes, &size, &fault),
		ONC_BAD_POINTER);
	CU_ASSERT_STRING_EQUAL(fault.path, "items[3].name");
	*third = good;
	third->on = 2;
	CU_ASSERT_EQUAL(
		onc_encode(&plains_type, all, NULL, &bytes, &size, &fault),
		ONC_BAD_BOOL);
	CU_ASSERT_STRING_EQUAL(fault.path, "items[3].on");
	*third = good;
	third->key.key_len = 41;
	CU_ASSERT_EQUAL(
		onc_encode(&plains_type, all, NULL, &bytes, &size, &fault),
		ONC_BAD_COUNT);
	CU_ASSERT_STRING_EQUAL(fault.path, "items[3].key");
	*third = good;
	third->key.key_len = 1;
	third->key.key_val = NULL;
	CU_ASSERT_EQUAL(
		onc_encode(&plains_type, all, NULL, &bytes, &size, &fault),
		ONC_BAD_POINTER);
	*third = good;
	CU_ASSERT_EQUAL(
		onc_encode(&plains_type, all, &tight, &bytes, &size, &fault),
		ONC_TOO_BIG);
	CU_ASSERT(fault.offset <= 300);
	release(all);
}

static void counts_what_the_careful_way_counts(void)
{
	plains *all = make(40);
	size_t whole, one, sum;

	CU_ASSERT_EQUAL(onc_footprint(&plains_type, all, &whole), ONC_OK);
	sum = sizeof(*all) + sizeof(*all->rest) + strlen(all->rest->last) + 1;
	/* A structure on its own is not an array of rows. */
	for (unsigned i = 0; i < all->items.items_len; i++) {
		CU_ASSERT_EQUAL(onc_footprint(&plain_type,
					      &all->items.items_val[i], &one),
				ONC_OK);
		sum += one;
	}
	CU_ASSERT_EQUAL(whole, sum);
	release(all);
}

static void stops_at_the_cap_in_the_midst_of_the_rows(void)
{
	plains *all = make(61);
	struct onc_options options = {0};
	void *bytes, *value;
	struct onc_fault fault;
	size_t size;
	DWORD room;

	CU_ASSERT_EQUAL_FATAL(
		onc_encode(&plains_type, all, NULL, &bytes, &size, NULL),
		ONC_OK);
	CU_ASSERT_EQUAL(
		onc_decode(&plains_type, bytes, size, NULL, &value, NULL),
		ONC_OK);
	CU_ASSERT_EQUAL(NetApiBufferSize(value, &room), 0);
	CU_ASSERT_EQUAL(NetApiBufferFree(value), 0);
	for (options.cap = size; options.cap < room; options.cap++) {
		CU_ASSERT_EQUAL(onc_decode(&plains_type, bytes, size, &options,
					   &value, &fault),
				ONC_TOO_BIG);
		CU_ASSERT_PTR_NULL(value);
	}
	CU_ASSERT_EQUAL(
		onc_decode(&plains_type, bytes, size, &options, &value, &fault),
		ONC_OK);
	CU_ASSERT_EQUAL(NetApiBufferFree(value), 0);
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
	release(all);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(gives_what_the_careful_way_gives),
		TAP_CASE(survives_every_prefix_and_change_of_a_byte),
		TAP_CASE(tells_the_row_and_the_field_that_are_wrong),
		TAP_CASE(holds_items_to_their_bounds),
		TAP_CASE(refuses_to_encode_what_has_no_bytes),
		TAP_CASE(counts_what_the_careful_way_counts),
		TAP_CASE(stops_at_the_cap_in_the_midst_of_the_rows),
	};

	return tap_run("rows", cases, TAP_COUNT(cases));
}
