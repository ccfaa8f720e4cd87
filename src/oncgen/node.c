/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: a node carries the views in which the parser stands, and a type
 * its depth; whoever recurses along types in place relies on the limit.
 */

#include "node.h"

struct place node_span(const struct place *first, const struct place *last)
{
	struct place place = *first;

	place.end_line = last->end_line;
	place.end_column = last->end_column;
	return place;
}

struct place node_behind(const struct place *place)
{
	struct place empty = *place;

	empty.line = place->end_line;
	empty.column = place->end_column;
	empty.doc = NULL;
	empty.notes = 0;
	return empty;
}

static void limit_depth(struct parser *parser, const struct type *type)
{
	if (type->depth == PARSER_DEEPEST)
		diag_error(parser->diag, &type->place,
			   "types are nested more than %d deep",
			   PARSER_DEEPEST - 1);
}

/*
 * Of a type that a view does not have, its members are not missing there: a
 * condition counts for a member if it is stricter than that for the type.
 */
struct type *node_body(struct parser *parser, enum type_kind kind,
		       const struct place *place, struct member *members)
{
	struct type *type = ast_type(parser->unit, kind, place);
	struct member *member;

	type->members = members;
	type->depth = 1;
	for (member = members; member; member = member->next) {
		member->views |= ~parser->views;
		if (member->type->depth >= type->depth)
			type->depth = member->type->depth + 1;
	}
	limit_depth(parser, type);
	return type;
}

struct type *node_union(struct parser *parser, const struct place *place,
			struct member *discriminant, struct member *arms)
{
	struct type *type = node_body(parser, TYPE_UNION, place, arms);

	type->discriminant = discriminant;
	if (discriminant->type->depth >= type->depth) {
		type->depth = discriminant->type->depth + 1;
		limit_depth(parser, type);
	}
	return type;
}

struct type *node_enum(struct parser *parser, const struct place *place,
		       struct enumerator *enumerators)
{
	struct type *type = ast_type(parser->unit, TYPE_ENUM, place);

	type->enumerators = enumerators;
	type->depth = 1;
	return type;
}

struct type *node_reference(struct parser *parser, enum tag tag,
			    const struct name *name, const struct place *place)
{
	struct type *type = ast_type(parser->unit, TYPE_NAME, place);

	type->tag = tag;
	type->name = name->text;
	return type;
}

struct member *node_member(struct parser *parser, struct type *type,
			   enum shape shape, const struct name *name,
			   struct value *bound, const struct place *place)
{
	struct member *member;

	member = ast_member(parser->unit, type, shape, name->text, place);
	member->name_place = name->place;
	member->bound = bound;
	member->views = parser->views;
	return member;
}

struct definition *node_definition(struct parser *parser,
				   enum definition_kind kind,
				   const struct name *name,
				   const struct place *place)
{
	struct definition *definition;

	definition = ast_define(parser->unit, kind, name->text, place);
	definition->name_place = name->place;
	definition->views = parser->views;
	parser->behind = &definition->behind;
	return definition;
}

/* A comment between the last item and the brace, on the item's line. */
void node_last_comment(const struct place *brace, const struct place *last,
		       const char **comment)
{
	if (brace->doc && !*comment && brace->doc_line == last->end_line)
		*comment = brace->doc;
}
