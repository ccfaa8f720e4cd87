/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_UTF8_H
#define NETMGMTD_UTF8_H

/*
 * Replies are UTF-8 whatever bytes the host's files hold: each byte that is
 * no part of a character becomes U+FFFD.
 */

#include <stddef.h>

/* utf8_size() gives the bytes that utf8_copy() writes, the NUL included. */
size_t utf8_size(const char *text);

/* utf8_copy() writes text repaired, and a NUL. */
void utf8_copy(char *to, const char *text);

#endif
