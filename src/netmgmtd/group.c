/* SPDX-License-Identifier: BSD-3-Clause */
/* Global groups, the callee's side of idl/group.x. */
#include <lmaccess.h>
#include <lmerr.h>
#include <netmgmt/group.h>

#include "src/netmgmtd/group_source.h"
#include "src/netmgmtd/membership.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/sid.h"

#define ATTRIBUTES                                                             \
	(SE_GROUP_MANDATORY | SE_GROUP_ENABLED_BY_DEFAULT | SE_GROUP_ENABLED)

/* -- groups -------------------------------------------------------------- */

static const struct group_entry *group_of(const struct subject *s)
{
	return s->item;
}

static void fill_0(const struct subject *s, void *entry)
{
	*(GROUP_INFO_0 *)entry = (GROUP_INFO_0){
		.grpi0_name = reply_text(s->reply, group_of(s)->name),
	};
}

static void fill_1(const struct subject *s, void *entry)
{
	*(GROUP_INFO_1 *)entry = (GROUP_INFO_1){
		.grpi1_name = reply_text(s->reply, group_of(s)->name),
		.grpi1_comment = group_comment(s),
	};
}

static void fill_2(const struct subject *s, void *entry)
{
	*(GROUP_INFO_2 *)entry = (GROUP_INFO_2){
		.grpi2_name = reply_text(s->reply, group_of(s)->name),
		.grpi2_comment = group_comment(s),
		.grpi2_group_id = group_of(s)->gid,
		.grpi2_attributes = ATTRIBUTES,
	};
}

static void fill_3(const struct subject *s, void *entry)
{
	*(GROUP_INFO_3 *)entry = (GROUP_INFO_3){
		.grpi3_name = reply_text(s->reply, group_of(s)->name),
		.grpi3_comment = group_comment(s),
		.grpi3_group_sid = sid_of_group(s->reply, group_of(s)->gid),
		.grpi3_attributes = ATTRIBUTES,
	};
}

static void fill_9000(const struct subject *s, void *entry)
{
	*(GROUP_INFO_9000 *)entry = (GROUP_INFO_9000){
		.grpi9000_name = reply_text(s->reply, group_of(s)->name),
		.grpi9000_comment = group_comment(s),
		.grpi9000_gid = group_of(s)->gid,
		.grpi9000_source = group_origin(s),
		.grpi9000_listed = (uint32_t)group_of(s)->member_count,
		.grpi9000_group_sid = sid_of_group(s->reply, group_of(s)->gid),
	};
}

static const struct level table[] = {
	LEVEL(0, GROUP_INFO_0, fill_0, 0),
	LEVEL(1, GROUP_INFO_1, fill_1, 0),
	LEVEL(2, GROUP_INFO_2, fill_2, 0),
	LEVEL(3, GROUP_INFO_3, fill_3, 0),
	LEVEL(9000, GROUP_INFO_9000, fill_9000, 0),
};
static const struct levels levels = LEVELS(table);

bool_t group_enum_1_svc(const group_enum_args *args, group_enum_reply *result,
			struct onc_request *req)
{
	struct list list;

	if (list_begin(&list, &levels, LIST_ASKED(args), req))
		group_enumerate(&list, onc_context(req), group_is_global);
	return list_end(&list, LIST_REPLY(result));
}

bool_t group_get_info_1_svc(const group_get_info_args *args,
			    group_get_info_reply *result,
			    struct onc_request *req)
{
	struct info info;

	if (info_begin(&info, &levels, args->level, req))
		group_get(&info, onc_context(req), args->name, group_is_global);
	return info_end(&info, INFO_REPLY(result));
}

/* -- a group's users, and a user's groups -------------------------------- */

/* A group and a member both open with their name. */
static LMSTR name_of(const struct subject *s)
{
	return reply_text(s->reply, *(const char *const *)s->item);
}

static void fill_name_0(const struct subject *s, void *entry)
{
	*(GROUP_USERS_INFO_0 *)entry =
		(GROUP_USERS_INFO_0){.grui0_name = name_of(s)};
}

static void fill_name_1(const struct subject *s, void *entry)
{
	*(GROUP_USERS_INFO_1 *)entry = (GROUP_USERS_INFO_1){
		.grui1_name = name_of(s),
		.grui1_attributes = ATTRIBUTES,
	};
}

static const struct level name_table[] = {
	LEVEL(0, GROUP_USERS_INFO_0, fill_name_0, 0),
	LEVEL(1, GROUP_USERS_INFO_1, fill_name_1, 0),
};
static const struct levels name_levels = LEVELS(name_table);

static void list_users(struct list *list, const struct daemon *daemon,
		       const char *name)
{
	CLEANUP(membership_fini) struct membership membership;

	if (membership_init(&membership, daemon, name, group_is_global) < 0)
		list->status = ERROR_NOT_ENOUGH_MEMORY;
	else if (membership.groups.count == 0)
		list->status = NERR_GroupNotFound;
	else
		membership_list(list, &membership, NULL);
}

bool_t group_get_users_1_svc(const group_get_users_args *args,
			     group_get_users_reply *result,
			     struct onc_request *req)
{
	struct list list;

	if (list_begin(&list, &name_levels, LIST_ASKED(args), req))
		list_users(&list, onc_context(req), args->name);
	return list_end(&list, LIST_REPLY(result));
}

bool_t group_of_user_1_svc(const group_of_user_args *args,
			   group_of_user_reply *result, struct onc_request *req)
{
	static const struct group_choice choice = {group_is_global, true,
						   false};
	const struct list_asked asked = {args->level, args->prefmaxlen, 0};
	struct list list;

	if (list_begin(&list, &name_levels, asked, req))
		group_of_user(&list, onc_context(req), args->name, &choice);
	return list_end(&list, LIST_REPLY(result));
}
