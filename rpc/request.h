/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_REQUEST_H
#define RPC_REQUEST_H

/*
 * One request of a server, from its arguments to its reply: all memory that
 * its handler asks for goes with it.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rpc/message.h"

#include <onc/server.h>

/* What a request has without asking the heap. */
#define REQUEST_SMALL 1024

struct chunk;

/* Says who sent a request; asked at most once for each. */
typedef void request_identify(const void *sender,
			      struct onc_identity *identity);

struct onc_request {
	void *context;
	struct chunk *chunks;
	size_t used; /* of small */
	const struct message_auth *claim;
	request_identify *identify;
	const void *sender;
	bool is_known;	 /* identity was asked for */
	bool has_claims; /* credential was read */
	struct onc_identity identity;
	struct onc_claim credential;
	_Alignas(16) char small[REQUEST_SMALL];
};

/* sender is what identify is asked with. */
void request_init(struct onc_request *request, void *context,
		  const struct message_auth *claim, request_identify *identify,
		  const void *sender);
void request_fini(struct onc_request *request);

#endif
