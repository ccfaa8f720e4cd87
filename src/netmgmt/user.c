/* SPDX-License-Identifier: BSD-3-Clause */
/* User accounts, the caller's side of idl/user.x. */

#include <lmaccess.h>

#include <netmgmt/user.h>

#include "remote.h"

static const struct remote_call list = REMOTE_CALL(
	NETMGMT_USER, user_enum, 0, 1, 2, 3, 4, 10, 11, 20, 23, 9000);

NET_API_STATUS NetUserEnum(LMCSTR servername, DWORD level, DWORD filter,
			   LPBYTE *bufptr, DWORD prefmaxlen,
			   LPDWORD entriesread, LPDWORD totalentries,
			   LPDWORD resume_handle)
{
	const struct page page = {bufptr, entriesread, totalentries,
				  resume_handle};
	const user_enum_args args = {level, filter, prefmaxlen,
				     page_start(&page)};

	return remote_enumerate(&list, servername, level, &args, &page);
}

static const struct remote_call info = REMOTE_CALL(
	NETMGMT_USER, user_get_info, 0, 1, 2, 3, 4, 10, 11, 20, 23, 24, 9000);

NET_API_STATUS NetUserGetInfo(LMCSTR servername, LMCSTR username, DWORD level,
			      LPBYTE *bufptr)
{
	const user_get_info_args args = {(LMSTR)username, level};

	return remote_get(&info, servername, level, &args, bufptr);
}
