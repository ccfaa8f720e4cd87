/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reading the tables. Nothing here looks at a peer's bytes, and nothing is
 * changed.
 */
#include <limits.h>
#include <string.h>

#include "rpc/table.h"

int64_t table_enum_find(const struct onc_module *module,
			const struct onc_layout *layout, int32_t value)
{
	const int32_t *values = module->values + layout->first;

	for (uint32_t i = 0; i < layout->count; i++)
		if (values[i] == value)
			return i;
	return -1;
}

const char *table_enum_name(const struct onc_module *module, uint32_t layout,
			    int32_t value)
{
	const struct onc_layout *of = table_layout(module, layout);
	const int64_t place = table_enum_place(module, of, value);

	if (place < 0)
		return NULL;
	return module->names + module->value_names[of->first + place];
}

uint32_t table_arm_find(const struct onc_module *module,
			const struct onc_layout *layout, int32_t value)
{
	const struct onc_arm *arms = module->arms + layout->arms;

	for (uint32_t i = 0; i < layout->labels; i++)
		if (arms[i].value == value)
			return arms[i].op;
	return layout->fallback;
}

bool table_discriminant(const struct onc_op *op, const void *base,
			int32_t *value)
{
	const char *at = (const char *)base + op->offset;

	switch ((enum onc_kind)op->kind) {
	case ONC_CHAR:
		*value = *at;
		return true;
	case ONC_INT8:
		*value = *(const int8_t *)at;
		return true;
	case ONC_UINT8:
		*value = *(const uint8_t *)at;
		return true;
	case ONC_INT16:
		*value = *(const int16_t *)at;
		return true;
	case ONC_UINT16:
		*value = *(const uint16_t *)at;
		return true;
	case ONC_LONG: {
		const long wide = *(const long *)at;

		*value = (int32_t)wide;
		return wide >= INT32_MIN && wide <= INT32_MAX;
	}
	case ONC_ULONG: {
		const unsigned long wide = *(const unsigned long *)at;

		*value = (int32_t)wide;
		return wide <= UINT32_MAX;
	}
	default:
		memcpy(value, at, sizeof(*value));
		return true;
	}
}

const char *table_field_name(const struct onc_module *module,
			     const struct onc_layout *layout,
			     const struct onc_op *op, uint32_t n)
{
	const struct onc_op *first = &module->ops[layout->first];
	const struct onc_field *field = &module->fields[layout->fields];

	if (layout->form == ONC_FORM_UNION)
		return module->names + field[op - first].name;
	for (; first != op; first++) {
		uint32_t left =
			table_scalar_size(first->kind) ? first->count : 1;

		do
			left -= (field++)->count;
		while (left > 0);
	}
	for (; n >= field->count && table_scalar_size(op->kind) != 0; field++)
		n -= field->count;
	return module->names + field->name;
}
