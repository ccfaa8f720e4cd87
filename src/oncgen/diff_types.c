/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: a difference is told at the innermost place that both files have
 * under one name: at a typedef rather than at each of its uses.
 */

#include "diff_types.h"

#include <string.h>

#include "value.h"

/* -- words --------------------------------------------------------------- */

static const struct place *place_of(const struct member *member)
{
	return member->name ? &member->name_place : &member->place;
}

static const char *name_of(const struct type_diff *diff,
			   const struct member *member)
{
	if (member->name)
		return arena_printf(diff->arena, "'%s'", member->name);
	return diff->label ? diff->label : "the value";
}

static const char *type_words(const struct type *type)
{
	switch (type->kind) {
	case TYPE_VOID:
		return "void";
	case TYPE_OPAQUE:
		return "opaque";
	case TYPE_STRING:
		return "string";
	case TYPE_NAME:
		return type->name;
	case TYPE_SCALAR:
		return type->scalar->c;
	case TYPE_STRUCT:
		return "struct";
	case TYPE_UNION:
		return "union";
	case TYPE_ENUM:
		return "enum";
	}
	return "";
}

static const char *number_words(const struct type_diff *diff,
				const struct number *number)
{
	if (!number->known)
		return "what C says";
	return arena_printf(diff->arena, "%s%llu", number->negative ? "-" : "",
			    (unsigned long long)number->magnitude);
}

static const char *bound_words(const struct type_diff *diff,
			       const struct value *bound)
{
	if (!bound)
		return "";
	return bound->number.known ? number_words(diff, &bound->number)
				   : bound->text;
}

/* As the file says it, without the name: "opaque[4]", "node *". */
static const char *words_of(const struct type_diff *diff,
			    const struct member *member)
{
	const char *type = type_words(member->type);
	const char *bound = bound_words(diff, member->bound);

	switch (member->shape) {
	case SHAPE_FIXED:
		return arena_printf(diff->arena, "%s[%s]", type, bound);
	case SHAPE_VARIABLE:
		return arena_printf(diff->arena, "%s<%s>", type, bound);
	case SHAPE_OPTIONAL:
		return arena_printf(diff->arena, "%s *", type);
	case SHAPE_PLAIN:
		break;
	}
	return type;
}

/* Ways that bytes do not pass, and whether C is another. */
static void tell(struct type_diff *diff, const struct member *old,
		 const struct member *new, unsigned int ways, bool is_same)
{
	change_add(diff->changes, place_of(old), place_of(new),
		   change_breaks(diff->role, ways) | (is_same ? 0 : C_CHANGES),
		   "%s was %s, is %s", name_of(diff, new), words_of(diff, old),
		   words_of(diff, new));
}

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

/* -- numbers ------------------------------------------------------------- */

struct range {
	struct number least, most;
};

static struct range range_between(int64_t least, int64_t most)
{
	return (struct range){number_of(least), number_of(most)};
}

static struct range range_of_scalar(const struct scalar *scalar)
{
	switch (scalar->id) {
	case SCALAR_CHAR:
		return range_between(INT8_MIN, UINT8_MAX);
	case SCALAR_UCHAR:
	case SCALAR_UINT8:
		return range_between(0, UINT8_MAX);
	case SCALAR_INT8:
		return range_between(INT8_MIN, INT8_MAX);
	case SCALAR_SHORT:
	case SCALAR_INT16:
		return range_between(INT16_MIN, INT16_MAX);
	case SCALAR_USHORT:
	case SCALAR_UINT16:
		return range_between(0, UINT16_MAX);
	case SCALAR_UINT:
	case SCALAR_ULONG:
	case SCALAR_UINT32:
		return range_between(0, UINT32_MAX);
	case SCALAR_BOOL:
		return range_between(0, 1);
	default:
		return range_between(INT32_MIN, INT32_MAX);
	}
}

/* An enum that C completes may hold anything. */
static struct range range_of(const struct member *member)
{
	const struct type *body = ast_body(member);
	const struct enumerator *enumerator;
	struct range range = {{.known = false}, {.known = false}};

	if (!body)
		return range_of_scalar(member->type->scalar);
	for (enumerator = body->enumerators; enumerator;
	     enumerator = enumerator->next) {
		if (!enumerator->number.known)
			return range_between(INT32_MIN, INT32_MAX);
		if (!range.least.known ||
		    number_compare(&enumerator->number, &range.least) < 0)
			range.least = enumerator->number;
		if (!range.most.known ||
		    number_compare(&enumerator->number, &range.most) > 0)
			range.most = enumerator->number;
	}
	return range;
}

/* Every number between two enumerators, or only some. */
static bool is_dense(const struct member *member)
{
	const struct type *body = ast_body(member);
	const struct range range = range_of(member);
	const struct enumerator *enumerator;
	uint64_t count = 0;

	if (!body)
		return true;
	for (enumerator = body->enumerators; enumerator;
	     enumerator = enumerator->next)
		count++;
	return (int64_t)range.most.magnitude * (range.most.negative ? -1 : 1) -
		       (int64_t)range.least.magnitude *
			       (range.least.negative ? -1 : 1) <
	       (int64_t)count;
}

static bool fits(const struct member *inner, const struct member *outer)
{
	const struct range in = range_of(inner), out = range_of(outer);

	return is_dense(outer) && number_compare(&in.least, &out.least) >= 0 &&
	       number_compare(&in.most, &out.most) <= 0;
}

static void queue_pair(struct type_diff *diff, const struct type *old,
		       const struct type *new);

static unsigned int diff_numbers(struct type_diff *diff,
				 const struct member *old,
				 const struct member *new)
{
	const struct type *old_body = ast_body(old), *new_body = ast_body(new);

	if (old_body && new_body) {
		queue_pair(diff, old_body, new_body);
		return 0;
	}
	return (fits(old, new) ? 0 : OLD_TO_NEW) |
	       (fits(new, old) ? 0 : NEW_TO_OLD);
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
		queue_pair(diff, ast_body(old), ast_body(new));
		return 0;
	case FORM_OTHER:
		return strcmp(type_words(old->type), type_words(new->type)) == 0
			       ? 0
			       : BOTH_WAYS;
	default:
		return 0;
	}
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

/* -- structs ------------------------------------------------------------- */

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
			change_add(diff->changes, place_of(old->items[i]),
				   new->place, breaks, "%s is gone",
				   name_of(diff, old->items[i]));
	}
	for (i = 0; i < new->count; i++) {
		if (!find(old, new->items[i]->name))
			change_add(diff->changes, old->place,
				   place_of(new->items[i]), breaks,
				   "%s is a new member",
				   name_of(diff, new->items[i]));
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
			change_add(diff->changes, place_of(before),
				   place_of(now),
				   change_breaks(diff->role, BOTH_WAYS) |
					   C_CHANGES,
				   "'%s' is where '%s' was", now->name, name);
			return;
		}
		change_add(diff->changes, place_of(before), place_of(now),
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

static void diff_structs(struct type_diff *diff, const struct type *old,
			 const struct type *new)
{
	struct member_list before, now;

	before = member_list_of(diff->arena, old->members, &old->place);
	now = member_list_of(diff->arena, new->members, &new->place);
	type_diff_lists(diff, &before, &now);
}

/* -- enums --------------------------------------------------------------- */

static const struct enumerator *enumerator_named(const struct type *type,
						 const char *name)
{
	const struct enumerator *enumerator = type->enumerators;

	while (enumerator && strcmp(enumerator->name, name) != 0)
		enumerator = enumerator->next;
	return enumerator;
}

static const struct enumerator *enumerator_of(const struct type *type,
					      const struct number *number)
{
	const struct enumerator *enumerator;

	for (enumerator = type->enumerators; enumerator && number->known;
	     enumerator = enumerator->next) {
		if (enumerator->number.known &&
		    number_compare(&enumerator->number, number) == 0)
			return enumerator;
	}
	return NULL;
}

static bool is_same_number(const struct number *a, const struct number *b)
{
	return a->known == b->known && (!a->known || number_compare(a, b) == 0);
}

static void diff_old_enumerator(struct type_diff *diff,
				const struct enumerator *old,
				const struct type *before,
				const struct type *now)
{
	const struct enumerator *named = enumerator_named(now, old->name);
	const struct enumerator *equal = enumerator_of(now, &old->number);

	if (named && is_same_number(&named->number, &old->number))
		return;
	if (named)
		change_add(diff->changes, &old->place, &named->place,
			   change_breaks(diff->role, BOTH_WAYS) | C_CHANGES,
			   "'%s' was %s, is %s", old->name,
			   number_words(diff, &old->number),
			   number_words(diff, &named->number));
	else if (!equal)
		change_add(diff->changes, &old->place, &now->place,
			   change_breaks(diff->role, OLD_TO_NEW) | C_CHANGES,
			   "'%s' is gone", old->name);
	else if (!enumerator_named(before, equal->name))
		change_add(diff->changes, &old->place, &equal->place, C_CHANGES,
			   "'%s' was called '%s'", equal->name, old->name);
	else
		change_add(diff->changes, &old->place, &equal->place, C_CHANGES,
			   "'%s' is no longer a name of %s", old->name,
			   number_words(diff, &old->number));
}

static void diff_enums(struct type_diff *diff, const struct type *old,
		       const struct type *new)
{
	const struct enumerator *enumerator;

	for (enumerator = old->enumerators; enumerator;
	     enumerator = enumerator->next)
		diff_old_enumerator(diff, enumerator, old, new);
	for (enumerator = new->enumerators; enumerator;
	     enumerator = enumerator->next) {
		if (!enumerator_named(old, enumerator->name) &&
		    !enumerator_of(old, &enumerator->number))
			change_add(diff->changes, &old->place,
				   &enumerator->place,
				   change_breaks(diff->role, NEW_TO_OLD),
				   "'%s' is new in the enum", enumerator->name);
	}
}

/* -- unions -------------------------------------------------------------- */

static const struct member *default_of(const struct type *type)
{
	const struct member *arm = type->members;

	while (arm && !arm->is_default)
		arm = arm->next;
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

	for (arm = type->members; arm; arm = arm->next) {
		for (label = arm->labels; label; label = label->next) {
			if (is_same_label(label, wanted))
				return arm;
		}
	}
	return NULL;
}

static void diff_arms(struct type_diff *diff, const struct member *old,
		      const struct member *new)
{
	if (old->name && new->name && strcmp(old->name, new->name) != 0)
		change_add(diff->changes, place_of(old), place_of(new),
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
	return enumerator_of(body, &label->number);
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

static void diff_unions(struct type_diff *diff, const struct type *old,
			const struct type *new)
{
	const struct member *arm;
	const struct value *label;

	diff_arms(diff, old->discriminant, new->discriminant);
	for (arm = old->members; arm; arm = arm->next) {
		for (label = arm->labels; label; label = label->next)
			diff_old_label(diff, arm, label, new);
	}
	for (arm = new->members; arm; arm = arm->next) {
		for (label = arm->labels; label; label = label->next)
			diff_new_label(diff, arm, label, old);
	}
	diff_defaults(diff, old, new);
}

/* -- the queue ----------------------------------------------------------- */

static void queue_pair(struct type_diff *diff, const struct type *old,
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
			diff_enums(diff, pair->old, pair->new);
		else if (pair->old->kind == TYPE_UNION)
			diff_unions(diff, pair->old, pair->new);
		else
			diff_structs(diff, pair->old, pair->new);
	}
	diff->first = diff->last = NULL;
}
