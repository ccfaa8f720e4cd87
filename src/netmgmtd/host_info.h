/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_HOST_INFO_H
#define NETMGMTD_HOST_INFO_H

/*
 * GetInfo calls that tell of the host as a whole: one structure a level, all
 * filled from the same facts.
 */

#include <lmcons.h>

#include "src/netmgmtd/daemon.h"
#include "src/netmgmtd/provider/host.h"
#include "src/netmgmtd/reply.h"

/* What a level is filled from. */
struct host_facts {
	const struct daemon *daemon;
	const struct host *host;
	struct reply *reply;
};

struct host_level {
	uint32_t level;
	size_t size;
	void (*fill)(const struct host_facts *facts, void *info);
};

/*
 * host_info_get() gives the structure of a level in the request's memory.
 *
 * Errors: 124 for a level that is not among the count ones; 8. *info is NULL
 * then.
 */
NET_API_STATUS host_info_get(const struct host_level *levels, size_t count,
			     uint32_t level, struct onc_request *request,
			     void **info);

#endif
