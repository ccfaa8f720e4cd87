/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A use is a line of mountinfo whose type is one of those below; whether it
 * works is asked afterwards, as that can take its time.
 */
#include <ctype.h>
#include <errno.h>
#include <string.h>

#include "src/netmgmtd/provider/array.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/mountinfo.h"
#include "src/netmgmtd/provider/space.h"
#include "src/netmgmtd/provider/text.h"
#include "src/netmgmtd/provider/uses.h"

static const char *find_type(struct libmnt_fs *fs)
{
	static const char *const types[] = {"nfs", "nfs4", "cifs", "smb3"};
	const char *type = mnt_fs_get_fstype(fs);

	for (size_t i = 0; type && i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(type, types[i]) == 0)
			return types[i];
	return NULL;
}

/* -- names --------------------------------------------------------------- */

static char backslashed(char c)
{
	return c == '/' ? '\\' : c;
}

/* //host/share, host:/path and [fe80::1]:/path all become \\host\... */
static int make_remote(const char *source, char **remote)
{
	const char *host = source, *path;
	size_t size;
	int r;

	if (strncmp(source, "//", 2) == 0) {
		r = text_copy(source, remote);
	} else {
		path = strstr(source, ":/");
		size = path ? (size_t)(path - source) : strlen(source);
		path = path ? path + 1 : "";
		if (size > 2 && host[0] == '[' && host[size - 1] == ']') {
			host++;
			size -= 2;
		}
		r = text_format(remote, "//%.*s%s", (int)size, host, path);
	}
	if (r < 0)
		return r;
	for (char *c = *remote; *c; c++)
		*c = backslashed(*c);
	return 0;
}

static int make_option(struct libmnt_fs *fs, const char *name, char **out)
{
	const char *options = mnt_fs_get_fs_options(fs);
	char *value = NULL;
	size_t size = 0;

	if (!options ||
	    mnt_optstr_get_option(options, name, &value, &size) != 0 || !value)
		return text_copy("", out);
	*out = strndup(value, size);
	return *out ? 0 : -ENOMEM;
}

static void use_fini(struct use *use)
{
	free(use->local);
	free(use->remote);
	free(use->source);
	free(use->user);
	free(use->domain);
}

static int fill(struct use *use, struct libmnt_fs *fs)
{
	const char *source = mnt_fs_get_source(fs);
	int r;

	use->id = (uint32_t)mnt_fs_get_id(fs);
	r = text_copy(mnt_fs_get_target(fs), &use->local);
	if (r == 0)
		r = text_copy(source ? source : "", &use->source);
	if (r == 0)
		r = make_remote(use->source, &use->remote);
	if (r == 0)
		r = make_option(fs, "username", &use->user);
	if (r == 0)
		r = make_option(fs, "domain", &use->domain);
	return r;
}

/* -- the list ------------------------------------------------------------ */

static int add(struct uses *uses, struct libmnt_fs *fs, const char *type)
{
	struct use use = {.type = type};
	int r = fill(&use, fs);

	if (r == 0)
		r = array_room(&uses->items, uses->count, sizeof(use));
	if (r < 0) {
		use_fini(&use);
		return r;
	}
	uses->items[uses->count++] = use;
	return 0;
}

static int read_uses(struct uses *uses, const struct root *root)
{
	CLEANUP(mountinfo_free) struct libmnt_table *table = NULL;
	CLEANUP(mountinfo_free_iterator)
	struct libmnt_iter *iterator = mnt_new_iter(MNT_ITER_FORWARD);
	struct libmnt_fs *fs;
	int r;

	if (!iterator)
		return -ENOMEM;
	r = mountinfo_read(root, &table);
	if (r < 0)
		return r == -ENOENT ? 0 : r;
	while (r == 0 && mnt_table_next_fs(table, iterator, &fs) == 0) {
		const char *type = find_type(fs);

		if (type && mnt_fs_get_target(fs))
			r = add(uses, fs, type);
	}
	return r;
}

static int by_remote(const void *left, const void *right)
{
	const struct use *a = left, *b = right;

	return strcasecmp(a->remote, b->remote);
}

static int by_id(const void *left, const void *right)
{
	const struct use *a = left, *b = right;

	return (a->id > b->id) - (a->id < b->id);
}

/* Writes how long each run of one remote name is, and sorts by id. */
static void count_repeated(struct uses *uses)
{
	struct use *items = uses->items;
	size_t last;

	array_sort(items, uses->count, sizeof(*items), by_remote);
	for (size_t first = 0; first < uses->count; first = last) {
		last = first + 1;
		while (last < uses->count &&
		       by_remote(&items[first], &items[last]) == 0)
			last++;
		for (size_t i = first; i < last; i++)
			items[i].count = (uint32_t)(last - first);
	}
	array_sort(items, uses->count, sizeof(*items), by_id);
}

static int ask(struct use *use, const struct root *root,
	       struct deadline *deadline, unsigned int milliseconds)
{
	struct space space;
	int r = space_get(root, deadline, milliseconds, use->local, &space);

	if (r == -ENOMEM)
		return r;
	/* Nobody captured an answer: that is not an answer. */
	if (r == 0 || (r == -ENOENT && !root->host))
		use->state = USE_STATE_OK;
	else
		use->state = r == -ETIMEDOUT ? USE_STATE_LOST : USE_STATE_ERROR;
	return 0;
}

int uses_init(struct uses *uses, const struct root *root,
	      struct deadline *deadline, unsigned int milliseconds)
{
	int r;

	*uses = (struct uses){0};
	r = read_uses(uses, root);
	if (r < 0)
		return r;
	count_repeated(uses);
	for (size_t i = 0; deadline && r == 0 && i < uses->count; i++)
		r = ask(&uses->items[i], root, deadline, milliseconds);
	return r;
}

void uses_fini(struct uses *uses)
{
	for (size_t i = 0; i < uses->count; i++)
		use_fini(&uses->items[i]);
	free(uses->items);
	*uses = (struct uses){0};
}

static bool is_remote(const char *remote, const char *name)
{
	while (*remote && tolower((unsigned char)*remote) ==
				  tolower((unsigned char)backslashed(*name))) {
		remote++;
		name++;
	}
	return *remote == '\0' && *name == '\0';
}

const struct use *uses_find(const struct uses *uses, const char *name)
{
	for (size_t i = 0; i < uses->count; i++)
		if (strcmp(uses->items[i].local, name) == 0 ||
		    is_remote(uses->items[i].remote, name))
			return &uses->items[i];
	return NULL;
}
