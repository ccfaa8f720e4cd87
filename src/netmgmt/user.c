/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * User accounts, the caller's side of idl/user.x. Arguments are checked in the
 * order of contract 2.3, and all of them before anything is connected.
 */

#include <lmaccess.h>

#include <lmerr.h>
#include <netmgmt/user.h>

#include "binding.h"
#include "reply.h"

static bool has_level(DWORD level)
{
	switch (level) {
	case 0:
	case 1:
	case 2:
	case 3:
	case 4:
	case 10:
	case 11:
	case 20:
	case 23:
		return true;
	default:
		return false;
	}
}

static NET_API_STATUS enumerate(const struct binding *binding,
				const user_enum_args *args,
				const struct page *page)
{
	__attribute__((cleanup(binding_close))) CLIENT *clnt = NULL;
	__attribute__((cleanup(reply_free))) void *block = NULL;
	user_enum_reply reply;
	NET_API_STATUS status;

	status = binding_open(binding, NETMGMT_USER, NETMGMT_USER_V1, &clnt);
	if (status)
		return status;
	status = user_enum_1(args, &reply, &block, clnt);
	if (status)
		return status;
	/* All arms have one C form, a count and a pointer. */
	return page_give(
		page,
		&(struct page_reply){
			.status = reply.status,
			.total = reply.total,
			.resume = reply.resume,
			.fits = reply.list.level == args->level,
			.count = reply.list.user_list_u.level_0.level_0_len,
			.items = reply.list.user_list_u.level_0.level_0_val,
		},
		&block);
}

NET_API_STATUS NetUserEnum(LMCSTR servername, DWORD level, DWORD filter,
			   LPBYTE *bufptr, DWORD prefmaxlen,
			   LPDWORD entriesread, LPDWORD totalentries,
			   LPDWORD resume_handle)
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
	if (!has_level(level))
		return ERROR_INVALID_LEVEL;
	return enumerate(
		&binding,
		&(user_enum_args){level, filter, prefmaxlen, page_start(&page)},
		&page);
}

static NET_API_STATUS get_info(const struct binding *binding,
			       const user_get_info_args *args, LPBYTE *bufptr)
{
	__attribute__((cleanup(binding_close))) CLIENT *clnt = NULL;
	__attribute__((cleanup(reply_free))) void *block = NULL;
	user_get_info_reply reply;
	NET_API_STATUS status;

	status = binding_open(binding, NETMGMT_USER, NETMGMT_USER_V1, &clnt);
	if (status)
		return status;
	status = user_get_info_1(args, &reply, &block, clnt);
	if (status)
		return status;
	return info_give(
		&(struct info_reply){
			.status = reply.status,
			.fits = reply.info.level == args->level,
			.item = reply.info.user_info_u.level_0,
		},
		&block, bufptr);
}

NET_API_STATUS NetUserGetInfo(LMCSTR servername, LMCSTR username, DWORD level,
			      LPBYTE *bufptr)
{
	struct binding binding;
	NET_API_STATUS status;

	if (!bufptr)
		return ERROR_INVALID_PARAMETER;
	*bufptr = NULL;
	status = binding_parse(&binding, servername);
	if (status)
		return status;
	if (!has_level(level))
		return ERROR_INVALID_LEVEL;
	if (!username)
		return ERROR_INVALID_PARAMETER;
	/* The generated type has no const; encoding only reads. */
	return get_info(&binding, &(user_get_info_args){(LMSTR)username, level},
			bufptr);
}
