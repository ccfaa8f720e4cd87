/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * For a terminal: libsmartcols measures UTF-8, aligns, and wraps columns of
 * free text where all of them do not fit. Nothing is cut.
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

static void add_column(struct libscols_table *drawing,
		       const struct table_column *column)
{
	char name[80];
	size_t i = 0;
	int flags = 0;

	for (; column->title[i] && i + 1 < sizeof(name); i++)
		name[i] = toupper((unsigned char)column->title[i]);
	name[i] = '\0';
	if (column->right)
		flags |= SCOLS_FL_RIGHT;
	if (column->wraps)
		flags |= SCOLS_FL_WRAP;
	need(scols_table_new_column(drawing, name, 0, flags));
}

/* A line for each member, and the server's name before it. */
static void draw_members(const struct table *table,
			 const struct table_cell *row,
			 struct libscols_table *drawing)
{
	for (size_t i = table->of_servers; i < table->width; i++) {
		struct libscols_line *line;
		size_t drawn = 0;

		if (!table->columns[i].title)
			continue;
		line = add_line(drawing);
		if (table->of_servers)
			set(line, drawn++, row[0].text);
		set(line, drawn++, table->columns[i].title);
		set(line, drawn, row[i].text);
	}
}

static void draw_record(const struct table *table,
			struct libscols_table *drawing)
{
	scols_table_enable_noheadings(drawing, 1);
	if (table->of_servers)
		add_column(drawing, &(struct table_column){.title = ""});
	add_column(drawing, &(struct table_column){.title = ""});
	add_column(drawing, &(struct table_column){.title = "", .wraps = true});
	for (size_t i = 0; i < table->count; i += table->width)
		draw_members(table, &table->cells[i], drawing);
}

static void draw_list(const struct table *table, struct libscols_table *drawing)
{
	for (size_t i = 0; i < table->width; i++)
		if (table->columns[i].title)
			add_column(drawing, &table->columns[i]);
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
