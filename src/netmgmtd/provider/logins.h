/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_LOGINS_H
#define NETMGMTD_PROVIDER_LOGINS_H

/*
 * Who is logged on now.
 */

#include <stdint.h>

#include "src/netmgmtd/provider/root.h"

/*
 * logins_count() gives the number of sessions in run/utmp: on this host only
 * of those whose process lives. 0 when nothing is known.
 */
uint32_t logins_count(const struct root *root);

#endif
