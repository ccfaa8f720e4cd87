/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_KRB5CONF_H
#define NETMGMTD_PROVIDER_KRB5CONF_H

/*
 * What Kerberos is configured for (krb5.conf(5)).
 */

#include "src/netmgmtd/provider/root.h"

/*
 * krb5conf_find_realm() gives the default realm, "" where there is none; the
 * caller frees it. -ENOMEM.
 */
__attribute__((warn_unused_result)) int
krb5conf_find_realm(const struct root *root, char **realm);

/*
 * krb5conf_each_kdc() tells the key servers of a realm, "host" or "host:port",
 * in their order. The visit gives 0 or -ENOMEM, which ends it and is the
 * result.
 */
__attribute__((warn_unused_result)) int
krb5conf_each_kdc(const struct root *root, const char *realm,
		  int (*visit)(void *context, const char *host), void *context);

#endif
