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

int reader_read(struct reader *reader, const char *path)
{
	struct arena *arena = reader->unit->arena;
	struct input *input = arena_alloc(arena, sizeof(*input));
	int error = source_read(arena, path, &input->source);

	if (error)
		return error;
	map_init(&reader->files, arena);
	map_add(&reader->files, identity(arena, path), input);
	parse(reader, input, 0, VIEW_ALL);
	return 0;
}

/* -- #include ------------------------------------------------------------ */

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
