/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The first pass over a message. What it admits, place.c can build without a
 * further question.
 *
 * Invariants: start <= cursor <= end, and nothing beyond end is read. A count
 * is believed only after the bytes that it needs at the least were found to
 * be there. room never passes the cap.
 */
#include <stdbool.h>
#include <string.h>

#include "rpc/bytes.h"
#include "rpc/measure.h"
#include "rpc/table.h"
#include "rpc/trail.h"

struct measure {
	const struct onc_module *module;
	const uint8_t *start;
	const uint8_t *cursor;
	const uint8_t *end;
	size_t room;
	size_t cap;
	bool tolerant;
	struct trail trail;
};

static enum onc_status walk(struct measure *m, uint32_t index, unsigned depth);

static size_t left(const struct measure *m)
{
	return (size_t)(m->end - m->cursor);
}

/* -- the block ----------------------------------------------------------- */

static enum onc_status add_room(struct measure *m, size_t size, size_t align)
{
	size_t at, next;

	at = (m->room + align - 1) & ~(align - 1);
	if (__builtin_add_overflow(at, size, &next) || next > m->cap)
		return ONC_TOO_BIG;
	m->room = next;
	return ONC_OK;
}

static enum onc_status add_layout(struct measure *m, uint32_t index,
				  size_t count)
{
	const struct onc_layout *layout = table_layout(m->module, index);
	size_t size;

	if (__builtin_mul_overflow(layout->size, count, &size))
		return ONC_TOO_BIG;
	return add_room(m, size, layout->align);
}

/* -- single items -------------------------------------------------------- */

static enum onc_status take_word(struct measure *m, uint32_t *word)
{
	if (left(m) < 4)
		return ONC_TRUNCATED;
	*word = bytes_load32(m->cursor);
	m->cursor += 4;
	return ONC_OK;
}

static enum onc_status take_flag(struct measure *m, bool *flag)
{
	uint32_t word;
	enum onc_status status = take_word(m, &word);

	if (status != ONC_OK)
		return status;
	if (word > 1) {
		m->cursor -= 4;
		return ONC_BAD_BOOL;
	}
	*flag = word;
	return ONC_OK;
}

/* A count within its bound; the offset of a failure is the count's own. */
static enum onc_status take_count(struct measure *m, uint32_t bound,
				  uint32_t *count)
{
	enum onc_status status = take_word(m, count);

	if (status != ONC_OK)
		return status;
	if (*count > bound) {
		m->cursor -= 4;
		return ONC_BAD_COUNT;
	}
	return ONC_OK;
}

/* Opaque bytes and the zeros that fill their last unit. */
static enum onc_status skip_bytes(struct measure *m, size_t count)
{
	const size_t padded = count + bytes_padding(count);

	if (left(m) < padded)
		return ONC_TRUNCATED;
	if (!m->tolerant && !bytes_padding_is_zero(m->cursor + padded, count)) {
		m->cursor += count;
		return ONC_BAD_PADDING;
	}
	m->cursor += padded;
	return ONC_OK;
}

static enum onc_status skip_string(struct measure *m, uint32_t bound)
{
	const uint8_t *text;
	uint32_t count;
	enum onc_status status = take_count(m, bound, &count);

	if (status != ONC_OK)
		return status;
	text = m->cursor;
	status = skip_bytes(m, count);
	if (status != ONC_OK)
		return status;
	if (bytes_have_zero(text, count)) {
		m->cursor = memchr(text, '\0', count);
		return ONC_EMBEDDED_NUL;
	}
	return add_room(m, (size_t)count + 1, 1);
}

static enum onc_status skip_counted_bytes(struct measure *m, uint32_t bound)
{
	uint32_t count;
	enum onc_status status = take_count(m, bound, &count);

	if (status == ONC_OK)
		status = skip_bytes(m, count);
	if (status == ONC_OK)
		status = add_room(m, count, 1);
	return status;
}

static enum onc_status skip_nullable(struct measure *m, const struct onc_op *op)
{
	bool present;
	enum onc_status status = take_flag(m, &present);

	if (status != ONC_OK || !present)
		return status;
	if (op->kind == ONC_NULLABLE_STRING)
		return skip_string(m, op->count);
	status = skip_bytes(m, op->count);
	return status == ONC_OK ? add_room(m, op->count, 1) : status;
}

/* A codec that is wrong about its bytes must not make us so. */
static enum onc_status skip_external(struct measure *m, const struct onc_op *op)
{
	const struct onc_codec *codec = table_codec(m->module, op);
	size_t used = 0, room = 0;
	enum onc_status status =
		codec->measure(m->cursor, left(m), &used, &room);

	if (status != ONC_OK) {
		if (status != ONC_TRUNCATED && used <= left(m))
			m->cursor += used;
		return status;
	}
	if (used > left(m) || used % 4 != 0)
		return ONC_BAD_VALUE;
	m->cursor += used;
	return room > 0 ? add_room(m, room, ONC_CODEC_ALIGN) : ONC_OK;
}

/* -- scalars --------------------------------------------------------------- */

static bool scalar_fits(const struct measure *m, const struct onc_op *op,
			uint32_t word)
{
	const int32_t value = (int32_t)word;

	switch ((enum onc_kind)op->kind) {
	case ONC_BOOL:
		return word <= 1;
	case ONC_ENUM:
		return m->tolerant ||
		       table_enum_has(m->module, op->type, value);
	case ONC_CHAR:
		return value >= INT8_MIN && value <= UINT8_MAX;
	case ONC_INT8:
		return value >= INT8_MIN && value <= INT8_MAX;
	case ONC_UINT8:
		return word <= UINT8_MAX;
	case ONC_INT16:
		return value >= INT16_MIN && value <= INT16_MAX;
	case ONC_UINT16:
		return word <= UINT16_MAX;
	default:
		return true;
	}
}

static enum onc_status scalar_cause(const struct onc_op *op)
{
	if (op->kind == ONC_BOOL)
		return ONC_BAD_BOOL;
	return op->kind == ONC_ENUM ? ONC_BAD_ENUM : ONC_BAD_VALUE;
}

/* On failure *n is the scalar at fault. */
static enum onc_status skip_scalars(struct measure *m, const struct onc_op *op,
				    uint32_t *n)
{
	const size_t unit = op->kind == ONC_HYPER ? 8 : 4;
	const size_t there = left(m) / unit;

	if (op->count > there) {
		*n = (uint32_t)there;
		m->cursor += there * unit;
		return ONC_TRUNCATED;
	}
	if (op->kind == ONC_WORD || op->kind == ONC_HYPER) {
		m->cursor += op->count * unit;
		return ONC_OK;
	}
	for (*n = 0; *n < op->count; ++*n, m->cursor += 4)
		if (!scalar_fits(m, op, bytes_load32(m->cursor)))
			return scalar_cause(op);
	return ONC_OK;
}

/* -- what nests --------------------------------------------------------------
 */

static enum onc_status walk_items(struct measure *m, uint32_t type,
				  uint32_t count, unsigned depth)
{
	for (uint32_t i = 0; i < count; i++) {
		const enum onc_status status = walk(m, type, depth);

		if (status != ONC_OK) {
			trail_add_index(&m->trail, i);
			return status;
		}
	}
	return ONC_OK;
}

static enum onc_status walk_array(struct measure *m, const struct onc_op *op,
				  unsigned depth)
{
	const struct onc_layout *layout = table_layout(m->module, op->type);
	const uint32_t least = table_wire(m->module, layout);
	enum onc_status status;
	uint32_t count;

	status = take_count(m, op->count, &count);
	if (status != ONC_OK)
		return status;
	/*
	 * The count must be honest before it is multiplied with anything. An
	 * item may take no bytes at all; then the message's length bounds it.
	 */
	if (count > left(m) / (least ? least : 1)) {
		m->cursor -= 4;
		return ONC_BAD_COUNT;
	}
	if (count == 0)
		return ONC_OK;
	status = add_layout(m, op->type, count);
	if (status != ONC_OK) {
		m->cursor -= 4;
		return status;
	}
	if (table_run(m->module, layout)) {
		m->cursor += (size_t)layout->size * count;
		return ONC_OK;
	}
	return walk_items(m, op->type, count, depth);
}

static enum onc_status walk_optional(struct measure *m, const struct onc_op *op,
				     bool *present)
{
	enum onc_status status = take_flag(m, present);

	if (status != ONC_OK || !*present)
		return status;
	return add_layout(m, op->type, 1);
}

static enum onc_status walk_op(struct measure *m, const struct onc_op *op,
			       unsigned depth, uint32_t *n)
{
	enum onc_status status;
	bool present;

	switch ((enum onc_kind)op->kind) {
	case ONC_OPAQUE:
		return skip_bytes(m, op->count);
	case ONC_BYTES:
		return skip_counted_bytes(m, op->count);
	case ONC_STRING:
		return skip_string(m, op->count);
	case ONC_NULLABLE_STRING:
	case ONC_NULLABLE_OPAQUE:
		return skip_nullable(m, op);
	case ONC_EXTERNAL:
		return skip_external(m, op);
	case ONC_STRUCT:
		return walk(m, op->type, depth);
	case ONC_VECTOR:
		return walk_items(m, op->type, op->count, depth);
	case ONC_ARRAY:
		return walk_array(m, op, depth);
	case ONC_OPTIONAL:
		status = walk_optional(m, op, &present);
		if (status != ONC_OK || !present)
			return status;
		return walk(m, op->type, depth);
	default:
		return skip_scalars(m, op, n);
	}
}

/* -- structures ------------------------------------------------------------ */

/*
 * A place in a walk: the layout at hand, and the op that is walked in it. The
 * last op, if it leads to one other layout, is not recursed into; the walk goes
 * on there. That is how a list of any length takes one frame.
 */
struct place_in {
	const struct onc_layout *layout;
	const struct onc_op *op;
	struct trail_hops hops;
	uint32_t scalar; /* of the op */
};

/* Most of the hops' room is never used, and so not even cleared. */
static void place_in_init(struct place_in *in, const struct onc_layout *layout)
{
	in->layout = layout;
	in->op = NULL;
	in->hops.used = 0;
	in->scalar = 0;
}

/* Goes on behind the last op. False: this was the end. */
static enum onc_status follow(struct measure *m, struct place_in *in,
			      bool *more)
{
	enum onc_status status;

	*more = true;
	if (in->op->kind == ONC_OPTIONAL) {
		status = walk_optional(m, in->op, more);
		if (status != ONC_OK || !*more)
			return status;
	}
	if (!trail_hop_again(&in->hops, in->op->type))
		trail_hop_new(
			&in->hops,
			table_field_name(m->module, in->layout, in->op, 0),
			in->op->type);
	in->layout = table_layout(m->module, in->op->type);
	in->op = NULL;
	return ONC_OK;
}

/* The arm that the discriminant chooses; NULL for a void one. */
static enum onc_status choose_arm(struct measure *m, struct place_in *in,
				  const struct onc_op **arm)
{
	enum onc_status status;

	in->op = &m->module->ops[in->layout->first];
	status = skip_scalars(m, in->op, &in->scalar);
	if (status != ONC_OK)
		return status;
	if (table_arm(m->module, in->layout,
		      (int32_t)bytes_load32(m->cursor - 4), arm))
		return ONC_OK;
	m->cursor -= 4;
	return ONC_BAD_ARM;
}

static enum onc_status walk_ops(struct measure *m, struct place_in *in,
				unsigned depth, bool *more)
{
	const struct onc_op *last =
		&m->module->ops[in->layout->first] + in->layout->count - 1;
	enum onc_status status;

	*more = false;
	if (in->layout->count == 0)
		return ONC_OK;
	if (in->layout->form == ONC_FORM_UNION) {
		status = choose_arm(m, in, &last);
		if (status != ONC_OK || !last)
			return status;
		in->op = last;
	} else {
		in->op = &m->module->ops[in->layout->first];
	}
	for (; in->op < last; in->op++) {
		status = walk_op(m, in->op, depth, &in->scalar);
		if (status != ONC_OK)
			return status;
	}
	if (table_is_tail(last))
		return follow(m, in, more);
	return walk_op(m, last, depth, &in->scalar);
}

static enum onc_status walk(struct measure *m, uint32_t index, unsigned depth)
{
	enum onc_status status;
	struct place_in in;
	bool more = true;

	if (depth == 0)
		return ONC_TOO_DEEP;
	place_in_init(&in, table_layout(m->module, index));
	do
		status = walk_ops(m, &in, depth - 1, &more);
	while (status == ONC_OK && more);
	if (status != ONC_OK)
		trail_add_field(&m->trail, &in.hops,
				in.op ? table_field_name(m->module, in.layout,
							 in.op, in.scalar)
				      : NULL);
	return status;
}

/* -- the whole ------------------------------------------------------------- */

static enum onc_status walk_whole(struct measure *m, uint32_t layout)
{
	enum onc_status status;

	if (left(m) > m->cap || m->room > m->cap)
		return ONC_TOO_BIG;
	status = walk(m, layout, TABLE_DEPTH);
	if (status == ONC_OK && left(m) > 0)
		status = ONC_TRAILING;
	return status;
}

struct measure_rules measure_rules(const struct onc_options *options)
{
	struct measure_rules rules = {.cap = ONC_DEFAULT_CAP};

	if (options && options->cap)
		rules.cap = options->cap;
	if (rules.cap > ONC_MAX_CAP)
		rules.cap = ONC_MAX_CAP;
	if (options && options->flags & ONC_TOLERANT)
		rules.tolerant = TRUE;
	return rules;
}

enum onc_status measure_value(const struct onc_type *type, const void *bytes,
			      size_t size, const struct measure_rules *rules,
			      size_t start, size_t *room,
			      struct onc_fault *fault)
{
	struct measure m = {
		.module = type->module,
		.start = bytes,
		.cursor = bytes,
		.end = (const uint8_t *)bytes + size,
		.room = start,
		.cap = rules->cap,
		.tolerant = rules->tolerant,
	};

	trail_init(&m.trail);
	fault->status = walk_whole(&m, type->layout);
	fault->offset = (size_t)(m.cursor - m.start);
	trail_give(&m.trail, fault->path);
	*room = m.room;
	return fault->status;
}
