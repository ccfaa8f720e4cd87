/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The table of calls in flight. xids are counted up, so their last bits spread
 * them evenly.
 *
 * Invariant: buckets is few, or an array of its own; their number is a power of
 * two.
 */
#include <stdlib.h>

#include "rpc/pending.h"

void pending_table_init(struct pending_table *table)
{
	*table = (struct pending_table){.mask = PENDING_FEW - 1};
	table->buckets = table->few;
}

void pending_table_fini(struct pending_table *table)
{
	if (table->buckets != table->few)
		free(table->buckets);
	pending_table_init(table);
}

static void put(struct pending **buckets, size_t mask, struct pending *pending)
{
	struct pending **bucket = &buckets[pending->xid & mask];

	pending->next = *bucket;
	*bucket = pending;
}

static void grow(struct pending_table *table)
{
	const size_t mask = 4 * (table->mask + 1) - 1;
	struct pending **buckets = calloc(mask + 1, sizeof(struct pending *));
	struct pending_walk walk;

	if (!buckets)
		return;
	for (struct pending *each = pending_first(table, &walk); each;
	     each = pending_after(&walk))
		put(buckets, mask, each);
	if (table->buckets != table->few)
		free(table->buckets);
	table->buckets = buckets;
	table->mask = mask;
}

void pending_add(struct pending_table *table, struct pending *pending)
{
	if (table->count > 2 * table->mask)
		grow(table);
	put(table->buckets, table->mask, pending);
	table->count++;
	pending->listed = true;
}

void pending_remove(struct pending_table *table, struct pending *pending)
{
	struct pending **at = &table->buckets[pending->xid & table->mask];

	while (*at != pending)
		at = &(*at)->next;
	*at = pending->next;
	table->count--;
	pending->listed = false;
}

struct pending *pending_find(const struct pending_table *table, uint32_t xid)
{
	struct pending *each = table->buckets[xid & table->mask];

	while (each && each->xid != xid)
		each = each->next;
	return each;
}

/* The walk is at the end of a bucket: to the next one that has any. */
static void advance(struct pending_walk *walk)
{
	while (!walk->next && walk->bucket <= walk->table->mask)
		walk->next = walk->table->buckets[walk->bucket++];
}

struct pending *pending_first(const struct pending_table *table,
			      struct pending_walk *walk)
{
	*walk = (struct pending_walk){.table = table};
	return pending_after(walk);
}

struct pending *pending_after(struct pending_walk *walk)
{
	struct pending *now;

	advance(walk);
	now = walk->next;
	if (now)
		walk->next = now->next;
	return now;
}
