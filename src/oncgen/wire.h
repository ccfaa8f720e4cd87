/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_WIRE_H
#define ONCGEN_WIRE_H

/*
 * The fewest bytes that types take on the wire. A number as far as oncgen
 * knows the values; where only C knows them, a number and products of their
 * names. What would not fit is left out: less is still a lower bound.
 */

#include "ast.h"

enum { WIRE_MOST_TERMS = 8 };

struct wire {
	uint64_t known; /* stays at UINT32_MAX once it is there */
	unsigned int count;
	struct {
		uint64_t factor;
		const char *text; /* an expression of type uint64_t */
	} terms[WIRE_MOST_TERMS];
};

/* Sums that were worked out once. */
struct wire_memory {
	struct unit *unit;
	struct wire **types; /* by id; struct and union only */
};

void wire_init(struct wire_memory *memory, struct unit *unit);

struct wire wire_of_member(struct wire_memory *memory,
			   const struct member *member);
struct wire wire_of_body(struct wire_memory *memory, const struct type *type);

/* A C expression of type uint32_t; *is_long if it uses SATURATED(). */
const char *wire_text(struct arena *arena, const struct wire *wire,
		      bool *is_long);

#endif
