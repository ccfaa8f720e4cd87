/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * User accounts, the callee's side of idl/user.x. A reply that has no data
 * has no level either; its status says why.
 */
#include <lmaccess.h>
#include <lmerr.h>
#include <netmgmt/user.h>

#include "src/netmgmtd/daemon.h"
#include "src/netmgmtd/page.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/user_entry.h"

#define KNOWN_FILTERS                                                          \
	(FILTER_TEMP_DUPLICATE_ACCOUNT | FILTER_NORMAL_ACCOUNT |               \
	 FILTER_INTERDOMAIN_TRUST_ACCOUNT | FILTER_WORKSTATION_TRUST_ACCOUNT | \
	 FILTER_SERVER_TRUST_ACCOUNT | NETMGMT_FILTER_SYSTEM_ACCOUNT)

/* -- enumeration --------------------------------------------------------- */

struct enumeration {
	const struct user_level *level;
	const struct user_source *source;
	struct reply reply;
	const struct account **rows;
	size_t count;
};

/* The trust and duplicate filters match nothing: Linux has no such accounts. */
static bool is_wanted(const struct user_source *source, uint32_t filter,
		      const struct account *account)
{
	if (filter == 0)
		return true;
	return filter & (user_is_person(source, account)
				 ? FILTER_NORMAL_ACCOUNT
				 : NETMGMT_FILTER_SYSTEM_ACCOUNT);
}

static bool select_rows(struct enumeration *e, uint32_t filter)
{
	const struct accounts *accounts = e->source->accounts;

	e->rows = reply_alloc(&e->reply, accounts->count * sizeof(*e->rows));
	if (!e->rows)
		return false;
	for (size_t i = 0; i < accounts->count; i++)
		if (is_wanted(e->source, filter, &accounts->items[i]))
			e->rows[e->count++] = &accounts->items[i];
	return true;
}

static uint32_t key(void *context, size_t row)
{
	const struct enumeration *e = context;

	return e->rows[row]->uid;
}

static bool put(void *context, size_t row, void *entry, size_t *size)
{
	struct enumeration *e = context;

	user_entry_fill(e->level, e->source, e->rows[row], &e->reply, entry);
	if (e->reply.failed)
		return false;
	*size = user_entry_size(e->level, entry);
	return true;
}

static void *alloc(void *context, size_t size)
{
	struct enumeration *e = context;

	return reply_alloc(&e->reply, size);
}

static void make_page(struct enumeration *e, const user_enum_args *args,
		      struct page *page)
{
	const struct page_rows rows = {
		.context = e,
		.count = e->count,
		.key = key,
		.put = put,
		.entry_size = user_level_size(e->level),
		.least = user_level_size(e->level),
		.alloc = alloc,
	};

	page_make(&rows, args->prefmaxlen, args->resume, page);
}

static void enumerate(const user_enum_args *args, user_enum_reply *result,
		      struct onc_request *req)
{
	const struct daemon *daemon = onc_context(req);
	CLEANUP(user_source_fini) struct user_source source;
	struct enumeration e = {
		.level = user_level_find(args->level),
		.source = &source,
		.reply = {req, false},
	};
	struct page page = {.status = ERROR_NOT_ENOUGH_MEMORY,
			    .resume = args->resume};

	if (user_source_init(&source, &daemon->root, NULL) == 0 &&
	    select_rows(&e, args->filter))
		make_page(&e, args, &page);
	result->status = page.status;
	result->total = page.total;
	result->resume = page.resume;
	if (page.status != NERR_Success && page.status != ERROR_MORE_DATA)
		return;
	result->list.level = args->level;
	/* All arms have one C form, a count and a pointer. */
	result->list.user_list_u.level_0.level_0_len = page.count;
	result->list.user_list_u.level_0.level_0_val = page.entries;
}

bool_t user_enum_1_svc(const user_enum_args *args, user_enum_reply *result,
		       struct onc_request *req)
{
	result->list.level = NETMGMT_NO_LEVEL;
	result->resume = args->resume;
	if (!user_level_find(args->level))
		result->status = ERROR_INVALID_LEVEL;
	else if (args->filter & ~KNOWN_FILTERS)
		result->status = ERROR_INVALID_PARAMETER;
	else
		enumerate(args, result, req);
	return TRUE;
}

/* -- one account --------------------------------------------------------- */

static NET_API_STATUS get_info(const user_get_info_args *args,
			       struct onc_request *req, void **entry)
{
	const struct user_level *level = user_level_find(args->level);
	const struct daemon *daemon = onc_context(req);
	CLEANUP(user_source_fini) struct user_source source;
	struct reply reply = {req, false};

	if (user_source_init(&source, &daemon->root, args->name) < 0)
		return ERROR_NOT_ENOUGH_MEMORY;
	if (source.accounts->count == 0)
		return NERR_UserNotFound;
	*entry = reply_alloc(&reply, user_level_size(level));
	if (*entry)
		user_entry_fill(level, &source, source.accounts->items, &reply,
				*entry);
	return reply.failed ? ERROR_NOT_ENOUGH_MEMORY : NERR_Success;
}

bool_t user_get_info_1_svc(const user_get_info_args *args,
			   user_get_info_reply *result, struct onc_request *req)
{
	void *entry = NULL;

	result->info.level = NETMGMT_NO_LEVEL;
	if (!user_level_find(args->level))
		result->status = ERROR_INVALID_LEVEL;
	else if (args->name[0] == '\0')
		result->status = ERROR_INVALID_PARAMETER;
	else
		result->status = get_info(args, req, &entry);
	if (result->status != NERR_Success)
		return TRUE;
	result->info.level = args->level;
	/* All arms are one pointer. */
	result->info.user_info_u.level_0 = entry;
	return TRUE;
}
