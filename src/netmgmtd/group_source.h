/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_GROUP_SOURCE_H
#define NETMGMTD_GROUP_SOURCE_H

/*
 * Groups with their comments. Local groups are those of etc/group, global ones
 * those that the host knows besides; the daemon can be told that all groups
 * are global, too.
 */

#include "src/netmgmtd/daemon.h"
#include "src/netmgmtd/info.h"
#include "src/netmgmtd/list.h"
#include "src/netmgmtd/provider/comments.h"
#include "src/netmgmtd/provider/groups.h"

struct group_source {
	struct groups groups;
	struct comments comments;
};

/*
 * group_source_init() reads the groups, those of one name if it is not NULL.
 * The caller calls group_source_fini(), after failure (-ENOMEM) too.
 */
ONC_MUST_USE int group_source_init(struct group_source *source,
				   const struct root *root, const char *name);
void group_source_fini(struct group_source *source);

/* Which groups a function is about. */
typedef bool group_test(const struct daemon *daemon,
			const struct group_entry *group);
group_test group_is_local;
group_test group_is_global;

/* group_gid() is the list_key of groups. */
uint32_t group_gid(const void *item);

/* group_enumerate() is the handler of an Enum, group_get() that of a GetInfo.
 */
void group_enumerate(struct list *list, const struct daemon *daemon,
		     group_test *test);
void group_get(struct info *info, const struct daemon *daemon, const char *name,
	       group_test *test);

/*
 * group_of_user() lists the groups of an account: its primary one, and those
 * that name it or, with indirect, that NSS counts it among; of all these,
 * those that the test admits, and with always_primary the primary one anyway.
 */
struct group_choice {
	group_test *test;
	bool always_primary;
	bool indirect;
};
void group_of_user(struct list *list, const struct daemon *daemon,
		   const char *name, const struct group_choice *choice);

/* The members that group structures have in common, s being their subject. */
LMSTR group_comment(const struct subject *s);
LMSTR group_origin(const struct subject *s);

#endif
