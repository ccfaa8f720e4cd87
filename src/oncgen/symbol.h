/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_SYMBOL_H
#define ONCGEN_SYMBOL_H

/*
 * The names of a unit. C has one name space for all of them, so has a .x
 * file.
 */

#include "ast.h"
#include "diag.h"

enum symbol_kind {
	SYMBOL_TYPE,
	SYMBOL_CONST,
	SYMBOL_ENUMERATOR,
	SYMBOL_PROGRAM,
	SYMBOL_VERSION,
	SYMBOL_PROCEDURE,
	SYMBOL_FUNCTION, /* of the generated code */
};

struct symbol {
	enum symbol_kind kind;
	const char *name;
	struct place place;
	unsigned int views;	       /* of condition.h */
	struct definition *definition; /* TYPE, CONST, PROGRAM */
	struct value *value;	       /* CONST, PROGRAM, VERSION, PROCEDURE */
	struct type *type;	       /* ENUMERATOR: its enum */
	struct enumerator *enumerator;
};

/* Enters every name; says which are there twice. */
void symbol_enter_all(struct unit *unit, struct diag *diag);

const struct symbol *symbol_get(const struct unit *unit, const char *name);

/* Enters a type that was found elsewhere: what the unit has goes first. */
void symbol_enter_foreign(struct unit *unit, struct definition *definition);

/* `typedef struct T T;` says nothing that `struct T` has not said. */
bool symbol_says_nothing(const struct definition *definition);

/* The definition that the name of this one means: of several, the first. */
bool symbol_is_meant(const struct unit *unit,
		     const struct definition *definition);

/* A function or variable that the generated code defines: false if taken. */
bool symbol_enter_function(struct unit *unit, struct diag *diag,
			   const char *name, const struct place *place);

/* The name, or with underscores behind it if the unit has it already. */
const char *symbol_free_name(const struct unit *unit, const char *name);

/* What looks most like it and is of that kind; NULL if nobody would see it. */
const char *symbol_suggest(struct unit *unit, const struct diag *diag,
			   const char *name, bool is_type);

#endif
