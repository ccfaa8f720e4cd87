/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The names of a computer. A host has one, the name that it tells as a
 * workstation; so they are asked for there, and made an array in one block.
 */

#include <lmapibuf.h>
#include <lmerr.h>
#include <lmjoin.h>
#include <lmwksta.h>

#include <string.h>

#include "binding.h"
#include "reply.h"

/* An array of one string, and the string behind it. */
static NET_API_STATUS give_name(LMCSTR name, LPDWORD count, LMSTR **names)
{
	size_t size = strlen(name) + 1;
	LMSTR *block;

	if (size > UINT32_MAX - sizeof(*block))
		return ERROR_NOT_ENOUGH_MEMORY;
	block = onc_block_new((DWORD)(sizeof(*block) + size));
	if (!block)
		return ERROR_NOT_ENOUGH_MEMORY;
	block[0] = memcpy(block + 1, name, size);
	*names = block;
	*count = 1;
	return NERR_Success;
}

static NET_API_STATUS ask_name(LMCSTR server, NET_COMPUTER_NAME_TYPE type,
			       LPDWORD count, LMSTR **names)
{
	__attribute__((cleanup(reply_free))) void *block = NULL;
	LPBYTE info;
	NET_API_STATUS status = NetWkstaGetInfo(server, 100, &info);

	block = info;
	if (status || type == NetAlternateComputerNames)
		return status;
	return give_name(((WKSTA_INFO_100 *)block)->wki100_computername, count,
			 names);
}

NET_API_STATUS NetEnumerateComputerNames(LMCSTR Server,
					 NET_COMPUTER_NAME_TYPE NameType,
					 DWORD Reserved, LPDWORD EntryCount,
					 LMSTR **ComputerNames)
{
	struct binding binding;
	NET_API_STATUS status;

	if (!EntryCount || !ComputerNames)
		return ERROR_INVALID_PARAMETER;
	*EntryCount = 0;
	*ComputerNames = NULL;
	status = binding_parse(&binding, Server);
	if (status)
		return status;
	if ((unsigned int)NameType >= NetComputerNameTypeMax || Reserved)
		return ERROR_INVALID_PARAMETER;
	return ask_name(Server, NameType, EntryCount, ComputerNames);
}
