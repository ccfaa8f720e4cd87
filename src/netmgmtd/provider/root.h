/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_ROOT_H
#define NETMGMTD_PROVIDER_ROOT_H

/*
 * The tree that all files of the host are read from: "/", or a directory with
 * the likeness of a host below it. Paths are given without a leading slash.
 *
 * A root is read-only once it is made; any thread may use it. Only regular
 * files are opened for reading, so that no pipe or device of that name can
 * hold the caller up.
 */

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct root {
	int fd;
	bool host; /* this very host: its processes and NSS may be asked */
	pthread_mutex_t *lock; /* of what libc has once; NULL: not the host */
};

/* root_init() opens a directory. After failure root->fd is -1. */
__attribute__((warn_unused_result)) int root_init(struct root *root,
						  const char *path);

/* root_lock() takes what libc has once for a process: NSS's cursors. */
void root_lock(const struct root *root);
void root_unlock(const struct root *root);

/* root_fini() closes it; one that failed to open is fine. */
void root_fini(struct root *root);

/*
 * root_open() opens a file or directory below the root and gives the
 * descriptor, which the caller closes, or -errno. Symbolic links, absolute
 * ones too, are followed within the root where the kernel can do that (Linux
 * 5.6); before, absolute links lead to the host.
 */
__attribute__((warn_unused_result)) int root_open(const struct root *root,
						  const char *path, int flags);

/* root_stream() opens a regular file; the caller closes *stream. */
__attribute__((warn_unused_result)) int
root_stream(const struct root *root, const char *path, FILE **stream);

/*
 * root_read() reads a whole file of at most limit bytes. *text is the
 * caller's to free, has *size bytes and a NUL after them. -EFBIG over the
 * limit; after failure *text is NULL.
 */
__attribute__((warn_unused_result)) int root_read(const struct root *root,
						  const char *path,
						  size_t limit, char **text,
						  size_t *size);

/* root_has() tells whether there is anything of that name. */
bool root_has(const struct root *root, const char *path);

/*
 * root_has_process() tells whether a file holds the number of a process: on
 * this host, of one that lives.
 */
bool root_has_process(const struct root *root, const char *path);

#endif
