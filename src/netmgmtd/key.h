/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_KEY_H
#define NETMGMTD_KEY_H

/*
 * The resume keys of rows that have a name and no number (contract 2.2).
 */

#include <stdint.h>

/* key_of_name() gives a hash (FNV-1a), never 0xFFFFFFFF. */
uint32_t key_of_name(const char *name);

#endif
