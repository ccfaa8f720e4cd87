/* SPDX-License-Identifier: BSD-3-Clause */
/* A list is an array, a record is an object; members are in column order. */

#include "table.h"

#include <stdio.h>

#include "need.h"

static json_t *row_object(const struct table *table,
			  const struct table_cell *row)
{
	json_t *object;

	if (!table->count) /* a record that there is not */
		return need(json_null());
	object = need(json_object());
	for (size_t i = 0; i < table->width; i++) {
		const char *name = table->columns[i].name;

		if (name && json_object_set(object, name, row[i].value))
			need(NULL);
	}
	return object;
}

static json_t *whole(const struct table *table)
{
	json_t *array;

	if (table->shape == TABLE_RECORD)
		return row_object(table, table->cells);
	array = need(json_array());
	for (size_t i = 0; i < table->count; i += table->width) {
		const struct table_cell *row = &table->cells[i];
		json_t *item = table->shape == TABLE_NAMES
				       ? json_incref(row->value)
				       : row_object(table, row);

		if (json_array_append_new(array, item))
			need(NULL);
	}
	return array;
}

bool table_print_json(const struct table *table)
{
	json_t *json = whole(table);
	bool done =
		!json_dumpf(json, stdout, JSON_INDENT(2) | JSON_ENCODE_ANY) &&
		putchar('\n') != EOF;

	json_decref(json);
	return done && !fflush(stdout);
}
