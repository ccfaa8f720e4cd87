/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_EXPORTS_H
#define NETMGMTD_PROVIDER_EXPORTS_H

/*
 * What is exported by NFS: the kernel's table as exportfs wrote it down, or
 * what is configured as long as there is none.
 */

#include <stdbool.h>
#include <stddef.h>

#include "src/netmgmtd/provider/root.h"

struct export
{
	char *path;
	char *clients;	  /* "client(options) client(options)" */
	bool is_writable; /* by some client */
	bool is_cut;	  /* there are more clients than clients says */
};

/* Each path once, in their order. */
struct exports {
	struct export *items;
	size_t count;
};

/*
 * exports_init() reads var/lib/nfs/etab, else etc/exports and
 * etc/exports.d/X.exports; missing is no exports, unreadable is -errno. The
 * caller calls exports_fini(), after failure too.
 */
__attribute__((warn_unused_result)) int exports_init(struct exports *exports,
						     const struct root *root);
void exports_fini(struct exports *exports);

#endif
