/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The server and its disks, the caller's side of idl/server.x. Arguments are
 * checked in the order of contract 2.3, and all of them before anything is
 * connected.
 */

#include <lmserver.h>

#include <string.h>

#include <lmerr.h>
#include <netmgmt/server.h>

#include "binding.h"
#include "reply.h"

static NET_API_STATUS get_info(const struct binding *binding,
			       const server_get_info_args *args, LPBYTE *bufptr)
{
	__attribute__((cleanup(binding_close))) CLIENT *clnt = NULL;
	__attribute__((cleanup(reply_free))) void *block = NULL;
	server_get_info_reply reply;
	NET_API_STATUS status;

	status =
		binding_open(binding, NETMGMT_SERVER, NETMGMT_SERVER_V1, &clnt);
	if (status)
		return status;
	status = server_get_info_1(args, &reply, &block, clnt);
	if (status)
		return status;
	return info_give(
		&(struct info_reply){
			.status = reply.status,
			.fits = reply.info.level == args->level,
			.item = reply.info.server_info_u.level_100,
		},
		&block, bufptr);
}

NET_API_STATUS NetServerGetInfo(LMCSTR servername, DWORD level, LPBYTE *bufptr)
{
	struct binding binding;
	NET_API_STATUS status;

	if (!bufptr)
		return ERROR_INVALID_PARAMETER;
	*bufptr = NULL;
	status = binding_parse(&binding, servername);
	if (status)
		return status;
	if (level < 100 || level > 102)
		return ERROR_INVALID_LEVEL;
	return get_info(&binding, &(server_get_info_args){level}, bufptr);
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

static NET_API_STATUS enumerate(const struct binding *binding,
				const server_disk_enum_args *args,
				const struct page *page)
{
	__attribute__((cleanup(binding_close))) CLIENT *clnt = NULL;
	__attribute__((cleanup(reply_free))) void *block = NULL;
	server_disk_enum_reply reply;
	NET_API_STATUS status;

	status =
		binding_open(binding, NETMGMT_SERVER, NETMGMT_SERVER_V1, &clnt);
	if (status)
		return status;
	status = server_disk_enum_1(args, &reply, &block, clnt);
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
	struct binding binding;
	NET_API_STATUS status;

	status = page_init(&page);
	if (status)
		return status;
	status = binding_parse(&binding, servername);
	if (status)
		return status;
	if (level != 0)
		return ERROR_INVALID_LEVEL;
	return enumerate(
		&binding,
		&(server_disk_enum_args){level, prefmaxlen, page_start(&page)},
		&page);
}
