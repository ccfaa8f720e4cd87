/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * For programs, and for people without libsmartcols: a line for each record, a
 * tab between columns, nothing cut and no header. Cells hold no tab and no
 * line break of their own (escape.h).
 */

#include "table.h"

#include <stdio.h>

static void print_record(const struct table *table)
{
	for (size_t i = 0; i < table->width && table->count; i++)
		if (table->columns[i].title)
			printf("%s\t%s\n", table->columns[i].title,
			       table->cells[i].text);
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
	if (table->shape == TABLE_RECORD) {
		print_record(table);
		return !fflush(stdout) && !ferror(stdout);
	}
	for (size_t i = 0; i < table->count; i += table->width)
		print_row(table, &table->cells[i]);
	return !fflush(stdout) && !ferror(stdout);
}
