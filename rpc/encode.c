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
#include "rpc/table.h"

/* What is on the way of each item must not become a call. */
#define INLINE static inline __attribute__((always_inline))

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

/* -- leaves: each returns the end of what it wrote ------------------------- */

INLINE uint8_t *put_word(uint8_t *to, uint32_t word)
{
	bytes_store32(to, word);
	return to + 4;
}

/* The last unit first, with its padding; most of it is written over. */
static void copy_padded(uint8_t *to, const void *from, size_t count)
{
	if (count % 4 != 0)
		memset(to + (count & ~(size_t)3), 0, 4);
	bytes_copy(to, from, count);
}

/* copy_padded() for at most BYTES_AT_ONCE, with as many of them to write to. */
typedef void padding_copy(uint8_t *to, const void *from, size_t count);

/* Where the bytes go, and how. */
struct writer {
	const struct onc_module *module;
	const uint8_t *end;
};

INLINE uint8_t *put_opaque(const struct writer *w, uint8_t *to,
			   const void *from, size_t count, padding_copy *copy)
{
	if (count <= BYTES_AT_ONCE && w->end - to >= BYTES_AT_ONCE)
		copy(to, from, count);
	else
		copy_padded(to, from, count);
	return to + count + bytes_padding(count);
}

INLINE uint8_t *put_text(const struct writer *w, uint8_t *to, const char *text,
			 padding_copy *copy)
{
	const size_t count = strlen(text);

	return put_opaque(w, put_word(to, (uint32_t)count), text, count, copy);
}

INLINE uint8_t *put_nullable(const struct writer *w, uint8_t *to,
			     const struct onc_op *op, const char *bytes,
			     padding_copy *copy)
{
	to = put_word(to, bytes != NULL);
	if (!bytes)
		return to;
	return op->kind == ONC_NULLABLE_STRING
		       ? put_text(w, to, bytes, copy)
		       : put_opaque(w, to, bytes, op->count, copy);
}

INLINE uint8_t *put_bytes(const struct writer *w, uint8_t *to,
			  struct onc_counted counted, padding_copy *copy)
{
	to = put_word(to, counted.count);
	if (counted.count == 0)
		return to;
	return put_opaque(w, to, counted.items, counted.count, copy);
}

/* The codec says again what it said to extent.c. */
static uint8_t *put_external(const struct onc_module *module,
			     const struct onc_op *op, uint8_t *to,
			     const char *at)
{
	const struct onc_codec *codec = table_codec(module, op);
	size_t wire = 0, footprint;
	enum onc_status status = codec->extent(at, &wire, &footprint);

	assert(status == ONC_OK);
	(void)status;
	codec->encode(at, to);
	return to + wire;
}

/* -- scalars --------------------------------------------------------------- */

INLINE uint32_t scalar_word(enum onc_kind kind, const char *at)
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

INLINE uint8_t *put_words(uint8_t *to, const struct onc_op *op, const char *at,
			  size_t times)
{
	bytes_swap32(to, at, op->count * times);
	return to + 4 * op->count * times;
}

INLINE uint8_t *put_hypers(uint8_t *to, const struct onc_op *op, const char *at,
			   size_t times)
{
	bytes_swap64(to, at, op->count * times);
	return to + 8 * op->count * times;
}

INLINE uint8_t *put_scalars(uint8_t *to, const struct onc_op *op,
			    const char *at)
{
	const size_t size = table_scalar_size(op->kind);

	for (uint32_t n = op->count; n > 0; n--, at += size)
		to = put_word(to, scalar_word(op->kind, at));
	return to;
}

/* -- what nests ------------------------------------------------------------ */

/* An array up to its items: *count is how many are still to be walked. */
INLINE uint8_t *put_array(const struct onc_module *module,
			  const struct onc_op *op, uint8_t *to,
			  struct onc_counted counted, size_t *count)
{
	const struct onc_op *run =
		table_run(module, table_layout(module, op->type));

	to = put_word(to, counted.count);
	*count = counted.count;
	if (!run || counted.count == 0)
		return to;
	*count = 0;
	return run->kind == ONC_WORD
		       ? put_words(to, run, counted.items, counted.count)
		       : put_hypers(to, run, counted.items, counted.count);
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

INLINE uint8_t *enter(const struct onc_module *module,
		      const struct onc_layout *layout, struct level *l,
		      uint8_t *to)
{
	int32_t value;
	bool known;

	l->op = &module->ops[layout->first];
	l->end = l->op + layout->count;
	if (layout->form != ONC_FORM_UNION)
		return to;
	known = table_discriminant(l->op, l->base, &value);
	to = put_scalars(to, l->op, l->base + l->op->offset);
	known = known && table_arm(module, layout, value, &l->op);
	assert(known);
	(void)known;
	l->end = l->op ? l->op + 1 : NULL;
	return to;
}

INLINE uint8_t *walk(const struct writer *w, uint32_t root, const char *value,
		     uint8_t *to, padding_copy *copy)
{
	const struct onc_module *const module = w->module;
	struct level outer[TABLE_DEPTH];
	struct level l = {
		.item = table_layout(module, root),
		.count = 1,
		.base = value,
	};
	const struct onc_layout *inner;
	const struct onc_op *op;
	unsigned depth = 0;
	const char *at;
	size_t count;

	l.next = value + l.item->size;
	to = enter(module, l.item, &l, to);
	for (;;) {
		if (l.op == l.end) {
			if (--l.count > 0) {
				l.base = l.next;
				l.next += l.item->size;
				to = enter(module, l.item, &l, to);
				continue;
			}
			if (depth == 0)
				return to;
			l = outer[--depth];
			continue;
		}
		op = l.op++;
		at = l.base + op->offset;
		switch ((enum onc_kind)op->kind) {
		case ONC_STRING:
			to = put_text(w, to, get_pointer(at), copy);
			continue;
		case ONC_WORD:
			to = put_words(to, op, at, 1);
			continue;
		case ONC_HYPER:
			to = put_hypers(to, op, at, 1);
			continue;
		case ONC_BYTES:
			to = put_bytes(w, to, get_counted(at), copy);
			continue;
		case ONC_OPAQUE:
			to = put_opaque(w, to, at, op->count, copy);
			continue;
		case ONC_NULLABLE_STRING:
		case ONC_NULLABLE_OPAQUE:
			to = put_nullable(w, to, op, get_pointer(at), copy);
			continue;
		case ONC_EXTERNAL:
			to = put_external(module, op, to, at);
			continue;
		case ONC_ARRAY:
			to = put_array(module, op, to, get_counted(at), &count);
			if (count == 0)
				continue;
			at = get_counted(at).items;
			break;
		case ONC_VECTOR:
			count = op->count;
			if (count == 0)
				continue;
			break;
		case ONC_OPTIONAL:
			at = get_pointer(at);
			to = put_word(to, at != NULL);
			if (!at)
				continue;
			count = 1;
			break;
		case ONC_STRUCT:
			count = 1;
			break;
		default:
			to = put_scalars(to, op, at);
			continue;
		}
		inner = table_layout(module, op->type);
		/* What a last op leads to is not nested: see measure.c. */
		if (l.op != l.end || !table_is_tail(op)) {
			outer[depth++] = l;
			l.item = inner;
			l.count = count;
			l.next = at + inner->size;
		}
		l.base = at;
		to = enter(module, inner, &l, to);
	}
}

static uint8_t *walk_plainly(const struct writer *w, uint32_t root,
			     const char *value, uint8_t *to)
{
	return walk(w, root, value, to, copy_padded);
}

BYTES_WIDE
static uint8_t *walk_widely(const struct writer *w, uint32_t root,
			    const char *value, uint8_t *to)
{
	return walk(w, root, value, to, bytes_copy_padded_wide);
}

void encode_plainly(const struct onc_type *type, const void *value, void *bytes,
		    size_t size)
{
	const struct writer w = {
		.module = type->module,
		.end = (uint8_t *)bytes + size,
	};
	const uint8_t *end = walk_plainly(&w, type->layout, value, bytes);

	assert(end == w.end);
	(void)end;
}

void encode_value(const struct onc_type *type, const void *value, void *bytes,
		  size_t size)
{
	const struct writer w = {
		.module = type->module,
		.end = (uint8_t *)bytes + size,
	};
	const uint8_t *end;

	if (!bytes_are_wide()) {
		encode_plainly(type, value, bytes, size);
		return;
	}
	end = walk_widely(&w, type->layout, value, bytes);
	assert(end == w.end);
	(void)end;
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
