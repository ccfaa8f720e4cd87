/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_RPCBIND_H
#define RPC_RPCBIND_H

/*
 * The host's registry of programs (RFC 1833), asked through libtirpc.
 */

#include "rpc/service.h"

/* rpcbind_unset() takes back what onc_server_register() set. */
void rpcbind_unset(struct onc_server *server);

#endif
