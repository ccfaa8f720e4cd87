/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_DIFF_TYPES_H
#define ONCGEN_DIFF_TYPES_H

/*
 * Types against types, by what they are and not by what they are called. Pairs
 * of structures wait in a queue, and each pair is compared once in each role:
 * recursive types end, and long chains of types are no deep recursion.
 */

#include "change.h"

struct type_pair {
	struct type_pair *next;
	const struct type *old, *new;
	enum role role;
};

struct type_diff {
	struct arena *arena;
	struct changes *changes;
	struct map known; /* pairs */
	struct type_pair *first, *last;
	enum role role;	   /* of what is compared at present */
	const char *label; /* what a member without a name is called */
};

/* The members of a struct, or arguments. */
struct member_list {
	const struct member **items;
	size_t count;
	const struct place *place;
};

struct member_list member_list_of(struct arena *arena,
				  const struct member *first,
				  const struct place *place);

void type_diff_members(struct type_diff *diff, const struct member *old,
		       const struct member *new);
void type_diff_lists(struct type_diff *diff, const struct member_list *old,
		     const struct member_list *new);

/* The bodies of two types, once, when their turn comes. */
void type_diff_queue(struct type_diff *diff, const struct type *old,
		     const struct type *new);

/* Each kind of body has a file of its own. */
void type_diff_structs(struct type_diff *diff, const struct type *old,
		       const struct type *new);
void type_diff_enums(struct type_diff *diff, const struct type *old,
		     const struct type *new);
void type_diff_unions(struct type_diff *diff, const struct type *old,
		      const struct type *new);

/* What structs and unions have in C alone. */
void type_diff_c_members(struct type_diff *diff, const struct type *old,
			 const struct type *new);

/* The first enumerator of that number, or NULL. */
const struct enumerator *type_diff_enumerator(const struct type *type,
					      const struct number *number);

/* Goes on until every pair has been compared. */
void type_diff_run(struct type_diff *diff);

/* Both are known and equal, or C alone knows and they are one text. */
bool value_is_same(const struct value *a, const struct value *b);

#endif
