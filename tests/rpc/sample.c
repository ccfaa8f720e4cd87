/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdlib.h>
#include <string.h>

#include "tests/rpc/sample.h"

static row rows[] = {
	{"alice", 1000, 1234567890123, {RED, .choice_u.number = -1}},
	{"", 0, -1, {GREEN, .choice_u.text = "f\xc3\xbcnf"}},
	{"bob", 4294967294u, 0, {BLUE, .choice_u.number = 0}},
};
static int numbers[] = {1, -2, 3};
static int64_t stamps[] = {1, INT64_MIN, INT64_MAX, 0};
static color colors[] = {BLUE, RED};
static label labels[] = {"one", "", "three"};
static uint8_t sum[6] = {0xde, 0xad, 0xbe, 0xef, 0, 1};
static int number = 42;
static node third = {3, NULL}, second = {2, &third}, first = {1, &second};
static tree leaves[2] = {{.value = 4}, {.value = 5}};
static tree children[2] = {
	{.value = 2, .children = {2, leaves}},
	{.value = 3},
};

const sheet sample_sheet = {
	.rows = {3, rows},
	.pair = {{"left", 1, 2, {RED, .choice_u.number = 7}},
		 {"right", 3, 4, {GREEN, .choice_u.text = "x"}}},
	.numbers = {3, numbers},
	.stamps = {4, stamps},
	.colors = {2, colors},
	.flags = {TRUE, FALSE},
	.labels = {3, labels},
	.perhaps = {"named", sum, &number},
	.tail = {2, .loose_u.nodes = &first},
};

static const sheet bare = {
	.pair = {{"", 0, 0, {BLUE, .choice_u.number = 0}},
		 {"", 0, 0, {BLUE, .choice_u.number = 0}}},
	.tail = {9, .loose_u.rest = {0, NULL}},
};

const scalars sample_scalars = {
	.i = -1,
	.u = 4294967295u,
	.h = INT64_MIN,
	.uh = UINT64_MAX,
	.f = 1.5f,
	.d = -2.25,
	.b = TRUE,
	.c = GREEN,
	.s = LOW,
	.more = {1, 2, 3},
};

const narrow sample_narrow = {
	.c = -56,
	.uc = 200,
	.s = -30000,
	.us = 60000,
	.l = -2147483647L - 1,
	.ul = 4294967295ul,
};

const blobs sample_blobs = {
	.fixed = {1, 2, 3, 4, 5},
	.counted = {7, (char[]){0, 1, 2, 3, 4, 5, 6}},
	.text = "eight888",
	.any = "any length at all",
};

const tree sample_tree = {.value = 1, .children = {2, children}};

static const list sample_of_list = {&first};
static const list empty_list = {NULL};
static const maybe nothing = {NULL, NULL, NULL};

const struct sample samples[] = {
	{"sheet", &sheet_type, &sample_sheet},
	{"bare sheet", &sheet_type, &bare},
	{"scalars", &scalars_type, &sample_scalars},
	{"narrow", &narrow_type, &sample_narrow},
	{"blobs", &blobs_type, &sample_blobs},
	{"tree", &tree_type, &sample_tree},
	{"list", &list_type, &sample_of_list},
	{"empty list", &list_type, &empty_list},
	{"nothing", &maybe_type, &nothing},
	{"union", &choice_type, &rows[1].picked},
	{"ints", &ints_type, &sample_sheet.numbers},
	{"string", &label_type, &labels[2]},
	{"enum", &color_type, &colors[0]},
};

const size_t sample_count = sizeof(samples) / sizeof(samples[0]);

struct node *sample_list(size_t count)
{
	struct node *nodes = calloc(count, sizeof(*nodes));

	for (size_t i = 0; nodes && i < count; i++) {
		nodes[i].value = (int)i;
		nodes[i].next = i + 1 < count ? &nodes[i + 1] : NULL;
	}
	return nodes;
}

/* -- pointers
 * ------------------------------------------------------------------ */

struct range {
	const char *start, *end;
	const struct onc_module *module;
};

static bool holds(const struct range *range, const void *at, size_t size)
{
	const char *first_byte = at;

	return first_byte >= range->start && first_byte <= range->end &&
	       size <= (size_t)(range->end - first_byte);
}

static bool inside(const struct range *range, uint32_t layout,
		   const char *base);

static bool inside_items(const struct range *range, uint32_t layout,
			 const char *base, size_t count)
{
	const size_t size = range->module->layouts[layout].size;

	for (size_t i = 0; i < count; i++)
		if (!inside(range, layout, base + i * size))
			return false;
	return true;
}

static bool inside_op(const struct range *range, const struct onc_op *op,
		      const char *base)
{
	const char *at = base + op->offset;
	struct onc_counted counted;
	const char *pointer;

	switch (op->kind) {
	case ONC_STRING:
	case ONC_NULLABLE_STRING:
		memcpy(&pointer, at, sizeof(pointer));
		return !pointer || holds(range, pointer, strlen(pointer) + 1);
	case ONC_NULLABLE_OPAQUE:
		memcpy(&pointer, at, sizeof(pointer));
		return !pointer || holds(range, pointer, op->count);
	case ONC_BYTES:
		memcpy(&counted, at, sizeof(counted));
		return counted.count == 0 ||
		       holds(range, counted.items, counted.count);
	case ONC_ARRAY:
		memcpy(&counted, at, sizeof(counted));
		return counted.count == 0 ||
		       (holds(range, counted.items,
			      counted.count *
				      (size_t)range->module->layouts[op->type]
					      .size) &&
			inside_items(range, op->type, counted.items,
				     counted.count));
	case ONC_OPTIONAL:
		memcpy(&pointer, at, sizeof(pointer));
		return !pointer ||
		       (holds(range, pointer,
			      range->module->layouts[op->type].size) &&
			inside(range, op->type, pointer));
	case ONC_STRUCT:
		return inside(range, op->type, at);
	case ONC_VECTOR:
		return inside_items(range, op->type, at, op->count);
	default:
		return true;
	}
}

/* The arm that is chosen; NULL for a void one. */
static const struct onc_op *arm(const struct onc_module *module,
				const struct onc_layout *layout,
				const char *base)
{
	const struct onc_arm *labels_of = module->arms + layout->arms;
	uint32_t chosen = layout->fallback;
	int32_t value;

	memcpy(&value, base + module->ops[layout->first].offset, sizeof(value));
	for (uint32_t i = 0; i < layout->labels; i++)
		if (labels_of[i].value == value)
			chosen = labels_of[i].op;
	return chosen >= ONC_NO_DEFAULT ? NULL : &module->ops[chosen];
}

static bool inside(const struct range *range, uint32_t index, const char *base)
{
	const struct onc_layout *layout = &range->module->layouts[index];
	const struct onc_op *op = &range->module->ops[layout->first];

	if (layout->form == ONC_FORM_UNION) {
		op = arm(range->module, layout, base);
		return !op || inside_op(range, op, base);
	}
	for (uint32_t i = 0; i < layout->count; i++)
		if (!inside_op(range, &op[i], base))
			return false;
	return true;
}

bool sample_inside(const struct onc_type *type, const void *value,
		   const void *block, size_t size)
{
	const struct range range = {
		.start = block,
		.end = (const char *)block + size,
		.module = type->module,
	};

	return inside(&range, type->layout, value);
}
