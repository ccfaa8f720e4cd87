/* SPDX-License-Identifier: BSD-3-Clause */
/* Invariant: scalars[id].id == id. */

#include "scalar.h"

#include <stddef.h>
#include <string.h>

#include "near.h"

#define SIGNED "ONC_PRINT_SIGNED"
#define UNSIGNED "ONC_PRINT_UNSIGNED"
#define FLOATING "ONC_PRINT_FLOAT"
#define OTHER "ONC_PRINT_OTHER"

static const struct scalar scalars[SCALAR_COUNT] = {
	{SCALAR_CHAR, "char", "ONC_CHAR", OTHER, 1, 4},
	{SCALAR_UCHAR, "unsigned char", "ONC_UINT8", OTHER, 1, 4},
	{SCALAR_SHORT, "short", "ONC_INT16", OTHER, 2, 4},
	{SCALAR_USHORT, "unsigned short", "ONC_UINT16", OTHER, 2, 4},
	{SCALAR_INT, "int", "ONC_WORD", SIGNED, 4, 4},
	{SCALAR_UINT, "unsigned int", "ONC_WORD", UNSIGNED, 4, 4},
	{SCALAR_LONG, "long", "ONC_LONG", OTHER, 8, 4},
	{SCALAR_ULONG, "unsigned long", "ONC_ULONG", OTHER, 8, 4},
	{SCALAR_HYPER, "int64_t", "ONC_HYPER", SIGNED, 8, 8},
	{SCALAR_UHYPER, "uint64_t", "ONC_HYPER", UNSIGNED, 8, 8},
	{SCALAR_FLOAT, "float", "ONC_WORD", FLOATING, 4, 4},
	{SCALAR_DOUBLE, "double", "ONC_HYPER", FLOATING, 8, 8},
	{SCALAR_QUADRUPLE, "onc_quadruple", "ONC_OPAQUE", OTHER, 16, 16},
	{SCALAR_BOOL, "bool_t", "ONC_BOOL", OTHER, 4, 4},
	{SCALAR_INT8, "int8_t", "ONC_INT8", OTHER, 1, 4},
	{SCALAR_UINT8, "uint8_t", "ONC_UINT8", OTHER, 1, 4},
	{SCALAR_INT16, "int16_t", "ONC_INT16", OTHER, 2, 4},
	{SCALAR_UINT16, "uint16_t", "ONC_UINT16", OTHER, 2, 4},
	{SCALAR_INT32, "int32_t", "ONC_WORD", SIGNED, 4, 4},
	{SCALAR_UINT32, "uint32_t", "ONC_WORD", UNSIGNED, 4, 4},
};

static const struct {
	const char *name;
	enum scalar_id id;
} names[] = {
	{"quadruple", SCALAR_QUADRUPLE}, {"bool_t", SCALAR_BOOL},
	{"enum_t", SCALAR_INT},		 {"int8_t", SCALAR_INT8},
	{"int16_t", SCALAR_INT16},	 {"int32_t", SCALAR_INT32},
	{"int64_t", SCALAR_HYPER},	 {"uint8_t", SCALAR_UINT8},
	{"uint16_t", SCALAR_UINT16},	 {"uint32_t", SCALAR_UINT32},
	{"uint64_t", SCALAR_UHYPER},	 {"u_int8_t", SCALAR_UINT8},
	{"u_int16_t", SCALAR_UINT16},	 {"u_int32_t", SCALAR_UINT32},
	{"u_int64_t", SCALAR_UHYPER},	 {"u_char", SCALAR_UCHAR},
	{"u_short", SCALAR_USHORT},	 {"u_int", SCALAR_UINT},
	{"u_long", SCALAR_ULONG},	 {"uchar_t", SCALAR_UCHAR},
	{"ushort_t", SCALAR_USHORT},	 {"uint_t", SCALAR_UINT},
	{"ulong_t", SCALAR_ULONG},	 {"quad_t", SCALAR_HYPER},
	{"u_quad_t", SCALAR_UHYPER},	 {"longlong_t", SCALAR_HYPER},
	{"u_longlong_t", SCALAR_UHYPER}, {"rpcprog_t", SCALAR_UINT32},
	{"rpcvers_t", SCALAR_UINT32},	 {"rpcproc_t", SCALAR_UINT32},
	{"rpcprot_t", SCALAR_UINT32},	 {"rpcport_t", SCALAR_UINT32},
	{"rpc_inline_t", SCALAR_INT32},
};

const struct scalar *scalar_of(enum scalar_id id)
{
	return &scalars[id];
}

const struct scalar *scalar_named(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(names[i].name, name) == 0)
			return &scalars[names[i].id];
	}
	return NULL;
}

bool scalar_is_same(const struct scalar *a, const struct scalar *b)
{
	return a->size == b->size && strcmp(a->kind, b->kind) == 0 &&
	       strcmp(a->style, b->style) == 0;
}

void scalar_try_names(struct near *near)
{
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		near_try(near, names[i].name);
}
