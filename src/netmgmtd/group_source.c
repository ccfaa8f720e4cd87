/* SPDX-License-Identifier: BSD-3-Clause */
#include <lmerr.h>

#include "src/netmgmtd/group_source.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/nss.h"

int group_source_init(struct group_source *source, const struct root *root,
		      const char *name)
{
	int r;

	*source = (struct group_source){0};
	r = comments_init(&source->comments, root, COMMENTS_GROUPS);
	return r < 0 ? r : groups_init(&source->groups, root, name);
}

void group_source_fini(struct group_source *source)
{
	comments_fini(&source->comments);
	groups_fini(&source->groups);
}

bool group_is_local(const struct daemon *daemon,
		    const struct group_entry *group)
{
	(void)daemon;
	return group->is_local;
}

bool group_is_global(const struct daemon *daemon,
		     const struct group_entry *group)
{
	return !group->is_local || daemon->all_groups_are_global;
}

uint32_t group_gid(const void *item)
{
	const struct group_entry *group = item;

	return group->gid;
}

void group_enumerate(struct list *list, const struct daemon *daemon,
		     group_test *test)
{
	CLEANUP(group_source_fini) struct group_source source;

	if (group_source_init(&source, &daemon->root, NULL) < 0) {
		list->status = ERROR_NOT_ENOUGH_MEMORY;
		return;
	}
	if (!list_reserve(list, source.groups.count))
		return;
	for (size_t i = 0; i < source.groups.count; i++)
		if (test(daemon, &source.groups.items[i]))
			list_add(list, &source.groups.items[i]);
	list_make(list, &source, group_gid);
}

void group_get(struct info *info, const struct daemon *daemon, const char *name,
	       group_test *test)
{
	CLEANUP(group_source_fini) struct group_source source;

	if (group_source_init(&source, &daemon->root, name) < 0)
		info->status = ERROR_NOT_ENOUGH_MEMORY;
	else if (!source.groups.count || !test(daemon, source.groups.items))
		info->status = NERR_GroupNotFound;
	else
		info_make(info, &source, source.groups.items);
}

/* -- groups of a user ---------------------------------------------------- */

static bool is_chosen(const struct daemon *daemon,
		      const struct group_entry *group,
		      const struct account *account,
		      const struct group_choice *choice, bool indirect)
{
	bool primary = group->gid == account->gid;

	if (primary && choice->always_primary)
		return true;
	if (!primary && !indirect && !groups_has_member(group, account->name))
		return false;
	return choice->test(daemon, group);
}

static void choose(struct list *list, const struct daemon *daemon,
		   const struct group_source *source,
		   const struct account *account,
		   const struct group_choice *choice)
{
	const struct groups *groups = &source->groups;
	bool *indirect =
		reply_alloc(&list->reply, groups->count * sizeof(*indirect));

	if (!indirect || !list_reserve(list, groups->count) ||
	    (choice->indirect &&
	     groups_mark_indirect(groups, &daemon->root, account->name,
				  account->gid, indirect) < 0)) {
		list->status = ERROR_NOT_ENOUGH_MEMORY;
		return;
	}
	for (size_t i = 0; i < groups->count; i++)
		if (is_chosen(daemon, &groups->items[i], account, choice,
			      indirect[i]))
			list_add(list, &groups->items[i]);
	list_make(list, source, group_gid);
}

static void free_accounts(struct accounts **accounts)
{
	nss_accounts_free(*accounts);
}

void group_of_user(struct list *list, const struct daemon *daemon,
		   const char *name, const struct group_choice *choice)
{
	CLEANUP(free_accounts) struct accounts *accounts = NULL;
	CLEANUP(group_source_fini) struct group_source source = {0};

	if (nss_account_new(&daemon->root, name, 0, &accounts) < 0)
		list->status = ERROR_NOT_ENOUGH_MEMORY;
	else if (accounts->count == 0)
		list->status = NERR_UserNotFound;
	else if (group_source_init(&source, &daemon->root, NULL) < 0)
		list->status = ERROR_NOT_ENOUGH_MEMORY;
	else
		choose(list, daemon, &source, accounts->items, choice);
}

/* -- what their structures have ------------------------------------------ */

LMSTR group_comment(const struct subject *s)
{
	const struct group_source *source = s->source;
	const struct group_entry *group = s->item;

	return reply_text(s->reply,
			  comments_get(&source->comments, group->name));
}

LMSTR group_origin(const struct subject *s)
{
	const struct group_entry *group = s->item;

	return reply_constant(group->is_local ? "files" : "directory");
}
