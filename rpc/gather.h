/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_GATHER_H
#define RPC_GATHER_H

/*
 * The bytes of one value out of an XDR stream that goes on behind it: the table
 * says how far the value reaches.
 */

#include "rpc/stream.h"

#include <onc/type.h>

/*
 * gather_value() takes the bytes of one value, and none behind them. They are
 * not checked further than is needed to find their end: measure_value() comes
 * next. What the stream held before is forgotten.
 *
 * Errors: ONC_TRUNCATED at the end of the stream, ONC_BAD_COUNT, ONC_BAD_BOOL,
 * ONC_BAD_ARM, ONC_TOO_DEEP, ONC_TOO_BIG, ONC_NO_MEMORY.
 */
ONC_MUST_USE
enum onc_status gather_value(const struct onc_type *type, XDR *xdrs,
			     struct stream *stream);

#endif
