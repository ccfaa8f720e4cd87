/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_RPC_CALLER_H
#define TESTS_RPC_CALLER_H

/*
 * A caller that writes its bytes by hand, right or wrong, and one that calls
 * all the time and knows how long it had to wait.
 */

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CALLER_PROGRAM 0x20002222u

/* What a reply was: accept_stat, or one of these. */
enum caller_answer {
	CALLER_MISMATCH = 100, /* RPC_MISMATCH */
	CALLER_DENIED = 200,   /* + auth_stat */
	CALLER_CLOSED = -1,
	CALLER_TIMED_OUT = -2,
	CALLER_NONSENSE = -3,
};

/* Connects to "tcp://…" or "unix://…"; -1. Reads end after 5 s. */
int caller_connect(const char *uri);

/* The same in two steps, over TCP. */
int caller_socket(void);
bool caller_connect_socket(int fd, const char *uri);

void caller_send(int fd, const void *bytes, size_t size);

/* Milliseconds of a clock that only goes forward. */
int64_t caller_clock(void);

/*
 * Makes a call's record with its mark, of count words of arguments; its size.
 */
size_t caller_call(uint8_t *to, uint32_t xid, uint32_t procedure,
		   const uint32_t *arguments, size_t count);

/* Reads one reply; results go to bytes, *size of them, which may be NULL. */
int caller_answer(int fd, uint32_t xid, uint8_t *bytes, size_t *size);

/* Sends and reads one call. */
int caller_ask(int fd, uint32_t procedure, const uint32_t *arguments,
	       size_t count);

/* True if the other end closes within so many milliseconds. */
bool caller_sees_end(int fd, int timeout);

struct canary {
	pthread_t thread;
	uint32_t procedure;
	int fd;
	atomic_bool over;
	_Atomic int64_t worst; /* ms */
	_Atomic unsigned calls;
};

void canary_start(struct canary *canary, const char *uri, uint32_t procedure);

/* Ends it, and gives the longest wait in milliseconds; -1: not answered. */
int64_t canary_stop(struct canary *canary);

#endif
