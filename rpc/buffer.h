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

/*
 * buffer_new() makes a block of size zeroed bytes, NULL without memory. The
 * caller frees it with NetApiBufferFree(). size is at most ONC_MAX_CAP.
 */
ONC_MUST_USE ONC_FREED_BY(NetApiBufferFree, 1)
	ONC_ALLOC_SIZE(1) void *buffer_new(size_t size, enum buffer_use use);

#endif
