/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_FINDING_H
#define ONCGEN_FINDING_H

/*
 * The kinds of warnings. --check tells them by their names, and can be asked
 * for some of them only; a compilation warns of the first three without.
 */

#include <stddef.h>

enum finding {
	FINDING_LANGUAGE,
	FINDING_UNREACHABLE_ARM,
	FINDING_RESERVED_NAME,
	FINDING_UNBOUNDED_ARGUMENT,
	FINDING_REUSED_NUMBER,
	FINDING_VERSION_GAP,
	FINDING_UNUSED_TYPE,
	FINDING_UNUSED_CONSTANT,
	FINDING_COUNT
};

/* Sets of them are bits. */
enum {
	FINDINGS_ALL = (1 << FINDING_COUNT) - 1,
	FINDINGS_NONE = 1 << FINDING_COUNT, /* of those there are */
};

const char *finding_name(enum finding finding);

/* The set that a list with commas names; 0: *wrong is what no name is. */
unsigned int finding_set(const char *list, const char **wrong,
			 size_t *wrong_length);

#endif
