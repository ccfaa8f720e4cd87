/* SPDX-License-Identifier: BSD-3-Clause */
/* The newest chunk is the one that is filled; one account takes a small one. */
#include <stdlib.h>

#include "src/netmgmtd/provider/texts.h"

enum { FIRST = 512, MOST = 1 << 18 };

struct texts_chunk {
	struct texts_chunk *next;
	size_t size;
	size_t used;
	char bytes[];
};

static struct texts_chunk *chunk_new(struct texts_chunk *next, size_t least)
{
	size_t size = next ? 2 * next->size : FIRST, bytes;
	struct texts_chunk *chunk;

	if (size > MOST)
		size = MOST;
	if (size < least)
		size = least;
	if (__builtin_add_overflow(size, sizeof(*chunk), &bytes))
		return NULL;
	chunk = malloc(bytes);
	if (chunk)
		*chunk = (struct texts_chunk){.next = next, .size = size};
	return chunk;
}

char *texts_alloc(struct texts *texts, size_t size)
{
	struct texts_chunk *chunk = texts->chunks;
	char *given;

	if (!chunk || chunk->size - chunk->used < size) {
		chunk = chunk_new(texts->chunks, size);
		if (!chunk)
			return NULL;
		texts->chunks = chunk;
	}
	given = chunk->bytes + chunk->used;
	chunk->used += size;
	return given;
}

void texts_fini(struct texts *texts)
{
	while (texts->chunks) {
		struct texts_chunk *next = texts->chunks->next;

		free(texts->chunks);
		texts->chunks = next;
	}
}
