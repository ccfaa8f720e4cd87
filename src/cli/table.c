/* SPDX-License-Identifier: BSD-3-Clause */
/* Cells stand row by row, so that a cell's column is its number modulo width */

#include "table.h"

#include <stdlib.h>

#include "escape.h"
#include "need.h"

void table_init(struct table *table)
{
	*table = (struct table){.shape = TABLE_LIST};
}

void table_fini(struct table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		json_decref(table->cells[i].value);
		free(table->cells[i].text);
	}
	free(table->cells);
	free(table->columns);
}

void table_add_column(struct table *table, struct table_column column)
{
	table->columns = need(reallocarray(table->columns, table->width + 1,
					   sizeof(*table->columns)));
	table->columns[table->width++] = column;
}

void table_add_cell(struct table *table, json_t *value, char *text)
{
	struct table_cell *cell;

	if (table->count == table->room) {
		table->room = table->room ? table->room * 2 : 64;
		table->cells = need(reallocarray(table->cells, table->room,
						 sizeof(*table->cells)));
	}
	cell = &table->cells[table->count++];
	cell->value = value;
	cell->text = text ? escape_text(text) : NULL;
	free(text);
}

bool table_print(const struct table *table, enum table_format format)
{
	switch (format) {
	case TABLE_JSON:
		return table_print_json(table);
	case TABLE_DRAWN:
		return table_print_drawn(table);
	case TABLE_PLAIN:
		break;
	}
	return table_print_plain(table);
}
