/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Rows are taken a group at a time, a group being the rows of one key. After
 * each group the page is complete as it stands: what cannot follow is simply
 * not counted.
 */
#include <lmerr.h>

#include "src/netmgmtd/page.h"

struct filling {
	const struct page_rows *rows;
	size_t first; /* row of the page's first entry */
	size_t limit; /* bytes */
	size_t most;  /* entries */
	char *entries;
	size_t count;
	size_t size;
};

/* What became of a group. */
enum outcome { TAKEN, TOO_LARGE, NO_MEMORY };

static uint32_t key_of(const struct page_rows *rows, size_t row)
{
	return rows->key(rows->context, row);
}

/* The first row whose key is not below resume. */
static size_t find_first(const struct page_rows *rows, uint32_t resume)
{
	size_t low = 0, high = rows->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (key_of(rows, middle) < resume)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The row after the last one that has the key of this row. */
static size_t end_of_group(const struct page_rows *rows, size_t row)
{
	uint32_t key = key_of(rows, row);

	while (row < rows->count && key_of(rows, row) == key)
		row++;
	return row;
}

/* Room for as many entries as the limit admits, and the group of the last. */
static bool reserve(struct filling *f)
{
	const struct page_rows *rows = f->rows;
	size_t most = f->most < f->limit / rows->least
			      ? f->most
			      : f->limit / rows->least + 1;
	size_t end = rows->count, size;

	if (most < rows->count - f->first)
		end = end_of_group(rows, f->first + most - 1);
	if (__builtin_mul_overflow(end - f->first, rows->entry_size, &size))
		return false;
	f->entries = rows->alloc(rows->context, size);
	return f->entries != NULL;
}

/*
 * A group that does not fit waits for the next page. The first group has
 * nowhere to wait: its first entry must fit, the others may go beyond
 * prefmaxlen, but nothing may go beyond what a reply can hold.
 */
static bool is_too_large(const struct filling *f, size_t row, size_t size)
{
	if (size > PAGE_MOST)
		return true;
	if (size <= f->limit)
		return false;
	return f->count > 0 || row == f->first;
}

static enum outcome take_group(struct filling *f, size_t row, size_t end)
{
	const struct page_rows *rows = f->rows;
	size_t size = f->size, bytes;

	for (size_t at = row; at < end; at++) {
		char *entry = f->entries + (at - f->first) * rows->entry_size;

		if (!rows->put(rows->context, at, entry, &bytes))
			return NO_MEMORY;
		if (__builtin_add_overflow(size, bytes, &size) ||
		    is_too_large(f, at, size))
			return TOO_LARGE;
	}
	f->size = size;
	f->count += end - row;
	return TAKEN;
}

static enum outcome fill(struct filling *f)
{
	size_t row = f->first;

	/* Nor may a row be tried behind a group that went beyond the limit. */
	while (row < f->rows->count && f->size < f->limit &&
	       f->count < f->most) {
		size_t end = end_of_group(f->rows, row);
		enum outcome outcome = take_group(f, row, end);

		if (outcome != TAKEN)
			return outcome;
		row = end;
	}
	return TAKEN;
}

static uint32_t saturate(size_t count)
{
	return count < UINT32_MAX ? (uint32_t)count : UINT32_MAX - 1;
}

static void fail(struct page *page, NET_API_STATUS status)
{
	page->status = status;
	if (status == ERROR_NOT_ENOUGH_MEMORY)
		page->total = 0;
}

static void finish(const struct filling *f, struct page *page)
{
	size_t next = f->first + f->count;

	page->entries = f->entries;
	page->count = (uint32_t)f->count;
	page->status = next < f->rows->count ? ERROR_MORE_DATA : NERR_Success;
	page->resume =
		next < f->rows->count ? key_of(f->rows, next - 1) + 1 : 0;
}

void page_make(const struct page_rows *rows, uint32_t prefmaxlen,
	       uint32_t resume, struct page *page)
{
	struct filling f = {
		.rows = rows,
		.first = find_first(rows, resume),
		.limit = prefmaxlen < PAGE_MOST ? prefmaxlen : PAGE_MOST,
		.most = rows->most ? rows->most : SIZE_MAX,
	};
	enum outcome outcome;

	*page = (struct page){.resume = resume};
	page->total = saturate(rows->count - f.first);
	if (page->total == 0) {
		page->resume = 0;
		return;
	}
	outcome = reserve(&f) ? fill(&f) : NO_MEMORY;
	if (outcome == NO_MEMORY)
		fail(page, ERROR_NOT_ENOUGH_MEMORY);
	else if (f.count == 0)
		fail(page, NERR_BufTooSmall);
	else
		finish(&f, page);
}
