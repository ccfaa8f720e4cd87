/* SPDX-License-Identifier: BSD-3-Clause */
/* Shares, the caller's side of idl/share.x. */

#include <lmerr.h>
#include <lmshare.h>

#include <netmgmt/share.h>

#include "remote.h"

static const struct remote_call list =
	REMOTE_CALL(NETMGMT_SHARE, share_enum, 0, 1, 2, 501, 502, 503, 9000);

NET_API_STATUS NetShareEnum(LMCSTR servername, DWORD level, LPBYTE *bufptr,
			    DWORD prefmaxlen, LPDWORD entriesread,
			    LPDWORD totalentries, LPDWORD resume_handle)
{
	const struct page page = {bufptr, entriesread, totalentries,
				  resume_handle};
	const share_enum_args args = {level, prefmaxlen, page_start(&page)};

	return remote_enumerate(&list, servername, level, &args, &page);
}

static const struct remote_call info = REMOTE_CALL(
	NETMGMT_SHARE, share_get_info, 0, 1, 2, 501, 502, 503, 1005, 9000);

NET_API_STATUS NetShareGetInfo(LMCSTR servername, LMCSTR netname, DWORD level,
			       LPBYTE *bufptr)
{
	const share_get_info_args args = {(LMSTR)netname, level};

	return remote_get(&info, servername, level, &args, bufptr);
}

static const struct remote_call check =
	REMOTE_CALL_BARE(NETMGMT_SHARE, share_check);

NET_API_STATUS NetShareCheck(LMCSTR servername, LMCSTR device, LPDWORD type)
{
	const share_check_args args = {(LMSTR)device};
	share_check_reply reply;
	NET_API_STATUS status;
	void *block;

	if (!type)
		return ERROR_INVALID_PARAMETER;
	*type = 0;
	status = remote_run(&check, servername, 0, &args, &reply, &block);
	if (status || reply.status)
		return status ? status : reply.status;
	*type = reply.type;
	return NERR_Success;
}
