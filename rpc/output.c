/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: size is the sum of end - start over the chunks; all chunks but
 * the last have bytes to send, and the last too unless it is the only one.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "rpc/mapping.h"
#include "rpc/output.h"

/* Chunks that leave in one system call. */
#define PIECES 16
/* From here on a chunk is a mapping, whose memory is gone when it is sent. */
#define MAPPED ((size_t)64 << 10)
/* One send() copies at most this much, so that nobody waits for it long. */
#define SLICE ((size_t)512 << 10)

static struct output_chunk *chunk_map(size_t size)
{
	size_t room = sizeof(struct output_chunk) + size;
	struct output_chunk *chunk = (void *)mapping_new(&room);

	if (!chunk)
		return NULL;
	chunk->mapped = room;
	chunk->room = room - sizeof(*chunk);
	return chunk;
}

struct output_chunk *output_chunk_new(size_t size)
{
	struct output_chunk *chunk;

	if (size >= MAPPED)
		return chunk_map(size);
	chunk = malloc(sizeof(*chunk) + size);
	if (!chunk)
		return NULL;
	*chunk = (struct output_chunk){.room = size};
	return chunk;
}

void output_chunk_free(struct output_chunk *chunk)
{
	if (chunk->mapped)
		mapping_free((uint8_t *)chunk, chunk->mapped);
	else
		free(chunk);
}

static struct output_chunk *chunk_take(size_t size, struct output_stock *stock)
{
	struct output_chunk *chunk = stock->spare;

	if (size > OUTPUT_CHUNK || !chunk)
		return output_chunk_new(size > OUTPUT_CHUNK ? size
							    : OUTPUT_CHUNK);
	stock->spare = NULL;
	return chunk;
}

static void chunk_give(struct output_chunk *chunk, struct output_stock *stock)
{
	if (stock->spare || chunk->room != OUTPUT_CHUNK) {
		output_chunk_free(chunk);
		return;
	}
	*chunk = (struct output_chunk){.room = OUTPUT_CHUNK};
	stock->spare = chunk;
}

void output_append(struct output *output, struct output_chunk *chunk)
{
	chunk->next = NULL;
	if (output->last)
		output->last->next = chunk;
	else
		output->first = chunk;
	output->last = chunk;
	output->size += chunk->end - chunk->start;
}

uint8_t *output_reserve(struct output *output, size_t size,
			struct output_stock *stock)
{
	struct output_chunk *chunk = output->last;

	if (!chunk || chunk->room - chunk->end < size) {
		chunk = chunk_take(size, stock);
		if (!chunk)
			return NULL;
		output_append(output, chunk);
	}
	chunk->end += size;
	output->size += size;
	return chunk->bytes + chunk->end - size;
}

void output_retract(struct output *output, size_t size)
{
	output->last->end -= size;
	output->size -= size;
}

static ssize_t send_some(const struct output *output, int fd)
{
	const struct output_chunk *chunk = output->first;
	struct iovec pieces[PIECES];
	struct msghdr message = {.msg_iov = pieces};
	size_t left = SLICE;

	if (!chunk->next)
		return send(fd, chunk->bytes + chunk->start,
			    output->size < SLICE ? output->size : SLICE,
			    MSG_NOSIGNAL | MSG_DONTWAIT);
	for (; chunk && left > 0 && message.msg_iovlen < PIECES;
	     chunk = chunk->next) {
		struct iovec *piece = &pieces[message.msg_iovlen++];

		piece->iov_base = (void *)(chunk->bytes + chunk->start);
		piece->iov_len = chunk->end - chunk->start;
		if (piece->iov_len > left)
			piece->iov_len = left;
		left -= piece->iov_len;
	}
	return sendmsg(fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

static void drop_sent(struct output *output, size_t count,
		      struct output_stock *stock)
{
	output->size -= count;
	while (output->first) {
		struct output_chunk *chunk = output->first;
		const size_t have = chunk->end - chunk->start;

		if (count < have) {
			chunk->start += count;
			return;
		}
		count -= have;
		output->heads++;
		output->first = chunk->next;
		if (!output->first)
			output->last = NULL;
		chunk_give(chunk, stock);
	}
}

enum output_progress output_send(struct output *output, int fd, size_t most,
				 struct output_stock *stock)
{
	size_t sent = 0;

	while (output->size > 0) {
		ssize_t count;

		if (sent >= most)
			return OUTPUT_MORE;
		count = send_some(output, fd);
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return errno == EAGAIN || errno == ENOBUFS ||
					       errno == ENOMEM
				       ? OUTPUT_BLOCKED
				       : OUTPUT_BROKEN;
		drop_sent(output, (size_t)count, stock);
		sent += (size_t)count;
	}
	return OUTPUT_SENT;
}

void output_clear(struct output *output)
{
	while (output->first) {
		struct output_chunk *next = output->first->next;

		output_chunk_free(output->first);
		output->first = next;
	}
	output->last = NULL;
	output->size = 0;
}

void output_stock_fini(struct output_stock *stock)
{
	if (stock->spare)
		output_chunk_free(stock->spare);
	stock->spare = NULL;
}
