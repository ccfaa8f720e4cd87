/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_ORDER_H
#define ONCGEN_ORDER_H

/*
 * The order in which C can read the definitions: as in the file, but what is
 * used by value comes before its user, and what is only pointed to is declared
 * before. A type that contains itself has no such order, which is an error.
 */

#include "ast.h"
#include "diag.h"

enum order_what {
	ORDER_DECLARE, /* typedef struct T T; */
	ORDER_DEFINE,
};

struct order_step {
	struct order_step *next;
	enum order_what what;
	const struct definition *definition;
	bool is_declared; /* DEFINE: its typedef is there already */
};

struct order {
	struct order_step *first, *last;
};

/* The list is the unit's arena's. It is of use if there was no error. */
struct order order_of(struct unit *unit, struct diag *diag);

#endif
