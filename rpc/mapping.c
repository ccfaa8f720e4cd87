/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Mapped memory. Invariant: room is a whole number of pages.
 */
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "rpc/mapping.h"

static bool whole_pages(size_t *size)
{
	const size_t page = (size_t)sysconf(_SC_PAGESIZE);

	if (__builtin_add_overflow(*size, page - 1, size))
		return false;
	*size &= ~(page - 1);
	return true;
}

uint8_t *mapping_new(size_t *room)
{
	void *bytes;

	if (!whole_pages(room))
		return NULL;
	bytes = mmap(NULL, *room, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return bytes == MAP_FAILED ? NULL : bytes;
}

#if defined(__SANITIZE_THREAD__)
#define BLIND_TO_MREMAP 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define BLIND_TO_MREMAP 1
#endif
#endif

#ifdef BLIND_TO_MREMAP
/* ThreadSanitizer takes what mremap() moves for memory of before. */
static void *remap(void *bytes, size_t room, size_t wanted)
{
	void *moved = mmap(NULL, wanted, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (moved == MAP_FAILED)
		return moved;
	memcpy(moved, bytes, room < wanted ? room : wanted);
	munmap(bytes, room);
	return moved;
}
#else
static void *remap(void *bytes, size_t room, size_t wanted)
{
	return mremap(bytes, room, wanted, MREMAP_MAYMOVE);
}
#endif

uint8_t *mapping_grow(uint8_t *bytes, size_t *room, size_t wanted)
{
	void *grown;

	if (!whole_pages(&wanted))
		return NULL;
	grown = remap(bytes, *room, wanted);
	if (grown == MAP_FAILED)
		return NULL;
	*room = wanted;
	return grown;
}

void mapping_free(uint8_t *bytes, size_t room)
{
	munmap(bytes, room);
}
