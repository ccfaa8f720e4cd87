/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_COMMENTS_H
#define NETMGMTD_PROVIDER_COMMENTS_H

/*
 * Comments on accounts, which Linux has no place for: var/lib/netmgmtd/users
 * and var/lib/netmgmtd/groups, a line NAME:COMMENT for each that has one.
 */

#include <stddef.h>

#include "src/netmgmtd/provider/root.h"

#define COMMENTS_USERS "var/lib/netmgmtd/users"
#define COMMENTS_GROUPS "var/lib/netmgmtd/groups"

struct comment;

struct comments {
	char *text;
	struct comment *items; /* sorted by name */
	size_t count;
};

/*
 * comments_init() reads one of the files; one that is missing or unreadable
 * has no comments. The caller calls comments_fini(), after failure (-ENOMEM)
 * too.
 */
__attribute__((warn_unused_result)) int comments_init(struct comments *comments,
						      const struct root *root,
						      const char *path);
void comments_fini(struct comments *comments);

/* comments_get() gives the comment on a name, "" without one. */
const char *comments_get(const struct comments *comments, const char *name);

#endif
