/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: the wire has numbers and C has names, so each enumerator of the
 * old file is looked for by both.
 */

#include "diff_types.h"

#include <string.h>

#include "diff_words.h"
#include "value.h"

static const struct enumerator *enumerator_named(const struct type *type,
						 const char *name)
{
	const struct enumerator *enumerator = type->enumerators;

	while (enumerator && strcmp(enumerator->name, name) != 0)
		enumerator = enumerator->next;
	return enumerator;
}

const struct enumerator *type_diff_enumerator(const struct type *type,
					      const struct number *number)
{
	const struct enumerator *enumerator;

	for (enumerator = type->enumerators; enumerator && number->known;
	     enumerator = enumerator->next) {
		if (enumerator->number.known &&
		    number_compare(&enumerator->number, number) == 0)
			return enumerator;
	}
	return NULL;
}

static bool is_same_number(const struct number *a, const struct number *b)
{
	return a->known == b->known && (!a->known || number_compare(a, b) == 0);
}

static void diff_old_enumerator(struct type_diff *diff,
				const struct enumerator *old,
				const struct type *before,
				const struct type *now)
{
	const struct enumerator *named = enumerator_named(now, old->name);
	const struct enumerator *equal =
		type_diff_enumerator(now, &old->number);

	if (named && is_same_number(&named->number, &old->number))
		return;
	if (named)
		change_add(diff->changes, &old->place, &named->place,
			   change_breaks(diff->role, BOTH_WAYS) | C_CHANGES,
			   "'%s' was %s, is %s", old->name,
			   diff_number_words(diff, &old->number),
			   diff_number_words(diff, &named->number));
	else if (!equal)
		change_add(diff->changes, &old->place, &now->place,
			   change_breaks(diff->role, OLD_TO_NEW) | C_CHANGES,
			   "'%s' is gone", old->name);
	else if (!enumerator_named(before, equal->name))
		change_add(diff->changes, &old->place, &equal->place, C_CHANGES,
			   "'%s' was called '%s'", equal->name, old->name);
	else
		change_add(diff->changes, &old->place, &equal->place, C_CHANGES,
			   "'%s' is no longer a name of %s", old->name,
			   diff_number_words(diff, &old->number));
}

void type_diff_enums(struct type_diff *diff, const struct type *old,
		     const struct type *new)
{
	const struct enumerator *enumerator;

	for (enumerator = old->enumerators; enumerator;
	     enumerator = enumerator->next)
		diff_old_enumerator(diff, enumerator, old, new);
	for (enumerator = new->enumerators; enumerator;
	     enumerator = enumerator->next) {
		if (!enumerator_named(old, enumerator->name) &&
		    !type_diff_enumerator(old, &enumerator->number))
			change_add(diff->changes, &old->place,
				   &enumerator->place,
				   change_breaks(diff->role, NEW_TO_OLD),
				   "'%s' is new in the enum", enumerator->name);
	}
}
