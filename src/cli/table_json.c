/* SPDX-License-Identifier: BSD-3-Clause */
/* A list is an array, a record is an object; members are in column order. */

#include "table.h"

#include <stdio.h>

#include "escape.h"
#include "need.h"

static json_t *row_object(const struct table *table,
			  const struct table_cell *row)
{
	json_t *object = need(json_object());

	for (size_t i = 0; i < table->width; i++) {
		const char *name = table->columns[i].name;

		if (name && json_object_set(object, name, row[i].value))
			need(NULL);
	}
	return object;
}

/* A record of nothing is null, as of a domain that a host is not in. */
json_t *table_json(const struct table *table)
{
	json_t *array;

	if (table->shape == TABLE_RECORD)
		return table->count ? row_object(table, table->cells)
				    : need(json_null());
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

json_t *table_text(const char *text)
{
	json_t *json = json_string(text);
	char *escaped;

	if (json)
		return json;
	escaped = escape_text(text);
	json = need(json_string(escaped));
	free(escaped);
	return json;
}

bool table_print_value(json_t *value)
{
	bool done =
		!json_dumpf(value, stdout, JSON_INDENT(2) | JSON_ENCODE_ANY) &&
		putchar('\n') != EOF;

	json_decref(value);
	return done && !fflush(stdout);
}
