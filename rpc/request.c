/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A request's memory: chunks that are filled from the front and released as
 * one.
 *
 * Invariant: used <= size in every chunk, and used is a multiple of 16.
 */
#include <stdint.h>
#include <stdlib.h>

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

void request_init(struct onc_request *request, void *context)
{
	request->context = context;
	request->chunks = NULL;
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
