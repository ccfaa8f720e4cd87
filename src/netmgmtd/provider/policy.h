/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_POLICY_H
#define NETMGMTD_PROVIDER_POLICY_H

/*
 * What holds for the passwords and logons of all accounts. Arguments in
 * etc/pam.d win over the files of etc/security, those over login.defs.
 */

#include "src/netmgmtd/provider/root.h"

struct policy {
	long shortest; /* characters of a password, 0 any */
	long max_days; /* until it must be changed, negative never */
	long min_days; /* until it may be changed */
	long remembered;
	long deny;     /* failed logons that lock, 0 none do */
	long interval; /* seconds */
	long unlock;   /* seconds, 0 never */
};

/* policy_read() reads all of it. -ENOMEM alone is a failure. */
__attribute__((warn_unused_result)) int policy_read(struct policy *policy,
						    const struct root *root);

#endif
