/* SPDX-License-Identifier: BSD-3-Clause */
/* Remote utilities, the caller's side of idl/remutl.x. */

#include <lmremutl.h>

#include <netmgmt/remutl.h>

#include "remote.h"

static const struct remote_call tod =
	REMOTE_CALL_BARE(NETMGMT_REMUTL, remote_tod);

NET_API_STATUS NetRemoteTOD(LMCSTR UncServerName, LPBYTE *BufferPtr)
{
	return remote_get(&tod, UncServerName, 0, NULL, BufferPtr);
}
