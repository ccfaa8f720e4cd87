/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_MOUNTS_H
#define NETMGMTD_PROVIDER_MOUNTS_H

/*
 * The host's disks: mounted file systems that are neither made up by the
 * kernel nor on another host. One that is mounted at several places counts
 * once, at the first.
 */

#include <stddef.h>
#include <stdint.h>

#include "src/netmgmtd/provider/root.h"

struct mount {
	uint32_t id; /* of the kernel, stable while it is mounted */
	char *point;
	char *source; /* "" when the kernel does not say */
	char *type;   /* "ext4" */
	size_t order;
	uint64_t device;
};

/* In ascending order of id. */
struct mounts {
	struct mount *items;
	size_t count;
};

/*
 * mounts_init() reads proc/self/mountinfo; unreadable is no disks. The caller
 * calls mounts_fini(), after failure (-ENOMEM) too. How much a disk holds is
 * for space_get() to ask.
 */
__attribute__((warn_unused_result)) int mounts_init(struct mounts *mounts,
						    const struct root *root);
void mounts_fini(struct mounts *mounts);

#endif
