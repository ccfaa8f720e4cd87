/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_RPC_RPCGEN_H
#define TESTS_RPC_RPCGEN_H

/*
 * The programs that rpcgen makes of tests/wire/shapes.x, peer-server and
 * peer-client, run by a test; and the values that the client sends, as files.
 */

#include <stdbool.h>
#include <sys/types.h>

struct rpcgen_server {
	pid_t process;
	int input; /* it ends when this is closed */
	char path[64];
	unsigned tcp_port, udp_port; /* on loopback */
};

/* Starts it, with its local socket in the folder; false: it did not come up. */
bool rpcgen_server_start(struct rpcgen_server *server, const char *folder);
void rpcgen_server_stop(struct rpcgen_server *server);

/*
 * Starts the client of whoever listens at a port of loopback, or at a path, to
 * send what is saved in the folder. It exits with 0 if all came back the same.
 */
pid_t rpcgen_client_start(const char *where, const char *folder);

/* Writes the samples into the folder; and takes them, and the folder, away. */
void rpcgen_samples_save(const char *folder);
void rpcgen_samples_remove(const char *folder);

#endif
