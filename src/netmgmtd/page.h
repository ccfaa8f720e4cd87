/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PAGE_H
#define NETMGMTD_PAGE_H

/*
 * One page of an enumeration: the rules of prefmaxlen and of the resume value
 * for all enumerations there are (contract, sections 2.1 and 2.2).
 *
 * The caller has its rows in ascending order of a 32-bit key and says how a
 * row becomes an entry. There is no state between pages: a resume value is a
 * key, the next page starts at the first row whose key is not below it.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lmcons.h>

/*
 * The most that one page holds, whatever prefmaxlen asks for: a reply must
 * stay below the 64 MiB that its reader takes by default.
 */
#define PAGE_MOST ((size_t)48 << 20)

struct page_rows {
	void *context; /* for the functions below */
	size_t count;

	/* Ascending; 0xFFFFFFFF is no key, as no resume value follows it. */
	uint32_t (*key)(void *context, size_t row);

	/*
	 * Writes a row's entry, entry_size bytes of zeros before, and the
	 * bytes it counts for: the structure and all that it points to. A row
	 * may be put that then does not fit. False without memory.
	 */
	bool (*put)(void *context, size_t row, void *entry, size_t *size);
	size_t entry_size;
	size_t least; /* bytes that any entry counts for, at the least */
	size_t most;  /* entries of a page; 0: as many as fit */

	/* Gives zeroed memory that lives as long as the reply, or NULL. */
	void *(*alloc)(void *context, size_t size);
};

struct page {
	NET_API_STATUS status;
	void *entries; /* of alloc; NULL when count is 0 */
	uint32_t count;
	uint32_t total;	 /* rows from the page's first on */
	uint32_t resume; /* for the next page */
};

/*
 * page_make() makes the page that starts at resume and counts at most
 * prefmaxlen bytes. Rows of equal key come on one page, even if it then
 * counts more.
 *
 * page->status: 0, this is the last page; 234, more follow; 2123, not even
 * one entry fits; 8, no memory. With 2123 and 8 there are no entries and
 * resume is what it was; total is 0 with 8.
 */
void page_make(const struct page_rows *rows, uint32_t prefmaxlen,
	       uint32_t resume, struct page *page);

#endif
