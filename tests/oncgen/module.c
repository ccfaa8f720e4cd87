/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Holds generated tables against what <onc/type.h> says of them: indexes in
 * range, members inside their structures, fields that add up, wire minima
 * that a second computation confirms. It knows nothing of oncgen.
 *
 * TYPES is a list of the types' variables, from the command line.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <onc/xdr.h>

/* What the generated functions call; only the tables matter here. */
bool_t onc_xdr(XDR *xdrs, const struct onc_type *type, void *value)
{
	(void)xdrs;
	(void)type;
	(void)value;
	return FALSE;
}

#include HEADER

/* Nothing is decoded here: any object will do for a codec. */
#ifdef CODECS
CODECS
#endif

static const struct onc_type *const types[] = {TYPES};

static int failures;

#define CHECK(condition, layout)                                               \
	((condition) ? (void)0 : fail(#condition, layout, __LINE__))

static void fail(const char *condition, uint32_t layout, int line)
{
	printf("# line %d, layout %u: %s\n", line, layout, condition);
	failures++;
}

/* Bytes in C of one of what an op counts; 0 if it counts something else. */
static size_t unit_in_c(const struct onc_module *module,
			const struct onc_op *op)
{
	switch (op->kind) {
	case ONC_WORD:
	case ONC_BOOL:
	case ONC_ENUM:
		return 4;
	case ONC_HYPER:
		return 8;
	case ONC_CHAR:
	case ONC_INT8:
	case ONC_UINT8:
	case ONC_OPAQUE:
		return 1;
	case ONC_INT16:
	case ONC_UINT16:
		return 2;
	case ONC_LONG:
	case ONC_ULONG:
		return sizeof(long);
	case ONC_STRUCT:
	case ONC_VECTOR:
		return module->layouts[op->type].size;
	default:
		return 0;
	}
}

static size_t size_in_c(const struct onc_module *module,
			const struct onc_op *op)
{
	size_t unit = unit_in_c(module, op);

	if (unit)
		return unit * op->count;
	if (op->kind == ONC_EXTERNAL)
		return 1;
	if (op->kind == ONC_BYTES || op->kind == ONC_ARRAY)
		return sizeof(struct onc_counted);
	return sizeof(void *);
}

static uint64_t least(const struct onc_module *module, uint32_t index,
		      int depth);

static uint64_t least_of_op(const struct onc_module *module,
			    const struct onc_op *op, int depth)
{
	switch (op->kind) {
	case ONC_EXTERNAL:
		return 0;
	case ONC_HYPER:
		return 8 * (uint64_t)op->count;
	case ONC_OPAQUE:
		return ((uint64_t)op->count + 3) / 4 * 4;
	case ONC_STRUCT:
	case ONC_VECTOR:
		return op->count * least(module, op->type, depth + 1);
	case ONC_BYTES:
	case ONC_STRING:
	case ONC_ARRAY:
	case ONC_OPTIONAL:
	case ONC_NULLABLE_STRING:
	case ONC_NULLABLE_OPAQUE:
		return 4;
	default:
		return 4 * (uint64_t)op->count;
	}
}

static uint64_t least(const struct onc_module *module, uint32_t index,
		      int depth)
{
	const struct onc_layout *layout = &module->layouts[index];
	const struct onc_op *ops = module->ops + layout->first;
	uint64_t sum = 0, smallest = UINT64_MAX, one;
	uint32_t i, op;

	if (depth > 200)
		abort();
	if (layout->form == ONC_FORM_ENUM)
		return 4;
	if (layout->form == ONC_FORM_STRUCT) {
		for (i = 0; i < layout->count; i++)
			sum += least_of_op(module, &ops[i], depth);
		return sum;
	}
	for (i = 0; i <= layout->labels; i++) {
		op = i < layout->labels ? module->arms[layout->arms + i].op
					: layout->fallback;
		if (op == ONC_NO_DEFAULT)
			continue;
		one = op == ONC_VOID
			      ? 0
			      : least_of_op(module, &module->ops[op], depth);
		if (one < smallest)
			smallest = one;
	}
	return least_of_op(module, &ops[0], depth) + smallest;
}

/* -- checks -------------------------------------------------------------- */

static int needs_type(const struct onc_op *op)
{
	return op->kind == ONC_ENUM || op->kind == ONC_STRUCT ||
	       op->kind == ONC_VECTOR || op->kind == ONC_ARRAY ||
	       op->kind == ONC_OPTIONAL;
}

static int is_scalar(const struct onc_op *op)
{
	return op->kind <= ONC_ULONG;
}

static void visit(const struct onc_module *module, uint32_t index, char *seen);

static void check_op(const struct onc_module *module, uint32_t index,
		     const struct onc_op *op, char *seen)
{
	const struct onc_layout *layout = &module->layouts[index];

	CHECK(op->kind < ONC_KIND_COUNT, index);
	CHECK(op->offset + size_in_c(module, op) <= layout->size, index);
	CHECK(op->count > 0, index);
	if (op->kind == ONC_STRUCT || op->kind == ONC_OPTIONAL)
		CHECK(op->count == 1, index);
	if (op->kind == ONC_EXTERNAL) {
		CHECK(module->codecs[op->type] && op->count == 1, index);
		return;
	}
	if (!needs_type(op)) {
		CHECK(op->type == 0, index);
		return;
	}
	CHECK((op->kind == ONC_ENUM) ==
		      (module->layouts[op->type].form == ONC_FORM_ENUM),
	      index);
	if (op->kind == ONC_STRUCT || op->kind == ONC_VECTOR)
		CHECK(op->offset % module->layouts[op->type].align == 0, index);
	visit(module, op->type, seen);
}

/* In a struct no op overlaps the one before, and the fields add up. */
static void check_struct(const struct onc_module *module, uint32_t index)
{
	const struct onc_layout *layout = &module->layouts[index];
	const struct onc_field *field = module->fields + layout->fields;
	const struct onc_op *op;
	size_t end = 0;
	uint64_t sum;
	uint32_t i;

	for (i = 0; i < layout->count; i++) {
		op = &module->ops[layout->first + i];
		CHECK(op->offset >= end, index);
		end = op->offset + size_in_c(module, op);
		if (!is_scalar(op)) {
			CHECK(field->count == 1, index);
			field++;
			continue;
		}
		for (sum = 0; sum < op->count; field++)
			sum += field->count;
		CHECK(sum == op->count, index);
	}
}

static void check_union(const struct onc_module *module, uint32_t index)
{
	const struct onc_layout *layout = &module->layouts[index];
	const struct onc_op *first = &module->ops[layout->first];
	uint32_t i, k, op;

	CHECK(first->offset == 0 && first->count == 1, index);
	CHECK(is_scalar(first) && first->kind != ONC_HYPER, index);
	for (i = 0; i < layout->labels; i++) {
		op = module->arms[layout->arms + i].op;
		CHECK(op == ONC_VOID || (op > layout->first &&
					 op < layout->first + layout->count),
		      index);
		for (k = 0; k < i; k++)
			CHECK(module->arms[layout->arms + i].value !=
				      module->arms[layout->arms + k].value,
			      index);
	}
	op = layout->fallback;
	CHECK(op == ONC_VOID || op == ONC_NO_DEFAULT ||
		      (op > layout->first &&
		       op < layout->first + layout->count),
	      index);
	for (i = 2; i < layout->count; i++)
		CHECK(module->ops[layout->first + i].offset ==
			      module->ops[layout->first + 1].offset,
		      index);
}

static void check_enum(const struct onc_module *module, uint32_t index)
{
	const struct onc_layout *layout = &module->layouts[index];
	const int32_t *values = module->values + layout->first;
	uint32_t i;

	CHECK(layout->size == 4 && layout->count > 0, index);
	for (i = 0; i < layout->count; i++)
		CHECK(module->names[module->value_names[layout->first + i]],
		      index);
	for (i = 1; i < layout->count && layout->flags & ONC_DENSE; i++)
		CHECK(values[i] == values[0] + (int32_t)i, index);
}

static void visit(const struct onc_module *module, uint32_t index, char *seen)
{
	const struct onc_layout *layout = &module->layouts[index];
	uint32_t i;

	if (seen[index])
		return;
	seen[index] = 1;
	CHECK(layout->wire == least(module, index, 0), index);
	CHECK(layout->align > 0 && layout->size % layout->align == 0, index);
	if (layout->form == ONC_FORM_ENUM) {
		check_enum(module, index);
		return;
	}
	for (i = 0; i < layout->count; i++)
		check_op(module, index, &module->ops[layout->first + i], seen);
	if (layout->form == ONC_FORM_UNION)
		check_union(module, index);
	else
		check_struct(module, index);
}

int main(void)
{
	char *seen = calloc(1, 100000);
	size_t i;

	if (!seen)
		return 99;
	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		CHECK(types[i]->module->layouts[types[i]->layout].form !=
			      ONC_FORM_ENUM,
		      types[i]->layout);
		visit(types[i]->module, types[i]->layout, seen);
	}
	free(seen);
	printf("# %zu types\n", i);
	return failures > 0;
}
