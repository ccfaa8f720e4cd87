/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: nothing here returns a token. Comments, % lines and directives
 * may stand between any two tokens, and the grammar knows nothing of them.
 */

#include "parser.h"

#include <string.h>

/* -- comments ------------------------------------------------------------ */

static unsigned int note_in(const char *text, size_t size)
{
	if (size == strlen("@nullable") && !memcmp(text, "@nullable", size))
		return NOTE_NULLABLE;
	if (size == strlen("@envelope") && !memcmp(text, "@envelope", size))
		return NOTE_ENVELOPE;
	return 0;
}

/* The comment from comment_offset to offset has just ended. */
void parser_comment(struct parser *parser)
{
	const char *text = parser->source->text + parser->comment_offset + 2;
	size_t size = parser->offset - parser->comment_offset - 4;
	const char *doc;

	if (size > 0 && text[0] == '@') {
		parser->notes |= note_in(text, size);
		return;
	}
	/* Neither an empty comment nor a row of asterisks says anything. */
	if (size < 2 || text[0] != '*' || text[1] == '*')
		return;
	if (memchr(text, '\0', size))
		return;

	doc = arena_dup(parser->arena, text + 1, size - 1);
	if (parser->behind && parser->token_ends_item &&
	    parser->token_end_line == parser->comment.line) {
		*parser->behind = doc;
		return;
	}
	parser->doc = doc;
	parser->doc_line = parser->comment.line;
}

/* -- % lines ------------------------------------------------------------- */

/* Each line of the text without its % and its carriage return. */
void parser_text(struct parser *parser, const struct place *place,
		 const char *text, size_t size)
{
	char *copy = arena_alloc(parser->arena, size + 1);
	struct definition *definition;
	size_t i, used = 0;
	bool at_start = true;

	for (i = 0; i < size; i++) {
		bool before_end = i + 1 == size || text[i + 1] == '\n';

		if (at_start && text[i] == '%') {
			at_start = false;
			continue;
		}
		at_start = text[i] == '\n';
		if (text[i] == '\r' && before_end)
			continue;
		copy[used++] = text[i];
	}
	parser->unit->has_text = true;
	if (memchr(copy, '\0', used)) {
		diag_error(parser->diag, place, "a NUL byte in a %% line");
		return;
	}
	definition = ast_define(parser->unit, DEFINE_TEXT, NULL, place);
	definition->text = macro_expand_text(&parser->reader->macros, copy);
	definition->views = parser->views;
}
