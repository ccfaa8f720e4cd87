/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * RFC 4180, for programs: the fields and values of JSON, a header before them,
 * lines that end with CR LF. Text keeps its line breaks and tabs, in quotes;
 * other control characters, which the RFC has no place for, come escaped.
 */

#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "escape.h"
#include "need.h"

static void print_text(const char *text)
{
	char *shown = escape_most(text, "\r\n\t");
	bool quoted = strpbrk(shown, ",\"\r\n") != NULL;

	if (quoted)
		putchar('"');
	for (const char *at = shown; *at; at++) {
		if (*at == '"')
			putchar('"');
		putchar(*at);
	}
	if (quoted)
		putchar('"');
	free(shown);
}

static void print_value(const json_t *value)
{
	char *text;

	if (!value || json_is_null(value))
		return;
	if (json_is_string(value)) {
		print_text(json_string_value(value));
		return;
	}
	text = need(json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT));
	print_text(text);
	free(text);
}

static void print_header(const struct table *table)
{
	const char *between = "";

	for (size_t i = 0; i < table->width; i++) {
		if (!table->columns[i].name)
			continue;
		fputs(between, stdout);
		print_text(table->columns[i].name);
		between = ",";
	}
	fputs("\r\n", stdout);
}

static void print_row(const struct table *table, const struct table_cell *row)
{
	const char *between = "";

	for (size_t i = 0; i < table->width; i++) {
		if (!table->columns[i].name)
			continue;
		fputs(between, stdout);
		print_value(row[i].value);
		between = ",";
	}
	fputs("\r\n", stdout);
}

bool table_print_csv(const struct table *table)
{
	print_header(table);
	for (size_t i = 0; i < table->count; i += table->width)
		print_row(table, &table->cells[i]);
	return !fflush(stdout) && !ferror(stdout);
}
