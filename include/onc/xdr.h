/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONC_XDR_H
#define ONC_XDR_H

/*
 * Our types for programs that speak libtirpc's XDR, as rpcgen's do.
 */

#include <onc/type.h>

#ifdef __cplusplus
extern "C" {
#endif

/* libtirpc's <rpc/xdr.h> has the whole of it, and may be included too. */
struct __rpc_xdr;
typedef struct __rpc_xdr XDR;

/*
 * onc_xdr() encodes, decodes or frees a value, as the stream's x_op says; it is
 * what generated functions xdr_NAME(XDR *, NAME *) do.
 *
 * Decoding fills the structure at value and puts all that it points to into one
 * block, as onc_decode_envelope() does; what the structure held is not looked
 * at. Exactly the value's bytes are taken from the stream; a message is checked
 * as strictly as everywhere, and held to ONC_DEFAULT_CAP. On failure the
 * structure holds zeros. Freeing, which xdr_free() does, releases that block
 * and zeroes the structure; memory that the program put there by itself is left
 * to the program.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_NONNULL(1, 2, 3))
bool_t onc_xdr(XDR *xdrs, const struct onc_type *type, void *value);

#ifdef __cplusplus
}
#endif

#endif
