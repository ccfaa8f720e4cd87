/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_SPACE_H
#define NETMGMTD_PROVIDER_SPACE_H

/*
 * How much a mounted file system holds, and whether it answers at all.
 */

#include <stdbool.h>
#include <stdint.h>

#include "src/netmgmtd/provider/deadline.h"
#include "src/netmgmtd/provider/root.h"

struct space {
	uint64_t total; /* bytes */
	uint64_t unused;
	uint64_t available; /* of unused, to who is not root */
	bool read_only;
};

/*
 * space_get() asks the file system mounted at an absolute path; one that does
 * not answer in time gives -ETIMEDOUT. In a root that is not this host the
 * answer is in captured/statvfs, one line for each mount point: the point,
 * then bytes in total, unused and available and ro or rw; or an errno; or
 * "hangs". -ENOENT when there is none. *space is zeroed after failure.
 */
__attribute__((warn_unused_result)) int
space_get(const struct root *root, struct deadline *deadline,
	  unsigned int milliseconds, const char *point, struct space *space);

#endif
