/* SPDX-License-Identifier: BSD-3-Clause */
/* Lines are words; the module is one of them, arguments stand behind it. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/pam.h"

static const char folder[] = "etc/pam.d";

enum { LIMIT = 1 << 20 };

struct search {
	const char *module;
	const char *key;
	bool used;
	bool found;
	long number;
};

static bool is_module(const char *word, const char *module)
{
	const char *slash = strrchr(word, '/');

	return strcmp(slash ? slash + 1 : word, module) == 0;
}

static void take_argument(struct search *search, const char *word)
{
	size_t size = strlen(search->key);
	char *end;
	long number;

	if (search->found || strncmp(word, search->key, size) != 0 ||
	    word[size] != '=')
		return;
	errno = 0;
	number = strtol(word + size + 1, &end, 10);
	if (errno != 0 || end == word + size + 1 || *end != '\0')
		return;
	search->found = true;
	search->number = number;
}

static void read_line(struct search *search, char *line)
{
	bool behind = false;
	char *word;

	line[strcspn(line, "#")] = '\0';
	while ((word = strsep(&line, " \t"))) {
		if (behind)
			take_argument(search, word);
		else
			behind = is_module(word, search->module);
	}
	search->used |= behind;
}

static int read_file(struct search *search, const struct root *root,
		     const char *name)
{
	CLEANUP(cleanup_free) char *path = NULL;
	CLEANUP(cleanup_free) char *text = NULL;
	char *rest, *line;
	size_t size;
	int r;

	if (asprintf(&path, "%s/%s", folder, name) < 0) {
		path = NULL;
		return -ENOMEM;
	}
	r = root_read(root, path, LIMIT, &text, &size);
	if (r < 0)
		return r == -ENOMEM ? r : 0;
	rest = text;
	while ((line = strsep(&rest, "\n")))
		read_line(search, line);
	return 0;
}

static int is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

int pam_find(const struct root *root, const char *module, const char *key,
	     bool *used, long *number)
{
	struct search search = {.module = module, .key = key};
	CLEANUP(cleanup_descriptor)
	int fd = root_open(root, folder, O_RDONLY | O_DIRECTORY);
	struct dirent **entries;
	int count, r = 0;

	*used = false;
	if (fd < 0)
		return 0;
	count = scandirat(fd, ".", &entries, is_visible, alphasort);
	if (count < 0)
		return errno == ENOMEM ? -ENOMEM : 0;
	for (int i = 0; i < count; i++) {
		if (r == 0)
			r = read_file(&search, root, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	*used = search.used;
	if (search.found)
		*number = search.number;
	return r;
}
