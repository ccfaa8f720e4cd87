/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Each string has a list of places that may know it; the first that does is
 * believed, and the last resort is a constant.
 */
#include <errno.h>
#include <string.h>
#include <sys/utsname.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/domain.h"
#include "src/netmgmtd/provider/host.h"
#include "src/netmgmtd/provider/settings.h"

static const char samba[] = "etc/samba/smb.conf";

/* Reads a file of one line. */
static int read_line(const struct root *root, const char *path, char **line)
{
	size_t size;
	int r = root_read(root, path, 4096, line, &size);

	if (r < 0)
		return r;
	(*line)[strcspn(*line, "\n")] = '\0';
	if (**line != '\0')
		return 0;
	free(cleanup_steal(line));
	return -ENOENT;
}

static int copy(const char *text, char **out)
{
	*out = strdup(text);
	return *out ? 0 : -ENOMEM;
}

/* A setting that is there and says something. */
static int setting(const struct root *root, const char *path,
		   enum settings_syntax syntax, const char *section,
		   const char *key, char **out)
{
	int r = settings_get(root, path, syntax, section, key, out);

	if (r < 0 || **out != '\0')
		return r;
	free(cleanup_steal(out));
	return -ENOENT;
}

/* -- names --------------------------------------------------------------- */

/* The whole name, with the domain where the kernel was given one. */
static int read_name(const struct root *root, char **name)
{
	struct utsname system;
	int r = read_line(root, "proc/sys/kernel/hostname", name);

	if (r == 0 || r == -ENOMEM)
		return r;
	return copy(uname(&system) == 0 ? system.nodename : "localhost", name);
}

static int find_langroup(const struct root *root, const char *name, char **out)
{
	const char *dot = strchr(name, '.');
	int r = setting(root, samba, SETTINGS_SECTIONS, "global", "workgroup",
			out);

	if (r != -ENOENT)
		return r;
	if (dot && dot[1] != '\0')
		return copy(dot + 1, out);
	/* `search` is left out: it often names someone else's domain. */
	r = setting(root, "etc/resolv.conf", SETTINGS_WORDS, NULL, "domain",
		    out);
	return r != -ENOENT ? r : copy("WORKGROUP", out);
}

static int find_comment(const struct root *root, char **out)
{
	int r = setting(root, "etc/machine-info", SETTINGS_SHELL, NULL,
			"PRETTY_HOSTNAME", out);

	if (r == -ENOENT)
		r = setting(root, "etc/os-release", SETTINGS_SHELL, NULL,
			    "PRETTY_NAME", out);
	return r != -ENOENT ? r : copy("", out);
}

static int find_homes(const struct root *root, char **out)
{
	int r = setting(root, "etc/default/useradd", SETTINGS_SHELL, NULL,
			"HOME", out);

	return r != -ENOENT ? r : copy("/home", out);
}

/* -- kernel -------------------------------------------------------------- */

static void parse_version(struct host *host, const char *release)
{
	unsigned int major, minor;

	if (sscanf(release, "%9u.%9u", &major, &minor) != 2)
		return;
	host->version_major = major;
	host->version_minor = minor;
}

static int read_version(struct host *host, const struct root *root)
{
	CLEANUP(cleanup_free) char *release = NULL;
	struct utsname system;
	int r = read_line(root, "proc/sys/kernel/osrelease", &release);

	if (r == -ENOMEM)
		return r;
	if (r == 0)
		parse_version(host, release);
	else if (uname(&system) == 0)
		parse_version(host, system.release);
	return 0;
}

/* -- services ------------------------------------------------------------ */

static int find_services(struct host *host, const struct root *root)
{
	enum domain_member member;
	int r = domain_find_member(root, &member);

	host->has_time_service =
		root_has_process(root, "run/chrony/chronyd.pid") ||
		root_has_process(root, "run/chronyd.pid") ||
		root_has_process(root, "run/ntpd.pid");
	host->has_printing = root_has(root, "run/cups/cups.sock") ||
			     root_has_process(root, "run/cups/cupsd.pid");
	host->is_domain_member = member != DOMAIN_NONE;
	return r;
}

int host_init(struct host *host, const struct root *root)
{
	int r;

	*host = (struct host){0};
	r = read_name(root, &host->name);
	if (r < 0)
		return r;
	r = find_langroup(root, host->name, &host->langroup);
	if (r < 0)
		return r;
	host->name[strcspn(host->name, ".")] = '\0';
	r = find_comment(root, &host->comment);
	if (r < 0)
		return r;
	r = find_homes(root, &host->homes);
	if (r < 0)
		return r;
	r = find_services(host, root);
	if (r < 0)
		return r;
	return read_version(host, root);
}

void host_fini(struct host *host)
{
	free(host->name);
	free(host->comment);
	free(host->langroup);
	free(host->homes);
	*host = (struct host){0};
}
