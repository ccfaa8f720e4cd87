/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The host as a whole. An unknown level is refused before anything is read
 * (contract 2.1).
 */
#include <lmerr.h>

#include "src/netmgmtd/host_info.h"
#include "src/netmgmtd/provider/cleanup.h"

static NET_API_STATUS fill(const struct host_level *level,
			   struct onc_request *request, void **info)
{
	const struct daemon *daemon = onc_context(request);
	CLEANUP(host_fini) struct host host;
	struct reply reply = {request, false};

	if (host_init(&host, &daemon->root) < 0)
		return ERROR_NOT_ENOUGH_MEMORY;
	*info = reply_alloc(&reply, level->size);
	if (*info)
		level->fill(&(struct host_facts){daemon, &host, &reply}, *info);
	return reply.failed ? ERROR_NOT_ENOUGH_MEMORY : NERR_Success;
}

NET_API_STATUS host_info_get(const struct host_level *levels, size_t count,
			     uint32_t level, struct onc_request *request,
			     void **info)
{
	*info = NULL;
	for (size_t i = 0; i < count; i++)
		if (levels[i].level == level)
			return fill(&levels[i], request, info);
	return ERROR_INVALID_LEVEL;
}
