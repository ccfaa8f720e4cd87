/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: an input that is open is one on the includers' stack, so meeting
 * it again is a circle.
 */

#include "reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "parser.h"
#include "symbol.h"

struct input {
	struct source source;
	struct place includer;
	bool is_open;
};

static void parse(struct reader *reader, struct input *input,
		  unsigned int depth, unsigned int views)
{
	struct parser parser = {
		.reader = reader,
		.unit = reader->unit,
		.arena = reader->unit->arena,
		.diag = reader->diag,
		.source = &input->source,
		.depth = depth,
		.line = 1,
		.column = 1,
		.views = views,
		.starts_definition = true,
	};

	input->is_open = true;
	parser_run(&parser);
	if (parser.condition)
		diag_error(reader->diag, &parser.condition->place,
			   "the condition has no #endif");
	input->is_open = false;
}

/* One spelling per file: two names of it are one input. */
static const char *identity(struct arena *arena, const char *path)
{
	char *real = realpath(path, NULL);
	const char *key;

	if (!real)
		return path;
	key = arena_dup(arena, real, strlen(real));
	free(real);
	return key;
}

/* -- finding --------------------------------------------------------------- */

static const char *beside(struct arena *arena, const char *path,
			  const char *name)
{
	const char *slash = strrchr(path, '/');

	if (!slash || name[0] == '/')
		return name;
	return arena_printf(arena, "%.*s/%s", (int)(slash - path), path, name);
}

/* Reads the first of the candidates that exists. */
static int find(struct reader *reader, const struct source *from,
		const char *name, struct input *input)
{
	struct arena *arena = reader->unit->arena;
	int error;
	size_t i;

	error = source_read(arena, beside(arena, from->path, name),
			    &input->source);
	for (i = 0; i < reader->folder_count && error && name[0] != '/'; i++)
		error = source_read(
			arena,
			arena_printf(arena, "%s/%s", reader->folders[i], name),
			&input->source);
	return error;
}

/* -- %#include ------------------------------------------------------------- */

/* Only what the command line defined counts in a file that is not included. */
static struct map option_macros(const struct map *macros)
{
	const struct map_entry *entry;
	const struct macro *macro;
	struct map options;

	map_init(&options, macros->arena);
	for (entry = macros->first; entry; entry = entry->next) {
		macro = entry->item;
		if (macro->is_option && macro->text)
			macro_define(&options, entry->key, macro->text, true);
	}
	return options;
}

/* The name in quotes or brackets, as that of a .x file; NULL: not from it. */
static const char *described_in(struct arena *arena, const char *text)
{
	size_t length = strlen(text) - 2;

	if (length < 3 || memcmp(text + 1 + length - 2, ".h", 2) != 0)
		return NULL;
	return arena_printf(arena, "%.*s.x", (int)(length - 2), text + 1);
}

/*
 * <dir/foo.h> can be beside the file, if that is in such a "dir" itself: so
 * it is with what is installed.
 */
static const char *same_folder(struct arena *arena, const char *path,
			       const char *name)
{
	const char *base = strrchr(name, '/');
	char *folder, *real;
	size_t length, size;

	if (!base)
		return NULL;
	folder = arena_printf(arena, "%s", beside(arena, path, "."));
	real = realpath(folder, NULL);
	length = (size_t)(base - name);
	size = real ? strlen(real) : 0;
	if (size <= length || real[size - length - 1] != '/' ||
	    memcmp(real + size - length, name, length) != 0)
		base = NULL;
	free(real);
	return base ? base + 1 : NULL;
}

static struct input *find_neighbour(struct reader *reader,
				    const struct header *header)
{
	struct arena *arena = reader->unit->arena;
	const struct source *from = header->place.source;
	struct input *input = arena_alloc(arena, sizeof(*input));
	const char *name = described_in(arena, header->text), *other;

	if (!name)
		return NULL;
	other = same_folder(arena, from->path, name);
	if (find(reader, from, name, input) != 0 &&
	    (!other || source_read(arena, beside(arena, from->path, other),
				   &input->source) != 0))
		return NULL;
	input->includer = header->place;
	input->source.includer = &input->includer;
	if (map_add(&reader->files, identity(arena, input->source.path), input))
		return NULL;
	return input;
}

static void keep_types(struct map *types, struct definition *definition)
{
	for (; definition; definition = definition->next) {
		if ((definition->kind == DEFINE_TYPE ||
		     definition->kind == DEFINE_TYPEDEF) &&
		    !symbol_says_nothing(definition))
			map_add(types, definition->name, definition);
	}
}

/*
 * For its types only, and in a unit of its own: what the file is wrong about
 * is not the reader's concern, and its constants are known to C.
 */
static void read_neighbour(struct reader *reader, struct header *header,
			   struct input *input)
{
	struct unit *unit = reader->unit;
	struct unit own = {
		.arena = unit->arena,
		.codecs = unit->codecs,
		.type_count = unit->type_count,
		.definition_count = unit->definition_count,
	};
	struct diag quiet = {.is_quiet = true};
	struct reader other = *reader;

	other.unit = &own;
	other.diag = &quiet;
	other.macros = option_macros(&reader->macros);
	parse(&other, input, 1, VIEW_ALL);
	reader->files = other.files;
	reader->expansions = other.expansions;
	unit->codecs = own.codecs;
	unit->type_count = own.type_count;
	unit->definition_count = own.definition_count;
	header->has_errors = quiet.errors > 0;
	if (!header->has_errors)
		keep_types(&unit->neighbours, own.first);
	if (own.headers) {
		unit->last_header->next = own.headers;
		unit->last_header = own.last_header;
	}
}

/* -- the whole ------------------------------------------------------------- */

static void read_unit(struct reader *reader, struct input *input)
{
	struct input *neighbour;
	struct header *header;

	map_init(&reader->unit->neighbours, reader->unit->arena);
	parse(reader, input, 0, VIEW_ALL);
	/* The list grows by those that the neighbours include. */
	for (header = reader->unit->headers; header; header = header->next) {
		neighbour = find_neighbour(reader, header);
		if (neighbour)
			read_neighbour(reader, header, neighbour);
	}
}

int reader_read(struct reader *reader, const char *path)
{
	struct arena *arena = reader->unit->arena;
	struct input *input = arena_alloc(arena, sizeof(*input));
	int error = source_read(arena, path, &input->source);

	if (error)
		return error;
	map_init(&reader->files, arena);
	map_add(&reader->files, identity(arena, path), input);
	read_unit(reader, input);
	return 0;
}

void reader_read_text(struct reader *reader, const char *name, const char *text,
		      size_t size)
{
	struct arena *arena = reader->unit->arena;
	struct input *input = arena_alloc(arena, sizeof(*input));

	input->source.path = name;
	input->source.text = arena_dup(arena, text, size);
	input->source.size = size;
	map_init(&reader->files, arena);
	map_add(&reader->files, name, input);
	read_unit(reader, input);
}

/* -- #include ------------------------------------------------------------ */

static void complain(struct reader *reader, const struct parser *parser,
		     const struct place *place, const char *name, int error)
{
	struct arena *arena = reader->unit->arena;
	const char *path = parser->source->path, *slash = strrchr(path, '/');
	const char *tried = "the folder of the file";
	size_t i;

	if (slash)
		tried = arena_dup(arena, path, (size_t)(slash - path));
	for (i = 0; i < reader->folder_count; i++)
		tried = arena_printf(arena, "%s, %s", tried,
				     reader->folders[i]);
	diag_error(reader->diag, place, "cannot read \"%s\": %s (tried %s)",
		   name, strerror(error), tried);
}

/* The header of an included file is included in its stead. */
static void import(struct reader *reader, const struct place *place,
		   const char *name, unsigned int views)
{
	struct arena *arena = reader->unit->arena;
	struct definition *definition;
	const char *slash = strrchr(name, '/'), *dot = strrchr(name, '.');
	size_t length = strlen(name);

	if (place->source->includer)
		return;
	if (dot && (!slash || dot > slash))
		length = (size_t)(dot - name);
	definition = ast_define(reader->unit, DEFINE_IMPORT, NULL, place);
	definition->text = arena_printf(arena, "%.*s.h", (int)length, name);
	definition->views = views;
}

void reader_include(struct reader *reader, struct parser *parser,
		    const struct place *place, const char *name)
{
	struct arena *arena = reader->unit->arena;
	struct input *input, *known;
	int error;

	if (parser->depth + 1 >= PARSER_DEEPEST) {
		diag_error(reader->diag, place,
			   "#include is nested more than %d deep",
			   PARSER_DEEPEST);
		return;
	}
	input = arena_alloc(arena, sizeof(*input));
	error = find(reader, parser->source, name, input);
	if (error) {
		complain(reader, parser, place, name, error);
		return;
	}
	input->includer = *place;
	input->source.includer = &input->includer;
	known = map_add(&reader->files, identity(arena, input->source.path),
			input);
	if (known && known->is_open) {
		diag_error(reader->diag, place, "\"%s\" includes itself", name);
		return;
	}
	import(reader, place, name, parser->views);
	if (!known)
		parse(reader, input, parser->depth + 1, parser->views);
}

void reader_each_file(const struct reader *reader,
		      void (*each)(void *context, const char *path),
		      void *context)
{
	const struct map_entry *entry;
	const struct input *input;

	for (entry = reader->files.first; entry; entry = entry->next) {
		input = entry->item;
		each(context, input->source.path);
	}
}
