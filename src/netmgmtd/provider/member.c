/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One row per member, and one without a name per group for those who have it
 * as primary group; sorted by name, then gid, and found by bisection.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "src/netmgmtd/provider/database.h"
#include "src/netmgmtd/provider/member.h"

struct member {
	char *name;   /* "" for whoever has the gid */
	uint32_t gid; /* 0 beside a name */
	unsigned int role;
};

static const struct privileged {
	const char *group;
	enum member_role role;
} privileged[] = {
	{"sudo", MEMBER_ADMIN},
	{"wheel", MEMBER_ADMIN},
	{"admin", MEMBER_ADMIN},
	{"lpadmin", MEMBER_PRINT},
};

struct reading {
	struct members *members;
	enum member_role role;
};

static int add(struct members *members, const char *name, uint32_t gid,
	       unsigned int role)
{
	struct member *items = members->items;
	size_t room = members->room ? members->room * 2 : 16;

	if (members->count == members->room) {
		items = reallocarray(items, room, sizeof(*items));
		if (!items)
			return -ENOMEM;
		members->items = items;
		members->room = room;
	}
	items[members->count] =
		(struct member){.name = strdup(name), .gid = gid, .role = role};
	if (!items[members->count].name)
		return -ENOMEM;
	members->count++;
	return 0;
}

static int add_group(void *context, const struct group *group)
{
	const struct reading *reading = context;
	int r = add(reading->members, "", group->gr_gid, reading->role);

	for (char **name = group->gr_mem; r == 0 && *name; name++)
		if (**name != '\0')
			r = add(reading->members, *name, 0, reading->role);
	return r;
}

static int compare(const void *left, const void *right)
{
	const struct member *a = left, *b = right;
	int order = strcmp(a->name, b->name);

	return order ? order : (a->gid > b->gid) - (a->gid < b->gid);
}

int members_init(struct members *members, const struct root *root)
{
	int r = 0;

	*members = (struct members){0};
	for (size_t i = 0; i < sizeof(privileged) / sizeof(*privileged); i++) {
		struct reading reading = {members, privileged[i].role};

		r = database_group(root, privileged[i].group, add_group,
				   &reading);
		if (r < 0)
			return r;
	}
	if (members->count > 1)
		qsort(members->items, members->count, sizeof(*members->items),
		      compare);
	return 0;
}

void members_fini(struct members *members)
{
	for (size_t i = 0; i < members->count; i++)
		free(members->items[i].name);
	free(members->items);
	*members = (struct members){0};
}

/* All roles of the rows that are equal to the key. */
static unsigned int gather(const struct members *members,
			   const struct member *key)
{
	size_t low = 0, high = members->count;
	unsigned int roles = 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare(&members->items[middle], key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < members->count; low++) {
		if (compare(&members->items[low], key) != 0)
			break;
		roles |= members->items[low].role;
	}
	return roles;
}

unsigned int members_roles(const struct members *members, const char *name,
			   uint32_t gid)
{
	const struct member own = {.name = (char *)name};
	const struct member primary = {.name = (char *)"", .gid = gid};

	return gather(members, &own) | gather(members, &primary);
}
