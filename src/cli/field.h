/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CLI_FIELD_H
#define CLI_FIELD_H

/*
 * How the members of a structure are shown. Each noun has one constant table
 * of fields for each level, and one function fills a table of output from it.
 */

#include <stddef.h>

#include <lm.h>

#include "table.h"

/* What a member means; that it holds a number is not enough to print it. */
enum field_kind {
	FIELD_STRING,
	FIELD_NUMBER,
	FIELD_SIGNED,
	FIELD_VERSION, /* and the minor one behind it */
	FIELD_YES_NO,
	FIELD_COUNT,
	FIELD_LIMIT,
	FIELD_AGE,
	FIELD_DATE,
	FIELD_EXPIRY,
	FIELD_STORAGE,
	FIELD_MINUTES,
	FIELD_SECONDS,
	FIELD_PRIVILEGE,
	FIELD_FLAGS,
	FIELD_OPERATOR,
	FIELD_HOURS,
	FIELD_SID,
	FIELD_SID_USAGE,
	FIELD_ATTRIBUTES,
	FIELD_PASSWORD,
	FIELD_ROLE,
	FIELD_PERIOD,
	FIELD_DAY,    /* 64 bits */
	FIELD_DAYS,   /* 64 bits */
	FIELD_MOMENT, /* 64 bits */
	FIELD_PLATFORM,
	FIELD_SERVER_TYPE,
	FIELD_SHARE_TYPE,
	FIELD_SHARE_FLAGS,
	FIELD_CACHING,
	FIELD_USE_STATUS,
	FIELD_SESSION_FLAGS,
	FIELD_SPAN,
	FIELD_PERMISSIONS,
};

struct field {
	const char *name;  /* the member without its prefix, for JSON */
	const char *title; /* for people; NULL: for JSON only */
	size_t offset;
	enum field_kind kind;
	bool listed; /* a list has it as a column */
};

/* The structure of a level. */
struct field_layout {
	DWORD level;
	size_t size;
	const struct field *fields;
	size_t count;
};

/* clang-format off */
/* A member that JSON and people see under names of their own. */
#define FIELD(type, prefix, member, kind, title, listed)                       \
	{#member, title, offsetof(struct type, prefix##_##member), kind, listed}

/* What people read in one place, and programs in another. */
#define FIELD_FOR_PEOPLE(type, member, kind, title)                            \
	{NULL, title, offsetof(struct type, member), FIELD_##kind, true}

#define FIELD_LAYOUT(level, type, fields)                                      \
	{level, sizeof(struct type), fields, sizeof(fields) / sizeof(*fields)}
/* clang-format on */

/* field_layout_find() gives a level's layout; NULL if there is none. */
__attribute__((nonnull)) const struct field_layout *
field_layout_find(const struct field_layout *layouts, size_t count,
		  DWORD level);

/* field_columns() makes the columns of a layout, in the table's shape. */
__attribute__((nonnull)) void field_columns(struct table *table,
					    const struct field_layout *layout);

/* field_rows() adds a row for each of count structures at items. */
__attribute__((nonnull(1, 2))) void
field_rows(struct table *table, const struct field_layout *layout,
	   const void *items, size_t count);

#endif
