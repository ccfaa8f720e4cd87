/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_OUT_H
#define ONCGEN_OUT_H

/*
 * Output files. Text gathers in memory; out_commit() puts all of a run's files
 * in their places, or none.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "arena.h"

struct out {
	struct out *next;
	const char *folder;
	const char *name; /* without folder */
	bool is_kept;	  /* if the file is there already, nothing is written */
	char *text;	  /* malloc'd */
	size_t size, capacity;
	char *temporary; /* the path it was written to, or NULL */
};

struct out_list {
	struct arena *arena;
	struct out *first, *last;
};

/* A new, empty file; the list's. */
struct out *out_open(struct out_list *list, const char *folder,
		     const char *name);

/* Where a file goes; in the current folder it is the name alone. */
const char *out_path(struct arena *arena, const struct out *out);

__attribute__((format(printf, 2, 3))) void out_put(struct out *out,
						   const char *format, ...);

/* The first file that is there and is to be kept, or NULL. */
const struct out *out_find_kept(const struct out_list *list);

/*
 * Writes each file beside its final name, then renames all. On failure it
 * returns an errno value, *culprit names the path, and what was written goes.
 */
int out_commit(struct out_list *list, const char **culprit);

/* Writes the texts one after the other to a stream; 0 or an errno value. */
int out_print(const struct out_list *list, FILE *stream);

/* Frees the texts. */
void out_fini(struct out_list *list);

#endif
