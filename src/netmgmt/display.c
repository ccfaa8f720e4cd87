/* SPDX-License-Identifier: BSD-3-Clause */
/* Accounts in the order of their names, the caller's side of idl/display.x. */

#include <lmaccess.h>

#include <lmerr.h>
#include <netmgmt/display.h>

#include "remote.h"

static const struct remote_call list =
	REMOTE_CALL(NETMGMT_DISPLAY, display_query, 1, 2, 3);

/* It is an Enum whose resume value is told by the last entry, and no total. */
NET_API_STATUS NetQueryDisplayInformation(LMCSTR ServerName, DWORD Level,
					  DWORD Index, DWORD EntriesRequested,
					  DWORD PreferredMaximumLength,
					  LPDWORD ReturnedEntryCount,
					  LPVOID *SortedBuffer)
{
	DWORD total, resume = Index;
	LPBYTE block = NULL;
	const struct page page = {SortedBuffer ? &block : NULL,
				  ReturnedEntryCount, &total, &resume};
	const display_query_args args = {Level, EntriesRequested,
					 PreferredMaximumLength, Index};
	NET_API_STATUS status;

	if (SortedBuffer && ReturnedEntryCount)
		*SortedBuffer = NULL;
	status = remote_enumerate(&list, ServerName, Level, &args, &page);
	if (block)
		*SortedBuffer = block;
	return status;
}

static const struct remote_call find =
	REMOTE_CALL(NETMGMT_DISPLAY, display_index, 1, 2, 3);

NET_API_STATUS NetGetDisplayInformationIndex(LMCSTR ServerName, DWORD Level,
					     LMCSTR Prefix, LPDWORD Index)
{
	const display_index_args args = {Level, (LMSTR)Prefix};
	display_index_reply reply;
	NET_API_STATUS status;
	void *block;

	if (!Index)
		return ERROR_INVALID_PARAMETER;
	*Index = 0;
	status = remote_run(&find, ServerName, Level, &args, &reply, &block);
	if (status || reply.status)
		return status ? status : reply.status;
	*Index = reply.index;
	return NERR_Success;
}
