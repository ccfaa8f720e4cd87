/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Two sources into one list; ids are made of the backend's own ids, so that
 * they do not depend on what else is open, but for collisions.
 */
#include <errno.h>
#include <string.h>

#include "src/netmgmtd/provider/array.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/files.h"
#include "src/netmgmtd/provider/key.h"
#include "src/netmgmtd/provider/nfspaths.h"
#include "src/netmgmtd/provider/smbstatus.h"
#include "src/netmgmtd/provider/text.h"

/* Of an access mask of Windows, the rights that a file can be open with. */
enum { READ_DATA = 1, WRITE_DATA = 2, APPEND_DATA = 4 };

static void file_fini(struct file *file)
{
	free(file->native);
	free(file->path);
	free(file->user);
	free(file->client);
}

/* Adds a file that has the strings given, copied; the rest is file's. */
static int add(struct files *files, struct file file, const char *native,
	       const char *path, const char *user, const char *client)
{
	int r = array_room(&files->items, files->count, sizeof(file));

	file.id = key_of_native(file.backend == SHARE_NFS ? "nfs" : "samba",
				native);
	if (r == 0)
		r = text_copy(native, &file.native);
	if (r == 0)
		r = text_copy(path, &file.path);
	if (r == 0)
		r = text_copy(user, &file.user);
	if (r == 0)
		r = text_copy(client, &file.client);
	if (r < 0) {
		file_fini(&file);
		return r;
	}
	files->items[files->count++] = file;
	return 0;
}

/* Not being allowed to look is no reason to show nothing at all. */
static int tolerate(struct files *files, int r)
{
	if (r == 0 || r == -ENOMEM)
		return r;
	if (files->unread == 0)
		files->unread = r;
	return 0;
}

/* -- Samba --------------------------------------------------------------- */

static int add_samba(struct files *files, const struct smbstatus *status)
{
	int r = 0;

	for (size_t i = 0; i < status->open_count && r == 0; i++) {
		const struct smbstatus_open *from = &status->opens[i];
		size_t opener = smbstatus_find_opener(status, from);
		const struct smbstatus_session *session =
			opener == SIZE_MAX ? NULL : &status->sessions[opener];
		const struct file file = {
			.backend = SHARE_SAMBA,
			.locks = from->locks,
			.reads = (from->access & READ_DATA) != 0,
			.writes = (from->access & (WRITE_DATA | APPEND_DATA)) !=
				  0,
			.creates = (from->access & APPEND_DATA) != 0,
		};

		r = add(files, file, from->id, from->path,
			session ? session->user : "",
			session ? session->client : "");
	}
	return r;
}

static int ask_samba(struct files *files, const struct root *root)
{
	struct smbstatus status;
	int r = tolerate(files, smbstatus_init(&status, root));

	if (r == 0 && status.by_server)
		r = add_samba(files, &status);
	smbstatus_fini(&status);
	return r;
}

/* -- NFS ----------------------------------------------------------------- */

static int by_inode(const void *left, const void *right)
{
	const struct nfsstate *const *a = left, *const *b = right;
	int r = strcmp((*a)->superblock, (*b)->superblock);

	return r ? r : strcmp((*a)->inode, (*b)->inode);
}

/* A client's locks, in order of what they lock. */
struct locks {
	const struct nfsstate **items;
	size_t count;
};

static int find_locks(struct locks *locks, const struct nfsclient *client)
{
	*locks = (struct locks){0};
	locks->items = calloc(client->state_count + 1, sizeof(*locks->items));
	if (!locks->items)
		return -ENOMEM;
	for (size_t i = 0; i < client->state_count; i++)
		if (client->states[i].kind == NFSSTATE_LOCK)
			locks->items[locks->count++] = &client->states[i];
	array_sort(locks->items, locks->count, sizeof(*locks->items), by_inode);
	return 0;
}

static uint32_t count_locks(const struct locks *locks,
			    const struct nfsstate *state)
{
	size_t low = 0, high = locks->count;
	uint32_t count = 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_inode(&locks->items[middle], &state) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	while (low < locks->count &&
	       by_inode(&locks->items[low], &state) == 0) {
		low++;
		count++;
	}
	return count;
}

static int add_state(struct files *files, const struct nfsclient *client,
		     const struct nfsstate *state, const struct locks *locks,
		     const struct nfspaths *paths)
{
	const struct file file = {.backend = SHARE_NFS,
				  .locks = count_locks(locks, state),
				  .reads = state->reads,
				  .writes = state->writes};
	CLEANUP(cleanup_free) char *native = NULL;
	CLEANUP(cleanup_free) char *path = NULL;
	int r = text_format(&native, "%s %s", client->id, state->id);

	if (r == 0)
		r = nfspaths_make(nfspaths_find(paths, state), state, &path);
	return r < 0 ? r : add(files, file, native, path, "", client->address);
}

static int add_client(struct files *files, const struct nfsclient *client,
		      const struct nfspaths *paths)
{
	struct locks locks;
	int r = find_locks(&locks, client);

	for (size_t i = 0; i < client->state_count && r == 0; i++)
		if (client->states[i].kind == NFSSTATE_OPEN)
			r = add_state(files, client, &client->states[i], &locks,
				      paths);
	free(locks.items);
	return r;
}

static int ask_nfs(struct files *files, const struct root *root,
		   const struct shares *shares)
{
	struct nfsclients clients;
	struct nfspaths paths;
	int r = nfspaths_init(&paths, root, shares);

	if (r == 0) {
		r = tolerate(files, nfsclients_init(&clients, root));
		for (size_t i = 0; i < clients.count && r == 0; i++)
			r = add_client(files, &clients.items[i], &paths);
		nfsclients_fini(&clients);
	}
	nfspaths_fini(&paths);
	return r;
}

/* -- the whole ----------------------------------------------------------- */

static int by_id(const void *left, const void *right)
{
	const struct file *a = left, *b = right;

	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	if (a->backend != b->backend)
		return a->backend < b->backend ? -1 : 1;
	return strcmp(a->native, b->native);
}

int files_init(struct files *files, const struct root *root,
	       const struct shares *shares)
{
	int r;

	*files = (struct files){0};
	r = ask_samba(files, root);
	if (r == 0)
		r = ask_nfs(files, root, shares);
	array_sort(files->items, files->count, sizeof(*files->items), by_id);
	key_step(files->items, files->count, sizeof(*files->items));
	return r;
}

void files_fini(struct files *files)
{
	for (size_t i = 0; i < files->count; i++)
		file_fini(&files->items[i]);
	free(files->items);
	*files = (struct files){0};
}

const struct file *files_find(const struct files *files, uint32_t id)
{
	size_t low = 0, high = files->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (files->items[middle].id == id)
			return &files->items[middle];
		if (files->items[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}
