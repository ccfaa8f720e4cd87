/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdlib.h>
#include <string.h>

#include <lmerr.h>

#include "src/netmgmtd/page.h"
#include "tests/support/tap.h"

enum { MOST = 64 };

struct entry {
	uint32_t key;
	uint32_t mark; /* zero before, as promised */
};

/* Rows of a key and a size each; memory is kept until the end. */
struct table {
	struct {
		uint32_t key;
		size_t size;
	} rows[MOST];
	size_t count;
	size_t room; /* entries that alloc made room for */
	void *memory;
	size_t fail_at; /* row whose put fails */
	bool no_memory;
};

static uint32_t key(void *context, size_t row)
{
	struct table *table = context;

	return table->rows[row].key;
}

static bool put(void *context, size_t row, void *to, size_t *size)
{
	struct table *table = context;
	struct entry *entry = to;

	if (row == table->fail_at)
		return false;
	CU_ASSERT_TRUE_FATAL((size_t)(entry - (struct entry *)table->memory) <
			     table->room);
	CU_ASSERT_EQUAL(entry->mark, 0);
	*entry = (struct entry){table->rows[row].key, 1};
	*size = table->rows[row].size;
	return true;
}

static void *alloc(void *context, size_t size)
{
	struct table *table = context;

	if (table->no_memory)
		return NULL;
	table->room = size / sizeof(struct entry);
	table->memory = calloc(1, size);
	return table->memory;
}

static struct page page_of(struct table *table, uint32_t prefmaxlen,
			   uint32_t resume)
{
	const struct page_rows rows = {
		.context = table,
		.count = table->count,
		.key = key,
		.put = put,
		.entry_size = sizeof(struct entry),
		.least = sizeof(struct entry),
		.alloc = alloc,
	};
	struct page page;

	free(table->memory);
	table->memory = NULL;
	page_make(&rows, prefmaxlen, resume, &page);
	return page;
}

static uint32_t key_at(const struct page *page, size_t index)
{
	return ((const struct entry *)page->entries)[index].key;
}

/* Keys 10, 20, 30, … of size bytes each. */
static struct table table_of(size_t count, size_t size)
{
	struct table table = {.count = count, .fail_at = MOST};

	for (size_t i = 0; i < count; i++) {
		table.rows[i].key = (uint32_t)(i + 1) * 10;
		table.rows[i].size = size;
	}
	return table;
}

static void check(const struct page *page, NET_API_STATUS status,
		  uint32_t count, uint32_t total, uint32_t resume)
{
	CU_ASSERT_EQUAL(page->status, status);
	CU_ASSERT_EQUAL(page->count, count);
	CU_ASSERT_EQUAL(page->total, total);
	CU_ASSERT_EQUAL(page->resume, resume);
	CU_ASSERT_EQUAL(page->entries != NULL, count > 0);
}

static void gives_everything_when_as_much_as_needed_is_asked_for(void)
{
	struct table table = table_of(3, 100);
	struct page page = page_of(&table, MAX_PREFERRED_LENGTH, 0);

	check(&page, 0, 3, 3, 0);
	CU_ASSERT_EQUAL(key_at(&page, 0), 10);
	CU_ASSERT_EQUAL(key_at(&page, 2), 30);
	free(table.memory);
}

static void keeps_the_boundary_of_prefmaxlen_exactly(void)
{
	struct table table = table_of(3, 100);
	struct page page = page_of(&table, 300, 0);

	check(&page, 0, 3, 3, 0);
	page = page_of(&table, 299, 0);
	check(&page, ERROR_MORE_DATA, 2, 3, 21);
	page = page_of(&table, 200, 0);
	check(&page, ERROR_MORE_DATA, 2, 3, 21);
	page = page_of(&table, 199, 0);
	check(&page, ERROR_MORE_DATA, 1, 3, 11);
	page = page_of(&table, 100, 0);
	check(&page, ERROR_MORE_DATA, 1, 3, 11);
	page = page_of(&table, 99, 0);
	check(&page, NERR_BufTooSmall, 0, 3, 0);
	page = page_of(&table, 0, 0);
	check(&page, NERR_BufTooSmall, 0, 3, 0);
	free(table.memory);
}

static void says_2123_and_keeps_the_resume_value_when_no_entry_fits(void)
{
	struct table table = table_of(3, 100);
	struct page page;

	table.rows[1].size = 500;
	page = page_of(&table, 250, 0);
	check(&page, ERROR_MORE_DATA, 1, 3, 11);
	page = page_of(&table, 250, page.resume);
	check(&page, NERR_BufTooSmall, 0, 2, 11);
	page = page_of(&table, 500, page.resume);
	check(&page, ERROR_MORE_DATA, 1, 2, 21);
	free(table.memory);
}

static void gives_nothing_when_there_is_nothing(void)
{
	struct table table = table_of(0, 0);
	struct page page = page_of(&table, 100, 0);

	check(&page, 0, 0, 0, 0);
	page = page_of(&table, 0, 77);
	check(&page, 0, 0, 0, 0);
}

static void gives_nothing_beyond_the_last_key(void)
{
	struct table table = table_of(3, 100);
	struct page page = page_of(&table, 0, 31);

	check(&page, 0, 0, 0, 0);
	page = page_of(&table, MAX_PREFERRED_LENGTH, UINT32_MAX);
	check(&page, 0, 0, 0, 0);
}

static void starts_at_the_first_key_not_below_the_resume_value(void)
{
	struct table table = table_of(3, 100);
	struct page page = page_of(&table, MAX_PREFERRED_LENGTH, 20);

	check(&page, 0, 2, 2, 0);
	CU_ASSERT_EQUAL(key_at(&page, 0), 20);
	page = page_of(&table, MAX_PREFERRED_LENGTH, 21);
	check(&page, 0, 1, 1, 0);
	CU_ASSERT_EQUAL(key_at(&page, 0), 30);
	free(table.memory);
}

static void never_splits_equal_keys(void)
{
	struct table table = table_of(5, 100);
	struct page page;

	/* 10, 20, 20, 20, 50 */
	table.rows[2].key = table.rows[3].key = 20;
	page = page_of(&table, 399, 0);
	check(&page, ERROR_MORE_DATA, 1, 5, 11);
	page = page_of(&table, 400, 0);
	check(&page, ERROR_MORE_DATA, 4, 5, 21);
	/* At the start of a page they come even where they do not fit. */
	page = page_of(&table, 100, 11);
	check(&page, ERROR_MORE_DATA, 3, 4, 21);
	page = page_of(&table, 99, 11);
	check(&page, NERR_BufTooSmall, 0, 4, 11);
	free(table.memory);
}

static void pages_one_group_that_is_all_there_is(void)
{
	struct table table = table_of(4, 100);
	struct page page;

	for (size_t i = 0; i < 4; i++)
		table.rows[i].key = 7;
	page = page_of(&table, 150, 0);
	check(&page, 0, 4, 4, 0);
	page = page_of(&table, 150, 8);
	check(&page, 0, 0, 0, 0);
	free(table.memory);
}

static void neither_skips_nor_repeats_when_rows_come_and_go(void)
{
	struct table table = table_of(4, 100);
	struct page page = page_of(&table, 200, 0);

	check(&page, ERROR_MORE_DATA, 2, 4, 21);
	/* 20, the last one given, goes; 15 and 25 come. */
	table.rows[0].key = 10;
	table.rows[1].key = 15;
	table.rows[2].key = 25;
	table.rows[3].key = 30;
	table.rows[4].key = 40;
	table.rows[4].size = 100;
	table.count = 5;
	page = page_of(&table, 200, page.resume);
	check(&page, ERROR_MORE_DATA, 2, 3, 31);
	CU_ASSERT_EQUAL(key_at(&page, 0), 25);
	CU_ASSERT_EQUAL(key_at(&page, 1), 30);
	table.count = 4; /* 40 goes */
	page = page_of(&table, 200, page.resume);
	check(&page, 0, 0, 0, 0);
	free(table.memory);
}

static void visits_every_row_once_whatever_the_page_size(void)
{
	struct table table = table_of(40, 0);

	for (size_t i = 0; i < table.count; i++) {
		table.rows[i].size = 8 + (i * 37) % 113;
		table.rows[i].key = (uint32_t)(i - i % 3) + 1;
	}
	for (uint32_t prefmaxlen = 0; prefmaxlen < 600; prefmaxlen++) {
		uint32_t resume = 0, seen = 0;
		struct page page;

		do {
			page = page_of(&table, prefmaxlen, resume);
			for (uint32_t i = 0; i < page.count; i++)
				CU_ASSERT_EQUAL(key_at(&page, i),
						table.rows[seen + i].key);
			seen += page.count;
			resume = page.resume;
		} while (page.status == ERROR_MORE_DATA);
		if (page.status != NERR_BufTooSmall)
			CU_ASSERT_EQUAL(seen, table.count);
	}
	free(table.memory);
}

static void stays_below_what_a_reply_can_hold(void)
{
	struct table table = table_of(4, PAGE_MOST / 2);
	struct page page = page_of(&table, MAX_PREFERRED_LENGTH, 0);

	check(&page, ERROR_MORE_DATA, 2, 4, 21);
	table.rows[0].size++;
	page = page_of(&table, MAX_PREFERRED_LENGTH, 0);
	check(&page, ERROR_MORE_DATA, 1, 4, 11);
	table.rows[0].size = PAGE_MOST + 1;
	page = page_of(&table, MAX_PREFERRED_LENGTH, 0);
	check(&page, NERR_BufTooSmall, 0, 4, 0);
	free(table.memory);
}

static void puts_no_more_on_a_reply_for_the_sake_of_equal_keys(void)
{
	struct table table = table_of(3, PAGE_MOST / 2);
	struct page page;

	table.rows[1].key = table.rows[2].key = 10;
	page = page_of(&table, 10 << 20, 0);
	check(&page, NERR_BufTooSmall, 0, 3, 0);
	page = page_of(&table, MAX_PREFERRED_LENGTH, 0);
	check(&page, NERR_BufTooSmall, 0, 3, 0);
	free(table.memory);
}

static void pages_the_largest_key(void)
{
	struct table table = table_of(2, 100);
	struct page page;

	table.rows[0].key = UINT32_MAX - 2;
	table.rows[1].key = UINT32_MAX - 1;
	page = page_of(&table, 100, 0);
	check(&page, ERROR_MORE_DATA, 1, 2, UINT32_MAX - 1);
	page = page_of(&table, 100, page.resume);
	check(&page, 0, 1, 1, 0);
	page = page_of(&table, 100, UINT32_MAX);
	check(&page, 0, 0, 0, 0);
	free(table.memory);
}

static void says_8_without_memory(void)
{
	struct table table = table_of(3, 100);
	struct page page;

	table.no_memory = true;
	page = page_of(&table, 1000, 11);
	check(&page, ERROR_NOT_ENOUGH_MEMORY, 0, 0, 11);
	table.no_memory = false;
	table.fail_at = 2;
	page = page_of(&table, 1000, 0);
	check(&page, ERROR_NOT_ENOUGH_MEMORY, 0, 0, 0);
	free(table.memory);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(gives_everything_when_as_much_as_needed_is_asked_for),
		TAP_CASE(keeps_the_boundary_of_prefmaxlen_exactly),
		TAP_CASE(
			says_2123_and_keeps_the_resume_value_when_no_entry_fits),
		TAP_CASE(gives_nothing_when_there_is_nothing),
		TAP_CASE(gives_nothing_beyond_the_last_key),
		TAP_CASE(starts_at_the_first_key_not_below_the_resume_value),
		TAP_CASE(never_splits_equal_keys),
		TAP_CASE(pages_one_group_that_is_all_there_is),
		TAP_CASE(neither_skips_nor_repeats_when_rows_come_and_go),
		TAP_CASE(visits_every_row_once_whatever_the_page_size),
		TAP_CASE(stays_below_what_a_reply_can_hold),
		TAP_CASE(puts_no_more_on_a_reply_for_the_sake_of_equal_keys),
		TAP_CASE(pages_the_largest_key),
		TAP_CASE(says_8_without_memory),
	};

	return tap_run("page", cases, TAP_COUNT(cases));
}
