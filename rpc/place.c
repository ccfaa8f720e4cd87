/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The second pass over a message. It asks no questions: whatever could be wrong
 * with the bytes, measure.c has refused.
 *
 * Invariant: out-of-line data is taken from the block in the very order, and
 * with the very alignment, in which measure.c counted it; at the end nothing
 * is left of it.
 */
#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "rpc/bytes.h"
#include "rpc/place.h"
#include "rpc/table.h"

struct place {
	const struct onc_module *module;
	const uint8_t *cursor;
	const uint8_t *end;
	char *block;
	size_t used; /* of the block */
};

static void walk(struct place *p, uint32_t index, char *base);

static void *take_room(struct place *p, size_t size, size_t align)
{
	const size_t at = (p->used + align - 1) & ~(align - 1);

	p->used = at + size;
	return p->block + at;
}

static char *take_layout(struct place *p, uint32_t index, size_t count)
{
	const struct onc_layout *layout = table_layout(p->module, index);

	return take_room(p, layout->size * count, layout->align);
}

static uint32_t take_word(struct place *p)
{
	p->cursor += 4;
	return bytes_load32(p->cursor - 4);
}

static void copy_bytes(struct place *p, void *to, size_t count)
{
	bytes_copy(to, p->cursor, count);
	p->cursor += count + bytes_padding(count);
}

/*
 * Members are set byte by byte: whatever type the program gives them, all
 * pointers look the same, and so do all counts.
 */
static void set_pointer(char *at, void *pointer)
{
	memcpy(at, &pointer, sizeof(pointer));
}

static void set_counted(char *at, uint32_t count, void *items)
{
	memcpy(at + offsetof(struct onc_counted, count), &count, sizeof(count));
	set_pointer(at + offsetof(struct onc_counted, items), items);
}

/* -- out of line --------------------------------------------------------- */

static char *place_string(struct place *p)
{
	const size_t count = take_word(p);
	char *text = take_room(p, count + 1, 1);

	/* The NUL is there: the block holds zeros. */
	copy_bytes(p, text, count);
	return text;
}

static void place_counted_bytes(struct place *p, char *at)
{
	const uint32_t count = take_word(p);
	void *bytes;

	if (count == 0)
		return;
	bytes = take_room(p, count, 1);
	copy_bytes(p, bytes, count);
	set_counted(at, count, bytes);
}

static void *place_nullable(struct place *p, const struct onc_op *op)
{
	void *bytes;

	if (take_word(p) == 0)
		return NULL;
	if (op->kind == ONC_NULLABLE_STRING)
		return place_string(p);
	bytes = take_room(p, op->count, 1);
	copy_bytes(p, bytes, op->count);
	return bytes;
}

static void place_items(struct place *p, uint32_t type, char *base,
			size_t count)
{
	const struct onc_layout *layout = table_layout(p->module, type);

	for (size_t i = 0; i < count; i++)
		walk(p, type, base + i * layout->size);
}

static void place_run(struct place *p, const struct onc_op *op, void *to,
		      size_t count)
{
	const size_t words = op->count * count;

	if (op->kind == ONC_WORD) {
		bytes_swap32(to, p->cursor, words);
		p->cursor += 4 * words;
		return;
	}
	bytes_swap64(to, p->cursor, words);
	p->cursor += 8 * words;
}

static void place_array(struct place *p, const struct onc_op *op, char *at)
{
	const struct onc_layout *layout = table_layout(p->module, op->type);
	const struct onc_op *run = table_run(p->module, layout);
	const uint32_t count = take_word(p);
	char *items;

	if (count == 0)
		return;
	items = take_layout(p, op->type, count);
	set_counted(at, count, items);
	if (run)
		place_run(p, run, items, count);
	else
		place_items(p, op->type, items, count);
}

/* The codec says again what it said to measure.c. */
static void place_external(struct place *p, const struct onc_op *op, char *at)
{
	const struct onc_codec *codec = table_codec(p->module, op);
	size_t used = 0, room = 0;
	enum onc_status status = codec->measure(
		p->cursor, (size_t)(p->end - p->cursor), &used, &room);

	assert(status == ONC_OK);
	(void)status;
	codec->place(p->cursor, at,
		     room > 0 ? take_room(p, room, ONC_CODEC_ALIGN) : NULL);
	p->cursor += used;
}

/* -- in place ------------------------------------------------------------ */

static void place_scalar(enum onc_kind kind, char *at, uint32_t word)
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
		*(uint32_t *)at = word;
	}
}

static void place_scalars(struct place *p, const struct onc_op *op, char *at)
{
	const size_t size = table_scalar_size(op->kind);

	if (op->kind == ONC_WORD || op->kind == ONC_HYPER) {
		place_run(p, op, at, 1);
		return;
	}
	for (uint32_t i = 0; i < op->count; i++)
		place_scalar(op->kind, at + i * size, take_word(p));
}

static char *place_optional(struct place *p, const struct onc_op *op, char *at)
{
	char *node;

	if (take_word(p) == 0)
		return NULL;
	node = take_layout(p, op->type, 1);
	set_pointer(at, node);
	return node;
}

static void place_op(struct place *p, const struct onc_op *op, char *base)
{
	char *at = base + op->offset;

	switch ((enum onc_kind)op->kind) {
	case ONC_OPAQUE:
		copy_bytes(p, at, op->count);
		return;
	case ONC_BYTES:
		place_counted_bytes(p, at);
		return;
	case ONC_STRING:
		set_pointer(at, place_string(p));
		return;
	case ONC_NULLABLE_STRING:
	case ONC_NULLABLE_OPAQUE:
		set_pointer(at, place_nullable(p, op));
		return;
	case ONC_EXTERNAL:
		place_external(p, op, at);
		return;
	case ONC_STRUCT:
		walk(p, op->type, at);
		return;
	case ONC_VECTOR:
		place_items(p, op->type, at, op->count);
		return;
	case ONC_ARRAY:
		place_array(p, op, at);
		return;
	case ONC_OPTIONAL:
		at = place_optional(p, op, at);
		if (at)
			walk(p, op->type, at);
		return;
	default:
		place_scalars(p, op, at);
	}
}

/* The arm's op after the discriminant; NULL for a void arm. */
static const struct onc_op *
place_discriminant(struct place *p, const struct onc_layout *layout, char *base)
{
	const struct onc_op *op = &p->module->ops[layout->first];
	const int32_t value = (int32_t)bytes_load32(p->cursor);
	bool known;

	place_scalars(p, op, base + op->offset);
	known = table_arm(p->module, layout, value, &op);
	assert(known);
	return known ? op : NULL;
}

/* Where the last op leads; NULL if the walk ends here. See measure.c. */
static char *follow(struct place *p, const struct onc_op *last, char *base)
{
	if (last->kind == ONC_STRUCT)
		return base + last->offset;
	return place_optional(p, last, base + last->offset);
}

static void walk(struct place *p, uint32_t index, char *base)
{
	while (base) {
		const struct onc_layout *layout =
			table_layout(p->module, index);
		const struct onc_op *op = &p->module->ops[layout->first];
		const struct onc_op *last = op + layout->count - 1;

		if (layout->count == 0)
			return;
		if (layout->form == ONC_FORM_UNION)
			op = last = place_discriminant(p, layout, base);
		if (!last)
			return;
		for (; op < last; op++)
			place_op(p, op, base);
		if (!table_is_tail(last)) {
			place_op(p, last, base);
			return;
		}
		base = follow(p, last, base);
		index = last->type;
	}
}

void place_value(const struct onc_type *type, const void *bytes, size_t size,
		 void *value, void *block, size_t offset, size_t room)
{
	struct place p = {
		.module = type->module,
		.cursor = bytes,
		.end = (const uint8_t *)bytes + size,
		.block = block,
		.used = offset,
	};

	walk(&p, type->layout, value);
	assert(p.used == room);
	(void)room;
}
