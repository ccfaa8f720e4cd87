/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_READER_H
#define ONCGEN_READER_H

/*
 * Reads a file and the files that it includes into one unit. Each file is
 * read once.
 */

#include <stdbool.h>
#include <stddef.h>

#include "ast.h"
#include "diag.h"
#include "macro.h"

struct parser;

struct reader {
	struct unit *unit;
	struct diag *diag;
	const char *const *folders; /* of -I */
	size_t folder_count;
	struct map macros; /* struct macro; the options' are there before */
	unsigned int expansions; /* of macros, so far */
	struct map files;	 /* struct input, by path */
};

/* Returns 0, or the errno value that kept the file from being read. */
int reader_read(struct reader *reader, const char *path);

/* The same of what is in memory; name stands for its path. */
void reader_read_text(struct reader *reader, const char *name, const char *text,
		      size_t size);

/* For the scanner: another file at this place. */
void reader_include(struct reader *reader, struct parser *parser,
		    const struct place *place, const char *name);

/* Every file that was read, the first one first. */
void reader_each_file(const struct reader *reader,
		      void (*each)(void *context, const char *path),
		      void *context);

#endif
