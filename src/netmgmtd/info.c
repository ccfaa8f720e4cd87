/* SPDX-License-Identifier: BSD-3-Clause */
/* A reply that has no data has no level either; its status says why. */
#include <lmerr.h>
#include <netmgmt/lmtypes.h>

#include "src/netmgmtd/info.h"

bool info_begin(struct info *info, const struct levels *levels, uint32_t level,
		struct onc_request *request)
{
	*info = (struct info){
		.reply = {request, false},
		.level = level_find(levels, level),
		.status = ERROR_INVALID_LEVEL,
	};
	if (info->level)
		info->status = NERR_Success;
	return info->level != NULL;
}

void info_make(struct info *info, const void *source, const void *item)
{
	const struct subject subject = {source, item, &info->reply};

	info->entry = reply_alloc(&info->reply, info->level->size);
	if (info->entry)
		info->level->fill(&subject, info->entry);
	if (info->reply.failed)
		info->status = ERROR_NOT_ENOUGH_MEMORY;
}

bool_t info_end(const struct info *info, struct info_reply *result)
{
	result->status = info->status;
	result->info.level = NETMGMT_NO_LEVEL;
	if (info->status != NERR_Success)
		return TRUE;
	result->info.level = info->level->level;
	result->info.item = info->entry;
	return TRUE;
}
