/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_LISTENERS_H
#define NETMGMTD_LISTENERS_H

/*
 * Where the daemon listens, as the list of transports wants it. It is made
 * once all listeners are open, and does not change while the server runs.
 */

#include <onc/server.h>

#include "src/netmgmtd/provider/transports.h"

struct listeners {
	struct transport_listener *items;
	size_t count;
};

/*
 * listeners_init() reads a server's addresses; the caller calls
 * listeners_fini(), after failure (-ENOMEM) too.
 */
ONC_MUST_USE int listeners_init(struct listeners *listeners,
				const struct onc_server *server);
void listeners_fini(struct listeners *listeners);

#endif
