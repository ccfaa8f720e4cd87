/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_KEY_H
#define NETMGMTD_PROVIDER_KEY_H

/*
 * The numbers that rows without a number of their own are known by. The same
 * row has the same number as long as the host runs, and after a restart of
 * the daemon too: it is made of the row's name and nothing else.
 */

#include <stddef.h>
#include <stdint.h>

/* key_of() gives a name's key, the same in any case; never 0xFFFFFFFF. */
uint32_t key_of(const char *name);

/*
 * key_of_native() gives the key of what a backend knows by a name of its own:
 * below 2^31, so that there is room to step.
 */
uint32_t key_of_native(const char *backend, const char *name);

/*
 * key_step() makes the keys of sorted items unique: what comes second steps
 * on. Each item of size bytes starts with its key, of key_of_native().
 */
void key_step(void *items, size_t count, size_t size);

#endif
