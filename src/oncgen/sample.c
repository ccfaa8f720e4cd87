/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Example values: the least that can be sent.
 *
 * Invariant: only what stands in the value itself is looked at; what it
 * points to is NULL, so no list and no tree has to end.
 */

#include "sample.h"

#include <stdlib.h>

#include "condition.h"
#include "symbol.h"

enum { UNKNOWN, ZEROS_DO, NEEDS_MORE };

void sample_init(struct sample *sample, struct emit *emit)
{
	*sample = (struct sample){
		.emit = emit,
		.needs = arena_alloc(emit->arena,
				     emit->unit->definition_count + 1),
		.empty = symbol_free_name(emit->unit, "empty"),
	};
	map_init(&sample->written, emit->arena);
}

/* -- choices ------------------------------------------------------------- */

static bool is_zero(const struct number *number)
{
	return number->known && number->magnitude == 0;
}

const char *sample_enumerator(const struct member *member)
{
	const struct type *body = ast_body(member);
	const struct enumerator *enumerator;

	if (!body || body->kind != TYPE_ENUM || !body->enumerators)
		return NULL;
	for (enumerator = body->enumerators; enumerator;
	     enumerator = enumerator->next) {
		if (is_zero(&enumerator->number))
			return enumerator->name;
	}
	return body->enumerators->name;
}

static bool enum_has_zero(const struct type *type)
{
	const struct enumerator *enumerator;

	for (enumerator = type->enumerators; enumerator;
	     enumerator = enumerator->next) {
		if (is_zero(&enumerator->number))
			return true;
	}
	return !type->enumerators;
}

/* What a union is an example of: a value of the discriminant and its arm. */
struct choice {
	const char *value; /* NULL: 0 */
	const struct member *arm;
};

static const struct member *arm_of_zero(const struct type *type)
{
	const struct member *arm, *fallback = NULL;
	const struct value *label;

	for (arm = type->members; arm; arm = arm->next) {
		if (arm->is_default)
			fallback = arm;
		for (label = arm->labels; label; label = label->next) {
			if (is_zero(&label->number))
				return arm;
		}
	}
	return fallback;
}

static struct choice choose(const struct type *type)
{
	const struct type *body = ast_body(type->discriminant);
	bool has_zero = !body || body->kind != TYPE_ENUM || enum_has_zero(body);
	struct choice choice = {NULL, NULL};
	const struct member *arm;

	if (has_zero)
		choice.arm = arm_of_zero(type);
	if (choice.arm)
		return choice;
	for (arm = type->members; arm; arm = arm->next) {
		choice.arm = arm;
		choice.value = arm->labels
				       ? arm->labels->text
				       : sample_enumerator(type->discriminant);
		if (arm->labels)
			break;
	}
	return choice;
}

/* -- whether zeros do ---------------------------------------------------- */

static bool is_seen(const struct member *member)
{
	return member->type->kind != TYPE_VOID && ast_is_in_c(member) &&
	       ast_is_on_wire(member);
}

bool sample_needs_body(struct sample *sample, const struct type *type)
{
	const struct member *member;
	struct choice choice;

	if (type->kind == TYPE_ENUM)
		return !enum_has_zero(type);
	if (type->kind == TYPE_UNION) {
		choice = choose(type);
		return choice.value ||
		       (choice.arm && sample_needs(sample, choice.arm));
	}
	for (member = type->members; member; member = member->next) {
		if (sample_needs(sample, member))
			return true;
	}
	return false;
}

/* The element of an array, the member itself if it is none. */
static struct member element_of(const struct member *member)
{
	struct member element = *member;

	if (element.shape == SHAPE_FIXED)
		element.shape = SHAPE_PLAIN;
	element.bound = NULL;
	return element;
}

bool sample_needs(struct sample *sample, const struct member *member)
{
	const struct definition *definition;
	struct member element;
	unsigned char *known;

	if (!is_seen(member))
		return false;
	member = ast_see_through(member);
	if (member->type->kind == TYPE_STRING)
		return member->shape != SHAPE_OPTIONAL;
	if (member->shape == SHAPE_VARIABLE || member->shape == SHAPE_OPTIONAL)
		return false;
	if (member->shape == SHAPE_FIXED) {
		element = element_of(member);
		return sample_needs(sample, &element);
	}
	if (ast_is_in_place(member->type))
		return sample_needs_body(sample, member->type);
	definition = ast_named(member->type, DEFINE_TYPE);
	if (!definition || !(definition->views & VIEW_HEADER))
		return false;
	known = &sample->needs[definition->id];
	if (*known == UNKNOWN)
		*known = sample_needs_body(sample, definition->type)
				 ? NEEDS_MORE
				 : ZEROS_DO;
	return *known == NEEDS_MORE;
}

/* -- statements ---------------------------------------------------------- */

static const char *indent(const struct sample *sample, unsigned int depth)
{
	const char *text = "";

	while (depth-- > 0)
		text = arena_printf(sample->emit->arena, "%s\t", text);
	return text;
}

static const char *function_of(const struct sample *sample,
			       const struct definition *definition)
{
	return symbol_free_name(sample->emit->unit,
				arena_printf(sample->emit->arena, "example_%s",
					     definition->name));
}

static void fill_array(struct sample *sample, const struct member *member,
		       const char *lvalue, unsigned int depth)
{
	struct arena *arena = sample->emit->arena;
	struct out *out = sample->emit->out;
	struct member element = element_of(member);
	const char *index = symbol_free_name(sample->emit->unit,
					     arena_printf(arena, "i%u", depth));

	out_put(out,
		"%sfor (size_t %s = 0; %s < sizeof(%s) / sizeof(%s[0]); "
		"%s++) {\n",
		indent(sample, depth), index, index, lvalue, lvalue, index);
	sample_fill(sample, &element,
		    arena_printf(arena, "%s[%s]", lvalue, index), depth + 1);
	out_put(out, "%s}\n", indent(sample, depth));
}

static void fill_union(struct sample *sample, const struct type *type,
		       const char *name, const char *base, unsigned int depth)
{
	struct arena *arena = sample->emit->arena;
	const struct member *discriminant = type->discriminant;
	struct choice choice = choose(type);
	const char *cast = "";

	if (choice.value && !ast_is_in_place(discriminant->type))
		cast = arena_printf(arena, "(%s)",
				    emit_type_name(arena, discriminant->type));
	if (choice.value)
		out_put(sample->emit->out, "%s%s%s = %s%s;\n",
			indent(sample, depth), base, discriminant->name, cast,
			choice.value);
	if (choice.arm && is_seen(choice.arm))
		sample_fill(sample, choice.arm,
			    arena_printf(arena, "%s%s_u.%s", base, name,
					 choice.arm->name),
			    depth);
}

void sample_fill_body(struct sample *sample, const struct type *type,
		      const char *name, const char *base, unsigned int depth)
{
	const struct member *member;

	if (type->kind == TYPE_UNION) {
		fill_union(sample, type, name, base, depth);
		return;
	}
	for (member = type->members; member; member = member->next) {
		if (is_seen(member))
			sample_fill(sample, member,
				    arena_printf(sample->emit->arena, "%s%s",
						 base, member->name),
				    depth);
	}
}

void sample_fill(struct sample *sample, const struct member *member,
		 const char *lvalue, unsigned int depth)
{
	struct arena *arena = sample->emit->arena;
	struct out *out = sample->emit->out;
	const struct definition *definition;

	if (!sample_needs(sample, member))
		return;
	member = ast_see_through(member);
	definition = ast_named(member->type, DEFINE_TYPE);
	if (member->shape == SHAPE_FIXED)
		fill_array(sample, member, lvalue, depth);
	else if (member->type->kind == TYPE_STRING)
		out_put(out, "%s%s = %s;\n", indent(sample, depth), lvalue,
			sample->empty);
	else if (sample_enumerator(member))
		out_put(out, "%s%s = %s;\n", indent(sample, depth), lvalue,
			sample_enumerator(member));
	else if (definition)
		out_put(out, "%s%s(&%s);\n", indent(sample, depth),
			function_of(sample, definition), lvalue);
	else
		sample_fill_body(sample, member->type, member->name,
				 arena_printf(arena, "%s.", lvalue), depth);
}

/* -- functions ----------------------------------------------------------- */

static void write_function(struct sample *sample,
			   const struct definition *definition)
{
	const char *value = symbol_free_name(sample->emit->unit, "value");

	if (definition->type->kind == TYPE_ENUM ||
	    map_add(&sample->written, definition->name, (void *)definition))
		return;
	sample_prepare_body(sample, definition->type);
	out_put(sample->emit->out, "static void %s(%s *%s)\n{\n",
		function_of(sample, definition), definition->name, value);
	sample_fill_body(sample, definition->type, definition->name,
			 arena_printf(sample->emit->arena, "%s->", value), 1);
	out_put(sample->emit->out, "}\n\n");
}

void sample_prepare(struct sample *sample, const struct member *member)
{
	const struct definition *definition;
	struct member element;

	if (!sample_needs(sample, member))
		return;
	member = ast_see_through(member);
	if (member->shape == SHAPE_FIXED) {
		element = element_of(member);
		sample_prepare(sample, &element);
		return;
	}
	if (member->type->kind == TYPE_STRING) {
		if (!sample->has_empty)
			out_put(sample->emit->out, "static char %s[1];\n\n",
				sample->empty);
		sample->has_empty = true;
		return;
	}
	definition = ast_named(member->type, DEFINE_TYPE);
	if (definition)
		write_function(sample, definition);
	else
		sample_prepare_body(sample, member->type);
}

void sample_prepare_body(struct sample *sample, const struct type *type)
{
	const struct member *member;
	struct choice choice;

	if (type->kind == TYPE_UNION) {
		choice = choose(type);
		if (choice.arm)
			sample_prepare(sample, choice.arm);
		return;
	}
	for (member = type->members; member; member = member->next)
		sample_prepare(sample, member);
}
