/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_NFSCLIENTS_H
#define NETMGMTD_PROVIDER_NFSCLIENTS_H

/*
 * The clients of this host's NFSv4 server, and what they have open, as the
 * kernel shows it below proc/fs/nfsd/clients. NFSv3 has no such thing.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/netmgmtd/provider/root.h"

enum nfsstate_kind {
	NFSSTATE_OPEN,
	NFSSTATE_LOCK,
	NFSSTATE_OTHER, /* delegations, layouts */
};

struct nfsstate {
	enum nfsstate_kind kind;
	char *id;
	bool reads;
	bool writes;
	char *superblock; /* "fd:10": the device, in hexadecimal */
	char *inode;
	char *file;  /* the last components of its path, "" when unknown */
	char *owner; /* who opened it, in the client's words; often unreadable
		      */
};

struct nfsclient {
	char *id;      /* of the kernel, a number */
	char *address; /* without port */
	char *name;    /* as the client calls itself */
	char *status;  /* "confirmed", "courtesy", "expirable", "unconfirmed" */
	uint32_t minor_version;
	int64_t idle; /* seconds since it renewed its lease, -1 unknown */
	struct nfsstate *states;
	size_t state_count;
};

/* In the order of the names below clients/. */
struct nfsclients {
	struct nfsclient *items;
	size_t count;
};

/*
 * nfsclients_init() reads them; no server is no clients, unreadable is -errno.
 * A client that goes away meanwhile is left out. The caller calls
 * nfsclients_fini(), after failure too.
 */
__attribute__((warn_unused_result)) int
nfsclients_init(struct nfsclients *clients, const struct root *root);
void nfsclients_fini(struct nfsclients *clients);

#endif
