/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * info has one line "key: value" for each field, states one line "- id: { key:
 * value, ... }" for each state; strings are quoted, with escapes. Clients
 * choose some of them.
 */
#include <errno.h>
#include <string.h>

#include "src/netmgmtd/provider/array.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/entries.h"
#include "src/netmgmtd/provider/nfsclients.h"
#include "src/netmgmtd/provider/text.h"

enum { INFO_LIMIT = 64 << 10, STATES_LIMIT = 32 << 20, MOST = 65536 };

static const char folder[] = "proc/fs/nfsd/clients";

/* -- states -------------------------------------------------------------- */

static void state_fini(struct nfsstate *state)
{
	free(state->id);
	free(state->superblock);
	free(state->inode);
	free(state->file);
	free(state->owner);
}

/* The quote that ends a string, or its NUL. */
static char *end_of_string(char *text)
{
	while (*text && *text != '"')
		text += text[0] == '\\' && text[1] ? 2 : 1;
	return text;
}

/* Takes "key: value" off the fields; false when there is no more. */
static bool take_field(char **rest, char **key, char **value)
{
	char *at = *rest + strspn(*rest, " ,{}\t\r"), *end;

	*key = at;
	at = strchr(at, ':');
	if (!at)
		return false;
	*at++ = '\0';
	at += strspn(at, " ");
	if (*at == '"') {
		*value = ++at;
		end = end_of_string(at);
	} else {
		*value = at;
		end = at + strcspn(at, ",}");
	}
	*rest = *end ? end + 1 : end;
	*end = '\0';
	text_trim(*value);
	return true;
}

struct fields {
	const char *kind, *access, *inode, *file, *owner;
	char *superblock;
};

static struct fields fields_of(char *text)
{
	struct fields fields = {"", "", "", "", "", NULL};
	char *key, *value;

	while (take_field(&text, &key, &value)) {
		if (strcmp(key, "type") == 0)
			fields.kind = value;
		else if (strcmp(key, "access") == 0)
			fields.access = value;
		else if (strcmp(key, "superblock") == 0)
			fields.superblock = value;
		else if (strcmp(key, "filename") == 0)
			fields.file = text_unescape(value);
		else if (strcmp(key, "owner") == 0)
			fields.owner = value;
	}
	return fields;
}

/* "fd:10:13649" is the device and the inode on it. */
static void split_superblock(struct fields *fields)
{
	char *colon;

	fields->inode = "";
	if (!fields->superblock)
		return;
	colon = strrchr(fields->superblock, ':');
	if (!colon)
		return;
	*colon = '\0';
	fields->inode = colon + 1;
}

static int fill_state(struct nfsstate *state, const char *id,
		      const struct fields *fields)
{
	bool is_unknown = strcmp(fields->file, "/") == 0;
	int r = text_copy(id, &state->id);

	if (r == 0)
		r = text_copy(fields->superblock ? fields->superblock : "",
			      &state->superblock);
	if (r == 0)
		r = text_copy(fields->inode, &state->inode);
	if (r == 0)
		r = text_copy(is_unknown ? "" : fields->file, &state->file);
	if (r == 0)
		r = text_copy(fields->owner, &state->owner);
	state->reads = strchr(fields->access, 'r') != NULL;
	state->writes = strchr(fields->access, 'w') != NULL;
	if (strcmp(fields->kind, "open") == 0)
		state->kind = NFSSTATE_OPEN;
	else if (strcmp(fields->kind, "lock") == 0)
		state->kind = NFSSTATE_LOCK;
	else
		state->kind = NFSSTATE_OTHER;
	return r;
}

static int add_state(struct nfsclient *client, char *line)
{
	struct nfsstate state = {0};
	struct fields fields;
	char *id = text_after(line, "-"), *colon;
	int r;

	colon = id ? strchr(id, ':') : NULL;
	if (!colon || client->state_count == MOST)
		return 0;
	*colon = '\0';
	fields = fields_of(colon + 1);
	split_superblock(&fields);
	r = array_room(&client->states, client->state_count, sizeof(state));
	if (r == 0)
		r = fill_state(&state, id, &fields);
	if (r < 0 || *fields.kind == '\0') {
		state_fini(&state);
		return r;
	}
	client->states[client->state_count++] = state;
	return 0;
}

/* -- clients ------------------------------------------------------------- */

static void client_fini(struct nfsclient *client)
{
	for (size_t i = 0; i < client->state_count; i++)
		state_fini(&client->states[i]);
	free(client->states);
	free(client->id);
	free(client->address);
	free(client->name);
	free(client->status);
}

/* "192.0.2.1:904" and "[2001:db8::1]:904" without the port. */
static char *cut_port(char *address)
{
	char *colon = strrchr(address, ':');

	if (*address == '[') {
		address[strcspn(address, "]")] = '\0';
		return address + 1;
	}
	if (colon && strchr(address, ':') == colon)
		*colon = '\0';
	return address;
}

static int set(char **field, const char *value)
{
	free(cleanup_steal(field));
	return text_copy(value, field);
}

static int take_info(struct nfsclient *client, char *line)
{
	uint64_t number;
	char *value;

	if ((value = text_after(line, "address:")))
		return set(&client->address, cut_port(text_unquote(value)));
	if ((value = text_after(line, "name:")))
		return set(&client->name, text_unescape(text_unquote(value)));
	if ((value = text_after(line, "status:")))
		return set(&client->status, value);
	if ((value = text_after(line, "minor version:")) &&
	    text_number(value, &number))
		client->minor_version = (uint32_t)number;
	if ((value = text_after(line, "seconds from last renew:")) &&
	    text_number(value, &number) && number <= INT32_MAX)
		client->idle = (int64_t)number;
	return 0;
}

static int read_file(struct nfsclient *client, const struct root *root,
		     const char *name, size_t limit,
		     int (*take)(struct nfsclient *client, char *line))
{
	CLEANUP(cleanup_free) char *path = NULL;
	CLEANUP(cleanup_free) char *text = NULL;
	char *rest, *line;
	int r = text_format(&path, "%s/%s/%s", folder, client->id, name);

	if (r == 0)
		r = text_read(root, path, limit, &text);
	rest = text;
	while (r == 0 && (line = text_line(&rest)))
		r = take(client, text_trim(line));
	return r;
}

static int read_client(struct nfsclient *client, const struct root *root,
		       const char *id)
{
	int r = text_copy(id, &client->id);

	if (r == 0)
		r = text_copy("", &client->address);
	if (r == 0)
		r = text_copy("", &client->name);
	if (r == 0)
		r = text_copy("", &client->status);
	if (r == 0)
		r = read_file(client, root, "info", INFO_LIMIT, take_info);
	if (r < 0)
		return r;
	r = read_file(client, root, "states", STATES_LIMIT, add_state);
	return r == -ENOMEM ? r : 0;
}

static int add_client(struct nfsclients *clients, const struct root *root,
		      const char *id)
{
	struct nfsclient client = {.idle = -1};
	int r = array_room(&clients->items, clients->count, sizeof(client));

	if (r == 0)
		r = read_client(&client, root, id);
	if (r < 0) {
		client_fini(&client);
		return r;
	}
	clients->items[clients->count++] = client;
	return 0;
}

static void free_entries(struct entries *entries)
{
	entries_fini(entries);
}

int nfsclients_init(struct nfsclients *clients, const struct root *root)
{
	CLEANUP(free_entries) struct entries entries;
	int r, unread = 0;

	*clients = (struct nfsclients){0};
	r = entries_init(&entries, root, folder);
	if (r < 0)
		return r;
	for (size_t i = 0; i < entries.count; i++) {
		r = add_client(clients, root, entries.names[i]);
		if (r == -ENOMEM)
			return r;
		if (r < 0 && r != -ENOENT)
			unread = r;
	}
	return clients->count > 0 ? 0 : unread;
}

void nfsclients_fini(struct nfsclients *clients)
{
	for (size_t i = 0; i < clients->count; i++)
		client_fini(&clients->items[i]);
	free(clients->items);
	*clients = (struct nfsclients){0};
}
