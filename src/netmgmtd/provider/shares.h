/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_SHARES_H
#define NETMGMTD_PROVIDER_SHARES_H

/*
 * All that this host shares, whoever shares it: Samba as configured, shares
 * that its users made, its printers, exports of NFS, and the endpoint that
 * calls like these come to.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/netmgmtd/provider/root.h"

/* More people than any number at once. */
#define SHARE_UNLIMITED UINT32_MAX

enum share_backend {
	SHARE_OWN, /* the endpoint */
	SHARE_SAMBA,
	SHARE_USERSHARE,
	SHARE_NFS,
};

enum share_kind {
	SHARE_DISK,
	SHARE_PRINTER,
	SHARE_ENDPOINT,
};

/* What clients may keep while they are offline; the order is Windows'. */
enum share_caching {
	SHARE_CACHES_BY_HAND,
	SHARE_CACHES_DOCUMENTS,
	SHARE_CACHES_PROGRAMS,
	SHARE_CACHES_NOTHING,
};

struct share {
	uint32_t key; /* key_of(name); the same for names that differ in case */
	enum share_backend backend;
	enum share_kind kind;
	enum share_caching caching;
	char *name;
	char *path;    /* "" for what has none */
	char *comment; /* "" when nobody wrote one */
	char *access;  /* who may, in the backend's words, "" when unlimited */
	uint32_t max_users;
	bool is_special;   /* a name that ends in $ */
	bool is_hidden;	   /* special, or not to be listed */
	bool is_read_only; /* for all */
	bool has_guests;   /* who is not authenticated gets in */
	bool is_dfs_root;
};

/* In ascending order of key, then of name; no name twice, in any case. */
struct shares {
	struct share *items;
	size_t count;
	bool is_partial; /* Samba has more than could be read */
	int unread; /* 0, or -errno of a source that is there but unreadable */
};

/*
 * shares_init() reads all sources; what cannot be read adds nothing. The
 * caller calls shares_fini(), after failure (-ENOMEM) too.
 */
__attribute__((warn_unused_result)) int shares_init(struct shares *shares,
						    const struct root *root);
void shares_fini(struct shares *shares);

/* shares_find() gives the share of a name, in any case, or NULL. */
const struct share *shares_find(const struct shares *shares, const char *name);

/*
 * shares_find_path() gives the share of exactly that directory, or NULL;
 * shares_find_around() the one with the longest path that path is in.
 */
const struct share *shares_find_path(const struct shares *shares,
				     const char *path);
const struct share *shares_find_around(const struct shares *shares,
				       enum share_backend backend,
				       const char *path);

#endif
