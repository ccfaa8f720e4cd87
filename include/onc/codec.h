/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONC_CODEC_H
#define ONC_CODEC_H

/*
 * Codecs of types that no .x file describes: their C is in some header, their
 * bytes are known to whoever wrote that. For a type T the tables name a
 * constant `onc_codec_T`, which the program defines once.
 *
 * A value of T stands in the C structure that has it; sizeof and _Alignof are
 * taken from C. What it points to goes into the same block as everything
 * else, so that one NetApiBufferFree() frees it all. For that a codec works
 * in two steps each way, of which the first checks and counts and the second
 * cannot fail.
 *
 * A classic xdrproc_t cannot stand in: it allocates as it goes, piece by
 * piece and by the peer's word, and says neither how much nor where the
 * pointers are, so its result can neither be bounded before it is built nor
 * be moved into a block. What it does is mostly a few lines over the bytes:
 * write those here, and let the xdrproc_t be.
 *
 * The functions may be called from any thread, keep nothing, and give the
 * same answer each time they are asked the same.
 */

#include <stddef.h>
#include <stdint.h>

#include <onc/status.h>
#include <onc/visibility.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What each room starts at a multiple of, in memory. */
#define ONC_CODEC_ALIGN 16

struct onc_codec {
	/*
	 * The fewest bytes a value takes on the wire, so that a count of them
	 * can be believed or not. 0 is always right, if the type is one that
	 * nobody has long arrays of.
	 */
	uint32_t wire;

	/*
	 * measure() checks a value at the start of size bytes that a peer
	 * sent. Nothing behind them may be read.
	 *
	 * On ONC_OK *used is how many of them it takes, a multiple of 4 and at
	 * most size, and *room how many bytes place() needs for what the value
	 * points to, 0 for none; neither may depend on the bytes behind the
	 * value. On any other status *used is where the fault is. For
	 * ONC_TRUNCATED, size being too little, *used is the fewest bytes that
	 * may do, as far as could be seen: more than size.
	 */
	enum onc_status (*measure)(const void *bytes, size_t size, size_t *used,
				   size_t *room);

	/*
	 * place() builds the value of bytes that measure() has passed. value
	 * is zeroed memory of T's size and alignment. room is zeroed memory of
	 * as many bytes as measure() said, aligned to ONC_CODEC_ALIGN, NULL if
	 * it said 0. Pointers in the value may lead into room, or nowhere.
	 */
	void (*place)(const void *bytes, void *value, void *room);

	/*
	 * room() gives the room that place() was given for a value, NULL if it
	 * was given none. onc_xdr() asks when it has to free a value of which
	 * this may be the first to have been placed.
	 */
	void *(*room)(const void *value);

	/*
	 * extent() checks a value that the program wants to send. On ONC_OK
	 * *wire is the bytes it will take, a multiple of 4, and *footprint how
	 * much it points to. A cap is the caller's business.
	 */
	enum onc_status (*extent)(const void *value, size_t *wire,
				  size_t *footprint);

	/* encode() writes the bytes that extent() has counted, all of them. */
	void (*encode)(const void *value, void *bytes);

	/*
	 * print() writes a value on one line, at most size bytes with the NUL,
	 * and returns the length that the whole has, as snprintf() does. Of
	 * that onc_print() shows the first 255. NULL: it shows "(external)".
	 */
	size_t (*print)(const void *value, char *text, size_t size);
};

/*
 * `struct netbuf` of <rpc/types.h>, as xdr_netbuf() has it: maxlen, then at
 * most maxlen counted bytes. A decoded maxlen is the peer's word; the room
 * behind buf has len bytes.
 */
ONC_PUBLIC()
extern const struct onc_codec onc_codec_netbuf;

#ifdef __cplusplus
}
#endif

#endif
