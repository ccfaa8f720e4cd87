/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_CIRCUITS_H
#define NETMGMTD_PROVIDER_CIRCUITS_H

/*
 * The TCP connections of the host that are established.
 */

#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>

#include "src/netmgmtd/provider/root.h"

struct circuit {
	char local[INET6_ADDRSTRLEN];
	char remote[INET6_ADDRSTRLEN];
	uint16_t local_port;
	uint16_t remote_port;
};

struct circuits {
	struct circuit *items;
	size_t count;
};

/*
 * circuits_init() reads proc/net/tcp and tcp6; missing is none, unreadable is
 * -errno. An IPv4 address in the words of IPv6 is told as IPv4. The caller
 * calls circuits_fini(), after failure too.
 */
__attribute__((warn_unused_result)) int circuits_init(struct circuits *circuits,
						      const struct root *root);
void circuits_fini(struct circuits *circuits);

/* circuits_at() counts those that came to an address and port of ours. */
uint32_t circuits_at(const struct circuits *circuits, const char *address,
		     uint16_t port);

/*
 * circuits_to_servers() counts those that went from an address of ours to a
 * server of files: NFS or SMB.
 */
uint32_t circuits_to_servers(const struct circuits *circuits,
			     const char *address);

#endif
