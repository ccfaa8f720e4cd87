/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One parser for both sources. The last assignment of a key in a section wins,
 * sections of one name are one section, and an included file goes on in the
 * section that includes it (smb.conf(5)).
 */
#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "src/netmgmtd/provider/array.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/command.h"
#include "src/netmgmtd/provider/smbconf.h"
#include "src/netmgmtd/provider/text.h"

enum { LIMIT = 1 << 20, MOST_DEPTH = 8, MOST_FILES = 64, PATIENCE = 5000 };

/* Samba knows less than half as many keys. */
enum { MOST_VALUES = 1024 };

struct smbconf_value {
	char *key; /* lower case, no blanks */
	char *value;
};

struct reading {
	struct smbconf *conf;
	const struct root *root;
	size_t section;
	unsigned int files;
	bool has_ended;	   /* no more sections are taken */
	bool has_registry; /* the text is of testparm, which asked it */
};

static int read_file(struct reading *reading, const char *path,
		     unsigned int depth);

/* -- values -------------------------------------------------------------- */

static void squeeze(char *key)
{
	char *out = key;

	for (; *key; key++)
		if (!text_is_blank(*key))
			*out++ = (char)tolower((unsigned char)*key);
	*out = '\0';
}

static bool is_yes(const char *value)
{
	return strcasecmp(value, "yes") == 0 ||
	       strcasecmp(value, "true") == 0 || strcmp(value, "1") == 0 ||
	       strcasecmp(value, "on") == 0;
}

static bool is_no(const char *value)
{
	return strcasecmp(value, "no") == 0 ||
	       strcasecmp(value, "false") == 0 || strcmp(value, "0") == 0 ||
	       strcasecmp(value, "off") == 0;
}

struct alias {
	const char *name;
	const char *key;
	bool is_inverse;
};

/* Gives the one name of a key that has several, and turns its value round. */
static void resolve_alias(const char **key, const char **value)
{
	static const struct alias aliases[] = {
		{"directory", "path", false},
		{"public", "guestok", false},
		{"browsable", "browseable", false},
		{"printok", "printable", false},
		{"writable", "readonly", true},
		{"writeable", "readonly", true},
		{"writeok", "readonly", true},
	};

	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++) {
		if (strcmp(*key, aliases[i].name) != 0)
			continue;
		*key = aliases[i].key;
		if (aliases[i].is_inverse)
			*value = is_yes(*value) ? "no" : "yes";
		return;
	}
}

static struct smbconf_value *find(const struct smbconf_section *section,
				  const char *key)
{
	for (size_t i = 0; i < section->count; i++)
		if (text_same_loosely(section->values[i].key, key))
			return &section->values[i];
	return NULL;
}

static int add_value(struct smbconf_section *section, const char *key,
		     const char *value)
{
	struct smbconf_value made = {0};
	int r;

	if (section->count == MOST_VALUES)
		return 0;
	r = array_room(&section->values, section->count, sizeof(made));

	if (r == 0)
		r = text_copy(key, &made.key);
	if (r == 0)
		r = text_copy(value, &made.value);
	if (r < 0) {
		free(made.key);
		return r;
	}
	section->values[section->count++] = made;
	return 0;
}

static int set_value(struct smbconf_section *section, const char *key,
		     const char *value)
{
	struct smbconf_value *known = find(section, key);
	char *copy;
	int r;

	if (!known)
		return add_value(section, key, value);
	r = text_copy(value, &copy);
	if (r < 0)
		return r;
	free(known->value);
	known->value = copy;
	return 0;
}

/* -- sections ------------------------------------------------------------ */

static int enter_section(struct reading *reading, const char *name)
{
	struct smbconf *conf = reading->conf;
	size_t *at = &reading->section;
	int r;

	for (*at = 0; *at < conf->count; ++*at)
		if (text_same_loosely(conf->sections[*at].name, name))
			return 0;
	if (conf->count == SMBCONF_MOST_SECTIONS) {
		conf->is_partial = true;
		reading->has_ended = true;
		return 0;
	}
	r = array_room(&conf->sections, conf->count, sizeof(*conf->sections));
	if (r < 0)
		return r;
	conf->sections[conf->count] = (struct smbconf_section){0};
	r = text_copy(name, &conf->sections[conf->count].name);
	if (r == 0)
		conf->count++;
	return r;
}

/* copy = NAME: what an earlier section says and this one has not said yet. */
static int copy_section(struct reading *reading, const char *name)
{
	struct smbconf *conf = reading->conf;
	struct smbconf_section *to = &conf->sections[reading->section];
	const struct smbconf_section *from = NULL;
	int r = 0;

	for (size_t i = 1; i < conf->count && !from; i++)
		if (text_same_loosely(conf->sections[i].name, name))
			from = &conf->sections[i];
	if (!from || from == to)
		return 0;
	for (size_t i = 0; i < from->count && r == 0; i++)
		if (!find(to, from->values[i].key))
			r = add_value(to, from->values[i].key,
				      from->values[i].value);
	return r;
}

/* -- lines --------------------------------------------------------------- */

static int include(struct reading *reading, const char *path,
		   unsigned int depth)
{
	CLEANUP(cleanup_free) char *whole = NULL;
	int r;

	if (strcasecmp(path, "registry") == 0) {
		reading->conf->is_partial |= !reading->has_registry;
		return 0;
	}
	/* %m and the like are known only once a client is there. */
	if (strchr(path, '%') || *path == '\0' || depth == MOST_DEPTH ||
	    reading->files == MOST_FILES) {
		reading->conf->is_partial = true;
		return 0;
	}
	r = text_format(&whole, "%s%s", *path == '/' ? "" : "etc/samba/", path);
	if (r == 0)
		r = read_file(reading, whole + strspn(whole, "/"), depth + 1);
	if (r < 0 && r != -ENOMEM) {
		/* Samba passes over what is not there. */
		reading->conf->is_partial |= r != -ENOENT;
		r = 0;
	}
	return r;
}

static int assign(struct reading *reading, char *line, unsigned int depth)
{
	struct smbconf *conf = reading->conf;
	char *equals = strchr(line, '=');
	const char *key = line, *value;

	if (!equals)
		return 0;
	*equals = '\0';
	squeeze(line);
	value = text_unquote(text_trim(equals + 1));
	if (strcmp(line, "include") == 0)
		return include(reading, value, depth);
	if (strcmp(line, "copy") == 0)
		return copy_section(reading, value);
	if (strcmp(line, "configbackend") == 0 ||
	    strcmp(line, "registryshares") == 0)
		conf->is_partial |=
			!reading->has_registry &&
			(strcasecmp(value, "registry") == 0 || is_yes(value));
	resolve_alias(&key, &value);
	return set_value(&conf->sections[reading->section], key, value);
}

static int read_line(struct reading *reading, char *line, unsigned int depth)
{
	line = text_trim(line);
	if (*line == '#' || *line == ';' || *line == '\0')
		return 0;
	if (*line != '[')
		return assign(reading, line, depth);
	line[strcspn(line, "]")] = '\0';
	return enter_section(reading, text_trim(line + 1));
}

/* A backslash at the end of a line joins the next one to it, in place. */
static char *take_line(char **rest)
{
	char *line = *rest, *end;

	if (!line)
		return NULL;
	end = line;
	while ((end = strchr(end, '\n'))) {
		char *last = end > line && end[-1] == '\r' ? end - 2 : end - 1;

		if (last < line || *last != '\\')
			break;
		memset(last, ' ', (size_t)(end - last) + 1);
	}
	if (end)
		*end++ = '\0';
	*rest = end;
	return line;
}

static int read_text(struct reading *reading, char *text, unsigned int depth)
{
	char *rest = text, *line;
	int r = 0;

	while (r == 0 && !reading->has_ended && (line = take_line(&rest)))
		r = read_line(reading, line, depth);
	return r;
}

static int read_file(struct reading *reading, const char *path,
		     unsigned int depth)
{
	CLEANUP(cleanup_free) char *text = NULL;
	int r = text_read(reading->root, path, LIMIT, &text);

	if (r < 0)
		return r;
	reading->files++;
	return read_text(reading, text, depth);
}

/* -- the whole ----------------------------------------------------------- */

static int read_testparm(struct reading *reading)
{
	static const char *const arguments[] = {"testparm", "-s", NULL};
	static const struct command command = {arguments, NULL, 0, PATIENCE,
					       LIMIT};
	CLEANUP(cleanup_free) char *text = NULL;
	size_t size;
	int r = command_capture(reading->root, &command, "captured/testparm",
				&text, &size);

	if (r < 0)
		return r;
	reading->has_registry = true;
	return read_text(reading, text, MOST_DEPTH);
}

int smbconf_init(struct smbconf *conf, const struct root *root)
{
	struct reading reading = {.conf = conf, .root = root};
	int r;

	*conf = (struct smbconf){0};
	r = enter_section(&reading, "global");
	if (r < 0)
		return r;
	r = read_testparm(&reading);
	if (r == 0 || r == -ENOMEM)
		return r;
	r = read_file(&reading, "etc/samba/smb.conf", 0);
	return r == -ENOENT ? 0 : r;
}

void smbconf_fini(struct smbconf *conf)
{
	for (size_t i = 0; i < conf->count; i++) {
		struct smbconf_section *section = &conf->sections[i];

		for (size_t j = 0; j < section->count; j++) {
			free(section->values[j].key);
			free(section->values[j].value);
		}
		free(section->values);
		free(section->name);
	}
	free(conf->sections);
	*conf = (struct smbconf){0};
}

const char *smbconf_get(const struct smbconf *conf,
			const struct smbconf_section *section, const char *key)
{
	const struct smbconf_value *value = find(section, key);

	if (!value && conf->count > 0)
		value = find(&conf->sections[0], key);
	return value ? value->value : NULL;
}

bool smbconf_flag(const struct smbconf *conf,
		  const struct smbconf_section *section, const char *key,
		  bool fallback)
{
	const char *value = smbconf_get(conf, section, key);

	if (!value || (!is_yes(value) && !is_no(value)))
		return fallback;
	return is_yes(value);
}

uint32_t smbconf_number(const struct smbconf *conf,
			const struct smbconf_section *section, const char *key,
			uint32_t fallback)
{
	const char *value = smbconf_get(conf, section, key);
	uint64_t number;

	if (!value || !text_number(value, &number) || number > UINT32_MAX)
		return fallback;
	return (uint32_t)number;
}
