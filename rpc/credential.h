/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_CREDENTIAL_H
#define RPC_CREDENTIAL_H

/*
 * What a call says of its caller (RFC 5531, sections 8 and 14, appendix A):
 * checked before a handler runs.
 */

#include "rpc/message.h"

#include <onc/server.h>

/*
 * credential_check() says whether calls with this credential are answered: 0,
 * or the AUTH_ERROR (enum message_denial) to be told.
 */
uint32_t credential_check(const struct message_auth *auth);

/* credential_read() reads a credential that was checked. */
void credential_read(const struct message_auth *auth,
		     struct onc_claim *credential);

#endif
