/* SPDX-License-Identifier: BSD-3-Clause */
/* Uses, the caller's side of idl/use.x. */

#include <lmuse.h>

#include <netmgmt/use.h>

#include "remote.h"

static const struct remote_call list =
	REMOTE_CALL_LOCAL(NETMGMT_USE, use_enum, 0, 1, 2, 3, 9000);

NET_API_STATUS NetUseEnum(LMCSTR UncServerName, DWORD LevelFlags,
			  LPBYTE *BufPtr, DWORD PreferedMaximumSize,
			  LPDWORD EntriesRead, LPDWORD TotalEntries,
			  LPDWORD ResumeHandle)
{
	const struct page page = {BufPtr, EntriesRead, TotalEntries,
				  ResumeHandle};
	const use_enum_args args = {LevelFlags, PreferedMaximumSize,
				    page_start(&page)};

	return remote_enumerate(&list, UncServerName, LevelFlags, &args, &page);
}

static const struct remote_call info =
	REMOTE_CALL_LOCAL(NETMGMT_USE, use_get_info, 0, 1, 2, 3, 9000);

NET_API_STATUS NetUseGetInfo(LMCSTR UncServerName, LMCSTR UseName,
			     DWORD LevelFlags, LPBYTE *bufptr)
{
	const use_get_info_args args = {(LMSTR)UseName, LevelFlags};

	return remote_get(&info, UncServerName, LevelFlags, &args, bufptr);
}
