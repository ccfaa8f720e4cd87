/* SPDX-License-Identifier: BSD-3-Clause */
/* The server and its disks, the caller's side of idl/server.x. */

#include <lmserver.h>

#include <string.h>

#include <netmgmt/server.h>

#include "remote.h"

static const struct remote_call info =
	REMOTE_CALL(NETMGMT_SERVER, server_get_info, 100, 101, 102);

NET_API_STATUS NetServerGetInfo(LMCSTR servername, DWORD level, LPBYTE *bufptr)
{
	const server_get_info_args args = {level};

	return remote_get(&info, servername, level, &args, bufptr);
}

/* count names and an empty one, each with its NUL: see idl/server.x. */
static bool has_names(const server_disk_enum_reply *reply)
{
	const char *at = (const char *)reply->names.names_val;
	size_t left = reply->names.names_len;

	if (!reply->count || !left)
		return !reply->count && !left;
	for (DWORD i = 0; i < reply->count; i++) {
		size_t size = strnlen(at, left);

		if (!size || size == left)
			return false;
		at += size + 1;
		left -= size + 1;
	}
	return left == 1 && !*at;
}

static const struct remote_call disks =
	REMOTE_CALL(NETMGMT_SERVER, server_disk_enum, 0);

/* Its reply has a form of its own: names in place of structures. */
static NET_API_STATUS list_disks(LMCSTR servername,
				 const server_disk_enum_args *args,
				 const struct page *page)
{
	__attribute__((cleanup(reply_free))) void *block = NULL;
	server_disk_enum_reply reply;
	NET_API_STATUS status;

	status = remote_run(&disks, servername, args->level, args, &reply,
			    &block);
	if (status)
		return status;
	return page_give(page,
			 &(struct page_reply){
				 .status = reply.status,
				 .total = reply.total,
				 .resume = reply.resume,
				 .fits = has_names(&reply),
				 .count = reply.count,
				 .items = reply.names.names_val,
			 },
			 &block);
}

NET_API_STATUS NetServerDiskEnum(LMCSTR servername, DWORD level, LPBYTE *bufptr,
				 DWORD prefmaxlen, LPDWORD entriesread,
				 LPDWORD totalentries, LPDWORD resume_handle)
{
	const struct page page = {bufptr, entriesread, totalentries,
				  resume_handle};
	const server_disk_enum_args args = {level, prefmaxlen,
					    page_start(&page)};
	NET_API_STATUS status = page_init(&page);

	return status ? status : list_disks(servername, &args, &page);
}
