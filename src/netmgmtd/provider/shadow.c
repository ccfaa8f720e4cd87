/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Entries sorted by name, those of one name in the order of the file, so that
 * a search finds the first of them. Hashes are looked at and left behind.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/database.h"
#include "src/netmgmtd/provider/shadow.h"

struct shadow_entry {
	char *name;
	size_t order;
	struct password password;
};

static enum password_state state_of(const char *hash)
{
	if (!hash)
		return PASSWORD_UNKNOWN;
	if (*hash == '\0')
		return PASSWORD_EMPTY;
	return *hash == '!' || *hash == '*' ? PASSWORD_LOCKED : PASSWORD_SET;
}

static int reserve(struct shadow *shadow)
{
	size_t room = shadow->room ? shadow->room * 2 : 16;
	struct shadow_entry *entries;

	if (shadow->count < shadow->room)
		return 0;
	entries = reallocarray(shadow->entries, room, sizeof(*entries));
	if (!entries)
		return -ENOMEM;
	shadow->entries = entries;
	shadow->room = room;
	return 0;
}

static int add(void *context, const struct spwd *from)
{
	struct shadow *shadow = context;
	char *name;
	int r = reserve(shadow);

	if (r < 0)
		return r;
	name = strdup(from->sp_namp);
	if (!name)
		return -ENOMEM;
	shadow->entries[shadow->count] = (struct shadow_entry){
		.name = name,
		.order = shadow->count,
		.password = {.state = state_of(from->sp_pwdp),
			     .aged = true,
			     .changed = from->sp_lstchg,
			     .shortest = from->sp_min,
			     .longest = from->sp_max,
			     .warning = from->sp_warn,
			     .inactive = from->sp_inact,
			     .expires = from->sp_expire},
	};
	shadow->count++;
	return 0;
}

static int compare(const void *left, const void *right)
{
	const struct shadow_entry *a = left, *b = right;
	int order = strcmp(a->name, b->name);

	return order ? order : (a->order > b->order) - (a->order < b->order);
}

/*
 * Without the right to read the file, NSS asks its next source, and
 * nss-systemd makes up entries for root and nobody that look locked.
 */
static bool is_denied(const struct root *root)
{
	CLEANUP(cleanup_descriptor)
	int fd = root_open(root, "etc/shadow", O_RDONLY);

	return fd == -EACCES || fd == -EPERM;
}

int shadow_init(struct shadow *shadow, const struct root *root,
		const char *name)
{
	int r;

	*shadow = (struct shadow){0};
	if (is_denied(root))
		return 0;
	r = database_shadow(root, name, add, shadow);
	if (shadow->count > 1)
		qsort(shadow->entries, shadow->count, sizeof(*shadow->entries),
		      compare);
	return r;
}

void shadow_fini(struct shadow *shadow)
{
	for (size_t i = 0; i < shadow->count; i++)
		free(shadow->entries[i].name);
	free(shadow->entries);
	*shadow = (struct shadow){0};
}

/* The first entry whose name is not below; count when there is none. */
static size_t lower_bound(const struct shadow *shadow, const char *name)
{
	size_t low = 0, high = shadow->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(shadow->entries[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct password shadow_get(const struct shadow *shadow, const char *name,
			   const char *own)
{
	size_t at = lower_bound(shadow, name);
	struct password password = {.changed = -1,
				    .shortest = -1,
				    .longest = -1,
				    .warning = -1,
				    .inactive = -1,
				    .expires = -1};

	if (at < shadow->count && strcmp(shadow->entries[at].name, name) == 0)
		return shadow->entries[at].password;
	/* "x" is shadow's place-holder: the truth is where we cannot look. */
	if (own && strcmp(own, "x") != 0)
		password.state = state_of(own);
	return password;
}
