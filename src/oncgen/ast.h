/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_AST_H
#define ONCGEN_AST_H

/*
 * What a .x file says, as a tree. The parser makes it, check.c completes it
 * (definitions of names, numbers of values) and judges it, the emitters read
 * it. Everything lives in the unit's arena.
 */

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "map.h"
#include "scalar.h"
#include "source.h"

/* -- values -------------------------------------------------------------- */

struct number {
	bool known;
	bool negative;
	uint64_t magnitude;
};

/*
 * A bound, a label, a number: the text goes to C; the number is there if
 * oncgen can know it, which for a name that only C knows it cannot.
 */
struct value {
	struct value *next; /* labels of one arm */
	struct place place;
	const char *text;
	bool is_name;
	bool is_resolved;
	bool is_following; /* its name is being looked up */
	struct number number;
};

/* -- types --------------------------------------------------------------- */

enum type_kind {
	TYPE_VOID,
	TYPE_SCALAR,
	TYPE_OPAQUE,
	TYPE_STRING,
	TYPE_NAME,
	TYPE_STRUCT,
	TYPE_UNION,
	TYPE_ENUM,
};

enum tag {
	TAG_NONE,
	TAG_STRUCT,
	TAG_UNION,
	TAG_ENUM,
};

struct enumerator {
	struct enumerator *next;
	struct place place;
	const char *name;
	struct value *value; /* NULL: one more than the one before */
	bool is_numbered;
	struct number number;
	const char *behind; /* the comment that follows on its line */
};

struct type {
	enum type_kind kind;
	struct place place;
	uint32_t id;		     /* among the unit's types */
	unsigned int depth;	     /* of types in place, this one included */
	const struct scalar *scalar; /* SCALAR, and NAME of a built-in one */

	enum tag tag;		       /* NAME: the word before it */
	const char *name;	       /* NAME */
	struct definition *definition; /* NAME, unless built in */

	struct member *members;		/* STRUCT; UNION: the arms */
	struct member *discriminant;	/* UNION */
	struct enumerator *enumerators; /* ENUM */
	bool is_resolving;		/* ENUM: its values are being found */
};

enum shape {
	SHAPE_PLAIN,	/* T x */
	SHAPE_FIXED,	/* T x[bound] */
	SHAPE_VARIABLE, /* T x<bound>, and every string */
	SHAPE_OPTIONAL, /* T *x */
};

/* A member, an arm, an argument, the name of a typedef. */
struct member {
	struct member *next;
	struct place place;
	struct place name_place;
	const char *name; /* NULL: an argument without, or void */
	struct type *type;
	enum shape shape;
	struct value *bound; /* NULL: none */
	bool is_nullable;
	unsigned int views;   /* of condition.h: in which outputs it is */
	struct value *labels; /* of an arm */
	bool is_default;
	const char *behind;
};

/* -- programs ------------------------------------------------------------ */

struct procedure {
	struct procedure *next;
	struct place place;
	struct place name_place;
	const char *name;
	struct value *number;
	struct type *result;
	struct member *arguments;
	const char *behind;

	const char *c_name;	     /* name_v, from check */
	struct definition *wrapping; /* of several arguments, or NULL */
};

struct version {
	struct version *next;
	struct place place;
	struct place name_place;
	const char *name;
	struct value *number;
	struct procedure *procedures;
	const char *c_name; /* program_v, from check */
};

/* -- files --------------------------------------------------------------- */

enum definition_kind {
	DEFINE_CONST,
	DEFINE_TYPE, /* enum, struct or union */
	DEFINE_TYPEDEF,
	DEFINE_PROGRAM,
	DEFINE_TEXT,	 /* a % line */
	DEFINE_IMPORT,	 /* an #include of the file itself */
	DEFINE_EXTERNAL, /* a type that C alone knows; in no list */
};

struct definition {
	struct definition *next;
	enum definition_kind kind;
	struct place place;
	struct place name_place;
	const char *name;
	const char *text;   /* TEXT; IMPORT: the header; CONST of a string */
	uint32_t id;	    /* among the unit's definitions */
	bool is_main;	    /* of the file itself, not of one it includes */
	unsigned int views; /* of condition.h: in which outputs it is */

	struct value *value;	  /* CONST, PROGRAM */
	struct type *type;	  /* TYPE */
	struct member *member;	  /* TYPEDEF */
	struct version *versions; /* PROGRAM */
	const char *codec;	  /* EXTERNAL: the object's name */
	const char *spelling;	  /* in C, if not by its name */
	const char *behind;
};

/* A C header that a % line includes. */
struct header {
	struct header *next;
	struct place place;
	const char *text; /* with its quotes or brackets */
	bool has_errors;  /* the .x file of the same name */
};

/* One file with all that it includes. */
struct unit {
	struct arena *arena;
	const char *stem;
	struct definition *first, *last;
	struct map symbols;    /* struct symbol, from check */
	struct map codecs;     /* names of types that have one */
	struct map neighbours; /* struct definition: types of other files */
	struct header *headers, *last_header;
	unsigned int guesses; /* at what names were meant */
	struct map unknown;   /* values that C alone can know */
	bool is_broken;	      /* the parser could not read all of it */
	unsigned int tirpc;   /* headers that are needed: TIRPC_XDR, ... */
	uint32_t type_count;
	uint32_t definition_count;
	bool has_text; /* % lines, which can bring names */
	bool has_programs;
};

struct type *ast_type(struct unit *unit, enum type_kind kind,
		      const struct place *place);
struct type *ast_scalar(struct unit *unit, enum scalar_id id,
			const struct place *place);
struct member *ast_member(struct unit *unit, struct type *type,
			  enum shape shape, const char *name,
			  const struct place *place);
struct definition *ast_define(struct unit *unit, enum definition_kind kind,
			      const char *name, const struct place *place);

/* A definition that the file does not have: not in the list of the unit. */
struct definition *ast_wrap(struct unit *unit, const char *name,
			    struct member *members, const struct place *place);

/* One that the file takes from elsewhere; in no list either. */
struct definition *ast_foreign(struct unit *unit, enum definition_kind kind,
			       const char *name, const struct place *place);

/* -- questions ----------------------------------------------------------- */

/* Looks through typedefs of plain names, down to what says something new. */
const struct member *ast_see_through(const struct member *member);

/* The struct, union or enum that a plain member is, or NULL. */
const struct type *ast_body(const struct member *member);

/* The scalar that a plain member is, or NULL. */
const struct scalar *ast_scalar_of(const struct member *member);

/* Whether C, or the wire, has a member: conditions can keep it from one. */
bool ast_is_in_c(const struct member *member);
bool ast_is_on_wire(const struct member *member);

/* A string by itself, whatever its bound. */
bool ast_is_string(const struct member *member);

bool ast_is_in_place(const struct type *type);

/* The name of a type as C spells it. */
const char *ast_spelling(const struct definition *definition);

/* It says what a built-in type of its name says; C needs no typedef. */
bool ast_is_built_in(const struct definition *definition);

/* The definition that a type is a name of, if it is of that kind, or NULL. */
const struct definition *ast_named(const struct type *type,
				   enum definition_kind kind);

#endif
