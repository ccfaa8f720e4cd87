/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * passwd, then shadow and the groups once for all accounts: a snapshot costs
 * three readings and three sortings, however many accounts there are.
 */
#include <errno.h>
#include <string.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/database.h"
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
static int copy(struct account *account, const struct passwd *from)
{
	size_t size = length(from->pw_name) + 2 * length(from->pw_gecos) +
		      length(from->pw_dir) + length(from->pw_shell) +
		      length(from->pw_passwd) + 7;
	char *at = malloc(size);

	if (!at)
		return -ENOMEM;
	account->text = at;
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
	items[accounts->count] = (struct account){.order = accounts->count};
	r = copy(&items[accounts->count], entry);
	if (r < 0)
		return r;
	accounts->count++;
	return 0;
}

/* -- all of them --------------------------------------------------------- */

static int by_order(const struct account *a, const struct account *b)
{
	return (a->order > b->order) - (a->order < b->order);
}

static int by_name(const void *left, const void *right)
{
	const struct account *a = left, *b = right;
	int order = strcmp(a->name, b->name);

	return order ? order : by_order(a, b);
}

static int by_uid(const void *left, const void *right)
{
	const struct account *a = left, *b = right;

	if (a->uid != b->uid)
		return a->uid < b->uid ? -1 : 1;
	return by_order(a, b);
}

static void sort(struct accounts *accounts,
		 int (*compare)(const void *, const void *))
{
	if (accounts->count > 1)
		qsort(accounts->items, accounts->count,
		      sizeof(*accounts->items), compare);
}

static void drop_repeated_names(struct accounts *accounts)
{
	struct account *items = accounts->items;
	size_t kept = 0;

	sort(accounts, by_name);
	for (size_t i = 0; i < accounts->count; i++) {
		if (kept && strcmp(items[kept - 1].name, items[i].name) == 0)
			free(items[i].text);
		else
			items[kept++] = items[i];
	}
	accounts->count = kept;
}

static int add_passwords(struct accounts *accounts, const struct root *root,
			 const char *name)
{
	CLEANUP(shadow_fini) struct shadow shadow;
	int r = shadow_init(&shadow, root, name);

	if (r < 0)
		return r;
	for (size_t i = 0; i < accounts->count; i++) {
		struct account *account = &accounts->items[i];

		account->password =
			shadow_get(&shadow, account->name, account->hash);
		account->hash = NULL;
	}
	return 0;
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

/* -- by name ------------------------------------------------------------- */

static int compare_names(const void *left, const void *right, void *context)
{
	const struct account *items = context;
	const size_t *a = left, *b = right;

	return strcmp(items[*a].name, items[*b].name);
}

static int index_names(struct accounts *accounts)
{
	accounts->names =
		reallocarray(NULL, accounts->count, sizeof(*accounts->names));
	if (!accounts->names)
		return -ENOMEM;
	for (size_t i = 0; i < accounts->count; i++)
		accounts->names[i] = i;
	qsort_r(accounts->names, accounts->count, sizeof(*accounts->names),
		compare_names, accounts->items);
	return 0;
}

static struct account *find(const struct accounts *accounts, const char *name)
{
	size_t low = 0, high = accounts->names ? accounts->count : 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct account *at = &accounts->items[accounts->names[middle]];
		int order = strcmp(at->name, name);

		if (order == 0)
			return at;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct account *nss_account_find(const struct accounts *accounts,
				       const char *name)
{
	return find(accounts, name);
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
	r = index_names(accounts);
	if (r < 0)
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
	drop_repeated_names(accounts);
	if (accounts->count == 0)
		return 0;
	sort(accounts, by_uid);
	return add_needs(accounts, root, name, needs);
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
	for (size_t i = 0; i < accounts->count; i++)
		free(accounts->items[i].text);
	free(accounts->items);
	free(accounts->names);
	free(accounts);
}
