/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_WALK_H
#define ONCGEN_WALK_H

/*
 * Over all members that a type leads to, by value or by pointer, each
 * definition once. Definitions wait in a queue, so a long chain of types is
 * no deep recursion.
 */

#include "ast.h"

struct walk {
	struct unit *unit;
	unsigned char *seen; /* by the definition's id */
	const struct definition **queue;
	size_t first, count;
	/* Members and arms, discriminants, typedefs; either may be NULL. */
	void (*member)(void *context, const struct member *member);
	void (*type)(void *context, const struct type *type); /* in braces */
	void *context;
};

void walk_init(struct walk *walk, struct unit *unit);

void walk_definition(struct walk *walk, const struct definition *definition);
void walk_member(struct walk *walk, const struct member *member);
void walk_type(struct walk *walk, const struct type *type);

/* Arguments and results of a program's procedures, as asked for. */
void walk_arguments(struct walk *walk, const struct definition *program);
void walk_results(struct walk *walk, const struct definition *program);

/* Goes on until everything has been visited. */
void walk_run(struct walk *walk);

#endif
