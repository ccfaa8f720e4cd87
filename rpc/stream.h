/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_STREAM_H
#define RPC_STREAM_H

/*
 * All bytes of one message out of an XDR stream of libtirpc's, whichever it is:
 * a record of a connection, a datagram, what a security flavor has unwrapped.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <rpc/types.h>
#include <rpc/xdr.h>

#include <onc/status.h>

/* What the caller's stack holds of a message before it gets a mapping. */
#define STREAM_SMALL 4096

struct stream {
	uint8_t *bytes;
	size_t size;
	size_t room;
	size_t cap;
	uint8_t small[STREAM_SMALL];
};

/* stream_init() makes an empty stream that takes at most cap bytes. */
void stream_init(struct stream *stream, size_t cap);

/*
 * stream_drain() takes all that is left of the message. What an earlier call
 * took is forgotten. Errors: ONC_TOO_BIG, ONC_NO_MEMORY. The end of a message
 * and the loss of a connection look alike here; the transport tells them apart.
 */
ONC_MUST_USE
enum onc_status stream_drain(struct stream *stream, XDR *xdrs);

/*
 * stream_reserve() makes room for count bytes behind the last one; they are the
 * stream's once its size is raised. Errors: ONC_TOO_BIG, ONC_NO_MEMORY.
 */
ONC_MUST_USE
enum onc_status stream_reserve(struct stream *stream, size_t count,
			       char **room);

/* stream_fini() releases what the stream holds. */
void stream_fini(struct stream *stream);

#endif
