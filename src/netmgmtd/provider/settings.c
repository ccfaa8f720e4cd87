/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One pass over the text, line by line, in place; a line that is malformed
 * assigns nothing.
 */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/settings.h"
#include "src/netmgmtd/provider/text.h"

enum { LIMIT = 1 << 20 };

/* Takes the quotes of a shell word away, in place (os-release(5)). */
static char *unquote(char *text)
{
	char *out = text, quote = '\0';

	for (const char *in = text; *in; in++) {
		if (quote == '\0' && text_is_blank(*in))
			break;
		if (quote == '\0' && (*in == '"' || *in == '\'')) {
			quote = *in;
			continue;
		}
		if (*in == quote) {
			quote = '\0';
			continue;
		}
		if (*in == '\\' && quote != '\'' && in[1])
			in++;
		*out++ = *in;
	}
	*out = '\0';
	return text;
}

/* Splits a line at the first of the separators. */
static char *split(char *line, const char *separators)
{
	char *value = line + strcspn(line, separators);

	if (*value)
		*value++ = '\0';
	return value;
}

struct query {
	enum settings_syntax syntax;
	const char *section;
	const char *key;
	const char *within; /* the section that the lines are in */
};

static bool is_wanted_section(const struct query *query)
{
	if (!query->section || !query->within)
		return query->section == query->within;
	return text_same_loosely(query->section, query->within);
}

static char *match_section_line(struct query *query, char *line)
{
	char *value;

	if (*line == '[') {
		line[strcspn(line, "]")] = '\0';
		query->within = line + 1;
		return NULL;
	}
	if (!is_wanted_section(query))
		return NULL;
	value = split(line, "=");
	return text_same_loosely(line, query->key) ? text_trim(value) : NULL;
}

/* Gives the value if the line assigns the key. */
static char *match(struct query *query, char *line)
{
	char *value;

	line = text_trim(line);
	if (*line == '#' || *line == ';' || *line == '\0')
		return NULL;
	if (query->syntax == SETTINGS_SECTIONS)
		return match_section_line(query, line);
	value = split(line, query->syntax == SETTINGS_SHELL ? "=" : " \t");
	if (strcmp(text_trim(line), query->key) != 0)
		return NULL;
	value = text_trim(value);
	return query->syntax == SETTINGS_SHELL ? unquote(value) : value;
}

int settings_get(const struct root *root, const char *path,
		 enum settings_syntax syntax, const char *section,
		 const char *key, char **value)
{
	struct query query = {syntax, section, key, NULL};
	CLEANUP(cleanup_free) char *text = NULL;
	const char *found = NULL;
	char *rest, *line;
	size_t size;
	int r;

	*value = NULL;
	r = root_read(root, path, LIMIT, &text, &size);
	if (r < 0)
		return r == -ENOMEM ? r : -ENOENT;
	rest = text;
	while ((line = strsep(&rest, "\n"))) {
		char *assigned = match(&query, line);

		if (assigned)
			found = assigned;
	}
	if (!found)
		return -ENOENT;
	*value = strdup(found);
	return *value ? 0 : -ENOMEM;
}

int settings_number(const struct root *root, const char *path,
		    enum settings_syntax syntax, const char *key, long fallback,
		    long *number)
{
	CLEANUP(cleanup_free) char *text = NULL;
	int r = settings_get(root, path, syntax, NULL, key, &text);
	long parsed;
	char *end;

	*number = fallback;
	if (r < 0)
		return r == -ENOMEM ? r : 0;
	errno = 0;
	parsed = strtol(text, &end, 10);
	if (errno == 0 && end != text && *text_trim(end) == '\0')
		*number = parsed;
	return 0;
}
