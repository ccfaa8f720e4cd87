/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Our types for programs that speak libtirpc's XDR: what generated xdr_NAME()
 * functions are made of.
 *
 * Invariant: after decoding, all that the value points to is one block, which
 * starts with the first of it; freeing looks for that one pointer.
 */
#include <stdbool.h>
#include <string.h>

#include <rpc/types.h>
#include <rpc/xdr.h>

#include "rpc/buffer.h"
#include "rpc/encode.h"
#include "rpc/extent.h"
#include "rpc/gather.h"
#include "rpc/table.h"

#include <onc/xdr.h>

/* A value up to this size needs no allocation to be encoded. */
#define XDR_SMALL 1024

static bool_t put_value(XDR *xdrs, const struct onc_type *type,
			const void *value)
{
	char small[XDR_SMALL];
	struct onc_fault fault;
	struct extent extent;
	char *bytes = small;
	bool_t put;

	if (extent_value(type, value, ONC_DEFAULT_CAP, &extent, &fault) !=
	    ONC_OK)
		return FALSE;
	if (extent.wire > sizeof(small))
		bytes = buffer_new_raw(extent.wire, BUFFER_OWN);
	if (!bytes)
		return FALSE;
	encode_value(type, value, bytes, extent.wire);
	put = extent.wire == 0 || XDR_PUTBYTES(xdrs, bytes, (u_int)extent.wire);
	if (bytes != small)
		NetApiBufferFree(bytes);
	return put;
}

static bool_t get_value(XDR *xdrs, const struct onc_type *type, void *value)
{
	struct stream stream;
	bool_t got = FALSE;
	void *block;

	memset(value, 0, table_layout(type->module, type->layout)->size);
	stream_init(&stream, ONC_DEFAULT_CAP);
	if (gather_value(type, xdrs, &stream) == ONC_OK)
		got = onc_decode_envelope(type, stream.bytes, stream.size, NULL,
					  value, &block, NULL) == ONC_OK;
	stream_fini(&stream);
	return got;
}

/* -- freeing ----------------------------------------------------------------
 */

static void *find_block(const struct onc_module *module, uint32_t index,
			const char *base);

static void *find_in_items(const struct onc_module *module, uint32_t index,
			   const char *base, size_t count)
{
	const size_t size = table_layout(module, index)->size;
	void *block = NULL;

	for (size_t i = 0; !block && i < count; i++)
		block = find_block(module, index, base + i * size);
	return block;
}

/* What is out of line of an op, not looked into: the first is the block. */
static void *find_in_op(const struct onc_module *module,
			const struct onc_op *op, const char *base)
{
	const char *at = base + op->offset;
	struct onc_counted counted;
	void *pointer;

	switch ((enum onc_kind)op->kind) {
	case ONC_BYTES:
	case ONC_ARRAY:
		memcpy(&counted, at, sizeof(counted));
		return counted.items;
	case ONC_STRING:
	case ONC_OPTIONAL:
	case ONC_NULLABLE_STRING:
	case ONC_NULLABLE_OPAQUE:
		memcpy(&pointer, at, sizeof(pointer));
		return pointer;
	case ONC_EXTERNAL:
		return table_codec(module, op)->room(at);
	case ONC_STRUCT:
		return find_block(module, op->type, at);
	case ONC_VECTOR:
		return find_in_items(module, op->type, at, op->count);
	default:
		return NULL;
	}
}

/* Recursion follows types that lie in one another: it ends with the type. */
static void *find_block(const struct onc_module *module, uint32_t index,
			const char *base)
{
	const struct onc_layout *layout = table_layout(module, index);
	const struct onc_op *op = &module->ops[layout->first];
	void *block = NULL;
	int32_t value;

	if (layout->form == ONC_FORM_UNION) {
		if (!table_discriminant(op, base, &value) ||
		    !table_arm(module, layout, value, &op) || !op)
			return NULL;
		return find_in_op(module, op, base);
	}
	for (uint32_t i = 0; !block && i < layout->count; i++)
		block = find_in_op(module, &op[i], base);
	return block;
}

static void free_value(const struct onc_type *type, void *value)
{
	NetApiBufferFree(find_block(type->module, type->layout, value));
	memset(value, 0, table_layout(type->module, type->layout)->size);
}

bool_t onc_xdr(XDR *xdrs, const struct onc_type *type, void *value)
{
	switch (xdrs->x_op) {
	case XDR_ENCODE:
		return put_value(xdrs, type, value);
	case XDR_DECODE:
		return get_value(xdrs, type, value);
	case XDR_FREE:
		free_value(type, value);
		return TRUE;
	}
	return FALSE;
}
