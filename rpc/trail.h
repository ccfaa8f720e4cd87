/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_TRAIL_H
#define RPC_TRAIL_H

/*
 * The way to the field that was wrong. A walker that fails adds its own step
 * as it returns, innermost first; a walk that succeeds never touches it.
 */

#include <stddef.h>
#include <stdint.h>

#include <onc/type.h>

struct trail {
	char text[sizeof(((struct onc_fault *)0)->path)];
	size_t start; /* of the text, which grows towards the front */
};

/*
 * What a walker followed without recursing. Going on from node to node of a
 * list is one hop with a count; where more kinds of hops than TRAIL_HOPS
 * alternate, the last one counts for the rest.
 */
enum { TRAIL_HOPS = 4 };

struct trail_hops {
	unsigned used;
	struct {
		const char *name;
		uint32_t target; /* the layout it leads to */
		unsigned long count;
	} hop[TRAIL_HOPS];
};

/* Counts a hop that goes on as the last one did. False: it is a new one. */
static inline int trail_hop_again(struct trail_hops *hops, uint32_t target)
{
	if (hops->used == 0)
		return 0;
	if (hops->hop[hops->used - 1].target != target &&
	    hops->used < TRAIL_HOPS)
		return 0;
	hops->hop[hops->used - 1].count++;
	return 1;
}

static inline void trail_hop_new(struct trail_hops *hops, const char *name,
				 uint32_t target)
{
	hops->hop[hops->used].name = name;
	hops->hop[hops->used].target = target;
	hops->hop[hops->used++].count = 1;
}

void trail_init(struct trail *trail);

/* Puts "[n]" in front. */
void trail_add_index(struct trail *trail, size_t n);

/*
 * Puts a field in front, and the hops that led to its structure. field NULL:
 * the structure as a whole.
 */
void trail_add_field(struct trail *trail, const struct trail_hops *hops,
		     const char *field);

/* Hands the text over; empty for a value without fields. */
void trail_give(const struct trail *trail, char *path);

#endif
