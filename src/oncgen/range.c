/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: a range is never narrower than what the type can hold; one that
 * only C knows is as wide as 32 bits.
 */

#include "range.h"

#include "value.h"

struct range {
	struct number least, most;
};

static struct range range_between(int64_t least, int64_t most)
{
	return (struct range){number_of(least), number_of(most)};
}

static struct range range_of_scalar(const struct scalar *scalar)
{
	switch (scalar->id) {
	case SCALAR_CHAR:
		return range_between(INT8_MIN, UINT8_MAX);
	case SCALAR_UCHAR:
	case SCALAR_UINT8:
		return range_between(0, UINT8_MAX);
	case SCALAR_INT8:
		return range_between(INT8_MIN, INT8_MAX);
	case SCALAR_SHORT:
	case SCALAR_INT16:
		return range_between(INT16_MIN, INT16_MAX);
	case SCALAR_USHORT:
	case SCALAR_UINT16:
		return range_between(0, UINT16_MAX);
	case SCALAR_UINT:
	case SCALAR_ULONG:
	case SCALAR_UINT32:
		return range_between(0, UINT32_MAX);
	case SCALAR_BOOL:
		return range_between(0, 1);
	default:
		return range_between(INT32_MIN, INT32_MAX);
	}
}

/* An enum that C completes may hold anything. */
static struct range range_of(const struct member *member)
{
	const struct type *body = ast_body(member);
	const struct enumerator *enumerator;
	struct range range = {{.known = false}, {.known = false}};

	if (!body)
		return range_of_scalar(member->type->scalar);
	for (enumerator = body->enumerators; enumerator;
	     enumerator = enumerator->next) {
		if (!enumerator->number.known)
			return range_between(INT32_MIN, INT32_MAX);
		if (!range.least.known ||
		    number_compare(&enumerator->number, &range.least) < 0)
			range.least = enumerator->number;
		if (!range.most.known ||
		    number_compare(&enumerator->number, &range.most) > 0)
			range.most = enumerator->number;
	}
	return range;
}

/* Every number between two enumerators, or only some. */
static bool is_dense(const struct member *member)
{
	const struct type *body = ast_body(member);
	const struct range range = range_of(member);
	const struct enumerator *enumerator;
	uint64_t count = 0;

	if (!body)
		return true;
	for (enumerator = body->enumerators; enumerator;
	     enumerator = enumerator->next)
		count++;
	return (int64_t)range.most.magnitude * (range.most.negative ? -1 : 1) -
		       (int64_t)range.least.magnitude *
			       (range.least.negative ? -1 : 1) <
	       (int64_t)count;
}

bool range_fits(const struct member *inner, const struct member *outer)
{
	const struct range in = range_of(inner), out = range_of(outer);

	return is_dense(outer) && number_compare(&in.least, &out.least) >= 0 &&
	       number_compare(&in.most, &out.most) <= 0;
}
