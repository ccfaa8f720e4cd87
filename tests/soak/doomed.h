/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_SOAK_DOOMED_H
#define TESTS_SOAK_DOOMED_H

/*
 * Processes that die in the middle of a message: callers of our server, and
 * servers that our client calls. Each kind has a parent that makes one after
 * the other, until doomed_stop().
 */

#include <sys/types.h>

struct doomed {
	pid_t callers;
	pid_t servers;
	char uri[64]; /* of the servers */
};

/* Starts both; the callers call these two. To be done before threads are. */
int doomed_start(struct doomed *doomed, const char *tcp, const char *local);

void doomed_stop(struct doomed *doomed);

#endif
