/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_VALUE_H
#define ONCGEN_VALUE_H

/*
 * Numbers behind values. The number of a name that is nowhere in the unit
 * stays unknown, for it can be C's; if no % line may have brought it that is
 * said, and an error if it looks like a slip.
 */

#include "ast.h"
#include "diag.h"

void value_resolve(struct unit *unit, struct diag *diag, struct value *value);
void value_resolve_enum(struct unit *unit, struct diag *diag,
			struct type *type);

/* -1, 0, 1 as in strcmp; both numbers are known. */
int number_compare(const struct number *a, const struct number *b);
struct number number_of(int64_t value);

/* Known, and from least to most. */
bool number_is_within(const struct number *number, int64_t least, int64_t most);

#endif
