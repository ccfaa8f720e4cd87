/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_CONNECTIONS_H
#define NETMGMTD_PROVIDER_CONNECTIONS_H

/*
 * Who is connected to which share: tree connects of Samba, what clients of
 * NFSv4 have open, and what mountd remembers of clients of NFSv3.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/netmgmtd/provider/root.h"
#include "src/netmgmtd/provider/shares.h"

struct connection {
	uint32_t id; /* below 2^31; the same as long as it lasts */
	enum share_backend backend;
	char *native;
	char *share; /* its name in the list of shares, or Samba's own */
	enum share_kind kind;
	char *client; /* name or address */
	char *user;   /* "" unknown, as with all of NFS */
	uint32_t opens;
	uint32_t users;
	int64_t since;	  /* seconds since 1970, 0 unknown */
	bool is_doubtful; /* NFSv3: the client may be long gone */
};

/* In ascending order of id. */
struct connections {
	struct connection *items;
	size_t count;
	int unread; /* 0, or -errno of a source that is there but silent */
};

/*
 * connections_init() asks all of them; who does not answer adds nothing. The
 * caller calls connections_fini(), after failure (-ENOMEM) too.
 */
__attribute__((warn_unused_result)) int
connections_init(struct connections *connections, const struct root *root,
		 const struct shares *shares);
void connections_fini(struct connections *connections);

/* connections_count() gives the connections to a share, by its name. */
uint32_t connections_count(const struct connections *connections,
			   const char *share);

#endif
