/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_DEADLINE_H
#define NETMGMTD_PROVIDER_DEADLINE_H

/*
 * Calls that may never return: statvfs() on a mount whose server is gone,
 * accounts of a directory that does not answer. Each is made on a thread of
 * its own, which is given up when it is late. A source that hangs holds a
 * bounded number of threads; then it is not asked again until one returns.
 *
 * Any thread may use one at any time.
 */

#include <stddef.h>

/* A source, and how many threads may be in it. */
struct deadline;

struct deadline_work {
	/* 0 or -errno; runs on another thread, and touches only data. */
	int (*run)(void *data);
	/* Frees data, on whatever thread had it last. */
	void (*release)(void *data);
};

/* deadline_new() makes a source of at most that many threads; -ENOMEM. */
__attribute__((warn_unused_result)) int deadline_new(struct deadline **deadline,
						     unsigned int most);

/*
 * deadline_free() takes NULL too. Threads that were given up live on, and
 * release what they hold when they return.
 */
void deadline_free(struct deadline *deadline);

/*
 * deadline_run() gives what work->run said of *data. When time is up it gives
 * -ETIMEDOUT, and *data is NULL: the thread that hangs has it and releases it.
 * At once so when all threads of the source hang. In all other cases *data
 * stays the caller's.
 */
__attribute__((warn_unused_result)) int
deadline_run(struct deadline *deadline, unsigned int milliseconds,
	     const struct deadline_work *work, void **data);

#endif
