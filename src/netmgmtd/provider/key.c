/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * FNV-1a of 32 bits. Nothing depends on its quality: who finds names of one
 * key makes rows that come on one page together.
 */
#include <ctype.h>
#include <string.h>

#include "src/netmgmtd/provider/key.h"

static uint32_t mix(uint32_t hash, const char *name)
{
	for (; *name; name++)
		hash = (hash ^ (uint32_t)tolower((unsigned char)*name)) *
		       16777619U;
	return hash;
}

static const uint32_t basis = 2166136261U;

uint32_t key_of(const char *name)
{
	uint32_t hash = mix(basis, name);

	return hash == UINT32_MAX ? UINT32_MAX - 1 : hash;
}

uint32_t key_of_native(const char *backend, const char *name)
{
	return mix(mix(basis, backend) * 16777619U, name) & INT32_MAX;
}

void key_step(void *items, size_t count, size_t size)
{
	unsigned char *item = items;
	uint32_t last, key;

	for (size_t i = 1; i < count; i++) {
		memcpy(&last, item, sizeof(last));
		item += size;
		memcpy(&key, item, sizeof(key));
		if (key > last)
			continue;
		key = last + 1;
		memcpy(item, &key, sizeof(key));
	}
}
