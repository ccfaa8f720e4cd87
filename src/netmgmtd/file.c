/* SPDX-License-Identifier: BSD-3-Clause */
/* Open files, the callee's side of idl/file.x. */
#include <string.h>

#include <lmerr.h>
#include <lmshare.h>
#include <netmgmt/file.h>

#include "src/netmgmtd/daemon.h"
#include "src/netmgmtd/info.h"
#include "src/netmgmtd/list.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/files.h"
#include "src/netmgmtd/share_entry.h"

/* -- the levels ---------------------------------------------------------- */

static const struct file *file_of(const struct subject *s)
{
	return s->item;
}

static uint32_t permissions(const struct file *file)
{
	return (file->reads ? PERM_FILE_READ : 0) |
	       (file->writes ? PERM_FILE_WRITE : 0) |
	       (file->creates ? PERM_FILE_CREATE : 0);
}

#define TEXT(member) reply_text(s->reply, file_of(s)->member)

/* The structures open one another; n is the number in the members' names. */
#define FILE_MEMBERS(n)                                                        \
	.fi##n##_id = file_of(s)->id,                                          \
	.fi##n##_permissions = permissions(file_of(s)),                        \
	.fi##n##_num_locks = file_of(s)->locks,                                \
	.fi##n##_pathname = TEXT(path), .fi##n##_username = TEXT(user)

static void fill_2(const struct subject *s, void *entry)
{
	*(FILE_INFO_2 *)entry = (FILE_INFO_2){.fi2_id = file_of(s)->id};
}

static void fill_3(const struct subject *s, void *entry)
{
	*(FILE_INFO_3 *)entry = (FILE_INFO_3){FILE_MEMBERS(3)};
}

static void fill_9000(const struct subject *s, void *entry)
{
	*(FILE_INFO_9000 *)entry = (FILE_INFO_9000){
		FILE_MEMBERS(9000),
		.fi9000_backend =
			reply_constant(share_backend_name(file_of(s)->backend)),
		.fi9000_native = TEXT(native),
		.fi9000_client = TEXT(client),
	};
}

static const struct level table[] = {
	LEVEL(2, FILE_INFO_2, fill_2, 0),
	LEVEL(3, FILE_INFO_3, fill_3, 0),
	LEVEL(9000, FILE_INFO_9000, fill_9000, 0),
};
static const struct levels levels = LEVELS(table);

/* -- the calls ----------------------------------------------------------- */

static int read_files(struct files *files, const struct daemon *daemon)
{
	CLEANUP(shares_fini) struct shares shares;
	int r = shares_init(&shares, &daemon->root);

	*files = (struct files){0};
	return r < 0 ? r : files_init(files, &daemon->root, &shares);
}

static uint32_t id_of(const void *item)
{
	const struct file *file = item;

	return file->id;
}

/* Components, not letters: /srv/data is not below /srv/d. "" is any. */
static bool is_below(const char *path, const char *base)
{
	size_t size = strlen(base);
	bool is_folder = size > 0 && base[size - 1] == '/';

	while (size > 0 && base[size - 1] == '/')
		size--;
	if (strncmp(path, base, size) != 0)
		return false;
	if (size == 0)
		return !is_folder || *path == '/';
	return path[size] == '/' || path[size] == '\0';
}

static bool is_of(const struct file *file, const char *user)
{
	return *user == '\0' || strcmp(file->user, user) == 0;
}

static void enumerate(struct list *list, const struct daemon *daemon,
		      const file_enum_args *args)
{
	CLEANUP(files_fini) struct files files;

	if (read_files(&files, daemon) < 0) {
		list->status = ERROR_NOT_ENOUGH_MEMORY;
		return;
	}
	if (!list_reserve(list, files.count))
		return;
	for (size_t i = 0; i < files.count; i++)
		if (is_below(files.items[i].path, args->basepath) &&
		    is_of(&files.items[i], args->user))
			list_add(list, &files.items[i]);
	list_make(list, &files, id_of);
}

bool_t file_enum_1_svc(const file_enum_args *args, file_enum_reply *result,
		       struct onc_request *req)
{
	struct list list;

	if (list_begin(&list, &levels, LIST_ASKED(args), req))
		enumerate(&list, onc_context(req), args);
	return list_end(&list, LIST_REPLY(result));
}

static void get(struct info *info, const struct daemon *daemon, uint32_t id)
{
	CLEANUP(files_fini) struct files files;
	const struct file *file;

	if (read_files(&files, daemon) < 0) {
		info->status = ERROR_NOT_ENOUGH_MEMORY;
		return;
	}
	file = files_find(&files, id);
	if (file)
		info_make(info, &files, file);
	else
		info->status = ERROR_FILE_NOT_FOUND;
}

bool_t file_get_info_1_svc(const file_get_info_args *args,
			   file_get_info_reply *result, struct onc_request *req)
{
	struct info info;

	if (info_begin(&info, &levels, args->level, req))
		get(&info, onc_context(req), args->id);
	return info_end(&info, INFO_REPLY(result));
}
