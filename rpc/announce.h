/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_ANNOUNCE_H
#define RPC_ANNOUNCE_H

/*
 * The host's registry of programs (RFC 1833), asked through libtirpc.
 */

#include "rpc/service.h"

/* announce_undo() takes back what onc_server_register() set. */
void announce_undo(struct onc_server *server);

#endif
