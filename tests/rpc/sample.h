/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_RPC_SAMPLE_H
#define TESTS_RPC_SAMPLE_H

/*
 * Values of the types in tests/wire/shapes.x, and what can be asked of any
 * decoded value.
 */

#include <stdbool.h>

#include "shapes.h"

/* One value of each type; constant, so that threads may share them. */
extern const sheet sample_sheet;
extern const scalars sample_scalars;
extern const narrow sample_narrow;
extern const blobs sample_blobs;
extern const tree sample_tree;

/* Every type of the file with a value that has something of everything. */
struct sample {
	const char *name;
	const struct onc_type *type;
	const void *value;
};

extern const struct sample samples[];
extern const size_t sample_count;

/* A list of count nodes in one array, the k-th with value k; free() it. */
struct node *sample_list(size_t count);

/* True if every pointer of a value leads into [block, block + size). */
bool sample_inside(const struct onc_type *type, const void *value,
		   const void *block, size_t size);

#endif
