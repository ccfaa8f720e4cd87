/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Finds what names stand for: definitions of types, numbers of values.
 *
 * Invariant: every type and every value of the tree is visited once.
 */

#include "check.h"

#include <string.h>

#include "foreign.h"
#include "symbol.h"
#include "value.h"
#include "word.h"

struct names {
	struct unit *unit;
	struct diag *diag;
};

static void find_value(const struct names *names, struct value *value)
{
	if (value)
		value_resolve(names->unit, names->diag, value);
}

/* -- types --------------------------------------------------------------- */

static void undefined(const struct names *names, const struct type *type)
{
	const char *near;

	if (names->unit->is_broken)
		return;
	near = symbol_suggest(names->unit, names->diag, type->name, true);
	if (near) {
		diag_error(names->diag, &type->place,
			   "the type '%s' is not defined; is it '%s'?",
			   type->name, near);
		return;
	}
	diag_error(names->diag, &type->place, "the type '%s' is not defined",
		   type->name);
	diag_note(names->diag, &type->place,
		  "if it is C's, %%#include its header, and say --codec=%s",
		  type->name);
}

/* The word before the name must be what the definition says. */
static void check_tag(const struct names *names, const struct type *type)
{
	static const struct {
		enum type_kind kind;
		const char *word;
	} words[] = {
		[TAG_STRUCT] = {TYPE_STRUCT, "a struct"},
		[TAG_UNION] = {TYPE_UNION, "a union"},
		[TAG_ENUM] = {TYPE_ENUM, "an enum"},
	};
	const struct definition *definition = type->definition;

	if (type->tag == TAG_NONE ||
	    (definition && (definition->spelling || definition->codec)))
		return;
	if (definition && definition->kind == DEFINE_TYPE &&
	    definition->type->kind == words[type->tag].kind)
		return;
	diag_error(names->diag, &type->place, "'%s' is not %s", type->name,
		   words[type->tag].word);
	if (definition)
		diag_note(names->diag, &definition->name_place,
			  "it is defined here");
}

static void find_type(const struct names *names, struct type *type)
{
	const struct symbol *symbol = symbol_get(names->unit, type->name);

	if (symbol && symbol->kind == SYMBOL_TYPE) {
		type->definition = symbol->definition;
		check_tag(names, type);
		return;
	}
	if (!symbol)
		type->definition = foreign_declared(names->unit, type);
	if (!type->definition)
		type->scalar = scalar_named(type->name);
	if (!symbol && !type->definition && !type->scalar)
		type->definition = foreign_find(names->unit, names->diag, type);
	if (type->definition || type->scalar) {
		check_tag(names, type);
		return;
	}
	if (!symbol) {
		undefined(names, type);
		type->scalar = scalar_of(SCALAR_INT);
		return;
	}
	type->scalar = scalar_of(SCALAR_INT);
	diag_error(names->diag, &type->place, "'%s' is not a type", type->name);
	diag_note(names->diag, &symbol->place, "it is defined here");
}

/*
 * What a union switches on has four bytes. That has to be known of a type of C
 * before anything else uses it.
 */
static void find_discriminants(const struct names *names,
			       const struct type *type)
{
	const struct type *of =
		type->discriminant ? type->discriminant->type : NULL;
	const struct member *member;

	if (of && of->kind == TYPE_NAME && names->unit->has_text &&
	    !symbol_get(names->unit, of->name) && !scalar_named(of->name) &&
	    !map_get(&names->unit->codecs, of->name) &&
	    !map_get(&names->unit->neighbours, of->name))
		foreign_switched(names->unit, names->diag, of);
	for (member = type->members; member; member = member->next)
		find_discriminants(names, member->type);
}

static void find_all_discriminants(const struct names *names)
{
	const struct definition *definition;

	for (definition = names->unit->first; definition;
	     definition = definition->next) {
		if (definition->kind == DEFINE_TYPE)
			find_discriminants(names, definition->type);
		else if (definition->kind == DEFINE_TYPEDEF)
			find_discriminants(names, definition->member->type);
	}
}

static void find_in_type(const struct names *names, struct type *type);

static void find_in_member(const struct names *names, struct member *member)
{
	struct value *label;

	if (member->name)
		word_check(names->diag, member->name, &member->name_place);
	find_in_type(names, member->type);
	find_value(names, member->bound);
	for (label = member->labels; label; label = label->next)
		find_value(names, label);
}

/* Bounded by PARSER_DEEPEST. */
static void find_in_type(const struct names *names, struct type *type)
{
	struct member *member;

	if (type->kind == TYPE_NAME)
		find_type(names, type);
	if (type->kind == TYPE_ENUM)
		value_resolve_enum(names->unit, names->diag, type);
	if (type->discriminant)
		find_in_member(names, type->discriminant);
	for (member = type->members; member; member = member->next)
		find_in_member(names, member);
}

/* -- definitions --------------------------------------------------------- */

static void find_in_program(const struct names *names,
			    const struct definition *program)
{
	struct procedure *procedure;
	struct version *version;
	struct member *argument;

	find_value(names, program->value);
	for (version = program->versions; version; version = version->next) {
		find_value(names, version->number);
		for (procedure = version->procedures; procedure;
		     procedure = procedure->next) {
			find_value(names, procedure->number);
			find_in_type(names, procedure->result);
			for (argument = procedure->arguments; argument;
			     argument = argument->next)
				find_in_member(names, argument);
		}
	}
}

/* -- circles --------------------------------------------------------------- */

/* Typedefs of typedefs; whoever looks through them relies on the end. */
enum { LONGEST_CHAIN = 128 };

static bool check_chain(const struct names *names,
			const struct definition *first)
{
	const struct definition *definition = first;
	unsigned int length;

	for (length = 0; definition; length++) {
		if (length > 0 && definition == first) {
			diag_error(names->diag, &first->name_place,
				   "'%s' contains itself", first->name);
			return false;
		}
		if (length == LONGEST_CHAIN) {
			diag_error(names->diag, &first->name_place,
				   "'%s' is a typedef of too many others",
				   first->name);
			return false;
		}
		if (definition->member->shape != SHAPE_PLAIN)
			break;
		definition =
			ast_named(definition->member->type, DEFINE_TYPEDEF);
	}
	return true;
}

static bool check_chains(const struct names *names)
{
	const struct definition *definition;
	bool end = true;

	for (definition = names->unit->first; definition;
	     definition = definition->next) {
		if (definition->kind == DEFINE_TYPEDEF)
			end &= check_chain(names, definition);
	}
	return end;
}

bool check_names(struct unit *unit, struct diag *diag)
{
	const struct names names = {unit, diag};
	struct definition *definition;

	find_all_discriminants(&names);
	/* The list grows by what is found in other files. */
	for (definition = unit->first; definition;
	     definition = definition->next) {
		switch (definition->kind) {
		case DEFINE_CONST:
			find_value(&names, definition->value);
			break;
		case DEFINE_TYPE:
			find_in_type(&names, definition->type);
			break;
		case DEFINE_TYPEDEF:
			find_in_type(&names, definition->member->type);
			find_value(&names, definition->member->bound);
			break;
		case DEFINE_PROGRAM:
			find_in_program(&names, definition);
			break;
		case DEFINE_TEXT:
		case DEFINE_IMPORT:
		case DEFINE_EXTERNAL:
			break;
		}
	}
	return check_chains(&names);
}
