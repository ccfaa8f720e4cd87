/* SPDX-License-Identifier: BSD-3-Clause */
#include <lmerr.h>

#include "src/netmgmtd/host_facts.h"
#include "src/netmgmtd/provider/cleanup.h"

static void make(struct info *info, const struct daemon *daemon)
{
	CLEANUP(host_fini) struct host host;

	if (host_init(&host, &daemon->root) < 0)
		info->status = ERROR_NOT_ENOUGH_MEMORY;
	else
		info_make(info, daemon, &(struct host_facts){daemon, &host});
}

bool_t host_facts_answer(const struct levels *levels, uint32_t level,
			 struct onc_request *request, struct info_reply *result)
{
	struct info info;

	if (info_begin(&info, levels, level, request))
		make(&info, onc_context(request));
	return info_end(&info, result);
}
