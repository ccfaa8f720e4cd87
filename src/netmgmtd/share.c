/* SPDX-License-Identifier: BSD-3-Clause */
/* Shares, the callee's side of idl/share.x. */
#include <lmerr.h>
#include <lmshare.h>
#include <netmgmt/share.h>

#include "src/netmgmtd/daemon.h"
#include "src/netmgmtd/info.h"
#include "src/netmgmtd/list.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/share_entry.h"

/* -- enumeration --------------------------------------------------------- */

static uint32_t key_of_share(const void *item)
{
	const struct share *share = item;

	return share->key;
}

static void enumerate(struct list *list, const struct daemon *daemon)
{
	CLEANUP(share_source_fini) struct share_source source;
	const struct shares *shares = &source.shares;

	if (share_source_init(&source, &daemon->root, list->level->needs) < 0) {
		list->status = ERROR_NOT_ENOUGH_MEMORY;
		return;
	}
	if (!list_reserve(list, shares->count))
		return;
	for (size_t i = 0; i < shares->count; i++)
		list_add(list, &shares->items[i]);
	list_make(list, &source, key_of_share);
}

bool_t share_enum_1_svc(const share_enum_args *args, share_enum_reply *result,
			struct onc_request *req)
{
	struct list list;

	if (list_begin(&list, &share_list_levels, LIST_ASKED(args), req))
		enumerate(&list, onc_context(req));
	return list_end(&list, LIST_REPLY(result));
}

/* -- one share ----------------------------------------------------------- */

static void get(struct info *info, const struct daemon *daemon,
		const char *name)
{
	CLEANUP(share_source_fini) struct share_source source;
	const struct share *share;

	if (share_source_init(&source, &daemon->root, info->level->needs) < 0) {
		info->status = ERROR_NOT_ENOUGH_MEMORY;
		return;
	}
	share = shares_find(&source.shares, name);
	if (share)
		info_make(info, &source, share);
	else
		info->status = NERR_NetNameNotFound;
}

bool_t share_get_info_1_svc(const share_get_info_args *args,
			    share_get_info_reply *result,
			    struct onc_request *req)
{
	struct info info;

	if (!info_begin(&info, &share_info_levels, args->level, req))
		return info_end(&info, INFO_REPLY(result));
	if (args->name[0] == '\0')
		info.status = ERROR_INVALID_PARAMETER;
	else
		get(&info, onc_context(req), args->name);
	return info_end(&info, INFO_REPLY(result));
}

/* -- what a path is shared as -------------------------------------------- */

static uint32_t check(const struct root *root, const char *path, uint32_t *type)
{
	CLEANUP(shares_fini) struct shares shares;
	const struct share *share;

	if (shares_init(&shares, root) < 0)
		return ERROR_NOT_ENOUGH_MEMORY;
	share = shares_find_path(&shares, path);
	if (!share)
		return NERR_DeviceNotShared;
	*type = share_type(share);
	return NERR_Success;
}

bool_t share_check_1_svc(const share_check_args *args,
			 share_check_reply *result, struct onc_request *req)
{
	const struct daemon *daemon = onc_context(req);

	if (args->device[0] == '\0')
		result->status = ERROR_INVALID_PARAMETER;
	else
		result->status =
			check(&daemon->root, args->device, &result->type);
	return TRUE;
}
