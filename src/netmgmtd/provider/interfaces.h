/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_INTERFACES_H
#define NETMGMTD_PROVIDER_INTERFACES_H

/*
 * The network interfaces of the host, and their addresses.
 */

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>

#include "src/netmgmtd/provider/root.h"

struct interface_address {
	char text[INET6_ADDRSTRLEN];
	bool is_ipv6;
};

struct interface {
	char *name;
	char hardware[13]; /* 12 hexadecimal digits, 0 for what has none */
	bool is_up;
	bool is_loopback;
	bool is_point_to_point;
	struct interface_address *addresses;
	size_t address_count;
};

/* In the order of their names. */
struct interfaces {
	struct interface *items;
	size_t count;
};

/*
 * interfaces_init() reads sys/class/net, and asks the kernel for addresses; in
 * a root that is not this host they are in captured/addresses, one line for
 * each: the interface, then the address. Missing is none, unreadable -errno.
 * The caller calls interfaces_fini(), after failure too.
 */
__attribute__((warn_unused_result)) int
interfaces_init(struct interfaces *interfaces, const struct root *root);
void interfaces_fini(struct interfaces *interfaces);

/* interfaces_find_address() gives who has an address, or NULL. */
const struct interface *
interfaces_find_address(const struct interfaces *interfaces,
			const char *address);

#endif
