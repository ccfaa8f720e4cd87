/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_ARENA_H
#define ONCGEN_ARENA_H

/*
 * Memory that is released all at once. The tree, its names and all that is
 * worked out from them live as long as the compilation, so nobody frees parts.
 *
 * Without memory the program says so and exits: no output has been written by
 * then. Nothing here returns NULL.
 */

#include <stdarg.h>
#include <stddef.h>

struct arena {
	struct arena_chunk *chunks;
};

void arena_fini(struct arena *arena);

/* Zeroed bytes, aligned for anything. */
void *arena_alloc(struct arena *arena, size_t size);
void *arena_array(struct arena *arena, size_t count, size_t size);

char *arena_dup(struct arena *arena, const char *text, size_t length);

__attribute__((format(printf, 2, 3))) char *
arena_printf(struct arena *arena, const char *format, ...);

/* For what lives outside an arena. */
_Noreturn void out_of_memory(void);

#endif
