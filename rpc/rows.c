/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Arrays of rows at speed.
 *
 * Invariants: measuring moves *state only over whole rows that measure.c would
 * have passed, and by what it would have counted; placing takes room exactly as
 * place.c does. tests/rpc/test-rows.c holds the two against each other.
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

_Static_assert(ONC_KIND_COUNT <= 32, "a bit for each kind");

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

/* -- measuring ---------------------------------------------------------------
 */

/* All of these: behind the item, or NULL if it is not plainly right. */

static const uint8_t *pass_bytes(const uint8_t *at, const uint8_t *end,
				 size_t count)
{
	const size_t padded = count + bytes_padding(count);

	if ((size_t)(end - at) < padded)
		return NULL;
	return bytes_padding_is_zero(at + padded, count) ? at + padded : NULL;
}

/*
 * A short string in the midst of a message: one look tells that there is no
 * zero among its bytes, and nothing but zeros in its padding.
 */
static inline bool is_short_text(const uint8_t *bytes, size_t count)
{
	const uint64_t padded = count + bytes_padding(count);
	const uint64_t all = ((uint64_t)1 << padded) - 1;
	const uint64_t text = ((uint64_t)1 << count) - 1;

	return (bytes_zero_mask(bytes) & all) == (all & ~text);
}

static inline const uint8_t *pass_counted(const uint8_t *at, const uint8_t *end,
					  uint32_t bound, size_t *room)
{
	if (end - at < 4 || bytes_load32(at) > bound)
		return NULL;
	*room += bytes_load32(at);
	return pass_bytes(at + 4, end, bytes_load32(at));
}

static inline const uint8_t *pass_text(const uint8_t *at, const uint8_t *end,
				       uint32_t bound, size_t *room)
{
	const uint8_t *bytes = at + 4;
	uint32_t count;

	if (end - at < 4)
		return NULL;
	count = bytes_load32(at);
	*room += (size_t)count + 1;
	if (count > bound)
		return NULL;
	if (count <= BYTES_AT_ONCE && end - bytes >= BYTES_AT_ONCE)
		return is_short_text(bytes, count)
			       ? bytes + count + bytes_padding(count)
			       : NULL;
	at = pass_bytes(bytes, end, count);
	return at && !bytes_have_zero(bytes, count) ? at : NULL;
}

static const uint8_t *pass_nullable(const uint8_t *at, const uint8_t *end,
				    const struct onc_op *op, size_t *room)
{
	if (end - at < 4 || bytes_load32(at) > 1)
		return NULL;
	at += 4;
	if (bytes_load32(at - 4) == 0)
		return at;
	if (op->kind == ONC_NULLABLE_STRING)
		return pass_text(at, end, op->count, room);
	*room += op->count;
	return pass_bytes(at, end, op->count);
}

static const uint8_t *pass_flags(const uint8_t *at, const uint8_t *end,
				 size_t count)
{
	if ((size_t)(end - at) / 4 < count)
		return NULL;
	for (; count > 0; count--, at += 4)
		if (bytes_load32(at) > 1)
			return NULL;
	return at;
}

static inline const uint8_t *pass_words(const uint8_t *at, const uint8_t *end,
					size_t count, size_t unit)
{
	return (size_t)(end - at) / unit < count ? NULL : at + count * unit;
}

static inline const uint8_t *pass_row(const struct onc_op *op,
				      const struct onc_op *last,
				      const uint8_t *at, const uint8_t *end,
				      size_t *room)
{
	for (; at && op < last; op++) {
		if (op->kind == ONC_STRING)
			at = pass_text(at, end, op->count, room);
		else if (op->kind == ONC_WORD)
			at = pass_words(at, end, op->count, 4);
		else if (op->kind == ONC_HYPER)
			at = pass_words(at, end, op->count, 8);
		else if (op->kind == ONC_BYTES)
			at = pass_counted(at, end, op->count, room);
		else if (op->kind == ONC_BOOL)
			at = pass_flags(at, end, op->count);
		else
			at = pass_nullable(at, end, op, room);
	}
	return at;
}

size_t rows_measure(const struct onc_module *module,
		    const struct onc_layout *layout, struct rows_state *state,
		    size_t count)
{
	const struct onc_op *first = &module->ops[layout->first];
	const struct onc_op *last = first + layout->count;
	const uint8_t *at = state->cursor;
	size_t room = state->room, passed;

	for (passed = 0; passed < count; passed++) {
		at = pass_row(first, last, at, state->end, &room);
		/* No row is longer than the message, so room does not wrap. */
		if (!at || room > state->cap)
			break;
		state->cursor = at;
		state->room = room;
	}
	return passed;
}

/* -- placing
 * ------------------------------------------------------------------- */

struct placing {
	const uint8_t *at;
	const uint8_t *end;
	char *next;
	char *limit;
};

static inline uint32_t take_word(struct placing *p)
{
	p->at += 4;
	return bytes_load32(p->at - 4);
}

/*
 * Short items are copied with some of what follows them. The next item is
 * written over that; rows_place() clears what is left behind the last one.
 */
static inline char *take_bytes(struct placing *p, size_t count, size_t room)
{
	char *bytes = p->next;

	if (count <= BYTES_AT_ONCE && p->end - p->at >= BYTES_AT_ONCE &&
	    p->limit - bytes > BYTES_AT_ONCE)
		memcpy(bytes, p->at, BYTES_AT_ONCE);
	else
		memcpy(bytes, p->at, count);
	p->next += room;
	p->at += count + bytes_padding(count);
	return bytes;
}

static inline void set_pointer(char *to, const void *pointer)
{
	memcpy(to, &pointer, sizeof(pointer));
}

static inline void put_string(struct placing *p, char *to)
{
	const size_t count = take_word(p);
	char *text = take_bytes(p, count, count + 1);

	text[count] = '\0';
	set_pointer(to, text);
}

static inline void put_counted(struct placing *p, char *to)
{
	const uint32_t count = take_word(p);

	if (count == 0)
		return;
	memcpy(to + offsetof(struct onc_counted, count), &count, sizeof(count));
	set_pointer(to + offsetof(struct onc_counted, items),
		    take_bytes(p, count, count));
}

static inline void put_nullable(struct placing *p, const struct onc_op *op,
				char *to)
{
	if (take_word(p) == 0)
		return;
	if (op->kind == ONC_NULLABLE_STRING)
		put_string(p, to);
	else
		set_pointer(to, take_bytes(p, op->count, op->count));
}

static inline void put_row(struct placing *p, const struct onc_op *op,
			   const struct onc_op *last, char *base)
{
	for (; op < last; op++) {
		char *to = base + op->offset;

		if (op->kind == ONC_STRING) {
			put_string(p, to);
		} else if (op->kind == ONC_WORD || op->kind == ONC_BOOL) {
			bytes_swap32(to, p->at, op->count);
			p->at += 4 * (size_t)op->count;
		} else if (op->kind == ONC_HYPER) {
			bytes_swap64(to, p->at, op->count);
			p->at += 8 * (size_t)op->count;
		} else if (op->kind == ONC_BYTES) {
			put_counted(p, to);
		} else {
			put_nullable(p, op, to);
		}
	}
}

void rows_place(const struct onc_module *module,
		const struct onc_layout *layout, struct rows_target *target,
		char *base, size_t count)
{
	const struct onc_op *first = &module->ops[layout->first];
	const struct onc_op *last = first + layout->count;
	/* Rows of words alone may have no block; any address will do for none.
	 */
	char *const block = target->block ? target->block : base;
	struct placing p = {
		.at = target->cursor,
		.end = target->end,
		.next = block + target->used,
		.limit = block + target->room,
	};
	size_t behind;

	for (size_t i = 0; i < count; i++)
		put_row(&p, first, last, base + i * layout->size);
	behind = (size_t)(p.limit - p.next);
	memset(p.next, 0, behind < BYTES_AT_ONCE ? behind : BYTES_AT_ONCE);
	target->cursor = p.at;
	target->used = (size_t)(p.next - block);
}
