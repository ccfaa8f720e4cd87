/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_QUICK_H
#define RPC_QUICK_H

/*
 * Decoding and encoding at speed: what the four walkers do, once more, with
 * all of their state in registers. It decides nothing. What is not plainly
 * right is left to measure.c or extent.c as a whole, which say what is wrong
 * with it, or that nothing is.
 */

#include <stdbool.h>
#include <stddef.h>

#include "rpc/extent.h"
#include "rpc/quick_rows.h"

#include <onc/type.h>

/*
 * Bytes behind a block that quick_place() may write to: strings are copied in
 * pieces of fixed size. The next item is written over what was too much.
 */
#define QUICK_SLACK 64

/*
 * quick_measure() checks that early->size bytes are one value of the type and
 * finds the room as measure_value() does. False: ask that. Either way it may
 * have made the block; then that is large enough.
 */
ONC_MUST_USE
bool quick_measure(const struct onc_type *type, const void *bytes,
		   struct quick_early *early, size_t *room);

/*
 * quick_place() is place_value() for memory that holds anything: each byte of
 * the block is written, and so are those of value if it starts the block. It
 * needs QUICK_SLACK bytes behind the block. A value elsewhere holds zeros. The
 * rows of an early block are there already.
 */
void quick_place(const struct onc_type *type, const void *bytes,
		 const struct quick_early *early, void *value, void *block,
		 size_t room);

/* quick_extent() is extent_value(). False: ask that. */
ONC_MUST_USE
bool quick_extent(const struct onc_type *type, const void *value, size_t cap,
		  struct extent *extent);

#endif
