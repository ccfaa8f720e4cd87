/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_TRANSPORTS_H
#define NETMGMTD_PROVIDER_TRANSPORTS_H

/*
 * What calls come in by: where the daemon listens, times the addresses of the
 * host. And what the host itself goes out by: its interfaces.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/netmgmtd/provider/root.h"

/* One socket that the daemon listens on. */
struct transport_listener {
	const char *netid;   /* "tcp", "tcp6", "local" */
	const char *address; /* a wildcard too; local: the socket's path */
	uint16_t port;
};

struct transport {
	uint32_t key;	   /* of name and address */
	char *name;	   /* server: the netid; workstation: the interface */
	char *address;	   /* server: as text; workstation: as hardware */
	char hardware[13]; /* 12 hexadecimal digits, 0 for what has none */
	uint32_t circuits; /* connections that are established */
	bool is_wan;	   /* point to point */
};

/* In ascending order of key. */
struct transports {
	struct transport *items;
	size_t count;
};

/*
 * transports_init_server() gives a row for each listener and address: one that
 * listens everywhere has a row for each address of its family but those of
 * the loopback. transports_init_wksta() gives one for each interface that is
 * up, the loopback left out; its connections are those to servers of files.
 *
 * What cannot be read is missing. The caller calls transports_fini(), after
 * failure (-ENOMEM) too.
 */
__attribute__((warn_unused_result)) int
transports_init_server(struct transports *transports, const struct root *root,
		       const struct transport_listener *listeners,
		       size_t count);
__attribute__((warn_unused_result)) int
transports_init_wksta(struct transports *transports, const struct root *root);
void transports_fini(struct transports *transports);

#endif
