/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The quick walkers held against the careful ones, on values made at random
 * and on what becomes of their bytes: both must come to the same, byte for
 * byte, and what the careful one refuses the quick one must not pass.
 */
#include <stdlib.h>
#include <string.h>

#include <lmapibuf.h>

#include "messages.h"
#include "rpc/buffer.h"
#include "rpc/bytes.h"
#include "rpc/encode.h"
#include "rpc/extent.h"
#include "rpc/measure.h"
#include "rpc/place.h"
#include "rpc/quick.h"
#include "rpc/table.h"
#include "shapes.h"
#include "tests/support/heap.h"
#include "tests/support/tap.h"
#include "tests/support/value.h"

static const struct {
	const char *name;
	const struct onc_type *type;
} types[] = {
	{"sheet", &sheet_type},	    {"scalars", &scalars_type},
	{"narrow", &narrow_type},   {"blobs", &blobs_type},
	{"tree", &tree_type},	    {"list", &list_type},
	{"plains", &plains_type},   {"choice", &choice_type},
	{"loose", &loose_type},	    {"users", &user_result_type},
	{"words", &words_type},	    {"chain", &chain_type},
	{"listing", &listing_type}, {"datum", &datum_type},
	{"members", &member_type},  {"plain", &plain_type},
	{"tags", &tags_type},
};

/* Values of each type, and changes of each. */
enum { VALUES = 60, CHANGES = 120 };

/* Every byte of a block has to be written: it holds none of these. */
#define DIRT 0xa5

static uint64_t next_random(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state >> 33;
}

/* -- both ways ----------------------------------------------------------- */

struct block {
	char *bytes;
	size_t room;
};

/* Two words that are the same, or lead to the same place of two blocks. */
static bool is_same_word(const struct block *a, const struct block *b,
			 size_t at)
{
	uintptr_t one, other;

	memcpy(&one, a->bytes + at, sizeof(one));
	memcpy(&other, b->bytes + at, sizeof(other));
	return one == other ||
	       (one - (uintptr_t)a->bytes <= a->room &&
		one - (uintptr_t)a->bytes == other - (uintptr_t)b->bytes);
}

static bool is_same_block(const struct block *a, const struct block *b)
{
	size_t at = 0;

	if (a->room != b->room)
		return false;
	for (; at + sizeof(uintptr_t) <= a->room; at += sizeof(uintptr_t))
		if (!is_same_word(a, b, at))
			return false;
	return memcmp(a->bytes + at, b->bytes + at, a->room - at) == 0;
}

static size_t own_size(const struct onc_type *type)
{
	return table_layout(type->module, type->layout)->size;
}

static bool decode_quickly(const struct onc_type *type, const void *bytes,
			   size_t size, bool plainly, struct block *block)
{
	struct quick_early early = {
		.size = size,
		.cap = ONC_DEFAULT_CAP,
		.start = own_size(type),
		.plainly = plainly,
	};

	if (!quick_measure(type, bytes, &early, &block->room)) {
		if (early.draft)
			buffer_drop(early.draft);
		return false;
	}
	block->bytes = early.draft;
	if (!block->bytes) {
		block->bytes = buffer_draft(block->room + QUICK_SLACK);
		CU_ASSERT_PTR_NOT_NULL_FATAL(block->bytes);
		memset(block->bytes, DIRT, block->room + QUICK_SLACK);
	}
	quick_place(type, bytes, &early, block->bytes, block->bytes,
		    block->room);
	return true;
}

static bool decode_carefully(const struct onc_type *type, const void *bytes,
			     size_t size, struct block *block,
			     struct onc_fault *fault)
{
	const struct measure_rules rules = measure_rules(NULL);

	if (measure_value(type, bytes, size, &rules, own_size(type),
			  &block->room, fault) != ONC_OK)
		return false;
	block->bytes = calloc(1, block->room);
	CU_ASSERT_PTR_NOT_NULL_FATAL(block->bytes);
	place_value(type, bytes, size, block->bytes, block->bytes,
		    own_size(type), block->room);
	return true;
}

static bool is_same_fault(const struct onc_fault *a, const struct onc_fault *b)
{
	return a->status == b->status && a->offset == b->offset &&
	       strcmp(a->path, b->path) == 0;
}

/*
 * True if all ways agree on size bytes, which stand in memory that ends with
 * them. *passed: they pass them, and the quick one by itself.
 */
static bool agree_on(const struct onc_type *type, const void *bytes,
		     size_t size, bool *passed)
{
	struct block careful = {0}, quick = {0}, narrow_way = {0};
	struct onc_fault fault, said;
	const bool right =
		decode_carefully(type, bytes, size, &careful, &fault);
	const bool fast = decode_quickly(type, bytes, size, false, &quick);
	bool agree =
		decode_quickly(type, bytes, size, true, &narrow_way) == fast;
	void *value;

	agree &= right || !fast;
	if (fast && right)
		agree &= is_same_block(&careful, &quick) &&
			 is_same_block(&careful, &narrow_way);
	agree &= (onc_decode(type, bytes, size, NULL, &value, &said) ==
		  ONC_OK) == right;
	agree &= is_same_fault(&fault, &said) && !value == !right;
	*passed = fast && right;
	free(careful.bytes);
	if (quick.bytes)
		buffer_drop(quick.bytes);
	if (narrow_way.bytes)
		buffer_drop(narrow_way.bytes);
	return agree & (NetApiBufferFree(value) == 0);
}

static bool agree_on_copy(const struct onc_type *type, const void *bytes,
			  size_t size, bool *passed)
{
	const struct heap_mark before = heap_mark();
	void *exact = malloc(size ? size : 1);
	bool agree;

	CU_ASSERT_PTR_NOT_NULL_FATAL(exact);
	memcpy(exact, bytes, size);
	agree = agree_on(type, exact, size, passed);
	free(exact);
	return agree && heap_mark().blocks == before.blocks;
}

/* -- bytes --------------------------------------------------------------- */

struct message {
	const struct onc_type *type;
	unsigned char *bytes;
	size_t size;
};

static struct message make(size_t which, uint64_t seed)
{
	struct value_source source = {seed, (unsigned)(seed % 90), 0};
	struct message m = {.type = types[which].type};
	void *value = calloc(1, value_size(m.type));

	value_make(m.type, &source, value);
	CU_ASSERT_EQUAL_FATAL(onc_encode(m.type, value, NULL, (void **)&m.bytes,
					 &m.size, NULL),
			      ONC_OK);
	value_release(m.type, value);
	free(value);
	return m;
}

static void passes_what_is_right_as_the_careful_way_does(void)
{
	for (size_t which = 0; which < TAP_COUNT(types); which++)
		for (uint64_t seed = 1; seed <= VALUES; seed++) {
			const struct message m = make(which, seed * 77);
			bool passed;

			CU_ASSERT_FATAL(agree_on_copy(m.type, m.bytes, m.size,
						      &passed));
			/* Else it would be right, and slow. */
			CU_ASSERT(passed);
			NetApiBufferFree(m.bytes);
		}
}

static void agrees_on_every_prefix(void)
{
	for (size_t which = 0; which < TAP_COUNT(types); which++)
		for (uint64_t seed = 1; seed <= 4; seed++) {
			const struct message m = make(which, seed * 1234567);
			bool passed;

			for (size_t cut = 0; cut < m.size; cut++)
				CU_ASSERT_FATAL(agree_on_copy(m.type, m.bytes,
							      cut, &passed));
			NetApiBufferFree(m.bytes);
		}
}

/* A bit, a byte, or a word: small counts, flags, and what is none. */
static void change(struct message *m, uint64_t *state)
{
	static const uint32_t evil[] = {
		0,  1,	2,  3,	4,  5,		31,
		32, 33, 63, 64, 65, 0x7fffffff, UINT32_MAX,
	};
	const size_t at = next_random(state) % m->size;
	const uint64_t how = next_random(state) % 4;

	if (how == 0) {
		m->bytes[at] ^= (unsigned char)(1 << next_random(state) % 8);
	} else if (how == 1) {
		m->bytes[at] = (unsigned char)next_random(state);
	} else if (m->size - at >= 4) {
		const uint32_t word =
			evil[next_random(state) % TAP_COUNT(evil)];

		for (unsigned i = 0; i < 4; i++)
			m->bytes[(at & ~(size_t)3) + i] =
				(unsigned char)(word >> (24 - 8 * i));
	}
}

static void agrees_on_what_a_peer_makes_of_it(void)
{
	unsigned long passes = 0, refusals = 0;

	for (size_t which = 0; which < TAP_COUNT(types); which++)
		for (uint64_t seed = 1; seed <= VALUES; seed++) {
			struct message m = make(which, seed * 4711);
			uint64_t state = seed;

			for (unsigned n = 0; n < CHANGES && m.size > 0; n++) {
				bool passed;

				change(&m, &state);
				CU_ASSERT_FATAL(agree_on_copy(m.type, m.bytes,
							      m.size, &passed));
				passes += passed;
				refusals += !passed;
				/* After a few changes nothing is right. */
				if (n % 8 == 7) {
					NetApiBufferFree(m.bytes);
					m = make(which, seed * 4711);
				}
			}
			NetApiBufferFree(m.bytes);
		}
	CU_ASSERT(passes > 1000);
	CU_ASSERT(refusals > 1000);
}

/* -- depth and caps ------------------------------------------------------ */

/* Lists in lists, the innermost of them empty. */
static size_t nest(char *wire, unsigned levels)
{
	size_t at = 0;

	while (levels-- > 0) {
		memcpy(wire + at, "\0\0\0\4\0\0\0\1", 8);
		at += 8;
	}
	memset(wire + at, 0, 4);
	return at + 4;
}

static void counts_the_depth_as_the_careful_way_does(void)
{
	char wire[8 * TABLE_DEPTH + 100];
	unsigned deepest = 0;

	for (unsigned levels = 0; levels < TABLE_DEPTH + 5; levels++) {
		const size_t size = nest(wire, levels);
		void *value;
		bool passed;

		CU_ASSERT(agree_on_copy(&datum_type, wire, size, &passed));
		if (passed)
			deepest = levels;
		CU_ASSERT_EQUAL(
			onc_decode(&datum_type, wire, size, NULL, &value, NULL),
			passed ? ONC_OK : ONC_TOO_DEEP);
		CU_ASSERT_EQUAL(NetApiBufferFree(value), 0);
	}
	/* A list and its items are a level each, and so is the root. */
	CU_ASSERT_EQUAL(deepest, TABLE_DEPTH - 1);
}

/* A message whose rows need less room than was made for them, and the rest. */
static void keeps_the_cap_with_and_without_rows(void)
{
	for (size_t which = 0; which < TAP_COUNT(types); which++) {
		const struct message m = make(which, 99 * which + 60);
		struct onc_options options = {.cap = m.size};
		const struct measure_rules open = measure_rules(NULL);
		struct onc_fault fault;
		size_t room;
		void *value;

		CU_ASSERT_EQUAL(measure_value(m.type, m.bytes, m.size, &open,
					      own_size(m.type), &room, &fault),
				ONC_OK);
		for (; options.cap < room + 8; options.cap++) {
			const enum onc_status status =
				onc_decode(m.type, m.bytes, m.size, &options,
					   &value, &fault);

			CU_ASSERT_EQUAL(status, options.cap < room ? ONC_TOO_BIG
								   : ONC_OK);
			CU_ASSERT_EQUAL(NetApiBufferFree(value), 0);
		}
		NetApiBufferFree(m.bytes);
	}
}

/* Tags by hand, with enough behind the first to be in the midst of a message.
 */
static void holds_short_strings_to_their_bounds(void)
{
	enum { TAGS = 16, TAG = 84, TEXT = 68 };

	for (unsigned char length = 9; length <= 12; length++) {
		char wire[4 + TAGS * TAG] = {[3] = TAGS};
		struct onc_fault fault;
		void *value;

		for (unsigned i = 0; i < TAGS; i++) {
			char *item = wire + 4 + (size_t)TAG * i;

			item[7] = FILE_LINK;
			item[23] = 43;
			memset(item + 24, 'n', 43);
			item[TEXT + 3] = 9;
			memset(item + TEXT + 4, 't', 9);
		}
		wire[4 + TEXT + 3] = (char)length;
		memset(wire + 4 + TEXT + 4, 't', length);
		CU_ASSERT_EQUAL(onc_decode(&tags_type, wire, sizeof(wire), NULL,
					   &value, &fault),
				length <= 9 ? ONC_OK : ONC_BAD_COUNT);
		CU_ASSERT_STRING_EQUAL(fault.path,
				       length <= 9 ? "" : "items[0].text");
		CU_ASSERT_EQUAL(NetApiBufferFree(value), 0);
	}
}

/* The rows' block fails first; it must not be tried again in another size. */
static void says_so_without_memory_for_rows(void)
{
	const struct message m = make(9, 60);
	struct onc_fault fault;
	void *value;

	if (heap_counts()) {
		heap_fail_at(1);
		CU_ASSERT_EQUAL(onc_decode(m.type, m.bytes, m.size, NULL,
					   &value, &fault),
				ONC_NO_MEMORY);
		CU_ASSERT(heap_failed());
		CU_ASSERT_PTR_NULL(value);
		heap_fail_at(0);
	}
	CU_ASSERT_EQUAL(
		onc_decode(m.type, m.bytes, m.size, NULL, &value, &fault),
		ONC_OK);
	CU_ASSERT_EQUAL(NetApiBufferFree(value), 0);
	NetApiBufferFree(m.bytes);
}

/* -- encoding ------------------------------------------------------------ */

static bool is_same_extent(const struct onc_type *type, const void *value,
			   size_t cap)
{
	struct extent careful, quick, both;
	struct onc_fault fault, said;
	const bool right =
		extent_carefully(type, value, cap, &careful, &fault) == ONC_OK;
	const bool fast = quick_extent(type, value, cap, &quick);
	bool same = (extent_value(type, value, cap, &both, &said) == ONC_OK) ==
			    right &&
		    is_same_fault(&fault, &said);

	same &= right || !fast;
	if (right)
		same &= fast && quick.wire == careful.wire &&
			quick.footprint == careful.footprint;
	return same;
}

/* In one pass: what is refused by it is what cannot be encoded, or too big. */
static bool encodes_once_to(const struct onc_type *type, const void *value,
			    size_t cap, const void *bytes, size_t size)
{
	bool same = true;

	for (int plainly = 0; plainly < 2; plainly++) {
		size_t once_size;
		void *once;

		same &= (encode_once(type, value, cap, plainly, &once,
				     &once_size) == ONC_OK) == (cap >= size);
		if (once)
			same &= once_size == size &&
				memcmp(once, bytes, size) == 0;
		same &= NetApiBufferFree(once) == 0;
	}
	return same;
}

/* Exactly as much memory as there are bytes, so that none is overwritten. */
static bool encodes_to(const struct onc_type *type, const void *value,
		       const void *bytes, size_t size,
		       void (*encode)(const struct onc_type *type,
				      const void *value, void *to, size_t size))
{
	void *exact = malloc(size ? size : 1);
	bool same;

	CU_ASSERT_PTR_NOT_NULL_FATAL(exact);
	memset(exact, DIRT, size);
	encode(type, value, exact, size);
	same = memcmp(exact, bytes, size) == 0;
	free(exact);
	return same;
}

static void counts_and_encodes_as_the_careful_way_does(void)
{
	for (size_t which = 0; which < TAP_COUNT(types); which++)
		for (uint64_t seed = 1; seed <= VALUES; seed++) {
			const struct message m = make(which, seed * 31);
			void *value;

			CU_ASSERT_EQUAL_FATAL(onc_decode(m.type, m.bytes,
							 m.size, NULL, &value,
							 NULL),
					      ONC_OK);
			CU_ASSERT(is_same_extent(m.type, value, UINT32_MAX));
			for (size_t cap = m.size < 40 ? 0 : m.size - 40;
			     cap <= m.size + 4; cap++)
				CU_ASSERT(is_same_extent(m.type, value, cap) &&
					  encodes_once_to(m.type, value, cap,
							  m.bytes, m.size));
			CU_ASSERT(encodes_to(m.type, value, m.bytes, m.size,
					     encode_value));
			CU_ASSERT(encodes_to(m.type, value, m.bytes, m.size,
					     encode_plainly));
			NetApiBufferFree(value);
			NetApiBufferFree(m.bytes);
		}
}

/* Enough of them that the room on the stack does not do, and one is wrong. */
static void refuses_in_one_pass_what_the_careful_way_refuses(void)
{
	static char text[61];
	tag items[40];
	tags all = {{40, items}};
	struct extent extent;
	struct onc_fault fault;
	size_t size;

	memset(text, 'x', sizeof(text) - 1);
	for (unsigned at = 0; at < 40; at++)
		for (unsigned wrong = 0; wrong < 5; wrong++) {
			for (unsigned i = 0; i < 40; i++)
				items[i] = (tag){
					.kind = FILE_LINK,
					.note = text,
					.text = text + 51,
				};
			if (wrong == 0)
				items[at].kind = 99;
			if (wrong == 1)
				items[at].shown = 2;
			if (wrong == 2)
				items[at].note = NULL;
			if (wrong == 3)
				items[at].text = text + 50;
			CU_ASSERT_EQUAL(extent_carefully(&tags_type, &all,
							 UINT32_MAX, &extent,
							 &fault) == ONC_OK,
					wrong == 4);
			for (int plainly = 0; plainly < 2; plainly++) {
				void *bytes;

				CU_ASSERT_EQUAL(encode_once(&tags_type, &all,
							    ONC_DEFAULT_CAP,
							    plainly, &bytes,
							    &size) == ONC_OK,
						wrong == 4);
				CU_ASSERT_EQUAL(bytes != NULL, wrong == 4);
				CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
			}
		}
}

/* -- swaps --------------------------------------------------------------- */

static void turns_words_of_any_number_round(void)
{
	unsigned char from[40 * 8 + 1], to[40 * 8 + 2];

	for (size_t i = 0; i < sizeof(from); i++)
		from[i] = (unsigned char)(7 * i + 3);
	for (size_t count = 0; count <= 40; count++)
		for (size_t unit = 4; unit <= 8; unit += 4) {
			memset(to, DIRT, sizeof(to));
			if (unit == 4)
				bytes_swap32(to + 1, from + 1, count);
			else
				bytes_swap64(to + 1, from + 1, count);
			for (size_t i = 0; i < count * unit; i++) {
				uint32_t one = 1;
				const bool turned = *(const char *)&one;
				const size_t of = turned ? i / unit * unit +
								   unit - 1 -
								   i % unit
							 : i;

				CU_ASSERT_FATAL(to[1 + i] == from[1 + of]);
			}
			CU_ASSERT_EQUAL(to[1 + count * unit], DIRT);
			CU_ASSERT_EQUAL(to[0], DIRT);
		}
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(passes_what_is_right_as_the_careful_way_does),
		TAP_CASE(agrees_on_every_prefix),
		TAP_CASE(agrees_on_what_a_peer_makes_of_it),
		TAP_CASE(counts_the_depth_as_the_careful_way_does),
		TAP_CASE(keeps_the_cap_with_and_without_rows),
		TAP_CASE(holds_short_strings_to_their_bounds),
		TAP_CASE(says_so_without_memory_for_rows),
		TAP_CASE(counts_and_encodes_as_the_careful_way_does),
		TAP_CASE(refuses_in_one_pass_what_the_careful_way_refuses),
		TAP_CASE(turns_words_of_any_number_round),
	};

	return tap_run("quick", cases, TAP_COUNT(cases));
}
