/* SPDX-License-Identifier: BSD-3-Clause */
/* User accounts, the callee's side of idl/user.x. */
#include <lmaccess.h>
#include <lmerr.h>
#include <netmgmt/user.h>

#include "src/netmgmtd/daemon.h"
#include "src/netmgmtd/info.h"
#include "src/netmgmtd/list.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/user_entry.h"

#define KNOWN_FILTERS                                                          \
	(FILTER_TEMP_DUPLICATE_ACCOUNT | FILTER_NORMAL_ACCOUNT |               \
	 FILTER_INTERDOMAIN_TRUST_ACCOUNT | FILTER_WORKSTATION_TRUST_ACCOUNT | \
	 FILTER_SERVER_TRUST_ACCOUNT | NETMGMT_FILTER_SYSTEM_ACCOUNT)

/* -- enumeration --------------------------------------------------------- */

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

static bool select_rows(struct list *list, const struct user_source *source,
			uint32_t filter)
{
	const struct accounts *accounts = source->accounts;

	if (!list_reserve(list, accounts->count))
		return false;
	for (size_t i = 0; i < accounts->count; i++)
		if (is_wanted(source, filter, &accounts->items[i]))
			list_add(list, &accounts->items[i]);
	return true;
}

static uint32_t uid_of(const void *item)
{
	const struct account *account = item;

	return account->uid;
}

static void enumerate(struct list *list, const struct daemon *daemon,
		      uint32_t filter)
{
	CLEANUP(user_source_fini) struct user_source source;

	if (user_source_init(&source, &daemon->root, NULL, list->level->needs) <
	    0)
		list->status = ERROR_NOT_ENOUGH_MEMORY;
	else if (select_rows(list, &source, filter))
		list_make(list, &source, uid_of);
}

bool_t user_enum_1_svc(const user_enum_args *args, user_enum_reply *result,
		       struct onc_request *req)
{
	struct list list;

	if (!list_begin(&list, &user_enum_levels, LIST_ASKED(args), req))
		return list_end(&list, LIST_REPLY(result));
	if (args->filter & ~KNOWN_FILTERS)
		list.status = ERROR_INVALID_PARAMETER;
	else
		enumerate(&list, onc_context(req), args->filter);
	return list_end(&list, LIST_REPLY(result));
}

/* -- one account --------------------------------------------------------- */

static void get(struct info *info, const struct daemon *daemon,
		const char *name)
{
	CLEANUP(user_source_fini) struct user_source source;

	if (user_source_init(&source, &daemon->root, name, info->level->needs) <
	    0)
		info->status = ERROR_NOT_ENOUGH_MEMORY;
	else if (source.accounts->count == 0)
		info->status = NERR_UserNotFound;
	else
		info_make(info, &source, source.accounts->items);
}

bool_t user_get_info_1_svc(const user_get_info_args *args,
			   user_get_info_reply *result, struct onc_request *req)
{
	struct info info;

	if (!info_begin(&info, &user_levels, args->level, req))
		return info_end(&info, INFO_REPLY(result));
	if (args->name[0] == '\0')
		info.status = ERROR_INVALID_PARAMETER;
	else
		get(&info, onc_context(req), args->name);
	return info_end(&info, INFO_REPLY(result));
}
