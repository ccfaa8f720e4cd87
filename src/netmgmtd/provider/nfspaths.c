/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A file's device leads to the mount, and the mount to the exports at or below
 * it. Both name components: the export its last, the file its last two.
 */
#include <errno.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "src/netmgmtd/provider/array.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/mountinfo.h"
#include "src/netmgmtd/provider/nfspaths.h"
#include "src/netmgmtd/provider/text.h"

/* True if path is target, or in it. */
static bool is_in(const char *path, const char *target)
{
	size_t size = strlen(target);

	while (size > 0 && target[size - 1] == '/')
		size--;
	return strncmp(path, target, size) == 0 &&
	       (path[size] == '/' || path[size] == '\0');
}

/* The mount that a path is on: the longest, and of equals the last. */
static struct libmnt_fs *find_mount(struct libmnt_table *table,
				    struct libmnt_iter *iterator,
				    const char *path)
{
	struct libmnt_fs *fs, *found = NULL;
	size_t longest = 0;

	mnt_reset_iter(iterator, MNT_ITER_FORWARD);
	while (mnt_table_next_fs(table, iterator, &fs) == 0) {
		const char *target = mnt_fs_get_target(fs);

		if (!target || !is_in(path, target))
			continue;
		if (strlen(target) < longest)
			continue;
		longest = strlen(target);
		found = fs;
	}
	return found;
}

static int add(struct nfspaths *paths, const struct share *share, dev_t device)
{
	struct nfspath path = {.share = share};
	int r = array_room(&paths->items, paths->count, sizeof(path));

	if (r < 0)
		return r;
	snprintf(path.device, sizeof(path.device), "%02x:%02x", major(device),
		 minor(device));
	paths->items[paths->count++] = path;
	return 0;
}

static int add_all(struct nfspaths *paths, const struct shares *shares,
		   struct libmnt_table *table, struct libmnt_iter *iterator)
{
	int r = 0;

	for (size_t i = 0; i < shares->count && r == 0; i++) {
		const struct share *share = &shares->items[i];
		struct libmnt_fs *fs;

		if (share->backend != SHARE_NFS)
			continue;
		fs = find_mount(table, iterator, share->path);
		if (fs)
			r = add(paths, share, mnt_fs_get_devno(fs));
	}
	return r;
}

int nfspaths_init(struct nfspaths *paths, const struct root *root,
		  const struct shares *shares)
{
	CLEANUP(mountinfo_free) struct libmnt_table *table = NULL;
	CLEANUP(mountinfo_free_iterator)
	struct libmnt_iter *iterator = mnt_new_iter(MNT_ITER_FORWARD);
	int r;

	*paths = (struct nfspaths){0};
	if (!iterator)
		return -ENOMEM;
	r = mountinfo_read(root, &table);
	if (r < 0)
		return r == -ENOMEM ? r : 0;
	return add_all(paths, shares, table, iterator);
}

void nfspaths_fini(struct nfspaths *paths)
{
	free(paths->items);
	*paths = (struct nfspaths){0};
}

/*
 * What follows the export's own name at the start of a file's path, or NULL:
 * "x" of "data/x" in /srv/data.
 */
static const char *inside(const struct share *share, const char *file)
{
	const char *base = strrchr(share->path, '/');
	size_t size;

	if (!base || base[1] == '\0')
		return NULL;
	size = strlen(base + 1);
	if (strncmp(file, base + 1, size) != 0 || file[size] != '/')
		return NULL;
	return file + size + 1;
}

const struct share *nfspaths_find(const struct nfspaths *paths,
				  const struct nfsstate *state)
{
	const struct share *found = NULL;

	for (size_t i = 0; i < paths->count; i++) {
		const struct nfspath *path = &paths->items[i];

		if (strcmp(path->device, state->superblock) != 0)
			continue;
		if (inside(path->share, state->file))
			return path->share;
		/* Of those that do not show, the one that holds the most. */
		if (!found || strlen(path->share->path) < strlen(found->path))
			found = path->share;
	}
	return found;
}

int nfspaths_make(const struct share *share, const struct nfsstate *state,
		  char **path)
{
	const char *rest, *slash;

	if (!share || state->file[0] == '\0')
		return text_copy(state->file, path);
	rest = inside(share, state->file);
	slash = share->path[strlen(share->path) - 1] == '/' ? "" : "/";
	return text_format(path, "%s%s%s", share->path, slash,
			   rest ? rest : state->file);
}
