/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_GROUPS_H
#define NETMGMTD_PROVIDER_GROUPS_H

/*
 * The groups of the host as they stand at one moment. A snapshot owns all
 * that its groups point to and depends on nothing afterwards.
 */

#include <stddef.h>
#include <stdint.h>

#include "src/netmgmtd/provider/root.h"

/* The strings are never NULL; they are bytes as the host has them. */
struct group_entry {
	const char *name;
	uint32_t gid;
	bool is_local;	      /* of etc/group, not of a directory */
	const char **members; /* as the group's line names them */
	size_t member_count;

	/* private: */
	size_t order;
	void *memory;
};

/* In ascending order of gid; groups of one gid in the order of NSS. */
struct groups {
	struct group_entry *items;
	size_t count;
	size_t room;
};

/*
 * groups_init() reads all groups, or those of one name, one or none, if it is
 * not NULL. Of a name that is repeated the first counts. The caller calls
 * groups_fini(), after failure (-ENOMEM) too.
 */
__attribute__((warn_unused_result)) int
groups_init(struct groups *groups, const struct root *root, const char *name);
void groups_fini(struct groups *groups);

/* groups_has_member() tells whether the group's line names a user. */
bool groups_has_member(const struct group_entry *group, const char *name);

/*
 * groups_mark_indirect() sets *is_member, one for each of the groups, where
 * NSS counts the user among a group's, as a directory's nested groups do.
 */
__attribute__((warn_unused_result)) int
groups_mark_indirect(const struct groups *groups, const struct root *root,
		     const char *name, uint32_t gid, bool *is_member);

#endif
