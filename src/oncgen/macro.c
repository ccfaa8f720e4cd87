/* SPDX-License-Identifier: BSD-3-Clause */
/* Invariant: a name keeps its entry in the map once it had one. */

#include "macro.h"

#include <ctype.h>
#include <string.h>

void macro_define(struct map *macros, const char *name, const char *text,
		  bool is_option)
{
	struct macro *macro = map_get(macros, name);

	if (!macro) {
		macro = arena_alloc(macros->arena, sizeof(*macro));
		map_add(macros, name, macro);
	}
	macro->text = text;
	macro->is_option = is_option;
}

void macro_undefine(struct map *macros, const char *name)
{
	struct macro *macro = map_get(macros, name);

	if (macro)
		macro->text = NULL;
}

struct macro *macro_get(const struct map *macros, const char *name)
{
	struct macro *macro = map_get(macros, name);

	return macro && macro->text ? macro : NULL;
}

/* -- % lines ------------------------------------------------------------- */

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static size_t word_length(const char *text)
{
	size_t length = 0;

	while (is_word(text[length]))
		length++;
	return length;
}

/* What stands for the word in the text; the word itself if nothing does. */
static const char *replacement(const struct map *macros, const char *word)
{
	const struct macro *macro = macro_get(macros, word);

	return macro && !macro->is_option ? macro->text : word;
}

/* Of text up to its last byte; with room NULL only the size is counted. */
static size_t expand(const struct map *macros, const char *text, char *room)
{
	const char *piece;
	size_t size = 0, length, piece_length;

	for (; *text; text += length) {
		length = word_length(text);
		piece = text;
		piece_length = length;
		if (length > 0) {
			piece = replacement(
				macros, arena_dup(macros->arena, text, length));
			piece_length = strlen(piece);
		} else {
			length = piece_length = 1;
		}
		if (room)
			memcpy(room + size, piece, piece_length);
		size += piece_length;
	}
	return size;
}

const char *macro_expand_text(const struct map *macros, const char *text)
{
	char *room;

	if (macros->count == 0)
		return text;
	room = arena_alloc(macros->arena, expand(macros, text, NULL) + 1);
	expand(macros, text, room);
	return room;
}
