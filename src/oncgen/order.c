/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: a definition gets its step after those of all that it needs; it
 * is OPEN from its first need to its step, so meeting it OPEN is a circle.
 */

#include "order.h"

#include <string.h>

/* By value within one another: struct in struct in struct. */
enum { DEEPEST = 128 };

enum progress {
	NOT_YET,
	OPEN,
	DONE,
};

struct walk {
	struct unit *unit;
	struct diag *diag;
	struct order order;
	uint8_t *progress; /* by the definition's id */
	bool *is_declared;
	uint8_t *depth; /* of the definitions within, at most DEEPEST */
};

static unsigned int complete(struct walk *walk, struct definition *definition,
			     const struct place *user, unsigned int depth);
static unsigned int define(struct walk *walk, struct definition *definition,
			   const struct place *user, unsigned int depth);

static struct order_step *append(struct walk *walk, enum order_what what,
				 const struct definition *definition)
{
	struct order_step *step;

	step = arena_alloc(walk->unit->arena, sizeof(*step));
	step->what = what;
	step->definition = definition;
	if (walk->order.last)
		walk->order.last->next = step;
	else
		walk->order.first = step;
	walk->order.last = step;
	return step;
}

static bool is_record(const struct definition *definition)
{
	return definition->kind == DEFINE_TYPE &&
	       definition->type->kind != TYPE_ENUM;
}

/*
 * A pointer needs no more than the name. The user's own is known inside it by
 * its tag.
 */
static unsigned int declare(struct walk *walk, struct definition *definition,
			    const struct definition *user,
			    const struct place *place, unsigned int depth)
{
	if (!is_record(definition))
		return define(walk, definition, place, depth);
	if (definition == user || walk->is_declared[definition->id] ||
	    walk->progress[definition->id] == DONE)
		return 0;
	walk->is_declared[definition->id] = true;
	append(walk, ORDER_DECLARE, definition);
	return 0;
}

static unsigned int need_type(struct walk *walk, const struct type *type,
			      const struct definition *user,
			      unsigned int depth);

/* How deep the definitions within this member are. */
static unsigned int need(struct walk *walk, const struct member *member,
			 const struct definition *user, unsigned int depth)
{
	const struct type *type = member->type;

	if (type->kind != TYPE_NAME)
		return need_type(walk, type, user, depth);
	if (!type->definition)
		return 0;
	if (member->shape == SHAPE_PLAIN || member->shape == SHAPE_FIXED)
		return complete(walk, type->definition, &member->place,
				depth + 1);
	return declare(walk, type->definition, user, &member->place, depth + 1);
}

/* Bounded by PARSER_DEEPEST. */
static unsigned int need_type(struct walk *walk, const struct type *type,
			      const struct definition *user, unsigned int depth)
{
	const struct member *member;
	unsigned int most = 0, one;

	if (type->discriminant)
		most = need(walk, type->discriminant, user, depth);
	for (member = type->members; member; member = member->next) {
		one = need(walk, member, user, depth);
		if (one > most)
			most = one;
	}
	return most;
}

static unsigned int close_definition(struct walk *walk,
				     const struct definition *definition,
				     unsigned int within)
{
	if (within >= DEEPEST) {
		diag_error(walk->diag, &definition->name_place,
			   "'%s' holds types nested more than %d deep",
			   definition->name, DEEPEST);
		within = 0;
	}
	walk->progress[definition->id] = DONE;
	walk->depth[definition->id] = (uint8_t)(within + 1);
	append(walk, ORDER_DEFINE, definition)->is_declared =
		walk->is_declared[definition->id];
	return within + 1;
}

/* A typedef of a plain name needs the name alone, as a pointer does. */
static unsigned int need_target(struct walk *walk,
				const struct definition *definition,
				unsigned int depth)
{
	const struct member *member = definition->member;

	if (member->shape == SHAPE_PLAIN && member->type->definition)
		return declare(walk, member->type->definition, definition,
			       &member->place, depth + 1);
	return need(walk, member, definition, depth);
}

static unsigned int define(struct walk *walk, struct definition *definition,
			   const struct place *user, unsigned int depth)
{
	unsigned int within;

	if (definition->kind == DEFINE_EXTERNAL)
		return 0;
	if (walk->progress[definition->id] == DONE)
		return walk->depth[definition->id];
	if (walk->progress[definition->id] == OPEN) {
		diag_error(walk->diag, user, "'%s' contains itself",
			   definition->name);
		return 0;
	}
	if (depth > 2 * DEEPEST) {
		diag_error(walk->diag, &definition->name_place,
			   "'%s' is nested too deeply", definition->name);
		return 0;
	}
	walk->progress[definition->id] = OPEN;
	if (definition->kind == DEFINE_TYPEDEF)
		within = need_target(walk, definition, depth);
	else
		within = need_type(walk, definition->type, definition, depth);
	return close_definition(walk, definition, within);
}

/* By value: behind a typedef of a plain name the type itself too. */
static unsigned int complete(struct walk *walk, struct definition *definition,
			     const struct place *user, unsigned int depth)
{
	unsigned int within = define(walk, definition, user, depth), target;
	const struct member *member = definition->member;

	if (definition->kind != DEFINE_TYPEDEF ||
	    member->shape != SHAPE_PLAIN || !member->type->definition ||
	    walk->progress[definition->id] != DONE)
		return within;
	target = complete(walk, member->type->definition, user, depth + 1);
	return target >= within ? target + 1 : within;
}

static void order_program(struct walk *walk,
			  const struct definition *definition)
{
	const struct procedure *procedure;
	const struct version *version;

	for (version = definition->versions; version; version = version->next) {
		for (procedure = version->procedures; procedure;
		     procedure = procedure->next) {
			if (procedure->wrapping)
				complete(walk, procedure->wrapping,
					 &procedure->place, 0);
		}
	}
	append(walk, ORDER_DEFINE, definition);
}

struct order order_of(struct unit *unit, struct diag *diag)
{
	size_t count = unit->definition_count;
	struct walk walk = {
		.unit = unit,
		.diag = diag,
		.progress = arena_alloc(unit->arena, count),
		.is_declared = arena_array(unit->arena, count, sizeof(bool)),
		.depth = arena_alloc(unit->arena, count),
	};
	struct definition *definition;

	for (definition = unit->first; definition;
	     definition = definition->next) {
		if (definition->kind == DEFINE_PROGRAM)
			order_program(&walk, definition);
		else if (definition->kind == DEFINE_TYPE ||
			 definition->kind == DEFINE_TYPEDEF)
			define(&walk, definition, &definition->name_place, 0);
		else
			append(&walk, ORDER_DEFINE, definition);
	}
	return walk.order;
}
