/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_EXTENT_H
#define RPC_EXTENT_H

/*
 * The first pass over a value in C: whether it can be encoded, and what it
 * takes. The counterpart of measure.h.
 */

#include <onc/type.h>

struct extent {
	size_t wire;	  /* bytes that encode_value() will write */
	size_t footprint; /* bytes in C: structures, strings, all; unpadded */
};

/*
 * extent_value() finds the extent of a value, which may take cap bytes on the
 * wire. On failure *fault says why and in which field; its offset is where the
 * field would stand on the wire.
 */
ONC_MUST_USE
enum onc_status extent_value(const struct onc_type *type, const void *value,
			     size_t cap, struct extent *extent,
			     struct onc_fault *fault);

/*
 * extent_carefully() is extent_value() on its own: that asks quick_extent()
 * first.
 */
ONC_MUST_USE
enum onc_status extent_carefully(const struct onc_type *type, const void *value,
				 size_t cap, struct extent *extent,
				 struct onc_fault *fault);

#endif
