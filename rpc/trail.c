/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The way to a field, written from its end to its start.
 *
 * Invariant: text[start] to the NUL in the last byte is the path's tail; what
 * does not fit in front is given up, and "..." stands for it.
 */
#include <stdio.h>
#include <string.h>

#include "rpc/trail.h"

static const char cut[] = "...";

void trail_init(struct trail *trail)
{
	trail->start = sizeof(trail->text) - 1;
	trail->text[trail->start] = '\0';
}

static void put_front(struct trail *trail, const char *text)
{
	const size_t length = strlen(text);

	if (trail->start < sizeof(cut) - 1)
		return;
	if (length > trail->start - (sizeof(cut) - 1)) {
		/* Nothing may stand before the mark of the cut. */
		trail->start -= sizeof(cut) - 1;
		memcpy(trail->text + trail->start, cut, sizeof(cut) - 1);
		memmove(trail->text, trail->text + trail->start,
			sizeof(trail->text) - trail->start);
		trail->start = 0;
		return;
	}
	trail->start -= length;
	memcpy(trail->text + trail->start, text, length);
}

/* A name in front of a name takes a dot between them. */
static void put_step(struct trail *trail, const char *step)
{
	const char first = trail->text[trail->start];

	if (first != '\0' && first != '[')
		put_front(trail, ".");
	put_front(trail, step);
}

void trail_add_index(struct trail *trail, size_t n)
{
	char text[32];

	snprintf(text, sizeof(text), "[%zu]", n);
	put_step(trail, text);
}

void trail_add_field(struct trail *trail, const struct trail_hops *hops,
		     const char *field)
{
	/* A type that is one item on its own has a member without a name. */
	if (field && field[0] != '\0')
		put_step(trail, field);
	for (unsigned i = hops->used; i-- > 0;) {
		if (hops->hop[i].count > 1)
			trail_add_index(trail, hops->hop[i].count - 1);
		put_step(trail, hops->hop[i].name);
	}
}

void trail_give(const struct trail *trail, char *path)
{
	memcpy(path, trail->text + trail->start,
	       sizeof(trail->text) - trail->start);
}
