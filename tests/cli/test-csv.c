/* SPDX-License-Identifier: BSD-3-Clause */
/* RFC 4180: what is printed is what a reader of the RFC reads back. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/cli/table.h"
#include "tests/support/tap.h"

static char *print(const struct table *table)
{
	FILE *out = stdout;
	char *text;
	size_t size;

	stdout = open_memstream(&text, &size);
	CU_ASSERT_PTR_NOT_NULL_FATAL(stdout);
	CU_ASSERT_TRUE(table_print(table, TABLE_CSV));
	fclose(stdout);
	stdout = out;
	return text;
}

static void add_columns(struct table *table)
{
	table_init(table);
	table_add_column(table, (struct table_column){.name = "a"});
	table_add_column(table, (struct table_column){.title = "for people"});
	table_add_column(table, (struct table_column){.name = "b,c"});
}

static void add_row(struct table *table, json_t *a, json_t *b)
{
	table_add_cell(table, a, NULL);
	table_add_cell(table, NULL, strdup("people"));
	table_add_cell(table, b, NULL);
}

static void becomes(const char *value, const char *line)
{
	struct table table;
	char expected[256], *text;

	add_columns(&table);
	add_row(&table, json_integer(-1), table_text(value));
	text = print(&table);
	snprintf(expected, sizeof(expected), "a,\"b,c\"\r\n-1,%s\r\n", line);
	if (strcmp(text, expected))
		printf("# '%s' is not '%s'\n", text, expected);
	CU_ASSERT_STRING_EQUAL(text, expected);
	free(text);
	table_fini(&table);
}

static void text_stands_as_it_is(void)
{
	becomes("", "");
	becomes("plain", "plain");
	becomes(" blanks stay ", " blanks stay ");
	becomes("Chloé; C:\\home 'x'", "Chloé; C:\\home 'x'");
	becomes("a\tb", "a\tb");
}

static void what_would_end_a_field_is_quoted(void)
{
	becomes("a,b", "\"a,b\"");
	becomes("\"", "\"\"\"\"");
	becomes("say \"a\"", "\"say \"\"a\"\"\"");
	becomes("two\nlines", "\"two\nlines\"");
	becomes("two\r\nlines", "\"two\r\nlines\"");
}

static void control_characters_are_escaped(void)
{
	becomes("\x1b[2J", "\\033[2J");
	becomes("\x1b,", "\"\\033,\"");
	becomes("\xC2\x9B", "\\302\\233");
	becomes("\xFF", "\\377");
}

static void what_is_not_there_is_empty(void)
{
	struct table table;
	char *text;

	add_columns(&table);
	add_row(&table, json_null(), json_true());
	add_row(&table, json_string("x"), json_pack("[i,s]", 1, "y"));
	text = print(&table);
	CU_ASSERT_STRING_EQUAL(text, "a,\"b,c\"\r\n,true\r\n"
				     "x,\"[1,\"\"y\"\"]\"\r\n");
	free(text);
	table_fini(&table);
}

static void no_rows_are_a_header(void)
{
	struct table table;
	char *text;

	add_columns(&table);
	table.shape = TABLE_RECORD;
	text = print(&table);
	CU_ASSERT_STRING_EQUAL(text, "a,\"b,c\"\r\n");
	free(text);
	table_fini(&table);
}

/* As of a domain that the host is not in. */
static void a_record_of_nothing_prints_as_nothing(void)
{
	struct table table;
	json_t *json;

	add_columns(&table);
	table.shape = TABLE_RECORD;
	CU_ASSERT_TRUE(table_print(&table, TABLE_PLAIN));
	json = table_json(&table);
	CU_ASSERT_TRUE(json_is_null(json));
	json_decref(json);
	table_fini(&table);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(text_stands_as_it_is),
		TAP_CASE(what_would_end_a_field_is_quoted),
		TAP_CASE(control_characters_are_escaped),
		TAP_CASE(what_is_not_there_is_empty),
		TAP_CASE(no_rows_are_a_header),
		TAP_CASE(a_record_of_nothing_prints_as_nothing),
	};

	return tap_run("csv", cases, TAP_COUNT(cases));
}
