/* SPDX-License-Identifier: BSD-3-Clause */
/* Open files, the caller's side of idl/file.x. */

#include <lmshare.h>

#include <netmgmt/file.h>

#include "remote.h"

static const struct remote_call list =
	REMOTE_CALL(NETMGMT_FILE, file_enum, 2, 3, 9000);

NET_API_STATUS NetFileEnum(LMCSTR servername, LMCSTR basepath, LMCSTR username,
			   DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
			   LPDWORD entriesread, LPDWORD totalentries,
			   LPDWORD resume_handle)
{
	const struct page page = {bufptr, entriesread, totalentries,
				  resume_handle};
	const file_enum_args args = {(LMSTR)(basepath ? basepath : ""),
				     (LMSTR)(username ? username : ""), level,
				     prefmaxlen, page_start(&page)};

	return remote_enumerate(&list, servername, level, &args, &page);
}

static const struct remote_call info =
	REMOTE_CALL(NETMGMT_FILE, file_get_info, 2, 3, 9000);

NET_API_STATUS NetFileGetInfo(LMCSTR servername, DWORD fileid, DWORD level,
			      LPBYTE *bufptr)
{
	const file_get_info_args args = {fileid, level};

	return remote_get(&info, servername, level, &args, bufptr);
}
