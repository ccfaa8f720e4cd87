/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The first pass over a message, at speed.
 *
 * Invariant: a value is passed only if measure.c would pass it, with the room
 * that it would find: the depth, the bounds and the alignments are counted in
 * the same way. tests/rpc/test-quick.c holds the two against each other.
 */
#include <stdint.h>

#include "rpc/bytes.h"
#include "rpc/quick.h"
#include "rpc/table.h"

/* What is on the way of each item must not become a call. */
#define INLINE static inline __attribute__((always_inline))

struct pass {
	const struct onc_module *module;
	const uint8_t *end;
	size_t cap;
	struct quick_early *early;
};

/* How far a walk has come. In two registers, in and out of every function. */
struct front {
	const uint8_t *at; /* NULL: something is not plainly right */
	size_t room;
};

INLINE size_t left(const struct pass *p, const uint8_t *at)
{
	return (size_t)(p->end - at);
}

INLINE struct front refuse(void)
{
	return (struct front){NULL, 0};
}

/* -- bytes --------------------------------------------------------------- */

static const uint8_t *pass_long_text(const uint8_t *bytes, size_t space,
				     size_t count)
{
	const size_t padded = count + bytes_padding(count);

	if (space < padded || bytes_have_zero(bytes, count) ||
	    !bytes_padding_is_zero(bytes + padded, count))
		return NULL;
	return bytes + padded;
}

INLINE struct front pass_text(const struct pass *p, uint32_t bound,
			      struct front f)
{
	const uint8_t *bytes = f.at + 4;
	uint32_t count;

	if (left(p, f.at) < 4)
		return refuse();
	count = bytes_load32(f.at);
	if (count > bound)
		return refuse();
	f.room += (size_t)count + 1;
	if (count <= BYTES_AT_ONCE && left(p, bytes) >= BYTES_AT_ONCE)
		f.at = bytes_mask_is_text(bytes_zero_mask(bytes), count)
			       ? bytes + count + bytes_padding(count)
			       : NULL;
	else
		f.at = pass_long_text(bytes, left(p, bytes), count);
	return f;
}

INLINE struct front pass_opaque(const struct pass *p, size_t count,
				struct front f)
{
	const size_t padded = count + bytes_padding(count);

	if (left(p, f.at) < padded ||
	    !bytes_padding_is_zero(f.at + padded, count))
		return refuse();
	f.at += padded;
	return f;
}

INLINE struct front pass_bytes(const struct pass *p, uint32_t bound,
			       struct front f)
{
	uint32_t count;

	if (left(p, f.at) < 4)
		return refuse();
	count = bytes_load32(f.at);
	if (count > bound)
		return refuse();
	f.at += 4;
	f.room += count;
	return pass_opaque(p, count, f);
}

INLINE bool pass_flag(const struct pass *p, struct front *f, bool *flag)
{
	uint32_t word;

	if (left(p, f->at) < 4)
		return false;
	word = bytes_load32(f->at);
	f->at += 4;
	*flag = word;
	return word <= 1;
}

static struct front pass_nullable(const struct pass *p, const struct onc_op *op,
				  struct front f)
{
	bool present;

	if (!pass_flag(p, &f, &present))
		return refuse();
	if (!present)
		return f;
	if (op->kind == ONC_NULLABLE_STRING)
		return pass_text(p, op->count, f);
	f.room += op->count;
	return pass_opaque(p, op->count, f);
}

/* -- scalars ------------------------------------------------------------- */

INLINE struct front pass_words(const struct pass *p, size_t count, size_t unit,
			       struct front f)
{
	if (left(p, f.at) / unit < count)
		return refuse();
	f.at += count * unit;
	return f;
}

/* Kinds of which not every word is a value: the word less the first of them. */
INLINE bool is_scalar(const struct pass *p, const struct onc_op *op,
		      uint32_t word)
{
	switch ((enum onc_kind)op->kind) {
	case ONC_BOOL:
		return word <= 1;
	case ONC_ENUM:
		return table_enum_has(p->module, op->type, (int32_t)word);
	case ONC_CHAR:
		return word - (uint32_t)INT8_MIN <= UINT8_MAX - INT8_MIN;
	case ONC_INT8:
		return word - (uint32_t)INT8_MIN <= UINT8_MAX;
	case ONC_UINT8:
		return word <= UINT8_MAX;
	case ONC_INT16:
		return word - (uint32_t)INT16_MIN <= UINT16_MAX;
	case ONC_UINT16:
		return word <= UINT16_MAX;
	default:
		return true;
	}
}

INLINE struct front pass_scalars(const struct pass *p, const struct onc_op *op,
				 struct front f)
{
	if (left(p, f.at) / 4 < op->count)
		return refuse();
	for (uint32_t n = op->count; n > 0; n--, f.at += 4)
		if (!is_scalar(p, op, bytes_load32(f.at)))
			return refuse();
	return f;
}

/* -- what nests ---------------------------------------------------------- */

INLINE bool add_room(const struct pass *p, struct front *f,
		     const struct onc_layout *layout, size_t count)
{
	const size_t align = layout->align;
	size_t size;

	f->room = (f->room + align - 1) & ~(align - 1);
	if (__builtin_mul_overflow(layout->size, count, &size) || size > p->cap)
		return false;
	f->room += size;
	return f->room <= p->cap;
}

static struct front pass_external(const struct pass *p, const struct onc_op *op,
				  struct front f)
{
	size_t used = 0, room = 0;

	if (table_codec(p->module, op)
		    ->measure(f.at, left(p, f.at), &used, &room) != ONC_OK)
		return refuse();
	if (used > left(p, f.at) || used % 4 != 0 || room > p->cap)
		return refuse();
	f.at += used;
	if (room > 0)
		f.room = ((f.room + ONC_CODEC_ALIGN - 1) &
			  ~(size_t)(ONC_CODEC_ALIGN - 1)) +
			 room;
	return f.room <= p->cap ? f : refuse();
}

/*
 * An array up to its items: *count is how many are still to be walked, 0 if
 * they were passed as a whole. Those that nest have to be walked.
 */
INLINE struct front pass_array(const struct pass *p, const struct onc_op *op,
			       bool may_nest, struct front f, size_t *count)
{
	const struct onc_layout *layout = table_layout(p->module, op->type);
	const uint32_t least = table_wire(p->module, layout);
	const uint8_t *at;

	if (left(p, f.at) < 4)
		return refuse();
	*count = bytes_load32(f.at);
	f.at += 4;
	if (*count > op->count ||
	    (uint64_t)*count * (least ? least : 1) > (uint64_t)left(p, f.at))
		return refuse();
	if (*count == 0)
		return f;
	if (!add_room(p, &f, layout, *count))
		return refuse();
	if (table_run(p->module, layout)) {
		f.at += layout->size * *count;
		*count = 0;
		return f;
	}
	if (!may_nest)
		return refuse();
	if (p->early->draft || layout->count == 0 ||
	    !(QUICK_LEAVES >> p->module->ops[layout->first].kind & 1))
		return f;
	at = quick_rows(p->early, p->module, layout, *count, f.at, p->end,
			&f.room);
	if (!at)
		return p->early->draft || p->early->failed ? refuse() : f;
	f.at = at;
	*count = 0;
	return f;
}

/* *present: an item follows, with room for it taken. */
INLINE struct front pass_optional(const struct pass *p, const struct onc_op *op,
				  struct front f, bool *present)
{
	if (!pass_flag(p, &f, present))
		return refuse();
	if (*present && !add_room(p, &f, table_layout(p->module, op->type), 1))
		return refuse();
	return f;
}

/*
 * A list of which each node is words and the next one: nothing of it can be
 * wrong but the flag in front of each. f stands at the first node.
 */
static struct front pass_chain(const struct pass *p,
			       const struct onc_layout *layout, size_t node,
			       struct front f)
{
	const uint8_t *const first = f.at;
	const uint8_t *last;
	uint32_t more;

	if (left(p, first) < node)
		return refuse();
	last = p->end - node;
	do {
		f.at += node;
		more = bytes_load32(f.at - 4);
	} while (more == 1 && f.at <= last);
	/* For the first one, room is taken; it was aligned for all. */
	f.room += ((size_t)(f.at - first) / node - 1) * layout->size;
	return more == 0 && f.room <= p->cap ? f : refuse();
}

/*
 * What is left to do of a layout, and of the items of its kind. A walk keeps
 * those that it is nested in by itself: a call for each would take longer than
 * most of them do.
 */
struct level {
	const struct onc_op *op;
	const struct onc_op *end;
	const struct onc_layout *item;
	size_t count;
};

/* The ops of a layout: all of a struct's, the arm's of a union. */
INLINE struct front enter(const struct pass *p, const struct onc_layout *layout,
			  struct level *l, struct front f)
{
	const struct onc_op *arm;

	l->op = &p->module->ops[layout->first];
	l->end = l->op + layout->count;
	if (layout->form != ONC_FORM_UNION)
		return f;
	if (left(p, f.at) < 4 || !is_scalar(p, l->op, bytes_load32(f.at)) ||
	    !table_arm(p->module, layout, (int32_t)bytes_load32(f.at), &arm))
		return refuse();
	f.at += 4;
	l->op = arm;
	l->end = arm ? arm + 1 : NULL;
	return f;
}

static struct front walk(const struct pass *p, uint32_t root, struct front f)
{
	struct level outer[TABLE_DEPTH];
	struct level l = {.item = table_layout(p->module, root), .count = 1};
	const struct onc_layout *inner;
	const struct onc_op *op;
	unsigned depth = 0;
	size_t count;
	bool present;

	f = enter(p, l.item, &l, f);
	while (f.at) {
		if (l.op == l.end) {
			if (--l.count > 0) {
				f = enter(p, l.item, &l, f);
				continue;
			}
			if (depth == 0)
				return f;
			l = outer[--depth];
			continue;
		}
		op = l.op++;
		switch ((enum onc_kind)op->kind) {
		case ONC_STRING:
			f = pass_text(p, op->count, f);
			continue;
		case ONC_WORD:
			f = pass_words(p, op->count, 4, f);
			continue;
		case ONC_HYPER:
			f = pass_words(p, op->count, 8, f);
			continue;
		case ONC_BYTES:
			f = pass_bytes(p, op->count, f);
			continue;
		case ONC_OPAQUE:
			f = pass_opaque(p, op->count, f);
			continue;
		case ONC_NULLABLE_STRING:
		case ONC_NULLABLE_OPAQUE:
			f = pass_nullable(p, op, f);
			continue;
		case ONC_EXTERNAL:
			f = pass_external(p, op, f);
			continue;
		case ONC_ARRAY:
			f = pass_array(p, op, depth + 1 < TABLE_DEPTH, f,
				       &count);
			if (!f.at || count == 0)
				continue;
			break;
		case ONC_VECTOR:
			count = op->count;
			if (count == 0)
				continue;
			break;
		case ONC_OPTIONAL:
			f = pass_optional(p, op, f, &present);
			if (!f.at || !present)
				continue;
			count = 1;
			break;
		case ONC_STRUCT:
			inner = table_layout(p->module, op->type);
			if (depth + 1 < TABLE_DEPTH &&
			    table_run(p->module, inner)) {
				f = pass_words(p, inner->size, 1, f);
				continue;
			}
			count = 1;
			break;
		default:
			f = pass_scalars(p, op, f);
			continue;
		}
		inner = table_layout(p->module, op->type);
		/* What a last op leads to is not nested: see measure.c. */
		if (l.op != l.end || !table_is_tail(op)) {
			if (depth + 1 == TABLE_DEPTH)
				return refuse();
			outer[depth++] = l;
			l.item = inner;
			l.count = count;
		}
		if (op->kind == ONC_OPTIONAL) {
			const size_t node =
				table_chain(p->module, inner, op->type);

			if (node) {
				f = pass_chain(p, inner, node, f);
				l.op = l.end;
				continue;
			}
		}
		f = enter(p, inner, &l, f);
	}
	return f;
}

bool quick_measure(const struct onc_type *type, const void *bytes,
		   struct quick_early *early, size_t *room)
{
	const struct pass p = {
		.module = type->module,
		.end = (const uint8_t *)bytes + early->size,
		.cap = early->cap,
		.early = early,
	};
	struct front f = {bytes, early->start};

	/* So that no sum of lengths and sizes can wrap. */
	if (early->size > p.cap || f.room > p.cap || p.cap > SIZE_MAX / 8)
		return false;
	f = walk(&p, type->layout, f);
	*room = f.room;
	return f.at == p.end && f.room <= p.cap &&
	       (!early->draft || f.room <= early->room);
}
