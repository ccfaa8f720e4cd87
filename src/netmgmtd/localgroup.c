/* SPDX-License-Identifier: BSD-3-Clause */
/* Local groups, the callee's side of idl/localgroup.x. */
#include <string.h>

#include <lmaccess.h>
#include <lmerr.h>
#include <netmgmt/localgroup.h>

#include "src/netmgmtd/group_source.h"
#include "src/netmgmtd/membership.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/host.h"
#include "src/netmgmtd/sid.h"

/* -- groups -------------------------------------------------------------- */

static const struct group_entry *group_of(const struct subject *s)
{
	return s->item;
}

static void fill_0(const struct subject *s, void *entry)
{
	*(LOCALGROUP_INFO_0 *)entry = (LOCALGROUP_INFO_0){
		.lgrpi0_name = reply_text(s->reply, group_of(s)->name),
	};
}

static void fill_1(const struct subject *s, void *entry)
{
	*(LOCALGROUP_INFO_1 *)entry = (LOCALGROUP_INFO_1){
		.lgrpi1_name = reply_text(s->reply, group_of(s)->name),
		.lgrpi1_comment = group_comment(s),
	};
}

static void fill_1002(const struct subject *s, void *entry)
{
	*(LOCALGROUP_INFO_1002 *)entry =
		(LOCALGROUP_INFO_1002){.lgrpi1002_comment = group_comment(s)};
}

static void fill_9000(const struct subject *s, void *entry)
{
	*(LOCALGROUP_INFO_9000 *)entry = (LOCALGROUP_INFO_9000){
		.lgrpi9000_name = reply_text(s->reply, group_of(s)->name),
		.lgrpi9000_comment = group_comment(s),
		.lgrpi9000_gid = group_of(s)->gid,
		.lgrpi9000_source = group_origin(s),
		.lgrpi9000_listed = (uint32_t)group_of(s)->member_count,
		.lgrpi9000_group_sid = sid_of_group(s->reply, group_of(s)->gid),
	};
}

/* What GetInfo alone has comes first. */
static const struct level table[] = {
	LEVEL(1002, LOCALGROUP_INFO_1002, fill_1002, 0),
	LEVEL(0, LOCALGROUP_INFO_0, fill_0, 0),
	LEVEL(1, LOCALGROUP_INFO_1, fill_1, 0),
	LEVEL(9000, LOCALGROUP_INFO_9000, fill_9000, 0),
};
static const struct levels levels = LEVELS(table);
static const struct levels enum_levels = {table + 1,
					  sizeof(table) / sizeof(*table) - 1};

bool_t localgroup_enum_1_svc(const localgroup_enum_args *args,
			     localgroup_enum_reply *result,
			     struct onc_request *req)
{
	struct list list;

	if (list_begin(&list, &enum_levels, LIST_ASKED(args), req))
		group_enumerate(&list, onc_context(req), group_is_local);
	return list_end(&list, LIST_REPLY(result));
}

bool_t localgroup_get_info_1_svc(const localgroup_get_info_args *args,
				 localgroup_get_info_reply *result,
				 struct onc_request *req)
{
	struct info info;

	if (info_begin(&info, &levels, args->level, req))
		group_get(&info, onc_context(req), args->name, group_is_local);
	return info_end(&info, INFO_REPLY(result));
}

/* -- members ------------------------------------------------------------- */

static const struct member_row *member_of(const struct subject *s)
{
	return s->item;
}

static domsid *sid(const struct subject *s)
{
	const struct account *account = member_of(s)->account;

	return account ? sid_of_user(s->reply, account->uid) : NULL;
}

static uint32_t usage(const struct subject *s)
{
	return member_of(s)->account ? SidTypeUser : SidTypeUnknown;
}

/* HOST\user, or DOMAIN\user of a directory. */
static LMSTR domain_and_name(const struct subject *s)
{
	const struct account *account = member_of(s)->account;
	const char *name = member_of(s)->name;
	const struct host *host = s->source;
	const char *domain =
		account && !account->is_local ? host->langroup : host->name;
	char *text = reply_alloc(s->reply, strlen(domain) + strlen(name) + 2);

	if (!text)
		return reply_constant("");
	stpcpy(stpcpy(stpcpy(text, domain), "\\"), name);
	return reply_text(s->reply, text);
}

static void fill_member_0(const struct subject *s, void *entry)
{
	*(LOCALGROUP_MEMBERS_INFO_0 *)entry =
		(LOCALGROUP_MEMBERS_INFO_0){.lgrmi0_sid = sid(s)};
}

static void fill_member_1(const struct subject *s, void *entry)
{
	*(LOCALGROUP_MEMBERS_INFO_1 *)entry = (LOCALGROUP_MEMBERS_INFO_1){
		.lgrmi1_sid = sid(s),
		.lgrmi1_sidusage = usage(s),
		.lgrmi1_name = reply_text(s->reply, member_of(s)->name),
	};
}

static void fill_member_2(const struct subject *s, void *entry)
{
	*(LOCALGROUP_MEMBERS_INFO_2 *)entry = (LOCALGROUP_MEMBERS_INFO_2){
		.lgrmi2_sid = sid(s),
		.lgrmi2_sidusage = usage(s),
		.lgrmi2_domainandname = domain_and_name(s),
	};
}

static void fill_member_3(const struct subject *s, void *entry)
{
	*(LOCALGROUP_MEMBERS_INFO_3 *)entry = (LOCALGROUP_MEMBERS_INFO_3){
		.lgrmi3_domainandname = domain_and_name(s),
	};
}

static const struct level member_table[] = {
	LEVEL(0, LOCALGROUP_MEMBERS_INFO_0, fill_member_0, 0),
	LEVEL(1, LOCALGROUP_MEMBERS_INFO_1, fill_member_1, 0),
	LEVEL(2, LOCALGROUP_MEMBERS_INFO_2, fill_member_2, 0),
	LEVEL(3, LOCALGROUP_MEMBERS_INFO_3, fill_member_3, 0),
};
static const struct levels member_levels = LEVELS(member_table);

static void list_members(struct list *list, const struct daemon *daemon,
			 const char *name)
{
	CLEANUP(membership_fini) struct membership membership = {0};
	CLEANUP(host_fini) struct host host;

	if (host_init(&host, &daemon->root) < 0 ||
	    membership_init(&membership, daemon, name, group_is_local) < 0)
		list->status = ERROR_NOT_ENOUGH_MEMORY;
	else if (membership.groups.count == 0)
		list->status = ERROR_NO_SUCH_ALIAS;
	else
		membership_list(list, &membership, &host);
}

bool_t localgroup_get_members_1_svc(const localgroup_get_members_args *args,
				    localgroup_get_members_reply *result,
				    struct onc_request *req)
{
	struct list list;

	if (list_begin(&list, &member_levels, LIST_ASKED(args), req))
		list_members(&list, onc_context(req), args->name);
	return list_end(&list, LIST_REPLY(result));
}

/* -- groups of a user ---------------------------------------------------- */

static void fill_user_0(const struct subject *s, void *entry)
{
	*(LOCALGROUP_USERS_INFO_0 *)entry = (LOCALGROUP_USERS_INFO_0){
		.lgrui0_name = reply_text(s->reply, group_of(s)->name),
	};
}

static const struct level user_table[] = {
	LEVEL(0, LOCALGROUP_USERS_INFO_0, fill_user_0, 0),
};
static const struct levels of_user_levels = LEVELS(user_table);

bool_t localgroup_of_user_1_svc(const localgroup_of_user_args *args,
				localgroup_of_user_reply *result,
				struct onc_request *req)
{
	const struct group_choice choice = {group_is_local, false,
					    args->flags & LG_INCLUDE_INDIRECT};
	const struct list_asked asked = {args->level, args->prefmaxlen, 0};
	struct list list;

	if (!list_begin(&list, &of_user_levels, asked, req))
		return list_end(&list, LIST_REPLY(result));
	if (args->flags & ~(uint32_t)LG_INCLUDE_INDIRECT)
		list.status = ERROR_INVALID_PARAMETER;
	else
		group_of_user(&list, onc_context(req), args->name, &choice);
	return list_end(&list, LIST_REPLY(result));
}
