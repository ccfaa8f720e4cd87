/* SPDX-License-Identifier: BSD-3-Clause */
/* Global groups, the caller's side of idl/group.x. */

#include <lmaccess.h>

#include <netmgmt/group.h>

#include "remote.h"

static const struct remote_call list =
	REMOTE_CALL(NETMGMT_GROUP, group_enum, 0, 1, 2, 3, 9000);

NET_API_STATUS NetGroupEnum(LMCSTR servername, DWORD level, LPBYTE *bufptr,
			    DWORD prefmaxlen, LPDWORD entriesread,
			    LPDWORD totalentries, LPDWORD resume_handle)
{
	const struct page page = {bufptr, entriesread, totalentries,
				  resume_handle};
	const group_enum_args args = {level, prefmaxlen, page_start(&page)};

	return remote_enumerate(&list, servername, level, &args, &page);
}

static const struct remote_call info =
	REMOTE_CALL(NETMGMT_GROUP, group_get_info, 0, 1, 2, 3, 9000);

NET_API_STATUS NetGroupGetInfo(LMCSTR servername, LMCSTR groupname, DWORD level,
			       LPBYTE *bufptr)
{
	const group_get_info_args args = {(LMSTR)groupname, level};

	return remote_get(&info, servername, level, &args, bufptr);
}

static const struct remote_call users =
	REMOTE_CALL(NETMGMT_GROUP, group_get_users, 0, 1);

NET_API_STATUS NetGroupGetUsers(LMCSTR servername, LMCSTR groupname,
				DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
				LPDWORD entriesread, LPDWORD totalentries,
				LPDWORD resume_handle)
{
	const struct page page = {bufptr, entriesread, totalentries,
				  resume_handle};
	const group_get_users_args args = {(LMSTR)groupname, level, prefmaxlen,
					   page_start(&page)};

	return remote_enumerate(&users, servername, level, &args, &page);
}

static const struct remote_call of_user =
	REMOTE_CALL(NETMGMT_GROUP, group_of_user, 0, 1);

NET_API_STATUS NetUserGetGroups(LMCSTR servername, LMCSTR username, DWORD level,
				LPBYTE *bufptr, DWORD prefmaxlen,
				LPDWORD entriesread, LPDWORD totalentries)
{
	const struct page page = {bufptr, entriesread, totalentries, NULL};
	const group_of_user_args args = {(LMSTR)username, level, prefmaxlen};

	return remote_enumerate(&of_user, servername, level, &args, &page);
}
