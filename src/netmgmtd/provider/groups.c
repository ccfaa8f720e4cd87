/* SPDX-License-Identifier: BSD-3-Clause */
/* A group's name, the pointers to its members and their names are one block. */
#include <errno.h>
#include <grp.h>
#include <string.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/database.h"
#include "src/netmgmtd/provider/groups.h"

/* (gid_t)-1 means "no gid" to the kernel, and would have no resume value. */
#define NO_GID UINT32_MAX

/* -- one group ----------------------------------------------------------- */

static size_t count_members(const struct group *from)
{
	size_t count = 0;

	while (from->gr_mem && from->gr_mem[count])
		count++;
	return count;
}

static size_t text_size(const struct group *from, size_t count)
{
	size_t size = strlen(from->gr_name) + 1;

	for (size_t i = 0; i < count; i++)
		size += strlen(from->gr_mem[i]) + 1;
	return size;
}

static int copy(struct group_entry *group, const struct group *from)
{
	size_t count = count_members(from);
	char *at;

	group->memory = malloc(count * sizeof(*group->members) +
			       text_size(from, count));
	if (!group->memory)
		return -ENOMEM;
	group->members = group->memory;
	at = (char *)(group->members + count);
	group->name = at;
	at = stpcpy(at, from->gr_name) + 1;
	for (size_t i = 0; i < count; i++) {
		if (from->gr_mem[i][0] == '\0')
			continue;
		group->members[group->member_count++] = at;
		at = stpcpy(at, from->gr_mem[i]) + 1;
	}
	group->gid = from->gr_gid;
	return 0;
}

static int add(void *context, const struct group *from)
{
	struct groups *groups = context;
	struct group_entry *items = groups->items;
	size_t room = groups->room ? groups->room * 2 : 16;
	int r;

	if (from->gr_gid == NO_GID)
		return 0;
	if (groups->count == groups->room) {
		items = reallocarray(items, room, sizeof(*items));
		if (!items)
			return -ENOMEM;
		groups->items = items;
		groups->room = room;
	}
	items[groups->count] = (struct group_entry){.order = groups->count};
	r = copy(&items[groups->count], from);
	if (r == 0)
		groups->count++;
	return r;
}

/* -- all of them --------------------------------------------------------- */

static int by_order(const struct group_entry *a, const struct group_entry *b)
{
	return (a->order > b->order) - (a->order < b->order);
}

static int by_name(const void *left, const void *right)
{
	const struct group_entry *a = left, *b = right;
	int order = strcmp(a->name, b->name);

	return order ? order : by_order(a, b);
}

static int by_gid(const void *left, const void *right)
{
	const struct group_entry *a = left, *b = right;

	if (a->gid != b->gid)
		return a->gid < b->gid ? -1 : 1;
	return by_order(a, b);
}

static void sort(struct groups *groups,
		 int (*compare)(const void *, const void *))
{
	if (groups->count > 1)
		qsort(groups->items, groups->count, sizeof(*groups->items),
		      compare);
}

static void drop_repeated_names(struct groups *groups)
{
	struct group_entry *items = groups->items;
	size_t kept = 0;

	sort(groups, by_name);
	for (size_t i = 0; i < groups->count; i++) {
		if (kept && strcmp(items[kept - 1].name, items[i].name) == 0)
			free(items[i].memory);
		else
			items[kept++] = items[i];
	}
	groups->count = kept;
}

/* While they are in the order of their names. */
static int mark_local(void *context, const struct group *entry)
{
	const struct group_entry key = {.name = entry->gr_name};
	struct groups *groups = context;
	size_t low = 0, high = groups->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(groups->items[middle].name, key.name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < groups->count &&
	    strcmp(groups->items[low].name, key.name) == 0)
		groups->items[low].is_local = true;
	return 0;
}

int groups_init(struct groups *groups, const struct root *root,
		const char *name)
{
	int r;

	*groups = (struct groups){0};
	r = database_group(root, name, add, groups);
	if (r < 0)
		return r;
	drop_repeated_names(groups);
	if (groups->count == 0)
		return 0;
	r = database_local_group(root, mark_local, groups);
	sort(groups, by_gid);
	return r;
}

void groups_fini(struct groups *groups)
{
	for (size_t i = 0; i < groups->count; i++)
		free(groups->items[i].memory);
	free(groups->items);
	*groups = (struct groups){0};
}

/* -- members ------------------------------------------------------------- */

bool groups_has_member(const struct group_entry *group, const char *name)
{
	for (size_t i = 0; i < group->member_count; i++)
		if (strcmp(group->members[i], name) == 0)
			return true;
	return false;
}

enum { MOST_GIDS = 1 << 20 };

/* The first room is a guess; then libc says how many there are. */
static int list_gids(const char *name, uint32_t gid, gid_t **gids, int *count)
{
	for (int room = 64; room <= MOST_GIDS; room *= 2) {
		gid_t *more = reallocarray(*gids, (size_t)room, sizeof(**gids));

		if (!more)
			return -ENOMEM;
		*gids = more;
		*count = room;
		if (getgrouplist(name, gid, *gids, count) >= 0)
			return 0;
	}
	*count = 0;
	return 0;
}

int groups_mark_indirect(const struct groups *groups, const struct root *root,
			 const char *name, uint32_t gid, bool *is_member)
{
	CLEANUP(cleanup_free) gid_t *gids = NULL;
	int count = 0, r;

	if (!root->host)
		return 0;
	r = list_gids(name, gid, &gids, &count);
	for (size_t i = 0; i < groups->count && r == 0; i++)
		for (int j = 0; j < count; j++)
			if (gids[j] == groups->items[i].gid)
				is_member[i] = true;
	return r;
}
