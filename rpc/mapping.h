/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_MAPPING_H
#define RPC_MAPPING_H

/*
 * Memory for messages on their way in. It is mapped, not heap: it grows
 * without copying, leaves no hole behind, and is gone at once.
 */

#include <stddef.h>
#include <stdint.h>

/* mapping_new() maps room bytes or a little more; NULL without memory. */
uint8_t *mapping_new(size_t *room);

/* mapping_grow() makes a mapping larger; NULL without memory, and it stays. */
uint8_t *mapping_grow(uint8_t *bytes, size_t *room, size_t wanted);

void mapping_free(uint8_t *bytes, size_t room);

#endif
