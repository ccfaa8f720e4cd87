/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * For programs, and for people without libsmartcols: a line for each record, a
 * tab between columns, nothing cut and no header. Cells hold no tab and no
 * line break of their own (escape.h).
 */

#include "table.h"

#include <stdio.h>

/* A line for each member, and the server's name before it. */
static void print_members(const struct table *table,
			  const struct table_cell *row)
{
	for (size_t i = table->of_servers; i < table->width; i++) {
		if (!table->columns[i].title)
			continue;
		if (table->of_servers)
			printf("%s\t", row[0].text);
		printf("%s\t%s\n", table->columns[i].title, row[i].text);
	}
}

static void print_row(const struct table *table, const struct table_cell *row)
{
	const char *between = "";

	for (size_t i = 0; i < table->width; i++) {
		if (!table->columns[i].title)
			continue;
		printf("%s%s", between, row[i].text);
		between = "\t";
	}
	putchar('\n');
}

bool table_print_plain(const struct table *table)
{
	for (size_t i = 0; i < table->count; i += table->width)
		if (table->shape == TABLE_RECORD)
			print_members(table, &table->cells[i]);
		else
			print_row(table, &table->cells[i]);
	return !fflush(stdout) && !ferror(stdout);
}
