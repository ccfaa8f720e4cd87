/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_NFSPATHS_H
#define NETMGMTD_PROVIDER_NFSPATHS_H

/*
 * Which export a file is in that an NFS client has open. The kernel tells the
 * device and the end of the path, so where a device has several exports this
 * is a guess.
 */

#include <stddef.h>

#include "src/netmgmtd/provider/nfsclients.h"
#include "src/netmgmtd/provider/shares.h"

struct nfspath {
	char device[32]; /* "fd:10", as states have it */
	const struct share *share;
};

struct nfspaths {
	struct nfspath *items;
	size_t count;
};

/*
 * nfspaths_init() finds the device of each export; shares is borrowed. The
 * caller calls nfspaths_fini(), after failure (-ENOMEM) too.
 */
__attribute__((warn_unused_result)) int
nfspaths_init(struct nfspaths *paths, const struct root *root,
	      const struct shares *shares);
void nfspaths_fini(struct nfspaths *paths);

/* nfspaths_find() gives the export that a state's file is in, or NULL. */
const struct share *nfspaths_find(const struct nfspaths *paths,
				  const struct nfsstate *state);

/*
 * nfspaths_make() gives the whole path of a state's file, as far as it is
 * known; share may be NULL. *path is the caller's to free; -ENOMEM.
 */
__attribute__((warn_unused_result)) int
nfspaths_make(const struct share *share, const struct nfsstate *state,
	      char **path);

#endif
