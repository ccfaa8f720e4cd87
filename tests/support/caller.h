/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_SUPPORT_CALLER_H
#define TESTS_SUPPORT_CALLER_H

/*
 * A client that is nothing but a socket, for calls of any making. Descriptors
 * are the caller's and end with close() or caller_reset(). No function waits
 * longer than it is told, in milliseconds.
 */

#include <stdbool.h>
#include <sys/types.h>

#include "tests/support/wire.h"

/* Connects to a URI, tcp://ADDRESS:PORT or unix:///PATH; -1 if it cannot in 5
 * s. */
int caller_connect(const char *uri);

/* Sends what the peer takes in that time; how many bytes that was. */
size_t caller_send(int fd, const void *bytes, size_t size, int ms);

/* All of it, or the connection is no more. */
bool caller_send_wire(int fd, const struct wire *wire, int ms);

/*
 * Receives one record, which replaces what reply holds. False if none is
 * complete in that time, or the connection is closed.
 */
bool caller_receive(int fd, struct wire *reply, int ms);

/* Sends a call and receives its reply. */
bool caller_ask(int fd, const struct wire *call, struct wire *reply, int ms);

/* True when the peer has closed or reset it; what still comes is dropped. */
bool caller_is_closed(int fd, int ms);

/* Closes with a reset. */
void caller_reset(int fd);

#endif
