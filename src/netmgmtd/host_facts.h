/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_HOST_FACTS_H
#define NETMGMTD_HOST_FACTS_H

/*
 * GetInfo calls that tell of the host as a whole: one structure a level, all
 * filled from the same facts.
 */

#include "src/netmgmtd/daemon.h"
#include "src/netmgmtd/info.h"
#include "src/netmgmtd/provider/host.h"

/* What a level is filled from, its subject's item. */
struct host_facts {
	const struct daemon *daemon;
	const struct host *host;
};

/* host_facts_answer() is the whole of such a call: info_end()'s TRUE. */
bool_t host_facts_answer(const struct levels *levels, uint32_t level,
			 struct onc_request *request,
			 struct info_reply *result);

#endif
