/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMT_REPLY_H
#define NETMGMT_REPLY_H

/*
 * How a reply becomes what the caller gets. A reply comes as an envelope on
 * the stub's stack and one block that the envelope points to; the caller gets
 * the block, or none of it.
 *
 * A server is not trusted to send what was asked for: a reply that says it has
 * data and does not have the data that were asked for is 1783, so that no
 * caller ever reads one level's structure as another's.
 */

#include <stdbool.h>

#include <lmapibuf.h>
#include <lmcons.h>

/* reply_free() is made for __attribute__((cleanup)); *block may be NULL. */
static inline void reply_free(void **block)
{
	NetApiBufferFree(*block);
}

/* What a GetInfo reply says, whatever its noun. */
struct info_reply {
	NET_API_STATUS status;
	bool fits; /* the level is the one that was asked for */
	const void *item;
};

/*
 * info_give() hands *block over to *buffer, which the caller has zeroed, when
 * the reply has the item; *block is then NULL. Else *block stays.
 *
 * Errors: the reply's status; 1783 when it is 0 and the data do not fit.
 */
__attribute__((warn_unused_result, nonnull)) NET_API_STATUS
info_give(const struct info_reply *reply, void **block, LPBYTE *buffer);

/* Where an Enum's caller wants its page. */
struct page {
	LPBYTE *buffer;
	DWORD *read;
	DWORD *total;
	DWORD *resume; /* NULL: every page is the first */
};

/* What an Enum reply says, whatever its noun. */
struct page_reply {
	NET_API_STATUS status;
	DWORD total;
	DWORD resume;
	bool fits; /* the level is the one that was asked for */
	DWORD count;
	const void *items;
};

/*
 * page_init() checks the outputs and zeroes them, but the resume value, which
 * is an input.
 *
 * Errors: 87 or 1780 for a NULL output, nothing written (contract 2.3).
 */
__attribute__((warn_unused_result, nonnull)) NET_API_STATUS
page_init(const struct page *page);

/* page_start() gives the resume value to ask with. */
__attribute__((nonnull)) DWORD page_start(const struct page *page);

/*
 * page_give() hands *block over to the caller and sets counts and resume
 * value, when the reply has a page; *block is then NULL. Else *block stays.
 *
 * Errors: the reply's status; 1783 when it is 0 or 234 and the data do not
 * fit, or when the page after this one would be this one again.
 */
__attribute__((warn_unused_result, nonnull)) NET_API_STATUS
page_give(const struct page *page, const struct page_reply *reply,
	  void **block);

#endif
