/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The second pass over a value in C, and both passes together.
 *
 * Invariant: cursor ends where extent.c said that it would; padding is zero.
 */
#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "rpc/buffer.h"
#include "rpc/bytes.h"
#include "rpc/encode.h"
#include "rpc/extent.h"
#include "rpc/measure.h"
#include "rpc/rows.h"
#include "rpc/table.h"

struct encoder {
	const struct onc_module *module;
	uint8_t *cursor;
};

static void walk(struct encoder *e, uint32_t index, const char *base);

static void put_word(struct encoder *e, uint32_t word)
{
	bytes_store32(e->cursor, word);
	e->cursor += 4;
}

static void put_bytes(struct encoder *e, const void *from, size_t count)
{
	const size_t padded = count + bytes_padding(count);

	/* The last unit first, with its padding; most of it is written over. */
	if (padded > count)
		memset(e->cursor + padded - 4, 0, 4);
	bytes_copy(e->cursor, from, count);
	e->cursor += padded;
}

static const void *get_pointer(const char *at)
{
	const void *pointer;

	memcpy(&pointer, at, sizeof(pointer));
	return pointer;
}

static void put_string(struct encoder *e, const char *text)
{
	const size_t count = strlen(text);

	put_word(e, (uint32_t)count);
	put_bytes(e, text, count);
}

static void put_nullable(struct encoder *e, const struct onc_op *op,
			 const void *bytes)
{
	put_word(e, bytes != NULL);
	if (!bytes)
		return;
	if (op->kind == ONC_NULLABLE_STRING)
		put_string(e, bytes);
	else
		put_bytes(e, bytes, op->count);
}

static void put_counted_bytes(struct encoder *e, const char *at)
{
	struct onc_counted counted;

	memcpy(&counted, at, sizeof(counted));
	put_word(e, counted.count);
	if (counted.count > 0)
		put_bytes(e, counted.items, counted.count);
}

/* The codec says again what it said to extent.c. */
static void put_external(struct encoder *e, const struct onc_op *op,
			 const char *at)
{
	const struct onc_codec *codec = table_codec(e->module, op);
	size_t wire = 0, footprint;
	enum onc_status status = codec->extent(at, &wire, &footprint);

	assert(status == ONC_OK);
	(void)status;
	codec->encode(at, e->cursor);
	e->cursor += wire;
}

/* -- scalars --------------------------------------------------------------- */

static uint32_t scalar_word(enum onc_kind kind, const char *at)
{
	uint32_t word;

	switch (kind) {
	case ONC_CHAR:
		return (uint32_t)*at;
	case ONC_INT8:
		return (uint32_t) * (const int8_t *)at;
	case ONC_UINT8:
		return *(const uint8_t *)at;
	case ONC_INT16:
		return (uint32_t) * (const int16_t *)at;
	case ONC_UINT16:
		return *(const uint16_t *)at;
	case ONC_LONG:
		return (uint32_t) * (const long *)at;
	case ONC_ULONG:
		return (uint32_t) * (const unsigned long *)at;
	default:
		memcpy(&word, at, sizeof(word));
		return word;
	}
}

static void put_run(struct encoder *e, const struct onc_op *op,
		    const void *from, size_t count)
{
	const size_t words = op->count * count;

	if (op->kind == ONC_WORD) {
		bytes_swap32(e->cursor, from, words);
		e->cursor += 4 * words;
		return;
	}
	bytes_swap64(e->cursor, from, words);
	e->cursor += 8 * words;
}

static void put_scalars(struct encoder *e, const struct onc_op *op,
			const char *at)
{
	const size_t size = table_scalar_size(op->kind);

	if (op->kind == ONC_WORD || op->kind == ONC_HYPER) {
		put_run(e, op, at, 1);
		return;
	}
	for (uint32_t i = 0; i < op->count; i++)
		put_word(e, scalar_word(op->kind, at + i * size));
}

/* -- what nests --------------------------------------------------------------
 */

static void walk_items(struct encoder *e, uint32_t type, const char *base,
		       size_t count)
{
	const struct onc_layout *layout = table_layout(e->module, type);

	if (rows_are(e->module, layout)) {
		e->cursor =
			rows_encode(e->module, layout, base, count, e->cursor);
		return;
	}
	for (size_t i = 0; i < count; i++)
		walk(e, type, base + i * layout->size);
}

static void walk_array(struct encoder *e, const struct onc_op *op,
		       const char *at)
{
	const struct onc_layout *layout = table_layout(e->module, op->type);
	const struct onc_op *run = table_run(e->module, layout);
	struct onc_counted counted;

	memcpy(&counted, at, sizeof(counted));
	put_word(e, counted.count);
	if (run && counted.count > 0)
		put_run(e, run, counted.items, counted.count);
	else
		walk_items(e, op->type, counted.items, counted.count);
}

static const char *put_optional(struct encoder *e, const char *at)
{
	at = get_pointer(at);
	put_word(e, at != NULL);
	return at;
}

static void walk_op(struct encoder *e, const struct onc_op *op,
		    const char *base)
{
	const char *at = base + op->offset;

	switch ((enum onc_kind)op->kind) {
	case ONC_OPAQUE:
		put_bytes(e, at, op->count);
		return;
	case ONC_BYTES:
		put_counted_bytes(e, at);
		return;
	case ONC_STRING:
		put_string(e, get_pointer(at));
		return;
	case ONC_NULLABLE_STRING:
	case ONC_NULLABLE_OPAQUE:
		put_nullable(e, op, get_pointer(at));
		return;
	case ONC_EXTERNAL:
		put_external(e, op, at);
		return;
	case ONC_STRUCT:
		walk(e, op->type, at);
		return;
	case ONC_VECTOR:
		walk_items(e, op->type, at, op->count);
		return;
	case ONC_ARRAY:
		walk_array(e, op, at);
		return;
	case ONC_OPTIONAL:
		at = put_optional(e, at);
		if (at)
			walk(e, op->type, at);
		return;
	default:
		put_scalars(e, op, at);
	}
}

static const struct onc_op *put_discriminant(struct encoder *e,
					     const struct onc_layout *layout,
					     const char *base)
{
	const struct onc_op *op = &e->module->ops[layout->first];
	int32_t value;
	bool known;

	put_scalars(e, op, base + op->offset);
	known = table_discriminant(op, base, &value) &&
		table_arm(e->module, layout, value, &op);
	assert(known);
	return known ? op : NULL;
}

static const char *follow(struct encoder *e, const struct onc_op *last,
			  const char *base)
{
	if (last->kind == ONC_STRUCT)
		return base + last->offset;
	return put_optional(e, base + last->offset);
}

static void walk(struct encoder *e, uint32_t index, const char *base)
{
	while (base) {
		const struct onc_layout *layout =
			table_layout(e->module, index);
		const struct onc_op *op = &e->module->ops[layout->first];
		const struct onc_op *last = op + layout->count - 1;

		if (layout->count == 0)
			return;
		if (layout->form == ONC_FORM_UNION)
			op = last = put_discriminant(e, layout, base);
		if (!last)
			return;
		for (; op < last; op++)
			walk_op(e, op, base);
		if (!table_is_tail(last)) {
			walk_op(e, last, base);
			return;
		}
		base = follow(e, last, base);
		index = last->type;
	}
}

void encode_value(const struct onc_type *type, const void *value, void *bytes,
		  size_t size)
{
	struct encoder e = {.module = type->module, .cursor = bytes};

	walk(&e, type->layout, value);
	assert(e.cursor == (uint8_t *)bytes + size);
}

/* -- both passes
 * --------------------------------------------------------------- */

enum onc_status onc_encode(const struct onc_type *type, const void *value,
			   const struct onc_options *options, void **bytes,
			   size_t *size, struct onc_fault *fault)
{
	const struct measure_rules rules = measure_rules(options);
	struct onc_fault unasked;
	enum onc_status status;
	struct extent extent;

	*bytes = NULL;
	*size = 0;
	if (!fault)
		fault = &unasked;
	status = extent_value(type, value, rules.cap, &extent, fault);
	if (status != ONC_OK)
		return status;
	*bytes = buffer_new_raw(extent.wire, BUFFER_OWN);
	if (!*bytes) {
		*fault = (struct onc_fault){.status = ONC_NO_MEMORY};
		return ONC_NO_MEMORY;
	}
	*size = extent.wire;
	encode_value(type, value, *bytes, extent.wire);
	return ONC_OK;
}

enum onc_status onc_footprint(const struct onc_type *type, const void *value,
			      size_t *size)
{
	struct onc_fault fault;
	struct extent extent;
	enum onc_status status;

	*size = 0;
	status = extent_value(type, value, ONC_MAX_CAP, &extent, &fault);
	if (status == ONC_OK)
		*size = extent.footprint;
	return status;
}
