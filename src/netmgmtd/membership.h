/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_MEMBERSHIP_H
#define NETMGMTD_MEMBERSHIP_H

/*
 * Who belongs to a group: the users that its line names, accounts or not, and
 * those whose primary group it is.
 */

#include "src/netmgmtd/group_source.h"
#include "src/netmgmtd/provider/nss.h"

struct member_row {
	const char *name;
	const struct account *account; /* NULL: the name has none */
	uint32_t key;		       /* the uid, else a hash of the name */
};

struct membership {
	struct groups groups;
	struct accounts *accounts;
	struct accounts **others; /* found one by one */
	struct member_row *rows;  /* in ascending order of their keys */
	size_t count;
};

/*
 * membership_init() reads the members of a group; groups.count is 0 when there
 * is none of that name, or the test does not admit it. The caller calls
 * membership_fini(), after failure (-ENOMEM) too.
 */
ONC_MUST_USE int membership_init(struct membership *membership,
				 const struct daemon *daemon, const char *name,
				 group_test *test);
void membership_fini(struct membership *membership);

/* membership_list() makes the page of a list of its rows. */
void membership_list(struct list *list, const struct membership *membership,
		     const void *source);

#endif
