/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_SUPPORT_SCRIPT_H
#define TESTS_SUPPORT_SCRIPT_H

/*
 * A server of the test's own: a listening socket, and a function of the test's
 * for each connection, in a thread of its own.
 */

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SCRIPT_MOST = 256 };

struct script {
	/* Serves one connection; number counts them from 0. It may return. */
	void (*serve)(struct script *script, int fd, int number);
	char uri[128];
	int listener;
	pthread_t thread;
	_Atomic int connections;
	pthread_t servants[SCRIPT_MOST];
	int fds[SCRIPT_MOST];
};

/* "tcp", "tcp6", or the path of a local socket. 0, or -1. */
int script_start(struct script *script, const char *where);

/* Ends it: its connections are shut down. */
void script_stop(struct script *script);

/* Listens again where it did, after script_stop(). */
int script_restart(struct script *script);

/* One call's record, its mark taken off; its size, or 0 at the end. */
size_t script_read(int fd, uint8_t *record, size_t room);

/* A success with size bytes of results, as one record. */
void script_answer(int fd, const uint8_t *record, const void *results,
		   size_t size);

/* Bytes as they are; false if the peer has gone. */
bool script_send(int fd, const void *bytes, size_t size);

/* The word of a record. */
uint32_t script_word(const uint8_t *record, size_t index);

void script_pause(unsigned milliseconds);

/* Milliseconds of a clock that only goes forward. */
int64_t script_clock(void);

#endif
