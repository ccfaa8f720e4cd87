/* SPDX-License-Identifier: BSD-3-Clause */
/* Cells stand row by row, so that a cell's column is its number modulo width */

#include "table.h"

#include <assert.h>
#include <stdlib.h>

#include "escape.h"
#include "need.h"

void table_init(struct table *table)
{
	*table = (struct table){.shape = TABLE_LIST};
}

void table_clear(struct table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		json_decref(table->cells[i].value);
		free(table->cells[i].text);
	}
	table->count = 0;
}

void table_fini(struct table *table)
{
	table_clear(table);
	free(table->cells);
	free(table->columns);
}

void table_add_column(struct table *table, struct table_column column)
{
	table->columns = need(reallocarray(table->columns, table->width + 1,
					   sizeof(*table->columns)));
	table->columns[table->width++] = column;
}

static void add_cell(struct table *table, struct table_cell cell)
{
	if (table->count == table->room) {
		table->room = table->room ? table->room * 2 : 64;
		table->cells = need(reallocarray(table->cells, table->room,
						 sizeof(*table->cells)));
	}
	table->cells[table->count++] = cell;
}

void table_add_cell(struct table *table, json_t *value, char *text)
{
	add_cell(table,
		 (struct table_cell){value, text ? escape_text(text) : NULL});
	free(text);
}

/* A list of names is one of rows, now that a server stands before each. */
static void take_columns(struct table *all, const struct table *part)
{
	all->of_servers = true;
	all->shape = part->shape == TABLE_NAMES ? TABLE_LIST : part->shape;
	table_add_column(all, (struct table_column){.name = "server",
						    .title = "server"});
	for (size_t i = 0; i < part->width; i++)
		table_add_column(all, part->columns[i]);
}

void table_append(struct table *all, struct table *part, const char *server)
{
	if (!all->width)
		take_columns(all, part);
	assert(all->width == part->width + 1);
	for (size_t i = 0; i < part->count; i++) {
		if (i % part->width == 0)
			table_add_cell(all, table_text(server ? server : ""),
				       need_text("%s", server ? server : ""));
		add_cell(all, part->cells[i]);
	}
	part->count = 0;
}

bool table_print(const struct table *table, enum table_format format)
{
	switch (format) {
	case TABLE_JSON:
		return table_print_value(table_json(table));
	case TABLE_CSV:
		return table_print_csv(table);
	case TABLE_DRAWN:
		return table_print_drawn(table);
	case TABLE_PLAIN:
		break;
	}
	return table_print_plain(table);
}
