/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_NODE_H
#define ONCGEN_NODE_H

/*
 * The nodes that the grammar's actions make, with what only a parser knows:
 * places, views, where the next comment goes.
 */

#include "parser.h"

struct place node_span(const struct place *first, const struct place *last);
struct place node_behind(const struct place *place);

struct type *node_body(struct parser *parser, enum type_kind kind,
		       const struct place *place, struct member *members);
struct type *node_union(struct parser *parser, const struct place *place,
			struct member *discriminant, struct member *arms);
struct type *node_enum(struct parser *parser, const struct place *place,
		       struct enumerator *enumerators);
struct type *node_reference(struct parser *parser, enum tag tag,
			    const struct name *name, const struct place *place);
struct member *node_member(struct parser *parser, struct type *type,
			   enum shape shape, const struct name *name,
			   struct value *bound, const struct place *place);
struct definition *node_definition(struct parser *parser,
				   enum definition_kind kind,
				   const struct name *name,
				   const struct place *place);

/* A comment between the last item and the brace, on the item's line. */
void node_last_comment(const struct place *brace, const struct place *last,
		       const char **comment);

#endif
