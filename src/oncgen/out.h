/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_OUT_H
#define ONCGEN_OUT_H

/*
 * Output files. Text gathers in memory; out_commit() puts all of a run's files
 * in their places, or none.
 */

#include <stddef.h>

#include "arena.h"

struct out {
	struct out *next;
	const char *name; /* without folder */
	char *text;	  /* malloc'd */
	size_t size, capacity;
	char *temporary; /* the path it was written to, or NULL */
};

struct out_list {
	struct arena *arena;
	struct out *first, *last;
};

/* A new, empty file; the list's. */
struct out *out_open(struct out_list *list, const char *name);

__attribute__((format(printf, 2, 3))) void out_put(struct out *out,
						   const char *format, ...);

/*
 * Writes each file beside its final name, then renames all. On failure it
 * returns an errno value, *culprit names the path, and what was written goes.
 */
int out_commit(struct out_list *list, const char *folder, const char **culprit);

/* Frees the texts. */
void out_fini(struct out_list *list);

#endif
