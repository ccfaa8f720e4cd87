/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_DIAL_H
#define RPC_DIAL_H

/*
 * From a list of addresses to a connected socket, step by step and without
 * waiting: whoever drives it waits, in whatever way it waits for everything.
 *
 *	dial_start(&dial, addresses, deadline);
 *	while (dial_step(&dial, now) == DIAL_WAITS)
 *		wait for POLLOUT at dial.fd, or until dial.until
 */

#include <netdb.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * How long a recv() of a connected socket waits before it says EAGAIN, in
 * milliseconds: it is a blocking socket with SO_RCVTIMEO.
 */
#define DIAL_PATIENCE 20

enum dial_progress {
	DIAL_CONNECTED, /* fd is the caller's from now on */
	DIAL_WAITS,
	DIAL_FAILED, /* error is the errno of the last address */
};

struct dial {
	const struct addrinfo *to; /* the address that is tried */
	int64_t deadline;
	int64_t until; /* what is waited for is given up, or tried again */
	int fd;	       /* -1: there is nothing to poll */
	int error;
	bool busy; /* a local server's queue is full: to be tried again */
	int idle;  /* the socket meanwhile, or -1 */
};

/* Addresses stay the caller's, for as long as it takes. */
void dial_start(struct dial *dial, const struct addrinfo *to, int64_t deadline);

/* One step; does not wait. */
enum dial_progress dial_step(struct dial *dial, int64_t now);

/* Gives up. May be called at any time. */
void dial_stop(struct dial *dial);

#endif
