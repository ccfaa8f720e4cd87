/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Draining a message. An XDR stream does not say how long its message is; it
 * only lends bytes that it has at hand, and moves on when asked for one more.
 *
 * Memory follows the bytes received. It is a mapping, not heap: it grows
 * without copying, leaves no hole behind, and so the caller's block stays the
 * one allocation of a call.
 *
 * Invariant: bytes is small, or a mapping of room bytes.
 */
#include <string.h>

#include "rpc/mapping.h"
#include "rpc/stream.h"

/* The most that is asked for at a time; libtirpc's buffers are smaller. */
#define WINDOW ((u_int)1 << 16)

void stream_init(struct stream *stream, size_t cap)
{
	stream->bytes = stream->small;
	stream->size = 0;
	stream->room = sizeof(stream->small);
	stream->cap = cap;
}

void stream_fini(struct stream *stream)
{
	if (stream->bytes != stream->small)
		mapping_free(stream->bytes, stream->room);
	stream->bytes = stream->small;
	stream->room = sizeof(stream->small);
	stream->size = 0;
}

static enum onc_status leave_small(struct stream *stream)
{
	size_t room = 4 * (size_t)WINDOW;
	uint8_t *mapping = mapping_new(&room);

	if (!mapping)
		return ONC_NO_MEMORY;
	memcpy(mapping, stream->small, stream->size);
	stream->bytes = mapping;
	stream->room = room;
	return ONC_OK;
}

static enum onc_status grow(struct stream *stream)
{
	uint8_t *mapping;

	if (stream->bytes == stream->small)
		return leave_small(stream);
	mapping = mapping_grow(stream->bytes, &stream->room, 2 * stream->room);
	if (!mapping)
		return ONC_NO_MEMORY;
	stream->bytes = mapping;
	return ONC_OK;
}

enum onc_status stream_reserve(struct stream *stream, size_t count, char **room)
{
	if (count > stream->cap - stream->size)
		return ONC_TOO_BIG;
	while (count > stream->room - stream->size) {
		const enum onc_status status = grow(stream);

		if (status != ONC_OK)
			return status;
	}
	*room = (char *)stream->bytes + stream->size;
	return ONC_OK;
}

static enum onc_status append(struct stream *stream, const void *from,
			      size_t count)
{
	enum onc_status status;
	char *room;

	status = stream_reserve(stream, count, &room);
	if (status != ONC_OK)
		return status;
	memcpy(room, from, count);
	stream->size += count;
	return ONC_OK;
}

/* Takes what the stream has at hand, in ever smaller windows. */
static enum onc_status take_at_hand(struct stream *stream, XDR *xdrs)
{
	for (u_int window = WINDOW; window >= 4;) {
		const void *lent = XDR_INLINE(xdrs, window);
		enum onc_status status;

		if (!lent) {
			window /= 2;
			continue;
		}
		status = append(stream, lent, window);
		if (status != ONC_OK)
			return status;
	}
	return ONC_OK;
}

/*
 * Takes one word byte by byte: that makes the stream fetch more, and keeps it
 * aligned, without which it lends nothing. A message may end in mid-word; that
 * its last bytes are not lost here is what finds them out.
 */
static enum onc_status take_word(struct stream *stream, XDR *xdrs, bool *end)
{
	for (int i = 0; i < 4; i++) {
		enum onc_status status;
		char byte;

		*end = !XDR_GETBYTES(xdrs, &byte, 1);
		if (*end)
			return ONC_OK;
		status = append(stream, &byte, 1);
		if (status != ONC_OK)
			return status;
	}
	return ONC_OK;
}

enum onc_status stream_drain(struct stream *stream, XDR *xdrs)
{
	enum onc_status status;
	bool end = false;

	stream->size = 0;
	do {
		status = take_at_hand(stream, xdrs);
		if (status == ONC_OK)
			status = take_word(stream, xdrs, &end);
	} while (status == ONC_OK && !end);
	return status;
}
