/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * In order, so that what is made of the names does not depend on where the
 * file system has put them.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "src/netmgmtd/provider/array.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/entries.h"
#include "src/netmgmtd/provider/text.h"

static void close_directory(DIR **directory)
{
	if (*directory)
		closedir(*directory);
}

static int by_name(const void *left, const void *right)
{
	char *const *a = left, *const *b = right;

	return strcmp(*a, *b);
}

static int add(struct entries *entries, const char *name)
{
	int r = array_room(&entries->names, entries->count, sizeof(char *));

	if (r == 0)
		r = text_copy(name, &entries->names[entries->count]);
	if (r == 0)
		entries->count++;
	return r;
}

static int read_names(struct entries *entries, DIR *directory)
{
	const struct dirent *entry;
	int r = 0;

	while (r == 0 && entries->count < ENTRIES_MOST) {
		errno = 0;
		entry = readdir(directory);
		if (!entry)
			return -errno;
		if (entry->d_name[0] != '.')
			r = add(entries, entry->d_name);
	}
	return r;
}

int entries_init(struct entries *entries, const struct root *root,
		 const char *path)
{
	CLEANUP(close_directory) DIR *directory = NULL;
	int fd = root_open(root, path, O_RDONLY | O_DIRECTORY);
	int r;

	*entries = (struct entries){0};
	if (fd < 0)
		return fd == -ENOENT ? 0 : fd;
	directory = fdopendir(fd);
	if (!directory) {
		close(fd);
		return -ENOMEM;
	}
	r = read_names(entries, directory);
	array_sort(entries->names, entries->count, sizeof(char *), by_name);
	return r;
}

void entries_fini(struct entries *entries)
{
	for (size_t i = 0; i < entries->count; i++)
		free(entries->names[i]);
	free(entries->names);
	*entries = (struct entries){0};
}
