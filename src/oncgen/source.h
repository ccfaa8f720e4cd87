/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_SOURCE_H
#define ONCGEN_SOURCE_H

/*
 * The bytes of one input file, and places in it. A source lives as long as
 * the arena it was read into.
 */

#include <stddef.h>

#include "arena.h"

struct source;

/* Notes to the compiler: comments such as the one of NULLABLE. */
enum {
	NOTE_NULLABLE = 1, /*@nullable*/
	NOTE_ENVELOPE = 2, /*@envelope*/
};

/*
 * From a construct's first byte to its last, and what stands before it for
 * the reader. Lines and columns count from 1, columns in bytes.
 */
struct place {
	const struct source *source;
	unsigned int line, column;
	unsigned int end_line, end_column; /* behind the last byte */
	const char *doc;		   /* the text of a comment, or NULL */
	unsigned int doc_line;
	unsigned int notes;
};

struct source {
	const char *path; /* as the user or an #include wrote it */
	const char *text;
	size_t size;
	const struct place *includer; /* the #include, or NULL */
};

/* Returns 0, or an errno value. */
int source_read(struct arena *arena, const char *path, struct source *source);

/* Where a place's text starts in its source, and its length. */
const char *source_text(const struct place *place, size_t *length);

/* A line without its end; *length is 0 behind the last. */
const char *source_line(const struct source *source, unsigned int line,
			size_t *length);

#endif
