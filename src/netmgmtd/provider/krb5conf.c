/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sections in brackets hold "key = value" lines, and [realms] holds a block in
 * braces for each realm. Of directories that are included, files are read one
 * deep.
 */
#include <ctype.h>
#include <errno.h>
#include <string.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/entries.h"
#include "src/netmgmtd/provider/krb5conf.h"
#include "src/netmgmtd/provider/text.h"

enum { LIMIT = 1 << 20 };

struct reading {
	const struct root *root;
	bool is_included;

	/* Where in the file we are; names are of this file's text. */
	const char *section;
	const char *block;  /* NULL outside of braces */
	unsigned int depth; /* of braces */

	int (*take)(struct reading *reading, const char *key,
		    const char *value);

	/* What is wanted, and by whom. */
	char *found;
	const char *realm;
	int (*visit)(void *context, const char *host);
	void *context;
};

static int read_file(struct reading *reading, const char *path);

static void free_entries(struct entries *entries)
{
	entries_fini(entries);
}

/* krb5.conf(5): letters, digits, dashes and underscores, or what ends so. */
static bool is_included(const char *name)
{
	size_t size = strlen(name);

	if (size > 5 && strcmp(name + size - 5, ".conf") == 0)
		return true;
	for (; *name; name++)
		if (!isalnum((unsigned char)*name) && *name != '-' &&
		    *name != '_')
			return false;
	return true;
}

static int read_folder(struct reading *reading, const char *path)
{
	CLEANUP(free_entries) struct entries entries;
	int r = entries_init(&entries, reading->root, path);

	for (size_t i = 0; i < entries.count && r == 0; i++) {
		CLEANUP(cleanup_free) char *file = NULL;

		if (!is_included(entries.names[i]))
			continue;
		r = text_format(&file, "%s/%s", path, entries.names[i]);
		if (r == 0)
			r = read_file(reading, file);
	}
	return r;
}

/* What is included is read on its own, and then this file goes on. */
static int include(struct reading *reading, const char *path, bool is_folder)
{
	struct reading inner = *reading;
	int r;

	if (reading->is_included || *path != '/')
		return 0;
	inner.is_included = true;
	path += strspn(path, "/");
	r = is_folder ? read_folder(&inner, path) : read_file(&inner, path);
	if (inner.found)
		reading->found = inner.found;
	/* A folder that cannot be read says nothing. */
	return r == -ENOMEM ? r : 0;
}

static int assign(struct reading *reading, char *line)
{
	char *value = strchr(line, '=');

	if (!value)
		return 0;
	*value++ = '\0';
	line = text_trim(line);
	value = text_trim(value);
	if (*value != '{')
		return reading->take(reading, line, text_unquote(value));
	if (reading->depth++ == 0)
		reading->block = line;
	return 0;
}

static int read_line(struct reading *reading, char *line)
{
	const char *path;

	if (*line == '#' || *line == ';' || *line == '\0')
		return 0;
	if ((path = text_after(line, "includedir ")))
		return include(reading, path, true);
	if ((path = text_after(line, "include ")))
		return include(reading, path, false);
	if (*line == '[') {
		line[strcspn(line, "]")] = '\0';
		reading->section = line + 1;
		reading->block = NULL;
		reading->depth = 0;
		return 0;
	}
	if (*line != '}')
		return assign(reading, line);
	if (reading->depth > 0 && --reading->depth == 0)
		reading->block = NULL;
	return 0;
}

static int read_file(struct reading *reading, const char *path)
{
	CLEANUP(cleanup_free) char *text = NULL;
	char *rest, *line;
	int r = text_read(reading->root, path, LIMIT, &text);

	if (r < 0)
		return r == -ENOMEM ? r : 0;
	reading->section = "";
	reading->block = NULL;
	reading->depth = 0;
	rest = text;
	while (r == 0 && (line = text_line(&rest)))
		r = read_line(reading, text_trim(line));
	return r;
}

/* -- what is wanted ------------------------------------------------------ */

/* The first one counts, as in Kerberos itself. */
static int take_default(struct reading *reading, const char *key,
			const char *value)
{
	if (reading->found || reading->block ||
	    strcmp(reading->section, "libdefaults") != 0 ||
	    strcmp(key, "default_realm") != 0)
		return 0;
	return text_copy(value, &reading->found);
}

static int take_kdc(struct reading *reading, const char *key, const char *value)
{
	if (!reading->block || reading->depth != 1 ||
	    strcmp(reading->section, "realms") != 0 ||
	    strcmp(reading->block, reading->realm) != 0)
		return 0;
	if (strcmp(key, "kdc") != 0 && strcmp(key, "master_kdc") != 0 &&
	    strcmp(key, "primary_kdc") != 0)
		return 0;
	return reading->visit(reading->context, value);
}

int krb5conf_find_realm(const struct root *root, char **realm)
{
	struct reading reading = {.root = root, .take = take_default};
	int r = read_file(&reading, "etc/krb5.conf");

	*realm = reading.found;
	if (r == 0 && !*realm)
		r = text_copy("", realm);
	if (r < 0)
		free(cleanup_steal(realm));
	return r;
}

int krb5conf_each_kdc(const struct root *root, const char *realm,
		      int (*visit)(void *context, const char *host),
		      void *context)
{
	struct reading reading = {.root = root,
				  .take = take_kdc,
				  .realm = realm,
				  .visit = visit,
				  .context = context};

	return *realm ? read_file(&reading, "etc/krb5.conf") : 0;
}
