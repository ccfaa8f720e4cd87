/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_LASTLOG_H
#define NETMGMTD_PROVIDER_LASTLOG_H

/*
 * When users last logged on: var/log/lastlog, one record per uid.
 */

#include <stdint.h>

#include "src/netmgmtd/provider/root.h"

struct lastlog_file {
	int fd;
};

/* lastlog_open() opens the file; without one nobody ever logged on. */
void lastlog_open(struct lastlog_file *file, const struct root *root);
void lastlog_close(struct lastlog_file *file);

/* lastlog_time() gives seconds since 1970, 0 for unknown or never. */
uint32_t lastlog_time(const struct lastlog_file *file, uint32_t uid);

#endif
