/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_SUPPORT_SCRIPT_H
#define TESTS_SUPPORT_SCRIPT_H

/*
 * A server that plays a script, right or wrong: for each call that it reads it
 * takes the steps in turn, then reads the next call. One connection at a time,
 * in a thread of its own; a caller that hangs up ends all waiting.
 */

#include <pthread.h>
#include <stdint.h>

#include "tests/support/wire.h"

enum script_act {
	/* A record: the call's xid, then bytes. */
	SCRIPT_REPLY,
	/* These bytes, as they are. */
	SCRIPT_SEND,
	/* The same without end. */
	SCRIPT_FLOOD,
	/* One byte each ms, from the start again when they are over. */
	SCRIPT_TRICKLE,
	/* Nothing, for ms; without ms until the caller hangs up. */
	SCRIPT_WAIT,
	/* Reads one more call, whose xid is the one from now on. */
	SCRIPT_CALL,
	/* Closes, or resets, the connection. */
	SCRIPT_CLOSE,
	SCRIPT_RESET,
};

struct script_step {
	enum script_act act;
	const void *bytes; /* borrowed while the script is in use */
	size_t size;
	struct wire_cut cut; /* of a reply, into fragments */
	uint32_t mark;	/* of a reply, another first one; 0: the right one */
	size_t only;	/* of a reply, as many bytes of the wire; 0: all */
	unsigned times; /* how often; 0: once */
	double ms;
};

#define SCRIPT_MOST 16

struct script {
	char uri[128];
	/* Its own: */
	int listener;
	int stop; /* eventfd: ends all waiting */
	pthread_t thread;
	pthread_mutex_t lock; /* of the two below */
	struct script_step steps[SCRIPT_MOST];
	size_t count;
};

/* Starts it over TCP on loopback, or on an AF_UNIX socket. */
bool script_start(struct script *script, bool local);

/* What it does from the next call on; at most SCRIPT_MOST steps. */
void script_play(struct script *script, const struct script_step *steps,
		 size_t count);

#define SCRIPT_PLAY(script, ...)                                               \
	script_play(script, (const struct script_step[]){__VA_ARGS__},         \
		    sizeof((const struct script_step[]){__VA_ARGS__}) /        \
			    sizeof(struct script_step))

void script_stop(struct script *script);

#endif
