/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * libmount knows the kinds of file systems. What a disk is asked for may take
 * its time, so it is only asked when somebody wants to know.
 */
#include <errno.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/mountinfo.h"
#include "src/netmgmtd/provider/mounts.h"
#include "src/netmgmtd/provider/text.h"

static int by_device(const void *left, const void *right)
{
	const struct mount *a = left, *b = right;

	if (a->device != b->device)
		return a->device < b->device ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

static int by_id(const void *left, const void *right)
{
	const struct mount *a = left, *b = right;

	return (a->id > b->id) - (a->id < b->id);
}

static void sort(struct mounts *mounts,
		 int (*compare)(const void *, const void *))
{
	if (mounts->count > 1)
		qsort(mounts->items, mounts->count, sizeof(*mounts->items),
		      compare);
}

static void mount_fini(struct mount *mount)
{
	free(mount->point);
	free(mount->source);
	free(mount->type);
}

static void drop_repeated_devices(struct mounts *mounts)
{
	struct mount *items = mounts->items;
	size_t kept = 0;

	sort(mounts, by_device);
	for (size_t i = 0; i < mounts->count; i++) {
		if (kept && items[kept - 1].device == items[i].device)
			mount_fini(&items[i]);
		else
			items[kept++] = items[i];
	}
	mounts->count = kept;
}

static bool is_disk(struct libmnt_fs *fs)
{
	return !mnt_fs_is_pseudofs(fs) && !mnt_fs_is_netfs(fs) &&
	       !mnt_fs_is_swaparea(fs) && mnt_fs_get_target(fs);
}

static int copy(const char *text, char **out)
{
	return text_copy(text ? text : "", out);
}

static int add(struct mounts *mounts, struct libmnt_fs *fs)
{
	struct mount *mount = &mounts->items[mounts->count++];
	int r;

	mount->id = (uint32_t)mnt_fs_get_id(fs);
	mount->device = mnt_fs_get_devno(fs);
	mount->order = mounts->count;
	r = copy(mnt_fs_get_target(fs), &mount->point);
	if (r == 0)
		r = copy(mnt_fs_get_source(fs), &mount->source);
	if (r == 0)
		r = copy(mnt_fs_get_fstype(fs), &mount->type);
	return r;
}

int mounts_init(struct mounts *mounts, const struct root *root)
{
	CLEANUP(mountinfo_free) struct libmnt_table *table = NULL;
	CLEANUP(mountinfo_free_iterator)
	struct libmnt_iter *iterator = mnt_new_iter(MNT_ITER_FORWARD);
	struct libmnt_fs *fs;
	int r;

	*mounts = (struct mounts){0};
	if (!iterator)
		return -ENOMEM;
	r = mountinfo_read(root, &table);
	if (r < 0)
		return r == -ENOMEM ? r : 0;
	mounts->items = calloc((size_t)mnt_table_get_nents(table) + 1,
			       sizeof(*mounts->items));
	if (!mounts->items)
		return -ENOMEM;
	while (mnt_table_next_fs(table, iterator, &fs) == 0) {
		if (!is_disk(fs))
			continue;
		r = add(mounts, fs);
		if (r < 0)
			return r;
	}
	drop_repeated_devices(mounts);
	sort(mounts, by_id);
	return 0;
}

void mounts_fini(struct mounts *mounts)
{
	for (size_t i = 0; i < mounts->count; i++)
		mount_fini(&mounts->items[i]);
	free(mounts->items);
	*mounts = (struct mounts){0};
}
