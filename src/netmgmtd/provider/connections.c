/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Three sources into one list. NFS has no connections: a client that has
 * something open below an export, or mounted it and never said goodbye, is
 * shown as one.
 */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "src/netmgmtd/provider/array.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/connections.h"
#include "src/netmgmtd/provider/key.h"
#include "src/netmgmtd/provider/nfspaths.h"
#include "src/netmgmtd/provider/smbstatus.h"
#include "src/netmgmtd/provider/text.h"

enum { LIMIT = 4 << 20, MOST = 65536 };

static void connection_fini(struct connection *connection)
{
	free(connection->native);
	free(connection->share);
	free(connection->client);
	free(connection->user);
}

/* Adds one that has the strings given, copied; the rest is connection's. */
static int add(struct connections *list, struct connection connection,
	       const char *native, const char *share, const char *client,
	       const char *user)
{
	int r = array_room(&list->items, list->count, sizeof(connection));

	connection.id = key_of_native(
		connection.backend == SHARE_NFS ? "nfs" : "samba", native);
	if (r == 0)
		r = text_copy(native, &connection.native);
	if (r == 0)
		r = text_copy(share, &connection.share);
	if (r == 0)
		r = text_copy(client, &connection.client);
	if (r == 0)
		r = text_copy(user, &connection.user);
	if (r < 0) {
		connection_fini(&connection);
		return r;
	}
	list->items[list->count++] = connection;
	return 0;
}

/* Not being allowed to look is no reason to show nothing at all. */
static int tolerate(struct connections *list, int r)
{
	if (r == 0 || r == -ENOMEM)
		return r;
	if (list->unread == 0)
		list->unread = r;
	return 0;
}

/* -- Samba --------------------------------------------------------------- */

/* What the sessions have open, so that each tree connect finds its own. */
struct opener {
	size_t session;
	const struct smbstatus_open *open;
};

static int by_session(const void *left, const void *right)
{
	const struct opener *a = left, *b = right;

	if (a->session != b->session)
		return a->session < b->session ? -1 : 1;
	return strcmp(a->open->folder, b->open->folder);
}

static int find_openers(const struct smbstatus *status, struct opener **openers)
{
	*openers = calloc(status->open_count + 1, sizeof(**openers));
	if (!*openers)
		return -ENOMEM;
	for (size_t i = 0; i < status->open_count; i++)
		(*openers)[i] = (struct opener){
			smbstatus_find_opener(status, &status->opens[i]),
			&status->opens[i]};
	array_sort(*openers, status->open_count, sizeof(**openers), by_session);
	return 0;
}

/* Files that a session has open in a folder. */
static uint32_t count_opens(const struct opener *openers, size_t count,
			    size_t session, const char *folder)
{
	const struct smbstatus_open key = {.folder = (char *)(uintptr_t)folder};
	const struct opener wanted = {session, &key};
	size_t low = 0, high = count;
	uint32_t found = 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_session(&openers[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < count && by_session(&openers[low], &wanted) == 0; low++)
		found++;
	return found;
}

static int add_tree(struct connections *list, const struct shares *shares,
		    const struct smbstatus *status,
		    const struct opener *openers,
		    const struct smbstatus_connection *from)
{
	const struct share *share = shares_find(shares, from->service);
	size_t index = smbstatus_find(status, from->session);
	const struct smbstatus_session *session =
		index == SIZE_MAX ? NULL : &status->sessions[index];
	struct connection connection = {.backend = SHARE_SAMBA,
					.kind = share ? share->kind
						      : SHARE_DISK,
					.users = 1,
					.since = from->since};
	CLEANUP(cleanup_free) char *native = NULL;
	int r = text_format(&native, "%s %s", from->session, from->id);

	if (r < 0)
		return r;
	if (session && share && *share->path)
		connection.opens = count_opens(openers, status->open_count,
					       index, share->path);
	return add(list, connection, native,
		   share ? share->name : from->service,
		   *from->client || !session ? from->client : session->client,
		   session ? session->user : "");
}

static int add_samba(struct connections *list, const struct shares *shares,
		     const struct smbstatus *status)
{
	CLEANUP(cleanup_free) struct opener *openers = NULL;
	int r = find_openers(status, &openers);

	for (size_t i = 0; i < status->connection_count && r == 0; i++)
		r = add_tree(list, shares, status, openers,
			     &status->connections[i]);
	return r;
}

static int ask_samba(struct connections *list, const struct root *root,
		     const struct shares *shares)
{
	struct smbstatus status;
	int r = tolerate(list, smbstatus_init(&status, root));

	if (r == 0 && status.by_server)
		r = add_samba(list, shares, &status);
	smbstatus_fini(&status);
	return r;
}

/* -- NFSv4 --------------------------------------------------------------- */

/* One open file of a client, and the export that it is in. */
struct held {
	const struct share *share;
	const char *owner;
};

static int by_share(const void *left, const void *right)
{
	const struct held *a = left, *b = right;
	int r = strcmp(a->share->name, b->share->name);

	return r ? r : strcmp(a->owner, b->owner);
}

static size_t find_held(struct held *held, const struct nfsclient *client,
			const struct nfspaths *paths)
{
	size_t count = 0;

	for (size_t i = 0; i < client->state_count; i++) {
		const struct nfsstate *state = &client->states[i];
		const struct share *share = nfspaths_find(paths, state);

		if (share && state->kind == NFSSTATE_OPEN)
			held[count++] = (struct held){share, state->owner};
	}
	array_sort(held, count, sizeof(*held), by_share);
	return count;
}

/* One run of equal shares is one connection; its owners are its users. */
static int add_client(struct connections *list, const struct nfsclient *client,
		      const struct nfspaths *paths)
{
	CLEANUP(cleanup_free)
	struct held *held = calloc(client->state_count + 1, sizeof(*held));
	size_t count, last;
	int r = 0;

	if (!held)
		return -ENOMEM;
	count = find_held(held, client, paths);
	for (size_t first = 0; first < count && r == 0; first = last) {
		CLEANUP(cleanup_free) char *native = NULL;
		const struct share *share = held[first].share;
		struct connection connection = {.backend = SHARE_NFS,
						.kind = share->kind};

		for (last = first; last < count && held[last].share == share;
		     last++)
			connection.users +=
				last == first ||
				by_share(&held[last - 1], &held[last]) != 0;
		connection.opens = (uint32_t)(last - first);
		r = text_format(&native, "%s %s", client->id, share->path);
		if (r == 0)
			r = add(list, connection, native, share->name,
				client->address, "");
	}
	return r;
}

static int ask_nfs4(struct connections *list, const struct root *root,
		    const struct shares *shares)
{
	struct nfsclients clients;
	struct nfspaths paths;
	int r = nfspaths_init(&paths, root, shares);

	if (r == 0) {
		r = tolerate(list, nfsclients_init(&clients, root));
		for (size_t i = 0; i < clients.count && r == 0; i++)
			r = add_client(list, &clients.items[i], &paths);
		nfsclients_fini(&clients);
	}
	nfspaths_fini(&paths);
	return r;
}

/* -- NFSv3 --------------------------------------------------------------- */

/* rmtab keeps its lines apart by colons, and those of addresses are ";". */
static void restore_colons(char *client)
{
	for (; *client; client++)
		if (*client == ';')
			*client = ':';
}

/* "client:path:0x00000001" */
static int add_line(struct connections *list, const struct shares *shares,
		    char *line)
{
	struct connection connection = {
		.backend = SHARE_NFS, .users = 1, .is_doubtful = true};
	CLEANUP(cleanup_free) char *native = NULL;
	char *path = strchr(line, ':'), *count = strrchr(line, ':');
	const struct share *share;
	int r;

	if (!path || path == count || path[1] != '/' || path == line)
		return 0;
	*path++ = '\0';
	*count++ = '\0';
	/* A client that has unmounted is sometimes kept with a count of 0. */
	if (strtoul(count, NULL, 16) == 0)
		return 0;
	share = shares_find_around(shares, SHARE_NFS, path);
	if (!share)
		return 0;
	restore_colons(line);
	connection.kind = share->kind;
	r = text_format(&native, "v3 %s %s", line, path);
	return r < 0 ? r : add(list, connection, native, share->name, line, "");
}

static int ask_nfs3(struct connections *list, const struct root *root,
		    const struct shares *shares)
{
	CLEANUP(cleanup_free) char *text = NULL;
	size_t most = list->count + MOST;
	char *rest, *line;
	int r = text_read(root, "var/lib/nfs/rmtab", LIMIT, &text);

	if (r < 0)
		return r == -ENOENT ? 0 : tolerate(list, r);
	rest = text;
	while (r == 0 && list->count < most && (line = text_line(&rest)))
		r = add_line(list, shares, text_trim(line));
	return r;
}

/* -- the whole ----------------------------------------------------------- */

static int by_id(const void *left, const void *right)
{
	const struct connection *a = left, *b = right;

	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	if (a->backend != b->backend)
		return a->backend < b->backend ? -1 : 1;
	return strcmp(a->native, b->native);
}

int connections_init(struct connections *connections, const struct root *root,
		     const struct shares *shares)
{
	int r;

	*connections = (struct connections){0};
	r = ask_samba(connections, root, shares);
	if (r == 0)
		r = ask_nfs4(connections, root, shares);
	if (r == 0)
		r = ask_nfs3(connections, root, shares);
	array_sort(connections->items, connections->count,
		   sizeof(*connections->items), by_id);
	key_step(connections->items, connections->count,
		 sizeof(*connections->items));
	return r;
}

void connections_fini(struct connections *connections)
{
	for (size_t i = 0; i < connections->count; i++)
		connection_fini(&connections->items[i]);
	free(connections->items);
	*connections = (struct connections){0};
}

uint32_t connections_count(const struct connections *connections,
			   const char *share)
{
	uint32_t count = 0;

	for (size_t i = 0; i < connections->count; i++)
		count += strcasecmp(connections->items[i].share, share) == 0;
	return count;
}
