/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: until every file has been written in full under its temporary
 * name, no final name is touched.
 */

#include "out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct out *out_open(struct out_list *list, const char *folder,
		     const char *name)
{
	struct out *out = arena_alloc(list->arena, sizeof(*out));

	out->folder = folder;
	out->name = name;
	if (list->last)
		list->last->next = out;
	else
		list->first = out;
	list->last = out;
	return out;
}

const char *out_path(struct arena *arena, const struct out *out)
{
	size_t length = strlen(out->folder);
	const char *slash = length && out->folder[length - 1] == '/' ? "" : "/";

	if (strcmp(out->folder, ".") == 0)
		return out->name;
	return arena_printf(arena, "%s%s%s", out->folder, slash, out->name);
}

static void reserve(struct out *out, size_t more)
{
	size_t least, capacity;
	char *grown;

	if (__builtin_add_overflow(out->size, more, &least))
		out_of_memory();
	if (least <= out->capacity)
		return;
	if (__builtin_mul_overflow(least, 2, &capacity))
		out_of_memory();
	grown = realloc(out->text, capacity);
	if (!grown)
		out_of_memory();
	out->text = grown;
	out->capacity = capacity;
}

void out_put(struct out *out, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0)
		out_of_memory();

	reserve(out, (size_t)length + 1);
	va_start(arguments, format);
	vsnprintf(out->text + out->size, (size_t)length + 1, format, arguments);
	va_end(arguments);
	out->size += (size_t)length;
}

void out_fini(struct out_list *list)
{
	struct out *out;

	for (out = list->first; out; out = out->next)
		free(out->text);
	list->first = list->last = NULL;
}

/* -- writing ------------------------------------------------------------- */

static int write_all(int file, const char *text, size_t size)
{
	ssize_t written;

	while (size > 0) {
		written = write(file, text, size);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return errno;
		text += written;
		size -= (size_t)written;
	}
	return 0;
}

/* mkstemp() gives a file that only its owner may read; a compiler's may all. */
static int open_up(int file)
{
	mode_t mask = umask(0);

	umask(mask);
	return fchmod(file, 0666 & ~mask) == 0 ? 0 : errno;
}

static int write_temporary(struct out_list *list, struct out *out)
{
	char *path = arena_printf(list->arena, "%s/.%s.XXXXXX", out->folder,
				  out->name);
	int file = mkstemp(path), error;

	if (file < 0)
		return errno;
	out->temporary = path;
	error = write_all(file, out->text, out->size);
	if (!error)
		error = open_up(file);
	if (close(file) != 0 && !error)
		error = errno;
	return error;
}

static void remove_temporaries(struct out_list *list)
{
	struct out *out;

	for (out = list->first; out; out = out->next) {
		if (out->temporary)
			unlink(out->temporary);
		out->temporary = NULL;
	}
}

static int put_in_place(struct out *out, const char *path)
{
	if (rename(out->temporary, path) != 0)
		return errno;
	out->temporary = NULL;
	return 0;
}

int out_commit(struct out_list *list, const char **culprit)
{
	struct out *out;
	int error = 0;

	for (out = list->first; out && !error; out = out->next) {
		*culprit = out_path(list->arena, out);
		error = write_temporary(list, out);
	}
	for (out = list->first; out && !error; out = out->next) {
		*culprit = out_path(list->arena, out);
		error = put_in_place(out, *culprit);
	}
	remove_temporaries(list);
	return error;
}

const struct out *out_find_kept(const struct out_list *list)
{
	const struct out *out;
	struct stat status;

	for (out = list->first; out; out = out->next) {
		if (out->is_kept &&
		    lstat(out_path(list->arena, out), &status) == 0)
			return out;
	}
	return NULL;
}

int out_print(const struct out_list *list, FILE *stream)
{
	const struct out *out;

	for (out = list->first; out; out = out->next) {
		if (out->size > 0 &&
		    fwrite(out->text, 1, out->size, stream) != out->size)
			return errno;
	}
	return fflush(stream) == 0 ? 0 : errno;
}
