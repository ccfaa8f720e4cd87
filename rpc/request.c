/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A request's memory: what it has itself, then chunks that are filled from the
 * front and released as one.
 *
 * Invariant: used <= size in every chunk, and used is a multiple of 16.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rpc/credential.h"
#include "rpc/request.h"

/* The first chunk's memory; each next one doubles, so that there are few. */
#define CHUNK_FIRST ((size_t)4096)
#define CHUNK_MOST ((size_t)1 << 20)

struct chunk {
	struct chunk *next;
	size_t size;
	size_t used;
	_Alignas(16) char bytes[];
};

/* small is left as it is: what is given of it is zeroed. */
void request_init(struct onc_request *request, void *context,
		  const struct message_auth *claim, request_identify *identify,
		  const void *sender)
{
	request->context = context;
	request->chunks = NULL;
	request->used = 0;
	request->claim = claim;
	request->identify = identify;
	request->sender = sender;
	request->is_known = false;
	request->has_claims = false;
}

void request_fini(struct onc_request *request)
{
	while (request->chunks) {
		struct chunk *next = request->chunks->next;

		free(request->chunks);
		request->chunks = next;
	}
}

void *onc_context(const struct onc_request *request)
{
	return request->context;
}

/* Found when they are asked for: a request itself is never const. */
const struct onc_identity *onc_peer(const struct onc_request *request)
{
	struct onc_request *own = (struct onc_request *)request;

	if (!own->is_known)
		own->identify(own->sender, &own->identity);
	own->is_known = true;
	return &own->identity;
}

const struct onc_claim *onc_credential(const struct onc_request *request)
{
	struct onc_request *own = (struct onc_request *)request;

	if (!own->has_claims)
		credential_read(own->claim, &own->credential);
	own->has_claims = true;
	return &own->credential;
}

static struct chunk *chunk_new(struct chunk *next, size_t wanted)
{
	size_t size = next ? 2 * next->size : CHUNK_FIRST;
	struct chunk *chunk;

	if (size > CHUNK_MOST)
		size = CHUNK_MOST;
	if (size < wanted)
		size = wanted;
	chunk = calloc(1, sizeof(*chunk) + size);
	if (!chunk)
		return NULL;
	chunk->next = next;
	chunk->size = size;
	return chunk;
}

void *onc_alloc(struct onc_request *request, size_t size)
{
	struct chunk *chunk = request->chunks;
	void *bytes;

	if (size > SIZE_MAX / 2)
		return NULL;
	size = (size + 15) & ~(size_t)15;
	if (size <= REQUEST_SMALL - request->used) {
		bytes = request->small + request->used;
		request->used += size;
		return memset(bytes, 0, size);
	}
	if (!chunk || size > chunk->size - chunk->used) {
		chunk = chunk_new(request->chunks, size);
		if (!chunk)
			return NULL;
		request->chunks = chunk;
	}
	bytes = chunk->bytes + chunk->used;
	chunk->used += size;
	return bytes;
}
