/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_SESSIONS_H
#define NETMGMTD_PROVIDER_SESSIONS_H

/*
 * Who uses what this host shares: sessions of Samba and clients of NFSv4. The
 * daemon's own connections are known to the daemon.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/netmgmtd/provider/root.h"

enum session_backend {
	SESSION_SAMBA,
	SESSION_NFS,
};

struct session {
	uint32_t id; /* below 2^31; the same as long as the session lasts */
	enum session_backend backend;
	char *native; /* the backend's id */
	char *client; /* name or address */
	char *user;   /* "" unknown, as with all of NFS */
	char *kind;   /* "SMB3_11", "NFSv4.2" */
	char *state;  /* NFS: "confirmed", "courtesy", ...; Samba: "" */
	char *name;   /* NFS: as the client calls itself; Samba: "" */
	uint32_t opens;
	int64_t since; /* seconds since 1970, 0 unknown */
	int64_t idle;  /* seconds, -1 unknown */
	bool is_guest;
	bool is_encrypted;
};

/* In ascending order of id. */
struct sessions {
	struct session *items;
	size_t count;
	int unread; /* 0, or -errno of a backend that is there but silent */
};

/*
 * sessions_init() asks both; who does not answer adds nothing. The caller
 * calls sessions_fini(), after failure (-ENOMEM) too.
 */
__attribute__((warn_unused_result)) int sessions_init(struct sessions *sessions,
						      const struct root *root);
void sessions_fini(struct sessions *sessions);

#endif
