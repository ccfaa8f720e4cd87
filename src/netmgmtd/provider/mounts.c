/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * libmount knows the format and the kinds of file systems; it reads our
 * stream, so that the table may be any root's.
 */
#include <errno.h>
#include <libmount.h>
#include <string.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/mounts.h"

static void free_table(struct libmnt_table **table)
{
	mnt_unref_table(*table);
}

static void free_iterator(struct libmnt_iter **iterator)
{
	mnt_free_iter(*iterator);
}

/*
 * Pass over a malformed line, whatever it is. libmount calls a line malformed
 * too when memory ran out over it.
 */
static int ignore_line(struct libmnt_table *table, const char *path, int line)
{
	(void)table;
	(void)path;
	(void)line;
	return errno == ENOMEM ? -ENOMEM : 1;
}

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

static void drop_repeated_devices(struct mounts *mounts)
{
	struct mount *items = mounts->items;
	size_t kept = 0;

	sort(mounts, by_device);
	for (size_t i = 0; i < mounts->count; i++) {
		if (kept && items[kept - 1].device == items[i].device)
			free(items[i].point);
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

static int add(struct mounts *mounts, struct libmnt_fs *fs)
{
	struct mount *mount = &mounts->items[mounts->count];

	mount->id = (uint32_t)mnt_fs_get_id(fs);
	mount->device = mnt_fs_get_devno(fs);
	mount->order = mounts->count;
	mount->point = strdup(mnt_fs_get_target(fs));
	if (!mount->point)
		return -ENOMEM;
	mounts->count++;
	return 0;
}

static int read_table(const struct root *root, struct libmnt_table *table)
{
	CLEANUP(cleanup_stream) FILE *stream = NULL;
	int r = root_stream(root, "proc/self/mountinfo", &stream);

	if (r < 0)
		return r;
	mnt_table_set_parser_errcb(table, ignore_line);
	errno = 0;
	r = mnt_table_parse_stream(table, stream, "/proc/self/mountinfo");
	/* libmount takes a line it had no memory for as the last one. */
	return errno == ENOMEM ? -ENOMEM : r;
}

int mounts_init(struct mounts *mounts, const struct root *root)
{
	CLEANUP(free_table) struct libmnt_table *table = mnt_new_table();
	CLEANUP(free_iterator)
	struct libmnt_iter *iterator = mnt_new_iter(MNT_ITER_FORWARD);
	struct libmnt_fs *fs;
	int r;

	*mounts = (struct mounts){0};
	if (!table || !iterator)
		return -ENOMEM;
	r = read_table(root, table);
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
		free(mounts->items[i].point);
	free(mounts->items);
	*mounts = (struct mounts){0};
}
