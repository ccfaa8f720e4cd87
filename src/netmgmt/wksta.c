/* SPDX-License-Identifier: BSD-3-Clause */
/* The workstation, the caller's side of idl/wksta.x. */

#include <lmwksta.h>

#include <netmgmt/wksta.h>

#include "remote.h"

static const struct remote_call info =
	REMOTE_CALL(NETMGMT_WKSTA, wksta_get_info, 100, 101, 102);

NET_API_STATUS NetWkstaGetInfo(LMCSTR servername, DWORD level, LPBYTE *bufptr)
{
	const wksta_get_info_args args = {level};

	return remote_get(&info, servername, level, &args, bufptr);
}
