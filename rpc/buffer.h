/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_BUFFER_H
#define RPC_BUFFER_H

/*
 * The inside of blocks: what the decoder needs beyond <lmapibuf.h>.
 */

#include <stddef.h>
#include <stdint.h>

#include <lmapibuf.h>

/* What a block holds, and so what may be done with it. */
enum buffer_use {
	BUFFER_OWN,   /* the caller's: NetApiBufferAllocate() */
	BUFFER_REPLY, /* a result, with pointers into itself */
};

/* What the compiler is told of a function that returns a block. */
#define BUFFER_BLOCK                                                           \
	ONC_MUST_USE ONC_FREED_BY(NetApiBufferFree, 1) ONC_ALLOC_SIZE(1)

/*
 * buffer_new() makes a block of size zeroed bytes, NULL without memory. The
 * caller frees it with NetApiBufferFree(). size is at most ONC_MAX_CAP.
 */
BUFFER_BLOCK
void *buffer_new(size_t size, enum buffer_use use);

/*
 * buffer_new_raw() is buffer_new() for who will write every byte of it: they
 * are undefined, and may be those of another reply.
 */
BUFFER_BLOCK
void *buffer_new_raw(size_t size, enum buffer_use use);

/*
 * A draft is a block that is no block yet: size undefined bytes, with the head
 * that they will have in front of them. NULL without memory. It is either
 * sealed, as a block of as many of its bytes as it turned out to need, or
 * dropped.
 */
ONC_MUST_USE
void *buffer_draft(size_t size);
/* A larger draft with the same bytes; draft may be NULL, and is kept on NULL.
 */
ONC_MUST_USE
void *buffer_redraft(void *draft, size_t size);
void buffer_seal(void *draft, size_t size, enum buffer_use use);
void buffer_drop(void *draft);

#endif
