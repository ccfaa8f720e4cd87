/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_CLEANUP_H
#define NETMGMTD_PROVIDER_CLEANUP_H

/*
 * What is acquired is declared with its release on the same line; handing it
 * on is one steal.
 *
 * Errors in this folder: a provider returns 0 or -errno. What is absent,
 * unreadable or malformed on the host is no error but the sentinel of the
 * field; what remains is mostly -ENOMEM, and after it nothing is kept.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CLEANUP(release) __attribute__((cleanup(release)))

/* Gives the pointer that pointer points to and leaves NULL there. */
static inline void *cleanup_steal(void *pointer)
{
	void *value, *none = NULL;

	memcpy(&value, pointer, sizeof(value));
	memcpy(pointer, &none, sizeof(none));
	return value;
}

static inline void cleanup_free(void *pointer)
{
	free(cleanup_steal(pointer));
}

static inline void cleanup_stream(FILE **stream)
{
	if (*stream)
		fclose(*stream);
}

static inline void cleanup_descriptor(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

#endif
