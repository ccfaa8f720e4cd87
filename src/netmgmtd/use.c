/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Uses, the callee's side of idl/use.x. Servers are only asked whether they
 * answer where a level tells of it.
 */
#include <errno.h>

#include <lmerr.h>
#include <lmuse.h>
#include <netmgmt/use.h>

#include "src/netmgmtd/daemon.h"
#include "src/netmgmtd/info.h"
#include "src/netmgmtd/list.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/uses.h"

enum { NEEDS_STATE = 1, MILLISECONDS = 500 };

/* -- the levels ---------------------------------------------------------- */

static const struct use *use_of(const struct subject *s)
{
	return s->item;
}

static uint32_t status(const struct subject *s)
{
	static const uint32_t statuses[] = {
		[USE_STATE_OK] = USE_OK,
		[USE_STATE_LOST] = USE_DISCONN,
		[USE_STATE_ERROR] = USE_NETERR,
	};

	return statuses[use_of(s)->state];
}

#define TEXT(member) reply_text(s->reply, use_of(s)->member)

/* The structures open one another; n is the number in the members' names. */
#define NAME_MEMBERS(n)                                                        \
	.ui##n##_local = TEXT(local), .ui##n##_remote = TEXT(remote)

#define STATUS_MEMBERS(n)                                                      \
	NAME_MEMBERS(n),                                                       \
		.ui##n##_password = NULL, .ui##n##_status = status(s),         \
		.ui##n##_asg_type = USE_DISKDEV, .ui##n##_refcount = 0,        \
		.ui##n##_usecount = use_of(s)->count

#define WHO_MEMBERS(n)                                                         \
	.ui##n##_username = TEXT(user), .ui##n##_domainname = TEXT(domain)

static void fill_0(const struct subject *s, void *entry)
{
	*(USE_INFO_0 *)entry = (USE_INFO_0){NAME_MEMBERS(0)};
}

static void fill_1(const struct subject *s, void *entry)
{
	*(USE_INFO_1 *)entry = (USE_INFO_1){STATUS_MEMBERS(1)};
}

static void fill_2(const struct subject *s, void *entry)
{
	*(USE_INFO_2 *)entry = (USE_INFO_2){STATUS_MEMBERS(2), WHO_MEMBERS(2)};
}

static void fill_3(const struct subject *s, void *entry)
{
	USE_INFO_3 *info = entry;

	fill_2(s, &info->ui3_ui2);
	info->ui3_flags = 0;
}

static void fill_9000(const struct subject *s, void *entry)
{
	*(USE_INFO_9000 *)entry = (USE_INFO_9000){
		.ui9000_local = TEXT(local),
		.ui9000_source = TEXT(source),
		.ui9000_type = TEXT(type),
		.ui9000_id = use_of(s)->id,
		.ui9000_status = status(s),
		.ui9000_usecount = use_of(s)->count,
		WHO_MEMBERS(9000),
	};
}

static const struct level table[] = {
	LEVEL(0, USE_INFO_0, fill_0, 0),
	LEVEL(1, USE_INFO_1, fill_1, NEEDS_STATE),
	LEVEL(2, USE_INFO_2, fill_2, NEEDS_STATE),
	LEVEL(3, USE_INFO_3, fill_3, NEEDS_STATE),
	LEVEL(9000, USE_INFO_9000, fill_9000, NEEDS_STATE),
};
static const struct levels levels = LEVELS(table);

/* -- the calls ----------------------------------------------------------- */

/* What cannot be read is no uses; only -ENOMEM is a failure. */
static int read_uses(struct uses *uses, const struct daemon *daemon,
		     const struct level *level)
{
	struct deadline *deadline =
		level->needs & NEEDS_STATE ? daemon->deadline : NULL;
	int r = uses_init(uses, &daemon->root, deadline, MILLISECONDS);

	return r == -ENOMEM ? r : 0;
}

static uint32_t id_of(const void *item)
{
	const struct use *use = item;

	return use->id;
}

static void enumerate(struct list *list, const struct daemon *daemon)
{
	CLEANUP(uses_fini) struct uses uses;

	if (read_uses(&uses, daemon, list->level) < 0) {
		list->status = ERROR_NOT_ENOUGH_MEMORY;
		return;
	}
	if (!list_reserve(list, uses.count))
		return;
	for (size_t i = 0; i < uses.count; i++)
		list_add(list, &uses.items[i]);
	list_make(list, &uses, id_of);
}

bool_t use_enum_1_svc(const use_enum_args *args, use_enum_reply *result,
		      struct onc_request *req)
{
	struct list list;

	if (list_begin(&list, &levels, LIST_ASKED(args), req))
		enumerate(&list, onc_context(req));
	return list_end(&list, LIST_REPLY(result));
}

static void get(struct info *info, const struct daemon *daemon,
		const char *name)
{
	CLEANUP(uses_fini) struct uses uses;
	const struct use *use;

	if (read_uses(&uses, daemon, info->level) < 0) {
		info->status = ERROR_NOT_ENOUGH_MEMORY;
		return;
	}
	use = uses_find(&uses, name);
	if (use)
		info_make(info, &uses, use);
	else
		info->status = NERR_UseNotFound;
}

bool_t use_get_info_1_svc(const use_get_info_args *args,
			  use_get_info_reply *result, struct onc_request *req)
{
	struct info info;

	if (!info_begin(&info, &levels, args->level, req))
		return info_end(&info, INFO_REPLY(result));
	if (args->name[0] == '\0')
		info.status = ERROR_INVALID_PARAMETER;
	else
		get(&info, onc_context(req), args->name);
	return info_end(&info, INFO_REPLY(result));
}
