/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The heap, counted and made to fail. libc's own functions stay reachable by
 * the names that it gives them besides.
 */
#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include "tests/support/heap.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HEAP_OWN 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HEAP_OWN 0
#endif
#endif
#ifndef HEAP_OWN
#define HEAP_OWN 1
#endif

static _Thread_local long live_bytes;
static _Thread_local long live_blocks;
/* volatile: the compiler takes malloc() for one that counts nothing. */
static _Thread_local volatile unsigned long allocations;
static _Thread_local unsigned long at_reply;
static _Thread_local unsigned long fail_in;
static _Thread_local bool failed;

bool heap_counts(void)
{
	const unsigned long before = allocations;
	void *volatile block = malloc(1);

	/* A debugger of memory may have put itself in our place. */
	free(block);
	return allocations != before;
}

struct heap_mark heap_mark(void)
{
	return (struct heap_mark){
		.bytes = live_bytes,
		.blocks = live_blocks,
	};
}

long heap_live_bytes(void)
{
	return live_bytes;
}

unsigned long heap_allocations(void)
{
	return allocations;
}

unsigned long heap_allocations_since_reply(void)
{
	return allocations - at_reply;
}

void heap_fail_at(unsigned long n)
{
	fail_in = n;
	failed = false;
}

bool heap_failed(void)
{
	return failed;
}

#if HEAP_OWN

/* What follows must be found by the libraries, too. */
#pragma GCC visibility push(default)

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void __libc_free(void *block);

static bool must_fail(void)
{
	if (fail_in == 0 || --fail_in > 0)
		return false;
	failed = true;
	errno = ENOMEM;
	return true;
}

static void *count_in(void *block)
{
	if (!block)
		return NULL;
	allocations++;
	live_blocks++;
	live_bytes += (long)malloc_usable_size(block);
	return block;
}

static void count_out(void *block)
{
	if (!block)
		return;
	live_blocks--;
	live_bytes -= (long)malloc_usable_size(block);
}

void *malloc(size_t size)
{
	return must_fail() ? NULL : count_in(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
	return must_fail() ? NULL : count_in(__libc_calloc(count, size));
}

void *realloc(void *old, size_t size)
{
	const long before = old ? (long)malloc_usable_size(old) : 0;
	void *block;

	if (must_fail())
		return NULL;
	block = __libc_realloc(old, size);
	if (!block && size > 0)
		return NULL;
	if (old) {
		live_blocks--;
		live_bytes -= before;
	}
	return count_in(block);
}

void free(void *block)
{
	count_out(block);
	__libc_free(block);
}

/* -- when the reply came
 * ------------------------------------------------------- */

/* libtirpc sends with write() and receives with read(), we do so as here. */
static _Thread_local bool waiting;

static void arrive(void)
{
	if (waiting)
		at_reply = allocations;
	waiting = false;
}

ssize_t write(int fd, const void *bytes, size_t size)
{
	waiting = true;
	return syscall(SYS_write, fd, bytes, size);
}

ssize_t read(int fd, void *bytes, size_t size)
{
	arrive();
	return syscall(SYS_read, fd, bytes, size);
}

ssize_t send(int fd, const void *bytes, size_t size, int flags)
{
	waiting = true;
	return syscall(SYS_sendto, fd, bytes, size, flags, NULL, 0);
}

ssize_t recv(int fd, void *bytes, size_t size, int flags)
{
	arrive();
	return syscall(SYS_recvfrom, fd, bytes, size, flags, NULL, NULL);
}

#pragma GCC visibility pop

#endif
