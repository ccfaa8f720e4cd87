/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The codec of libtirpc's `struct netbuf`: maxlen, and at most maxlen counted
 * bytes. Its C is no struct onc_counted, for maxlen stands in the way.
 *
 * Invariant: len is at most maxlen, on the wire and in C.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <rpc/types.h>

#include <onc/codec.h>

#include "rpc/bytes.h"

/* maxlen and len */
enum { HEAD = 8 };

static enum onc_status measure(const void *bytes, size_t size, size_t *used,
			       size_t *room)
{
	const uint8_t *start = bytes;
	uint32_t count, i;

	*used = HEAD;
	if (size < HEAD)
		return ONC_TRUNCATED;
	count = bytes_load32(start + 4);
	if (count > bytes_load32(start)) {
		*used = 4;
		return ONC_BAD_COUNT;
	}
	*used = HEAD + (size_t)count + bytes_padding(count);
	if (size < *used)
		return ONC_TRUNCATED;
	for (i = 0; i < bytes_padding(count); i++) {
		if (start[HEAD + count + i] != 0) {
			*used = HEAD + (size_t)count;
			return ONC_BAD_PADDING;
		}
	}
	*room = count;
	return ONC_OK;
}

static void place(const void *bytes, void *value, void *room)
{
	const uint8_t *start = bytes;
	struct netbuf *netbuf = value;

	netbuf->maxlen = bytes_load32(start);
	netbuf->len = bytes_load32(start + 4);
	netbuf->buf = room;
	if (room)
		memcpy(room, start + HEAD, netbuf->len);
}

static void *room_of(const void *value)
{
	const struct netbuf *netbuf = value;

	return netbuf->buf;
}

static enum onc_status extent(const void *value, size_t *wire,
			      size_t *footprint)
{
	const struct netbuf *netbuf = value;

	if (netbuf->len > netbuf->maxlen)
		return ONC_BAD_COUNT;
	if (netbuf->len > 0 && !netbuf->buf)
		return ONC_BAD_POINTER;
	*wire = HEAD + (size_t)netbuf->len + bytes_padding(netbuf->len);
	*footprint = netbuf->len;
	return ONC_OK;
}

static void encode(const void *value, void *bytes)
{
	const struct netbuf *netbuf = value;
	uint8_t *to = bytes;

	bytes_store32(to, netbuf->maxlen);
	bytes_store32(to + 4, netbuf->len);
	if (netbuf->len > 0)
		memcpy(to + HEAD, netbuf->buf, netbuf->len);
	memset(to + HEAD + netbuf->len, 0, bytes_padding(netbuf->len));
}

static size_t print(const void *value, char *text, size_t size)
{
	const struct netbuf *netbuf = value;
	const unsigned char *byte = netbuf->buf;
	size_t length = 2 * (size_t)netbuf->len;

	if (netbuf->len == 0)
		return (size_t)snprintf(text, size, "(no bytes)");
	if (!byte)
		return (size_t)snprintf(text, size, "NULL");
	for (size_t i = 0; i < netbuf->len && 2 * i + 2 < size; i++)
		snprintf(text + 2 * i, 3, "%02x", byte[i]);
	return length;
}

const struct onc_codec onc_codec_netbuf = {
	.wire = HEAD,
	.measure = measure,
	.place = place,
	.room = room_of,
	.extent = extent,
	.encode = encode,
	.print = print,
};
