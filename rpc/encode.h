/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_ENCODE_H
#define RPC_ENCODE_H

/*
 * The second pass over a value in C: writes what extent_value() has admitted.
 */

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

#endif
