/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Programs: their numbers, and the C names that come of them.
 *
 * Invariant: when this is done every procedure and version has its c_name, and
 * a procedure with other than one plain argument has its wrapping.
 */

#include "check.h"

#include <ctype.h>
#include <string.h>

#include "symbol.h"
#include "value.h"

struct programs {
	struct unit *unit;
	struct diag *diag;
};

/* -- numbers ------------------------------------------------------------- */

static void check_number(const struct programs *programs,
			 const struct value *value)
{
	if (value->number.known &&
	    !number_is_within(&value->number, 0, UINT32_MAX))
		diag_error(programs->diag, &value->place,
			   "the number does not fit into 32 bits");
}

/* One #define serves all that have the name: they need one number. */
static void check_agreement(const struct programs *programs, const char *name,
			    const struct value *number)
{
	const struct symbol *first = symbol_get(programs->unit, name);
	const struct value *known = first ? first->value : NULL;

	if (!known || !known->number.known || !number->number.known ||
	    number_compare(&known->number, &number->number) == 0)
		return;
	diag_error(programs->diag, &number->place,
		   "'%s' has another number before", name);
	diag_note(programs->diag, &known->place, "it is here");
}

/* A map's key of what is the same on the wire. */
static const char *identity_of(const struct programs *programs,
			       const struct value *value)
{
	if (!value->number.known)
		return value->text;
	return arena_printf(programs->unit->arena, "%llu",
			    (unsigned long long)value->number.magnitude);
}

static void check_once(const struct programs *programs, struct map *map,
		       const char *key, const struct place *place,
		       const char *what)
{
	const struct place *first = map_add(map, key, (void *)place);

	if (!first)
		return;
	diag_error(programs->diag, place, "a second %s '%s'", what, key);
	diag_note(programs->diag, first, "the first is here");
}

/* -- names --------------------------------------------------------------- */

static char *lower(struct arena *arena, const char *name)
{
	char *copy = arena_dup(arena, name, strlen(name)), *c;

	for (c = copy; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return copy;
}

/* name_v: a version's number in decimal, or the name that stands for it. */
static const char *versioned(struct arena *arena, const char *name,
			     const struct value *version)
{
	if (version->is_name)
		return arena_printf(arena, "%s_%s", lower(arena, name),
				    version->text);
	return arena_printf(arena, "%s_%llu", lower(arena, name),
			    (unsigned long long)version->number.magnitude);
}

/* False if the name is taken, which is then said. */
static bool reserve(const struct programs *programs, const char *suffix,
		    const char *c_name, const struct place *place)
{
	const char *name =
		arena_printf(programs->unit->arena, "%s%s", c_name, suffix);

	return symbol_enter_function(programs->unit, programs->diag, name,
				     place);
}

/* -- procedures ---------------------------------------------------------- */

/* One argument that C can take as it is needs no structure round it. */
static bool is_simple(const struct member *argument)
{
	return argument->shape == SHAPE_PLAIN ||
	       (argument->type->kind == TYPE_STRING && !argument->bound);
}

static void wrap(const struct programs *programs, struct procedure *procedure)
{
	struct arena *arena = programs->unit->arena;
	struct member *argument = procedure->arguments;
	unsigned int i;

	if (!argument || (!argument->next && is_simple(argument)))
		return;
	for (i = 1; argument; argument = argument->next, i++) {
		if (!argument->name)
			argument->name = arena_printf(arena, "arg%u", i);
	}
	procedure->wrapping =
		ast_wrap(programs->unit,
			 arena_printf(arena, "%s_argument", procedure->c_name),
			 procedure->arguments, &procedure->place);
	procedure->wrapping->place.doc = NULL;
	reserve(programs, "_argument", procedure->c_name,
		&procedure->name_place);
}

/* A stub's prototype cannot spell a type that has no name. */
static void check_named(const struct programs *programs,
			const struct type *type)
{
	if (ast_is_in_place(type))
		diag_error(programs->diag, &type->place,
			   "the type of an argument or result needs a name");
}

static void check_envelope(const struct programs *programs,
			   const struct procedure *procedure)
{
	const struct member result = {.type = procedure->result};
	const struct type *body;

	if (!(procedure->place.notes & NOTE_ENVELOPE))
		return;
	body = ast_body(&result);
	if (procedure->result->kind == TYPE_VOID || ast_is_string(&result) ||
	    ast_scalar_of(&result) || (body && body->kind == TYPE_ENUM))
		diag_error(programs->diag, &procedure->place,
			   "@envelope wants a structure as result");
}

static void check_procedure(const struct programs *programs,
			    const struct version *version,
			    struct procedure *procedure)
{
	const struct place *place = &procedure->name_place;
	const struct member *argument;

	check_number(programs, procedure->number);
	check_agreement(programs, procedure->name, procedure->number);
	check_named(programs, procedure->result);
	for (argument = procedure->arguments; argument;
	     argument = argument->next)
		check_named(programs, argument->type);
	check_envelope(programs, procedure);

	procedure->c_name = versioned(programs->unit->arena, procedure->name,
				      version->number);
	if (reserve(programs, "", procedure->c_name, place) &&
	    reserve(programs, "_svc", procedure->c_name, place) &&
	    reserve(programs, "_procedure", procedure->c_name, place))
		wrap(programs, procedure);
}

/* -- versions ------------------------------------------------------------ */

static void check_version(const struct programs *programs,
			  const struct definition *program,
			  struct version *version)
{
	struct procedure *procedure;
	struct map names, numbers;

	map_init(&names, programs->unit->arena);
	map_init(&numbers, programs->unit->arena);
	check_number(programs, version->number);
	check_agreement(programs, version->name, version->number);
	version->c_name = versioned(programs->unit->arena, program->name,
				    version->number);
	reserve(programs, "_program", version->c_name, &version->name_place);

	for (procedure = version->procedures; procedure;
	     procedure = procedure->next) {
		unsigned int errors = programs->diag->errors;

		check_once(programs, &names, procedure->name,
			   &procedure->name_place, "procedure");
		check_once(programs, &numbers,
			   identity_of(programs, procedure->number),
			   &procedure->number->place, "procedure number");
		/* More about the same name would only be noise. */
		if (programs->diag->errors == errors)
			check_procedure(programs, version, procedure);
	}
}

static void check_program(const struct programs *programs,
			  const struct definition *program)
{
	struct version *version;
	struct map names, numbers;

	map_init(&names, programs->unit->arena);
	map_init(&numbers, programs->unit->arena);
	check_number(programs, program->value);
	for (version = program->versions; version; version = version->next) {
		unsigned int errors = programs->diag->errors;

		check_once(programs, &names, version->name,
			   &version->name_place, "version");
		check_once(programs, &numbers,
			   identity_of(programs, version->number),
			   &version->number->place, "version number");
		if (programs->diag->errors == errors)
			check_version(programs, program, version);
	}
}

void check_programs(struct unit *unit, struct diag *diag)
{
	const struct programs programs = {.unit = unit, .diag = diag};
	const struct definition *definition;

	for (definition = unit->first; definition;
	     definition = definition->next) {
		if (definition->kind == DEFINE_PROGRAM)
			check_program(&programs, definition);
	}
}
