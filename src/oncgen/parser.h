/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_PARSER_H
#define ONCGEN_PARSER_H

/*
 * The state of reading one file, shared by scanner and grammar. A file that
 * another one includes has a parser of its own, on the includer's stack.
 */

#include <stdbool.h>
#include <stddef.h>

#include "ast.h"
#include "condition.h"
#include "diag.h"
#include "reader.h"

/* Types in place may nest that deep; so may files that include files. */
enum { PARSER_DEEPEST = 32 };

struct parser {
	struct reader *reader;
	struct unit *unit;
	struct arena *arena;
	struct diag *diag;
	const struct source *source;
	unsigned int depth; /* of includes */

	/* where the scanner stands */
	size_t offset;
	unsigned int line, column;

	/* the comment that is being read */
	struct place comment;
	size_t comment_offset;

	/* the last token, for messages and comments */
	size_t token_offset, token_size;
	unsigned int token_end_line;
	bool token_ends_item;	/* it is ";" or "," */
	const char *token_text; /* if it is a name */
	int token_kind, last_kind;
	const char *last_text; /* of the one before */

	/* where a word may open a namespace or a pragma */
	bool starts_definition; /* the next token can be a definition's first */
	unsigned int braces;	/* that are open, without namespaces' */
	unsigned int namespaces;
	bool is_lost;		/* an error: go on behind the definition */
	unsigned int lost_from; /* and there: behind the block of that depth */
	enum {
		NAMESPACE_NONE,
		NAMESPACE_WORD, /* its name is next */
		NAMESPACE_NAME, /* its brace is next */
	} opening;
	struct place space; /* of the last namespace's word */

	/* what the next token carries in its place */
	const char *doc;
	unsigned int doc_line;
	unsigned int notes;

	/* where a comment on the same line goes */
	const char **behind;

	/* what #if lets through, and macros on their way */
	struct condition *condition;
	unsigned int views;
	struct expansion *expansion;
	struct place use; /* of the outermost macro */
};

/* A macro whose text the scanner reads. */
struct expansion {
	struct expansion *outer;
	struct macro *macro;
};

/* Lists as they grow, ends first needed by the grammar. */
struct members {
	struct member *first, *last;
};
struct enumerators {
	struct enumerator *first, *last;
};
struct values {
	struct value *first, *last;
};
struct versions {
	struct version *first, *last;
};
struct procedures {
	struct procedure *first, *last;
};

/* A name and where it stands. */
struct name {
	const char *text;
	struct place place;
};

/* parser.c, directive.c: what happens at a comment, a % line, a directive. */
void parser_comment(struct parser *parser);
void parser_text(struct parser *parser, const struct place *place,
		 const char *text, size_t size);
void parser_directive(struct parser *parser, const struct place *place,
		      const char *text, size_t size);

/* scan.l and parse.y: a whole file. */
void parser_run(struct parser *parser);

#endif
