/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The first pass over a value in C, at speed.
 *
 * Invariant: a value is passed only if extent.c would pass it, with what it
 * would find: the depth and the bounds are counted in the same way. wire never
 * passes the cap, so that a list that runs in a circle comes to an end.
 */
#include <stdint.h>
#include <string.h>

#include "rpc/bytes.h"
#include "rpc/quick.h"
#include "rpc/table.h"

/* What is on the way of each item must not become a call. */
#define INLINE static inline __attribute__((always_inline))

struct count {
	const struct onc_module *module;
	size_t cap;
};

/* How far a walk has come. In two registers, in and out of every function. */
struct sum {
	uint64_t wire; /* more than the cap: not plainly right */
	size_t footprint;
};

INLINE struct sum refuse(void)
{
	return (struct sum){UINT64_MAX, 0};
}

INLINE bool is_refused(const struct count *c, struct sum s)
{
	return s.wire > c->cap;
}

INLINE const char *get_pointer(const char *at)
{
	const char *pointer;

	memcpy(&pointer, at, sizeof(pointer));
	return pointer;
}

INLINE struct onc_counted get_counted(const char *at)
{
	struct onc_counted counted;

	memcpy(&counted, at, sizeof(counted));
	return counted;
}

/* Sizes and the cap are of 32 bits, so that no sum of 64 wraps. */
INLINE struct sum add(struct sum s, size_t wire, size_t footprint)
{
	s.wire += wire;
	s.footprint += footprint;
	return s;
}

/* -- leaves -------------------------------------------------------------- */

INLINE struct sum add_text(const char *text, uint32_t bound, struct sum s)
{
	size_t count;

	if (!text)
		return refuse();
	count = strlen(text);
	if (count > bound || count > UINT32_MAX)
		return refuse();
	return add(s, (count + 7) & ~(size_t)3, count + 1);
}

INLINE struct sum add_bytes(struct onc_counted counted, uint32_t bound,
			    struct sum s)
{
	const size_t count = counted.count;

	if (counted.count > bound || (count > 0 && !counted.items))
		return refuse();
	return add(s, 4 + count + bytes_padding(count), count);
}

static struct sum add_nullable(const struct onc_op *op, const char *bytes,
			       struct sum s)
{
	const size_t count = op->count;

	if (!bytes)
		return add(s, 4, 0);
	if (op->kind == ONC_NULLABLE_STRING)
		return add_text(bytes, op->count, add(s, 4, 0));
	return add(s, 4 + count + bytes_padding(count), count);
}

static struct sum add_external(const struct count *c, const struct onc_op *op,
			       const char *at, struct sum s)
{
	size_t wire = 0, footprint = 0;

	if (table_codec(c->module, op)->extent(at, &wire, &footprint) !=
		    ONC_OK ||
	    wire % 4 != 0 || wire > UINT32_MAX)
		return refuse();
	return add(s, wire, footprint);
}

INLINE struct sum add_scalars(const struct count *c, const struct onc_op *op,
			      const char *at, struct sum s)
{
	const size_t size = table_scalar_size(op->kind);

	for (uint32_t n = op->count; n > 0; n--, at += size)
		if (!table_scalar_fits(c->module, op, at))
			return refuse();
	return add(s, 4 * (size_t)op->count, 0);
}

/* -- what nests ---------------------------------------------------------- */

/* An array up to its items: *count is how many are still to be walked. */
INLINE struct sum add_array(const struct count *c, const struct onc_op *op,
			    struct onc_counted counted, struct sum s,
			    size_t *count)
{
	const struct onc_layout *layout = table_layout(c->module, op->type);
	size_t size;

	*count = 0;
	if (counted.count > op->count || (counted.count > 0 && !counted.items))
		return refuse();
	if (__builtin_mul_overflow(layout->size, (size_t)counted.count, &size))
		return refuse();
	s = add(s, 4, size);
	if (table_run(c->module, layout))
		return size > c->cap ? refuse() : add(s, size, 0);
	*count = counted.count;
	return s;
}

/* What is left to do of a layout, and of its items; see quick_measure.c. */
struct level {
	const struct onc_op *op;
	const struct onc_op *end;
	const struct onc_layout *item;
	size_t count;
	const char *base;
	const char *next;
};

INLINE struct sum enter(const struct count *c, const struct onc_layout *layout,
			struct level *l, struct sum s)
{
	const struct onc_op *arm;
	int32_t value;

	l->op = &c->module->ops[layout->first];
	l->end = l->op + layout->count;
	if (layout->form != ONC_FORM_UNION)
		return s;
	if (!table_scalar_fits(c->module, l->op, l->base + l->op->offset) ||
	    !table_discriminant(l->op, l->base, &value) ||
	    !table_arm(c->module, layout, value, &arm))
		return refuse();
	l->op = arm;
	l->end = arm ? arm + 1 : NULL;
	return add(s, 4, 0);
}

static struct sum walk(const struct count *c, uint32_t root, const char *value,
		       struct sum s)
{
	struct level outer[TABLE_DEPTH];
	struct level l = {
		.item = table_layout(c->module, root),
		.count = 1,
		.base = value,
	};
	const struct onc_layout *inner;
	const struct onc_op *op;
	unsigned depth = 0;
	const char *at;
	size_t count;

	l.next = value + l.item->size;
	s = enter(c, l.item, &l, s);
	while (!is_refused(c, s)) {
		if (l.op == l.end) {
			if (--l.count > 0) {
				l.base = l.next;
				l.next += l.item->size;
				s = enter(c, l.item, &l, s);
				continue;
			}
			if (depth == 0)
				return s;
			l = outer[--depth];
			continue;
		}
		op = l.op++;
		at = l.base + op->offset;
		switch ((enum onc_kind)op->kind) {
		case ONC_STRING:
			s = add_text(get_pointer(at), op->count, s);
			continue;
		case ONC_WORD:
			s = add(s, 4 * (size_t)op->count, 0);
			continue;
		case ONC_HYPER:
			s = add(s, 8 * (size_t)op->count, 0);
			continue;
		case ONC_BYTES:
			s = add_bytes(get_counted(at), op->count, s);
			continue;
		case ONC_OPAQUE:
			s = add(s, op->count + bytes_padding(op->count), 0);
			continue;
		case ONC_NULLABLE_STRING:
		case ONC_NULLABLE_OPAQUE:
			s = add_nullable(op, get_pointer(at), s);
			continue;
		case ONC_EXTERNAL:
			s = add_external(c, op, at, s);
			continue;
		case ONC_ARRAY:
			s = add_array(c, op, get_counted(at), s, &count);
			if (is_refused(c, s) || count == 0)
				continue;
			at = get_counted(at).items;
			break;
		case ONC_VECTOR:
			count = op->count;
			if (count == 0)
				continue;
			break;
		case ONC_OPTIONAL:
			s = add(s, 4, 0);
			at = get_pointer(at);
			if (!at)
				continue;
			s.footprint += table_layout(c->module, op->type)->size;
			count = 1;
			break;
		case ONC_STRUCT:
			count = 1;
			break;
		default:
			s = add_scalars(c, op, at, s);
			continue;
		}
		inner = table_layout(c->module, op->type);
		/* What a last op leads to is not nested: see measure.c. */
		if (l.op != l.end || !table_is_tail(op)) {
			if (depth + 1 == TABLE_DEPTH)
				return refuse();
			outer[depth++] = l;
			l.item = inner;
			l.count = count;
			l.next = at + inner->size;
		}
		l.base = at;
		s = enter(c, inner, &l, s);
	}
	return s;
}

bool quick_extent(const struct onc_type *type, const void *value, size_t cap,
		  struct extent *extent)
{
	const struct count c = {.module = type->module, .cap = cap};
	struct sum s = {
		.footprint = table_layout(type->module, type->layout)->size,
	};

	/* Where it could wrap, extent.c is careful about that as well. */
	if (SIZE_MAX == UINT32_MAX || cap > UINT32_MAX)
		return false;
	s = walk(&c, type->layout, value, s);
	extent->wire = s.wire;
	extent->footprint = s.footprint;
	return !is_refused(&c, s);
}
