/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Backends come in a fixed order, and who comes first has the name. Samba's
 * names are the administrator's; those of exports are made here, from paths in
 * order, so that they do not depend on how a file happens to be sorted.
 */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "src/netmgmtd/provider/array.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/exports.h"
#include "src/netmgmtd/provider/key.h"
#include "src/netmgmtd/provider/shares.h"
#include "src/netmgmtd/provider/smbconf.h"
#include "src/netmgmtd/provider/text.h"
#include "src/netmgmtd/provider/usershares.h"

enum { LIMIT = 1 << 20, MOST_PRINTERS = 4096 };

static void share_fini(struct share *share)
{
	free(share->name);
	free(share->path);
	free(share->comment);
	free(share->access);
}

/* -- the list ------------------------------------------------------------ */

static bool is_taken(const struct shares *shares, const char *name)
{
	for (size_t i = 0; i < shares->count; i++)
		if (strcasecmp(shares->items[i].name, name) == 0)
			return true;
	return false;
}

static bool ends_in_dollar(const char *name)
{
	size_t size = strlen(name);

	return size > 0 && name[size - 1] == '$';
}

/*
 * Adds a share that has the strings given, copied; share itself has the rest.
 * A name that is taken already, or none, adds nothing.
 */
static int add(struct shares *shares, struct share share, const char *name,
	       const char *path, const char *comment, const char *access)
{
	int r;

	if (*name == '\0' || is_taken(shares, name))
		return 0;
	share.key = key_of(name);
	share.is_special = ends_in_dollar(name);
	share.is_hidden |= share.is_special;
	r = array_room(&shares->items, shares->count, sizeof(share));
	if (r == 0)
		r = text_copy(name, &share.name);
	if (r == 0)
		r = text_copy(path, &share.path);
	if (r == 0)
		r = text_copy(comment, &share.comment);
	if (r == 0)
		r = text_copy(access, &share.access);
	if (r < 0) {
		share_fini(&share);
		return r;
	}
	shares->items[shares->count++] = share;
	return 0;
}

static int add_endpoint(struct shares *shares)
{
	const struct share share = {.backend = SHARE_OWN,
				    .kind = SHARE_ENDPOINT,
				    .caching = SHARE_CACHES_NOTHING,
				    .max_users = SHARE_UNLIMITED};

	return add(shares, share, "IPC$", "", "Remote calls", "");
}

/* Not being allowed to look is no reason to show nothing at all. */
static int tolerate(struct shares *shares, int r)
{
	if (r == 0 || r == -ENOMEM)
		return r;
	if (shares->unread == 0)
		shares->unread = r;
	return 0;
}

/* -- Samba --------------------------------------------------------------- */

static const char *value_of(const struct smbconf *conf,
			    const struct smbconf_section *section,
			    const char *key)
{
	const char *value = smbconf_get(conf, section, key);

	return value ? value : "";
}

static enum share_caching caching_of(const char *policy)
{
	static const char *const policies[] = {
		[SHARE_CACHES_BY_HAND] = "manual",
		[SHARE_CACHES_DOCUMENTS] = "documents",
		[SHARE_CACHES_PROGRAMS] = "programs",
		[SHARE_CACHES_NOTHING] = "disable",
	};

	for (int i = 0; i <= SHARE_CACHES_NOTHING; i++)
		if (strcasecmp(policy, policies[i]) == 0)
			return (enum share_caching)i;
	return SHARE_CACHES_BY_HAND;
}

/* "valid users = @staff; hosts allow = 10." */
static int describe_access(const struct smbconf *conf,
			   const struct smbconf_section *section, char **access)
{
	static const char *const keys[] = {
		"valid users", "invalid users", "read list",
		"write list",  "hosts allow",	"hosts deny",
	};
	int r = text_copy("", access);

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]) && r == 0; i++) {
		const char *value = value_of(conf, section, keys[i]);
		char *longer;

		if (*value == '\0')
			continue;
		r = text_format(&longer, "%s%s%s = %s", *access,
				**access ? "; " : "", keys[i], value);
		free(*access);
		*access = longer; /* NULL without memory */
	}
	return r;
}

static struct share share_of_section(const struct smbconf *conf,
				     const struct smbconf_section *section)
{
	uint32_t most = smbconf_number(conf, section, "max connections", 0);
	bool prints = smbconf_flag(conf, section, "printable", false);

	return (struct share){
		.backend = SHARE_SAMBA,
		.kind = prints ? SHARE_PRINTER : SHARE_DISK,
		.caching = caching_of(value_of(conf, section, "csc policy")),
		.max_users = most ? most : SHARE_UNLIMITED,
		.is_hidden = !smbconf_flag(conf, section, "browseable", true),
		.is_read_only = !prints &&
				smbconf_flag(conf, section, "read only", true),
		.has_guests = smbconf_flag(conf, section, "guest ok", false),
		.is_dfs_root = smbconf_flag(conf, section, "msdfs root", false),
	};
}

/* Sections that are no shares but models for shares made when needed. */
static bool is_model(const char *name)
{
	return text_same_loosely(name, "global") ||
	       text_same_loosely(name, "homes") ||
	       text_same_loosely(name, "printers");
}

static int add_section(struct shares *shares, const struct smbconf *conf,
		       const struct smbconf_section *section, const char *name,
		       const char *comment)
{
	CLEANUP(cleanup_free) char *access = NULL;
	int r;

	if (!smbconf_flag(conf, section, "available", true))
		return 0;
	r = describe_access(conf, section, &access);
	if (r < 0)
		return r;
	return add(shares, share_of_section(conf, section), name,
		   value_of(conf, section, "path"), comment, access);
}

/* A line of printcap: "name|description:options". */
static int add_printer(struct shares *shares, const struct smbconf *conf,
		       const struct smbconf_section *model, char *line)
{
	char *description;

	line = text_trim(line);
	if (*line == '#' || *line == ':' || *line == '\0')
		return 0;
	line[strcspn(line, ":")] = '\0';
	description = line + strcspn(line, "|");
	if (*description)
		*description++ = '\0';
	description[strcspn(description, "|")] = '\0';
	return add_section(shares, conf, model, line, description);
}

static int add_printers(struct shares *shares, const struct root *root,
			const struct smbconf *conf,
			const struct smbconf_section *model)
{
	CLEANUP(cleanup_free) char *text = NULL;
	size_t most = shares->count + MOST_PRINTERS;
	char *rest, *line;
	int r;

	if (!smbconf_flag(conf, model, "load printers", true))
		return 0;
	r = text_read(root, "run/cups/printcap", LIMIT, &text);
	if (r < 0)
		return r == -ENOENT ? 0 : r;
	rest = text;
	while (r == 0 && shares->count < most && (line = text_line(&rest)))
		r = add_printer(shares, conf, model, line);
	return r;
}

static int add_usershares(struct shares *shares, const struct root *root,
			  const struct smbconf *conf)
{
	struct share share = {.backend = SHARE_USERSHARE,
			      .max_users = SHARE_UNLIMITED};
	const char *folder =
		value_of(conf, &conf->sections[0], "usershare path");
	struct usershares list;
	int r;

	/* Samba's own switch; the number it takes is not ours to enforce. */
	if (smbconf_number(conf, &conf->sections[0], "usershare max shares",
			   1) == 0)
		return 0;
	r = usershares_init(&list, root,
			    *folder ? folder : "var/lib/samba/usershares");

	for (size_t i = 0; i < list.count && r == 0; i++) {
		const struct usershare *from = &list.items[i];

		share.has_guests = from->guest;
		share.is_read_only =
			!strstr(from->acl, ":F") && !strstr(from->acl, ":f");
		r = add(shares, share, from->name, from->path, from->comment,
			from->acl);
	}
	usershares_fini(&list);
	return r;
}

static int add_configured(struct shares *shares, const struct root *root,
			  const struct smbconf *conf)
{
	int r = 0;

	shares->is_partial = conf->is_partial;
	for (size_t i = 1; i < conf->count && r == 0; i++) {
		const struct smbconf_section *section = &conf->sections[i];

		if (!is_model(section->name))
			r = add_section(shares, conf, section, section->name,
					value_of(conf, section, "comment"));
		else if (text_same_loosely(section->name, "printers"))
			r = tolerate(shares,
				     add_printers(shares, root, conf, section));
	}
	return r < 0 ? r : tolerate(shares, add_usershares(shares, root, conf));
}

static int add_samba(struct shares *shares, const struct root *root)
{
	struct smbconf conf;
	int r = tolerate(shares, smbconf_init(&conf, root));

	if (r == 0 && conf.count > 0)
		r = add_configured(shares, root, &conf);
	smbconf_fini(&conf);
	return r;
}

/* -- NFS ----------------------------------------------------------------- */

/* The last component; slashes at the end are no component. */
static int base_of(const char *path, char **base)
{
	size_t end = strlen(path), start;

	while (end > 0 && path[end - 1] == '/')
		end--;
	if (end == 0)
		return text_copy("root", base);
	for (start = end; start > 0 && path[start - 1] != '/';)
		start--;
	*base = strndup(path + start, end - start);
	return *base ? 0 : -ENOMEM;
}

/* "data", then "data~2", whatever is free first. */
static int name_export(const struct shares *shares, const char *path,
		       char **name)
{
	CLEANUP(cleanup_free) char *base = NULL;
	unsigned int number = 2;
	size_t size;
	int r = base_of(path, &base);

	if (r < 0)
		return r;
	if (!is_taken(shares, base)) {
		*name = cleanup_steal(&base);
		return 0;
	}
	/* Start beyond the names made so far: each would be asked for. */
	size = strlen(base);
	for (size_t i = 0; i < shares->count; i++) {
		const struct share *share = &shares->items[i];

		number += share->backend == SHARE_NFS &&
			  strncasecmp(share->name, base, size) == 0 &&
			  share->name[size] == '~';
	}
	do {
		free(cleanup_steal(name));
		r = text_format(name, "%s~%u", base, number++);
	} while (r == 0 && is_taken(shares, *name));
	return r;
}

static int add_export(struct shares *shares, const struct export *export)
{
	const struct share share = {.backend = SHARE_NFS,
				    .caching = SHARE_CACHES_NOTHING,
				    .max_users = SHARE_UNLIMITED,
				    .is_read_only = !export->is_writable,
				    .has_guests = true};
	CLEANUP(cleanup_free) char *comment = NULL;
	CLEANUP(cleanup_free) char *name = NULL;
	int r = name_export(shares, export->path, &name);

	if (r == 0)
		r = text_format(&comment, "NFS export: %s", export->clients);
	if (r < 0)
		return r;
	return add(shares, share, name, export->path, comment, export->clients);
}

static int add_exports(struct shares *shares, const struct root *root)
{
	struct exports exports;
	int r = exports_init(&exports, root);

	for (size_t i = 0; i < exports.count && r == 0; i++)
		r = add_export(shares, &exports.items[i]);
	exports_fini(&exports);
	return tolerate(shares, r);
}

/* -- the whole ----------------------------------------------------------- */

static int by_key(const void *left, const void *right)
{
	const struct share *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return strcmp(a->name, b->name);
}

int shares_init(struct shares *shares, const struct root *root)
{
	int r;

	*shares = (struct shares){0};
	r = add_endpoint(shares);
	if (r == 0)
		r = add_samba(shares, root);
	if (r == 0)
		r = add_exports(shares, root);
	array_sort(shares->items, shares->count, sizeof(*shares->items),
		   by_key);
	return r;
}

void shares_fini(struct shares *shares)
{
	for (size_t i = 0; i < shares->count; i++)
		share_fini(&shares->items[i]);
	free(shares->items);
	*shares = (struct shares){0};
}

const struct share *shares_find(const struct shares *shares, const char *name)
{
	for (size_t i = 0; i < shares->count; i++)
		if (strcasecmp(shares->items[i].name, name) == 0)
			return &shares->items[i];
	return NULL;
}

const struct share *shares_find_path(const struct shares *shares,
				     const char *path)
{
	for (size_t i = 0; i < shares->count; i++)
		if (*path && strcmp(shares->items[i].path, path) == 0)
			return &shares->items[i];
	return NULL;
}

/* Components, not letters: /srv/data is not in /srv/d. */
static bool is_in(const char *path, const char *folder)
{
	size_t size = strlen(folder);

	while (size > 0 && folder[size - 1] == '/')
		size--;
	if (*folder == '\0' || strncmp(path, folder, size) != 0)
		return false;
	return path[size] == '/' || path[size] == '\0';
}

const struct share *shares_find_around(const struct shares *shares,
				       enum share_backend backend,
				       const char *path)
{
	const struct share *found = NULL;

	for (size_t i = 0; i < shares->count; i++) {
		const struct share *share = &shares->items[i];

		if (share->backend != backend || !is_in(path, share->path))
			continue;
		if (!found || strlen(share->path) > strlen(found->path))
			found = share;
	}
	return found;
}
