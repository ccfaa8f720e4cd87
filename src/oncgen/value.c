/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: a value is marked as resolved before its name is followed, so
 * that a circle of names ends; its number is then unknown.
 */

#include "value.h"

#include <string.h>

#include "near.h"
#include "symbol.h"

/* Constants that name constants: as far as this, and no further. */
enum { LONGEST_CHAIN = 64 };

struct number number_of(int64_t value)
{
	return (struct number){
		.known = true,
		.negative = value < 0,
		.magnitude = value < 0 ? -(uint64_t)value : (uint64_t)value,
	};
}

int number_compare(const struct number *a, const struct number *b)
{
	int order =
		(a->magnitude > b->magnitude) - (a->magnitude < b->magnitude);

	if (a->negative != b->negative)
		return a->negative ? -1 : 1;
	return a->negative ? -order : order;
}

bool number_is_within(const struct number *number, int64_t least, int64_t most)
{
	struct number low = number_of(least), high = number_of(most);

	return number->known && number_compare(number, &low) >= 0 &&
	       number_compare(number, &high) <= 0;
}

static struct number successor(const struct number *number)
{
	struct number next = *number;

	if (!number->known || number->magnitude == UINT64_MAX)
		return (struct number){.known = false};
	if (!number->negative)
		next.magnitude++;
	else if (--next.magnitude == 0)
		next.negative = false;
	return next;
}

static struct number follow(struct unit *unit, struct diag *diag,
			    struct value *value, unsigned int depth);

static void number_enumerators(struct unit *unit, struct diag *diag,
			       struct type *type, unsigned int depth)
{
	struct enumerator *enumerator;
	struct number next = number_of(0);

	if (type->is_resolving)
		return;
	type->is_resolving = true;
	for (enumerator = type->enumerators; enumerator;
	     enumerator = enumerator->next) {
		if (enumerator->value)
			next = follow(unit, diag, enumerator->value, depth);
		enumerator->number = next;
		enumerator->is_numbered = true;
		next = successor(&next);
	}
}

static struct number undefined(struct unit *unit, struct diag *diag,
			       const struct value *value)
{
	const char *near;

	if (unit->has_text || unit->is_broken ||
	    map_add(&unit->unknown, value->text, (void *)value->text))
		return (struct number){.known = false};
	near = symbol_suggest(unit, diag, value->text, false);
	if (near && near_is_slip(value->text, near))
		diag_error(diag, &value->place,
			   "'%s' is not defined; is it '%s'?", value->text,
			   near);
	else
		diag_warning(diag, &value->place,
			     "'%s' is not defined: it is taken to be C's",
			     value->text);
	return (struct number){.known = false};
}

static struct number look_up(struct unit *unit, struct diag *diag,
			     const struct value *value, unsigned int depth)
{
	const struct symbol *symbol = symbol_get(unit, value->text);

	if (!symbol && strcmp(value->text, "TRUE") == 0)
		return number_of(1);
	if (!symbol && strcmp(value->text, "FALSE") == 0)
		return number_of(0);
	if (!symbol)
		return undefined(unit, diag, value);
	if (symbol->kind == SYMBOL_ENUMERATOR) {
		number_enumerators(unit, diag, symbol->type, depth + 1);
		if (!symbol->enumerator->is_numbered)
			diag_error(diag, &value->place, "'%s' has no value yet",
				   value->text);
		return symbol->enumerator->number;
	}
	if (symbol->value)
		return follow(unit, diag, symbol->value, depth + 1);
	diag_error(diag, &value->place, "'%s' is not a number", value->text);
	return (struct number){.known = false};
}

static struct number follow(struct unit *unit, struct diag *diag,
			    struct value *value, unsigned int depth)
{
	if (value->is_following) {
		diag_error(diag, &value->place, "'%s' is defined by itself",
			   value->text);
		return value->number;
	}
	if (value->is_resolved)
		return value->number;
	if (depth > LONGEST_CHAIN) {
		diag_error(diag, &value->place,
			   "'%s' is defined by too many other names",
			   value->text);
		return value->number;
	}
	value->is_resolved = true;
	value->is_following = true;
	value->number = look_up(unit, diag, value, depth);
	value->is_following = false;
	return value->number;
}

void value_resolve(struct unit *unit, struct diag *diag, struct value *value)
{
	follow(unit, diag, value, 0);
}

void value_resolve_enum(struct unit *unit, struct diag *diag, struct type *type)
{
	number_enumerators(unit, diag, type, 0);
}
