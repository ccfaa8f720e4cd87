/* SPDX-License-Identifier: BSD-3-Clause */
/* Invariant: every finding has a name, and no name has a comma. */

#include "finding.h"

#include <string.h>

static const char *const names[FINDING_COUNT] = {
	[FINDING_LANGUAGE] = "language",
	[FINDING_UNREACHABLE_ARM] = "unreachable-arm",
	[FINDING_RESERVED_NAME] = "reserved-name",
	[FINDING_UNBOUNDED_ARGUMENT] = "unbounded-argument",
	[FINDING_REUSED_NUMBER] = "reused-number",
	[FINDING_VERSION_GAP] = "version-gap",
	[FINDING_UNUSED_TYPE] = "unused-type",
	[FINDING_UNUSED_CONSTANT] = "unused-constant",
};

const char *finding_name(enum finding finding)
{
	return names[finding];
}

static unsigned int bit_of(const char *name, size_t length)
{
	unsigned int i;

	for (i = 0; i < FINDING_COUNT; i++) {
		if (strlen(names[i]) == length &&
		    memcmp(names[i], name, length) == 0)
			return 1u << i;
	}
	return 0;
}

unsigned int finding_set(const char *list, const char **wrong,
			 size_t *wrong_length)
{
	unsigned int set = 0, bit;
	size_t length;

	for (;; list += length + 1) {
		length = strcspn(list, ",");
		bit = bit_of(list, length);
		if (!bit) {
			*wrong = list;
			*wrong_length = length;
			return 0;
		}
		set |= bit;
		if (!list[length])
			return set;
	}
}
