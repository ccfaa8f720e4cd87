/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_ERROR_H
#define RPC_ERROR_H

/*
 * How a thread's last call ended, as errno keeps it for system calls: a stock
 * CLIENT has no place for it, and a stub's signature none either.
 */

#include <onc/client.h>

#include "rpc/message.h"
#include "rpc/pending.h"

struct rpc_err;

/*
 * error_set() keeps how a call on clnt ended, in words that start with what was
 * tried; detail may be "". Returns fault->status.
 */
enum onc_status error_set(const CLIENT *clnt, const char *what,
			  const struct onc_fault *fault, const char *detail);

/* The same where there is neither byte nor field. */
enum onc_status error_set_status(const CLIENT *clnt, const char *what,
				 enum onc_status status, const char *detail);

/* The same for a success, in little time. */
enum onc_status error_clear(const CLIENT *clnt);

/*
 * error_set_outcome() keeps what the transport found out: outcome, or, if that
 * is ONC_OK, what the reply's head says. reply may be NULL, peer may be "".
 */
enum onc_status error_set_outcome(const CLIENT *clnt, const char *what,
				  const struct outcome *outcome,
				  const struct message_reply *reply,
				  const char *peer);

/* How this thread's last call on the handle ended, in libtirpc's terms. */
void error_stock(const CLIENT *clnt, struct rpc_err *error);

/* The same as a status; ONC_OK if there was none. */
enum onc_status error_status(const CLIENT *clnt);

/* error_forget() drops what was kept of a handle that is no more. */
void error_forget(const CLIENT *clnt);

#endif
