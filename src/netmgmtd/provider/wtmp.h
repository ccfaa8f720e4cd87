/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_WTMP_H
#define NETMGMTD_PROVIDER_WTMP_H

/*
 * When users last logged on, by var/log/wtmp: a record for each logon, for
 * hosts that keep no lastlog.
 */

#include <stddef.h>
#include <stdint.h>

#include "src/netmgmtd/provider/root.h"

struct wtmp_user;
struct names;

struct wtmp {
	struct wtmp_user *users;
	size_t count;
	struct names *names;
};

/*
 * wtmp_init() reads the file; one that is missing or unreadable has no logons.
 * The caller calls wtmp_fini(), after failure (-ENOMEM) too.
 */
__attribute__((warn_unused_result)) int wtmp_init(struct wtmp *wtmp,
						  const struct root *root);
void wtmp_fini(struct wtmp *wtmp);

/* wtmp_time() gives seconds since 1970, 0 for unknown or never. */
uint32_t wtmp_time(const struct wtmp *wtmp, const char *name);

#endif
