/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: recursion follows the value, and a value made here is small: each
 * item out of line takes one from the source's budget.
 *
 * Long, because a value is made, freed and compared in three walks over one
 * table, and a kind that one of them has not shows best beside the others.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/value.h"

/* Bytes of a string or of opaque data where the bound is larger. */
enum { VALUE_FEW_BYTES = 40, VALUE_MOST_BYTES = 300 };
/* Items of an array. */
enum { VALUE_FEW_ITEMS = 5, VALUE_MOST_ITEMS = 64 };
/* The layouts of one file; far more than a file has. */
enum { VALUE_MOST_LAYOUTS = 1 << 16 };

static const struct onc_layout *layout_at(const struct onc_module *module,
					  uint32_t index)
{
	return &module->layouts[index];
}

size_t value_size(const struct onc_type *type)
{
	return layout_at(type->module, type->layout)->size;
}

/* Bytes in C of each of the scalars that an op counts; 0: no scalars. */
static size_t scalar_size(enum onc_kind kind)
{
	switch (kind) {
	case ONC_CHAR:
	case ONC_INT8:
	case ONC_UINT8:
		return 1;
	case ONC_INT16:
	case ONC_UINT16:
		return 2;
	case ONC_WORD:
	case ONC_BOOL:
	case ONC_ENUM:
		return 4;
	case ONC_HYPER:
		return 8;
	case ONC_LONG:
	case ONC_ULONG:
		return sizeof(long);
	default:
		return 0;
	}
}

static int32_t load_int(const struct onc_op *op, const char *base)
{
	const size_t size = scalar_size((enum onc_kind)op->kind);
	int32_t word = 0;
	int16_t half;
	long wide;

	if (size == 4)
		memcpy(&word, base + op->offset, sizeof(word));
	if (size == 1)
		word = op->kind == ONC_UINT8
			       ? *(const unsigned char *)(base + op->offset)
			       : *(const signed char *)(base + op->offset);
	if (size == 2) {
		memcpy(&half, base + op->offset, sizeof(half));
		word = op->kind == ONC_UINT16 ? (uint16_t)half : half;
	}
	if (size == sizeof(long)) {
		memcpy(&wide, base + op->offset, sizeof(wide));
		word = (int32_t)wide;
	}
	return word;
}

/* The op of a union's arm, or NULL where it is void or there is none. */
static const struct onc_op *arm_of(const struct onc_module *module,
				   const struct onc_layout *layout,
				   const char *base)
{
	const int32_t value = load_int(&module->ops[layout->first], base);
	uint32_t op = layout->fallback;

	for (uint32_t i = 0; i < layout->labels; i++) {
		if (module->arms[layout->arms + i].value == value)
			op = module->arms[layout->arms + i].op;
	}
	return op == ONC_VOID || op == ONC_NO_DEFAULT ? NULL : &module->ops[op];
}

static void *allocate(size_t count, size_t size)
{
	void *memory = calloc(count, size);

	if (!memory) {
		perror("value");
		exit(99);
	}
	return memory;
}

static void store_pointer(char *at, void *pointer)
{
	memcpy(at, &pointer, sizeof(pointer));
}

static void *load_pointer(const char *at)
{
	void *pointer;

	memcpy(&pointer, at, sizeof(pointer));
	return pointer;
}

/* -- what a type can lead to --------------------------------------------- */

/* Marks each kind of op that a value can have. */
static void note_kinds(const struct onc_module *module, uint32_t index,
		       unsigned char *seen, unsigned char *kinds)
{
	const struct onc_layout *layout = layout_at(module, index);
	const struct onc_op *op;

	if (seen[index] || layout->form == ONC_FORM_ENUM)
		return;
	seen[index] = 1;
	for (uint32_t i = 0; i < layout->count; i++) {
		op = &module->ops[layout->first + i];
		kinds[op->kind] = 1;
		if (op->kind >= ONC_STRUCT && op->kind <= ONC_OPTIONAL)
			note_kinds(module, op->type, seen, kinds);
	}
}

/* kinds: room for each number that a byte can hold. */
static void find_kinds(const struct onc_type *type, unsigned char *kinds)
{
	unsigned char *seen = allocate(VALUE_MOST_LAYOUTS, 1);

	memset(kinds, 0, UINT8_MAX + 1);
	note_kinds(type->module, type->layout, seen, kinds);
	free(seen);
}

bool value_reaches(const struct onc_type *type, enum onc_kind kind)
{
	unsigned char kinds[UINT8_MAX + 1];

	find_kinds(type, kinds);
	return kinds[kind];
}

bool value_is_described(const struct onc_type *type)
{
	unsigned char kinds[UINT8_MAX + 1];

	find_kinds(type, kinds);
	return !memchr(kinds + ONC_NULLABLE_OPAQUE + 1, 1,
		       UINT8_MAX - ONC_NULLABLE_OPAQUE);
}

/* -- making -------------------------------------------------------------- */

static void make(const struct onc_module *module, uint32_t index,
		 struct value_source *source, char *base);

/* Splitmix64: any seed will do. */
static uint64_t next(struct value_source *source)
{
	uint64_t x = source->state += 0x9e3779b97f4a7c15;

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
	x = (x ^ x >> 27) * 0x94d049bb133111eb;
	return x ^ x >> 31;
}

static uint32_t below(struct value_source *source, uint32_t bound)
{
	return (uint32_t)(next(source) % bound);
}

/* Bits of any number; often one at the edge of what some type can hold. */
static uint64_t bits(struct value_source *source)
{
	static const uint64_t edges[] = {
		0,	     1,		  UINT64_MAX, INT64_MAX,  0x7fffffff,
		0x80000000u, 0xffffffffu, 0x7f,	      0x80,	  0xff,
		0x7fff,	     0x8000,	  0xffff,     1ull << 63,
	};
	const uint64_t any = next(source);

	if (below(source, 3) > 0)
		return any;
	return edges[below(source, sizeof(edges) / sizeof(edges[0]))];
}

static uint32_t choose_count(struct value_source *source, uint32_t bound,
			     uint32_t few, uint32_t most)
{
	const uint32_t manner = below(source, 8);

	if (manner == 0)
		return 0;
	if (manner == 1 && bound <= most)
		return bound;
	return below(source, (bound < few ? bound : few) + 1);
}

/* One that the source can still pay for; and pays. */
static uint32_t spend(struct value_source *source, uint32_t count)
{
	if (count > source->budget)
		count = source->budget;
	source->budget -= count;
	return count;
}

static int32_t make_enum(const struct onc_module *module, uint32_t type,
			 struct value_source *source)
{
	const struct onc_layout *values = layout_at(module, type);

	return module->values[values->first + below(source, values->count)];
}

static void make_scalar(const struct onc_module *module,
			const struct onc_op *op, struct value_source *source,
			char *at)
{
	uint64_t any = bits(source);
	int32_t word = (int32_t)any;
	long wide = word;

	switch ((enum onc_kind)op->kind) {
	case ONC_BOOL:
		word = any & 1;
		break;
	case ONC_ENUM:
		word = make_enum(module, op->type, source);
		break;
	case ONC_LONG:
		if (source->flags & VALUE_LONG_UNSIGNED)
			wide = word & INT32_MAX;
		memcpy(at, &wide, sizeof(wide));
		return;
	case ONC_ULONG:
		wide = (long)(uint32_t)word;
		memcpy(at, &wide, sizeof(wide));
		return;
	case ONC_HYPER:
		memcpy(at, &any, sizeof(any));
		return;
	default:
		break;
	}
	/* Little-endian or not, each byte of it is as random as the next. */
	memcpy(at, &word, scalar_size((enum onc_kind)op->kind));
}

static void make_bytes(struct value_source *source, char *at, size_t count)
{
	for (size_t i = 0; i < count; i++)
		at[i] = (char)next(source);
}

static char *make_string(struct value_source *source, uint32_t bound)
{
	const uint32_t length =
		choose_count(source, bound, VALUE_FEW_BYTES, VALUE_MOST_BYTES);
	char *text = allocate((size_t)length + 1, 1);

	for (uint32_t i = 0; i < length; i++)
		text[i] = (char)(1 + below(source, 255));
	return text;
}

static struct onc_counted make_blob(struct value_source *source, uint32_t bound)
{
	struct onc_counted blob = {0};

	blob.count =
		choose_count(source, bound, VALUE_FEW_BYTES, VALUE_MOST_BYTES);
	if (blob.count > 0) {
		blob.items = allocate(blob.count, 1);
		make_bytes(source, blob.items, blob.count);
	}
	return blob;
}

static void make_items(const struct onc_module *module, uint32_t type,
		       struct value_source *source, char *at, uint32_t count)
{
	const size_t size = layout_at(module, type)->size;

	for (uint32_t i = 0; i < count; i++)
		make(module, type, source, at + i * size);
}

static struct onc_counted make_array(const struct onc_module *module,
				     const struct onc_op *op,
				     struct value_source *source)
{
	const size_t size = layout_at(module, op->type)->size;
	struct onc_counted array = {0};

	array.count =
		spend(source, choose_count(source, op->count, VALUE_FEW_ITEMS,
					   VALUE_MOST_ITEMS));
	if (array.count > 0) {
		array.items = allocate(array.count, size);
		make_items(module, op->type, source, array.items, array.count);
	}
	return array;
}

/* Three of four times, so that lists come in all lengths. */
static bool is_there(struct value_source *source)
{
	return below(source, 4) > 0 && spend(source, 1) == 1;
}

static void *make_optional(const struct onc_module *module,
			   const struct onc_op *op, struct value_source *source)
{
	void *item;

	if (!is_there(source))
		return NULL;
	switch ((enum onc_kind)op->kind) {
	case ONC_NULLABLE_STRING:
		return make_string(source, op->count);
	case ONC_NULLABLE_OPAQUE:
		item = allocate(op->count, 1);
		make_bytes(source, item, op->count);
		return item;
	default:
		item = allocate(1, layout_at(module, op->type)->size);
		make(module, op->type, source, item);
		return item;
	}
}

static void make_op(const struct onc_module *module, const struct onc_op *op,
		    struct value_source *source, char *base)
{
	const size_t size = scalar_size((enum onc_kind)op->kind);
	char *at = base + op->offset;
	struct onc_counted counted;

	switch ((enum onc_kind)op->kind) {
	case ONC_OPAQUE:
		make_bytes(source, at, op->count);
		return;
	case ONC_STRING:
		store_pointer(at, make_string(source, op->count));
		return;
	case ONC_BYTES:
	case ONC_ARRAY:
		counted = op->kind == ONC_BYTES
				  ? make_blob(source, op->count)
				  : make_array(module, op, source);
		memcpy(at, &counted, sizeof(counted));
		return;
	case ONC_STRUCT:
		make(module, op->type, source, at);
		return;
	case ONC_VECTOR:
		make_items(module, op->type, source, at, op->count);
		return;
	case ONC_OPTIONAL:
	case ONC_NULLABLE_STRING:
	case ONC_NULLABLE_OPAQUE:
		store_pointer(at, make_optional(module, op, source));
		return;
	default:
		for (uint32_t i = 0; i < op->count; i++)
			make_scalar(module, op, source, at + i * size);
	}
}

static void store_label(const struct onc_op *op, char *base, int32_t label)
{
	const int16_t half = (int16_t)label;
	const long wide =
		op->kind == ONC_ULONG ? (long)(uint32_t)label : (long)label;
	char *at = base + op->offset;

	switch (scalar_size((enum onc_kind)op->kind)) {
	case 1:
		*at = (char)label;
		return;
	case 2:
		memcpy(at, &half, sizeof(half));
		return;
	case 4:
		memcpy(at, &label, sizeof(label));
		return;
	default:
		memcpy(at, &wide, sizeof(wide));
	}
}

static void make_union(const struct onc_module *module,
		       const struct onc_layout *layout,
		       struct value_source *source, char *base)
{
	const struct onc_op *discriminant = &module->ops[layout->first];
	const struct onc_op *arm;

	make_op(module, discriminant, source, base);
	if (layout->labels > 0 &&
	    (layout->fallback == ONC_NO_DEFAULT || below(source, 4) > 0))
		store_label(discriminant, base,
			    module->arms[layout->arms +
					 below(source, layout->labels)]
				    .value);
	arm = arm_of(module, layout, base);
	if (arm)
		make_op(module, arm, source, base);
}

static void make(const struct onc_module *module, uint32_t index,
		 struct value_source *source, char *base)
{
	const struct onc_layout *layout = layout_at(module, index);

	if (layout->form == ONC_FORM_UNION) {
		make_union(module, layout, source, base);
		return;
	}
	for (uint32_t i = 0; i < layout->count; i++)
		make_op(module, &module->ops[layout->first + i], source, base);
}

void value_make(const struct onc_type *type, struct value_source *source,
		void *value)
{
	memset(value, 0, value_size(type));
	make(type->module, type->layout, source, value);
}

/* -- releasing ----------------------------------------------------------- */

static void release(const struct onc_module *module, uint32_t index,
		    char *base);

static void release_items(const struct onc_module *module, uint32_t type,
			  char *at, uint32_t count)
{
	const size_t size = layout_at(module, type)->size;

	for (uint32_t i = 0; i < count; i++)
		release(module, type, at + i * size);
}

static void release_op(const struct onc_module *module, const struct onc_op *op,
		       char *base)
{
	char *at = base + op->offset;
	struct onc_counted counted;
	void *item;

	switch ((enum onc_kind)op->kind) {
	case ONC_STRUCT:
		release(module, op->type, at);
		return;
	case ONC_VECTOR:
		release_items(module, op->type, at, op->count);
		return;
	case ONC_BYTES:
	case ONC_ARRAY:
		memcpy(&counted, at, sizeof(counted));
		if (op->kind == ONC_ARRAY)
			release_items(module, op->type, counted.items,
				      counted.count);
		free(counted.items);
		return;
	case ONC_STRING:
	case ONC_OPTIONAL:
	case ONC_NULLABLE_STRING:
	case ONC_NULLABLE_OPAQUE:
		item = load_pointer(at);
		if (item && op->kind == ONC_OPTIONAL)
			release(module, op->type, item);
		free(item);
		return;
	default:
		return;
	}
}

static void release(const struct onc_module *module, uint32_t index, char *base)
{
	const struct onc_layout *layout = layout_at(module, index);
	const struct onc_op *arm;

	if (layout->form == ONC_FORM_UNION) {
		arm = arm_of(module, layout, base);
		if (arm)
			release_op(module, arm, base);
		return;
	}
	for (uint32_t i = 0; i < layout->count; i++)
		release_op(module, &module->ops[layout->first + i], base);
}

void value_release(const struct onc_type *type, void *value)
{
	release(type->module, type->layout, value);
	memset(value, 0, value_size(type));
}

/* -- comparing ----------------------------------------------------------- */

static bool same(const struct onc_module *module, uint32_t index, const char *a,
		 const char *b);

static bool same_items(const struct onc_module *module, uint32_t type,
		       const char *a, const char *b, uint32_t count)
{
	const size_t size = layout_at(module, type)->size;

	for (uint32_t i = 0; i < count; i++) {
		if (!same(module, type, a + i * size, b + i * size))
			return false;
	}
	return true;
}

static bool same_counted(const struct onc_module *module,
			 const struct onc_op *op, const char *a, const char *b)
{
	struct onc_counted left, right;

	memcpy(&left, a, sizeof(left));
	memcpy(&right, b, sizeof(right));
	if (left.count != right.count || left.count > op->count)
		return false;
	if (left.count == 0)
		return true;
	if (op->kind == ONC_BYTES)
		return memcmp(left.items, right.items, left.count) == 0;
	return same_items(module, op->type, left.items, right.items,
			  left.count);
}

static bool same_pointed(const struct onc_module *module,
			 const struct onc_op *op, const char *a, const char *b)
{
	if (!a || !b)
		return a == b;
	switch ((enum onc_kind)op->kind) {
	case ONC_OPTIONAL:
		return same(module, op->type, a, b);
	case ONC_NULLABLE_OPAQUE:
		return memcmp(a, b, op->count) == 0;
	default:
		return strcmp(a, b) == 0;
	}
}

static bool same_op(const struct onc_module *module, const struct onc_op *op,
		    const char *a, const char *b)
{
	a += op->offset;
	b += op->offset;
	switch ((enum onc_kind)op->kind) {
	case ONC_OPAQUE:
		return memcmp(a, b, op->count) == 0;
	case ONC_BYTES:
	case ONC_ARRAY:
		return same_counted(module, op, a, b);
	case ONC_STRING:
	case ONC_OPTIONAL:
	case ONC_NULLABLE_STRING:
	case ONC_NULLABLE_OPAQUE:
		return same_pointed(module, op, load_pointer(a),
				    load_pointer(b));
	case ONC_STRUCT:
		return same(module, op->type, a, b);
	case ONC_VECTOR:
		return same_items(module, op->type, a, b, op->count);
	default:
		return memcmp(a, b,
			      scalar_size((enum onc_kind)op->kind) *
				      op->count) == 0;
	}
}

static bool same(const struct onc_module *module, uint32_t index, const char *a,
		 const char *b)
{
	const struct onc_layout *layout = layout_at(module, index);
	const struct onc_op *op = &module->ops[layout->first], *arm;

	if (layout->form == ONC_FORM_UNION) {
		arm = arm_of(module, layout, a);
		return same_op(module, op, a, b) &&
		       (!arm || same_op(module, arm, a, b));
	}
	for (uint32_t i = 0; i < layout->count; i++) {
		if (!same_op(module, &op[i], a, b))
			return false;
	}
	return true;
}

bool value_is_same(const struct onc_type *type, const void *a, const void *b)
{
	return same(type->module, type->layout, a, b);
}
