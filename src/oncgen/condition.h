/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_CONDITION_H
#define ONCGEN_CONDITION_H

/*
 * #if and what belongs to it. A .x file tells its outputs apart by RPC_HDR and
 * the like. It is read once for all of them: a condition is a set of the views
 * in which it holds, and a group is skipped if it holds in none.
 */

#include "diag.h"
#include "macro.h"

/* A view has its name defined as 1; the others' are undefined. */
enum {
	VIEW_HEADER = 1, /* RPC_HDR */
	VIEW_TABLES = 2, /* RPC_XDR */
	VIEW_CLIENT = 4, /* RPC_CLNT */
	VIEW_SERVER = 8, /* RPC_SVC */
	VIEW_ALL = VIEW_HEADER | VIEW_TABLES | VIEW_CLIENT | VIEW_SERVER,
};

struct condition {
	struct condition *outer;
	struct place place;
	unsigned int outside; /* the views in which it is read at all */
	unsigned int taken;   /* those for which a group was found */
	unsigned int views;   /* those of the present group */
	bool has_else;
};

/* The views in which the expression is not 0. */
unsigned int condition_of(const struct map *macros, struct diag *diag,
			  const struct place *place, const char *expression);

/* The views in which the name is defined. */
unsigned int condition_defined(const struct map *macros, const char *name);

#endif
