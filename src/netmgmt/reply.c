/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * All checking comes before the first output is written: the caller sees
 * either the whole of a reply or its status alone.
 */

#include "reply.h"

#include <stddef.h>

#include <lmerr.h>

static void *steal(void **block)
{
	void *taken = *block;

	*block = NULL;
	return taken;
}

NET_API_STATUS info_give(const struct info_reply *reply, void **block,
			 LPBYTE *buffer)
{
	if (reply->status != NERR_Success)
		return reply->status;
	if (!reply->fits || !reply->item || reply->item != *block)
		return RPC_X_BAD_STUB_DATA;
	*buffer = steal(block);
	return NERR_Success;
}

NET_API_STATUS page_init(const struct page *page)
{
	if (!page->buffer || !page->read)
		return ERROR_INVALID_PARAMETER;
	if (!page->total)
		return RPC_X_NULL_REF_POINTER;
	*page->buffer = NULL;
	*page->read = 0;
	*page->total = 0;
	return NERR_Success;
}

DWORD page_start(const struct page *page)
{
	return page->resume ? *page->resume : 0;
}

/* The array starts the block, and there is no block without an array. */
static bool has_page(const struct page *page, const struct page_reply *reply,
		     const void *block)
{
	if (!reply->fits || (reply->count != 0) != (block != NULL))
		return false;
	if (block && reply->items != block)
		return false;
	if (reply->status == NERR_Success)
		return true;
	/* Contract 2.2: the next page starts behind this one's last key. */
	return reply->count && reply->resume > page_start(page);
}

NET_API_STATUS page_give(const struct page *page,
			 const struct page_reply *reply, void **block)
{
	if (reply->status == NERR_BufTooSmall)
		*page->total = reply->total;
	if (reply->status != NERR_Success && reply->status != ERROR_MORE_DATA)
		return reply->status;
	if (!has_page(page, reply, *block))
		return RPC_X_BAD_STUB_DATA;
	*page->buffer = steal(block);
	*page->read = reply->count;
	*page->total = reply->total;
	if (page->resume)
		*page->resume =
			reply->status == NERR_Success ? 0 : reply->resume;
	return reply->status;
}
