/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_SID_H
#define NETMGMTD_SID_H

/*
 * SIDs of Unix accounts: Samba's domain S-1-22, where 1 is users and 2 is
 * groups.
 */

#include <netmgmt/lmtypes.h>

#include "src/netmgmtd/reply.h"

/* Both give the reply's memory, NULL without any. */
domsid *sid_of_user(struct reply *reply, uint32_t uid);
domsid *sid_of_group(struct reply *reply, uint32_t gid);

#endif
