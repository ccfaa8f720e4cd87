/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Accounts in the order of their names, the callee's side of idl/display.x. A
 * row's key is its position, so here alone a change between two pages can
 * shift rows (contract 4).
 */
#include <stdlib.h>
#include <string.h>

#include <lmaccess.h>
#include <lmerr.h>
#include <netmgmt/display.h>

#include "src/netmgmtd/group_source.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/user_entry.h"

enum { MOST_ROWS = 100 };

/* One row: what it shows, and where it stands. */
struct row {
	const char *name;
	const void *item;
	uint32_t index;
};

static struct subject subject_of(const struct subject *s)
{
	const struct row *row = s->item;

	return (struct subject){s->source, row->item, s->reply};
}

static uint32_t next_of(const struct subject *s)
{
	const struct row *row = s->item;

	return row->index + 1;
}

static void fill_user(const struct subject *s, void *entry)
{
	const struct subject own = subject_of(s);
	const struct user_source *source = own.source;
	const struct account *account = own.item;

	*(NET_DISPLAY_USER *)entry = (NET_DISPLAY_USER){
		.usri1_name = reply_text(s->reply, account->name),
		.usri1_comment =
			reply_text(s->reply, comments_get(&source->comments,
							  account->name)),
		.usri1_flags = user_account_flags(&own),
		.usri1_full_name = reply_text(s->reply, account->full_name),
		.usri1_user_id = account->uid,
		.usri1_next_index = next_of(s),
	};
}

/* Never called: there are no rows. */
static void fill_machine(const struct subject *s, void *entry)
{
	(void)s;
	*(NET_DISPLAY_MACHINE *)entry = (NET_DISPLAY_MACHINE){
		.usri2_name = reply_constant(""),
		.usri2_comment = reply_constant(""),
	};
}

static void fill_group(const struct subject *s, void *entry)
{
	const struct subject own = subject_of(s);
	const struct group_entry *group = own.item;

	*(NET_DISPLAY_GROUP *)entry = (NET_DISPLAY_GROUP){
		.grpi3_name = reply_text(s->reply, group->name),
		.grpi3_comment = group_comment(&own),
		.grpi3_group_id = group->gid,
		.grpi3_attributes = SE_GROUP_MANDATORY |
				    SE_GROUP_ENABLED_BY_DEFAULT |
				    SE_GROUP_ENABLED,
		.grpi3_next_index = next_of(s),
	};
}

static const struct level table[] = {
	LEVEL(1, NET_DISPLAY_USER, fill_user,
	      NSS_PASSWORDS | USER_LOGONS | USER_COMMENTS),
	LEVEL(2, NET_DISPLAY_MACHINE, fill_machine, 0),
	LEVEL(3, NET_DISPLAY_GROUP, fill_group, 0),
};
static const struct levels levels = LEVELS(table);

/* -- rows ---------------------------------------------------------------- */

struct rows {
	struct user_source users;
	struct group_source groups;
	struct row *items;
	size_t count;
};

static void rows_fini(struct rows *rows)
{
	user_source_fini(&rows->users);
	group_source_fini(&rows->groups);
	free(rows->items);
}

static int by_name(const void *left, const void *right)
{
	const struct row *a = left, *b = right;

	return strcmp(a->name, b->name);
}

static void add(struct rows *rows, const char *name, const void *item)
{
	rows->items[rows->count++] = (struct row){name, item, 0};
}

static bool collect(struct rows *rows, const struct daemon *daemon)
{
	const struct accounts *accounts = rows->users.accounts;
	const struct groups *groups = &rows->groups.groups;
	size_t count = groups->count + (accounts ? accounts->count : 0);

	rows->items = calloc(count + 1, sizeof(*rows->items));
	if (!rows->items)
		return false;
	for (size_t i = 0; accounts && i < accounts->count; i++)
		add(rows, accounts->items[i].name, &accounts->items[i]);
	for (size_t i = 0; i < groups->count; i++)
		if (group_is_global(daemon, &groups->items[i]))
			add(rows, groups->items[i].name, &groups->items[i]);
	qsort(rows->items, rows->count, sizeof(*rows->items), by_name);
	for (size_t i = 0; i < rows->count; i++)
		rows->items[i].index = (uint32_t)i;
	return true;
}

/* Reads what the level is about. False without memory. */
static bool rows_init(struct rows *rows, const struct daemon *daemon,
		      uint32_t level, unsigned int needs)
{
	*rows = (struct rows){
		.users = {.lastlog = {-1}, .faillock = {.directory = -1}},
	};
	if (level == 1 &&
	    user_source_init(&rows->users, &daemon->root, NULL, needs) < 0)
		return false;
	if (level == 3 &&
	    group_source_init(&rows->groups, &daemon->root, NULL) < 0)
		return false;
	return collect(rows, daemon);
}

/* -- the calls ----------------------------------------------------------- */

static void query(struct list *list, const struct daemon *daemon,
		  uint32_t wanted)
{
	CLEANUP(rows_fini) struct rows rows;
	uint32_t level = list->level->level;

	if (!rows_init(&rows, daemon, level, list->level->needs)) {
		list->status = ERROR_NOT_ENOUGH_MEMORY;
		return;
	}
	if (!list_reserve(list, rows.count))
		return;
	for (size_t i = 0; i < rows.count; i++)
		list_add(list, &rows.items[i]);
	list->most = wanted < MOST_ROWS ? wanted : MOST_ROWS;
	list_make(list,
		  level == 1 ? (const void *)&rows.users
			     : (const void *)&rows.groups,
		  NULL);
}

bool_t display_query_1_svc(const display_query_args *args,
			   display_query_reply *result, struct onc_request *req)
{
	struct list list;

	if (!list_begin(&list, &levels, LIST_ASKED(args), req))
		return list_end(&list, LIST_REPLY(result));
	if (args->wanted == 0)
		list.status = ERROR_INVALID_PARAMETER;
	else
		query(&list, onc_context(req), args->wanted);
	return list_end(&list, LIST_REPLY(result));
}

/* The first row whose name is not below the prefix. */
static NET_API_STATUS find(const struct daemon *daemon, uint32_t level,
			   const char *prefix, uint32_t *index)
{
	CLEANUP(rows_fini) struct rows rows;

	if (!rows_init(&rows, daemon, level, 0))
		return ERROR_NOT_ENOUGH_MEMORY;
	for (size_t i = 0; i < rows.count; i++) {
		if (strcmp(rows.items[i].name, prefix) < 0)
			continue;
		*index = rows.items[i].index;
		return NERR_Success;
	}
	return ERROR_NO_MORE_ITEMS;
}

bool_t display_index_1_svc(const display_index_args *args,
			   display_index_reply *result, struct onc_request *req)
{
	if (!level_find(&levels, args->level))
		result->status = ERROR_INVALID_LEVEL;
	else
		result->status = find(onc_context(req), args->level,
				      args->prefix, &result->index);
	return TRUE;
}
