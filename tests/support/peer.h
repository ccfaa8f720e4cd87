/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_SUPPORT_PEER_H
#define TESTS_SUPPORT_PEER_H

/*
 * A server that does what it is told, right or wrong: it takes calls over TCP
 * on loopback and answers each with bytes that the test chose.
 */

#include <pthread.h>
#include <stddef.h>

enum peer_manner {
	PEER_ANSWERS, /* the result's bytes, in a well-formed reply */
	PEER_REPLIES, /* bytes right behind the xid, instead of a reply */
	PEER_CLOSES,  /* without an answer */
	PEER_WAITS,   /* says nothing until the caller hangs up */
	PEER_CUTS,    /* announces the whole reply, sends bytes, closes */
};

struct peer {
	enum peer_manner manner;
	const void *bytes;
	size_t size;
	char uri[64];
	int listener;
	pthread_t thread;
	pthread_mutex_t lock; /* of the first three */
};

/* Starts it; uri tells where. */
int peer_start(struct peer *peer);

/* What it is to do from the next call on. */
void peer_say(struct peer *peer, enum peer_manner manner, const void *bytes,
	      size_t size);

/* Stops it, when all connections to it are closed. */
void peer_stop(struct peer *peer);

#endif
