/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_BENCH_STOCK_H
#define TESTS_BENCH_STOCK_H

/* The messages by rpcgen and libtirpc, behind a door without their types. */

#include <stddef.h>

enum stock_message { STOCK_USERS, STOCK_INTS, STOCK_BLOB, STOCK_LIST };

/* Decodes and frees; 0 if the bytes were refused. */
int stock_decode(enum stock_message message, const void *bytes, size_t size);

/* Encodes a value of the same layout; the bytes written. */
size_t stock_encode(enum stock_message message, const void *value, void *bytes,
		    size_t size);

#endif
