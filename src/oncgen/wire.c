/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: every sum is at most the true minimum, so that a reader who
 * divides by it never refuses an honest count.
 */

#include "wire.h"

#include <string.h>

/* A product of names longer than this is left out. */
enum { LONGEST_TERM = 200 };

void wire_init(struct wire_memory *memory, struct unit *unit)
{
	memory->unit = unit;
	memory->types = arena_array(unit->arena, unit->type_count,
				    sizeof(*memory->types));
}

/* -- arithmetic ---------------------------------------------------------- */

static uint64_t saturate(uint64_t number)
{
	return number < UINT32_MAX ? number : UINT32_MAX;
}

/* Both at most UINT32_MAX, or a bound that is. */
static uint64_t times(uint64_t a, uint64_t b)
{
	return saturate(a * b);
}

static struct wire plain(uint64_t known)
{
	return (struct wire){.known = saturate(known)};
}

static void add_term(struct wire *wire, uint64_t factor, const char *text)
{
	unsigned int i;

	if (factor == 0 || strlen(text) > LONGEST_TERM)
		return;
	for (i = 0; i < wire->count; i++) {
		if (strcmp(wire->terms[i].text, text) == 0) {
			wire->terms[i].factor =
				saturate(wire->terms[i].factor + factor);
			return;
		}
	}
	if (wire->count == WIRE_MOST_TERMS)
		return;
	wire->terms[wire->count].factor = factor;
	wire->terms[wire->count++].text = text;
}

static void add(struct wire *sum, const struct wire *wire)
{
	unsigned int i;

	sum->known = saturate(sum->known + wire->known);
	for (i = 0; i < wire->count; i++)
		add_term(sum, wire->terms[i].factor, wire->terms[i].text);
}

static struct wire multiply(struct arena *arena, const struct wire *wire,
			    const struct value *count)
{
	struct wire product = {0};
	unsigned int i;

	if (count->number.known) {
		uint64_t factor = saturate(count->number.magnitude);

		product = *wire;
		product.known = times(wire->known, factor);
		for (i = 0; i < wire->count; i++)
			product.terms[i].factor =
				times(wire->terms[i].factor, factor);
		return product;
	}
	add_term(&product, wire->known,
		 arena_printf(arena, "(uint64_t)(%s)", count->text));
	for (i = 0; i < wire->count; i++)
		add_term(&product, wire->terms[i].factor,
			 arena_printf(arena, "%s * (uint64_t)(%s)",
				      wire->terms[i].text, count->text));
	return product;
}

/* Opaque bytes in place, with their padding (RFC 4506, section 4.9). */
static struct wire padded(struct arena *arena, const struct value *count)
{
	struct wire wire = {0};

	if (count->number.known)
		return plain((saturate(count->number.magnitude) + 3) / 4 * 4);
	add_term(
		&wire, 4,
		arena_printf(arena, "(((uint64_t)(%s) + 3) / 4)", count->text));
	return wire;
}

/* -- types --------------------------------------------------------------- */

static struct wire wire_of_type(struct wire_memory *memory,
				const struct type *type)
{
	struct member alone = {.type = (struct type *)type};

	return wire_of_member(memory, &alone);
}

struct wire wire_of_member(struct wire_memory *memory,
			   const struct member *member)
{
	const struct scalar *scalar;
	struct wire one;

	member = ast_see_through(member);
	switch (member->shape) {
	case SHAPE_PLAIN:
		scalar = ast_scalar_of(member);
		if (scalar)
			return plain(scalar->wire);
		/* A codec has a least, which no constant expression knows. */
		if (member->type->kind == TYPE_VOID ||
		    ast_named(member->type, DEFINE_EXTERNAL))
			return plain(0);
		return wire_of_body(memory, ast_body(member));
	case SHAPE_FIXED:
		if (member->type->kind == TYPE_OPAQUE)
			return padded(memory->unit->arena, member->bound);
		one = wire_of_type(memory, member->type);
		return multiply(memory->unit->arena, &one, member->bound);
	case SHAPE_VARIABLE:
	case SHAPE_OPTIONAL:
		break;
	}
	return plain(4);
}

static struct wire sum_of(struct wire_memory *memory, const struct type *type)
{
	const struct member *member;
	struct wire sum = {0}, one;

	for (member = type->members; member; member = member->next) {
		if (!ast_is_on_wire(member))
			continue;
		one = wire_of_member(memory, member);
		add(&sum, &one);
	}
	return sum;
}

/* Of arms that only C can compare the known part has to do. */
static struct wire least_of(struct wire_memory *memory, const struct type *type)
{
	struct wire sum = wire_of_member(memory, type->discriminant), one;
	const struct member *member;
	uint64_t least = UINT32_MAX;

	for (member = type->members; member; member = member->next) {
		if (!ast_is_on_wire(member))
			continue;
		one = wire_of_member(memory, member);
		if (one.known < least)
			least = one.known;
	}
	sum.known = saturate(sum.known + (type->members ? least : 0));
	return sum;
}

/* Bounded: order_of() limits how deep types hold types. */
struct wire wire_of_body(struct wire_memory *memory, const struct type *type)
{
	struct wire **known = &memory->types[type->id];

	if (type->kind == TYPE_ENUM)
		return plain(4);
	if (!*known) {
		*known = arena_alloc(memory->unit->arena, sizeof(**known));
		**known = type->kind == TYPE_UNION ? least_of(memory, type)
						   : sum_of(memory, type);
	}
	return **known;
}

/* -- text ---------------------------------------------------------------- */

const char *wire_text(struct arena *arena, const struct wire *wire,
		      bool *is_long)
{
	const char *text;
	unsigned int i;

	if (wire->count == 0)
		return wire->known == UINT32_MAX
			       ? "UINT32_MAX"
			       : arena_printf(arena, "%llu",
					      (unsigned long long)wire->known);
	*is_long = true;
	text = arena_printf(arena, "%llu", (unsigned long long)wire->known);
	for (i = 0; i < wire->count; i++)
		text = arena_printf(arena, "%s + %llu * %s", text,
				    (unsigned long long)wire->terms[i].factor,
				    wire->terms[i].text);
	return arena_printf(arena, "SATURATED(%s)", text);
}
