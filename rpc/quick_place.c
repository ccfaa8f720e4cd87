/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The second pass over a message, at speed.
 *
 * Invariants: next only ever ascends, so that what was written beyond an item
 * is written over by the next one, or lies in the slack; every byte of the
 * block below next is a value's or zero, never another reply's.
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "rpc/bytes.h"
#include "rpc/quick.h"
#include "rpc/table.h"

/* What is on the way of each item must not become a call. */
#define INLINE static inline __attribute__((always_inline))

struct put {
	const struct onc_module *module;
	const uint8_t *end;
	const struct quick_early *early;
};

/* How far a walk has come. In two registers, in and out of every function. */
struct front {
	const uint8_t *at;
	char *next; /* of the block */
};

/* Where an item stands, and whether its bytes are still to be cleared. */
struct target {
	char *base;
	bool fresh;
};

static struct front put_items(const struct put *p, uint32_t index,
			      struct target to, size_t count, struct front f);

INLINE size_t left(const struct put *p, const uint8_t *at)
{
	return (size_t)(p->end - at);
}

INLINE uint32_t take_word(struct front *f)
{
	f->at += 4;
	return bytes_load32(f->at - 4);
}

/* Members are set byte by byte: see place.c. */
INLINE void set_pointer(char *at, const void *pointer)
{
	memcpy(at, &pointer, sizeof(pointer));
}

INLINE void set_counted(char *at, uint32_t count, const void *items)
{
	memcpy(at + offsetof(struct onc_counted, count), &count, sizeof(count));
	set_pointer(at + offsetof(struct onc_counted, items), items);
}

/* -- room ---------------------------------------------------------------- */

/* The bytes skipped are written: they may be another reply's. */
INLINE char *take_room(struct front *f, size_t size, size_t align)
{
	char *room = f->next;
	const size_t gap = -(uintptr_t)room & (align - 1);

	if (gap > 0)
		memset(room, 0, QUICK_SLACK / 2);
	room += gap;
	f->next = room + size;
	return room;
}

/* Not a byte more than size: what follows an array may be there already. */
INLINE void clear(char *to, size_t size)
{
	size_t i = 0;

	for (; i + 16 <= size; i += 16)
		memset(to + i, 0, 16);
	if (size & 8)
		memset(to + i, 0, 8);
	if (size & 7)
		memset(to + (size & ~(size_t)7), 0, size & 7);
}

/* -- bytes --------------------------------------------------------------- */

INLINE void copy_out_of_line(const struct put *p, struct front *f, size_t count)
{
	if (count <= BYTES_AT_ONCE && left(p, f->at) >= BYTES_AT_ONCE)
		memcpy(f->next, f->at, BYTES_AT_ONCE);
	else
		memcpy(f->next, f->at, count);
	f->at += count + bytes_padding(count);
}

INLINE struct front put_string(const struct put *p, char *to, struct front f)
{
	const size_t count = take_word(&f);

	set_pointer(to, f.next);
	copy_out_of_line(p, &f, count);
	f.next[count] = '\0';
	f.next += count + 1;
	return f;
}

INLINE struct front put_opaque(const struct put *p, char *to, size_t count,
			       struct front f)
{
	set_pointer(to, f.next);
	copy_out_of_line(p, &f, count);
	f.next += count;
	return f;
}

INLINE struct front put_bytes(const struct put *p, char *to, struct front f)
{
	const uint32_t count = take_word(&f);

	if (count == 0)
		return f;
	set_counted(to, count, f.next);
	return put_opaque(p, to + offsetof(struct onc_counted, items), count,
			  f);
}

static struct front put_nullable(const struct put *p, const struct onc_op *op,
				 char *to, struct front f)
{
	if (take_word(&f) == 0)
		return f;
	if (op->kind == ONC_NULLABLE_STRING)
		return put_string(p, to, f);
	return put_opaque(p, to, op->count, f);
}

static struct front put_external(const struct put *p, const struct onc_op *op,
				 char *to, struct front f)
{
	const struct onc_codec *codec = table_codec(p->module, op);
	size_t used = 0, size = 0;
	char *room = NULL;
	enum onc_status status =
		codec->measure(f.at, left(p, f.at), &used, &size);

	assert(status == ONC_OK);
	(void)status;
	if (size > 0) {
		room = take_room(&f, size, ONC_CODEC_ALIGN);
		memset(room, 0, size);
	}
	codec->place(f.at, to, room);
	f.at += used;
	return f;
}

/* -- scalars ------------------------------------------------------------- */

INLINE void put_scalar(enum onc_kind kind, char *at, uint32_t word)
{
	switch (kind) {
	case ONC_CHAR:
	case ONC_INT8:
	case ONC_UINT8:
		*(uint8_t *)at = (uint8_t)word;
		return;
	case ONC_INT16:
	case ONC_UINT16:
		*(uint16_t *)at = (uint16_t)word;
		return;
	case ONC_LONG:
		*(long *)at = (int32_t)word;
		return;
	case ONC_ULONG:
		*(unsigned long *)at = word;
		return;
	default:
		memcpy(at, &word, sizeof(word));
	}
}

INLINE struct front put_scalars(const struct onc_op *op, char *to,
				struct front f)
{
	const size_t size = table_scalar_size(op->kind);

	for (uint32_t n = op->count; n > 0; n--, to += size)
		put_scalar(op->kind, to, take_word(&f));
	return f;
}

/* -- what nests ---------------------------------------------------------- */

/* The rows are there. */
static struct front put_early(const struct put *p,
			      const struct onc_layout *layout, uint32_t count,
			      char *to, struct front f)
{
	const size_t gap = -(uintptr_t)f.next & (layout->align - 1);

	memset(f.next, 0, gap);
	set_counted(to, count, f.next + gap);
	return (struct front){p->early->to,
			      (char *)p->early->block + p->early->used};
}

INLINE struct front put_array(const struct put *p, const struct onc_op *op,
			      char *to, struct front f)
{
	const struct onc_layout *layout = table_layout(p->module, op->type);
	const uint32_t count = take_word(&f);
	const struct onc_op *run;
	size_t size;
	char *items;

	if (count == 0)
		return f;
	if (f.at == p->early->from)
		return put_early(p, layout, count, to, f);
	size = (size_t)layout->size * count;
	items = take_room(&f, size, layout->align);
	set_counted(to, count, items);
	run = table_run(p->module, layout);
	if (!run)
		return put_items(p, op->type, (struct target){items, true},
				 count, f);
	if (run->kind == ONC_WORD)
		bytes_swap32(items, f.at, size / 4);
	else
		bytes_swap64(items, f.at, size / 8);
	f.at += size;
	return f;
}

INLINE char *put_optional(const struct put *p, const struct onc_op *op,
			  char *to, struct front *f)
{
	const struct onc_layout *layout = table_layout(p->module, op->type);
	char *node;

	if (take_word(f) == 0)
		return NULL;
	node = take_room(f, layout->size, layout->align);
	set_pointer(to, node);
	return node;
}

/* The arm's op after the discriminant; NULL for a void arm. */
INLINE const struct onc_op *put_discriminant(const struct put *p,
					     const struct onc_layout *layout,
					     char *base, struct front *f)
{
	const struct onc_op *op = &p->module->ops[layout->first];
	const int32_t value = (int32_t)bytes_load32(f->at);
	bool known;

	*f = put_scalars(op, base + op->offset, *f);
	known = table_arm(p->module, layout, value, &op);
	assert(known);
	return known ? op : NULL;
}

/*
 * One item. A last op that leads to one other layout is not recursed into:
 * *next and *to are where the walk goes on.
 */
INLINE struct front put_item(const struct put *p,
			     const struct onc_layout *layout, struct target *to,
			     struct front f, const struct onc_layout **next)
{
	const struct onc_op *op = &p->module->ops[layout->first];
	const struct onc_op *end = op + layout->count;
	char *const base = to->base;

	*next = NULL;
	if (to->fresh)
		clear(base, layout->size);
	if (layout->form == ONC_FORM_UNION) {
		op = put_discriminant(p, layout, base, &f);
		end = op ? op + 1 : NULL;
	}
	for (; op != end; op++) {
		char *at = base + op->offset;

		switch ((enum onc_kind)op->kind) {
		case ONC_STRING:
			f = put_string(p, at, f);
			continue;
		case ONC_WORD:
			bytes_swap32(at, f.at, op->count);
			f.at += 4 * (size_t)op->count;
			continue;
		case ONC_HYPER:
			bytes_swap64(at, f.at, op->count);
			f.at += 8 * (size_t)op->count;
			continue;
		case ONC_BYTES:
			f = put_bytes(p, at, f);
			continue;
		case ONC_OPAQUE:
			bytes_copy(at, f.at, op->count);
			f.at += op->count + bytes_padding(op->count);
			continue;
		case ONC_NULLABLE_STRING:
		case ONC_NULLABLE_OPAQUE:
			f = put_nullable(p, op, at, f);
			continue;
		case ONC_OPTIONAL:
			at = put_optional(p, op, at, &f);
			if (!at)
				continue;
			/* fallthrough */
		case ONC_STRUCT:
			*to = (struct target){at, op->kind == ONC_OPTIONAL};
			if (op + 1 == end)
				*next = table_layout(p->module, op->type);
			else
				f = put_items(p, op->type, *to, 1, f);
			continue;
		case ONC_VECTOR:
			f = put_items(p, op->type, (struct target){at, false},
				      op->count, f);
			continue;
		case ONC_ARRAY:
			f = put_array(p, op, at, f);
			continue;
		case ONC_EXTERNAL:
			f = put_external(p, op, at, f);
			continue;
		default:
			f = put_scalars(op, at, f);
		}
	}
	return f;
}

static struct front put_items(const struct put *p, uint32_t index,
			      struct target to, size_t count, struct front f)
{
	const struct onc_layout *first = table_layout(p->module, index);

	for (; count > 0; count--, to.base += first->size) {
		const struct onc_layout *layout = first;
		struct target at = to;

		while (layout)
			f = put_item(p, layout, &at, f, &layout);
	}
	return f;
}

void quick_place(const struct onc_type *type, const void *bytes,
		 const struct quick_early *early, void *value, void *block,
		 size_t room)
{
	const struct put p = {
		.module = type->module,
		.end = (const uint8_t *)bytes + early->size,
		.early = early,
	};
	struct front f = {bytes, (char *)block + early->start};

	f = put_items(&p, type->layout, (struct target){value, value == block},
		      1, f);
	assert(f.next == (char *)block + room);
	(void)room;
}
