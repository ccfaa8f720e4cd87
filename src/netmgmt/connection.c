/* SPDX-License-Identifier: BSD-3-Clause */
/* Connections, the caller's side of idl/connection.x. */

#include <lmshare.h>

#include <netmgmt/connection.h>

#include "remote.h"

static const struct remote_call list =
	REMOTE_CALL(NETMGMT_CONNECTION, connection_enum, 0, 1, 9000);

NET_API_STATUS NetConnectionEnum(LMCSTR servername, LMCSTR qualifier,
				 DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
				 LPDWORD entriesread, LPDWORD totalentries,
				 LPDWORD resume_handle)
{
	const struct page page = {bufptr, entriesread, totalentries,
				  resume_handle};
	const connection_enum_args args = {(LMSTR)qualifier, level, prefmaxlen,
					   page_start(&page)};

	return remote_enumerate(&list, servername, level, &args, &page);
}
