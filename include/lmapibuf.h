/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef LMAPIBUF_H
#define LMAPIBUF_H

/*
 * Blocks. Whatever a remote function returns is one block: the structure or
 * array that was asked for at its start, all that it points to behind it. The
 * caller owns it and frees it with one NetApiBufferFree().
 *
 * Blocks belong to no thread: one thread may free what another was given.
 * Source: MS Learn, NetApiBufferAllocate, -Free, -Reallocate, -Size.
 */

#include <lmcons.h>
#include <onc/visibility.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * NetApiBufferAllocate() makes a block of ByteCount bytes, aligned to 16.
 *
 * *Buffer is the block, which the caller frees with NetApiBufferFree(). Its
 * content is undefined. ByteCount may be 0: the block is then a pointer of its
 * own that must be freed too. On failure *Buffer is NULL.
 *
 * Errors: 87 when Buffer is NULL; 8 without memory. errno is left alone.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(2))
NET_API_STATUS NET_API_FUNCTION NetApiBufferAllocate(DWORD ByteCount,
						     LPVOID *Buffer);

/* NetapipBufferAllocate() is an older name of NetApiBufferAllocate(). */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(2))
NET_API_STATUS NET_API_FUNCTION NetapipBufferAllocate(DWORD ByteCount,
						      LPVOID *Buffer);

/*
 * NetApiBufferFree() releases a block, and with it everything in it. NULL is
 * fine.
 *
 * Errors: 87 for what is not the start of a living block - an interior
 * pointer, memory of malloc(), a block that was freed already - as far as the
 * word in front of it still tells; nothing is freed then.
 */
ONC_PUBLIC()
NET_API_STATUS NET_API_FUNCTION NetApiBufferFree(LPVOID Buffer);

/*
 * onc_block_new() is NetApiBufferAllocate() that returns the block, NULL
 * without memory. It is not of Windows; seeing it, a compiler knows
 * what NetApiBufferFree() may be given, and warns of the rest.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_FREED_BY(NetApiBufferFree, 1) ONC_ALLOC_SIZE(1))
void *onc_block_new(DWORD size);

/*
 * NetApiBufferReallocate() changes the size of a block of the caller's own.
 *
 * *NewBuffer is the block, moved or not, with the first bytes kept, as many
 * as fit; OldBuffer is then no longer valid. NewBuffer may point to the very
 * variable that holds OldBuffer. OldBuffer NULL allocates. NewByteCount 0 frees
 * OldBuffer, whether a reply or an own block, and sets *NewBuffer to NULL.
 * On failure OldBuffer stays valid and *NewBuffer is unchanged - but NULL when
 * OldBuffer was NULL, as NetApiBufferAllocate() says.
 *
 * Errors: 87 when NewBuffer is NULL, or OldBuffer is no block; 50 for a block
 * that holds the result of a call, since the pointers inside it would dangle;
 * 8 without memory.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(3))
NET_API_STATUS NET_API_FUNCTION
NetApiBufferReallocate(LPVOID OldBuffer, DWORD NewByteCount, LPVOID *NewBuffer);

/*
 * NetApiBufferSize() gives the size of a block: what was asked for, or all of
 * a result, strings included. Every pointer in a result lies within
 * [Buffer, Buffer + *ByteCount).
 *
 * Errors: 87 when Buffer is NULL or no block, or ByteCount is NULL;
 * *ByteCount is then left alone.
 */
ONC_PUBLIC(ONC_WRITES(2))
NET_API_STATUS NET_API_FUNCTION NetApiBufferSize(LPVOID Buffer,
						 LPDWORD ByteCount);

#ifdef __cplusplus
}
#endif

#endif
