/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_TEXTS_H
#define NETMGMTD_PROVIDER_TEXTS_H

/*
 * Memory for the strings of a snapshot, given in small pieces and freed as one.
 */

#include <stddef.h>

struct texts_chunk;

struct texts {
	struct texts_chunk *chunks;
};

/* texts_alloc() gives size bytes, aligned to nothing. NULL without memory. */
char *texts_alloc(struct texts *texts, size_t size);

/* texts_fini() frees all of it. */
void texts_fini(struct texts *texts);

#endif
