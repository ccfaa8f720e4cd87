/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_BENCH_TIRPC_H
#define TESTS_BENCH_TIRPC_H

/*
 * libtirpc's client and server of the program that bench-call calls, as
 * rpcgen's code would use them. Its headers are not ours, so they stay in
 * tirpc.c.
 */

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

/* Serves a listening socket, default mode, for ever. */
void tirpc_serve(int listener, uint32_t program, uint32_t version);

/* A handle for an address; NULL if it cannot connect. */
void *tirpc_connect(const struct sockaddr *address, uint32_t program,
		    uint32_t version);
void tirpc_disconnect(void *handle);

/* Calls procedure 0, or 1, whose opaque result is made and freed again. */
bool tirpc_call(void *handle, uint32_t procedure);

#endif
