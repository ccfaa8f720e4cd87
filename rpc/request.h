/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_REQUEST_H
#define RPC_REQUEST_H

/*
 * One request of a server, from its arguments to its reply: all memory that
 * its handler asks for goes with it.
 */

#include <stddef.h>

#include <onc/server.h>

struct chunk;

struct onc_request {
	void *context;
	struct chunk *chunks;
};

void request_init(struct onc_request *request, void *context);
void request_fini(struct onc_request *request);

#endif
