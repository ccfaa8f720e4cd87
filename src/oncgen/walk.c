/* SPDX-License-Identifier: BSD-3-Clause */
/* Invariant: a definition in the queue is marked as seen. */

#include "walk.h"

void walk_init(struct walk *walk, struct unit *unit)
{
	*walk = (struct walk){
		.unit = unit,
		.seen = arena_alloc(unit->arena, unit->definition_count + 1),
		.queue = arena_array(unit->arena, unit->definition_count + 1,
				     sizeof(walk->queue[0])),
	};
}

void walk_definition(struct walk *walk, const struct definition *definition)
{
	if (walk->seen[definition->id])
		return;
	walk->seen[definition->id] = 1;
	walk->queue[walk->count++] = definition;
}

/* Bounded by PARSER_DEEPEST. */
void walk_type(struct walk *walk, const struct type *type)
{
	const struct member *member;

	if (type->kind == TYPE_NAME && type->definition)
		walk_definition(walk, type->definition);
	if (ast_is_in_place(type) && walk->type)
		walk->type(walk->context, type);
	if (type->discriminant)
		walk_member(walk, type->discriminant);
	for (member = type->members; member; member = member->next)
		walk_member(walk, member);
}

void walk_member(struct walk *walk, const struct member *member)
{
	if (walk->member)
		walk->member(walk->context, member);
	walk_type(walk, member->type);
}

void walk_run(struct walk *walk)
{
	const struct definition *definition;

	while (walk->first < walk->count) {
		definition = walk->queue[walk->first++];
		if (definition->kind == DEFINE_TYPE)
			walk_type(walk, definition->type);
		if (definition->kind == DEFINE_TYPEDEF)
			walk_member(walk, definition->member);
	}
}

void walk_arguments(struct walk *walk, const struct definition *program)
{
	const struct procedure *procedure;
	const struct version *version;
	const struct member *argument;

	for (version = program->versions; version; version = version->next) {
		for (procedure = version->procedures; procedure;
		     procedure = procedure->next) {
			for (argument = procedure->arguments; argument;
			     argument = argument->next)
				walk_member(walk, argument);
		}
	}
}

void walk_results(struct walk *walk, const struct definition *program)
{
	const struct procedure *procedure;
	const struct version *version;

	for (version = program->versions; version; version = version->next) {
		for (procedure = version->procedures; procedure;
		     procedure = procedure->next)
			walk_type(walk, procedure->result);
	}
}
