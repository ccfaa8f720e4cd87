/* SPDX-License-Identifier: BSD-3-Clause */
/* Blocks: each row of the contract's table of edge cases. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <lmapibuf.h>
#include <lmerr.h>

#include "rpc/buffer.h"
#include "tests/support/heap.h"
#include "tests/support/tap.h"

/* These tests do what the compiler rightly warns of. */
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wfree-nonheap-object"
#pragma GCC diagnostic ignored "-Wmismatched-dealloc"
#pragma GCC diagnostic ignored "-Wuse-after-free"
#endif

static DWORD size_of(void *block)
{
	DWORD size = 12345;

	CU_ASSERT_EQUAL(NetApiBufferSize(block, &size), 0);
	return size;
}

static void allocates_a_block_of_size_0(void)
{
	void *a = NULL, *b = NULL;

	CU_ASSERT_EQUAL(NetApiBufferAllocate(0, &a), 0);
	CU_ASSERT_EQUAL(NetApiBufferAllocate(0, &b), 0);
	CU_ASSERT_PTR_NOT_NULL(a);
	CU_ASSERT_PTR_NOT_EQUAL(a, b);
	CU_ASSERT_EQUAL(size_of(a), 0);
	CU_ASSERT_EQUAL(NetApiBufferFree(a), 0);
	CU_ASSERT_EQUAL(NetApiBufferFree(b), 0);
}

static void refuses_a_null_out_pointer_and_leaves_errno(void)
{
	errno = 4711;
	CU_ASSERT_EQUAL(NetApiBufferAllocate(0, NULL), 87);
	CU_ASSERT_EQUAL(NetApiBufferAllocate(10, NULL), 87);
	CU_ASSERT_EQUAL(errno, 4711);
}

static void says_8_and_null_without_memory(void)
{
	void *block = &block;

	if (!heap_counts())
		return;
	errno = 4711;
	heap_fail_at(1);
	CU_ASSERT_EQUAL(NetApiBufferAllocate(10, &block), 8);
	heap_fail_at(0);
	CU_ASSERT_PTR_NULL(block);
	CU_ASSERT_EQUAL(errno, 4711);
}

static void shows_no_bytes_of_an_earlier_block(void)
{
	unsigned char *block;

	for (int round = 0; round < 100; round++) {
		CU_ASSERT_EQUAL(NetApiBufferAllocate(200, (void **)&block), 0);
		for (int i = 0; i < 200; i++)
			CU_ASSERT_EQUAL_FATAL(block[i], 0);
		memset(block, 0xa5, 200);
		CU_ASSERT_EQUAL(NetApiBufferFree(block), 0);
	}
}

static void frees_null(void)
{
	CU_ASSERT_EQUAL(NetApiBufferFree(NULL), 0);
}

static void refuses_to_free_twice(void)
{
	/* Small, of an arena, and large enough to be a mapping of its own. */
	static const DWORD sizes[] = {0, 1, 24, 1000, 70000, 1 << 20, 64 << 20};

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		void *block, *volatile again;

		CU_ASSERT_EQUAL(NetApiBufferAllocate(sizes[i], &block), 0);
		again = block;
		CU_ASSERT_EQUAL(NetApiBufferFree(block), 0);
		CU_ASSERT_EQUAL(NetApiBufferFree(again), 87);
	}
}

static void refuses_pointers_that_start_no_block(void)
{
	_Alignas(16) char own[64] = {0};
	DWORD size = 4711;
	char *block;
	void *moved = own;

	CU_ASSERT_EQUAL(NetApiBufferAllocate(256, (void **)&block), 0);
	for (int i = 1; i < 256; i++)
		CU_ASSERT_EQUAL(NetApiBufferFree(block + i), 87);
	CU_ASSERT_EQUAL(NetApiBufferFree(own + 32), 87);
	CU_ASSERT_EQUAL(NetApiBufferSize(block + 16, &size), 87);
	CU_ASSERT_EQUAL(size, 4711);
	CU_ASSERT_EQUAL(NetApiBufferReallocate(block + 16, 10, &moved), 87);
	CU_ASSERT_PTR_EQUAL(moved, own);
	CU_ASSERT_EQUAL(NetApiBufferFree((void *)16), 87);
	CU_ASSERT_EQUAL(size_of(block), 256);
	CU_ASSERT_EQUAL(NetApiBufferFree(block), 0);
}

static void refuses_memory_of_malloc(void)
{
	char *foreign = aligned_alloc(16, 64);

	CU_ASSERT_PTR_NOT_NULL_FATAL(foreign);
	CU_ASSERT_EQUAL(NetApiBufferFree(foreign), 87);
	free(foreign);
}

static void refuses_memory_of_mmap(void)
{
	const size_t page = 4096;
	char *pages = mmap(NULL, 3 * page, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	CU_ASSERT_PTR_NOT_EQUAL_FATAL(pages, MAP_FAILED);
	CU_ASSERT_EQUAL(mprotect(pages, page, PROT_NONE), 0);
	CU_ASSERT_EQUAL(munmap(pages + 2 * page, page), 0);
	for (size_t at = page; at < 2 * page; at += 16)
		CU_ASSERT_EQUAL(NetApiBufferFree(pages + at), 87);
	CU_ASSERT_EQUAL(munmap(pages, page), 0);
	CU_ASSERT_EQUAL(NetApiBufferFree(pages + page), 87);
	CU_ASSERT_EQUAL(munmap(pages + page, page), 0);
}

static void refuses_a_copy_of_a_block(void)
{
	_Alignas(16) char copy[48];
	void *block;

	CU_ASSERT_EQUAL(NetApiBufferAllocate(16, &block), 0);
	memcpy(copy, (char *)block - 16, 32);
	CU_ASSERT_EQUAL(NetApiBufferFree(copy + 16), 87);
	CU_ASSERT_EQUAL(NetApiBufferFree(block), 0);
}

static void reallocates_null_as_it_allocates(void)
{
	void *block = NULL;

	CU_ASSERT_EQUAL(NetApiBufferReallocate(NULL, 1500, &block), 0);
	CU_ASSERT_PTR_NOT_NULL(block);
	CU_ASSERT_EQUAL(size_of(block), 1500);
	CU_ASSERT_EQUAL(NetApiBufferFree(block), 0);
}

static void reallocates_to_0_by_freeing(void)
{
	struct heap_mark before = heap_mark();
	void *block, *result = &block;

	CU_ASSERT_EQUAL(NetApiBufferAllocate(100, &block), 0);
	CU_ASSERT_EQUAL(NetApiBufferReallocate(block, 0, &result), 0);
	CU_ASSERT_PTR_NULL(result);
	result = &block;
	CU_ASSERT_EQUAL(NetApiBufferReallocate(NULL, 0, &result), 0);
	CU_ASSERT_PTR_NULL(result);
	block = buffer_new(50, BUFFER_REPLY);
	CU_ASSERT_EQUAL(NetApiBufferReallocate(block, 0, &block), 0);
	CU_ASSERT_PTR_NULL(block);
	CU_ASSERT_EQUAL(heap_mark().blocks, before.blocks);
}

static void refuses_to_reallocate_into_null(void)
{
	void *block;

	CU_ASSERT_EQUAL(NetApiBufferAllocate(100, &block), 0);
	CU_ASSERT_EQUAL(NetApiBufferReallocate(block, 200, NULL), 87);
	CU_ASSERT_EQUAL(size_of(block), 100);
	CU_ASSERT_EQUAL(NetApiBufferFree(block), 0);
}

static void keeps_the_old_block_when_memory_runs_out(void)
{
	void *block, *old;

	if (!heap_counts())
		return;
	CU_ASSERT_EQUAL(NetApiBufferAllocate(100, &block), 0);
	old = block;
	heap_fail_at(1);
	CU_ASSERT_EQUAL(NetApiBufferReallocate(block, 1 << 20, &block), 8);
	heap_fail_at(0);
	CU_ASSERT_PTR_EQUAL(block, old);
	CU_ASSERT_EQUAL(size_of(block), 100);
	CU_ASSERT_EQUAL(NetApiBufferFree(block), 0);
}

static void keeps_the_content_when_it_moves(void)
{
	unsigned char *block;

	CU_ASSERT_EQUAL(NetApiBufferAllocate(100, (void **)&block), 0);
	memset(block, 7, 100);
	CU_ASSERT_EQUAL(NetApiBufferReallocate(block, 1 << 20, (void **)&block),
			0);
	CU_ASSERT_EQUAL(size_of(block), 1 << 20);
	for (int i = 0; i < 100; i++)
		CU_ASSERT_EQUAL_FATAL(block[i], 7);
	CU_ASSERT_EQUAL(NetApiBufferReallocate(block, 10, (void **)&block), 0);
	CU_ASSERT_EQUAL(size_of(block), 10);
	for (int i = 0; i < 10; i++)
		CU_ASSERT_EQUAL_FATAL(block[i], 7);
	CU_ASSERT_EQUAL(NetApiBufferFree(block), 0);
}

static void refuses_to_reallocate_a_reply(void)
{
	void *block = buffer_new(50, BUFFER_REPLY), *result = &block;

	CU_ASSERT_EQUAL(NetApiBufferReallocate(block, 100, &result), 50);
	CU_ASSERT_PTR_EQUAL(result, &block);
	CU_ASSERT_EQUAL(size_of(block), 50);
	CU_ASSERT_EQUAL(NetApiBufferFree(block), 0);
}

static void refuses_to_size_null(void)
{
	DWORD size = 4711;
	void *block;

	CU_ASSERT_EQUAL(NetApiBufferSize(NULL, &size), 87);
	CU_ASSERT_EQUAL(size, 4711);
	CU_ASSERT_EQUAL(NetApiBufferAllocate(1, &block), 0);
	CU_ASSERT_EQUAL(NetApiBufferSize(block, NULL), 87);
	CU_ASSERT_EQUAL(NetApiBufferFree(block), 0);
}

static void gives_the_very_size_and_alignment_of_16(void)
{
	for (DWORD size = 0; size < 300; size++) {
		void *block;

		CU_ASSERT_EQUAL(NetapipBufferAllocate(size, &block), 0);
		CU_ASSERT_EQUAL((uintptr_t)block % 16, 0);
		CU_ASSERT_EQUAL(size_of(block), size);
		memset(block, 0xff, size);
		CU_ASSERT_EQUAL(NetApiBufferFree(block), 0);
	}
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(allocates_a_block_of_size_0),
		TAP_CASE(refuses_a_null_out_pointer_and_leaves_errno),
		TAP_CASE(says_8_and_null_without_memory),
		TAP_CASE(shows_no_bytes_of_an_earlier_block),
		TAP_CASE(frees_null),
		TAP_CASE(refuses_to_free_twice),
		TAP_CASE(refuses_pointers_that_start_no_block),
		TAP_CASE(refuses_memory_of_malloc),
		TAP_CASE(refuses_memory_of_mmap),
		TAP_CASE(refuses_a_copy_of_a_block),
		TAP_CASE(reallocates_null_as_it_allocates),
		TAP_CASE(reallocates_to_0_by_freeing),
		TAP_CASE(refuses_to_reallocate_into_null),
		TAP_CASE(keeps_the_old_block_when_memory_runs_out),
		TAP_CASE(keeps_the_content_when_it_moves),
		TAP_CASE(refuses_to_reallocate_a_reply),
		TAP_CASE(refuses_to_size_null),
		TAP_CASE(gives_the_very_size_and_alignment_of_16),
	};

	return tap_run("buffer", cases, TAP_COUNT(cases));
}
