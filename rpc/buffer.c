/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Blocks. A block is one malloc(): a head of 16 bytes, then the caller's
 * memory. The head's check word depends on its own address, its content and a
 * secret of the process, so that a pointer that is no block's start is all but
 * certain to be told apart; it is wiped before the memory is released, so that
 * a second free finds it gone.
 *
 * Invariant: a head whose check word is right belongs to a living block.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include <lmerr.h>

#include "rpc/buffer.h"

struct head {
	uint64_t check;
	uint32_t size;
	uint32_t use;
};

_Static_assert(sizeof(struct head) == 16, "the caller's memory is 16-aligned");

/*
 * Made of the 16 random bytes that the kernel gives each process, and of all
 * of them, since libc takes its own guards from either half: who works it out
 * from a head that leaked has neither.
 *
 * This is no state: it is written once, before anything that could make a
 * block runs, and holds what getauxval() would say each time, at a tenth of
 * what a small block costs.
 */
static uint64_t secret = 0x9e3779b97f4a7c15;

__attribute__((constructor(101))) static void find_secret(void)
{
	const void *random = (const void *)getauxval(AT_RANDOM);
	uint64_t half[2];

	if (!random)
		return;
	memcpy(half, random, sizeof(half));
	secret ^= half[0] * 0xff51afd7ed558ccd ^ half[1] * 0xc4ceb9fe1a85ec53;
}

static uint64_t check_word(const struct head *head, uint32_t size, uint32_t use)
{
	uint64_t x = secret ^ (uintptr_t)head;

	/* Murmur3's finalizer: each bit of the input reaches each of the word.
	 */
	x ^= (uint64_t)size << 32 | use;
	x ^= x >> 33;
	x *= 0xff51afd7ed558ccd;
	x ^= x >> 33;
	x *= 0xc4ceb9fe1a85ec53;
	x ^= x >> 33;
	return x;
}

/*
 * A large block is a mapping of its own, gone as a whole when it is freed, and
 * what was never a block may have nothing in front of it. Either way the head
 * would stand at the edge of a page; only then, for three pointers in 256, the
 * kernel is asked to read there. Small blocks do not pay for it.
 */
static bool is_unreadable(uintptr_t block)
{
	struct head copy;
	const struct iovec to = {&copy, sizeof(copy)};
	const struct iovec from = {(void *)(block - sizeof(copy)),
				   sizeof(copy)};
	const int error = errno;
	bool unreadable;

	unreadable = process_vm_readv(getpid(), &to, 1, &from, 1, 0) < 0 &&
		     errno == EFAULT;
	errno = error;
	return unreadable;
}

/* The smallest page there is: others are multiples of it. */
#define PAGE 4096

/*
 * Reads 16 bytes in front of whatever pointer it is given: that is its
 * purpose, so the sanitizers are told not to mind.
 */
__attribute__((no_sanitize("address")))
__attribute__((no_sanitize("thread"))) static struct head *
head_of(void *block)
{
	struct head *head;

	if ((uintptr_t)block % 16 != 0 || (uintptr_t)block <= sizeof(*head))
		return NULL;
	if ((uintptr_t)block % PAGE <= 2 * sizeof(*head) &&
	    is_unreadable((uintptr_t)block))
		return NULL;
	head = (struct head *)block - 1;
	if (head->check != check_word(head, head->size, head->use))
		return NULL;
	return head;
}

static void release(struct head *head)
{
	head->check = 0;
	/* The store must outlive the optimizer: a second free looks at it. */
	__asm__ volatile("" : : "r"(head) : "memory");
	free(head);
}

/* clang holds that allocating leaves errno alone, and drops a plain store. */
static void restore_errno(int error)
{
	__asm__ volatile("" : : : "memory");
	errno = error;
}

static void *seal(struct head *head, uint32_t size, uint32_t use)
{
	head->size = size;
	head->use = use;
	head->check = check_word(head, size, use);
	return head + 1;
}

void *buffer_new(size_t size, enum buffer_use use)
{
	struct head *head;
	int error = errno;

	/* Zeroed: new memory never shows the bytes of another reply. */
	head = calloc(1, sizeof(*head) + size);
	restore_errno(error);
	if (!head)
		return NULL;
	return seal(head, (uint32_t)size, use);
}

/*
 * The first touch of a page costs about as much as decoding what fits in it.
 * Where a block is large, libc maps it anew, for each decode when it is above
 * 32 MiB: the kernel is asked for large pages then. It may say no.
 */
#define LARGE ((size_t)4 << 20)
#define LARGE_PAGE ((uintptr_t)2 << 20)

static void ask_for_large_pages(const void *memory, size_t size)
{
	const uintptr_t start =
		((uintptr_t)memory + LARGE_PAGE - 1) & ~(LARGE_PAGE - 1);
	const uintptr_t end = ((uintptr_t)memory + size) & ~(LARGE_PAGE - 1);

	madvise((void *)start, end - start, MADV_HUGEPAGE);
}

void *buffer_draft(size_t size)
{
	struct head *head;
	int error = errno;

	head = malloc(sizeof(*head) + size);
	if (head && size >= LARGE)
		ask_for_large_pages(head, size);
	restore_errno(error);
	return head ? head + 1 : NULL;
}

void *buffer_redraft(void *draft, size_t size)
{
	struct head *head = draft ? (struct head *)draft - 1 : NULL;
	int error = errno;

	head = realloc(head, sizeof(*head) + size);
	restore_errno(error);
	return head ? head + 1 : NULL;
}

void buffer_seal(void *draft, size_t size, enum buffer_use use)
{
	seal((struct head *)draft - 1, (uint32_t)size, use);
}

void buffer_drop(void *draft)
{
	free((struct head *)draft - 1);
}

void *buffer_new_raw(size_t size, enum buffer_use use)
{
	void *block = buffer_draft(size);

	if (block)
		buffer_seal(block, size, use);
	return block;
}

void *onc_block_new(DWORD size)
{
	return buffer_new(size, BUFFER_OWN);
}

NET_API_STATUS NET_API_FUNCTION NetApiBufferAllocate(DWORD ByteCount,
						     LPVOID *Buffer)
{
	if (!Buffer)
		return ERROR_INVALID_PARAMETER;
	*Buffer = buffer_new(ByteCount, BUFFER_OWN);
	return *Buffer ? NERR_Success : ERROR_NOT_ENOUGH_MEMORY;
}

NET_API_STATUS NET_API_FUNCTION NetapipBufferAllocate(DWORD ByteCount,
						      LPVOID *Buffer)
{
	return NetApiBufferAllocate(ByteCount, Buffer);
}

NET_API_STATUS NET_API_FUNCTION NetApiBufferFree(LPVOID Buffer)
{
	struct head *head;

	if (!Buffer)
		return NERR_Success;
	head = head_of(Buffer);
	if (!head)
		return ERROR_INVALID_PARAMETER;
	release(head);
	return NERR_Success;
}

/* Grows or shrinks an own block; the head stays whole if memory runs out. */
static NET_API_STATUS resize(struct head *head, DWORD size, LPVOID *block)
{
	const uint32_t old = head->size;
	struct head *moved;
	int error = errno;

	head->check = 0;
	moved = realloc(head, sizeof(*head) + (size_t)size);
	restore_errno(error);
	if (!moved) {
		seal(head, old, BUFFER_OWN);
		return ERROR_NOT_ENOUGH_MEMORY;
	}
	*block = seal(moved, size, BUFFER_OWN);
	if (size > old)
		memset((char *)*block + old, 0, size - old);
	return NERR_Success;
}

NET_API_STATUS NET_API_FUNCTION
NetApiBufferReallocate(LPVOID OldBuffer, DWORD NewByteCount, LPVOID *NewBuffer)
{
	struct head *head;

	if (!NewBuffer)
		return ERROR_INVALID_PARAMETER;
	if (!OldBuffer && NewByteCount == 0) {
		*NewBuffer = NULL;
		return NERR_Success;
	}
	if (!OldBuffer)
		return NetApiBufferAllocate(NewByteCount, NewBuffer);
	head = head_of(OldBuffer);
	if (!head)
		return ERROR_INVALID_PARAMETER;
	if (NewByteCount == 0) {
		release(head);
		*NewBuffer = NULL;
		return NERR_Success;
	}
	if (head->use == BUFFER_REPLY)
		return ERROR_NOT_SUPPORTED;
	return resize(head, NewByteCount, NewBuffer);
}

NET_API_STATUS NET_API_FUNCTION NetApiBufferSize(LPVOID Buffer,
						 LPDWORD ByteCount)
{
	const struct head *head;

	if (!Buffer || !ByteCount)
		return ERROR_INVALID_PARAMETER;
	head = head_of(Buffer);
	if (!head)
		return ERROR_INVALID_PARAMETER;
	*ByteCount = head->size;
	return NERR_Success;
}
