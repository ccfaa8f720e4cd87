/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_READY_H
#define NETMGMTD_READY_H

/*
 * The ready file: who waits for the daemon finds in it where it listens, and
 * finds it only once it listens.
 */

#include <onc/server.h>

/*
 * ready_write() writes a server's addresses, one a line. The file appears
 * whole or not at all. 0 or -errno.
 */
ONC_MUST_USE int ready_write(const char *path, const struct onc_server *server);

/* ready_remove() removes the file; NULL is fine. */
void ready_remove(const char *path);

#endif
