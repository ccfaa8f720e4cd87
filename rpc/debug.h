/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_DEBUG_H
#define RPC_DEBUG_H

/*
 * What calls carry, on stderr, for whoever sets ONC_DEBUG=1. The library is
 * silent otherwise.
 */

#include <stdbool.h>

#include <onc/type.h>

/* True if somebody does: one look into the environment. */
bool debug_is_wanted(void);

/* debug_value() prints a value under a heading; void prints the heading. */
void debug_value(const char *procedure, const char *what,
		 const struct onc_type *type, const void *value);

/* debug_error() prints how a call failed. */
void debug_error(const char *text);

#endif
