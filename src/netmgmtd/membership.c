/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A directory often refuses to list its accounts; a name that is not among all
 * accounts is looked up by itself.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "src/netmgmtd/key.h"
#include "src/netmgmtd/membership.h"
#include "src/netmgmtd/provider/cleanup.h"

/* There is one account of a name, or none. */
static int look_up(struct membership *m, const struct root *root, size_t at,
		   const char *name)
{
	int r = nss_account_new(root, name, NSS_ORIGINS, &m->others[at]);

	if (r == 0 && m->others[at]->count)
		m->rows[m->count].account = m->others[at]->items;
	return r;
}

static int add(struct membership *m, const char *name,
	       const struct account *account)
{
	m->rows[m->count++] = (struct member_row){
		name, account, account ? account->uid : key_of_name(name)};
	return 0;
}

static int add_named(struct membership *m, const struct root *root, size_t at)
{
	const char *name = m->groups.items->members[at];
	const struct account *account = nss_account_find(m->accounts, name);
	int r;

	if (account || !root->host)
		return add(m, name, account);
	r = look_up(m, root, at, name);
	return r < 0 ? r : add(m, name, m->rows[m->count].account);
}

static int compare(const void *left, const void *right)
{
	const struct member_row *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return strcmp(a->name, b->name);
}

/* A user may be named twice, and have it as primary group besides. */
static void sort(struct membership *m)
{
	size_t kept = 0;

	if (m->count > 1)
		qsort(m->rows, m->count, sizeof(*m->rows), compare);
	for (size_t i = 0; i < m->count; i++)
		if (!kept || compare(&m->rows[kept - 1], &m->rows[i]) != 0)
			m->rows[kept++] = m->rows[i];
	m->count = kept;
}

static int fill(struct membership *m, const struct root *root)
{
	const struct group_entry *group = m->groups.items;
	int r = nss_accounts_new(root, NSS_ORIGINS, &m->accounts);

	if (r < 0)
		return r;
	m->rows = calloc(group->member_count + m->accounts->count + 1,
			 sizeof(*m->rows));
	m->others = calloc(group->member_count + 1, sizeof(*m->others));
	if (!m->rows || !m->others)
		return -ENOMEM;
	for (size_t i = 0; i < group->member_count && r == 0; i++)
		r = add_named(m, root, i);
	for (size_t i = 0; i < m->accounts->count && r == 0; i++)
		if (m->accounts->items[i].gid == group->gid)
			r = add(m, m->accounts->items[i].name,
				&m->accounts->items[i]);
	sort(m);
	return r;
}

int membership_init(struct membership *membership, const struct daemon *daemon,
		    const char *name, group_test *test)
{
	int r;

	*membership = (struct membership){0};
	r = groups_init(&membership->groups, &daemon->root, name);
	if (r < 0)
		return r;
	if (membership->groups.count && !test(daemon, membership->groups.items))
		groups_fini(&membership->groups);
	return membership->groups.count ? fill(membership, &daemon->root) : 0;
}

void membership_fini(struct membership *membership)
{
	size_t count =
		membership->others ? membership->groups.items->member_count : 0;

	for (size_t i = 0; i < count; i++)
		nss_accounts_free(membership->others[i]);
	free(membership->others);
	free(membership->rows);
	nss_accounts_free(membership->accounts);
	groups_fini(&membership->groups);
}

static uint32_t key(const void *item)
{
	const struct member_row *row = item;

	return row->key;
}

void membership_list(struct list *list, const struct membership *membership,
		     const void *source)
{
	if (!list_reserve(list, membership->count))
		return;
	for (size_t i = 0; i < membership->count; i++)
		list_add(list, &membership->rows[i]);
	list_make(list, source, key);
}
