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

/* "codec NAME": the type is C's, and the user has a codec for it. */
static void declare_codec(struct parser *parser, const char *text, size_t size)
{
	size_t word = strlen("@codec"), start, end;
	const char *name;

	if (size <= word || memcmp(text, "@codec", word) != 0)
		return;
	for (start = word; start < size && text[start] == ' '; start++)
		;
	for (end = start; end < size && text[end] != ' '; end++)
		;
	if (start == word || end == start)
		return;
	name = arena_dup(parser->arena, text + start, end - start);
	map_add(&parser->unit->codecs, name, (void *)name);
}

/* The comment from comment_offset to offset has just ended. */
void parser_comment(struct parser *parser)
{
	const char *text = parser->source->text + parser->comment_offset + 2;
	size_t size = parser->offset - parser->comment_offset - 4;
	const char *doc;

	if (size > 0 && text[0] == '@') {
		parser->notes |= note_in(text, size);
		declare_codec(parser, text, size);
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

/* An #include of C's: what it brings may be in a .x file beside it. */
static void note_header(struct parser *parser, const struct place *place,
			const char *text)
{
	struct unit *unit = parser->unit;
	struct header *header;
	const char *end;

	text += strspn(text, " \t");
	if (*text != '#')
		return;
	text += 1 + strspn(text + 1, " \t");
	if (strncmp(text, "include", 7) != 0)
		return;
	text += 7 + strspn(text + 7, " \t");
	if (*text != '"' && *text != '<')
		return;
	end = strpbrk(text + 1, ">\"\n");
	if (!end || *end != (*text == '<' ? '>' : '"'))
		return;
	header = arena_alloc(parser->arena, sizeof(*header));
	header->place = *place;
	header->text = arena_dup(parser->arena, text, (size_t)(end + 1 - text));
	if (unit->last_header)
		unit->last_header->next = header;
	else
		unit->headers = header;
	unit->last_header = header;
}

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
	note_header(parser, place, copy);
	definition = ast_define(parser->unit, DEFINE_TEXT, NULL, place);
	definition->text = macro_expand_text(&parser->reader->macros, copy);
	definition->views = parser->views;
}
