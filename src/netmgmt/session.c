/* SPDX-License-Identifier: BSD-3-Clause */
/* Sessions, the caller's side of idl/session.x. */

#include <lmshare.h>

#include <netmgmt/session.h>

#include "remote.h"

static const struct remote_call list =
	REMOTE_CALL(NETMGMT_SESSION, session_enum, 0, 1, 2, 10, 502, 9000);

NET_API_STATUS NetSessionEnum(LMCSTR servername, LMCSTR UncClientName,
			      LMCSTR username, DWORD level, LPBYTE *bufptr,
			      DWORD prefmaxlen, LPDWORD entriesread,
			      LPDWORD totalentries, LPDWORD resume_handle)
{
	const struct page page = {bufptr, entriesread, totalentries,
				  resume_handle};
	const session_enum_args args = {
		(LMSTR)(UncClientName ? UncClientName : ""),
		(LMSTR)(username ? username : ""), level, prefmaxlen,
		page_start(&page)};

	return remote_enumerate(&list, servername, level, &args, &page);
}

static const struct remote_call info =
	REMOTE_CALL(NETMGMT_SESSION, session_get_info, 0, 1, 2, 10, 502, 9000);

NET_API_STATUS NetSessionGetInfo(LMCSTR servername, LMCSTR UncClientName,
				 LMCSTR username, DWORD level, LPBYTE *bufptr)
{
	const session_get_info_args args = {(LMSTR)UncClientName,
					    (LMSTR)username, level};

	return remote_get(&info, servername, level, &args, bufptr);
}
