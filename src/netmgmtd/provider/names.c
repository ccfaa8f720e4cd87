/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Open addressing: at most half of the slots are taken, so that a search ends
 * soon. A slot keeps its name's hash, and most names that differ are not looked
 * at.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "src/netmgmtd/provider/names.h"

struct slot {
	uint32_t hash;
	uint32_t place; /* counted from 1; 0: free */
};

struct names {
	size_t mask;
	uint64_t seed;
	struct slot slots[];
};

/* FNV-1a, from a seed: who names accounts cannot choose where they collide. */
static uint32_t hash_of(const struct names *names, const char *name)
{
	uint64_t hash = names->seed;

	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * 1099511628211u;
	return (uint32_t)(hash ^ hash >> 32);
}

struct names *names_new(size_t count)
{
	struct names *names;
	size_t size = 16, bytes;

	if (count >= UINT32_MAX / 4)
		return NULL;
	while (size < 2 * count)
		size *= 2;
	if (__builtin_mul_overflow(size, sizeof(*names->slots), &bytes))
		return NULL;
	names = calloc(1, sizeof(*names) + bytes);
	if (!names)
		return NULL;
	names->mask = size - 1;
	/* An address is as good as random, where they are. */
	names->seed = 14695981039346656037u ^ (uintptr_t)names >> 4;
	return names;
}

void names_free(struct names *names)
{
	free(names);
}

/* The slot that has the name, or the free one that it would take. */
static size_t probe(const struct names *names, uint32_t hash, const char *name,
		    names_of *of, const void *items)
{
	size_t at = hash & names->mask;

	for (;; at = (at + 1) & names->mask) {
		const struct slot *slot = &names->slots[at];

		if (!slot->place)
			return at;
		if (slot->hash == hash &&
		    strcmp(of(items, slot->place - 1), name) == 0)
			return at;
	}
}

bool names_add(struct names *names, size_t at, names_of *name,
	       const void *items)
{
	uint32_t hash = hash_of(names, name(items, at));
	size_t slot = probe(names, hash, name(items, at), name, items);

	if (names->slots[slot].place)
		return false;
	names->slots[slot] = (struct slot){hash, (uint32_t)at + 1};
	return true;
}

size_t names_find(const struct names *names, const char *name, names_of *of,
		  const void *items)
{
	size_t slot = probe(names, hash_of(names, name), name, of, items);

	return names->slots[slot].place ? names->slots[slot].place - 1
					: SIZE_MAX;
}
