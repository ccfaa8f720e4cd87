/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_LISTENER_H
#define RPC_LISTENER_H

/*
 * Where a server listens: a socket of its own or one it was given, from which
 * connections are accepted, or datagrams received (rpc/datagram.h).
 */

#include <stdbool.h>
#include <sys/types.h>

#include <event2/event_struct.h>

#include "rpc/address.h"

#define LISTENER_MOST 32

struct datagram;

struct listener {
	struct onc_server *server;
	int fd;			   /* -1: closed */
	bool waits;		   /* accepting is put off for a moment */
	struct datagram *datagram; /* of a socket of datagrams, while it runs */
	bool is_datagram;
	char address[ADDRESS_TEXT];
	dev_t device; /* of a socket file that is ours, and which it was */
	ino_t inode;
	struct event event;
};

/*
 * listener_open() opens a listener at an address; listener_adopt() takes a
 * descriptor. Errors: ONC_BAD_ADDRESS, ONC_NO_DESCRIPTORS, with *detail as the
 * system's word for it.
 */
enum onc_status listener_open(struct listener *listener,
			      const struct addrinfo *at, const char **detail);
enum onc_status listener_adopt(struct listener *listener, int fd,
			       const char **detail);

/* listener_start() has the loop accept; false: no memory. */
bool listener_start(struct listener *listener);

/* listener_resume() accepts again after a pause. */
void listener_resume(struct listener *listener);

/* listener_stop() closes it; its address is still known. */
void listener_stop(struct listener *listener);

/* listener_fini() closes it, and removes its socket file. */
void listener_fini(struct listener *listener);

#endif
