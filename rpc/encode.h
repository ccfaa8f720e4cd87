/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_ENCODE_H
#define RPC_ENCODE_H

/*
 * The second pass over a value in C: writes what extent_value() has admitted.
 */

#include <stdbool.h>

#include <onc/type.h>

/*
 * encode_value() writes size bytes, extent_value()'s wire, of a value that has
 * not changed since. Cannot fail.
 */
void encode_value(const struct onc_type *type, const void *value, void *bytes,
		  size_t size);

/* The same without what not all processors have. */
void encode_plainly(const struct onc_type *type, const void *value, void *bytes,
		    size_t size);

/*
 * encode_once() does both passes in one, into a block that it makes larger as
 * it goes, to twice the size or the cap at most. ONC_NO_MEMORY if it could not,
 * and anything else if the value cannot be encoded: extent_value() says why.
 */
ONC_MUST_USE
enum onc_status encode_once(const struct onc_type *type, const void *value,
			    size_t cap, bool plainly, void **bytes,
			    size_t *size);

#endif
