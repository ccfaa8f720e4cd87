/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_PAM_H
#define NETMGMTD_PROVIDER_PAM_H

/*
 * How the services of etc/pam.d use a module. All files there count, in the
 * order of their names: those that others include are among them.
 */

#include "src/netmgmtd/provider/root.h"

/*
 * pam_find() tells in *used whether any service has the module, as
 * "pam_faillock.so", and gives the number of the first argument "key=N" of it
 * in *number, which else stays as it is. -ENOMEM alone is a failure.
 */
__attribute__((warn_unused_result)) int pam_find(const struct root *root,
						 const char *module,
						 const char *key, bool *used,
						 long *number);

#endif
