/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_SUPPORT_HEAP_H
#define TESTS_SUPPORT_HEAP_H

/*
 * The heap, counted and made to fail. Linking heap.c replaces malloc(),
 * calloc(), realloc() and free() of the whole program by ones that count and
 * then ask libc; reading from a socket is watched too, so that one can tell
 * what was allocated since a reply arrived.
 *
 * All counts are of the calling thread, so that a server in the same process
 * does not disturb them.
 *
 * Under a sanitizer or valgrind, which bring an allocator, heap_counts() is
 * false and the counts stay 0.
 */

#include <stdbool.h>
#include <stddef.h>

/* True if the counts below mean something in this build. */
bool heap_counts(void);

/* What is live at a moment. */
struct heap_mark {
	long bytes;
	long blocks;
};

struct heap_mark heap_mark(void);

/* Bytes that are allocated now. */
long heap_live_bytes(void);

/* Calls of malloc(), calloc() and realloc() so far. */
unsigned long heap_allocations(void);

/* The same since the first read of the last reply. */
unsigned long heap_allocations_since_reply(void);

/*
 * The n-th allocation of this thread from now on fails, and none after it; n
 * counts from 1, 0 stops it. heap_failed() tells whether it came to that.
 */
void heap_fail_at(unsigned long n);
bool heap_failed(void);

#endif
