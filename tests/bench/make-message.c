/* SPDX-License-Identifier: BSD-3-Clause */
/* Writes a message's bytes to a file: make-message NAME COUNT FILE. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "messages.h"

/* A fixed sequence, so that every run measures the same. */
static unsigned next_random(void)
{
	static uint64_t state = 42;

	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33);
}

static unsigned between(unsigned least, unsigned most)
{
	return least + next_random() % (most - least + 1);
}

static void *zeros(size_t count, size_t size)
{
	void *memory = calloc(count ? count : 1, size);

	if (!memory)
		abort();
	return memory;
}

static char *word(unsigned least, unsigned most)
{
	const unsigned length = between(least, most);
	char *text = zeros(length + 1, 1);

	for (unsigned i = 0; i < length; i++)
		text[i] = (char)between('a', 'z');
	return text;
}

static char *join(const char *before, const char *behind)
{
	const size_t size = strlen(before) + strlen(behind) + 1;
	char *text = zeros(size, 1);

	snprintf(text, size, "%s%s", before, behind);
	return text;
}

/* -- messages ------------------------------------------------------------ */

static const user_result *make_users(unsigned count)
{
	static const char *const shells[] = {"/bin/bash", "/bin/sh", "",
					     "/usr/sbin/nologin", "/bin/zsh"};
	user_result *all = zeros(1, sizeof(*all));
	user *users = zeros(count, sizeof(*users));

	for (unsigned i = 0; i < count; i++) {
		users[i].name = word(5, 10);
		users[i].full_name = word(8, 24);
		users[i].comment = next_random() % 3 ? word(1, 40) : word(0, 0);
		users[i].home = join("/home/", users[i].name);
		users[i].shell = join(shells[next_random() % 5], "");
		users[i].uid = 1000 + i;
		users[i].gid = 100;
		users[i].last_logon = next_random();
	}
	all->users.users_len = count;
	all->users.users_val = users;
	all->total = count;
	return all;
}

static const words *make_ints(unsigned count)
{
	words *all = zeros(1, sizeof(*all));

	all->v.v_val = zeros(count, sizeof(*all->v.v_val));
	all->v.v_len = count;
	for (unsigned i = 0; i < count; i++)
		all->v.v_val[i] = next_random();
	return all;
}

static const blob *make_blob(unsigned count)
{
	blob *all = zeros(1, sizeof(*all));

	all->v.v_val = zeros(count, 1);
	all->v.v_len = count;
	for (unsigned i = 0; i < count; i++)
		all->v.v_val[i] = (char)next_random();
	return all;
}

static const chain *make_list(unsigned count)
{
	knot *nodes = zeros(count, sizeof(*nodes));
	chain *all = zeros(1, sizeof(*all));

	for (unsigned i = 0; i < count; i++) {
		nodes[i].value = i;
		nodes[i].next = i + 1 < count ? &nodes[i + 1] : NULL;
	}
	all->head = count ? nodes : NULL;
	return all;
}

static void make_attributes(maybe_attributes *maybe)
{
	attributes *some = &maybe->maybe_attributes_u.attributes;

	/* A server leaves them out where another file system starts. */
	maybe->known = next_random() % 10 != 0;
	if (!maybe->known)
		return;
	some->kind = next_random() % 4 ? FILE_REGULAR : FILE_FOLDER;
	some->mode = 0644;
	some->links = 1;
	some->uid = between(1000, 1100);
	some->gid = 100;
	some->size = next_random();
	some->used = some->size + 511;
	some->file = next_random();
	some->modified.seconds = next_random();
	some->modified.nanoseconds = next_random() % 1000000000;
	some->accessed = some->changed = some->modified;
}

static const listing *make_listing(unsigned count)
{
	entry *entries = zeros(count, sizeof(*entries));
	listing *all = zeros(1, sizeof(*all));

	make_attributes(&all->folder);
	for (unsigned i = 0; i < count; i++) {
		maybe_handle *handle = &entries[i].handle;

		entries[i].file = next_random();
		entries[i].name = word(1, 24);
		entries[i].cookie = i;
		make_attributes(&entries[i].attributes);
		handle->known = next_random() % 10 != 0;
		if (handle->known) {
			handle->maybe_handle_u.handle.handle_len = 28;
			handle->maybe_handle_u.handle.handle_val = word(28, 28);
		}
		entries[i].next = i + 1 < count ? &entries[i + 1] : NULL;
	}
	all->entries = count ? entries : NULL;
	all->last = TRUE;
	return all;
}

/* Lists and records as long as there is depth for them, and leaves below. */
static void make_datum(datum *value, unsigned depth)
{
	value_items *items = &value->datum_u.items;
	value_members *members = &value->datum_u.members;

	value->kind = depth ? between(VALUE_LIST, VALUE_RECORD)
			    : between(VALUE_NULL, VALUE_TEXT);
	if (value->kind == VALUE_FLAG)
		value->datum_u.flag = TRUE;
	if (value->kind == VALUE_NUMBER)
		value->datum_u.number = next_random();
	if (value->kind == VALUE_TEXT)
		value->datum_u.text = word(0, 20);
	if (value->kind == VALUE_LIST) {
		items->value_items_len = between(2, 4);
		items->value_items_val =
			zeros(items->value_items_len, sizeof(element));
		for (unsigned i = 0; i < items->value_items_len; i++)
			make_datum(&items->value_items_val[i].datum, depth - 1);
	}
	if (value->kind == VALUE_RECORD) {
		members->value_members_len = between(2, 4);
		members->value_members_val =
			zeros(members->value_members_len, sizeof(member));
		for (unsigned i = 0; i < members->value_members_len; i++) {
			member *one = &members->value_members_val[i];

			one->name = word(3, 10);
			make_datum(&one->datum, depth - 1);
		}
	}
}

static const datum *make_document(unsigned depth)
{
	datum *all = zeros(1, sizeof(*all));

	make_datum(all, depth);
	return all;
}

/* -- bytes --------------------------------------------------------------- */

static const void *make(const char *name, unsigned count,
			const struct onc_type **type)
{
	if (strcmp(name, "users") == 0)
		return *type = &user_result_type, make_users(count);
	if (strcmp(name, "ints") == 0)
		return *type = &words_type, make_ints(count);
	if (strcmp(name, "blob") == 0)
		return *type = &blob_type, make_blob(count);
	if (strcmp(name, "list") == 0)
		return *type = &chain_type, make_list(count);
	if (strcmp(name, "listing") == 0)
		return *type = &listing_type, make_listing(count);
	*type = &datum_type;
	return make_document(count);
}

int main(int argc, char **argv)
{
	const struct onc_type *type;
	const void *value;
	size_t size;
	void *bytes;
	FILE *file;

	if (argc != 4)
		return 2;
	value = make(argv[1], (unsigned)atoi(argv[2]), &type);
	if (onc_encode(type, value, NULL, &bytes, &size, NULL) != ONC_OK)
		return 1;
	file = fopen(argv[3], "wb");
	if (!file || fwrite(bytes, 1, size, file) != size ||
	    fclose(file) != 0) {
		perror(argv[3]);
		return 1;
	}
	return 0;
}
