/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_MACRO_H
#define ONCGEN_MACRO_H

/*
 * Names that #define or -D gave a text. No macro takes arguments.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "map.h"

struct macro {
	const char *text; /* NULL: undefined again */
	bool is_option;	  /* of -D: unknown to the C that comes out */
	bool is_open;	  /* being expanded */
};

void macro_define(struct map *macros, const char *name, const char *text,
		  bool is_option);
void macro_undefine(struct map *macros, const char *name);

/* NULL: not defined. */
struct macro *macro_get(const struct map *macros, const char *name);

/* The text of a % line with the names in it that the file itself defined. */
const char *macro_expand_text(const struct map *macros, const char *text);

#endif
