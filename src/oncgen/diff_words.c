/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: a text says of a type what the file says of it, but for numbers,
 * which are told as numbers whatever their names.
 */

#include "diff_words.h"

const struct place *diff_place(const struct member *member)
{
	return member->name ? &member->name_place : &member->place;
}

const char *diff_name(const struct type_diff *diff, const struct member *member)
{
	if (member->name)
		return arena_printf(diff->arena, "'%s'", member->name);
	return diff->label ? diff->label : "the value";
}

const char *diff_type_words(const struct type *type)
{
	switch (type->kind) {
	case TYPE_VOID:
		return "void";
	case TYPE_OPAQUE:
		return "opaque";
	case TYPE_STRING:
		return "string";
	case TYPE_NAME:
		return type->name;
	case TYPE_SCALAR:
		return type->scalar->c;
	case TYPE_STRUCT:
		return "struct";
	case TYPE_UNION:
		return "union";
	case TYPE_ENUM:
		return "enum";
	}
	return "";
}

const char *diff_number_words(const struct type_diff *diff,
			      const struct number *number)
{
	if (!number->known)
		return "what C says";
	return arena_printf(diff->arena, "%s%llu", number->negative ? "-" : "",
			    (unsigned long long)number->magnitude);
}

static const char *bound_words(const struct type_diff *diff,
			       const struct value *bound)
{
	if (!bound)
		return "";
	return bound->number.known ? diff_number_words(diff, &bound->number)
				   : bound->text;
}

const char *diff_words(const struct type_diff *diff,
		       const struct member *member)
{
	const char *type = diff_type_words(member->type);
	const char *bound = bound_words(diff, member->bound);

	switch (member->shape) {
	case SHAPE_FIXED:
		return arena_printf(diff->arena, "%s[%s]", type, bound);
	case SHAPE_VARIABLE:
		return arena_printf(diff->arena, "%s<%s>", type, bound);
	case SHAPE_OPTIONAL:
		return arena_printf(diff->arena, "%s%s *",
				    member->is_nullable ? "@nullable " : "",
				    type);
	case SHAPE_PLAIN:
		break;
	}
	return type;
}
