/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Contract 2.1 and 2.2 for every function that enumerates, at every level:
 * where a page ends, to the byte, and that pages make the whole. calls.sh
 * starts the daemon and names it in NETMGMT_LOCAL.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/netmgmt/function.h"
#include "tests/support/tap.h"

typedef void visiting(const struct function *function,
		      const struct layout *layout, const struct given *all);

/* Shows each the list that one call gives. */
static void visit(visiting *look)
{
	for (size_t i = 0; i < function_count; i++)
		for (size_t j = 0; j < functions[i].layouts->count; j++) {
			const struct function *function = &functions[i];
			const struct layout *layout =
				&function->layouts->items[j];
			struct given all = {.resume = 0};

			if (!function_is_enum(function))
				continue;
			CU_ASSERT_EQUAL_FATAL(
				function_call(function, NULL, layout->level,
					      MAX_PREFERRED_LENGTH, &all),
				NERR_Success);
			look(function, layout, &all);
			NetApiBufferFree(all.buffer);
		}
}

static const BYTE *row_at(const struct function *function,
			  const struct layout *layout,
			  const struct given *given, DWORD row)
{
	const BYTE *at = given->buffer;

	if (function->kind != FUNCTION_NAMES)
		return at + row * layout->size;
	while (row--)
		at += strlen((const char *)at) + 1;
	return at;
}

static DWORD counts(const struct function *function,
		    const struct layout *layout, const BYTE *row)
{
	if (function->kind == FUNCTION_NAMES)
		return (DWORD)strlen((const char *)row) + 1;
	return layout_counts(layout, row);
}

/* -- where a page ends --------------------------------------------------- */

/* Asks for the first page, and checks all but the number of its entries. */
static DWORD first_page(const struct function *function, DWORD level,
			DWORD bytes, const struct given *all)
{
	struct given page = {.resume = 0};
	NET_API_STATUS status =
		function_call(function, NULL, level, bytes, &page);

	CU_ASSERT_EQUAL(status, page.read == all->read ? NERR_Success
				: page.read	       ? ERROR_MORE_DATA
						       : NERR_BufTooSmall);
	CU_ASSERT_EQUAL(page.buffer != NULL, page.read > 0);
	if (!(function->flags & FUNCTION_HAS_NO_TOTAL))
		CU_ASSERT_EQUAL(page.total, all->total);
	if (!(function->flags & FUNCTION_HAS_NO_RESUME))
		CU_ASSERT_EQUAL(page.resume > 0, status == ERROR_MORE_DATA);
	NetApiBufferFree(page.buffer);
	return page.read;
}

/* The fixture has two users of one uid, who stay together. */
static bool is_inside_a_group(const struct function *function,
			      const struct layout *layout,
			      const struct given *all, DWORD row)
{
	const BYTE *at = row_at(function, layout, all, row);

	return !strcmp(function->name, "NetUserEnum") &&
	       !strcmp(*(LMCSTR const *)at, "twin-a");
}

static void look_at_ends(const struct function *function,
			 const struct layout *layout, const struct given *all)
{
	DWORD bytes = function->kind == FUNCTION_NAMES; /* the empty name */
	DWORD before = 0;

	for (DWORD i = 0; i < all->read; i++) {
		DWORD fits =
			is_inside_a_group(function, layout, all, i) ? i : i + 1;

		bytes += counts(function, layout,
				row_at(function, layout, all, i));
		CU_ASSERT_EQUAL(
			first_page(function, layout->level, bytes - 1, all),
			before);
		CU_ASSERT_EQUAL(first_page(function, layout->level, bytes, all),
				fits);
		before = fits;
	}
	if (all->read)
		CU_ASSERT_EQUAL(first_page(function, layout->level, 0, all), 0);
}

static void a_page_ends_at_prefmaxlen_to_the_byte(void)
{
	visit(look_at_ends);
}

/* -- that pages make the whole ------------------------------------------- */

static bool same_row(const struct function *function,
		     const struct layout *layout, const BYTE *one,
		     const BYTE *other)
{
	if (function->kind == FUNCTION_NAMES)
		return !strcmp((const char *)one, (const char *)other);
	return layout_equals(layout, one, other);
}

/* One page from *seen on; how it ended. */
static NET_API_STATUS look_at_page(const struct function *function,
				   const struct layout *layout, DWORD bytes,
				   const struct given *all, DWORD *seen,
				   DWORD *resume)
{
	struct given page = {.resume = *resume};
	NET_API_STATUS status =
		function_call(function, NULL, layout->level, bytes, &page);

	if (!(function->flags & FUNCTION_HAS_NO_TOTAL))
		CU_ASSERT_EQUAL(page.total, all->total - *seen);
	CU_ASSERT_FATAL(*seen + page.read <= all->read);
	for (DWORD i = 0; i < page.read; i++)
		CU_ASSERT(same_row(function, layout,
				   row_at(function, layout, &page, i),
				   row_at(function, layout, all, *seen + i)));
	*seen += page.read;
	*resume =
		function->flags & FUNCTION_PAGES_BY_INDEX ? *seen : page.resume;
	NetApiBufferFree(page.buffer);
	return status;
}

static void look_at_pages(const struct function *function,
			  const struct layout *layout, const struct given *all)
{
	static const DWORD sizes[] = {120, 700, 4096, 65536};

	if (function->flags & FUNCTION_HAS_NO_RESUME &&
	    !(function->flags & FUNCTION_PAGES_BY_INDEX))
		return;
	for (size_t i = 0; i < TAP_COUNT(sizes); i++) {
		DWORD seen = 0, resume = 0;
		NET_API_STATUS status;

		do
			status = look_at_page(function, layout, sizes[i], all,
					      &seen, &resume);
		while (status == ERROR_MORE_DATA);
		if (status == NERR_BufTooSmall)
			CU_ASSERT(counts(function, layout,
					 row_at(function, layout, all, seen)) >
				  sizes[i] -
					  (function->kind == FUNCTION_NAMES));
		if (status == NERR_Success)
			CU_ASSERT_EQUAL(seen, all->read);
		CU_ASSERT(status == NERR_Success || status == NERR_BufTooSmall);
	}
}

static void pages_of_any_size_make_the_whole(void)
{
	visit(look_at_pages);
}

static void look_beyond(const struct function *function,
			const struct layout *layout, const struct given *all)
{
	struct given page = {.resume = 0xFFFFFFFF};

	(void)all;
	if (function->flags & FUNCTION_HAS_NO_RESUME &&
	    !(function->flags & FUNCTION_PAGES_BY_INDEX))
		return;
	CU_ASSERT_EQUAL(function_call(function, NULL, layout->level,
				      MAX_PREFERRED_LENGTH, &page),
			NERR_Success);
	CU_ASSERT_PTR_NULL(page.buffer);
	CU_ASSERT_EQUAL(page.read, 0);
}

static void there_is_nothing_behind_the_last_key(void)
{
	visit(look_beyond);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(a_page_ends_at_prefmaxlen_to_the_byte),
		TAP_CASE(pages_of_any_size_make_the_whole),
		TAP_CASE(there_is_nothing_behind_the_last_key),
	};

	if (!getenv("NETMGMT_LOCAL"))
		tap_skip_all("calls.sh starts the daemon that this asks");
	return tap_run("pages", cases, TAP_COUNT(cases));
}
