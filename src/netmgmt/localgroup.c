/* SPDX-License-Identifier: BSD-3-Clause */
/* Local groups, the caller's side of idl/localgroup.x. */

#include <lmaccess.h>

#include <netmgmt/localgroup.h>

#include "remote.h"

static const struct remote_call list =
	REMOTE_CALL(NETMGMT_LOCALGROUP, localgroup_enum, 0, 1, 9000);

NET_API_STATUS NetLocalGroupEnum(LMCSTR servername, DWORD level, LPBYTE *bufptr,
				 DWORD prefmaxlen, LPDWORD entriesread,
				 LPDWORD totalentries, LPDWORD resume_handle)
{
	const struct page page = {bufptr, entriesread, totalentries,
				  resume_handle};
	const localgroup_enum_args args = {level, prefmaxlen,
					   page_start(&page)};

	return remote_enumerate(&list, servername, level, &args, &page);
}

static const struct remote_call info =
	REMOTE_CALL(NETMGMT_LOCALGROUP, localgroup_get_info, 0, 1, 1002, 9000);

NET_API_STATUS NetLocalGroupGetInfo(LMCSTR servername, LMCSTR groupname,
				    DWORD level, LPBYTE *bufptr)
{
	const localgroup_get_info_args args = {(LMSTR)groupname, level};

	return remote_get(&info, servername, level, &args, bufptr);
}

static const struct remote_call members =
	REMOTE_CALL(NETMGMT_LOCALGROUP, localgroup_get_members, 0, 1, 2, 3);

NET_API_STATUS NetLocalGroupGetMembers(LMCSTR servername, LMCSTR localgroupname,
				       DWORD level, LPBYTE *bufptr,
				       DWORD prefmaxlen, LPDWORD entriesread,
				       LPDWORD totalentries,
				       LPDWORD resume_handle)
{
	const struct page page = {bufptr, entriesread, totalentries,
				  resume_handle};
	const localgroup_get_members_args args = {
		(LMSTR)localgroupname, level, prefmaxlen, page_start(&page)};

	return remote_enumerate(&members, servername, level, &args, &page);
}

static const struct remote_call of_user =
	REMOTE_CALL(NETMGMT_LOCALGROUP, localgroup_of_user, 0);

NET_API_STATUS NetUserGetLocalGroups(LMCSTR servername, LMCSTR username,
				     DWORD level, DWORD flags, LPBYTE *bufptr,
				     DWORD prefmaxlen, LPDWORD entriesread,
				     LPDWORD totalentries)
{
	const struct page page = {bufptr, entriesread, totalentries, NULL};
	const localgroup_of_user_args args = {(LMSTR)username, level, flags,
					      prefmaxlen};

	return remote_enumerate(&of_user, servername, level, &args, &page);
}
