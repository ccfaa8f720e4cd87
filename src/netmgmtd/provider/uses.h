/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_USES_H
#define NETMGMTD_PROVIDER_USES_H

/*
 * What this host uses of others: its mounts of NFS and SMB.
 */

#include <stddef.h>
#include <stdint.h>

#include "src/netmgmtd/provider/deadline.h"
#include "src/netmgmtd/provider/root.h"

enum use_state {
	USE_STATE_OK,	/* it answers, or was not asked */
	USE_STATE_LOST, /* no answer in time */
	USE_STATE_ERROR,
};

struct use {
	uint32_t id;	  /* of the kernel, stable while it is mounted */
	char *local;	  /* mount point */
	char *remote;	  /* \\host\share\path */
	char *source;	  /* as the kernel has it */
	const char *type; /* "nfs", "nfs4", "cifs", "smb3" */
	char *user;	  /* "" when the mount does not say */
	char *domain;	  /* the same */
	enum use_state state;
	uint32_t count; /* mounts of the same remote, this one included */
};

/* In ascending order of id. */
struct uses {
	struct use *items;
	size_t count;
};

/*
 * uses_init() reads proc/self/mountinfo; missing is no uses, unreadable is
 * -errno. With a deadline each file system is asked whether it answers in
 * that time. The caller calls uses_fini(), after failure too.
 */
__attribute__((warn_unused_result)) int uses_init(struct uses *uses,
						  const struct root *root,
						  struct deadline *deadline,
						  unsigned int milliseconds);
void uses_fini(struct uses *uses);

/*
 * uses_find() gives the first use of that mount point or that remote name, in
 * which case and the kind of slashes do not matter; or NULL.
 */
const struct use *uses_find(const struct uses *uses, const char *name);

#endif
