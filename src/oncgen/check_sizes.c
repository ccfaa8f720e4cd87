/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How large types are in C, as far as that can be known here: pointers and
 * long have 8 bytes, a bound that only C knows counts as 1. Tables hold
 * offsets of 32 bits, and no program means a structure of gigabytes.
 *
 * Invariant: a definition is measured after those it holds, as order_of() has
 * it; so nothing recurses but types in place.
 */

#include "check.h"

struct extent {
	uint64_t size;
	uint32_t align;
};

struct sizes {
	struct unit *unit;
	struct extent *extents; /* by the definition's id */
};

/* What has grown beyond all bounds stays there. */
static uint64_t saturate(uint64_t size)
{
	return size < UINT32_MAX ? size : UINT32_MAX;
}

static struct extent extent_of_type(const struct sizes *sizes,
				    const struct type *type);

static struct extent extent_of_name(const struct sizes *sizes,
				    const struct type *type)
{
	const struct definition *definition = type->definition;

	/* An alias may stand before what it names. */
	while (definition->kind == DEFINE_TYPEDEF &&
	       definition->member->shape == SHAPE_PLAIN &&
	       definition->member->type->definition)
		definition = definition->member->type->definition;
	if (definition->kind == DEFINE_EXTERNAL)
		return (struct extent){1, 1};
	return sizes->extents[definition->id];
}

static struct extent extent_of_member(const struct sizes *sizes,
				      const struct member *member)
{
	const struct extent pointer = {8, 8}, counted = {16, 8};
	struct extent extent = {1, 1};

	if (member->shape == SHAPE_OPTIONAL)
		return pointer;
	if (member->shape == SHAPE_VARIABLE)
		return member->type->kind == TYPE_STRING ? pointer : counted;
	if (member->type->kind != TYPE_OPAQUE)
		extent = extent_of_type(sizes, member->type);
	if (member->shape == SHAPE_FIXED && member->bound->number.known)
		extent.size =
			saturate(extent.size *
				 saturate(member->bound->number.magnitude));
	return extent;
}

static void put_behind(struct extent *whole, const struct extent *part)
{
	uint64_t start =
		(whole->size + part->align - 1) / part->align * part->align;

	whole->size = saturate(start + part->size);
	if (part->align > whole->align)
		whole->align = part->align;
}

static void put_beside(struct extent *whole, const struct extent *part)
{
	if (part->size > whole->size)
		whole->size = part->size;
	if (part->align > whole->align)
		whole->align = part->align;
}

static struct extent extent_of_body(const struct sizes *sizes,
				    const struct type *type)
{
	struct extent members = {0, 1}, whole = {0, 1}, part;
	const struct member *member;

	for (member = type->members; member; member = member->next) {
		if (!ast_is_in_c(member))
			continue;
		part = extent_of_member(sizes, member);
		if (type->discriminant)
			put_beside(&members, &part);
		else
			put_behind(&members, &part);
	}
	if (type->discriminant)
		whole = extent_of_member(sizes, type->discriminant);
	put_behind(&whole, &members);
	part = (struct extent){0, whole.align};
	put_behind(&whole, &part);
	return whole;
}

/* Bounded by PARSER_DEEPEST. */
static struct extent extent_of_type(const struct sizes *sizes,
				    const struct type *type)
{
	switch (type->kind) {
	case TYPE_NAME:
		if (type->definition)
			return extent_of_name(sizes, type);
		/* fallthrough */
	case TYPE_SCALAR:
		return (struct extent){
			type->scalar->size,
			type->scalar->id == SCALAR_QUADRUPLE
				? 1
				: type->scalar->size,
		};
	case TYPE_STRUCT:
	case TYPE_UNION:
		return extent_of_body(sizes, type);
	case TYPE_ENUM:
		return (struct extent){4, 4};
	case TYPE_VOID:
	case TYPE_OPAQUE:
	case TYPE_STRING:
		break;
	}
	return (struct extent){0, 1};
}

void check_sizes(struct unit *unit, struct diag *diag,
		 const struct order *order)
{
	const struct sizes sizes = {
		unit,
		arena_array(unit->arena, unit->definition_count,
			    sizeof(struct extent)),
	};
	const struct definition *definition;
	const struct order_step *step;
	struct extent *extent;

	for (step = order->first; step; step = step->next) {
		definition = step->definition;
		if (step->what != ORDER_DEFINE ||
		    (definition->kind != DEFINE_TYPE &&
		     definition->kind != DEFINE_TYPEDEF))
			continue;
		extent = &sizes.extents[definition->id];
		*extent =
			definition->kind == DEFINE_TYPE
				? extent_of_type(&sizes, definition->type)
				: extent_of_member(&sizes, definition->member);
		if (extent->size > INT32_MAX)
			diag_error(diag, &definition->name_place,
				   "'%s' takes more than 2 GiB in C",
				   definition->name);
	}
}
