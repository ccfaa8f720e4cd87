/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_SUPPORT_ACTOR_H
#define TESTS_SUPPORT_ACTOR_H

/*
 * A server that plays a script, right or wrong: for each call that it reads it
 * takes the steps in turn, then reads the next call. One connection at a time,
 * in a thread of its own; a caller that hangs up ends all waiting.
 */

#include <pthread.h>
#include <stdint.h>

#include "tests/support/wire.h"

enum actor_act {
	/* A record: the call's xid, then bytes. */
	ACTOR_REPLY,
	/* These bytes, as they are. */
	ACTOR_SEND,
	/* The same without end. */
	ACTOR_FLOOD,
	/* One byte each ms, from the start again when they are over. */
	ACTOR_TRICKLE,
	/* Nothing, for ms; without ms until the caller hangs up. */
	ACTOR_WAIT,
	/* Reads one more call, whose xid is the one from now on. */
	ACTOR_CALL,
	/* Closes, or resets, the connection. */
	ACTOR_CLOSE,
	ACTOR_RESET,
};

struct actor_step {
	enum actor_act act;
	const void *bytes; /* borrowed while the script is in use */
	size_t size;
	struct wire_cut cut; /* of a reply, into fragments */
	uint32_t mark;	/* of a reply, another first one; 0: the right one */
	size_t only;	/* of a reply, as many bytes of the wire; 0: all */
	unsigned times; /* how often; 0: once */
	double ms;
};

#define ACTOR_MOST 16

struct actor {
	char uri[128];
	/* Its own: */
	int listener;
	int stop; /* eventfd: ends all waiting */
	pthread_t thread;
	pthread_mutex_t lock; /* of the two below */
	struct actor_step steps[ACTOR_MOST];
	size_t count;
};

/* Starts it over TCP on loopback, or on an AF_UNIX socket. */
bool actor_start(struct actor *actor, bool local);

/* What it does from the next call on; at most ACTOR_MOST steps. */
void actor_play(struct actor *actor, const struct actor_step *steps,
		size_t count);

#define ACTOR_PLAY(actor, ...)                                                 \
	actor_play(actor, (const struct actor_step[]){__VA_ARGS__},            \
		   sizeof((const struct actor_step[]){__VA_ARGS__}) /          \
			   sizeof(struct actor_step))

void actor_stop(struct actor *actor);

#endif
