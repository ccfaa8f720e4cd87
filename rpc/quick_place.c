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
	char *limit; /* of the block */
};

/* How far a walk has come. In two registers, in and out of every function. */
struct front {
	const uint8_t *at;
	char *next; /* of the block */
};

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

INLINE struct front put_words(const struct onc_op *op, char *to, size_t times,
			      struct front f)
{
	bytes_swap32(to, f.at, op->count * times);
	f.at += 4 * op->count * times;
	return f;
}

INLINE struct front put_hypers(const struct onc_op *op, char *to, size_t times,
			       struct front f)
{
	bytes_swap64(to, f.at, op->count * times);
	f.at += 8 * op->count * times;
	return f;
}

INLINE struct front put_run(const struct onc_op *run, char *to, size_t times,
			    struct front f)
{
	return run->kind == ONC_WORD ? put_words(run, to, times, f)
				     : put_hypers(run, to, times, f);
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
			      (char *)p->early->draft + p->early->used};
}

/* An array up to its items: NULL if there are none left to be walked. */
INLINE char *put_array(const struct put *p, const struct onc_op *op, char *to,
		       struct front *f, size_t *count)
{
	const struct onc_layout *layout = table_layout(p->module, op->type);
	const uint32_t items = take_word(f);
	const struct onc_op *run;
	char *first;

	*count = items;
	if (items == 0)
		return NULL;
	if (f->at == p->early->from) {
		*f = put_early(p, layout, items, to, *f);
		return NULL;
	}
	first = take_room(f, (size_t)layout->size * items, layout->align);
	set_counted(to, items, first);
	run = table_run(p->module, layout);
	if (!run)
		return first;
	*f = put_run(run, first, items, *f);
	return NULL;
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

/* Nodes are cleared a few at a time, to be found in the cache afterwards. */
#define CLEARED_AT_ONCE 1024

/* Clears nodes from one that is not clear yet; returns where that ends. */
static char *clear_ahead(const struct put *p, char *node, size_t size)
{
	const size_t ahead = (size_t)(p->limit - node);
	const size_t some = CLEARED_AT_ONCE / size * size + size;

	memset(node, 0, ahead < some ? ahead : some);
	return node + some;
}

/*
 * A list as table_chain() has it, from the node at `to`, for which room is
 * taken: the next one's is right behind it.
 */
INLINE struct front put_nodes(const struct put *p,
			      const struct onc_layout *layout, size_t words,
			      char *to, struct front f)
{
	const struct onc_op *word = &p->module->ops[layout->first];
	const size_t word_at = word->offset, next_at = word[1].offset;
	const size_t size = layout->size;
	const char *cleared = to;

	for (;;) {
		if (to >= cleared)
			cleared = clear_ahead(p, to, size);
		bytes_swap32(to + word_at, f.at, words);
		f.at += 4 * words + 4;
		if (bytes_load32(f.at - 4) == 0)
			break;
		set_pointer(to + next_at, to + size);
		to += size;
	}
	f.next = to + size;
	return f;
}

static struct front put_chain(const struct put *p,
			      const struct onc_layout *layout, char *to,
			      struct front f)
{
	const size_t words = p->module->ops[layout->first].count;

	/* One word is what most have, and no loop. */
	return words == 1 ? put_nodes(p, layout, 1, to, f)
			  : put_nodes(p, layout, words, to, f);
}

/* What is left to do of a layout, and of its items; see quick_measure.c. */
struct level {
	const struct onc_op *op;
	const struct onc_op *end;
	const struct onc_layout *item;
	size_t count;
	char *base; /* of the layout */
	char *next; /* of the item, once there is one more */
	bool fresh; /* the items hold anything, and are cleared first */
};

INLINE struct front enter(const struct put *p, const struct onc_layout *layout,
			  struct level *l, struct front f)
{
	int32_t value;
	bool known;

	l->op = &p->module->ops[layout->first];
	l->end = l->op + layout->count;
	if (layout->form != ONC_FORM_UNION)
		return f;
	value = (int32_t)bytes_load32(f.at);
	f = put_scalars(l->op, l->base + l->op->offset, f);
	known = table_arm(p->module, layout, value, &l->op);
	assert(known);
	(void)known;
	l->end = l->op ? l->op + 1 : NULL;
	return f;
}

static struct front walk(const struct put *p, uint32_t root, char *value,
			 bool fresh, struct front f)
{
	struct level outer[TABLE_DEPTH];
	struct level l = {
		.item = table_layout(p->module, root),
		.count = 1,
		.base = value,
		.fresh = fresh,
	};
	const struct onc_layout *inner;
	const struct onc_op *op, *run;
	unsigned depth = 0;
	size_t count;
	char *at;

	l.next = value + l.item->size;
	if (fresh)
		clear(value, l.item->size);
	f = enter(p, l.item, &l, f);
	for (;;) {
		if (l.op == l.end) {
			if (--l.count > 0) {
				l.base = l.next;
				l.next += l.item->size;
				if (l.fresh)
					clear(l.base, l.item->size);
				f = enter(p, l.item, &l, f);
				continue;
			}
			if (depth == 0)
				return f;
			l = outer[--depth];
			continue;
		}
		op = l.op++;
		at = l.base + op->offset;
		switch ((enum onc_kind)op->kind) {
		case ONC_STRING:
			f = put_string(p, at, f);
			continue;
		case ONC_WORD:
			f = put_words(op, at, 1, f);
			continue;
		case ONC_HYPER:
			f = put_hypers(op, at, 1, f);
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
		case ONC_EXTERNAL:
			f = put_external(p, op, at, f);
			continue;
		case ONC_ARRAY:
			at = put_array(p, op, at, &f, &count);
			if (!at)
				continue;
			break;
		case ONC_VECTOR:
			count = op->count;
			if (count == 0)
				continue;
			break;
		case ONC_OPTIONAL:
			at = put_optional(p, op, at, &f);
			if (!at)
				continue;
			count = 1;
			break;
		case ONC_STRUCT:
			inner = table_layout(p->module, op->type);
			run = table_run(p->module, inner);
			if (run) {
				f = put_run(run, at, 1, f);
				continue;
			}
			count = 1;
			break;
		default:
			f = put_scalars(op, at, f);
			continue;
		}
		inner = table_layout(p->module, op->type);
		if (op->kind == ONC_OPTIONAL &&
		    table_chain(p->module, inner, op->type)) {
			f = put_chain(p, inner, at, f);
			continue;
		}
		/* What a last op leads to is not nested: see measure.c. */
		if (l.op != l.end || !table_is_tail(op)) {
			outer[depth++] = l;
			l.item = inner;
			l.count = count;
			l.next = at + inner->size;
			l.fresh = op->kind == ONC_ARRAY;
		}
		if (op->kind == ONC_ARRAY || op->kind == ONC_OPTIONAL)
			clear(at, inner->size);
		l.base = at;
		f = enter(p, inner, &l, f);
	}
}

void quick_place(const struct onc_type *type, const void *bytes,
		 const struct quick_early *early, void *value, void *block,
		 size_t room)
{
	/* What points to nothing has no block; any address will do for none. */
	char *const start = block ? block : value;
	const struct put p = {
		.module = type->module,
		.end = (const uint8_t *)bytes + early->size,
		.early = early,
		.limit = start + room,
	};
	struct front f = {bytes, start + early->start};

	f = walk(&p, type->layout, value, value == block, f);
	assert(f.next == p.limit);
}
