/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_SUPPORT_CANARY_H
#define TESTS_SUPPORT_CANARY_H

/*
 * An innocent client beside an attack: a NULL call every 20 ms from a thread of
 * its own, over a connection of its own, and the longest of them.
 */

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#define CANARY_EVERY 20 /* milliseconds */

struct canary {
	const char *uri;
	uint32_t program;
	uint32_t version;
	/* Found, and complete after canary_stop(): */
	double worst; /* milliseconds of the longest call */
	unsigned long calls;
	unsigned long failures; /* not answered in 10 s, or not rightly */
	/* Its own: */
	int fd;
	pthread_t thread;
	atomic_bool stop;
};

/* Starts it with the first three fields set; it is connected then, or false. */
bool canary_start(struct canary *canary);

/* Stops it after the call that is under way. */
void canary_stop(struct canary *canary);

#endif
