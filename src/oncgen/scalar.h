/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_SCALAR_H
#define ONCGEN_SCALAR_H

/*
 * The types that need no declaration: those the language has words for, and
 * the names that ONC RPC programs know from C.
 */

#include <stdbool.h>
#include <stdint.h>

enum scalar_id {
	SCALAR_CHAR,
	SCALAR_UCHAR,
	SCALAR_SHORT,
	SCALAR_USHORT,
	SCALAR_INT,
	SCALAR_UINT,
	SCALAR_LONG,
	SCALAR_ULONG,
	SCALAR_HYPER,
	SCALAR_UHYPER,
	SCALAR_FLOAT,
	SCALAR_DOUBLE,
	SCALAR_QUADRUPLE,
	SCALAR_BOOL,
	SCALAR_INT8,
	SCALAR_UINT8,
	SCALAR_INT16,
	SCALAR_UINT16,
	SCALAR_INT32,
	SCALAR_UINT32,
	SCALAR_COUNT
};

struct scalar {
	enum scalar_id id;
	const char *c;	   /* in C */
	const char *kind;  /* the op's, of <onc/type.h> */
	const char *style; /* the field's */
	uint32_t size;	   /* in C, where long has 8 bytes */
	uint32_t wire;
};

const struct scalar *scalar_of(enum scalar_id id);

/* The built-in type of that name, or NULL. */
const struct scalar *scalar_named(const char *name);

struct near;

/* Tries all names of built-in types. */
void scalar_try_names(struct near *near);

/* The same bytes in C and on the wire. */
bool scalar_is_same(const struct scalar *a, const struct scalar *b);

#endif
