/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Members that C has and the wire has not: RPC_HDR keeps them from it.
 *
 * Invariant: whatever is told here breaks nobody who talks; programs made of
 * the old header have another idea of the structure than new ones, no more.
 */

#include "diff_types.h"

#include <string.h>

#include "diff_words.h"

static const struct member *find(const struct member *first, const char *name,
				 bool is_in_view(const struct member *))
{
	const struct member *member;

	for (member = first; member; member = member->next) {
		if (member->name && is_in_view(member) &&
		    strcmp(member->name, name) == 0)
			return member;
	}
	return NULL;
}

/* How many of C's members that the other structure has too come before it. */
static size_t rank(const struct member *first, const struct member *wanted,
		   const struct member *others)
{
	const struct member *member;
	size_t count = 0;

	for (member = first; member != wanted; member = member->next) {
		if (member->name && ast_is_in_c(member) &&
		    find(others, member->name, ast_is_in_c))
			count++;
	}
	return count;
}

static void diff_member(struct type_diff *diff, const struct type *old,
			const struct member *before, const struct type *new)
{
	const struct member *now =
		find(new->members, before->name, ast_is_in_c);

	if (now && ast_is_on_wire(before) && ast_is_on_wire(now))
		return;
	if (now) {
		type_diff_members(diff, before, now);
		/* The arms of a union have one place. */
		if (new->kind == TYPE_STRUCT &&
		    rank(old->members, before, new->members) !=
			    rank(new->members, now, old->members))
			change_add(diff->changes, diff_place(before),
				   diff_place(now), C_CHANGES,
				   "'%s' has another place in C", now->name);
		return;
	}
	if (!ast_is_on_wire(before) ||
	    find(new->members, before->name, ast_is_on_wire))
		change_add(diff->changes, diff_place(before), &new->place,
			   C_CHANGES, "'%s' is gone from C", before->name);
}

void type_diff_c_members(struct type_diff *diff, const struct type *old,
			 const struct type *new)
{
	const enum role role = diff->role;
	const struct member *member;

	diff->role = ROLE_NONE;
	for (member = old->members; member; member = member->next) {
		if (member->name && ast_is_in_c(member))
			diff_member(diff, old, member, new);
	}
	for (member = new->members; member; member = member->next) {
		if (member->name && ast_is_in_c(member) &&
		    !find(old->members, member->name, ast_is_in_c) &&
		    (!ast_is_on_wire(member) ||
		     find(old->members, member->name, ast_is_on_wire)))
			change_add(diff->changes, &old->place,
				   diff_place(member), C_CHANGES,
				   "'%s' is a new member in C", member->name);
	}
	diff->role = role;
}
