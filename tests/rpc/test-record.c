/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Records come out of a stream as RFC 5531, section 11, has them, however they
 * are cut into fragments and reads, whoever lends the memory, and nothing is
 * taken by what a mark only announces.
 *
 * The judge is a model that has the whole stream before it.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "rpc/bytes.h"
#include "rpc/record.h"
#include "tests/support/heap.h"
#include "tests/support/tap.h"

#define PAGE ((size_t)4096)

/* -- bytes that grow
 * ------------------------------------------------------------------ */

struct bytes {
	uint8_t *at;
	size_t size;
	size_t room;
};

static void put(struct bytes *to, const void *bytes, size_t size)
{
	if (to->room < to->size + size) {
		to->room = 2 * (to->size + size);
		to->at = realloc(to->at, to->room);
		if (!to->at)
			abort();
	}
	if (size > 0)
		memcpy(to->at + to->size, bytes, size);
	to->size += size;
}

static void put_word(struct bytes *to, uint32_t word)
{
	uint8_t bytes[4];

	bytes_store32(bytes, word);
	put(to, bytes, 4);
}

static void put_fragment(struct bytes *to, const uint8_t *bytes, size_t size,
			 bool last)
{
	put_word(to, (uint32_t)size | (last ? RECORD_LAST : 0));
	put(to, bytes, size);
}

static bool same(const struct bytes *a, const struct bytes *b)
{
	return a->size == b->size &&
	       (a->size == 0 || memcmp(a->at, b->at, a->size) == 0);
}

/* A record that differs at each byte from its neighbours. */
static const uint8_t *sample(void)
{
	static uint8_t bytes[70000];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)(i * 7 + i / 251 + 1);
	return bytes;
}

/* -- the model
 * ------------------------------------------------------------------ */

/* What comes out of a stream: records, each behind its size, and an end. */
struct outcome {
	struct bytes records;
	enum record_progress end;
};

static void put_record(struct outcome *out, const uint8_t *bytes, size_t size)
{
	put_word(&out->records, (uint32_t)size);
	put(&out->records, bytes, size);
}

static void model(const struct bytes *wire, size_t cap, struct outcome *out)
{
	struct bytes record = {0};
	unsigned empty = 0;
	size_t at = 0;

	out->end = RECORD_PARTIAL;
	while (wire->size - at >= 4) {
		const uint32_t mark = bytes_load32(wire->at + at);
		const size_t size = mark & ~RECORD_LAST;

		at += 4;
		if (record.size + size > cap) {
			out->end = RECORD_TOO_BIG;
			break;
		}
		if (size == 0 && !(mark & RECORD_LAST) &&
		    ++empty > RECORD_EMPTY_MOST) {
			out->end = RECORD_ENDLESS;
			break;
		}
		if (wire->size - at < size)
			break;
		put(&record, wire->at + at, size);
		at += size;
		if (mark & RECORD_LAST) {
			put_record(out, record.at, record.size);
			record.size = 0;
			empty = 0;
		}
	}
	free(record.at);
}

/* -- the reader
 * ------------------------------------------------------------------ */

/* How a stream reaches the reader. */
struct delivery {
	size_t (*reads)(void); /* bytes that a read gives */
	size_t (*lends)(void); /* bytes lent for a read, 0 for none */
	size_t cap;
	size_t retain;
};

static uint64_t seed = 1;

static uint32_t random_word(void)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33);
}

static size_t one(void)
{
	return 1;
}

static size_t nothing(void)
{
	return 0;
}

static size_t all(void)
{
	return SIZE_MAX;
}

static size_t few(void)
{
	return 1 + random_word() % 9;
}

static size_t some(void)
{
	return 1 + random_word() % (random_word() % 4 ? 50 : 5000);
}

static size_t a_little(void)
{
	return RECORD_MARK + random_word() % 300;
}

static size_t a_little_or_nothing(void)
{
	return random_word() % 3 ? a_little() : 0;
}

static void check_invariant(const struct record_reader *reader)
{
	CU_ASSERT(reader->start <= reader->end);
	CU_ASSERT(reader->end <= reader->next);
	CU_ASSERT(reader->next <= reader->filled);
	CU_ASSERT(reader->filled <= reader->room);
	CU_ASSERT(reader->end - reader->start <= reader->cap);
}

static enum record_progress drain(struct record_reader *reader,
				  struct outcome *out)
{
	enum record_progress progress;
	uint8_t *bytes;
	size_t size;

	while ((progress = record_next(reader, &bytes, &size)) == RECORD_READY)
		put_record(out, bytes, size);
	check_invariant(reader);
	return progress;
}

/* Gives as much of the wire as a read of at most count would; how much. */
static size_t receive(struct record_reader *reader, const struct bytes *wire,
		      size_t used, size_t count)
{
	uint8_t *at;
	size_t size;

	CU_ASSERT_FATAL(record_space(reader, &at, &size));
	CU_ASSERT_FATAL(size > 0);
	if (size > wire->size - used)
		size = wire->size - used;
	if (size > count)
		size = count;
	memcpy(at, wire->at + used, size);
	record_received(reader, size);
	return size;
}

static void deliver(const struct bytes *wire, const struct delivery *how,
		    struct outcome *out)
{
	struct record_reader reader;
	size_t used = 0;

	record_init(&reader, how->cap, how->retain);
	out->end = RECORD_PARTIAL;
	while (used < wire->size && out->end == RECORD_PARTIAL) {
		const size_t lent = how->lends();
		/* Exactly so much, and gone afterwards: ASan sees all else. */
		uint8_t *memory = lent ? malloc(lent) : NULL;

		if (memory)
			record_lend(&reader, memory, lent);
		used += receive(&reader, wire, used, how->reads());
		out->end = drain(&reader, out);
		if (memory)
			CU_ASSERT_FATAL(record_settle(&reader));
		free(memory);
	}
	record_fini(&reader);
}

static void outcome_fini(struct outcome *out)
{
	free(out->records.at);
}

static void expect_model(const struct bytes *wire, const struct delivery *how)
{
	struct outcome found = {0}, wanted = {0};

	model(wire, how->cap, &wanted);
	deliver(wire, how, &found);
	CU_ASSERT_EQUAL(found.end, wanted.end);
	CU_ASSERT(same(&found.records, &wanted.records));
	outcome_fini(&found);
	outcome_fini(&wanted);
}

/* All ways of reading that differ in kind. */
static void expect_model_always(const struct bytes *wire, size_t cap)
{
	static size_t (*const reads[])(void) = {all, one, few};
	static size_t (*const lends[])(void) = {nothing, a_little,
						a_little_or_nothing};

	for (size_t r = 0; r < TAP_COUNT(reads); r++)
		for (size_t l = 0; l < TAP_COUNT(lends); l++)
			expect_model(wire, &(struct delivery){.reads = reads[r],
							      .lends = lends[l],
							      .cap = cap});
}

/* Exactly these records come out, and nothing is wrong. */
static void expect_records(const struct bytes *wire, size_t cap, size_t count,
			   size_t size)
{
	struct outcome wanted = {0}, found = {0};

	for (size_t i = 0; i < count; i++)
		put_record(&wanted, sample(), size);
	model(wire, cap, &found);
	CU_ASSERT(same(&found.records, &wanted.records));
	CU_ASSERT_EQUAL(found.end, RECORD_PARTIAL);
	outcome_fini(&wanted);
	outcome_fini(&found);
	expect_model_always(wire, cap);
}

/* -- fragments
 * ------------------------------------------------------------------ */

static void puts_two_fragments_together_at_each_cut(void)
{
	for (size_t cut = 0; cut <= 176; cut++) {
		struct bytes wire = {0};

		put_fragment(&wire, sample(), cut, false);
		put_fragment(&wire, sample() + cut, 176 - cut, true);
		expect_records(&wire, 176, 1, 176);
		free(wire.at);
	}
}

static void takes_every_byte_in_a_fragment_of_its_own(void)
{
	struct bytes wire = {0};

	for (size_t round = 0; round < 3; round++)
		for (size_t i = 0; i < 1000; i++)
			put_fragment(&wire, sample() + i, 1, i == 999);
	expect_records(&wire, 1000, 3, 1000);
	free(wire.at);
}

static void passes_over_empty_fragments_wherever_they_stand(void)
{
	for (unsigned mask = 0; mask < 32; mask++) {
		struct bytes wire = {0};

		for (unsigned i = 0; i < 4; i++) {
			if (mask & 1u << i)
				put_fragment(&wire, NULL, 0, false);
			put_fragment(&wire, sample() + 5 * i, 5,
				     i == 3 && !(mask & 16));
		}
		if (mask & 16)
			put_fragment(&wire, NULL, 0, true);
		expect_records(&wire, 20, 1, 20);
		free(wire.at);
	}
}

static void hands_on_empty_records(void)
{
	struct bytes wire = {0};

	for (int i = 0; i < 5000; i++)
		put_fragment(&wire, NULL, 0, true);
	expect_records(&wire, 0, 5000, 0);
	free(wire.at);
}

static void hands_on_several_records_of_one_read(void)
{
	struct bytes wire = {0};

	for (int i = 0; i < 100; i++) {
		put_fragment(&wire, sample(), 30, false);
		put_fragment(&wire, sample() + 30, 14, true);
	}
	expect_records(&wire, 1000, 100, 44);
	free(wire.at);
}

static void puts_a_giant_together_from_reads_of_a_byte(void)
{
	struct outcome found = {0}, wanted = {0};
	const struct delivery how = {one, nothing, (size_t)1 << 22, 0};
	struct bytes wire = {0};

	for (size_t i = 0; i < 30; i++)
		put_fragment(&wire, sample(), 69999, i == 29);
	model(&wire, how.cap, &wanted);
	deliver(&wire, &how, &found);
	CU_ASSERT_EQUAL(found.records.size, 4 + 30 * 69999);
	CU_ASSERT(same(&found.records, &wanted.records));
	outcome_fini(&found);
	outcome_fini(&wanted);
	free(wire.at);
}

static void hands_on_nothing_before_the_last_fragment_is_complete(void)
{
	struct bytes wire = {0};

	put_fragment(&wire, sample(), 10, false);
	put_fragment(&wire, sample() + 10, 0, false);
	put_fragment(&wire, sample() + 10, 20, true);
	for (size_t size = 1; size <= wire.size; size++) {
		const struct bytes cut = {.at = wire.at, .size = size};
		struct record_reader reader;
		struct outcome out = {0};

		record_init(&reader, 100, 0);
		CU_ASSERT_EQUAL(receive(&reader, &cut, 0, size), size);
		CU_ASSERT_EQUAL(drain(&reader, &out), RECORD_PARTIAL);
		CU_ASSERT_EQUAL(out.records.size > 0, size == wire.size);
		CU_ASSERT_EQUAL(record_is_partial(&reader), size < wire.size);
		outcome_fini(&out);
		record_fini(&reader);
	}
	free(wire.at);
}

/* -- what is refused
 * ------------------------------------------------------------------ */

static void admits_a_record_of_exactly_the_cap(void)
{
	struct bytes wire = {0};

	put_fragment(&wire, sample(), 4000, false);
	put_fragment(&wire, sample() + 4000, 1000, false);
	put_fragment(&wire, sample() + 5000, 0, true);
	put_fragment(&wire, sample(), 5000, true);
	expect_records(&wire, 5000, 2, 5000);
	free(wire.at);
}

static enum record_progress progress_of(const struct bytes *wire, size_t cap)
{
	struct outcome out = {0};

	deliver(wire, &(struct delivery){few, nothing, cap, 0}, &out);
	CU_ASSERT_EQUAL(out.records.size, 0);
	outcome_fini(&out);
	return out.end;
}

static void refuses_a_fragment_over_the_cap_when_its_mark_is_read(void)
{
	static const uint32_t sizes[] = {5001, 1u << 30, 0x7fffffff};

	for (size_t i = 0; i < 2 * TAP_COUNT(sizes); i++) {
		struct bytes wire = {0};

		put_word(&wire, sizes[i / 2] | (i % 2 ? RECORD_LAST : 0));
		CU_ASSERT_EQUAL(progress_of(&wire, 5000), RECORD_TOO_BIG);
		expect_model_always(&wire, 5000);
		free(wire.at);
	}
}

static void refuses_fragments_whose_sum_passes_the_cap(void)
{
	for (size_t first = 1; first <= 5000; first += 1249) {
		struct bytes wire = {0};

		put_fragment(&wire, sample(), first, false);
		put_word(&wire, (uint32_t)(5001 - first));
		CU_ASSERT_EQUAL(progress_of(&wire, 5000), RECORD_TOO_BIG);
		expect_model_always(&wire, 5000);
		free(wire.at);
	}
}

static void refuses_empty_fragments_without_end(void)
{
	struct bytes wire = {0};

	put_fragment(&wire, sample(), 3, false);
	for (unsigned i = 0; i < RECORD_EMPTY_MOST; i++)
		put_fragment(&wire, NULL, 0, false);
	CU_ASSERT_EQUAL(progress_of(&wire, 5000), RECORD_PARTIAL);
	put_fragment(&wire, NULL, 0, false);
	CU_ASSERT_EQUAL(progress_of(&wire, 5000), RECORD_ENDLESS);
	expect_model_always(&wire, 5000);
	free(wire.at);
}

static void counts_empty_fragments_for_each_record_anew(void)
{
	struct bytes wire = {0};

	for (unsigned i = 0; i < 3 * RECORD_EMPTY_MOST; i++)
		put_fragment(&wire, sample(), 0, i % RECORD_EMPTY_MOST == 0);
	put_fragment(&wire, sample(), 0, true);
	expect_records(&wire, 10, 4, 0);
	free(wire.at);
}

/* -- memory
 * ------------------------------------------------------------------ */

static void keeps_nothing_when_settled_between_records(void)
{
	uint8_t lent[100];
	struct record_reader reader;
	struct outcome out = {0};
	struct bytes wire = {0};

	put_fragment(&wire, sample(), 44, true);
	record_init(&reader, 1000, 0);
	for (int i = 0; i < 3; i++) {
		record_lend(&reader, lent, sizeof(lent));
		receive(&reader, &wire, 0, SIZE_MAX);
		drain(&reader, &out);
		CU_ASSERT(record_settle(&reader));
		CU_ASSERT_EQUAL(record_memory(&reader), 0);
		CU_ASSERT_PTR_NULL(reader.bytes);
		CU_ASSERT_FALSE(record_is_partial(&reader));
	}
	CU_ASSERT_EQUAL(out.records.size, 3 * 48);
	record_fini(&reader);
	outcome_fini(&out);
	free(wire.at);
}

/* A record of 60,000 bytes went through; what stays is a page. */
static void keeps_only_what_is_incomplete_when_settled(void)
{
	struct bytes wire = {0};

	put_fragment(&wire, sample(), 60000, true);
	put_fragment(&wire, sample(), 20, false);
	put_fragment(&wire, sample() + 20, 24, true);
	for (size_t cut = 60005; cut < wire.size; cut++) {
		uint8_t *lent = malloc(65536);
		struct record_reader reader;
		struct outcome out = {0};

		record_init(&reader, 100000, 0);
		record_lend(&reader, lent, 65536);
		receive(&reader, &wire, 0, cut);
		CU_ASSERT_EQUAL(drain(&reader, &out), RECORD_PARTIAL);
		CU_ASSERT(record_settle(&reader));
		free(lent);
		CU_ASSERT_EQUAL(record_memory(&reader), PAGE);
		CU_ASSERT(record_is_partial(&reader));
		receive(&reader, &wire, cut, SIZE_MAX);
		drain(&reader, &out);
		CU_ASSERT_EQUAL(out.records.size, 60004 + 48);
		record_fini(&reader);
		outcome_fini(&out);
	}
	free(wire.at);
}

/* Settled before anybody looked: the records are still to come. */
static void keeps_records_that_were_not_looked_at(void)
{
	struct record_reader reader;
	struct outcome out = {0}, wanted = {0};
	struct bytes wire = {0};
	uint8_t *lent, *bytes;
	size_t size;

	for (int i = 0; i < 10; i++)
		put_fragment(&wire, sample(), 44, true);
	record_init(&reader, 1000, 0);
	lent = malloc(wire.size);
	record_lend(&reader, lent, wire.size);
	receive(&reader, &wire, 0, SIZE_MAX);
	CU_ASSERT_EQUAL(record_next(&reader, &bytes, &size), RECORD_READY);
	put_record(&out, bytes, size);
	CU_ASSERT(record_settle(&reader));
	free(lent);
	drain(&reader, &out);
	model(&wire, 1000, &wanted);
	CU_ASSERT(same(&out.records, &wanted.records));
	CU_ASSERT(record_settle(&reader));
	CU_ASSERT_EQUAL(record_memory(&reader), 0);
	record_fini(&reader);
	outcome_fini(&out);
	outcome_fini(&wanted);
	free(wire.at);
}

/* A mark says 64 MiB; at no time more than twice what came is taken. */
static void takes_memory_by_the_bytes_that_came(void)
{
	const size_t cap = (size_t)64 << 20;
	struct record_reader reader;
	struct bytes wire = {0};
	size_t used = 0;

	put_word(&wire, (uint32_t)cap | RECORD_LAST);
	for (int i = 0; i < 15; i++)
		put(&wire, sample(), 70000);
	record_init(&reader, cap, 0);
	while (used < wire.size) {
		uint8_t *bytes;
		size_t size;

		used += receive(&reader, &wire, used, some());
		CU_ASSERT_EQUAL(record_next(&reader, &bytes, &size),
				RECORD_PARTIAL);
		CU_ASSERT(record_settle(&reader));
		CU_ASSERT(record_memory(&reader) <= 2 * used + PAGE);
	}
	record_fini(&reader);
	CU_ASSERT_EQUAL(record_memory(&reader), 0);
	free(wire.at);
}

static void gives_a_giants_memory_back_but_what_may_be_retained(void)
{
	for (int retained = 0; retained < 2; retained++) {
		const size_t retain = retained ? (size_t)1 << 20 : 8192;
		struct record_reader reader;
		struct outcome out = {0};
		struct bytes wire = {0};
		size_t used = 0;

		put_fragment(&wire, sample(), 70000, true);
		record_init(&reader, 100000, retain);
		while (used < wire.size) {
			used += receive(&reader, &wire, used, SIZE_MAX);
			drain(&reader, &out);
		}
		CU_ASSERT(record_memory(&reader) > 70000);
		CU_ASSERT(record_settle(&reader));
		CU_ASSERT_EQUAL(record_memory(&reader) > 0, retained);
		record_fini(&reader);
		outcome_fini(&out);
		free(wire.at);
	}
}

/* The next record has always begun, so the stream is never between two. */
static void gives_memory_back_in_a_stream_that_never_pauses(void)
{
	struct record_reader reader;
	struct outcome out = {0};
	struct bytes wire = {0};
	size_t used = 0;

	put_fragment(&wire, sample(), 70000, true);
	put_fragment(&wire, sample(), 44, true);
	record_init(&reader, 100000, 0);
	while (used < wire.size - 1) {
		used += receive(&reader, &wire, used, wire.size - 1 - used);
		drain(&reader, &out);
		CU_ASSERT(record_settle(&reader));
	}
	CU_ASSERT(record_memory(&reader) <= 4 * PAGE);
	receive(&reader, &wire, used, 1);
	drain(&reader, &out);
	CU_ASSERT_EQUAL(out.records.size, 70004 + 48);
	record_fini(&reader);
	outcome_fini(&out);
	free(wire.at);
}

/* False if the reader can have no memory at all. */
static bool settle_without_memory(struct record_reader *reader)
{
	struct rlimit before, none;
	bool settled;

	getrlimit(RLIMIT_AS, &before);
	none = (struct rlimit){0, before.rlim_max};
	setrlimit(RLIMIT_AS, &none);
	settled = record_settle(reader);
	setrlimit(RLIMIT_AS, &before);
	return settled;
}

static void says_that_it_has_no_memory(void)
{
	struct record_reader reader;
	struct bytes wire = {0};
	uint8_t lent[100];

	if (!heap_counts())
		return;
	put_fragment(&wire, sample(), 44, true);
	record_init(&reader, 1000, 0);
	CU_ASSERT(settle_without_memory(&reader));
	record_lend(&reader, lent, sizeof(lent));
	receive(&reader, &wire, 0, 10);
	CU_ASSERT_FALSE(settle_without_memory(&reader));
	CU_ASSERT_EQUAL(record_memory(&reader), 0);
	record_fini(&reader);
	free(wire.at);
}

/* -- anything
 * ------------------------------------------------------------------ */

static uint32_t random_size(void)
{
	switch (random_word() % 8) {
	case 0:
		return 0;
	case 1:
		return 1;
	case 2:
		return random_word() % 3000;
	case 3:
		return random_word() % 64 ? 44 : random_word();
	default:
		return random_word() % 100;
	}
}

static void agrees_with_the_model_on_random_streams(void)
{
	static size_t (*const ways[])(void) = {all, one, few, some};
	static size_t (*const lends[])(void) = {nothing, a_little,
						a_little_or_nothing};

	for (int round = 0; round < 3000; round++) {
		struct bytes wire = {0};
		struct delivery how = {
			.reads = ways[random_word() % 4],
			.lends = lends[random_word() % 3],
			.cap = random_word() % 4 ? 5000 : 200,
			.retain = random_word() % 2 ? 0 : 10000,
		};
		int fragments = 1 + (int)(random_word() % 40);

		while (fragments-- > 0)
			put_fragment(&wire, sample(), random_size() % 70000,
				     random_word() % 3 == 0);
		wire.size -=
			random_word() % 7 < 2 ? random_word() % wire.size : 0;
		expect_model(&wire, &how);
		free(wire.at);
	}
}

static void agrees_with_the_model_on_bytes_without_sense(void)
{
	for (int round = 0; round < 3000; round++) {
		struct bytes wire = {0};

		for (unsigned i = random_word() % 20; i-- > 0;)
			put_word(&wire, random_word() & random_word() &
						random_word() & 0x8000ffff);
		put(&wire, sample(), 1 + random_word() % 3);
		expect_model(&wire, &(struct delivery){few, a_little_or_nothing,
						       40000, 0});
		free(wire.at);
	}
}

static const struct tap_case cases[] = {
	TAP_CASE(puts_two_fragments_together_at_each_cut),
	TAP_CASE(takes_every_byte_in_a_fragment_of_its_own),
	TAP_CASE(passes_over_empty_fragments_wherever_they_stand),
	TAP_CASE(hands_on_empty_records),
	TAP_CASE(hands_on_several_records_of_one_read),
	TAP_CASE(puts_a_giant_together_from_reads_of_a_byte),
	TAP_CASE(hands_on_nothing_before_the_last_fragment_is_complete),
	TAP_CASE(admits_a_record_of_exactly_the_cap),
	TAP_CASE(refuses_a_fragment_over_the_cap_when_its_mark_is_read),
	TAP_CASE(refuses_fragments_whose_sum_passes_the_cap),
	TAP_CASE(refuses_empty_fragments_without_end),
	TAP_CASE(counts_empty_fragments_for_each_record_anew),
	TAP_CASE(keeps_nothing_when_settled_between_records),
	TAP_CASE(keeps_only_what_is_incomplete_when_settled),
	TAP_CASE(keeps_records_that_were_not_looked_at),
	TAP_CASE(takes_memory_by_the_bytes_that_came),
	TAP_CASE(gives_a_giants_memory_back_but_what_may_be_retained),
	TAP_CASE(gives_memory_back_in_a_stream_that_never_pauses),
	TAP_CASE(says_that_it_has_no_memory),
	TAP_CASE(agrees_with_the_model_on_random_streams),
	TAP_CASE(agrees_with_the_model_on_bytes_without_sense),
};

int main(void)
{
	return tap_run("record", cases, TAP_COUNT(cases));
}
