/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What must hold in a type: names once, bounds that fit, arms that can be
 * told apart, annotations that apply.
 *
 * Invariant: every member of the tree is judged once, and is_nullable is set
 * only where C can have one pointer.
 */

#include "check.h"

#include "symbol.h"
#include "value.h"

struct types {
	struct unit *unit;
	struct diag *diag;
};

/* -- members ------------------------------------------------------------- */

static void check_bound(const struct types *types, const struct member *member)
{
	const struct value *bound = member->bound;
	const struct number none = number_of(0);

	if (!bound || !bound->number.known)
		return;
	if (bound->number.negative)
		diag_error(types->diag, &bound->place,
			   "a bound cannot be negative");
	else if (!number_is_within(&bound->number, 0, UINT32_MAX))
		diag_error(types->diag, &bound->place,
			   "a bound cannot exceed 4294967295");
	else if (member->shape == SHAPE_FIXED &&
		 number_compare(&bound->number, &none) == 0)
		diag_error(types->diag, &bound->place,
			   "C has no array of no elements");
}

/* Strings and fixed opaque data, which C can have behind one pointer. */
static void check_nullable(const struct types *types, struct member *member)
{
	const struct member alone = {.type = member->type};
	const struct member *target;

	if (!(member->place.notes & NOTE_NULLABLE) || types->unit->is_broken)
		return;
	if (member->shape == SHAPE_OPTIONAL) {
		target = ast_see_through(&alone);
		member->is_nullable = target->type->kind == TYPE_STRING ||
				      (target->type->kind == TYPE_OPAQUE &&
				       target->shape == SHAPE_FIXED);
	}
	if (!member->is_nullable)
		diag_error(types->diag, &member->name_place,
			   "@nullable wants optional data, '*', of a string "
			   "or of fixed opaque data");
}

static void check_type(const struct types *types, struct type *type);

static void check_member(const struct types *types, struct member *member)
{
	check_type(types, member->type);
	if (member->type->kind == TYPE_VOID)
		return;
	check_bound(types, member);
	check_nullable(types, member);
}

static void check_name(const struct types *types, struct map *names,
		       struct member *member, const char *what)
{
	const struct member *first;

	if (!member->name)
		return;
	first = map_add(names, member->name, member);
	if (!first || !(first->views & member->views))
		return;
	diag_error(types->diag, &member->name_place, "a second %s '%s'", what,
		   member->name);
	diag_note(types->diag, &first->name_place, "the first is here");
}

static void check_members(const struct types *types, const struct type *type,
			  const char *what)
{
	struct member *member;
	struct map names;

	map_init(&names, types->unit->arena);
	for (member = type->members; member; member = member->next) {
		check_member(types, member);
		check_name(types, &names, member, what);
	}
}

static void check_struct(const struct types *types, const struct type *type)
{
	if (!type->members && !types->unit->is_broken)
		diag_warning(types->diag, &type->place,
			     "a struct without members");
	check_members(types, type, "member");
}

/* -- enums --------------------------------------------------------------- */

static void check_enum(const struct types *types, const struct type *type)
{
	const struct enumerator *enumerator;
	const struct number *number;

	for (enumerator = type->enumerators; enumerator;
	     enumerator = enumerator->next) {
		number = &enumerator->number;
		if (!number->known ||
		    number_is_within(number, INT32_MIN, INT32_MAX))
			continue;
		diag_error(types->diag, &enumerator->place,
			   "'%s' is %s%llu; an enum has 32 bits and a sign",
			   enumerator->name, number->negative ? "-" : "",
			   (unsigned long long)number->magnitude);
		return;
	}
}

/* -- unions -------------------------------------------------------------- */

static bool is_label_of_bool(const struct value *label)
{
	return !label->number.known || number_is_within(&label->number, 0, 1);
}

static bool can_switch(const struct member *discriminant)
{
	const struct scalar *scalar = ast_scalar_of(discriminant);
	const struct type *body = ast_body(discriminant);

	if (body)
		return body->kind == TYPE_ENUM;
	return scalar && scalar->wire == 4 && scalar->id != SCALAR_FLOAT;
}

/* The 32 bits of the wire, or the name where only C knows them. */
static const char *identity_of(const struct types *types,
			       const struct number *number, const char *text)
{
	uint32_t bits = (uint32_t)number->magnitude;

	if (!number->known)
		return text;
	return arena_printf(types->unit->arena, "%u",
			    number->negative ? -bits : bits);
}

/* Returns false if a value is known to C alone. */
static bool collect_values(const struct types *types, const struct type *type,
			   struct map *values)
{
	struct enumerator *enumerator;

	map_init(values, types->unit->arena);
	for (enumerator = type->enumerators; enumerator;
	     enumerator = enumerator->next) {
		if (!enumerator->number.known)
			return false;
		map_add(values,
			identity_of(types, &enumerator->number,
				    enumerator->name),
			enumerator);
	}
	return true;
}

/* An arm that no value chooses may be a slip; it does no harm. */
static void check_choices(const struct types *types, const struct type *type)
{
	const struct type *body = ast_body(type->discriminant);
	const struct member *arm;
	const struct value *label;
	struct map values;

	if (!body || body->kind != TYPE_ENUM ||
	    !collect_values(types, body, &values))
		return;
	for (arm = type->members; arm; arm = arm->next) {
		for (label = arm->labels; label; label = label->next) {
			if (label->number.known &&
			    !map_get(&values,
				     identity_of(types, &label->number, NULL)))
				diag_finding(types->diag,
					     FINDING_UNREACHABLE_ARM,
					     &label->place,
					     "no value of the enum is '%s'",
					     label->text);
		}
	}
}

static void check_label(const struct types *types, const struct type *type,
			const struct value *label)
{
	const struct scalar *scalar = ast_scalar_of(type->discriminant);
	struct diag *diag = types->diag;

	if (scalar && scalar->id == SCALAR_BOOL && !is_label_of_bool(label))
		diag_error(diag, &label->place,
			   "a label of a bool is TRUE or FALSE");
	else if (label->number.known &&
		 !number_is_within(&label->number, INT32_MIN, UINT32_MAX))
		diag_error(diag, &label->place,
			   "the label needs more than 32 bits");
}

static void check_labels(const struct types *types, const struct type *type)
{
	const struct member *arm;
	const struct value *first;
	struct value *label;
	struct map labels;

	map_init(&labels, types->unit->arena);
	for (arm = type->members; arm; arm = arm->next) {
		for (label = arm->labels; label; label = label->next) {
			check_label(types, type, label);
			first = map_add(
				&labels,
				identity_of(types, &label->number, label->text),
				label);
			if (!first)
				continue;
			diag_error(types->diag, &label->place,
				   "a second label '%s'", label->text);
			diag_note(types->diag, &first->place,
				  "the first is here");
		}
	}
}

static void check_union(const struct types *types, const struct type *type)
{
	check_member(types, type->discriminant);
	if (!can_switch(type->discriminant))
		diag_error(types->diag, &type->discriminant->place,
			   "a union switches on an integer of 32 bits, a bool "
			   "or an enum");
	if (!type->members && !types->unit->is_broken)
		diag_error(types->diag, &type->place, "a union without arms");
	check_members(types, type, "arm");
	check_labels(types, type);
	check_choices(types, type);
}

/* -- definitions --------------------------------------------------------- */

/* Bounded by PARSER_DEEPEST. */
static void check_type(const struct types *types, struct type *type)
{
	switch (type->kind) {
	case TYPE_STRUCT:
		check_struct(types, type);
		return;
	case TYPE_UNION:
		check_union(types, type);
		return;
	case TYPE_ENUM:
		check_enum(types, type);
		return;
	case TYPE_VOID:
	case TYPE_SCALAR:
	case TYPE_OPAQUE:
	case TYPE_STRING:
	case TYPE_NAME:
		return;
	}
}

/* A file may define a built-in name, as long as it says what is so. */
static void check_built_in(const struct types *types,
			   const struct definition *definition)
{
	const struct scalar *known = scalar_named(definition->name);
	const struct scalar *scalar = NULL;

	if (!known)
		return;
	if (definition->kind == DEFINE_TYPEDEF)
		scalar = ast_scalar_of(definition->member);
	if (!scalar || !scalar_is_same(known, scalar))
		diag_warning(types->diag, &definition->name_place,
			     "'%s' is another type in most C programs",
			     definition->name);
}

/* A procedure's several arguments are a struct's members. */
static void check_arguments(const struct types *types,
			    const struct procedure *procedure)
{
	struct member *argument;
	struct map names;

	map_init(&names, types->unit->arena);
	for (argument = procedure->arguments; argument;
	     argument = argument->next) {
		check_member(types, argument);
		check_name(types, &names, argument, "argument");
	}
}

static void check_program(const struct types *types,
			  const struct definition *program)
{
	const struct procedure *procedure;
	const struct version *version;

	for (version = program->versions; version; version = version->next) {
		for (procedure = version->procedures; procedure;
		     procedure = procedure->next)
			check_arguments(types, procedure);
	}
}

void check_types(struct unit *unit, struct diag *diag)
{
	const struct types types = {unit, diag};
	struct definition *definition;

	for (definition = unit->first; definition;
	     definition = definition->next) {
		switch (definition->kind) {
		case DEFINE_TYPE:
			check_type(&types, definition->type);
			check_built_in(&types, definition);
			break;
		case DEFINE_TYPEDEF:
			check_member(&types, definition->member);
			check_built_in(&types, definition);
			break;
		case DEFINE_PROGRAM:
			check_program(&types, definition);
			break;
		case DEFINE_CONST:
		case DEFINE_TEXT:
		case DEFINE_IMPORT:
		case DEFINE_EXTERNAL:
			break;
		}
	}
}
