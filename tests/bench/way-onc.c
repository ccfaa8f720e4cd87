/* SPDX-License-Identifier: BSD-3-Clause */
/* libonc. */
#include <string.h>

#include <lmapibuf.h>

#include "messages.h"
#include "tests/bench/way.h"

static const struct way ways[] = {
	{"users", &user_result_type}, {"ints", &words_type},
	{"blob", &blob_type},	      {"list", &chain_type},
	{"listing", &listing_type},   {"document", &datum_type},
};

const struct way *way_find(const char *message)
{
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++)
		if (strcmp(ways[i].message, message) == 0)
			return &ways[i];
	return NULL;
}

void way_prepare(const struct way *way, const void **bytes, size_t *size)
{
	(void)way;
	(void)bytes;
	(void)size;
}

void *way_decode(const struct way *way, const void *bytes, size_t size)
{
	void *value;

	if (onc_decode(way->type, bytes, size, NULL, &value, NULL) != ONC_OK)
		return NULL;
	return value;
}

void way_release(const struct way *way, void *value)
{
	(void)way;
	NetApiBufferFree(value);
}

bool way_encode(const struct way *way, const void *value, size_t size)
{
	void *bytes;
	size_t encoded;

	if (onc_encode(way->type, value, NULL, &bytes, &encoded, NULL) !=
	    ONC_OK)
		return false;
	NetApiBufferFree(bytes);
	return encoded == size;
}
