/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Lines that begin with #.
 *
 * Invariant: parser->views are those of the innermost condition; with none of
 * them the scanner skips, and only conditions are looked at.
 */

#include "parser.h"

#include <ctype.h>
#include <string.h>

/* A directive on its way through the functions below. */
struct line {
	struct parser *parser;
	const struct place *place;
	const char *word;
	const char *rest; /* without blanks at its ends */
};

static const char *skip_blanks(const char *text)
{
	while (isspace((unsigned char)*text))
		text++;
	return text;
}

/* Takes a word off the rest; empty if there is none. */
static const char *take_word(struct arena *arena, const char **rest)
{
	const char *start = *rest;

	while (isalnum((unsigned char)**rest) || **rest == '_')
		++*rest;
	return arena_dup(arena, start, (size_t)(*rest - start));
}

/* -- #include ------------------------------------------------------------ */

static void include(const struct line *line)
{
	struct parser *parser = line->parser;
	const char *rest = line->rest, *end;

	if (rest[0] == '<') {
		diag_error(parser->diag, line->place,
			   "#include takes a .x file in quotes; for a C "
			   "header write %%#include");
		return;
	}
	end = rest[0] == '"' ? strchr(rest + 1, '"') : NULL;
	if (!end || end == rest + 1) {
		diag_error(parser->diag, line->place,
			   "#include wants a file name in quotes");
		return;
	}
	reader_include(
		parser->reader, parser, line->place,
		arena_dup(parser->arena, rest + 1, (size_t)(end - rest - 1)));
}

/* -- #define ------------------------------------------------------------- */

static void define(const struct line *line)
{
	struct parser *parser = line->parser;
	const char *rest = line->rest, *name;
	size_t length;

	name = take_word(parser->arena, &rest);
	length = strlen(rest);
	if (!*name || isdigit((unsigned char)*name))
		diag_error(parser->diag, line->place, "#define wants a name");
	else if (*rest == '(')
		diag_error(parser->diag, line->place,
			   "a macro with arguments is not supported");
	else if (length > 0 && rest[length - 1] == '\\')
		diag_error(parser->diag, line->place,
			   "a macro of several lines is not supported");
	else
		macro_define(&parser->reader->macros, name, skip_blanks(rest),
			     false);
}

/* -- #if ----------------------------------------------------------------- */

static void enter_group(struct parser *parser, unsigned int views)
{
	struct condition *condition = parser->condition;

	condition->views = condition->outside & ~condition->taken & views;
	condition->taken |= condition->views;
	parser->views = condition->views;
}

static unsigned int evaluate(const struct line *line)
{
	const struct map *macros = &line->parser->reader->macros;
	const char *rest = line->rest;

	/* What no view reads may say anything. */
	if (line->parser->condition->outside == 0)
		return 0;
	if (strcmp(line->word, "ifdef") == 0)
		return condition_defined(macros,
					 take_word(line->parser->arena, &rest));
	if (strcmp(line->word, "ifndef") == 0)
		return ~condition_defined(
			macros, take_word(line->parser->arena, &rest));
	return condition_of(macros, line->parser->diag, line->place,
			    line->rest);
}

static void open_condition(const struct line *line)
{
	struct parser *parser = line->parser;
	struct condition *condition;

	condition = arena_alloc(parser->arena, sizeof(*condition));
	condition->outer = parser->condition;
	condition->place = *line->place;
	condition->outside = parser->views;
	parser->condition = condition;
	enter_group(parser, evaluate(line));
}

/* #elif and #else */
static void next_group(const struct line *line)
{
	struct condition *condition = line->parser->condition;
	bool is_else = strcmp(line->word, "else") == 0;

	if (!condition || condition->has_else) {
		diag_error(line->parser->diag, line->place, "#%s without #if",
			   line->word);
		return;
	}
	condition->has_else = is_else;
	enter_group(line->parser, is_else ? VIEW_ALL : evaluate(line));
}

static void close_condition(const struct line *line)
{
	struct condition *condition = line->parser->condition;

	if (!condition) {
		diag_error(line->parser->diag, line->place,
			   "#endif without #if");
		return;
	}
	line->parser->views = condition->outside;
	line->parser->condition = condition->outer;
}

/* Returns false if the line is none of these. */
static bool direct_condition(const struct line *line)
{
	const char *word = line->word;

	if (strcmp(word, "if") == 0 || strcmp(word, "ifdef") == 0 ||
	    strcmp(word, "ifndef") == 0)
		open_condition(line);
	else if (strcmp(word, "elif") == 0 || strcmp(word, "else") == 0)
		next_group(line);
	else if (strcmp(word, "endif") == 0)
		close_condition(line);
	else
		return false;
	return true;
}

/* -- all ----------------------------------------------------------------- */

static void direct_other(const struct line *line)
{
	struct parser *parser = line->parser;
	const char *word = line->word, *rest = line->rest;

	if (strcmp(word, "include") == 0)
		include(line);
	else if (strcmp(word, "define") == 0)
		define(line);
	else if (strcmp(word, "undef") == 0)
		macro_undefine(&parser->reader->macros,
			       take_word(parser->arena, &rest));
	else if (strcmp(word, "error") == 0)
		diag_error(parser->diag, line->place, "#error %s", line->rest);
	else if (strcmp(word, "warning") == 0)
		diag_warning(parser->diag, line->place, "#warning %s",
			     line->rest);
	/* "# 12 "file"" is what cpp leaves. */
	else if (*word && !isdigit((unsigned char)*word) &&
		 strcmp(word, "line") != 0 && strcmp(word, "pragma") != 0 &&
		 strcmp(word, "ident") != 0)
		diag_error(parser->diag, line->place, "#%s is not supported",
			   word);
}

void parser_directive(struct parser *parser, const struct place *place,
		      const char *text, size_t size)
{
	struct line line = {.parser = parser, .place = place};

	while (size > 0 && isspace((unsigned char)text[size - 1]))
		size--;
	if (memchr(text, '\0', size)) {
		diag_error(parser->diag, place, "a NUL byte in a directive");
		return;
	}
	text = strchr(arena_dup(parser->arena, text, size), '#');
	line.rest = skip_blanks(text + 1);
	line.word = take_word(parser->arena, &line.rest);
	line.rest = skip_blanks(line.rest);
	if (!direct_condition(&line) && parser->views)
		direct_other(&line);
}
