/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_NEAR_H
#define ONCGEN_NEAR_H

/*
 * What somebody may have meant: the name that looks most like another one.
 * Longer names than LONGEST_NEAR are nobody's slip.
 */

#include <stdbool.h>
#include <stddef.h>

enum { LONGEST_NEAR = 64 };

/* A search for the best of several candidates. */
struct near {
	const char *name;
	size_t length;
	unsigned int limit; /* changes that are too many */
	const char *best;   /* NULL: none so far */
};

struct near near_start(const char *name);
void near_try(struct near *near, const char *candidate);

/* One letter is between them: NAME_2 for NAME_3 is no slip but another name. */
bool near_is_slip(const char *name, const char *candidate);

#endif
