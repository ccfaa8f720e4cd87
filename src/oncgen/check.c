/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: every type has a definition or a scalar once names are checked,
 * if only that of an int in place of what is not there. So the next parts can
 * judge the rest of the file; order and sizes need all of it.
 */

#include "check.h"

#include "symbol.h"

struct order check_unit(struct unit *unit, struct diag *diag)
{
	struct order order = {0};

	/* Of what could be read: what is missing may be what could not. */
	unit->is_broken = diag->errors > 0;
	map_init(&unit->unknown, unit->arena);
	symbol_enter_all(unit, diag);
	if (!check_names(unit, diag))
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
