/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: the first chunk of the list is the one being filled; a request
 * that is large beside a chunk gets one of its own behind it.
 */

#include "arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_SIZE = 64 * 1024 };

struct arena_chunk {
	struct arena_chunk *next;
	size_t size;
	size_t used;
	alignas(max_align_t) char bytes[];
};

void out_of_memory(void)
{
	fputs("oncgen: out of memory\n", stderr);
	exit(EXIT_FAILURE);
}

void arena_fini(struct arena *arena)
{
	struct arena_chunk *chunk, *next;

	for (chunk = arena->chunks; chunk; chunk = next) {
		next = chunk->next;
		free(chunk);
	}
	arena->chunks = NULL;
}

static struct arena_chunk *new_chunk(size_t size)
{
	struct arena_chunk *chunk;
	size_t whole;

	if (__builtin_add_overflow(sizeof(*chunk), size, &whole))
		out_of_memory();
	chunk = calloc(1, whole);
	if (!chunk)
		out_of_memory();
	chunk->size = size;
	return chunk;
}

static struct arena_chunk *room_for(struct arena *arena, size_t size)
{
	struct arena_chunk *chunk = arena->chunks;

	if (chunk && chunk->size - chunk->used >= size)
		return chunk;
	if (chunk && size > CHUNK_SIZE / 4) {
		chunk = new_chunk(size);
		chunk->next = arena->chunks->next;
		arena->chunks->next = chunk;
		return chunk;
	}
	chunk = new_chunk(size > CHUNK_SIZE ? size : CHUNK_SIZE);
	chunk->next = arena->chunks;
	arena->chunks = chunk;
	return chunk;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	struct arena_chunk *chunk;
	void *bytes;

	if (__builtin_add_overflow(size, alignof(max_align_t) - 1, &size))
		out_of_memory();
	size &= ~(alignof(max_align_t) - 1);
	chunk = room_for(arena, size);
	bytes = chunk->bytes + chunk->used;
	chunk->used += size;
	return bytes;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	size_t whole;

	if (__builtin_mul_overflow(count, size, &whole))
		out_of_memory();
	return arena_alloc(arena, whole);
}

char *arena_dup(struct arena *arena, const char *text, size_t length)
{
	char *copy;

	if (length == SIZE_MAX)
		out_of_memory();
	copy = arena_alloc(arena, length + 1);
	memcpy(copy, text, length);
	return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	char *text;
	int length;

	va_start(arguments, format);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0)
		out_of_memory();

	text = arena_alloc(arena, (size_t)length + 1);
	va_start(arguments, format);
	vsnprintf(text, (size_t)length + 1, format, arguments);
	va_end(arguments);
	return text;
}
