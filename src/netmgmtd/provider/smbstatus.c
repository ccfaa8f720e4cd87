/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A tolerant reader: keys that are not known are passed over, numbers may be
 * strings, and tables of rows may be objects or arrays. A row that lacks what
 * identifies it is none.
 */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "src/netmgmtd/provider/array.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/command.h"
#include "src/netmgmtd/provider/smbstatus.h"
#include "src/netmgmtd/provider/text.h"

enum { LIMIT = 64 << 20, PATIENCE = 10000, MOST = 1 << 20 };

/* -- values -------------------------------------------------------------- */

static const char *string_of(const json_t *object, const char *key)
{
	const char *string = json_string_value(json_object_get(object, key));

	return string ? string : "";
}

/* A string, or a number as a string; "" for anything else. */
static int text_of(const json_t *object, const char *key, char **out)
{
	const json_t *value = json_object_get(object, key);

	if (json_is_integer(value))
		return text_format(out, "%lld",
				   (long long)json_integer_value(value));
	return text_copy(string_of(object, key), out);
}

static uint64_t number_of(const json_t *object, const char *key,
			  uint64_t fallback)
{
	const json_t *value = json_object_get(object, key);
	uint64_t number;

	if (json_is_integer(value) && json_integer_value(value) >= 0)
		return (uint64_t)json_integer_value(value);
	return text_number(string_of(object, key), &number) ? number : fallback;
}

/* A process is told by its parts: {"pid": "12", "task_id": "0", ...}. */
static int server_of(const json_t *object, char **out)
{
	const json_t *server = json_object_get(object, "server_id");

	if (!json_is_object(server))
		return text_of(object, "server_id", out);
	return text_format(out, "%llu.%llu.%llu",
			   (unsigned long long)number_of(server, "pid", 0),
			   (unsigned long long)number_of(server, "task_id", 0),
			   (unsigned long long)number_of(server, "vnn", 0));
}

/* Minutes that the clock of "+02:00", "-0330" or "Z" is ahead; 0 for none. */
static long zone_of(const char *text)
{
	int hours = 0, minutes = 0;
	char sign = *text;

	if (sign != '+' && sign != '-')
		return 0;
	if (sscanf(text + 1, "%2d:%2d", &hours, &minutes) != 2 &&
	    sscanf(text + 1, "%2d%2d", &hours, &minutes) != 2)
		return 0;
	return (sign == '-' ? -1L : 1L) * (hours * 60L + minutes);
}

/* "2022-04-30T17:25:19.123456+02:00" in seconds since 1970; else 0. */
static int64_t time_of(const json_t *object, const char *key)
{
	const char *text = string_of(object, key);
	struct tm time = {0};
	int used = 0;

	if (sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2d%n", &time.tm_year,
		   &time.tm_mon, &time.tm_mday, &time.tm_hour, &time.tm_min,
		   &time.tm_sec, &used) != 6)
		return 0;
	time.tm_year -= 1900;
	time.tm_mon -= 1;
	text += used;
	text += strcspn(text, "+-Z");
	return (int64_t)timegm(&time) - zone_of(text) * 60;
}

/* Without a word about it nothing is encrypted. */
static bool is_encrypted(const json_t *session)
{
	const char *degree =
		string_of(json_object_get(session, "encryption"), "degree");

	return *degree != '\0' && strcmp(degree, "none") != 0;
}

/* -- tables of rows ------------------------------------------------------ */

typedef int take_row(struct smbstatus *status, const char *key,
		     const json_t *row, const void *context);

static int each_row(struct smbstatus *status, json_t *table, take_row *take,
		    const void *context)
{
	const char *key;
	json_t *row;
	size_t index;
	int r = 0;

	json_array_foreach(table, index, row) if (r == 0 && json_is_object(row))
		r = take(status, "", row, context);
	json_object_foreach(table, key, row) if (r == 0 && json_is_object(row))
		r = take(status, key, row, context);
	return r;
}

/* -- sessions ------------------------------------------------------------ */

static void session_fini(struct smbstatus_session *session)
{
	free(session->id);
	free(session->server);
	free(session->user);
	free(session->client);
	free(session->dialect);
}

static int fill_session(struct smbstatus_session *session, const char *key,
			const json_t *row)
{
	int r = *key ? text_copy(key, &session->id)
		     : text_of(row, "session_id", &session->id);

	if (r == 0)
		r = server_of(row, &session->server);
	if (r == 0)
		r = text_of(row, "username", &session->user);
	if (r == 0)
		r = text_of(row, "remote_machine", &session->client);
	if (r == 0 && session->client[0] == '\0') {
		free(cleanup_steal(&session->client));
		r = text_of(row, "hostname", &session->client);
	}
	if (r == 0)
		r = text_of(row, "session_dialect", &session->dialect);
	session->uid = number_of(row, "uid", UINT64_MAX);
	session->since = time_of(row, "creation_time");
	session->is_encrypted = is_encrypted(row);
	return r;
}

static int take_session(struct smbstatus *status, const char *key,
			const json_t *row, const void *context)
{
	struct smbstatus_session session = {0};
	int r = array_room(&status->sessions, status->session_count,
			   sizeof(session));

	(void)context;
	if (r == 0)
		r = fill_session(&session, key, row);
	if (r < 0 || session.id[0] == '\0' || status->session_count == MOST) {
		session_fini(&session);
		return r;
	}
	status->sessions[status->session_count++] = session;
	return 0;
}

/* -- connections --------------------------------------------------------- */

static void connection_fini(struct smbstatus_connection *connection)
{
	free(connection->id);
	free(connection->session);
	free(connection->service);
	free(connection->client);
}

static int take_connection(struct smbstatus *status, const char *key,
			   const json_t *row, const void *context)
{
	struct smbstatus_connection made = {0};
	int r = array_room(&status->connections, status->connection_count,
			   sizeof(made));

	(void)context;
	if (r == 0)
		r = *key ? text_copy(key, &made.id)
			 : text_of(row, "tcon_id", &made.id);
	if (r == 0)
		r = text_of(row, "session_id", &made.session);
	if (r == 0)
		r = text_of(row, "service", &made.service);
	if (r == 0)
		r = text_of(row, "machine", &made.client);
	made.since = time_of(row, "connected_at");
	if (r < 0 || made.service[0] == '\0' ||
	    status->connection_count == MOST) {
		connection_fini(&made);
		return r;
	}
	status->connections[status->connection_count++] = made;
	return 0;
}

/* -- open files ---------------------------------------------------------- */

struct file {
	const char *folder;
	char *path;
	uint32_t locks;
};

static void open_fini(struct smbstatus_open *open)
{
	free(open->id);
	free(open->server);
	free(open->folder);
	free(open->path);
}

static uint32_t access_of(const json_t *row)
{
	const json_t *mask = json_object_get(row, "access_mask");

	return (uint32_t)strtoul(string_of(mask, "hex"), NULL, 16);
}

static int take_open(struct smbstatus *status, const char *key,
		     const json_t *row, const void *context)
{
	const struct file *file = context;
	struct smbstatus_open made = {.locks = file->locks};
	int r = array_room(&status->opens, status->open_count, sizeof(made));

	if (r == 0)
		r = server_of(row, &made.server);
	if (r == 0)
		r = text_format(&made.id, "%s %s %s", file->path,
				*key ? key : string_of(row, "share_file_id"),
				made.server);
	if (r == 0)
		r = text_copy(file->folder, &made.folder);
	if (r == 0)
		r = text_copy(file->path, &made.path);
	made.uid = number_of(row, "uid", UINT64_MAX);
	made.access = access_of(row);
	if (r < 0 || status->open_count == MOST) {
		open_fini(&made);
		return r;
	}
	status->opens[status->open_count++] = made;
	return 0;
}

/* Ranges that are locked in a file, of the table that has it by its path. */
static uint32_t locks_of(const json_t *locks, const char *key)
{
	const json_t *row = json_object_get(locks, key);
	const json_t *ranges = json_object_get(row, "locks");

	return (uint32_t)(json_array_size(ranges) + json_object_size(ranges));
}

static int take_file(struct smbstatus *status, const char *key,
		     const json_t *row, const void *context)
{
	const char *folder = string_of(row, "service_path");
	const char *name = string_of(row, "filename");
	struct file file = {.folder = folder, .locks = locks_of(context, key)};
	int r;

	if (*folder == '\0' || *name == '\0')
		r = text_copy(key, &file.path);
	else if (strcmp(name, ".") == 0)
		r = text_copy(folder, &file.path);
	else
		r = text_format(&file.path, "%s/%s", folder, name);
	if (r == 0)
		r = each_row(status, json_object_get(row, "opens"), take_open,
			     &file);
	free(file.path);
	return r;
}

/* -- order --------------------------------------------------------------- */

static int by_id(const void *left, const void *right)
{
	const struct smbstatus_session *a = left, *b = right;

	return strcmp(a->id, b->id);
}

static int compare_server(const struct smbstatus_session *a, const char *server,
			  uint64_t uid)
{
	int r = strcmp(a->server, server);

	return r ? r : (a->uid > uid) - (a->uid < uid);
}

static int by_server(const void *left, const void *right, void *context)
{
	const struct smbstatus_session *sessions = context;
	const size_t *a = left, *b = right;
	int r = compare_server(&sessions[*a], sessions[*b].server,
			       sessions[*b].uid);

	return r ? r : (*a > *b) - (*a < *b);
}

static int sort(struct smbstatus *status)
{
	size_t count = status->session_count;

	array_sort(status->sessions, count, sizeof(*status->sessions), by_id);
	status->by_server = calloc(count + 1, sizeof(size_t));
	if (!status->by_server)
		return -ENOMEM;
	for (size_t i = 0; i < count; i++)
		status->by_server[i] = i;
	if (count > 1)
		qsort_r(status->by_server, count, sizeof(size_t), by_server,
			status->sessions);
	return 0;
}

size_t smbstatus_find(const struct smbstatus *status, const char *session)
{
	size_t low = 0, high = status->session_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int r = strcmp(status->sessions[middle].id, session);

		if (r == 0)
			return middle;
		if (r < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return SIZE_MAX;
}

/* The first session, in order of server and uid, that is not before these. */
static size_t lower_bound(const struct smbstatus *status, const char *server,
			  uint64_t uid)
{
	size_t low = 0, high = status->session_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		size_t index = status->by_server[middle];

		if (compare_server(&status->sessions[index], server, uid) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t smbstatus_find_opener(const struct smbstatus *status,
			     const struct smbstatus_open *open)
{
	const uint64_t uids[] = {open->uid, 0};

	/* A share may be configured to open files as somebody else. */
	for (int i = 0; i < 2; i++) {
		size_t at = lower_bound(status, open->server, uids[i]), index;

		if (at == status->session_count)
			continue;
		index = status->by_server[at];
		if (strcmp(status->sessions[index].server, open->server) == 0 &&
		    (i == 1 || status->sessions[index].uid == open->uid))
			return index;
	}
	return SIZE_MAX;
}

/* -- the whole ----------------------------------------------------------- */

static void free_json(json_t **json)
{
	json_decref(*json);
}

static int take_all(struct smbstatus *status, const json_t *json)
{
	int r = each_row(status, json_object_get(json, "sessions"),
			 take_session, NULL);

	if (r == 0)
		r = each_row(status, json_object_get(json, "tcons"),
			     take_connection, NULL);
	if (r == 0)
		r = each_row(status, json_object_get(json, "open_files"),
			     take_file,
			     json_object_get(json, "byte_range_locks"));
	return r < 0 ? r : sort(status);
}

int smbstatus_init(struct smbstatus *status, const struct root *root)
{
	static const char *const arguments[] = {"smbstatus", "-B", "--json",
						NULL};
	static const struct command command = {arguments, NULL, 0, PATIENCE,
					       LIMIT};
	CLEANUP(cleanup_free) char *text = NULL;
	CLEANUP(free_json) json_t *json = NULL;
	size_t size;
	int r;

	*status = (struct smbstatus){0};
	r = command_capture(root, &command, "captured/smbstatus", &text, &size);
	if (r < 0)
		return r == -ENOENT ? 0 : r;
	if (text[strspn(text, " \t\r\n")] == '\0')
		return 0;
	errno = 0;
	json = json_loadb(text, size, JSON_ALLOW_NUL, NULL);
	if (!json)
		return errno == ENOMEM ? -ENOMEM : -EBADMSG;
	return json_is_object(json) ? take_all(status, json) : -EBADMSG;
}

void smbstatus_fini(struct smbstatus *status)
{
	for (size_t i = 0; i < status->session_count; i++)
		session_fini(&status->sessions[i]);
	for (size_t i = 0; i < status->connection_count; i++)
		connection_fini(&status->connections[i]);
	for (size_t i = 0; i < status->open_count; i++)
		open_fini(&status->opens[i]);
	free(status->sessions);
	free(status->connections);
	free(status->opens);
	free(status->by_server);
	*status = (struct smbstatus){0};
}
