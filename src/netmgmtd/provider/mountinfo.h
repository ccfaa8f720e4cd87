/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_MOUNTINFO_H
#define NETMGMTD_PROVIDER_MOUNTINFO_H

/*
 * The kernel's table of mounts, as libmount reads it.
 */

#include <libmount.h>

#include "src/netmgmtd/provider/root.h"

/*
 * mountinfo_read() reads proc/self/mountinfo; lines that are malformed are
 * passed over. -ENOENT when there is none, else -errno; *table is NULL after
 * failure.
 */
__attribute__((warn_unused_result)) int
mountinfo_read(const struct root *root, struct libmnt_table **table);

/* For CLEANUP(). */
static inline void mountinfo_free(struct libmnt_table **table)
{
	mnt_unref_table(*table);
}

static inline void mountinfo_free_iterator(struct libmnt_iter **iterator)
{
	mnt_free_iter(*iterator);
}

#endif
