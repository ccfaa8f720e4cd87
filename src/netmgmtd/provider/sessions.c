/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Two sources into one list; ids are made of the backend's own ids, so that
 * they do not depend on who else is there, but for collisions.
 */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "src/netmgmtd/provider/array.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/key.h"
#include "src/netmgmtd/provider/nfsclients.h"
#include "src/netmgmtd/provider/sessions.h"
#include "src/netmgmtd/provider/settings.h"
#include "src/netmgmtd/provider/smbstatus.h"
#include "src/netmgmtd/provider/text.h"

static void session_fini(struct session *session)
{
	free(session->native);
	free(session->client);
	free(session->user);
	free(session->kind);
	free(session->state);
	free(session->name);
}

/* Adds a session that has the strings given, copied; the rest is session's. */
static int add(struct sessions *sessions, struct session session,
	       const char *native, const char *client, const char *user,
	       const char *kind, const char *state, const char *name)
{
	static const char *const backends[] = {
		[SESSION_SAMBA] = "samba",
		[SESSION_NFS] = "nfs",
	};
	int r = array_room(&sessions->items, sessions->count, sizeof(session));

	session.id = key_of_native(backends[session.backend], native);
	if (r == 0)
		r = text_copy(native, &session.native);
	if (r == 0)
		r = text_copy(client, &session.client);
	if (r == 0)
		r = text_copy(user, &session.user);
	if (r == 0)
		r = text_copy(kind, &session.kind);
	if (r == 0)
		r = text_copy(state, &session.state);
	if (r == 0)
		r = text_copy(name, &session.name);
	if (r < 0) {
		session_fini(&session);
		return r;
	}
	sessions->items[sessions->count++] = session;
	return 0;
}

/* Not being allowed to look is no reason to show nothing at all. */
static int tolerate(struct sessions *sessions, int r)
{
	if (r == 0 || r == -ENOMEM)
		return r;
	if (sessions->unread == 0)
		sessions->unread = r;
	return 0;
}

/* -- Samba --------------------------------------------------------------- */

static int find_guest(const struct root *root, char **guest)
{
	int r = settings_get(root, "etc/samba/smb.conf", SETTINGS_SECTIONS,
			     "global", "guest account", guest);

	return r == 0 || r == -ENOMEM ? r : text_copy("nobody", guest);
}

static int add_samba_sessions(struct sessions *sessions,
			      const struct smbstatus *status,
			      const uint32_t *opens, const char *guest)
{
	int r = 0;

	for (size_t i = 0; i < status->session_count && r == 0; i++) {
		const struct smbstatus_session *from = &status->sessions[i];
		const struct session session = {
			.backend = SESSION_SAMBA,
			.opens = opens[i],
			.since = from->since,
			.idle = -1,
			.is_guest = strcmp(from->user, guest) == 0,
			.is_encrypted = from->is_encrypted,
		};

		r = add(sessions, session, from->id, from->client, from->user,
			from->dialect, "", "");
	}
	return r;
}

static int add_samba(struct sessions *sessions, const struct root *root,
		     const struct smbstatus *status)
{
	CLEANUP(cleanup_free)
	uint32_t *opens = calloc(status->session_count + 1, sizeof(*opens));
	CLEANUP(cleanup_free) char *guest = NULL;
	int r = opens ? find_guest(root, &guest) : -ENOMEM;

	if (r < 0)
		return r;
	for (size_t i = 0; i < status->open_count; i++) {
		size_t index = smbstatus_find_opener(status, &status->opens[i]);

		if (index != SIZE_MAX)
			opens[index]++;
	}
	return add_samba_sessions(sessions, status, opens, guest);
}

/* -- NFS ----------------------------------------------------------------- */

static uint32_t count_opens(const struct nfsclient *client)
{
	uint32_t count = 0;

	for (size_t i = 0; i < client->state_count; i++)
		count += client->states[i].kind == NFSSTATE_OPEN;
	return count;
}

static int add_nfs(struct sessions *sessions, const struct nfsclients *clients)
{
	int r = 0;

	for (size_t i = 0; i < clients->count && r == 0; i++) {
		const struct nfsclient *from = &clients->items[i];
		const struct session session = {
			.backend = SESSION_NFS,
			.opens = count_opens(from),
			.idle = from->idle,
		};
		char kind[32];

		snprintf(kind, sizeof(kind), "NFSv4.%u", from->minor_version);
		r = add(sessions, session, from->id, from->address, "", kind,
			from->status, from->name);
	}
	return r;
}

/* -- the whole ----------------------------------------------------------- */

static int by_id(const void *left, const void *right)
{
	const struct session *a = left, *b = right;

	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	if (a->backend != b->backend)
		return a->backend < b->backend ? -1 : 1;
	return strcmp(a->native, b->native);
}

static int ask_samba(struct sessions *sessions, const struct root *root)
{
	struct smbstatus status;
	int r = tolerate(sessions, smbstatus_init(&status, root));

	if (r == 0 && status.by_server)
		r = add_samba(sessions, root, &status);
	smbstatus_fini(&status);
	return r;
}

static int ask_nfs(struct sessions *sessions, const struct root *root)
{
	struct nfsclients clients;
	int r = tolerate(sessions, nfsclients_init(&clients, root));

	if (r == 0)
		r = add_nfs(sessions, &clients);
	nfsclients_fini(&clients);
	return r;
}

int sessions_init(struct sessions *sessions, const struct root *root)
{
	int r;

	*sessions = (struct sessions){0};
	r = ask_samba(sessions, root);
	if (r == 0)
		r = ask_nfs(sessions, root);
	array_sort(sessions->items, sessions->count, sizeof(*sessions->items),
		   by_id);
	key_step(sessions->items, sessions->count, sizeof(*sessions->items));
	return r;
}

void sessions_fini(struct sessions *sessions)
{
	for (size_t i = 0; i < sessions->count; i++)
		session_fini(&sessions->items[i]);
	free(sessions->items);
	*sessions = (struct sessions){0};
}
