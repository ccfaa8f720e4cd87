/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: bucket_count is a power of two and at least count, or both are 0.
 */

#include "map.h"

#include <stdint.h>
#include <string.h>

void map_init(struct map *map, struct arena *arena)
{
	*map = (struct map){.arena = arena};
}

/* FNV-1a. A hostile input costs its author time, nobody else. */
static size_t hash(const char *key)
{
	uint64_t sum = UINT64_C(14695981039346656037);

	for (; *key; key++)
		sum = (sum ^ (unsigned char)*key) * UINT64_C(1099511628211);
	return (size_t)(sum ^ sum >> 32);
}

static void grow(struct map *map)
{
	size_t count = map->bucket_count ? 2 * map->bucket_count : 16;
	struct map_entry *entry, **bucket;

	map->buckets = arena_array(map->arena, count, sizeof(*map->buckets));
	map->bucket_count = count;
	for (entry = map->first; entry; entry = entry->next) {
		bucket = &map->buckets[hash(entry->key) & (count - 1)];
		entry->chain = *bucket;
		*bucket = entry;
	}
}

static struct map_entry *find(const struct map *map, const char *key)
{
	struct map_entry *entry;

	if (!map->count)
		return NULL;
	entry = map->buckets[hash(key) & (map->bucket_count - 1)];
	while (entry && strcmp(entry->key, key) != 0)
		entry = entry->chain;
	return entry;
}

void *map_get(const struct map *map, const char *key)
{
	const struct map_entry *entry = find(map, key);

	return entry ? entry->item : NULL;
}

void *map_add(struct map *map, const char *key, void *item)
{
	struct map_entry *entry = find(map, key), **bucket;

	if (entry)
		return entry->item;
	if (map->count == map->bucket_count)
		grow(map);

	entry = arena_alloc(map->arena, sizeof(*entry));
	entry->key = key;
	entry->item = item;
	bucket = &map->buckets[hash(key) & (map->bucket_count - 1)];
	entry->chain = *bucket;
	*bucket = entry;
	if (map->last)
		map->last->next = entry;
	else
		map->first = entry;
	map->last = entry;
	map->count++;
	return NULL;
}
