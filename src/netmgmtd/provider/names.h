/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_NAMES_H
#define NETMGMTD_PROVIDER_NAMES_H

/*
 * Where a name is among items of any kind: a table of hashes, made for a known
 * number of items and never grown. The items keep the names; how to come from
 * a place to its name is told with each call.
 */

#include <stdbool.h>
#include <stddef.h>

struct names;

typedef const char *names_of(const void *items, size_t at);

/* names_new() makes room for count names. NULL without memory. */
struct names *names_new(size_t count);
void names_free(struct names *names);

/* names_add() adds a place, unless an earlier one has its name: false. */
bool names_add(struct names *names, size_t at, names_of *name,
	       const void *items);

/* names_find() gives the place of a name, SIZE_MAX when there is none. */
size_t names_find(const struct names *names, const char *name, names_of *of,
		  const void *items);

#endif
