/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_DOMAIN_H
#define NETMGMTD_PROVIDER_DOMAIN_H

/*
 * The domain that the host is joined to, as SSSD or winbind are configured
 * for it. Nobody is asked over the network: controllers are those that the
 * configuration names.
 */

#include <stdbool.h>
#include <stddef.h>

#include "src/netmgmtd/provider/root.h"

enum domain_member {
	DOMAIN_NONE,
	DOMAIN_SSSD,
	DOMAIN_WINBIND,
};

struct domain_names {
	char **items;
	size_t count;
};

struct domain {
	enum domain_member member;
	char *name;    /* "example.com"; "" when not joined */
	char *realm;   /* of Kerberos, "" when not known */
	char *netbios; /* Samba's workgroup, "" when it does not say */
	struct domain_names controllers; /* host names, the first is best */
	struct domain_names others;	 /* what SSSD knows besides */
};

/*
 * domain_init() reads etc/nsswitch.conf, etc/sssd, etc/samba/smb.conf and
 * etc/krb5.conf; what is missing or unreadable says nothing. Strings are never
 * NULL then. The caller calls domain_fini(), after failure (-ENOMEM) too.
 */
__attribute__((warn_unused_result)) int domain_init(struct domain *domain,
						    const struct root *root);
void domain_fini(struct domain *domain);

/*
 * domain_find_member() tells by what the host is joined: accounts come from a
 * directory, and it is known from which. -ENOMEM.
 */
__attribute__((warn_unused_result)) int
domain_find_member(const struct root *root, enum domain_member *member);

#endif
