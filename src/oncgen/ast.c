/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: the questions at the end are asked after check.c has found every
 * name and refused typedefs that go round in a circle.
 */

#include "ast.h"

#include "condition.h"

struct type *ast_type(struct unit *unit, enum type_kind kind,
		      const struct place *place)
{
	struct type *type = arena_alloc(unit->arena, sizeof(*type));

	type->kind = kind;
	type->place = *place;
	type->id = unit->type_count++;
	return type;
}

struct type *ast_scalar(struct unit *unit, enum scalar_id id,
			const struct place *place)
{
	struct type *type = ast_type(unit, TYPE_SCALAR, place);

	type->scalar = scalar_of(id);
	return type;
}

struct member *ast_member(struct unit *unit, struct type *type,
			  enum shape shape, const char *name,
			  const struct place *place)
{
	struct member *member = arena_alloc(unit->arena, sizeof(*member));

	member->place = *place;
	member->name_place = *place;
	member->name = name;
	member->type = type;
	member->shape = shape;
	member->views = VIEW_ALL;
	return member;
}

static struct definition *new_definition(struct unit *unit,
					 enum definition_kind kind,
					 const char *name,
					 const struct place *place)
{
	struct definition *definition;

	definition = arena_alloc(unit->arena, sizeof(*definition));
	definition->kind = kind;
	definition->name = name;
	definition->place = *place;
	definition->name_place = *place;
	definition->views = VIEW_ALL;
	definition->id = unit->definition_count++;
	definition->is_main = !place->source->includer;
	return definition;
}

struct definition *ast_define(struct unit *unit, enum definition_kind kind,
			      const char *name, const struct place *place)
{
	struct definition *definition;

	definition = new_definition(unit, kind, name, place);
	if (unit->last)
		unit->last->next = definition;
	else
		unit->first = definition;
	unit->last = definition;
	return definition;
}

struct definition *ast_wrap(struct unit *unit, const char *name,
			    struct member *members, const struct place *place)
{
	struct definition *definition;

	definition = new_definition(unit, DEFINE_TYPE, name, place);
	definition->type = ast_type(unit, TYPE_STRUCT, place);
	definition->type->members = members;
	return definition;
}

struct definition *ast_foreign(struct unit *unit, enum definition_kind kind,
			       const char *name, const struct place *place)
{
	struct definition *definition;

	definition = new_definition(unit, kind, name, place);
	definition->is_main = false;
	return definition;
}

bool ast_is_built_in(const struct definition *definition)
{
	const struct scalar *known = scalar_named(definition->name);
	const struct scalar *scalar;

	if (!known || definition->kind != DEFINE_TYPEDEF)
		return false;
	scalar = ast_scalar_of(definition->member);
	return scalar && scalar_is_same(known, scalar);
}

const char *ast_spelling(const struct definition *definition)
{
	if (definition->spelling)
		return definition->spelling;
	if (ast_is_built_in(definition))
		return scalar_named(definition->name)->c;
	return definition->name;
}

const struct definition *ast_named(const struct type *type,
				   enum definition_kind kind)
{
	if (type->kind != TYPE_NAME || !type->definition)
		return NULL;
	return type->definition->kind == kind ? type->definition : NULL;
}

const struct member *ast_see_through(const struct member *member)
{
	const struct definition *definition;

	while (member->shape == SHAPE_PLAIN) {
		definition = ast_named(member->type, DEFINE_TYPEDEF);
		if (!definition)
			break;
		member = definition->member;
	}
	return member;
}

bool ast_is_in_place(const struct type *type)
{
	return type->kind == TYPE_STRUCT || type->kind == TYPE_UNION ||
	       type->kind == TYPE_ENUM;
}

const struct type *ast_body(const struct member *member)
{
	const struct definition *definition;

	member = ast_see_through(member);
	if (member->shape != SHAPE_PLAIN)
		return NULL;
	if (ast_is_in_place(member->type))
		return member->type;
	definition = ast_named(member->type, DEFINE_TYPE);
	return definition ? definition->type : NULL;
}

const struct scalar *ast_scalar_of(const struct member *member)
{
	member = ast_see_through(member);
	return member->shape == SHAPE_PLAIN ? member->type->scalar : NULL;
}

bool ast_is_in_c(const struct member *member)
{
	return member->views & VIEW_HEADER;
}

bool ast_is_on_wire(const struct member *member)
{
	return member->views & VIEW_TABLES;
}

bool ast_is_string(const struct member *member)
{
	return ast_see_through(member)->type->kind == TYPE_STRING;
}
