/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A session whose leader is gone left its record behind: nobody cleans up
 * after a kill. logind's files are its own business (sd_session_get_tty() and
 * its siblings read the same ones), so every key may be missing.
 */
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/types.h>

#include "src/netmgmtd/provider/array.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/entries.h"
#include "src/netmgmtd/provider/key.h"
#include "src/netmgmtd/provider/logins.h"
#include "src/netmgmtd/provider/text.h"

static const char folder[] = "run/systemd/sessions";

enum { LIMIT = 64 << 10, MOST_RECORDS = 1 << 16, USER_PROCESS = 7 };

/* As the utmpx of 64-bit glibc hosts has them. */
struct record {
	int16_t type;
	int32_t pid;
	char line[32];
	char id[4];
	char user[32];
	char host[256];
	char exit[8];
	uint32_t seconds; /* signed until 2038, in use until 2106 */
	char rest[40];
};

_Static_assert(sizeof(struct record) == 384, "as on disk");
_Static_assert(offsetof(struct record, user) == 44, "as on disk");
_Static_assert(offsetof(struct record, seconds) == 340, "as on disk");

static bool lives(const struct root *root, uint64_t pid)
{
	if (!root->host)
		return true;
	if (pid == 0 || pid > INT32_MAX)
		return false;
	return kill((pid_t)pid, 0) == 0 || errno == EPERM;
}

/* -- the list ------------------------------------------------------------ */

/* What a session is made of; the strings are borrowed. */
struct told {
	const char *id, *user, *line, *host, *class, *state;
	uint64_t uid, pid, since;
};

static void login_fini(struct login *login)
{
	free(login->id);
	free(login->user);
	free(login->line);
	free(login->host);
}

static uint32_t make_key(const char *id)
{
	uint64_t number;

	if (text_number(id, &number) && number <= INT32_MAX)
		return (uint32_t)number;
	return key_of_native("login", id);
}

static int add(struct logins *logins, const struct told *told)
{
	struct login login = {
		.key = make_key(told->id),
		.uid = told->uid < UINT32_MAX ? (uint32_t)told->uid
					      : UINT32_MAX,
		.pid = told->pid <= INT32_MAX ? (uint32_t)told->pid : 0,
		.since = told->since <= INT64_MAX ? (int64_t)told->since : 0,
	};
	int r = array_room(&logins->items, logins->count, sizeof(login));

	if (r == 0)
		r = text_copy(told->id, &login.id);
	if (r == 0)
		r = text_copy(told->user, &login.user);
	if (r == 0)
		r = text_copy(told->line, &login.line);
	if (r == 0)
		r = text_copy(told->host, &login.host);
	if (r < 0) {
		login_fini(&login);
		return r;
	}
	logins->items[logins->count++] = login;
	return 0;
}

/* -- logind -------------------------------------------------------------- */

static void take(struct told *told, char *line)
{
	struct {
		const char *prefix;
		const char **string;
		uint64_t *number;
	} const keys[] = {
		{"USER=", &told->user, NULL},
		{"TTY=", &told->line, NULL},
		{"REMOTE_HOST=", &told->host, NULL},
		{"CLASS=", &told->class, NULL},
		{"STATE=", &told->state, NULL},
		{"UID=", NULL, &told->uid},
		{"LEADER=", NULL, &told->pid},
		{"REALTIME=", NULL, &told->since},
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const char *value = text_after(line, keys[i].prefix);
		uint64_t number;

		if (value && keys[i].string)
			*keys[i].string = value;
		if (value && keys[i].number && text_number(value, &number))
			*keys[i].number = number;
	}
}

/* Displays have no terminal, but a name all the same. */
static void take_display(struct told *told, char *line)
{
	const char *value = text_after(line, "DISPLAY=");

	if (value && *told->line == '\0')
		told->line = value;
}

/* Classes of people: "user", "user-early", "user-light", ...; once untold. */
static bool is_person(const struct root *root, const struct told *told)
{
	if (*told->user == '\0' || strcmp(told->state, "closing") == 0)
		return false;
	if (*told->class && strncmp(told->class, "user", 4) != 0)
		return false;
	return told->pid == 0 || lives(root, told->pid);
}

static int parse_session(struct logins *logins, const struct root *root,
			 const char *id, char *text)
{
	struct told told = {id, "", "", "", "", "", UINT64_MAX, 0, 0};
	char *rest = text, *line;

	while ((line = text_line(&rest))) {
		line = text_trim(line);
		take(&told, line);
		take_display(&told, line);
	}
	told.since /= 1000000;
	return is_person(root, &told) ? add(logins, &told) : 0;
}

static int read_session(struct logins *logins, const struct root *root,
			const char *id)
{
	CLEANUP(cleanup_free) char *path = NULL;
	CLEANUP(cleanup_free) char *text = NULL;
	int r = text_format(&path, "%s/%s", folder, id);

	if (r == 0)
		r = text_read(root, path, LIMIT, &text);
	return r < 0 ? r : parse_session(logins, root, id, text);
}

/* Not being allowed to look is no reason to show nothing at all. */
static int tolerate(struct logins *logins, int r)
{
	if (r == 0 || r == -ENOMEM || r == -ENOENT)
		return r == -ENOENT ? 0 : r;
	if (logins->unread == 0)
		logins->unread = r;
	return 0;
}

static void free_entries(struct entries *entries)
{
	entries_fini(entries);
}

static int read_logind(struct logins *logins, const struct root *root)
{
	CLEANUP(free_entries) struct entries entries;
	int r = tolerate(logins, entries_init(&entries, root, folder));

	for (size_t i = 0; i < entries.count && r == 0; i++) {
		/* "7.ref" is the pipe by which logind notices the end. */
		if (strchr(entries.names[i], '.'))
			continue;
		r = tolerate(logins,
			     read_session(logins, root, entries.names[i]));
	}
	return r;
}

/* -- utmp ---------------------------------------------------------------- */

static int add_record(struct logins *logins, const struct root *root,
		      const struct record *record)
{
	char line[sizeof(record->line) + 1] = "";
	char user[sizeof(record->user) + 1] = "";
	char host[sizeof(record->host) + 1] = "";
	uint64_t pid = record->pid > 0 ? (uint64_t)record->pid : 0;
	struct told told = {line, user,	      line, host,	    "",
			    "",	  UINT64_MAX, pid,  record->seconds};

	if (record->type != USER_PROCESS || record->user[0] == '\0' ||
	    !lives(root, pid))
		return 0;
	memcpy(line, record->line, sizeof(record->line));
	memcpy(user, record->user, sizeof(record->user));
	memcpy(host, record->host, sizeof(record->host));
	return add(logins, &told);
}

static int read_utmp(struct logins *logins, const struct root *root)
{
	CLEANUP(cleanup_stream) FILE *stream = NULL;
	struct record record;
	int r = root_stream(root, "run/utmp", &stream);

	if (r < 0)
		return tolerate(logins, r);
	for (int i = 0; i < MOST_RECORDS && r == 0; i++) {
		if (fread(&record, sizeof(record), 1, stream) != 1)
			break;
		r = add_record(logins, root, &record);
	}
	return r;
}

/* -- the whole ----------------------------------------------------------- */

static int by_key(const void *left, const void *right)
{
	const struct login *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return strcmp(a->id, b->id);
}

int logins_init(struct logins *logins, const struct root *root)
{
	int r;

	*logins = (struct logins){0};
	r = read_logind(logins, root);
	if (r == 0 && logins->count == 0)
		r = read_utmp(logins, root);
	array_sort(logins->items, logins->count, sizeof(*logins->items),
		   by_key);
	key_step(logins->items, logins->count, sizeof(*logins->items));
	return r;
}

void logins_fini(struct logins *logins)
{
	for (size_t i = 0; i < logins->count; i++)
		login_fini(&logins->items[i]);
	free(logins->items);
	*logins = (struct logins){0};
}

uint32_t logins_count(const struct root *root)
{
	struct logins logins;
	int r = logins_init(&logins, root);
	uint32_t count = r == 0 ? (uint32_t)logins.count : 0;

	logins_fini(&logins);
	return count;
}
