/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_MEMBER_H
#define NETMGMTD_PROVIDER_MEMBER_H

/*
 * Who belongs to the few groups that give a privilege, listed in the group or
 * having it as primary group.
 */

#include <stddef.h>
#include <stdint.h>

#include "src/netmgmtd/provider/root.h"

/* What the groups stand for: bits of a set. */
enum member_role {
	MEMBER_ADMIN = 1, /* sudo, wheel, admin */
	MEMBER_PRINT = 2, /* lpadmin */
};

struct member;

struct members {
	struct member *items;
	size_t count;
	size_t room;
};

/*
 * members_init() reads the groups. A group that is missing has no members.
 * The caller calls members_fini(), after failure too.
 */
__attribute__((warn_unused_result)) int members_init(struct members *members,
						     const struct root *root);
void members_fini(struct members *members);

/* members_roles() gives the roles of an account. */
unsigned int members_roles(const struct members *members, const char *name,
			   uint32_t gid);

#endif
