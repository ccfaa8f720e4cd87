/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_PLACE_H
#define RPC_PLACE_H

/*
 * The second pass over a message: builds what measure_value() has admitted.
 */

#include <onc/type.h>

/*
 * place_value() fills the structure at value, and the room bytes at block with
 * what it points to. Both hold zeros. The size bytes must be as measure_value()
 * saw them, and room what it answered, less its start. Cannot fail.
 */
void place_value(const struct onc_type *type, const void *bytes, size_t size,
		 void *value, void *block, size_t offset, size_t room);

#endif
