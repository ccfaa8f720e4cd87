/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Anybody of a group may write these files: one that does not say everything
 * that a share needs is none.
 */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "src/netmgmtd/provider/array.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/entries.h"
#include "src/netmgmtd/provider/text.h"
#include "src/netmgmtd/provider/usershares.h"

/* Samba reads no more than this of one file either. */
enum { LIMIT = 10 * 1024, MOST = 4096 };

struct lines {
	const char *name, *path, *comment, *acl, *guest;
};

static bool is_version(const char *line)
{
	return line && (strcmp(line, "#VERSION 1") == 0 ||
			strcmp(line, "#VERSION 2") == 0);
}

static void take(struct lines *lines, char *line)
{
	struct {
		const char *prefix;
		const char **value;
	} const keys[] = {
		{"path=", &lines->path},	 {"comment=", &lines->comment},
		{"usershare_acl=", &lines->acl}, {"guest_ok=", &lines->guest},
		{"sharename=", &lines->name},
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const char *value = text_after(line, keys[i].prefix);

		if (value)
			*keys[i].value = value;
	}
}

/* True if the text is that of a share of this file name. */
static bool parse(const char *file, char *text, struct lines *lines)
{
	char *rest = text, *line = text_line(&rest);

	*lines = (struct lines){file, "", "", "", "n"};
	if (!is_version(text_trim(line)))
		return false;
	while ((line = text_line(&rest)))
		take(lines, text_trim(line));
	return lines->path[0] == '/' && strcasecmp(lines->name, file) == 0;
}

static void usershare_fini(struct usershare *share)
{
	free(share->name);
	free(share->path);
	free(share->comment);
	free(share->acl);
}

static int add(struct usershares *shares, const struct lines *lines)
{
	struct usershare share = {.guest = lines->guest[0] == 'y' ||
					   lines->guest[0] == 'Y'};
	int r = array_room(&shares->items, shares->count, sizeof(share));

	if (r == 0)
		r = text_copy(lines->name, &share.name);
	if (r == 0)
		r = text_copy(lines->path, &share.path);
	if (r == 0)
		r = text_copy(lines->comment, &share.comment);
	if (r == 0)
		r = text_copy(lines->acl, &share.acl);
	if (r < 0) {
		usershare_fini(&share);
		return r;
	}
	shares->items[shares->count++] = share;
	return 0;
}

static int read_share(struct usershares *shares, const struct root *root,
		      const char *folder, const char *name)
{
	CLEANUP(cleanup_free) char *path = NULL;
	CLEANUP(cleanup_free) char *text = NULL;
	struct lines lines;
	int r = text_format(&path, "%s/%s", folder, name);

	if (r == 0)
		r = text_read(root, path, LIMIT, &text);
	if (r < 0)
		return r == -ENOMEM ? r : 0;
	return parse(name, text, &lines) ? add(shares, &lines) : 0;
}

static void free_entries(struct entries *entries)
{
	entries_fini(entries);
}

int usershares_init(struct usershares *shares, const struct root *root,
		    const char *folder)
{
	CLEANUP(free_entries) struct entries entries;
	int r;

	*shares = (struct usershares){0};
	folder += strspn(folder, "/");
	r = entries_init(&entries, root, folder);
	for (size_t i = 0; i < entries.count && r == 0; i++)
		if (shares->count < MOST)
			r = read_share(shares, root, folder, entries.names[i]);
	return r;
}

void usershares_fini(struct usershares *shares)
{
	for (size_t i = 0; i < shares->count; i++)
		usershare_fini(&shares->items[i]);
	free(shares->items);
	*shares = (struct usershares){0};
}
