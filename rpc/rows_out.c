/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Arrays of rows on their way out, at speed: the counterpart of rows.c.
 *
 * Invariant: a row is passed over only if extent.c would have passed it, and by
 * what it would have counted; it is written as encode.c writes it.
 */
#include <string.h>

#include "rpc/bytes.h"
#include "rpc/rows.h"
#include "rpc/table.h"

/* A bit for each kind that is a leaf. */
#define LEAVES                                                                 \
	(1u << ONC_WORD | 1u << ONC_HYPER | 1u << ONC_BOOL |                   \
	 1u << ONC_STRING | 1u << ONC_BYTES | 1u << ONC_NULLABLE_STRING |      \
	 1u << ONC_NULLABLE_OPAQUE)

bool rows_are(const struct onc_module *module, const struct onc_layout *layout)
{
	const struct onc_op *op = &module->ops[layout->first];
	const struct onc_op *last = op + layout->count;

	if (layout->form != ONC_FORM_STRUCT || op == last)
		return false;
	while (op < last && LEAVES >> op->kind & 1)
		op++;
	return op == last;
}

static inline const char *get_pointer(const char *at)
{
	const char *pointer;

	memcpy(&pointer, at, sizeof(pointer));
	return pointer;
}

static inline struct onc_counted get_counted(const char *at)
{
	struct onc_counted counted;

	memcpy(&counted, at, sizeof(counted));
	return counted;
}

/* -- the first pass
 * ------------------------------------------------------------ */

/* What a row adds; all counts are 32-bit, so that a row's sum cannot wrap. */
struct sum {
	size_t wire;
	size_t footprint;
};

static inline bool add_text(struct sum *sum, const char *text, uint32_t bound)
{
	size_t count;

	if (!text)
		return false;
	count = strlen(text);
	sum->wire += 4 + count + bytes_padding(count);
	sum->footprint += count + 1;
	return count <= bound && count <= UINT32_MAX;
}

static bool add_counted(struct sum *sum, struct onc_counted counted,
			uint32_t bound)
{
	sum->wire += 4 + counted.count + bytes_padding(counted.count);
	sum->footprint += counted.count;
	return counted.count <= bound && (counted.items || !counted.count);
}

static bool add_nullable(struct sum *sum, const struct onc_op *op,
			 const char *bytes)
{
	sum->wire += 4;
	if (!bytes)
		return true;
	if (op->kind == ONC_NULLABLE_STRING)
		return add_text(sum, bytes, op->count);
	sum->wire += op->count + bytes_padding(op->count);
	sum->footprint += op->count;
	return true;
}

static bool are_flags(const char *at, size_t count)
{
	uint32_t flag;

	for (; count > 0; count--, at += sizeof(flag)) {
		memcpy(&flag, at, sizeof(flag));
		if (flag > 1)
			return false;
	}
	return true;
}

static inline bool add_leaf(struct sum *sum, const struct onc_op *op,
			    const char *at)
{
	switch ((enum onc_kind)op->kind) {
	case ONC_STRING:
		return add_text(sum, get_pointer(at), op->count);
	case ONC_BYTES:
		return add_counted(sum, get_counted(at), op->count);
	case ONC_HYPER:
		sum->wire += 8 * (size_t)op->count;
		return true;
	case ONC_BOOL:
		sum->wire += 4 * (size_t)op->count;
		return are_flags(at, op->count);
	case ONC_WORD:
		sum->wire += 4 * (size_t)op->count;
		return true;
	default:
		return add_nullable(sum, op, get_pointer(at));
	}
}

size_t rows_extent(const struct onc_module *module,
		   const struct onc_layout *layout, const char *base,
		   size_t count, size_t cap, struct extent *so_far)
{
	const struct onc_op *first = &module->ops[layout->first];
	const struct onc_op *last = first + layout->count;
	size_t passed;

	for (passed = 0; passed < count; passed++, base += layout->size) {
		struct sum sum = {0, 0};
		const struct onc_op *op = first;

		while (op < last && add_leaf(&sum, op, base + op->offset))
			op++;
		if (op < last || sum.wire > cap - so_far->wire)
			break;
		so_far->wire += sum.wire;
		so_far->footprint += sum.footprint;
	}
	return passed;
}

/* -- the second pass
 * ------------------------------------------------------------- */

static inline uint8_t *put_word(uint8_t *to, uint32_t word)
{
	bytes_store32(to, word);
	return to + 4;
}

static inline uint8_t *put_bytes(uint8_t *to, const void *from, size_t count)
{
	const size_t padded = count + bytes_padding(count);

	/* The last unit first, with its padding; most of it is written over. */
	if (padded > count)
		memset(to + padded - 4, 0, 4);
	bytes_copy(to, from, count);
	return to + padded;
}

static inline uint8_t *put_text(uint8_t *to, const char *text)
{
	const size_t count = strlen(text);

	return put_bytes(put_word(to, (uint32_t)count), text, count);
}

static uint8_t *put_counted(uint8_t *to, struct onc_counted counted)
{
	to = put_word(to, counted.count);
	return counted.count ? put_bytes(to, counted.items, counted.count) : to;
}

static uint8_t *put_nullable(uint8_t *to, const struct onc_op *op,
			     const char *bytes)
{
	to = put_word(to, bytes != NULL);
	if (!bytes)
		return to;
	return op->kind == ONC_NULLABLE_STRING
		       ? put_text(to, bytes)
		       : put_bytes(to, bytes, op->count);
}

static inline uint8_t *put_leaf(uint8_t *to, const struct onc_op *op,
				const char *at)
{
	switch ((enum onc_kind)op->kind) {
	case ONC_STRING:
		return put_text(to, get_pointer(at));
	case ONC_BYTES:
		return put_counted(to, get_counted(at));
	case ONC_HYPER:
		bytes_swap64(to, at, op->count);
		return to + 8 * (size_t)op->count;
	case ONC_WORD:
	case ONC_BOOL:
		bytes_swap32(to, at, op->count);
		return to + 4 * (size_t)op->count;
	default:
		return put_nullable(to, op, get_pointer(at));
	}
}

uint8_t *rows_encode(const struct onc_module *module,
		     const struct onc_layout *layout, const char *base,
		     size_t count, uint8_t *to)
{
	const struct onc_op *first = &module->ops[layout->first];
	const struct onc_op *last = first + layout->count;

	for (size_t i = 0; i < count; i++, base += layout->size)
		for (const struct onc_op *op = first; op < last; op++)
			to = put_leaf(to, op, base + op->offset);
	return to;
}
