/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_MAP_H
#define ONCGEN_MAP_H

/*
 * From names to things, in the order of their coming. Keys are borrowed and
 * must outlive the map; its memory is the arena's.
 */

#include <stddef.h>

#include "arena.h"

struct map_entry {
	const char *key;
	void *item;
	struct map_entry *next; /* in order of insertion */
	struct map_entry *chain;
};

struct map {
	struct arena *arena;
	struct map_entry **buckets;
	size_t bucket_count;
	size_t count;
	struct map_entry *first, *last;
};

void map_init(struct map *map, struct arena *arena);

/* NULL: no such key. */
void *map_get(const struct map *map, const char *key);

/* The item that has the key already, which stays; NULL: added. */
void *map_add(struct map *map, const char *key, void *item);

#endif
