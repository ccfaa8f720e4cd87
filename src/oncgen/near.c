/* SPDX-License-Identifier: BSD-3-Clause */
/* Invariant: limit is what the best so far takes, so the first of equals wins.
 */

#include "near.h"

#include <ctype.h>
#include <string.h>

/* A third of its letters may be wrong, and none of a very short name. */
struct near near_start(const char *name)
{
	size_t length = strlen(name);

	return (struct near){
		.name = name,
		.length = length,
		.limit = length < 3 || length > LONGEST_NEAR
				 ? 0
				 : (unsigned int)length / 3 + 1,
	};
}

static unsigned int least(unsigned int a, unsigned int b)
{
	return a < b ? a : b;
}

/* Insertions, deletions, changes, and neighbours in the wrong order. */
static unsigned int distance(const char *a, size_t a_length, const char *b,
			     size_t b_length)
{
	unsigned int rows[3][LONGEST_NEAR + 1],
		*before = rows[0], *last = rows[1], *row = rows[2], *spare;
	size_t i, k;

	for (k = 0; k <= b_length; k++)
		last[k] = (unsigned int)k;
	for (i = 1; i <= a_length; i++) {
		row[0] = (unsigned int)i;
		for (k = 1; k <= b_length; k++) {
			row[k] = least(last[k - 1] + (a[i - 1] != b[k - 1]),
				       least(last[k], row[k - 1]) + 1);
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] &&
			    a[i - 2] == b[k - 1])
				row[k] = least(row[k], before[k - 2] + 1);
		}
		spare = before;
		before = last;
		last = row;
		row = spare;
	}
	return last[b_length];
}

void near_try(struct near *near, const char *candidate)
{
	size_t length = strlen(candidate);
	unsigned int found;

	if (near->limit == 0 || length > LONGEST_NEAR ||
	    length >= near->length + near->limit ||
	    near->length >= length + near->limit)
		return;
	found = distance(near->name, near->length, candidate, length);
	if (found < near->limit) {
		near->limit = found;
		near->best = candidate;
	}
}

static const char *skip_digits(const char *text)
{
	while (isdigit((unsigned char)*text))
		text++;
	return text;
}

static bool is_same_but_digits(const char *a, const char *b)
{
	a = skip_digits(a);
	b = skip_digits(b);
	while (*a && *a == *b) {
		a = skip_digits(a + 1);
		b = skip_digits(b + 1);
	}
	return *a == *b;
}

bool near_is_slip(const char *name, const char *candidate)
{
	struct near near = near_start(name);

	if (near.limit > 2)
		near.limit = 2;
	near_try(&near, candidate);
	return near.best && !is_same_but_digits(name, candidate);
}
