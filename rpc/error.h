/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_ERROR_H
#define RPC_ERROR_H

/*
 * How a thread's last call ended, as errno keeps it for system calls: a stock
 * CLIENT has no place for it, and a stub's signature none either.
 */

#include <onc/client.h>

/*
 * error_set() keeps how a call on clnt ended, in words that start with what was
 * tried; detail may be "". Returns fault->status.
 */
enum onc_status error_set(const CLIENT *clnt, const char *what,
			  const struct onc_fault *fault, const char *detail);

/* The same where there is neither byte nor field. */
enum onc_status error_set_status(const CLIENT *clnt, const char *what,
				 enum onc_status status, const char *detail);

/* error_forget() drops what was kept of a handle that is no more. */
void error_forget(const CLIENT *clnt);

#endif
