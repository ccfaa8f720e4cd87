/* SPDX-License-Identifier: BSD-3-Clause */
#include "check.h"

static void nullables(struct type *type);
static void nullable(struct member *member)
{
	member->is_nullable = member->place.notes & NOTE_NULLABLE;
	nullables(member->type);
}
static void nullables(struct type *type)
{
	struct member *member;
	for (member = type->members; member; member = member->next)
		nullable(member);
}
void check_types(struct unit *unit, struct diag *diag)
{
	struct definition *definition;
	(void)diag;
	for (definition = unit->first; definition;
	     definition = definition->next) {
		if (definition->type)
			nullables(definition->type);
		if (definition->member)
			nullable(definition->member);
	}
}
