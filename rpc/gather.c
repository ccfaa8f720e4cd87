/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One value's bytes, as the table finds them.
 *
 * Invariant: memory follows the bytes received. A count is believed one piece
 * at a time, so that one without the bytes to back it costs nothing.
 */
#include <stdbool.h>

#include "rpc/bytes.h"
#include "rpc/gather.h"
#include "rpc/table.h"

/* The most that is asked of the stream at a time. */
#define PIECE ((size_t)1 << 16)

struct gather {
	const struct onc_module *module;
	struct stream *stream;
	XDR *xdrs;
};

static enum onc_status walk(struct gather *g, uint32_t index, unsigned depth);

static enum onc_status take(struct gather *g, uint64_t count)
{
	while (count > 0) {
		const size_t piece = count < PIECE ? (size_t)count : PIECE;
		char *room;
		enum onc_status status;

		status = stream_reserve(g->stream, piece, &room);
		if (status != ONC_OK)
			return status;
		if (!XDR_GETBYTES(g->xdrs, room, (u_int)piece))
			return ONC_TRUNCATED;
		g->stream->size += piece;
		count -= piece;
	}
	return ONC_OK;
}

static enum onc_status take_word(struct gather *g, uint32_t *word)
{
	enum onc_status status = take(g, 4);

	if (status == ONC_OK)
		*word = bytes_load32(g->stream->bytes + g->stream->size - 4);
	return status;
}

static enum onc_status take_bytes(struct gather *g, uint32_t count)
{
	return take(g, (uint64_t)count + bytes_padding(count));
}

static enum onc_status take_counted(struct gather *g, uint32_t bound)
{
	uint32_t count;
	enum onc_status status = take_word(g, &count);

	if (status != ONC_OK)
		return status;
	return count > bound ? ONC_BAD_COUNT : take_bytes(g, count);
}

static enum onc_status take_flag(struct gather *g, bool *flag)
{
	uint32_t word;
	enum onc_status status = take_word(g, &word);

	if (status != ONC_OK)
		return status;
	*flag = word == 1;
	return word > 1 ? ONC_BAD_BOOL : ONC_OK;
}

static enum onc_status take_nullable(struct gather *g, const struct onc_op *op)
{
	bool present;
	enum onc_status status = take_flag(g, &present);

	if (status != ONC_OK || !present)
		return status;
	return op->kind == ONC_NULLABLE_STRING ? take_counted(g, op->count)
					       : take_bytes(g, op->count);
}

/* The codec is asked again for as long as it wants more. */
static enum onc_status take_external(struct gather *g, const struct onc_op *op)
{
	const struct onc_codec *codec = table_codec(g->module, op);
	const size_t start = g->stream->size;
	size_t used = codec->wire, have = 0, room;
	enum onc_status status;

	for (;;) {
		status = take(g, used - have);
		if (status != ONC_OK)
			return status;
		have = g->stream->size - start;
		used = 0;
		status = codec->measure(g->stream->bytes + start, have, &used,
					&room);
		if (status == ONC_OK)
			return used == have ? ONC_OK : ONC_BAD_VALUE;
		if (status != ONC_TRUNCATED || used <= have)
			return status;
	}
}

static enum onc_status walk_items(struct gather *g, uint32_t type,
				  uint32_t count, unsigned depth)
{
	for (uint32_t i = 0; i < count; i++) {
		const enum onc_status status = walk(g, type, depth);

		if (status != ONC_OK)
			return status;
	}
	return ONC_OK;
}

static enum onc_status walk_array(struct gather *g, const struct onc_op *op,
				  unsigned depth)
{
	const struct onc_layout *layout = table_layout(g->module, op->type);
	enum onc_status status;
	uint32_t count;

	status = take_word(g, &count);
	if (status != ONC_OK)
		return status;
	/* Items without bytes are bounded as measure.c will bound them. */
	if (count > op->count ||
	    (table_wire(g->module, layout) == 0 && count > g->stream->cap))
		return ONC_BAD_COUNT;
	if (table_run(g->module, layout))
		return take(g, (uint64_t)layout->size * count);
	return walk_items(g, op->type, count, depth);
}

static enum onc_status walk_op(struct gather *g, const struct onc_op *op,
			       unsigned depth)
{
	enum onc_status status;
	bool present;

	switch ((enum onc_kind)op->kind) {
	case ONC_OPAQUE:
		return take_bytes(g, op->count);
	case ONC_BYTES:
	case ONC_STRING:
		return take_counted(g, op->count);
	case ONC_NULLABLE_STRING:
	case ONC_NULLABLE_OPAQUE:
		return take_nullable(g, op);
	case ONC_EXTERNAL:
		return take_external(g, op);
	case ONC_STRUCT:
		return walk(g, op->type, depth);
	case ONC_VECTOR:
		return walk_items(g, op->type, op->count, depth);
	case ONC_ARRAY:
		return walk_array(g, op, depth);
	case ONC_OPTIONAL:
		status = take_flag(g, &present);
		if (status != ONC_OK || !present)
			return status;
		return walk(g, op->type, depth);
	case ONC_HYPER:
		return take(g, (uint64_t)8 * op->count);
	default:
		return take(g, (uint64_t)4 * op->count);
	}
}

/* Where the last op leads, without recursing; see measure.c. */
static enum onc_status follow(struct gather *g, const struct onc_op *last,
			      bool *more)
{
	*more = true;
	return last->kind == ONC_OPTIONAL ? take_flag(g, more) : ONC_OK;
}

static enum onc_status choose_arm(struct gather *g,
				  const struct onc_layout *layout,
				  const struct onc_op **arm)
{
	uint32_t value;
	enum onc_status status = take_word(g, &value);

	if (status != ONC_OK)
		return status;
	return table_arm(g->module, layout, (int32_t)value, arm) ? ONC_OK
								 : ONC_BAD_ARM;
}

static enum onc_status walk_ops(struct gather *g,
				const struct onc_layout *layout, unsigned depth,
				const struct onc_op **next)
{
	const struct onc_op *op = &g->module->ops[layout->first];
	const struct onc_op *last = op + layout->count - 1;
	enum onc_status status = ONC_OK;
	bool more;

	*next = NULL;
	if (layout->count == 0)
		return ONC_OK;
	if (layout->form == ONC_FORM_UNION) {
		status = choose_arm(g, layout, &last);
		op = last;
		if (status != ONC_OK || !last)
			return status;
	}
	for (; status == ONC_OK && op < last; op++)
		status = walk_op(g, op, depth);
	if (status != ONC_OK)
		return status;
	if (!table_is_tail(last))
		return walk_op(g, last, depth);
	status = follow(g, last, &more);
	if (more)
		*next = last;
	return status;
}

static enum onc_status walk(struct gather *g, uint32_t index, unsigned depth)
{
	const struct onc_op *next;
	enum onc_status status;

	if (depth == 0)
		return ONC_TOO_DEEP;
	for (;; index = next->type) {
		status = walk_ops(g, table_layout(g->module, index), depth - 1,
				  &next);
		if (status != ONC_OK || !next)
			return status;
	}
}

enum onc_status gather_value(const struct onc_type *type, XDR *xdrs,
			     struct stream *stream)
{
	struct gather g = {
		.module = type->module,
		.stream = stream,
		.xdrs = xdrs,
	};

	stream->size = 0;
	return walk(&g, type->layout, TABLE_DEPTH);
}
