/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_TELL_H
#define NETMGMTD_TELL_H

/*
 * SIGUSR1: what the server has counted, on the standard error, a line each.
 */

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include <onc/server.h>

struct teller {
	struct onc_server *server;
	pthread_t thread;
	bool runs;
	atomic_bool over;
};

/*
 * tell_start() waits for the signal in a thread; without one, nobody does. The
 * caller has blocked it.
 */
void tell_start(struct teller *teller, struct onc_server *server);
void tell_stop(struct teller *teller);

#endif
