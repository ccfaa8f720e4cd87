/* SPDX-License-Identifier: BSD-3-Clause */
/* Invariant: a source's text never changes once it is read. */

#include "source.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What flex can count, with room to spare. */
static const size_t size_limit = 1u << 30;

static int read_all(FILE *file, char **text, size_t *size)
{
	size_t capacity = 0, got;
	char *grown;

	*text = NULL;
	*size = 0;
	do {
		if (*size == capacity) {
			capacity = capacity ? 2 * capacity : 16 * 1024;
			grown = realloc(*text, capacity);
			if (!grown)
				return ENOMEM;
			*text = grown;
		}
		got = fread(*text + *size, 1, capacity - *size, file);
		*size += got;
		if (*size > size_limit)
			return EFBIG;
	} while (got > 0);
	return ferror(file) ? EIO : 0;
}

/* What some editors put before the first line; the file starts behind it. */
static size_t mark_size(const char *text, size_t size)
{
	static const char mark[] = {'\xef', '\xbb', '\xbf'};

	if (size < sizeof(mark) || memcmp(text, mark, sizeof(mark)) != 0)
		return 0;
	return sizeof(mark);
}

int source_read(struct arena *arena, const char *path, struct source *source)
{
	FILE *file = fopen(path, "rb");
	struct stat status;
	char *text = NULL;
	size_t size = 0, start;
	int error;

	if (!file)
		return errno;
	if (fstat(fileno(file), &status) == 0 && S_ISDIR(status.st_mode))
		error = EISDIR;
	else
		error = read_all(file, &text, &size);
	fclose(file);
	if (!error) {
		start = mark_size(text, size);
		source->path = arena_dup(arena, path, strlen(path));
		source->text = arena_dup(arena, text + start, size - start);
		source->size = size - start;
	}
	free(text);
	return error;
}

const char *source_line(const struct source *source, unsigned int line,
			size_t *length)
{
	const char *start = source->text, *end = start + source->size;
	const char *newline;

	for (; line > 1; line--) {
		newline = memchr(start, '\n', (size_t)(end - start));
		start = newline ? newline + 1 : end;
	}
	newline = memchr(start, '\n', (size_t)(end - start));
	*length = (size_t)((newline ? newline : end) - start);
	if (*length > 0 && start[*length - 1] == '\r')
		--*length;
	return start;
}

const char *source_text(const struct place *place, size_t *length)
{
	const struct source *source = place->source;
	const char *limit = source->text + source->size, *start, *end;
	size_t ignored;

	start = source_line(source, place->line, &ignored) + place->column - 1;
	end = source_line(source, place->end_line, &ignored) +
	      place->end_column - 1;
	if (start > limit || end > limit || end < start)
		end = start = limit;
	*length = (size_t)(end - start);
	return start;
}
