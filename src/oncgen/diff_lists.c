/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The members of structures, and arguments.
 *
 * Invariant: lists of one length are compared by position, since that is what
 * the wire knows; lists of two lengths by name.
 */

#include "diff_types.h"

#include <string.h>

#include "diff_words.h"

static const struct member *find(const struct member_list *list,
				 const char *name)
{
	size_t i;

	for (i = 0; i < list->count && name; i++) {
		if (list->items[i]->name &&
		    strcmp(list->items[i]->name, name) == 0)
			return list->items[i];
	}
	return NULL;
}

struct member_list member_list_of(struct arena *arena,
				  const struct member *first,
				  const struct place *place)
{
	struct member_list list = {.place = place};
	const struct member *member;
	size_t count = 0;

	for (member = first; member; member = member->next)
		count++;
	list.items = arena_array(arena, count + 1, sizeof(list.items[0]));
	for (member = first; member; member = member->next) {
		if (ast_is_on_wire(member) && member->type->kind != TYPE_VOID)
			list.items[list.count++] = member;
	}
	return list;
}

/* A name that only one side has is a change of bytes unless it was renamed. */
static void diff_by_name(struct type_diff *diff, const struct member_list *old,
			 const struct member_list *new)
{
	unsigned int breaks = change_breaks(diff->role, BOTH_WAYS) | C_CHANGES;
	const struct member *other;
	size_t i;

	for (i = 0; i < old->count; i++) {
		other = find(new, old->items[i]->name);
		if (other)
			type_diff_members(diff, old->items[i], other);
		else
			change_add(diff->changes, diff_place(old->items[i]),
				   new->place, breaks, "%s is gone",
				   diff_name(diff, old->items[i]));
	}
	for (i = 0; i < new->count; i++) {
		if (!find(old, new->items[i]->name))
			change_add(diff->changes, old->place,
				   diff_place(new->items[i]), breaks,
				   "%s is a new member",
				   diff_name(diff, new->items[i]));
	}
}

static void diff_by_position(struct type_diff *diff,
			     const struct member_list *old,
			     const struct member_list *new, size_t i)
{
	const struct member *before = old->items[i], *now = new->items[i];
	const char *name = before->name;

	if (name && now->name && strcmp(name, now->name) != 0) {
		if (find(new, name) || find(old, now->name)) {
			change_add(diff->changes, diff_place(before),
				   diff_place(now),
				   change_breaks(diff->role, BOTH_WAYS) |
					   C_CHANGES,
				   "'%s' is where '%s' was", now->name, name);
			return;
		}
		change_add(diff->changes, diff_place(before), diff_place(now),
			   C_CHANGES, "'%s' was called '%s'", now->name, name);
	}
	type_diff_members(diff, before, now);
}

void type_diff_lists(struct type_diff *diff, const struct member_list *old,
		     const struct member_list *new)
{
	size_t i;

	if (old->count != new->count) {
		diff_by_name(diff, old, new);
		return;
	}
	for (i = 0; i < old->count; i++)
		diff_by_position(diff, old, new, i);
}

void type_diff_structs(struct type_diff *diff, const struct type *old,
		       const struct type *new)
{
	struct member_list before, now;

	before = member_list_of(diff->arena, old->members, &old->place);
	now = member_list_of(diff->arena, new->members, &new->place);
	type_diff_lists(diff, &before, &now);
}
