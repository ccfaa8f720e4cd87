/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_LEVEL_H
#define NETMGMTD_LEVEL_H

/*
 * The information levels of a family: one constant table, a line for each
 * level that we answer. An unknown level is refused before anything is read
 * (contract 2.1).
 */

#include <stdint.h>

#include <onc/type.h>

#include "src/netmgmtd/reply.h"

/* What a structure is filled from. */
struct subject {
	const void *source; /* the family's, as its handler made it */
	const void *item;   /* the one of which it tells */
	struct reply *reply;
};

struct level {
	uint32_t level;
	size_t size; /* of the structure */
	const struct onc_type *type;
	/* Fills zeros. Without memory subject->reply->failed is set. */
	void (*fill)(const struct subject *subject, void *entry);
	unsigned int needs; /* of the source; bits of the family's own */
};

/* {7, NOUN_INFO_7, fill_7} of an .x file's structure */
#define LEVEL(number, structure, fill, needs)                                  \
	{                                                                      \
		number, sizeof(structure), &structure##_type, fill, needs      \
	}

struct levels {
	const struct level *items;
	size_t count;
};

#define LEVELS(table)                                                          \
	{                                                                      \
		table, sizeof(table) / sizeof(*(table))                        \
	}

/* level_find() gives a level that we answer, or NULL. */
const struct level *level_find(const struct levels *levels, uint32_t level);

/*
 * level_footprint() gives the bytes that an entry counts for: its structure
 * and all it points to (contract 2.1).
 */
size_t level_footprint(const struct level *level, const void *entry);

#endif
