/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_LAYOUT_H
#define ONCGEN_LAYOUT_H

/*
 * The tables of <onc/type.h> as a tree: one layout for each type that a
 * unit's main file can reach, with its ops, arms and fields. Sizes, offsets
 * and counts are C expressions, for C alone knows them for sure.
 */

#include "ast.h"
#include "wire.h"

struct layout;

struct layout_field {
	struct layout_field *next;
	const char *name;
	const char *style;
	const char *count;
};

struct layout_op {
	struct layout_op *next;
	uint32_t index; /* in the module */
	const char *kind;
	const struct layout *type; /* or NULL */
	uint32_t codec;		   /* of an external type */
	const char *offset;
	const char *count;
	uint64_t known_count; /* 0: only C knows, or it does not count */
	const struct layout_field *from, *to; /* what it covers */
};

struct layout_arm {
	struct layout_arm *next;
	const struct value *label;
	const struct layout_op *op; /* NULL: void */
};

enum layout_form {
	LAYOUT_STRUCT,
	LAYOUT_UNION,
	LAYOUT_ENUM,
};

struct layout {
	struct layout *next;
	uint32_t index;
	enum layout_form form;
	const char *name; /* for readers of messages and tables */
	const char *c;	  /* its type in C */
	const char *wire;
	bool is_dense;

	const struct type *body;     /* of a struct, union or enum */
	const struct member *member; /* of anything else */
	const char *object;	     /* an lvalue of its type; never read */

	struct layout_op *ops, *last_op;
	struct layout_field *fields, *last_field;
	struct layout_arm *arms, *last_arm;
	uint32_t first, count; /* of ops, or of values */
	uint32_t first_arm, arm_count;
	uint32_t first_field;
	bool has_gap; /* while it is filled: a member was left out */
	bool has_default;
	const struct layout_op *fallback; /* NULL with a default: void */
};

struct layout_codec {
	struct layout_codec *next;
	const char *name;
	uint32_t index;
};

struct layouts {
	struct unit *unit;
	struct layout_codec *codecs, *last_codec;
	struct map codec_names; /* struct layout_codec */
	struct wire_memory wires;
	struct layout *first, *last;
	uint32_t count, op_count, arm_count, field_count, value_count;
	bool needs_saturated;

	struct layout **types;	     /* of bodies, by the type's id */
	struct layout **enums;	     /* on their own, by the type's id */
	struct layout **definitions; /* of typedefs, by id */
	struct layout *scalars[SCALAR_COUNT];
	struct layout *string;
};

/* Finds what the main file's types and procedures reach. */
void layouts_init(struct layouts *layouts, struct unit *unit);

/* The layout of a type or typedef; there for each of the main file. */
const struct layout *layout_of_definition(struct layouts *layouts,
					  const struct definition *definition);

/* NULL: void. */
const struct layout *layout_of_argument(struct layouts *layouts,
					const struct procedure *procedure);
const struct layout *layout_of_result(struct layouts *layouts,
				      const struct procedure *procedure);

#endif
