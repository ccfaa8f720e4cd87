/* SPDX-License-Identifier: BSD-3-Clause */
/* Invariant: a part runs only if those before it found nothing wrong. */

#include "check.h"

#include "symbol.h"

struct order check_unit(struct unit *unit, struct diag *diag)
{
	struct order order = {0};

	symbol_enter_all(unit, diag);
	check_names(unit, diag);
	if (diag->errors)
		return order;
	check_types(unit, diag);
	check_programs(unit, diag);
	if (diag->errors)
		return order;
	order = order_of(unit, diag);
	if (diag->errors)
		return order;
	check_sizes(unit, diag, &order);
	return order;
}
