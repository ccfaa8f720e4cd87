/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: a difference is told at the innermost place that both files have
 * under one name: at a typedef rather than at each of its uses.
 */

#include "diff_types.h"

#include <string.h>

#include "diff_words.h"
#include "range.h"
#include "value.h"

/* -- forms --------------------------------------------------------------- */

/* What no two of have the same bytes. */
enum form {
	FORM_VOID,
	FORM_NUMBER, /* 4 bytes: integers, bools, enums */
	FORM_HYPER,
	FORM_UHYPER,
	FORM_FLOAT,
	FORM_DOUBLE,
	FORM_QUADRUPLE,
	FORM_FIXED_BYTES,
	FORM_BYTES,
	FORM_VECTOR,
	FORM_LIST, /* optional data is a list of at most one */
	FORM_STRUCT,
	FORM_UNION,
	FORM_OTHER, /* C's */
};

static enum form form_of_scalar(const struct scalar *scalar)
{
	switch (scalar->id) {
	case SCALAR_HYPER:
		return FORM_HYPER;
	case SCALAR_UHYPER:
		return FORM_UHYPER;
	case SCALAR_FLOAT:
		return FORM_FLOAT;
	case SCALAR_DOUBLE:
		return FORM_DOUBLE;
	case SCALAR_QUADRUPLE:
		return FORM_QUADRUPLE;
	default:
		return FORM_NUMBER;
	}
}

/* The member has been seen through. */
static enum form form_of(const struct member *member)
{
	const struct type *body;

	if (member->type->kind == TYPE_STRING)
		return FORM_BYTES;
	if (member->type->kind == TYPE_OPAQUE)
		return member->shape == SHAPE_FIXED ? FORM_FIXED_BYTES
						    : FORM_BYTES;
	if (member->shape == SHAPE_FIXED)
		return FORM_VECTOR;
	if (member->shape != SHAPE_PLAIN)
		return FORM_LIST;
	if (member->type->kind == TYPE_VOID)
		return FORM_VOID;
	if (member->type->scalar)
		return form_of_scalar(member->type->scalar);
	body = ast_body(member);
	if (!body)
		return FORM_OTHER;
	if (body->kind == TYPE_ENUM)
		return FORM_NUMBER;
	return body->kind == TYPE_UNION ? FORM_UNION : FORM_STRUCT;
}

static unsigned int diff_numbers(struct type_diff *diff,
				 const struct member *old,
				 const struct member *new)
{
	const struct type *old_body = ast_body(old), *new_body = ast_body(new);

	if (old_body && new_body) {
		type_diff_queue(diff, old_body, new_body);
		return 0;
	}
	return (range_fits(old, new) ? 0 : OLD_TO_NEW) |
	       (range_fits(new, old) ? 0 : NEW_TO_OLD);
}

/* -- bounds -------------------------------------------------------------- */

bool value_is_same(const struct value *a, const struct value *b)
{
	if (a->number.known && b->number.known)
		return number_compare(&a->number, &b->number) == 0;
	return strcmp(a->text, b->text) == 0;
}

static struct number most_of(const struct member *member)
{
	if (member->shape == SHAPE_OPTIONAL)
		return number_of(1);
	if (!member->bound)
		return number_of(UINT32_MAX);
	return member->bound->number;
}

static unsigned int diff_bounds(const struct member *old,
				const struct member *new)
{
	const struct number before = most_of(old), now = most_of(new);
	int order;

	if (!before.known || !now.known) {
		if (old->bound && new->bound &&
		    value_is_same(old->bound, new->bound))
			return 0;
		return BOTH_WAYS;
	}
	order = number_compare(&before, &now);
	if (order == 0)
		return 0;
	return order > 0 ? OLD_TO_NEW : NEW_TO_OLD;
}

static unsigned int diff_bytes(const struct member *old,
			       const struct member *new)
{
	unsigned int ways = diff_bounds(old, new);

	/* A string has no NUL inside. */
	if (old->type->kind == TYPE_OPAQUE && new->type->kind == TYPE_STRING)
		ways |= OLD_TO_NEW;
	if (old->type->kind == TYPE_STRING && new->type->kind == TYPE_OPAQUE)
		ways |= NEW_TO_OLD;
	return ways;
}

/* -- members ------------------------------------------------------------- */

static void diff_elements(struct type_diff *diff, const struct member *old,
			  const struct member *new)
{
	struct member before = *old, now = *new;

	before.shape = now.shape = SHAPE_PLAIN;
	before.bound = now.bound = NULL;
	type_diff_members(diff, &before, &now);
}

/* The same bytes; may C go on with it? Both have been seen through. */
static bool is_same_in_c(const struct member *old, const struct member *new)
{
	const struct definition *before, *now;
	bool is_list =
		old->shape == SHAPE_VARIABLE && old->type->kind != TYPE_STRING;

	if (old->shape != new->shape || old->type->kind != new->type->kind) {
		if (old->type->scalar && new->type->scalar &&
		    old->shape == new->shape)
			return scalar_is_same(old->type->scalar,
					      new->type->scalar);
		return old->type->kind == TYPE_STRING &&
		       new->type->kind == TYPE_STRING;
	}
	/* NAME_len and NAME_val, of the member or of its typedef. */
	if (is_list && old->name &&
	    new->name &&strcmp(old->name, new->name) != 0)
		return false;
	if (old->is_nullable != new->is_nullable)
		return false;
	if (old->shape == SHAPE_FIXED && diff_bounds(old, new))
		return false;
	if (old->shape != SHAPE_PLAIN)
		return true;
	if (old->type->scalar && new->type->scalar)
		return scalar_is_same(old->type->scalar, new->type->scalar);
	before = ast_named(old->type, DEFINE_TYPE);
	now = ast_named(new->type, DEFINE_TYPE);
	return !before || !now || strcmp(before->name, now->name) == 0;
}

/* What both files call by one name is compared where it is defined. */
static bool step_inside(const struct member **old, const struct member **new)
{
	const struct definition *before, *now;

	if ((*old)->shape != SHAPE_PLAIN || (*new)->shape != SHAPE_PLAIN)
		return false;
	before = ast_named((*old)->type, DEFINE_TYPEDEF);
	now = ast_named((*new)->type, DEFINE_TYPEDEF);
	if (!before || !now || strcmp(before->name, now->name) != 0)
		return false;
	*old = before->member;
	*new = now->member;
	return true;
}

/* Ways that are closed by what the two are themselves. */
static unsigned int diff_forms(struct type_diff *diff, const struct member *old,
			       const struct member *new)
{
	enum form form = form_of(old);

	if (form != form_of(new))
		return BOTH_WAYS;
	switch (form) {
	case FORM_NUMBER:
		return diff_numbers(diff, old, new);
	case FORM_BYTES:
		return diff_bytes(old, new);
	case FORM_FIXED_BYTES:
		return diff_bounds(old, new) ? BOTH_WAYS : 0;
	case FORM_VECTOR:
		diff_elements(diff, old, new);
		return diff_bounds(old, new) ? BOTH_WAYS : 0;
	case FORM_LIST:
		diff_elements(diff, old, new);
		return diff_bounds(old, new);
	case FORM_STRUCT:
	case FORM_UNION:
		type_diff_queue(diff, ast_body(old), ast_body(new));
		return 0;
	case FORM_OTHER:
		return strcmp(diff_type_words(old->type),
			      diff_type_words(new->type)) == 0
			       ? 0
			       : BOTH_WAYS;
	default:
		return 0;
	}
}

/* Ways that bytes do not pass, and whether C is another. */
static void tell(struct type_diff *diff, const struct member *old,
		 const struct member *new, unsigned int ways, bool is_same)
{
	unsigned int breaks =
		change_breaks(diff->role, ways) | (is_same ? 0 : C_CHANGES);

	/* Nobody sends it, and C is the same. */
	if (!breaks && diff->role == ROLE_NONE)
		return;
	change_add(diff->changes, diff_place(old), diff_place(new), breaks,
		   "%s was %s, is %s", diff_name(diff, new),
		   diff_words(diff, old), diff_words(diff, new));
}

void type_diff_members(struct type_diff *diff, const struct member *old,
		       const struct member *new)
{
	const struct member *before, *now;
	unsigned int ways;
	bool is_same;

	while (step_inside(&old, &new))
		;
	before = ast_see_through(old);
	now = ast_see_through(new);
	ways = diff_forms(diff, before, now);
	is_same = is_same_in_c(before, now);
	if (ways || !is_same)
		tell(diff, old, new, ways, is_same);
}

/* -- the queue ----------------------------------------------------------- */

void type_diff_queue(struct type_diff *diff, const struct type *old,
		     const struct type *new)
{
	struct type_pair *pair;
	const char *key;

	key = arena_printf(diff->arena, "%u %u %d", old->id, new->id,
			   (int)diff->role);
	if (map_add(&diff->known, key, (void *)key))
		return;
	pair = arena_alloc(diff->arena, sizeof(*pair));
	pair->old = old;
	pair->new = new;
	pair->role = diff->role;
	if (diff->last)
		diff->last->next = pair;
	else
		diff->first = pair;
	diff->last = pair;
}

void type_diff_run(struct type_diff *diff)
{
	const struct type_pair *pair;

	diff->label = NULL;
	for (pair = diff->first; pair; pair = pair->next) {
		diff->role = pair->role;
		if (pair->old->kind == TYPE_ENUM)
			type_diff_enums(diff, pair->old, pair->new);
		else if (pair->old->kind == TYPE_UNION)
			type_diff_unions(diff, pair->old, pair->new);
		else
			type_diff_structs(diff, pair->old, pair->new);
		if (pair->old->kind != TYPE_ENUM)
			type_diff_c_members(diff, pair->old, pair->new);
	}
	diff->first = diff->last = NULL;
}
