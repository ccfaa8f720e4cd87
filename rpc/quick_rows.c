/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Arrays of rows, checked and built in one pass.
 *
 * Most of what is ever enumerated is an array of rows: structures of words and
 * strings, and nothing that nests. Of these the room is known, within bounds,
 * from their number and the bytes that are there: a string takes less room
 * than its bytes do with their length. So the block can be made when the count
 * has been believed, and both passes become one.
 *
 * Invariants: as in quick_place.c for what is written. What is believed is
 * what measure.c would believe, and takes the room that it would count.
 */
#include <stdint.h>
#include <string.h>

#include "rpc/buffer.h"
#include "rpc/bytes.h"
#include "rpc/quick.h"
#include "rpc/quick_rows.h"
#include "rpc/table.h"

/* What is on the way of each item must not become a call. */
#define INLINE static inline __attribute__((always_inline))

/* Up to how far behind its start a short string may be read. */
#define TEXT (4 + 2 * BYTES_AT_ONCE)

_Static_assert(QUICK_SLACK >= 2 * BYTES_AT_ONCE, "short strings fit");

/* How far the rows have come. at NULL: something is not plainly right. */
struct front {
	const uint8_t *at;
	char *next; /* of the block */
};

/* bytes_copy_zero_mask(), or what there is in its place. */
typedef uint32_t copying(void *to, const void *from);

struct rows {
	const struct onc_module *module;
	const uint8_t *end;
	const uint8_t *safe; /* up to here, a short string may be read */
	size_t size;	     /* of a row */
	const struct onc_op *first;
	const struct onc_op *last;
};

INLINE size_t left(const struct rows *r, const uint8_t *at)
{
	return (size_t)(r->end - at);
}

INLINE struct front refuse(void)
{
	return (struct front){NULL, NULL};
}

INLINE void set_pointer(char *at, const void *pointer)
{
	memcpy(at, &pointer, sizeof(pointer));
}

/* -- leaves -------------------------------------------------------------- */

/* Bytes and their padding, copied out of line. */
static struct front copy_opaque(const struct rows *r, struct front f,
				size_t count)
{
	const size_t padded = count + bytes_padding(count);

	if (left(r, f.at) < padded ||
	    !bytes_padding_is_zero(f.at + padded, count))
		return refuse();
	memcpy(f.next, f.at, count);
	f.next += count;
	f.at += padded;
	return f;
}

/* A string that is long, or whose end is near that of the message. */
static struct front build_other_text(const struct rows *r, uint32_t bound,
				     struct front f)
{
	const char *text = f.next;
	uint32_t count;

	if (left(r, f.at) < 4)
		return refuse();
	count = bytes_load32(f.at);
	if (count > bound)
		return refuse();
	f.at += 4;
	f = copy_opaque(r, f, count);
	if (!f.at || bytes_have_zero(text, count))
		return refuse();
	*f.next++ = '\0';
	return f;
}

/*
 * A short string in the midst of a message is copied with some of what follows
 * it, and one look tells that there is no zero among its bytes, and nothing
 * but zeros in its padding. Twice, if it is twice as long.
 */
INLINE struct front build_text(const struct rows *r, uint32_t bound, char *to,
			       struct front f, copying *copy)
{
	uint32_t count, mask;
	bool good;

	set_pointer(to, f.next);
	if (f.at > r->safe)
		return build_other_text(r, bound, f);
	count = bytes_load32(f.at);
	mask = copy(f.next, f.at + 4);
	if (count <= BYTES_AT_ONCE)
		good = bytes_mask_is_text(mask, count);
	else if (count <= 2 * BYTES_AT_ONCE)
		good = mask == 0 &&
		       bytes_mask_is_text(copy(f.next + BYTES_AT_ONCE,
					       f.at + 4 + BYTES_AT_ONCE),
					  count - BYTES_AT_ONCE);
	else
		return build_other_text(r, bound, f);
	if (!good || count > bound)
		return refuse();
	f.next[count] = '\0';
	f.next += (size_t)count + 1;
	f.at += ((size_t)count + 7) & ~(size_t)3;
	return f;
}

static struct front build_bytes(const struct rows *r, uint32_t bound, char *to,
				struct front f)
{
	uint32_t count;

	if (left(r, f.at) < 4)
		return refuse();
	count = bytes_load32(f.at);
	f.at += 4;
	if (count > bound)
		return refuse();
	if (count == 0)
		return f;
	memcpy(to + offsetof(struct onc_counted, count), &count, sizeof(count));
	set_pointer(to + offsetof(struct onc_counted, items), f.next);
	return copy_opaque(r, f, count);
}

static struct front build_nullable(const struct rows *r,
				   const struct onc_op *op, char *to,
				   struct front f)
{
	uint32_t present;

	if (left(r, f.at) < 4)
		return refuse();
	present = bytes_load32(f.at);
	f.at += 4;
	if (present > 1)
		return refuse();
	if (present == 0)
		return f;
	set_pointer(to, f.next);
	if (op->kind == ONC_NULLABLE_STRING)
		return build_other_text(r, op->count, f);
	return copy_opaque(r, f, op->count);
}

INLINE struct front build_words(const struct rows *r, size_t count, char *to,
				struct front f)
{
	if (left(r, f.at) / 4 < count)
		return refuse();
	bytes_swap32(to, f.at, count);
	f.at += 4 * count;
	return f;
}

INLINE struct front build_hypers(const struct rows *r, size_t count, char *to,
				 struct front f)
{
	if (left(r, f.at) / 8 < count)
		return refuse();
	bytes_swap64(to, f.at, count);
	f.at += 8 * count;
	return f;
}

/* Words of which not all are values. */
static struct front build_choices(const struct rows *r, const struct onc_op *op,
				  char *to, struct front f)
{
	const uint8_t *at = f.at;

	if (left(r, at) / 4 < op->count)
		return refuse();
	for (uint32_t n = 0; n < op->count; n++) {
		const uint32_t word = bytes_load32(at + 4 * (size_t)n);

		if (op->kind == ONC_BOOL ? word > 1
					 : !table_enum_has(r->module, op->type,
							   (int32_t)word))
			return refuse();
	}
	return build_words(r, op->count, to, f);
}

static struct front build_opaque(const struct rows *r, size_t count, char *to,
				 struct front f)
{
	const size_t padded = count + bytes_padding(count);

	if (left(r, f.at) < padded ||
	    !bytes_padding_is_zero(f.at + padded, count))
		return refuse();
	memcpy(to, f.at, count);
	f.at += padded;
	return f;
}

/* -- rows ---------------------------------------------------------------- */

static struct front build_other(const struct rows *r, const struct onc_op *op,
				char *to, struct front f)
{
	switch ((enum onc_kind)op->kind) {
	case ONC_BYTES:
		return build_bytes(r, op->count, to, f);
	case ONC_OPAQUE:
		return build_opaque(r, op->count, to, f);
	case ONC_BOOL:
	case ONC_ENUM:
		return build_choices(r, op, to, f);
	default:
		return build_nullable(r, op, to, f);
	}
}

INLINE struct front build_row(const struct rows *r, char *base, struct front f,
			      copying *copy)
{
	const struct onc_op *op = r->first;

	do {
		char *to = base + op->offset;

		if (op->kind == ONC_STRING)
			f = build_text(r, op->count, to, f, copy);
		else if (op->kind == ONC_WORD)
			f = build_words(r, op->count, to, f);
		else if (op->kind == ONC_HYPER)
			f = build_hypers(r, op->count, to, f);
		else
			f = build_other(r, op, to, f);
	} while (f.at && ++op <= r->last);
	return f;
}

/* Rows are cleared a few at a time, to be found in the cache afterwards. */
#define CLEARED_AT_ONCE 1024

INLINE struct front build_rows(const struct rows *r, char *base, size_t count,
			       struct front f, copying *copy)
{
	size_t several = count;

	/* A division takes as long as two strings do: not for a few rows. */
	if (count * r->size > CLEARED_AT_ONCE)
		several = CLEARED_AT_ONCE / r->size + 1;
	while (count > 0 && f.at) {
		const size_t some = count < several ? count : several;
		const char *stop = base + some * r->size;

		memset(base, 0, some * r->size);
		count -= some;
		for (; base != stop && f.at; base += r->size)
			f = build_row(r, base, f, copy);
	}
	return f;
}

static struct front build_plainly(const struct rows *r, char *base,
				  size_t count, struct front f)
{
	return build_rows(r, base, count, f, bytes_copy_zero_mask);
}

BYTES_WIDE
static struct front build_widely(const struct rows *r, char *base, size_t count,
				 struct front f)
{
	return build_rows(r, base, count, f, bytes_copy_zero_mask_wide);
}

static bool are_rows(const struct onc_module *module,
		     const struct onc_layout *layout)
{
	const struct onc_op *op = &module->ops[layout->first];
	const struct onc_op *end = op + layout->count;

	if (layout->form != ONC_FORM_STRUCT || op == end || layout->size == 0)
		return false;
	while (op != end && QUICK_LEAVES >> op->kind & 1)
		op++;
	return op == end;
}

/*
 * The block is to be made for more than is used of it; never for much more
 * than 1.6 times what the message takes, unless both are small.
 */
static bool is_affordable(const struct quick_early *early, size_t bound)
{
	return bound <= early->cap &&
	       (bound <= 512 || bound <= early->size / 8 * 13);
}

/*
 * So many bytes are copied to where zeros follow them, so that all strings may
 * be read as those in the midst of a message are. One that claims more bytes
 * than there are has zeros among them then, and is refused for that; and as
 * there are whole units, its padding cannot lie behind them either.
 */
#define SMALL 256

const uint8_t *quick_rows(struct quick_early *early,
			  const struct onc_module *module,
			  const struct onc_layout *layout, size_t count,
			  const uint8_t *at, const uint8_t *end, size_t *room)
{
	const size_t items = *room - layout->size * count;
	/* What comes before the rows would be written over their start. */
	const size_t gap = items - early->start;
	const size_t bound = *room + (size_t)(end - at);
	const size_t size = (size_t)(end - at);
	const struct onc_op *first = &module->ops[layout->first];
	struct rows r = {
		.module = module,
		.end = end,
		.safe = end - TEXT,
		.size = layout->size,
		.first = first,
		.last = first + layout->count - 1,
	};
	uint8_t copy[SMALL + TEXT];
	struct front f = {.at = at};

	if (early->draft || early->failed || gap >= layout->align ||
	    !is_affordable(early, bound) || !are_rows(module, layout))
		return NULL;
	early->draft = buffer_draft(bound + QUICK_SLACK);
	early->failed = !early->draft;
	if (early->failed)
		return NULL;
	early->room = bound;
	early->from = at;
	if (size <= SMALL && size % 4 == 0) {
		f.at = memcpy(copy, at, size);
		memset(copy + size, 0, TEXT);
		r.end = copy + size;
		r.safe = r.end - 4;
	}
	f.next = (char *)early->draft + *room;
	f = (bytes_are_wide() && !early->plainly ? build_widely
						 : build_plainly)(
		&r, (char *)early->draft + items, count, f);
	if (!f.at)
		return NULL;
	early->to = end - (r.end - f.at);
	*room = early->used = (size_t)(f.next - (char *)early->draft);
	return early->to;
}
