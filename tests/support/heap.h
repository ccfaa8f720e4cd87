/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_SUPPORT_HEAP_H
#define TESTS_SUPPORT_HEAP_H

/*
 * The heap of the code under test: the n-th allocation fails on demand, and
 * what is still allocated is counted. Programs link with
 * -Wl,--wrap=malloc,--wrap=calloc,... for each function below.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static long heap_countdown_, heap_live_;

void *__real_malloc(size_t size);
void __real_free(void *pointer);
void *__real_realloc(void *pointer, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *pointer, size_t size);
void *__wrap_reallocarray(void *pointer, size_t count, size_t size);
char *__wrap_strdup(const char *text);
void __wrap_free(void *pointer);

/* The n-th allocation from now on fails, once; 0 for none. */
static inline void heap_fail_at(long n)
{
	heap_countdown_ = n;
}

/* Allocations that were not freed. */
static inline long heap_live(void)
{
	return heap_live_;
}

static inline int heap_fails_(void)
{
	if (heap_countdown_ == 0 || --heap_countdown_ > 0)
		return 0;
	errno = ENOMEM;
	return 1;
}

void *__wrap_malloc(size_t size)
{
	void *pointer = heap_fails_() ? NULL : __real_malloc(size);

	heap_live_ += pointer != NULL;
	return pointer;
}

void *__wrap_calloc(size_t count, size_t size)
{
	void *pointer = __wrap_malloc(count * size);

	return pointer ? memset(pointer, 0, count * size) : NULL;
}

void *__wrap_realloc(void *pointer, size_t size)
{
	void *moved = heap_fails_() ? NULL : __real_realloc(pointer, size);

	heap_live_ += moved && !pointer;
	return moved;
}

void *__wrap_reallocarray(void *pointer, size_t count, size_t size)
{
	return __wrap_realloc(pointer, count * size);
}

char *__wrap_strdup(const char *text)
{
	char *copy = __wrap_malloc(strlen(text) + 1);

	return copy ? strcpy(copy, text) : NULL;
}

void __wrap_free(void *pointer)
{
	heap_live_ -= pointer != NULL;
	__real_free(pointer);
}

#endif
