/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_MEASURE_H
#define RPC_MEASURE_H

/*
 * The first pass over a message: every byte is checked against the table, and
 * the size of the block is found. Nothing is allocated and nothing is written.
 */

#include <onc/type.h>

/* What to measure, and how strictly. */
struct measure_rules {
	size_t cap;
	bool_t tolerant;
};

/* The rules that options ask for; options may be NULL. */
struct measure_rules measure_rules(const struct onc_options *options);

/*
 * measure_value() checks that bytes are one value of the type and no more.
 *
 * On success *room is the number of bytes that place_value() will fill with
 * what the value points to; its own structure is not counted. On failure *fault
 * says why and where.
 */
ONC_MUST_USE
enum onc_status measure_value(const struct onc_type *type, const void *bytes,
			      size_t size, const struct measure_rules *rules,
			      size_t start, size_t *room,
			      struct onc_fault *fault);

#endif
