/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The _r functions of libc under one loop. They all tell a buffer that is too
 * small by ERANGE and then give the same entry again, those that read a stream
 * by stepping back in it.
 */
#include <errno.h>
#include <string.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/database.h"

/* A group of a directory can have a hundred thousand members on one line. */
enum { FIRST_ROOM = 1 << 10, MOST_ROOM = 1 << 24, MOST_TEXT = 1 << 30 };

union entry {
	struct passwd passwd;
	struct spwd shadow;
	struct group group;
};

struct walk;

/* What differs between the databases. Both give 0 or an errno, as libc. */
struct database {
	const char *paths[2]; /* the host's own, then a directory's likeness */
	int (*next)(struct walk *walk, bool *found);
	int (*find)(struct walk *walk, const char *name, bool *found);
	const char *(*name)(const union entry *entry);
	int (*visit)(const struct walk *walk);
	void (*rewind)(void);
	void (*end)(void);
};

struct walk {
	const struct database *database;
	FILE *stream; /* NULL: NSS */
	union entry entry;
	char *room;
	size_t size;
	void *visit;
	void *context;
};

/* -- passwd -------------------------------------------------------------- */

static int next_passwd(struct walk *w, bool *found)
{
	struct passwd *got = NULL;
	int r = w->stream
			? fgetpwent_r(w->stream, &w->entry.passwd, w->room,
				      w->size, &got)
			: getpwent_r(&w->entry.passwd, w->room, w->size, &got);

	*found = got != NULL;
	return r;
}

static int find_passwd(struct walk *w, const char *name, bool *found)
{
	struct passwd *got = NULL;
	int r = getpwnam_r(name, &w->entry.passwd, w->room, w->size, &got);

	*found = got != NULL;
	return r;
}

static const char *name_of_passwd(const union entry *entry)
{
	return entry->passwd.pw_name;
}

static int visit_passwd(const struct walk *w)
{
	database_passwd_visit *const *visit = w->visit;

	return (*visit)(w->context, &w->entry.passwd);
}

static const struct database passwd_database = {
	{"etc/passwd", "var/lib/extrausers/passwd"},
	next_passwd,
	find_passwd,
	name_of_passwd,
	visit_passwd,
	setpwent,
	endpwent,
};

/* -- shadow -------------------------------------------------------------- */

static int next_shadow(struct walk *w, bool *found)
{
	struct spwd *got = NULL;
	int r = w->stream
			? fgetspent_r(w->stream, &w->entry.shadow, w->room,
				      w->size, &got)
			: getspent_r(&w->entry.shadow, w->room, w->size, &got);

	*found = got != NULL;
	return r;
}

static int find_shadow(struct walk *w, const char *name, bool *found)
{
	struct spwd *got = NULL;
	int r = getspnam_r(name, &w->entry.shadow, w->room, w->size, &got);

	*found = got != NULL;
	return r;
}

static const char *name_of_shadow(const union entry *entry)
{
	return entry->shadow.sp_namp;
}

static int visit_shadow(const struct walk *w)
{
	database_shadow_visit *const *visit = w->visit;

	return (*visit)(w->context, &w->entry.shadow);
}

static const struct database shadow_database = {
	{"etc/shadow", "var/lib/extrausers/shadow"},
	next_shadow,
	find_shadow,
	name_of_shadow,
	visit_shadow,
	setspent,
	endspent,
};

/* -- group --------------------------------------------------------------- */

static int next_group(struct walk *w, bool *found)
{
	struct group *got = NULL;
	int r = w->stream ? fgetgrent_r(w->stream, &w->entry.group, w->room,
					w->size, &got)
			  : getgrent_r(&w->entry.group, w->room, w->size, &got);

	*found = got != NULL;
	return r;
}

static int find_group(struct walk *w, const char *name, bool *found)
{
	struct group *got = NULL;
	int r = getgrnam_r(name, &w->entry.group, w->room, w->size, &got);

	*found = got != NULL;
	return r;
}

static const char *name_of_group(const union entry *entry)
{
	return entry->group.gr_name;
}

static int visit_group(const struct walk *w)
{
	database_group_visit *const *visit = w->visit;

	return (*visit)(w->context, &w->entry.group);
}

static const struct database group_database = {
	{"etc/group", "var/lib/extrausers/group"},
	next_group,
	find_group,
	name_of_group,
	visit_group,
	setgrent,
	endgrent,
};

/* -- the loop ------------------------------------------------------------ */

static int grow(struct walk *w)
{
	size_t size = w->size ? w->size * 2 : FIRST_ROOM;
	char *room = realloc(w->room, size);

	if (!room)
		return -ENOMEM;
	w->room = room;
	w->size = size;
	return 0;
}

/* True while there is a line to pass over. */
static bool skip_line(FILE *stream)
{
	int c;

	if (!stream)
		return false;
	do
		c = getc(stream);
	while (c != '\n' && c != EOF);
	return c == '\n';
}

/*
 * Gives the next entry, or the one of that name. An entry too large for any
 * room we give ends a walk over NSS, which cannot step over it.
 */
static int fetch(struct walk *w, const char *name, bool *found)
{
	for (;;) {
		int r = name ? w->database->find(w, name, found)
			     : w->database->next(w, found);

		if (r == EINTR)
			continue;
		if (r == ENOMEM)
			return -ENOMEM;
		if (r != ERANGE)
			return 0;
		*found = false;
		if (w->size < MOST_ROOM)
			r = grow(w);
		else
			r = !name && skip_line(w->stream) ? 0 : -ERANGE;
		if (r == -ERANGE)
			return 0;
		if (r < 0)
			return r;
	}
}

/* Lines of NIS compatibility, "+name" and "-name", are no entries. */
static bool is_entry(const char *name)
{
	return name[0] != '\0' && name[0] != '+' && name[0] != '-';
}

static int visit_all(struct walk *w, const char *name)
{
	bool found = false;
	int r;

	while ((r = fetch(w, NULL, &found)) == 0 && found) {
		const char *own = w->database->name(&w->entry);

		if (!is_entry(own) || (name && strcmp(own, name) != 0))
			continue;
		r = w->database->visit(w);
		if (r == 0 && name)
			r = 1; /* the first one was it */
		if (r != 0)
			break;
	}
	return r;
}

static int visit_named(struct walk *w, const char *name)
{
	bool found = false;
	int r = is_entry(name) ? fetch(w, name, &found) : 0;

	return r == 0 && found ? w->database->visit(w) : r;
}

/* The cursor of libc is one for the process. */
static int visit_nss(const struct root *root, struct walk *w)
{
	int r;

	root_lock(root);
	w->database->rewind();
	r = visit_all(w, NULL);
	w->database->end();
	root_unlock(root);
	return r;
}

/*
 * Positive: the visit wants no more. libc asks where in the stream it is before
 * each line, which a stream in memory knows without a system call.
 */
static int visit_file(const struct root *root, struct walk *w, const char *path,
		      const char *name)
{
	CLEANUP(cleanup_free) char *text = NULL;
	CLEANUP(cleanup_stream) FILE *stream = NULL;
	size_t size;
	int r = root_read(root, path, MOST_TEXT, &text, &size);

	if (r < 0)
		return r == -ENOMEM ? r : 0;
	if (size == 0)
		return 0;
	stream = fmemopen(text, size, "r");
	if (!stream)
		return -ENOMEM;
	w->stream = stream;
	return visit_all(w, name);
}

static int visit_files(const struct root *root, struct walk *w,
		       const char *name)
{
	int r = visit_file(root, w, w->database->paths[0], name);

	return r != 0 ? r : visit_file(root, w, w->database->paths[1], name);
}

static int run(const struct root *root, const char *name, struct walk *w)
{
	int r = grow(w);

	if (r < 0)
		return r;
	if (!root->host)
		r = visit_files(root, w, name);
	else if (name)
		r = visit_named(w, name);
	else
		r = visit_nss(root, w);
	free(w->room);
	return r < 0 ? r : 0;
}

static int run_local(const struct root *root, struct walk *w)
{
	int r = grow(w);

	if (r < 0)
		return r;
	r = visit_file(root, w, w->database->paths[0], NULL);
	free(w->room);
	return r < 0 ? r : 0;
}

int database_passwd(const struct root *root, const char *name,
		    database_passwd_visit *visit, void *context)
{
	struct walk walk = {.database = &passwd_database,
			    .visit = &visit,
			    .context = context};

	return run(root, name, &walk);
}

int database_shadow(const struct root *root, const char *name,
		    database_shadow_visit *visit, void *context)
{
	struct walk walk = {.database = &shadow_database,
			    .visit = &visit,
			    .context = context};

	return run(root, name, &walk);
}

int database_group(const struct root *root, const char *name,
		   database_group_visit *visit, void *context)
{
	struct walk walk = {.database = &group_database,
			    .visit = &visit,
			    .context = context};

	return run(root, name, &walk);
}

int database_local_passwd(const struct root *root, database_passwd_visit *visit,
			  void *context)
{
	struct walk walk = {.database = &passwd_database,
			    .visit = &visit,
			    .context = context};

	return run_local(root, &walk);
}

int database_local_group(const struct root *root, database_group_visit *visit,
			 void *context)
{
	struct walk walk = {.database = &group_database,
			    .visit = &visit,
			    .context = context};

	return run_local(root, &walk);
}
