/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The second pass over a value in C, and both passes in one.
 *
 * One walk does either: COUNTED writes what extent_value() has admitted, and
 * ends where that said that it would; UNCOUNTED checks as it goes, and leaves
 * it to extent.c to say what was wrong. In both, padding is zero.
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

/*
 * Where the bytes go. Whoever has counted them has made room for them all; who
 * has not makes it as he goes, and checks what the counting would have checked.
 */
struct writer {
	const struct onc_module *module;
	uint8_t *end; /* of the room */
	size_t cap;
	uint8_t *draft; /* a block, once the room on the stack was too small */
	uint8_t *start; /* of the bytes */
	bool failed;	/* there was no memory for more */
};

/* Most values find room on the stack, and are copied into a block that fits. */
#define SMALL 1024

/* The kinds of writers, known when the walk is compiled. */
enum { COUNTED, UNCOUNTED };

/*
 * Twice as much room, so that growing costs no more than writing did, within
 * the cap and what one item may write behind it. NULL without memory.
 */
static uint8_t *grow(struct writer *w, uint8_t *to, size_t need)
{
	const size_t used = (size_t)(to - w->start);
	const size_t most = w->cap + SMALL;
	size_t size = 2 * used + need + SMALL;
	uint8_t *draft;

	if (need > most || used > most - need)
		return NULL;
	if (size > most)
		size = most;
	draft = buffer_redraft(w->draft, size);
	w->failed = !draft;
	if (!draft)
		return NULL;
	if (!w->draft)
		memcpy(draft, w->start, used);
	w->draft = w->start = draft;
	w->end = draft + size;
	return draft + used;
}

INLINE uint8_t *make_room(struct writer *w, int kind, uint8_t *to, size_t need)
{
	if (kind == COUNTED || (size_t)(w->end - to) >= need)
		return to;
	return grow(w, to, need);
}

/* For bytes, the unit in front of them, and what a copy may write behind. */
INLINE size_t need_for(size_t count)
{
	return count + 8 + BYTES_AT_ONCE;
}

INLINE uint8_t *put_opaque(struct writer *w, int kind, uint8_t *to,
			   const void *from, size_t count, padding_copy *copy)
{
	to = make_room(w, kind, to, need_for(count));
	if (!to)
		return NULL;
	if (count <= BYTES_AT_ONCE && w->end - to >= BYTES_AT_ONCE)
		copy(to, from, count);
	else
		copy_padded(to, from, count);
	return to + count + bytes_padding(count);
}

INLINE uint8_t *put_text(struct writer *w, int kind, uint8_t *to,
			 const char *text, uint32_t bound, padding_copy *copy)
{
	size_t count;

	if (kind == UNCOUNTED && !text)
		return NULL;
	count = strlen(text);
	if (kind == UNCOUNTED && (count > bound || count > w->cap))
		return NULL;
	to = make_room(w, kind, to, need_for(count));
	if (!to)
		return NULL;
	return put_opaque(w, COUNTED, put_word(to, (uint32_t)count), text,
			  count, copy);
}

INLINE uint8_t *put_bytes(struct writer *w, int kind, uint8_t *to,
			  struct onc_counted counted, uint32_t bound,
			  padding_copy *copy)
{
	if (kind == UNCOUNTED &&
	    (counted.count > bound || counted.count > w->cap ||
	     (counted.count > 0 && !counted.items)))
		return NULL;
	to = make_room(w, kind, to, need_for(counted.count));
	if (!to)
		return NULL;
	to = put_word(to, counted.count);
	if (counted.count == 0)
		return to;
	return put_opaque(w, COUNTED, to, counted.items, counted.count, copy);
}

INLINE uint8_t *put_nullable(struct writer *w, int kind, uint8_t *to,
			     const struct onc_op *op, const char *bytes,
			     padding_copy *copy)
{
	to = make_room(w, kind, to, 4);
	if (!to)
		return NULL;
	to = put_word(to, bytes != NULL);
	if (!bytes)
		return to;
	return op->kind == ONC_NULLABLE_STRING
		       ? put_text(w, kind, to, bytes, op->count, copy)
		       : put_opaque(w, kind, to, bytes, op->count, copy);
}

/* The codec says again what it said to extent.c, or says it now. */
static uint8_t *put_external(struct writer *w, int kind, uint8_t *to,
			     const struct onc_op *op, const char *at)
{
	const struct onc_codec *codec = table_codec(w->module, op);
	size_t wire = 0, footprint;
	enum onc_status status = codec->extent(at, &wire, &footprint);

	assert(kind == UNCOUNTED || status == ONC_OK);
	if (status != ONC_OK || wire % 4 != 0 || wire > UINT32_MAX)
		return NULL;
	to = make_room(w, kind, to, wire);
	if (!to)
		return NULL;
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

INLINE uint8_t *put_words(struct writer *w, int kind, uint8_t *to,
			  const struct onc_op *op, const char *at, size_t times)
{
	const size_t count = op->count * times;

	to = make_room(w, kind, to, 4 * count);
	if (!to)
		return NULL;
	bytes_swap32(to, at, count);
	return to + 4 * count;
}

INLINE uint8_t *put_hypers(struct writer *w, int kind, uint8_t *to,
			   const struct onc_op *op, const char *at,
			   size_t times)
{
	const size_t count = op->count * times;

	to = make_room(w, kind, to, 8 * count);
	if (!to)
		return NULL;
	bytes_swap64(to, at, count);
	return to + 8 * count;
}

INLINE uint8_t *put_scalars(struct writer *w, int kind, uint8_t *to,
			    const struct onc_op *op, const char *at)
{
	const size_t size = table_scalar_size(op->kind);

	to = make_room(w, kind, to, 4 * (size_t)op->count);
	for (uint32_t n = op->count; to && n > 0; n--, at += size) {
		if (kind == UNCOUNTED && !table_scalar_fits(w->module, op, at))
			return NULL;
		to = put_word(to, scalar_word(op->kind, at));
	}
	return to;
}

/* -- what nests ------------------------------------------------------------ */

/* An array up to its items: *count is how many are still to be walked. */
INLINE uint8_t *put_array(struct writer *w, int kind, uint8_t *to,
			  const struct onc_op *op, struct onc_counted counted,
			  size_t *count)
{
	const struct onc_op *run =
		table_run(w->module, table_layout(w->module, op->type));
	const size_t unit = run && run->kind == ONC_HYPER ? 8 : 4;

	*count = 0;
	if (kind == UNCOUNTED && (counted.count > op->count ||
				  (counted.count > 0 && !counted.items)))
		return NULL;
	to = make_room(w, kind, to, 4);
	if (!to)
		return NULL;
	to = put_word(to, counted.count);
	if (!run || counted.count == 0) {
		*count = counted.count;
		return to;
	}
	if (kind == UNCOUNTED && counted.count > w->cap / unit / run->count)
		return NULL;
	return run->kind == ONC_WORD ? put_words(w, kind, to, run,
						 counted.items, counted.count)
				     : put_hypers(w, kind, to, run,
						  counted.items, counted.count);
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

INLINE uint8_t *enter(struct writer *w, int kind, uint8_t *to,
		      const struct onc_layout *layout, struct level *l)
{
	int32_t value;
	bool known;

	l->op = &w->module->ops[layout->first];
	l->end = l->op + layout->count;
	if (layout->form != ONC_FORM_UNION)
		return to;
	known = table_discriminant(l->op, l->base, &value);
	to = put_scalars(w, kind, to, l->op, l->base + l->op->offset);
	if (!to)
		return NULL;
	known = known && table_arm(w->module, layout, value, &l->op);
	assert(kind == UNCOUNTED || known);
	l->end = l->op ? l->op + 1 : NULL;
	return known ? to : NULL;
}

INLINE uint8_t *walk(struct writer *w, int kind, uint8_t *to, uint32_t root,
		     const char *value, padding_copy *copy)
{
	struct level outer[TABLE_DEPTH];
	struct level l = {
		.item = table_layout(w->module, root),
		.count = 1,
		.base = value,
	};
	const struct onc_layout *inner;
	const struct onc_op *op;
	unsigned depth = 0;
	const char *at;
	size_t count;

	l.next = value + l.item->size;
	to = enter(w, kind, to, l.item, &l);
	while (kind == COUNTED || to) {
		if (l.op == l.end) {
			if (--l.count > 0) {
				l.base = l.next;
				l.next += l.item->size;
				to = enter(w, kind, to, l.item, &l);
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
			to = put_text(w, kind, to, get_pointer(at), op->count,
				      copy);
			continue;
		case ONC_WORD:
			to = put_words(w, kind, to, op, at, 1);
			continue;
		case ONC_HYPER:
			to = put_hypers(w, kind, to, op, at, 1);
			continue;
		case ONC_BYTES:
			to = put_bytes(w, kind, to, get_counted(at), op->count,
				       copy);
			continue;
		case ONC_OPAQUE:
			to = put_opaque(w, kind, to, at, op->count, copy);
			continue;
		case ONC_NULLABLE_STRING:
		case ONC_NULLABLE_OPAQUE:
			to = put_nullable(w, kind, to, op, get_pointer(at),
					  copy);
			continue;
		case ONC_EXTERNAL:
			to = put_external(w, kind, to, op, at);
			continue;
		case ONC_ARRAY:
			to = put_array(w, kind, to, op, get_counted(at),
				       &count);
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
			to = make_room(w, kind, to, 4);
			if (kind == UNCOUNTED && !to)
				continue;
			to = put_word(to, at != NULL);
			if (!at)
				continue;
			count = 1;
			break;
		case ONC_STRUCT:
			count = 1;
			break;
		default:
			to = put_scalars(w, kind, to, op, at);
			continue;
		}
		inner = table_layout(w->module, op->type);
		/* What a last op leads to is not nested: see measure.c. */
		if (l.op != l.end || !table_is_tail(op)) {
			if (kind == UNCOUNTED && depth + 1 == TABLE_DEPTH)
				return NULL;
			outer[depth++] = l;
			l.item = inner;
			l.count = count;
			l.next = at + inner->size;
		}
		l.base = at;
		to = enter(w, kind, to, inner, &l);
	}
	return NULL;
}

/* -- counted bytes --------------------------------------------------------- */

void encode_plainly(const struct onc_type *type, const void *value, void *bytes,
		    size_t size)
{
	struct writer w = {
		.module = type->module,
		.end = (uint8_t *)bytes + size,
	};
	const uint8_t *end =
		walk(&w, COUNTED, bytes, type->layout, value, copy_padded);

	assert(end == w.end);
	(void)end;
}

BYTES_WIDE
static uint8_t *encode_widely(struct writer *w, uint32_t root,
			      const char *value, uint8_t *to)
{
	return walk(w, COUNTED, to, root, value, bytes_copy_padded_wide);
}

void encode_value(const struct onc_type *type, const void *value, void *bytes,
		  size_t size)
{
	struct writer w = {
		.module = type->module,
		.end = (uint8_t *)bytes + size,
	};
	const uint8_t *end;

	if (!bytes_are_wide()) {
		encode_plainly(type, value, bytes, size);
		return;
	}
	end = encode_widely(&w, type->layout, value, bytes);
	assert(end == w.end);
	(void)end;
}

/* -- uncounted bytes ------------------------------------------------------- */

static uint8_t *once_plainly(struct writer *w, uint32_t root, const char *value,
			     uint8_t *to)
{
	return walk(w, UNCOUNTED, to, root, value, copy_padded);
}

BYTES_WIDE
static uint8_t *once_widely(struct writer *w, uint32_t root, const char *value,
			    uint8_t *to)
{
	return walk(w, UNCOUNTED, to, root, value, bytes_copy_padded_wide);
}

enum onc_status encode_once(const struct onc_type *type, const void *value,
			    size_t cap, bool plainly, void **bytes,
			    size_t *size)
{
	uint8_t small[SMALL];
	struct writer w = {
		.module = type->module,
		.start = small,
		.end = small + sizeof(small),
		.cap = cap,
	};
	const bool wide = bytes_are_wide() && !plainly;
	const uint8_t *end;

	end = (wide ? once_widely : once_plainly)(&w, type->layout, value,
						  small);
	*bytes = NULL;
	*size = end ? (size_t)(end - w.start) : 0;
	if (!end || *size > cap) {
		if (w.draft)
			buffer_drop(w.draft);
		return w.failed ? ONC_NO_MEMORY : ONC_BAD_VALUE;
	}
	/* What is too much stays: giving it back takes longer than encoding. */
	if (w.draft) {
		buffer_seal(w.draft, *size, BUFFER_OWN);
		*bytes = w.draft;
		return ONC_OK;
	}
	*bytes = buffer_new_raw(*size, BUFFER_OWN);
	if (!*bytes)
		return ONC_NO_MEMORY;
	memcpy(*bytes, small, *size);
	return ONC_OK;
}

/* -- for everybody ----------------------------------------------------------
 */

enum onc_status onc_encode(const struct onc_type *type, const void *value,
			   const struct onc_options *options, void **bytes,
			   size_t *size, struct onc_fault *fault)
{
	const struct measure_rules rules = measure_rules(options);
	struct onc_fault unasked;
	enum onc_status status;
	struct extent extent;

	if (!fault)
		fault = &unasked;
	status = encode_once(type, value, rules.cap, false, bytes, size);
	if (status == ONC_OK) {
		fault->status = ONC_OK;
		fault->offset = *size;
		fault->path[0] = '\0';
		return ONC_OK;
	}
	/* Why not, and where? */
	*size = 0;
	if (extent_value(type, value, rules.cap, &extent, fault) != ONC_OK)
		return fault->status;
	*fault = (struct onc_fault){.status = ONC_NO_MEMORY};
	return ONC_NO_MEMORY;
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
