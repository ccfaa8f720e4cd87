/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_ENTRIES_H
#define NETMGMTD_PROVIDER_ENTRIES_H

/*
 * The names in a directory below the root, sorted bytewise; without those
 * that start with a dot.
 */

#include <stddef.h>

#include "src/netmgmtd/provider/root.h"

/* More names than this are not looked at. */
#define ENTRIES_MOST 65536

struct entries {
	char **names;
	size_t count;
};

/*
 * entries_init() reads the names; a directory that is missing has none. The
 * caller calls entries_fini(), after failure (-errno) too.
 */
__attribute__((warn_unused_result)) int entries_init(struct entries *entries,
						     const struct root *root,
						     const char *path);
void entries_fini(struct entries *entries);

#endif
