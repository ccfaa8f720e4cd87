/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_BENCH_RIVAL_H
#define TESTS_BENCH_RIVAL_H

/*
 * Servers that are compared: each a process of its own that answers the same
 * bytes, 44 of a call by 28 (procedure 0) or 1,056 (procedure 1).
 */

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>

#define RIVAL_PROGRAM 0x20004ef1u
#define RIVAL_VERSION 1u
#define RIVAL_LARGE 1024 /* bytes of the result of procedure 1 */

#define RIVAL_CALL 44
#define RIVAL_REPLY_MOST 1056

enum rival_kind {
	RIVAL_RAW,   /* one connection, blocking recv and send */
	RIVAL_EPOLL, /* many, one thread; what came together leaves together */
	RIVAL_ONC,
	RIVAL_TIRPC,
};

struct rival {
	enum rival_kind kind;
	bool local;
	pid_t pid;
	struct sockaddr_storage address;
	socklen_t length;
	char uri[128];
};

/* Starts it, on one CPU if cpu is not -1. Ends the program on failure. */
void rival_start(struct rival *rival, enum rival_kind kind, bool local,
		 int cpu);
void rival_stop(struct rival *rival);

/* A socket that is connected to it; Nagle's delay is off. */
int rival_connect(const struct rival *rival);

/* The bytes of a call, and how many its reply has. */
void rival_put_call(uint8_t to[RIVAL_CALL], uint32_t xid, uint32_t procedure);
size_t rival_reply_size(uint32_t procedure);

/* Binds the calling thread, and what it makes, to a CPU. */
void rival_pin(int cpu);

#endif
