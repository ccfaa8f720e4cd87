/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_ROWS_H
#define RPC_ROWS_H

/*
 * Arrays of rows at speed. A row is a structure whose members are all leaves:
 * words, strings, bytes; no structure, array or optional structure within. Most
 * of what is ever enumerated is an array of rows.
 *
 * These are second implementations of what the walkers do, with all of their
 * state in registers. They decide nothing: a row that is not plainly right is
 * left to measure.c or extent.c, which goes on at that row, and says why if it
 * is wrong.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rpc/extent.h"

#include <onc/type.h>

/* True if the layout is one of rows. */
bool rows_are(const struct onc_module *module, const struct onc_layout *layout);

/*
 * rows_extent() counts rows in C as long as they can be encoded, at most count,
 * and returns their number; *so_far grows by theirs, within the cap.
 */
size_t rows_extent(const struct onc_module *module,
		   const struct onc_layout *layout, const char *base,
		   size_t count, size_t cap, struct extent *so_far);

/* rows_encode() writes rows that were counted; returns the end of them. */
uint8_t *rows_encode(const struct onc_module *module,
		     const struct onc_layout *layout, const char *base,
		     size_t count, uint8_t *to);

#endif
