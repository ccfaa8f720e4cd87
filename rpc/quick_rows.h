/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_QUICK_ROWS_H
#define RPC_QUICK_ROWS_H

/*
 * Arrays of rows, checked and built in one pass, for quick_measure() and
 * quick_place().
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <onc/type.h>

/*
 * The draft of a block that was made before all of the message was seen, with
 * its first array of rows in it. size, cap and start are given, the rest
 * holds zeros; who asks drops the draft if the message is refused in the end.
 */
struct quick_early {
	size_t size;		  /* of the message */
	size_t cap;		  /* of a block */
	size_t start;		  /* of the block: bytes of the value itself */
	bool plainly;		  /* do without what not all processors have */
	bool failed;		  /* there was no memory for it */
	void *draft;		  /* NULL: there was no reason for it */
	size_t room;		  /* of the block */
	const uint8_t *from, *to; /* the rows' bytes */
	size_t used;		  /* of the block, by the rows and before */
};

/* A bit for each kind that may be in a row. */
#define QUICK_LEAVES                                                           \
	(1u << ONC_WORD | 1u << ONC_HYPER | 1u << ONC_BOOL | 1u << ONC_ENUM |  \
	 1u << ONC_STRING | 1u << ONC_BYTES | 1u << ONC_OPAQUE |               \
	 1u << ONC_NULLABLE_STRING | 1u << ONC_NULLABLE_OPAQUE)

_Static_assert(ONC_KIND_COUNT <= 32, "a bit for each kind");

/*
 * quick_rows() makes the draft and builds count rows of the bytes at `at` in
 * it, for whose structures the last of *room was taken. It returns the end of
 * their bytes, and adds to *room what they point to. NULL: it has not, and the
 * message is none that should be passed, or *early has no draft.
 */
const uint8_t *quick_rows(struct quick_early *early,
			  const struct onc_module *module,
			  const struct onc_layout *layout, size_t count,
			  const uint8_t *at, const uint8_t *end, size_t *room);

#endif
