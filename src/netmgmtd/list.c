/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Rows are the source's items, chosen and sorted by the handler; what becomes
 * of them on a page is page.c's to say. A reply that has no data has no level
 * either; its status says why.
 */
#include <lmerr.h>
#include <netmgmt/lmtypes.h>

#include "src/netmgmtd/list.h"

bool list_begin(struct list *list, const struct levels *levels,
		struct list_asked asked, struct onc_request *request)
{
	*list = (struct list){
		.reply = {request, false},
		.level = level_find(levels, asked.level),
		.asked = asked,
		.status = ERROR_INVALID_LEVEL,
		.page.resume = asked.resume,
	};
	if (list->level)
		list->status = NERR_Success;
	return list->level != NULL;
}

bool list_reserve(struct list *list, size_t count)
{
	size_t size;

	if (__builtin_mul_overflow(count, sizeof(*list->rows), &size))
		list->reply.failed = true;
	else
		list->rows = reply_alloc(&list->reply, size);
	list->room = list->rows ? count : 0;
	if (!list->rows)
		list->status = ERROR_NOT_ENOUGH_MEMORY;
	return list->rows != NULL;
}

void list_add(struct list *list, const void *item)
{
	if (list->count < list->room)
		list->rows[list->count++] = item;
}

/* -- the page ------------------------------------------------------------ */

struct filling {
	struct list *list;
	const void *source;
	list_key *key;
};

static uint32_t key_of(void *context, size_t row)
{
	const struct filling *f = context;

	return f->key ? f->key(f->list->rows[row]) : (uint32_t)row;
}

static bool put(void *context, size_t row, void *entry, size_t *size)
{
	const struct filling *f = context;
	struct list *list = f->list;

	list->level->fill(
		&(struct subject){f->source, list->rows[row], &list->reply},
		entry);
	if (list->reply.failed)
		return false;
	*size = level_footprint(list->level, entry);
	return true;
}

static void *alloc(void *context, size_t size)
{
	const struct filling *f = context;

	return reply_alloc(&f->list->reply, size);
}

void list_make(struct list *list, const void *source, list_key *key)
{
	struct filling filling = {list, source, key};
	const struct page_rows rows = {
		.context = &filling,
		.count = list->count,
		.key = key_of,
		.put = put,
		.entry_size = list->level->size,
		.least = list->level->size,
		.most = list->most,
		.alloc = alloc,
	};

	page_make(&rows, list->asked.prefmaxlen, list->asked.resume,
		  &list->page);
	list->status = list->page.status;
}

bool_t list_end(const struct list *list, struct list_reply *result)
{
	const struct page *page = &list->page;

	result->status = list->status;
	result->total = page->total;
	result->resume = page->resume;
	result->list.level = NETMGMT_NO_LEVEL;
	if (list->status != NERR_Success && list->status != ERROR_MORE_DATA)
		return TRUE;
	result->list.level = list->level->level;
	result->list.items.count = page->count;
	result->list.items.items = page->entries;
	return TRUE;
}
