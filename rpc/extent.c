/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The first pass over a value in C. What it admits, encode.c can write without
 * a further question.
 *
 * Invariant: wire never passes the cap. Each node of a list adds to it, so that
 * one that runs in a circle comes to an end.
 */
#include <stdbool.h>
#include <string.h>

#include "rpc/bytes.h"
#include "rpc/extent.h"
#include "rpc/quick.h"
#include "rpc/table.h"
#include "rpc/trail.h"

struct walker {
	const struct onc_module *module;
	struct extent so_far;
	size_t cap;
	struct trail trail;
};

static enum onc_status walk(struct walker *w, uint32_t index, const char *base,
			    unsigned depth);

/* -- adding up ------------------------------------------------------------- */

static enum onc_status add_wire(struct walker *w, size_t size)
{
	if (size > w->cap - w->so_far.wire)
		return ONC_TOO_BIG;
	w->so_far.wire += size;
	return ONC_OK;
}

/* Bytes that stand out of line in C, and padded on the wire. */
static enum onc_status add_bytes(struct walker *w, size_t count)
{
	w->so_far.footprint += count;
	return add_wire(w, count + bytes_padding(count));
}

static const void *get_pointer(const char *at)
{
	const void *pointer;

	memcpy(&pointer, at, sizeof(pointer));
	return pointer;
}

static struct onc_counted get_counted(const char *at)
{
	struct onc_counted counted;

	memcpy(&counted, at, sizeof(counted));
	return counted;
}

/* -- items ------------------------------------------------------------------
 */

static enum onc_status add_string(struct walker *w, const char *text,
				  uint32_t bound)
{
	const size_t count = strlen(text);

	if (count > bound || count > UINT32_MAX)
		return ONC_BAD_COUNT;
	w->so_far.footprint++;
	if (add_wire(w, 4) != ONC_OK)
		return ONC_TOO_BIG;
	return add_bytes(w, count);
}

static enum onc_status add_nullable(struct walker *w, const struct onc_op *op,
				    const void *bytes)
{
	enum onc_status status = add_wire(w, 4);

	if (status != ONC_OK || !bytes)
		return status;
	if (op->kind == ONC_NULLABLE_STRING)
		return add_string(w, bytes, op->count);
	return add_bytes(w, op->count);
}

/* The count of an array or of bytes, and the pointer that goes with it. */
static enum onc_status check_counted(struct walker *w,
				     const struct onc_counted *counted,
				     uint32_t bound)
{
	if (counted->count > bound)
		return ONC_BAD_COUNT;
	if (counted->count > 0 && !counted->items)
		return ONC_BAD_POINTER;
	return add_wire(w, 4);
}

static enum onc_status
add_counted_bytes(struct walker *w, const struct onc_op *op, const char *at)
{
	const struct onc_counted counted = get_counted(at);
	enum onc_status status = check_counted(w, &counted, op->count);

	return status == ONC_OK ? add_bytes(w, counted.count) : status;
}

static enum onc_status add_external(struct walker *w, const struct onc_op *op,
				    const char *at)
{
	size_t wire = 0, footprint = 0;
	enum onc_status status =
		table_codec(w->module, op)->extent(at, &wire, &footprint);

	if (status != ONC_OK)
		return status;
	if (wire % 4 != 0)
		return ONC_BAD_VALUE;
	w->so_far.footprint += footprint;
	return add_wire(w, wire);
}

/* -- scalars -----------------------------------------------------------------
 */

static enum onc_status scalar_cause(const struct onc_op *op)
{
	if (op->kind == ONC_BOOL)
		return ONC_BAD_BOOL;
	return op->kind == ONC_ENUM ? ONC_BAD_ENUM : ONC_BAD_VALUE;
}

static enum onc_status add_scalars(struct walker *w, const struct onc_op *op,
				   const char *at, uint32_t *n)
{
	const size_t size = table_scalar_size(op->kind);
	const size_t unit = op->kind == ONC_HYPER ? 8 : 4;

	if (op->kind != ONC_WORD && op->kind != ONC_HYPER)
		for (*n = 0; *n < op->count; ++*n)
			if (!table_scalar_fits(w->module, op, at + *n * size))
				return scalar_cause(op);
	*n = 0;
	return add_wire(w, op->count * unit);
}

/* -- what nests
 * ---------------------------------------------------------------- */

static enum onc_status walk_items(struct walker *w, uint32_t type,
				  const char *base, uint32_t count,
				  unsigned depth)
{
	const struct onc_layout *layout = table_layout(w->module, type);
	const size_t size = layout->size;

	for (size_t i = 0; i < count; i++) {
		const enum onc_status status =
			walk(w, type, base + i * size, depth);

		if (status != ONC_OK) {
			trail_add_index(&w->trail, i);
			return status;
		}
	}
	return ONC_OK;
}

static enum onc_status walk_array(struct walker *w, const struct onc_op *op,
				  const char *at, unsigned depth)
{
	const struct onc_layout *layout = table_layout(w->module, op->type);
	const struct onc_counted counted = get_counted(at);
	const size_t size = layout->size * (size_t)counted.count;
	enum onc_status status = check_counted(w, &counted, op->count);

	if (status != ONC_OK)
		return status;
	w->so_far.footprint += size;
	if (table_run(w->module, layout))
		return add_wire(w, size);
	return walk_items(w, op->type, counted.items, counted.count, depth);
}

/* *node is what the pointer leads to, NULL if nowhere. */
static enum onc_status add_optional(struct walker *w, const struct onc_op *op,
				    const char *at, const char **node)
{
	*node = get_pointer(at);
	if (*node)
		w->so_far.footprint += table_layout(w->module, op->type)->size;
	return add_wire(w, 4);
}

static enum onc_status walk_op(struct walker *w, const struct onc_op *op,
			       const char *base, unsigned depth, uint32_t *n)
{
	const char *at = base + op->offset;
	enum onc_status status;

	switch ((enum onc_kind)op->kind) {
	case ONC_OPAQUE:
		return add_wire(w, op->count + bytes_padding(op->count));
	case ONC_BYTES:
		return add_counted_bytes(w, op, at);
	case ONC_STRING:
		at = get_pointer(at);
		return at ? add_string(w, at, op->count) : ONC_BAD_POINTER;
	case ONC_NULLABLE_STRING:
	case ONC_NULLABLE_OPAQUE:
		return add_nullable(w, op, get_pointer(at));
	case ONC_EXTERNAL:
		return add_external(w, op, at);
	case ONC_STRUCT:
		return walk(w, op->type, at, depth);
	case ONC_VECTOR:
		return walk_items(w, op->type, at, op->count, depth);
	case ONC_ARRAY:
		return walk_array(w, op, at, depth);
	case ONC_OPTIONAL:
		status = add_optional(w, op, at, &at);
		return status == ONC_OK && at ? walk(w, op->type, at, depth)
					      : status;
	default:
		return add_scalars(w, op, at, n);
	}
}

/* -- structures
 * ----------------------------------------------------------------- */

/* A place in a walk; see measure.c on following the last op. */
struct place_in {
	const struct onc_layout *layout;
	const struct onc_op *op;
	const char *base;
	struct trail_hops hops;
	uint32_t scalar;
};

static void place_in_init(struct place_in *in, const struct onc_layout *layout,
			  const char *base)
{
	in->layout = layout;
	in->op = NULL;
	in->base = base;
	in->hops.used = 0;
	in->scalar = 0;
}

/* Goes on where the last op leads; base is NULL at the end. */
static enum onc_status follow(struct walker *w, struct place_in *in)
{
	const char *at = in->base + in->op->offset;
	const uint32_t target = in->op->type;

	if (in->op->kind == ONC_OPTIONAL) {
		const enum onc_status status = add_optional(w, in->op, at, &at);

		if (status != ONC_OK)
			return status;
	}
	if (!trail_hop_again(&in->hops, target))
		trail_hop_new(
			&in->hops,
			table_field_name(w->module, in->layout, in->op, 0),
			target);
	in->base = at;
	in->layout = table_layout(w->module, target);
	in->op = NULL;
	return ONC_OK;
}

static enum onc_status choose_arm(struct walker *w, struct place_in *in,
				  const struct onc_op **arm)
{
	int32_t value;
	enum onc_status status;

	in->op = &w->module->ops[in->layout->first];
	status = add_scalars(w, in->op, in->base + in->op->offset, &in->scalar);
	if (status != ONC_OK)
		return status;
	if (!table_discriminant(in->op, in->base, &value) ||
	    !table_arm(w->module, in->layout, value, arm))
		return ONC_BAD_ARM;
	return ONC_OK;
}

static enum onc_status walk_ops(struct walker *w, struct place_in *in,
				unsigned depth, bool *more)
{
	const struct onc_op *last =
		&w->module->ops[in->layout->first] + in->layout->count - 1;
	enum onc_status status;

	*more = false;
	if (in->layout->count == 0)
		return ONC_OK;
	if (in->layout->form == ONC_FORM_UNION) {
		status = choose_arm(w, in, &last);
		if (status != ONC_OK || !last)
			return status;
		in->op = last;
	} else {
		in->op = &w->module->ops[in->layout->first];
	}
	for (; in->op < last; in->op++) {
		status = walk_op(w, in->op, in->base, depth, &in->scalar);
		if (status != ONC_OK)
			return status;
	}
	if (!table_is_tail(last))
		return walk_op(w, last, in->base, depth, &in->scalar);
	status = follow(w, in);
	*more = in->base != NULL;
	return status;
}

static enum onc_status walk(struct walker *w, uint32_t index, const char *base,
			    unsigned depth)
{
	enum onc_status status;
	struct place_in in;
	bool more = true;

	if (depth == 0)
		return ONC_TOO_DEEP;
	place_in_init(&in, table_layout(w->module, index), base);
	do
		status = walk_ops(w, &in, depth - 1, &more);
	while (status == ONC_OK && more);
	if (status != ONC_OK)
		trail_add_field(&w->trail, &in.hops,
				in.op ? table_field_name(w->module, in.layout,
							 in.op, in.scalar)
				      : NULL);
	return status;
}

enum onc_status extent_carefully(const struct onc_type *type, const void *value,
				 size_t cap, struct extent *extent,
				 struct onc_fault *fault)
{
	const struct onc_layout *layout =
		table_layout(type->module, type->layout);
	struct walker w = {
		.module = type->module,
		.so_far.footprint = layout->size,
		.cap = cap,
	};

	trail_init(&w.trail);
	fault->status = walk(&w, type->layout, value, TABLE_DEPTH);
	fault->offset = w.so_far.wire;
	trail_give(&w.trail, fault->path);
	*extent = w.so_far;
	return fault->status;
}

enum onc_status extent_value(const struct onc_type *type, const void *value,
			     size_t cap, struct extent *extent,
			     struct onc_fault *fault)
{
	if (!quick_extent(type, value, cap, extent))
		return extent_carefully(type, value, cap, extent, fault);
	fault->status = ONC_OK;
	fault->offset = extent->wire;
	fault->path[0] = '\0';
	return ONC_OK;
}
