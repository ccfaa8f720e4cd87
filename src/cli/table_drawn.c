/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * For a terminal: libsmartcols measures UTF-8, aligns, and wraps the widest
 * columns instead of cutting them.
 */

#include "table.h"

#include <ctype.h>
#include <libsmartcols.h>
#include <stdio.h>

#include "need.h"

static void free_drawing(struct libscols_table **drawing)
{
	scols_unref_table(*drawing);
}

static void set(struct libscols_line *line, size_t column, const char *text)
{
	if (scols_line_set_data(line, column, text))
		need(NULL);
}

static struct libscols_line *add_line(struct libscols_table *drawing)
{
	return need(scols_table_new_line(drawing, NULL));
}

static void add_column(struct libscols_table *drawing, const char *title,
		       int flags)
{
	char name[80];
	size_t i = 0;

	for (; title[i] && i + 1 < sizeof(name); i++)
		name[i] = toupper((unsigned char)title[i]);
	name[i] = '\0';
	need(scols_table_new_column(drawing, name, 0, flags));
}

static void draw_record(const struct table *table,
			struct libscols_table *drawing)
{
	scols_table_enable_noheadings(drawing, 1);
	add_column(drawing, "", 0);
	add_column(drawing, "", SCOLS_FL_WRAP);
	for (size_t i = 0; i < table->width; i++) {
		struct libscols_line *line;

		if (!table->columns[i].title)
			continue;
		line = add_line(drawing);
		set(line, 0, table->columns[i].title);
		set(line, 1, table->cells[i].text);
	}
}

static void draw_list(const struct table *table, struct libscols_table *drawing)
{
	for (size_t i = 0; i < table->width; i++) {
		const struct table_column *column = &table->columns[i];

		if (column->title)
			add_column(drawing, column->title,
				   column->right ? SCOLS_FL_RIGHT
						 : SCOLS_FL_WRAP);
	}
	for (size_t i = 0; i < table->count; i += table->width) {
		struct libscols_line *line = add_line(drawing);
		size_t drawn = 0;

		for (size_t j = 0; j < table->width; j++)
			if (table->columns[j].title)
				set(line, drawn++, table->cells[i + j].text);
	}
}

bool table_print_drawn(const struct table *table)
{
	__attribute__((cleanup(free_drawing))) struct libscols_table *drawing =
		need(scols_new_table());

	if (scols_table_set_column_separator(drawing, "  "))
		need(NULL);
	if (table->shape == TABLE_RECORD)
		draw_record(table, drawing);
	else
		draw_list(table, drawing);
	return !scols_print_table(drawing) && !fflush(stdout) &&
	       !ferror(stdout);
}
