/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_BENCH_WAY_H
#define TESTS_BENCH_WAY_H

/*
 * A way to decode and encode the benchmark's messages. Each way is a program
 * of its own, worker.c and one of the way-*.c: they may use the same names for
 * different types, and none lives in the heap that another has left behind.
 */

#include <stdbool.h>
#include <stddef.h>

struct way {
	const char *message;
	const void *type; /* whatever the way needs to know */
};

/* The way's word on a message, NULL if it does not have it. */
const struct way *way_find(const char *message);

/*
 * way_prepare() makes the way's own encoding of a message's XDR bytes; they
 * are as good as they are for all but protobuf. The program ends if it cannot.
 */
void way_prepare(const struct way *way, const void **bytes, size_t *size);

/* A value of the bytes, and its end. NULL if they were refused. */
void *way_decode(const struct way *way, const void *bytes, size_t size);
void way_release(const struct way *way, void *value);

/* Encodes a value into new memory of size bytes, and frees that. */
bool way_encode(const struct way *way, const void *value, size_t size);

#endif
