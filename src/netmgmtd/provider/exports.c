/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Both kinds of files have lines of a path and its clients (exports(5)); etab
 * has one line for each client. Lines are collected, sorted and joined.
 */
#include <errno.h>
#include <string.h>

#include "src/netmgmtd/provider/array.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/entries.h"
#include "src/netmgmtd/provider/exports.h"
#include "src/netmgmtd/provider/text.h"

/* Clients beyond so many bytes are not told one by one. */
enum { LIMIT = 4 << 20, MOST = 65536, MOST_PATHS = 4096, MOST_CLIENTS = 4096 };

static void export_fini(struct export *export)
{
	free(export->path);
	free(export->clients);
}

/* -- clients ------------------------------------------------------------- */

/* True if one of the comma separated options is rw. */
static bool has_rw(const char *options)
{
	while (*options) {
		size_t size = strcspn(options, ",)");

		if (size == 2 && strncmp(options, "rw", 2) == 0)
			return true;
		options += size;
		options += *options != '\0';
	}
	return false;
}

/* Appends "client" and what goes with it, "(options)" or nothing. */
static int append(struct export *export, const char *client, const char *open,
		  const char *options, const char *close)
{
	size_t size = strlen(export->clients);
	char *longer;
	int r;

	if (export->is_cut)
		return 0;
	export->is_cut = size + strlen(client) + strlen(options) > MOST_CLIENTS;
	if (export->is_cut) {
		client = "...";
		open = options = close = "";
	}
	r = text_format(&longer, "%s%s%s%s%s%s", export->clients,
			size ? " " : "", client, open, options, close);
	if (r < 0)
		return r;
	free(export->clients);
	export->clients = longer;
	return 0;
}

/* A client's own options, or those that go for all that have none. */
static int add_client(struct export *export, const char *client,
		      const char *defaults)
{
	const char *options = strchr(client, '(');

	export->is_writable |= has_rw(options ? options + 1 : defaults);
	if (options || *defaults == '\0')
		return append(export, client, "", "", "");
	return append(export, client, "(", defaults, ")");
}

static int read_clients(struct export *export, char *rest)
{
	const char *defaults = "";
	char *word;
	int r = 0;

	while (r == 0 && (word = text_word(&rest))) {
		if (*word == '#')
			break;
		if (*word == '-')
			defaults = word + 1;
		else
			r = add_client(export, word, defaults);
	}
	if (r == 0 && export->clients[0] == '\0')
		r = add_client(export, "*", defaults);
	return r;
}

/* -- lines --------------------------------------------------------------- */

/* The path may have blanks in quotes; NULL if the line has none. */
static char *take_path(char **rest)
{
	char *path = text_trim(*rest), *end;

	*rest = NULL;
	if (*path == '"')
		end = strchr(++path, '"');
	else
		end = path + strcspn(path, " \t");
	if (!end)
		return NULL;
	if (*end)
		*end++ = '\0';
	*rest = end;
	return *path == '/' ? text_unescape(path) : NULL;
}

static int read_line(struct exports *exports, char *line)
{
	struct export export = {0};
	char *path;
	int r;

	path = take_path(&line);
	if (!path || exports->count == MOST)
		return 0;
	r = array_room(&exports->items, exports->count, sizeof(export));
	if (r == 0)
		r = text_copy(path, &export.path);
	if (r == 0)
		r = text_copy("", &export.clients);
	if (r == 0)
		r = read_clients(&export, line);
	if (r < 0) {
		export_fini(&export);
		return r;
	}
	exports->items[exports->count++] = export;
	return 0;
}

/* A backslash at its end joins a line to the next. */
static void join_lines(char *text)
{
	while ((text = strstr(text, "\\\n")))
		memset(text, ' ', 2);
}

static int read_file(struct exports *exports, const struct root *root,
		     const char *path)
{
	CLEANUP(cleanup_free) char *text = NULL;
	char *rest, *line;
	int r = text_read(root, path, LIMIT, &text);

	if (r < 0)
		return r == -ENOENT ? 0 : r;
	join_lines(text);
	rest = text;
	while (r == 0 && (line = text_line(&rest)))
		r = read_line(exports, line);
	return r;
}

/* -- files --------------------------------------------------------------- */

static void free_entries(struct entries *entries)
{
	entries_fini(entries);
}

static bool is_exports(const char *name)
{
	static const char suffix[] = ".exports";
	size_t size = strlen(name);

	return size >= sizeof(suffix) &&
	       strcmp(name + size - (sizeof(suffix) - 1), suffix) == 0;
}

static int read_folder(struct exports *exports, const struct root *root)
{
	CLEANUP(free_entries) struct entries entries;
	int r = entries_init(&entries, root, "etc/exports.d");

	for (size_t i = 0; i < entries.count && r == 0; i++) {
		CLEANUP(cleanup_free) char *path = NULL;

		if (!is_exports(entries.names[i]))
			continue;
		r = text_format(&path, "etc/exports.d/%s", entries.names[i]);
		if (r == 0)
			r = read_file(exports, root, path);
	}
	return r;
}

static int read_configured(struct exports *exports, const struct root *root)
{
	int r = read_file(exports, root, "etc/exports");

	return r < 0 ? r : read_folder(exports, root);
}

static int by_path(const void *left, const void *right)
{
	const struct export *a = left, *b = right;
	int r = strcmp(a->path, b->path);

	return r ? r : strcmp(a->clients, b->clients);
}

static int join(struct export *a, const struct export *b)
{
	a->is_writable |= b->is_writable;
	return append(a, b->clients, "", "", "");
}

static int join_repeated(struct exports *exports)
{
	struct export *items = exports->items;
	size_t kept = 0;
	int r = 0;

	array_sort(items, exports->count, sizeof(*items), by_path);
	for (size_t i = 0; i < exports->count; i++) {
		bool same = kept &&
			    strcmp(items[kept - 1].path, items[i].path) == 0;

		if (same && r == 0)
			r = join(&items[kept - 1], &items[i]);
		if (same || kept == MOST_PATHS)
			export_fini(&items[i]);
		else
			items[kept++] = items[i];
	}
	exports->count = kept;
	return r;
}

int exports_init(struct exports *exports, const struct root *root)
{
	int r;

	*exports = (struct exports){0};
	r = read_file(exports, root, "var/lib/nfs/etab");
	if (r == 0 && exports->count == 0)
		r = read_configured(exports, root);
	return r < 0 ? r : join_repeated(exports);
}

void exports_fini(struct exports *exports)
{
	for (size_t i = 0; i < exports->count; i++)
		export_fini(&exports->items[i]);
	free(exports->items);
	*exports = (struct exports){0};
}
