/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_REPLY_H
#define NETMGMTD_REPLY_H

/*
 * The memory of one reply: what a handler puts there lives until the reply is
 * sent. Memory that runs out is remembered, so that a structure can be filled
 * without a question after each string, and one at the end.
 */

#include <stdbool.h>
#include <stddef.h>

#include <onc/server.h>

struct reply {
	struct onc_request *request;
	bool failed;
};

/* reply_text() gives a copy as UTF-8; "" without memory. */
LMSTR reply_text(struct reply *reply, const char *text);

/* reply_constant() gives a text that outlives every reply. */
LMSTR reply_constant(const char *text);

/* reply_alloc() gives size zeroed bytes, NULL without memory. */
void *reply_alloc(struct reply *reply, size_t size);

#endif
