/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_RPCBIND_H
#define RPC_RPCBIND_H

/*
 * Asking a host's rpcbind for the port of a program (RFC 1833).
 */

#include <signal.h>

#include "rpc/address.h"
#include "rpc/pending.h"

/*
 * rpcbind_find() asks the rpcbind that a portless list leads to, and makes it
 * a list of the program's own addresses. *why says what went wrong.
 */
ONC_MUST_USE
enum onc_status rpcbind_find(struct address_list *list, uint32_t program,
			     uint32_t version, int64_t deadline,
			     const volatile sig_atomic_t *cancelled,
			     struct outcome *why);

#endif
