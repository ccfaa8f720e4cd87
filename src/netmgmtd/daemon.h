/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_DAEMON_H
#define NETMGMTD_DAEMON_H

/*
 * What every handler is given: the context of the daemon's programs. It does
 * not change while the server runs, and handlers run on several threads.
 */

#include "src/netmgmtd/listeners.h"
#include "src/netmgmtd/provider/deadline.h"
#include "src/netmgmtd/provider/root.h"

struct daemon {
	struct root root;
	const char *comment; /* of the server; NULL: what the host says */
	bool all_groups_are_global; /* else those of a directory alone */
	struct listeners listeners;
	struct deadline *deadline; /* of mounts; NULL: they are not asked */
};

#endif
