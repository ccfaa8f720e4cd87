/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_OUTPUT_H
#define RPC_OUTPUT_H

/*
 * Bytes on their way out of one connection: chunks that are filled at the end
 * and sent from the front. Idle, it has no memory at all.
 *
 * An output belongs to one thread at a time, a stock to one thread.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a chunk of small replies has room for. */
#define OUTPUT_CHUNK ((size_t)16 << 10)

struct output_chunk {
	struct output_chunk *next;
	size_t start; /* of what was not sent yet */
	size_t end;
	size_t room;
	size_t mapped; /* bytes of the mapping, 0: heap */
	uint8_t bytes[];
};

struct output {
	struct output_chunk *first;
	struct output_chunk *last;
	size_t size;	/* that is to be sent */
	uint64_t heads; /* chunks that were sent to their end */
};

/* A chunk that is kept for the next reply. */
struct output_stock {
	struct output_chunk *spare;
};

enum output_progress {
	OUTPUT_SENT,	/* all of it */
	OUTPUT_MORE,	/* as much as was allowed, and there is more */
	OUTPUT_BLOCKED, /* the socket takes no more for now */
	OUTPUT_BROKEN,	/* nobody will read it */
};

/*
 * output_reserve() gives size bytes at the end, which are the output's at
 * once: they are to be written before anything is sent. NULL without memory.
 */
uint8_t *output_reserve(struct output *output, size_t size,
			struct output_stock *stock);

/* output_retract() takes the last size bytes of the last reserve back. */
void output_retract(struct output *output, size_t size);

/* A chunk of its own, to be filled without the output; NULL: no memory. */
struct output_chunk *output_chunk_new(size_t size);
void output_chunk_free(struct output_chunk *chunk);

/* output_append() adds a filled chunk, and takes it. */
void output_append(struct output *output, struct output_chunk *chunk);

/* output_send() sends, in one system call if it can, most bytes and a chunk. */
enum output_progress output_send(struct output *output, int fd, size_t most,
				 struct output_stock *stock);

/* output_clear() drops all of it. */
void output_clear(struct output *output);

void output_stock_fini(struct output_stock *stock);

#endif
