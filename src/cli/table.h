/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

/*
 * What a command has to say: columns and rows, kept until all of it is known
 * and then printed in one of four ways. The table owns its cells; columns
 * borrow their constant names.
 */

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

enum table_shape {
	TABLE_LIST,   /* any number of rows */
	TABLE_RECORD, /* one row, printed downwards, or none */
	TABLE_NAMES,  /* a list of one column: JSON has it without objects */
};

struct table_column {
	const char *name;  /* in JSON; NULL: for people only */
	const char *title; /* for people; NULL: in JSON only */
	bool right;	   /* numbers line up at their ends */
	bool wraps;	   /* where the terminal is too narrow */
};

struct table_cell {
	json_t *value;
	char *text;
};

struct table {
	enum table_shape shape;
	struct table_column *columns;
	size_t width;
	struct table_cell *cells; /* row by row */
	size_t count;
	size_t room;
	bool of_servers; /* the first column is the server's name */
};

/* table_init() starts a table without columns. End it with table_fini(). */
__attribute__((nonnull)) void table_init(struct table *table);

__attribute__((nonnull)) void table_fini(struct table *table);

/* table_add_column() adds a column; all come before the first cell. */
__attribute__((nonnull)) void table_add_column(struct table *table,
					       struct table_column column);

/*
 * table_add_cell() adds the next cell, row by row. The table takes both: value
 * for JSON, and text for people, which it makes fit to print. Either is NULL
 * where its column has no name or no title.
 */
__attribute__((nonnull(1))) void table_add_cell(struct table *table,
						json_t *value, char *text);

/* table_clear() drops the rows and keeps the columns. */
__attribute__((nonnull)) void table_clear(struct table *table);

/*
 * table_append() moves the rows of part behind those of all, the name of a
 * server before each. Parts have the same columns; an empty table takes those
 * of its first part.
 */
__attribute__((nonnull(1, 2))) void
table_append(struct table *all, struct table *part, const char *server);

/* table_text() gives text in JSON, what is no UTF-8 in it escaped. */
__attribute__((warn_unused_result, nonnull)) json_t *
table_text(const char *text);

/* table_json() gives the table as JSON has it. */
__attribute__((warn_unused_result, nonnull)) json_t *
table_json(const struct table *table);

/* table_print_value() writes JSON, and releases it; as table_print(). */
__attribute__((warn_unused_result, nonnull)) bool
table_print_value(json_t *value);

/* How a table is printed. */
enum table_format {
	TABLE_JSON,
	TABLE_CSV,   /* RFC 4180: a header and a line for each row */
	TABLE_PLAIN, /* one record a line, columns apart by a tab */
	TABLE_DRAWN, /* aligned columns under a header, for a terminal */
};

/*
 * table_print() writes the table to standard output. False: it could not be
 * written, and errno says why.
 */
__attribute__((warn_unused_result, nonnull)) bool
table_print(const struct table *table, enum table_format format);

/* One writer for each format; table_print() chooses. */
__attribute__((nonnull)) bool table_print_csv(const struct table *table);
__attribute__((nonnull)) bool table_print_plain(const struct table *table);
__attribute__((nonnull)) bool table_print_drawn(const struct table *table);

#endif
