/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: nothing here returns a token. Comments, % lines and directives
 * may stand between any two tokens, and the grammar knows nothing of them.
 */

#include "parser.h"

#include <ctype.h>
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
	definition->text = copy;
}

/* -- directives ---------------------------------------------------------- */

static size_t skip_blanks(const char *text, size_t size, size_t i)
{
	while (i < size && isspace((unsigned char)text[i]))
		i++;
	return i;
}

static void include(struct parser *parser, const struct place *place,
		    const char *text, size_t size)
{
	const char *end;

	if (size > 0 && text[0] == '<') {
		diag_error(parser->diag, place,
			   "#include takes a .x file in quotes; for a C "
			   "header write %%#include");
		return;
	}
	if (size == 0 || text[0] != '"') {
		diag_error(parser->diag, place,
			   "#include wants a file name in quotes");
		return;
	}
	end = memchr(text + 1, '"', size - 1);
	if (!end || end == text + 1 ||
	    memchr(text, '\0', (size_t)(end - text))) {
		diag_error(parser->diag, place,
			   "#include wants a file name in quotes");
		return;
	}
	reader_include(
		parser->reader, parser, place,
		arena_dup(parser->arena, text + 1, (size_t)(end - text - 1)));
}

static bool is_word(const char *word, const char *text, size_t size)
{
	return strlen(word) == size && memcmp(word, text, size) == 0;
}

void parser_directive(struct parser *parser, const struct place *place,
		      const char *text, size_t size)
{
	size_t start, end;

	start = (size_t)((const char *)memchr(text, '#', size) - text) + 1;
	start = skip_blanks(text, size, start);
	for (end = start; end < size && isalnum((unsigned char)text[end]);)
		end++;

	if (is_word("include", text + start, end - start)) {
		start = skip_blanks(text, size, end);
		include(parser, place, text + start, size - start);
		return;
	}
	/* "# 12 "file"" is what cpp leaves. */
	if (end == start || isdigit((unsigned char)text[start]) ||
	    is_word("line", text + start, end - start) ||
	    is_word("pragma", text + start, end - start) ||
	    is_word("ident", text + start, end - start))
		return;
	diag_error(parser->diag, place, "#%.*s is not supported",
		   (int)(end - start), text + start);
}
