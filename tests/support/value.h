/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_SUPPORT_VALUE_H
#define TESTS_SUPPORT_VALUE_H

/*
 * Values of any type, as the tables of <onc/type.h> describe it: made at
 * random, compared in depth, freed piece by piece. It reads the tables by
 * itself and shares nothing with the library, so that it can judge it.
 *
 * A value's memory is the caller's; what it points to is allocated one
 * malloc() for each string, array and optional item, as rpcgen's decoders do
 * it, so that they can free it.
 */

#include <stdbool.h>
#include <stdint.h>

#include <onc/type.h>

enum {
	/*
	 * No long below zero: libtirpc reads one from the wire without its
	 * sign, -1 as 4294967295.
	 */
	VALUE_LONG_UNSIGNED = 1,
};

/* Where random values come from; one seed gives one value of a type. */
struct value_source {
	uint64_t state;	 /* the seed */
	unsigned budget; /* how many items it may put out of line, about */
	unsigned flags;
};

/* sizeof of the type in C. */
size_t value_size(const struct onc_type *type);

/* True if an op of that kind can come up in a value of the type. */
bool value_reaches(const struct onc_type *type, enum onc_kind kind);

/* True if tables describe the whole of it, and in kinds that are known here. */
bool value_is_described(const struct onc_type *type);

/*
 * Fills the memory at value: bounds, enums and arms are respected, strings
 * have no NUL and are never NULL, an empty array's pointer is NULL. Bounds are
 * met exactly now and then. Ends the program if memory runs out.
 */
void value_make(const struct onc_type *type, struct value_source *source,
		void *value);

/* Frees what value_make() or one of rpcgen's decoders allocated. */
void value_release(const struct onc_type *type, void *value);

/* Compares what the wire has of two values; floating point by its bits. */
bool value_is_same(const struct onc_type *type, const void *a, const void *b);

#endif
