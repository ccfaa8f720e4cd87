/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_TABLE_H
#define RPC_TABLE_H

/*
 * Reading the tables of <onc/type.h>: what every walker over a value asks of
 * them.
 */

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <onc/codec.h>
#include <onc/type.h>

/*
 * How deep a value may nest: structures in structures, arrays in arrays. Lists
 * do not count, they are walked in a loop. Each level takes one frame of a
 * walker, so the limit keeps all of them far below a 64 KiB stack.
 */
#define TABLE_DEPTH 100

static inline const struct onc_layout *
table_layout(const struct onc_module *module, uint32_t index)
{
	return &module->layouts[index];
}

/* Bytes of one scalar in C; 0 for a kind that is no scalar. */
static inline size_t table_scalar_size(enum onc_kind kind)
{
	static const uint8_t sizes[ONC_KIND_COUNT] = {
		[ONC_WORD] = 4,
		[ONC_HYPER] = 8,
		[ONC_BOOL] = 4,
		[ONC_ENUM] = 4,
		[ONC_CHAR] = 1,
		[ONC_INT8] = 1,
		[ONC_UINT8] = 1,
		[ONC_INT16] = 2,
		[ONC_UINT16] = 2,
		[ONC_LONG] = sizeof(long),
		[ONC_ULONG] = sizeof(long),
	};

	return sizes[kind];
}

/* True if the op's layout is followed in place of recursing: see walkers. */
static inline bool table_is_tail(const struct onc_op *op)
{
	return op->kind == ONC_OPTIONAL || op->kind == ONC_STRUCT;
}

/* The place of a value among an enum's whose values have gaps, or -1. */
int64_t table_enum_find(const struct onc_module *module,
			const struct onc_layout *layout, int32_t value);

/* The place of a value among an enum's, or -1. */
static inline int64_t table_enum_place(const struct onc_module *module,
				       const struct onc_layout *layout,
				       int32_t value)
{
	uint32_t place;

	if (!(layout->flags & ONC_DENSE))
		return table_enum_find(module, layout, value);
	place = (uint32_t)value - (uint32_t)module->values[layout->first];
	return place < layout->count ? (int64_t)place : -1;
}

/* True if the enum declares the value. */
static inline bool table_enum_has(const struct onc_module *module,
				  uint32_t layout, int32_t value)
{
	return table_enum_place(module, table_layout(module, layout), value) >=
	       0;
}

/* The name of an enum's value, NULL if it declares none. */
const char *table_enum_name(const struct onc_module *module, uint32_t layout,
			    int32_t value);

/* The op of a union's arm, ONC_VOID or ONC_NO_DEFAULT, by search. */
uint32_t table_arm_find(const struct onc_module *module,
			const struct onc_layout *layout, int32_t value);

/*
 * table_arm() finds a union's arm. True: *op is its op, NULL for a void arm.
 * False: the value has no arm, and there is no default. Labels mostly ascend
 * by one, which makes the first guess right.
 */
static inline bool table_arm(const struct onc_module *module,
			     const struct onc_layout *layout, int32_t value,
			     const struct onc_op **op)
{
	const struct onc_arm *arms = module->arms + layout->arms;
	uint32_t guess = layout->labels, chosen;

	if (guess > 0)
		guess = (uint32_t)value - (uint32_t)arms[0].value;
	if (guess < layout->labels && arms[guess].value == value)
		chosen = arms[guess].op;
	else
		chosen = table_arm_find(module, layout, value);
	if (chosen == ONC_NO_DEFAULT)
		return false;
	*op = chosen == ONC_VOID ? NULL : &module->ops[chosen];
	return true;
}

/* The discriminant of a union in C. False if it does not fit its wire. */
bool table_discriminant(const struct onc_op *op, const void *base,
			int32_t *value);

/* True if a scalar in C has a wire: not all values of some kinds do. */
static inline bool table_scalar_fits(const struct onc_module *module,
				     const struct onc_op *op, const char *at)
{
	int32_t word;

	switch ((enum onc_kind)op->kind) {
	case ONC_BOOL:
		memcpy(&word, at, sizeof(word));
		return word == 0 || word == 1;
	case ONC_ENUM:
		memcpy(&word, at, sizeof(word));
		return table_enum_has(module, op->type, word);
	case ONC_LONG:
		return *(const long *)at >= INT32_MIN &&
		       *(const long *)at <= INT32_MAX;
	case ONC_ULONG:
		return *(const unsigned long *)at <= UINT32_MAX;
	default:
		return true;
	}
}

/* If a struct is scalars of one kind and nothing else, its op; else NULL. */
static inline const struct onc_op *table_run(const struct onc_module *module,
					     const struct onc_layout *layout)
{
	const struct onc_op *op = &module->ops[layout->first];

	if (layout->form != ONC_FORM_STRUCT || layout->count != 1)
		return NULL;
	if (op->kind == ONC_WORD && layout->size == 4 * (size_t)op->count)
		return op;
	if (op->kind == ONC_HYPER && layout->size == 8 * (size_t)op->count)
		return op;
	return NULL;
}

/*
 * If a layout is that of a list whose nodes are words and the next one, the
 * bytes of a node with the flag that follows it; else 0.
 */
static inline size_t table_chain(const struct onc_module *module,
				 const struct onc_layout *layout,
				 uint32_t index)
{
	const struct onc_op *op = &module->ops[layout->first];

	if (layout->form != ONC_FORM_STRUCT || layout->count != 2 ||
	    op[0].kind != ONC_WORD || op[1].kind != ONC_OPTIONAL ||
	    op[1].type != index)
		return 0;
	return 4 * ((size_t)op[0].count + 1);
}

static inline const struct onc_codec *
table_codec(const struct onc_module *module, const struct onc_op *op)
{
	return module->codecs[op->type];
}

/* The fewest bytes on the wire: of an external type its codec's word. */
static inline uint32_t table_wire(const struct onc_module *module,
				  const struct onc_layout *layout)
{
	const struct onc_op *op = &module->ops[layout->first];

	if (layout->wire == 0 && layout->form == ONC_FORM_STRUCT &&
	    layout->count == 1 && op->kind == ONC_EXTERNAL)
		return table_codec(module, op)->wire;
	return layout->wire;
}

/* The name of the field that scalar n of an op belongs to. */
const char *table_field_name(const struct onc_module *module,
			     const struct onc_layout *layout,
			     const struct onc_op *op, uint32_t n);

static inline const char *table_name(const struct onc_module *module,
				     const struct onc_layout *layout)
{
	return module->names + layout->name;
}

#endif
