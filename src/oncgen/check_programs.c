/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Programs: their numbers, and the C names that come of them.
 *
 * Invariant: when this is done every procedure and version has its c_name, and
 * a procedure with other than one plain argument has its wrapping.
 */

#include "check.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "symbol.h"
#include "value.h"

struct programs {
	struct unit *unit;
	struct diag *diag;
	struct map functions; /* procedures and programs, in C */
};

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

/* -- arguments ----------------------------------------------------------- */

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
}

/* -- checks -------------------------------------------------------------- */

static void name_procedures(struct programs *programs,
			    const struct version *version)
{
	struct arena *arena = programs->unit->arena;
	struct procedure *procedure;

	for (procedure = version->procedures; procedure;
	     procedure = procedure->next) {
		procedure->c_name =
			versioned(arena, procedure->name, version->number);
		wrap(programs, procedure);
	}
}

void check_programs(struct unit *unit, struct diag *diag)
{
	struct programs programs = {.unit = unit, .diag = diag};
	struct definition *definition;
	struct version *version;

	for (definition = unit->first; definition;
	     definition = definition->next) {
		for (version = definition->versions; version;
		     version = version->next) {
			version->c_name = versioned(
				unit->arena, definition->name, version->number);
			name_procedures(&programs, version);
		}
	}
}
