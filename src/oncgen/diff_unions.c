/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: what is compared is what a value of the discriminant leads to in
 * the one file and in the other, be it by a case or by the default.
 */

#include "diff_types.h"

#include <string.h>

#include "diff_words.h"

/* The next arm that is sent. What only C has is compared elsewhere. */
static const struct member *skip_to_wire(const struct member *arm)
{
	while (arm && !ast_is_on_wire(arm))
		arm = arm->next;
	return arm;
}

/* -- looking for a value ------------------------------------------------- */

static const struct member *default_of(const struct type *type)
{
	const struct member *arm = skip_to_wire(type->members);

	while (arm && !arm->is_default)
		arm = skip_to_wire(arm->next);
	return arm;
}

static bool is_same_label(const struct value *a, const struct value *b)
{
	if (!a->number.known || !b->number.known)
		return strcmp(a->text, b->text) == 0;
	/* 32 bits are what counts: -1 and 4294967295 are one. */
	return (uint32_t)(a->number.negative ? -a->number.magnitude
					     : a->number.magnitude) ==
	       (uint32_t)(b->number.negative ? -b->number.magnitude
					     : b->number.magnitude);
}

static const struct member *arm_of(const struct type *type,
				   const struct value *wanted)
{
	const struct member *arm;
	const struct value *label;

	for (arm = skip_to_wire(type->members); arm;
	     arm = skip_to_wire(arm->next)) {
		for (label = arm->labels; label; label = label->next) {
			if (is_same_label(label, wanted))
				return arm;
		}
	}
	return NULL;
}

/* -- comparing ----------------------------------------------------------- */

static void diff_arms(struct type_diff *diff, const struct member *old,
		      const struct member *new)
{
	if (old->name && new->name && strcmp(old->name, new->name) != 0)
		change_add(diff->changes, diff_place(old), diff_place(new),
			   C_CHANGES, "'%s' was called '%s'", new->name,
			   old->name);
	type_diff_members(diff, old, new);
}

/* Whether the old side can write that value at all. */
static bool has_value(const struct type *type, const struct value *label)
{
	const struct type *body = ast_body(type->discriminant);

	if (!body || body->kind != TYPE_ENUM || !label->number.known)
		return true;
	return type_diff_enumerator(body, &label->number);
}

static void diff_old_label(struct type_diff *diff, const struct member *arm,
			   const struct value *label, const struct type *new)
{
	const struct member *other = arm_of(new, label);

	if (!other && has_value(new, label))
		other = default_of(new);
	if (other)
		diff_arms(diff, arm, other);
	else
		change_add(diff->changes, &label->place, &new->place,
			   change_breaks(diff->role, OLD_TO_NEW),
			   "case %s is gone", label->text);
}

static void diff_new_label(struct type_diff *diff, const struct member *arm,
			   const struct value *label, const struct type *old)
{
	if (arm_of(old, label))
		return;
	if (default_of(old) && has_value(old, label))
		diff_arms(diff, default_of(old), arm);
	else
		change_add(diff->changes, &old->place, &label->place,
			   change_breaks(diff->role, NEW_TO_OLD),
			   "case %s is new", label->text);
}

static void diff_defaults(struct type_diff *diff, const struct type *old,
			  const struct type *new)
{
	const struct member *before = default_of(old), *now = default_of(new);

	if (before && now)
		diff_arms(diff, before, now);
	else if (before)
		change_add(diff->changes, &before->place, &new->place,
			   change_breaks(diff->role, OLD_TO_NEW),
			   "the default is gone");
	else if (now)
		change_add(diff->changes, &old->place, &now->place,
			   change_breaks(diff->role, NEW_TO_OLD),
			   "the default is new");
}

void type_diff_unions(struct type_diff *diff, const struct type *old,
		      const struct type *new)
{
	const struct member *arm;
	const struct value *label;

	diff_arms(diff, old->discriminant, new->discriminant);
	for (arm = skip_to_wire(old->members); arm;
	     arm = skip_to_wire(arm->next)) {
		for (label = arm->labels; label; label = label->next)
			diff_old_label(diff, arm, label, new);
	}
	for (arm = skip_to_wire(new->members); arm;
	     arm = skip_to_wire(arm->next)) {
		for (label = arm->labels; label; label = label->next)
			diff_new_label(diff, arm, label, old);
	}
	diff_defaults(diff, old, new);
}
