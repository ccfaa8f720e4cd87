/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Failures count from the latest one backwards for fail_interval, and hold for
 * unlock_time from the latest one on (faillock.conf(5)).
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/faillock.h"
#include "src/netmgmtd/provider/settings.h"

static const char configuration[] = "etc/security/faillock.conf";

/* A file with more than this is not one of pam_faillock's. */
enum { MOST_RECORDS = 4096, VALID = 1 };

struct record {
	char source[52];
	uint16_t reserved;
	uint16_t status;
	uint64_t time;
};

_Static_assert(sizeof(struct record) == 64, "as on disk");

/* Gives the fallback for a negative number, too. */
static int read_number(const struct root *root, const char *key, long fallback,
		       long *number)
{
	int r = settings_number(root, configuration, SETTINGS_SECTIONS, key,
				fallback, number);

	if (*number < 0)
		*number = fallback;
	return r;
}

static int read_unlock_time(const struct root *root, long *seconds)
{
	CLEANUP(cleanup_free) char *value = NULL;
	int r = settings_get(root, configuration, SETTINGS_SECTIONS, NULL,
			     "unlock_time", &value);

	*seconds = 0;
	if (r == -ENOMEM)
		return r;
	if (r == 0 && strcmp(value, "never") == 0)
		return 0;
	return read_number(root, "unlock_time", 600, seconds);
}

static int read_flag(const struct root *root, const char *key, bool *flag)
{
	CLEANUP(cleanup_free) char *value = NULL;
	int r = settings_get(root, configuration, SETTINGS_SECTIONS, NULL, key,
			     &value);

	*flag = r == 0;
	return r == -ENOMEM ? r : 0;
}

int faillock_open(struct faillock *faillock, const struct root *root)
{
	int r;

	*faillock = (struct faillock){
		.directory =
			root_open(root, "run/faillock", O_RDONLY | O_DIRECTORY),
	};
	if (faillock->directory < 0)
		return 0;
	r = read_number(root, "deny", 3, &faillock->deny);
	if (r < 0)
		return r;
	r = read_number(root, "fail_interval", 900, &faillock->fail_interval);
	if (r < 0)
		return r;
	r = read_unlock_time(root, &faillock->unlock_time);
	if (r < 0)
		return r;
	return read_flag(root, "even_deny_root", &faillock->even_root);
}

void faillock_close(struct faillock *faillock)
{
	if (faillock->directory >= 0)
		close(faillock->directory);
	faillock->directory = -1;
}

struct window {
	uint32_t valid;
	uint32_t recent;
	int64_t latest;
};

/* Steps to the next valid record; the file may grow meanwhile. */
static bool next_valid(int fd, int *at, int64_t *when)
{
	struct record record;

	while (*at < MOST_RECORDS) {
		off_t offset = (off_t)*at * (off_t)sizeof(record);

		if (pread(fd, &record, sizeof(record), offset) !=
		    sizeof(record))
			return false;
		++*at;
		if (!(record.status & VALID) || record.time > INT64_MAX)
			continue;
		*when = (int64_t)record.time;
		return true;
	}
	return false;
}

static struct window measure(int fd, long interval)
{
	struct window window = {0};
	int64_t when;

	for (int at = 0; next_valid(fd, &at, &when); window.valid++)
		if (when > window.latest)
			window.latest = when;
	for (int at = 0; next_valid(fd, &at, &when);)
		if (window.latest - when < interval)
			window.recent++;
	return window;
}

static bool is_locked(const struct faillock *faillock, uint32_t uid,
		      const struct window *window, int64_t now)
{
	if (uid == 0 && !faillock->even_root)
		return false;
	if (faillock->deny == 0 || window->recent < faillock->deny)
		return false;
	return faillock->unlock_time == 0 ||
	       now - window->latest < faillock->unlock_time;
}

/* Names come from a directory service, too: they may not lead elsewhere. */
static bool is_file_name(const char *name)
{
	return !strchr(name, '/') && strcmp(name, ".") != 0 &&
	       strcmp(name, "..") != 0;
}

static int open_record(const struct faillock *faillock, const char *name)
{
	int fd;

	if (faillock->directory < 0 || !is_file_name(name))
		return -EINVAL;
	fd = openat(faillock->directory, name,
		    O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	return fd < 0 ? -errno : fd;
}

struct faillock_tally faillock_tally(const struct faillock *faillock,
				     const char *name, uint32_t uid,
				     int64_t now)
{
	struct faillock_tally tally = {FAILLOCK_UNKNOWN, false};
	CLEANUP(cleanup_descriptor) int fd = open_record(faillock, name);
	struct stat status;
	struct window window;

	if (fd == -ENOENT)
		tally.failures = 0;
	if (fd < 0 || fstat(fd, &status) < 0 || !S_ISREG(status.st_mode))
		return tally;
	window = measure(fd, faillock->fail_interval);
	tally.failures = window.valid;
	tally.locked = is_locked(faillock, uid, &window, now);
	return tally;
}
