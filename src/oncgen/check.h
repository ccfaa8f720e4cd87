/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_CHECK_H
#define ONCGEN_CHECK_H

/*
 * Completes the tree and judges it. After check_unit() without an error every
 * name has its definition, every number that can be known is, and whatever
 * the emitters assume holds.
 */

#include "ast.h"
#include "diag.h"
#include "order.h"

struct order check_unit(struct unit *unit, struct diag *diag);

/* The parts, in the order in which check_unit() runs them. */
/* False: typedefs run in a circle, and nobody must follow them. */
bool check_names(struct unit *unit, struct diag *diag);
void check_types(struct unit *unit, struct diag *diag);
void check_programs(struct unit *unit, struct diag *diag);
void check_sizes(struct unit *unit, struct diag *diag,
		 const struct order *order);

#endif
