/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * passwd, then shadow and the groups once for all accounts, which are found by
 * a hash of their name: a snapshot costs three readings, and one sorting where
 * the file is not in the order of uids, however many accounts there are.
 */
#include <errno.h>
#include <string.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/database.h"
#include "src/netmgmtd/provider/names.h"
#include "src/netmgmtd/provider/nss.h"
#include "src/netmgmtd/provider/settings.h"

/* (uid_t)-1 means "no uid" to the kernel, and would have no resume value. */
#define NO_UID UINT32_MAX

enum { DEFAULT_UID_MIN = 1000 };

/* -- one account --------------------------------------------------------- */

static char *append(char **at, const char *text, size_t size)
{
	char *start = *at;

	memcpy(start, text, size);
	start[size] = '\0';
	*at = start + size + 1;
	return start;
}

static char *append_all(char **at, const char *text)
{
	return append(at, text ? text : "", text ? strlen(text) : 0);
}

/* adduser(8) writes "Name,,,": commas that end the field say nothing. */
static void append_gecos(struct account *account, char **at, const char *gecos)
{
	size_t first, size;

	gecos = gecos ? gecos : "";
	first = strcspn(gecos, ",");
	account->full_name = append(at, gecos, first);
	gecos += gecos[first] == ',' ? first + 1 : first;
	size = strlen(gecos);
	while (size > 0 && gecos[size - 1] == ',')
		size--;
	account->details = append(at, gecos, size);
}

static size_t length(const char *text)
{
	return text ? strlen(text) : 0;
}

/* All strings of an account are one piece of memory. */
static int copy(struct account *account, struct texts *texts,
		const struct passwd *from)
{
	size_t size = length(from->pw_name) + 2 * length(from->pw_gecos) +
		      length(from->pw_dir) + length(from->pw_shell) +
		      length(from->pw_passwd) + 7;
	char *at = texts_alloc(texts, size);

	if (!at)
		return -ENOMEM;
	account->name = append_all(&at, from->pw_name);
	account->gecos = append_all(&at, from->pw_gecos);
	append_gecos(account, &at, from->pw_gecos);
	account->home = append_all(&at, from->pw_dir);
	account->shell = append_all(&at, from->pw_shell);
	account->hash = append_all(&at, from->pw_passwd);
	account->uid = from->pw_uid;
	account->gid = from->pw_gid;
	return 0;
}

static int add(void *context, const struct passwd *entry)
{
	struct accounts *accounts = context;
	size_t room = accounts->room ? accounts->room * 2 : 16;
	struct account *items = accounts->items;
	int r;

	if (entry->pw_uid == NO_UID)
		return 0;
	if (accounts->count == accounts->room) {
		items = reallocarray(items, room, sizeof(*items));
		if (!items)
			return -ENOMEM;
		accounts->items = items;
		accounts->room = room;
	}
	items[accounts->count] = (struct account){0};
	r = copy(&items[accounts->count], &accounts->texts, entry);
	if (r < 0)
		return r;
	accounts->count++;
	return 0;
}

/* -- all of them --------------------------------------------------------- */

/* A uid, and behind it the place, which keeps equal ones in their order. */
static int by_key(const void *left, const void *right)
{
	const uint64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static bool is_sorted(const struct accounts *accounts)
{
	for (size_t i = 1; i < accounts->count; i++)
		if (accounts->items[i].uid < accounts->items[i - 1].uid)
			return false;
	return true;
}

static const char *name_of(const void *context, size_t at)
{
	const struct account *items = context;

	return items[at].name;
}

/* Where each name is, once the accounts stay where they are. */
static int index_names(struct accounts *accounts)
{
	names_free(accounts->names);
	accounts->names = names_new(accounts->count);
	if (!accounts->names)
		return -ENOMEM;
	for (size_t i = 0; i < accounts->count; i++)
		(void)names_add(accounts->names, i, name_of, accounts->items);
	return 0;
}

/* Numbers are sorted, then each account is moved once. */
static int sort(struct accounts *accounts)
{
	CLEANUP(cleanup_free) uint64_t *keys = NULL;
	struct account *sorted;

	if (is_sorted(accounts))
		return 0;
	keys = reallocarray(NULL, accounts->count, sizeof(*keys));
	sorted = reallocarray(NULL, accounts->count, sizeof(*sorted));
	if (!keys || !sorted) {
		free(sorted);
		return -ENOMEM;
	}
	for (size_t i = 0; i < accounts->count; i++)
		keys[i] = (uint64_t)accounts->items[i].uid << 32 | i;
	qsort(keys, accounts->count, sizeof(*keys), by_key);
	for (size_t i = 0; i < accounts->count; i++)
		sorted[i] = accounts->items[(uint32_t)keys[i]];
	free(accounts->items);
	accounts->items = sorted;
	accounts->room = accounts->count;
	return index_names(accounts);
}

static int drop_repeated_names(struct accounts *accounts)
{
	struct account *items = accounts->items;
	size_t count = accounts->count, kept = 0;

	accounts->names = names_new(count);
	if (!accounts->names)
		return -ENOMEM;
	for (size_t i = 0; i < count; i++) {
		items[kept] = items[i];
		if (names_add(accounts->names, kept, name_of, items))
			kept++;
	}
	accounts->count = kept;
	return 0;
}

static struct account *find(const struct accounts *accounts, const char *name)
{
	size_t at = names_find(accounts->names, name, name_of, accounts->items);

	return at < accounts->count ? &accounts->items[at] : NULL;
}

const struct account *nss_account_find(const struct accounts *accounts,
				       const char *name)
{
	return accounts->names ? find(accounts, name) : NULL;
}

/* The first entry of a name counts. */
static int add_password(void *context, const char *name,
			const struct password *password)
{
	struct account *account = find(context, name);

	if (!account || account->has_shadow)
		return 0;
	account->has_shadow = true;
	account->password = *password;
	return 0;
}

static int add_passwords(struct accounts *accounts, const struct root *root,
			 const char *name)
{
	for (size_t i = 0; i < accounts->count; i++)
		accounts->items[i].password =
			shadow_absent(accounts->items[i].hash);
	return shadow_read(root, name, add_password, accounts);
}

static int add_roles(struct accounts *accounts, const struct root *root)
{
	CLEANUP(members_fini) struct members members;
	int r = members_init(&members, root);

	if (r < 0)
		return r;
	for (size_t i = 0; i < accounts->count; i++) {
		struct account *account = &accounts->items[i];

		account->roles =
			members_roles(&members, account->name, account->gid);
	}
	return 0;
}

static int read_uid_min(struct accounts *accounts, const struct root *root)
{
	long uid_min;
	int r = settings_number(root, "etc/login.defs", SETTINGS_WORDS,
				"UID_MIN", DEFAULT_UID_MIN, &uid_min);

	accounts->uid_min = uid_min >= 0 && (unsigned long)uid_min < NO_UID
				    ? (uint32_t)uid_min
				    : DEFAULT_UID_MIN;
	return r;
}

static int mark_local(void *context, const struct passwd *entry)
{
	struct account *account = find(context, entry->pw_name);

	if (account)
		account->is_local = true;
	return 0;
}

/* -- all in all ---------------------------------------------------------- */

static int add_needs(struct accounts *accounts, const struct root *root,
		     const char *name, unsigned int needs)
{
	int r = needs & NSS_PASSWORDS ? add_passwords(accounts, root, name) : 0;

	if (r < 0)
		return r;
	r = needs & NSS_ROLES ? add_roles(accounts, root) : 0;
	if (r < 0 || !(needs & NSS_ORIGINS))
		return r;
	return database_local_passwd(root, mark_local, accounts);
}

static int fill(struct accounts *accounts, const struct root *root,
		const char *name, unsigned int needs)
{
	int r = read_uid_min(accounts, root);

	if (r < 0)
		return r;
	r = database_passwd(root, name, add, accounts);
	if (r < 0)
		return r;
	if (accounts->count == 0)
		return 0;
	r = drop_repeated_names(accounts);
	if (r == 0)
		r = sort(accounts);
	return r < 0 ? r : add_needs(accounts, root, name, needs);
}

static int make(const struct root *root, const char *name, unsigned int needs,
		struct accounts **accounts)
{
	struct accounts *made = calloc(1, sizeof(*made));
	int r;

	*accounts = NULL;
	if (!made)
		return -ENOMEM;
	r = fill(made, root, name, needs);
	if (r < 0)
		nss_accounts_free(made);
	else
		*accounts = made;
	return r;
}

int nss_accounts_new(const struct root *root, unsigned int needs,
		     struct accounts **accounts)
{
	return make(root, NULL, needs, accounts);
}

int nss_account_new(const struct root *root, const char *name,
		    unsigned int needs, struct accounts **accounts)
{
	return make(root, name, needs, accounts);
}

void nss_accounts_free(struct accounts *accounts)
{
	if (!accounts)
		return;
	texts_fini(&accounts->texts);
	free(accounts->items);
	names_free(accounts->names);
	free(accounts);
}
