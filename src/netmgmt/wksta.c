/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The workstation, the caller's side of idl/wksta.x. Arguments are checked in
 * the order of contract 2.3, and all of them before anything is connected.
 */

#include <lmwksta.h>

#include <lmerr.h>
#include <netmgmt/wksta.h>

#include "binding.h"
#include "reply.h"

static NET_API_STATUS get_info(const struct binding *binding,
			       const wksta_get_info_args *args, LPBYTE *bufptr)
{
	__attribute__((cleanup(binding_close))) CLIENT *clnt = NULL;
	__attribute__((cleanup(reply_free))) void *block = NULL;
	wksta_get_info_reply reply;
	NET_API_STATUS status;

	status = binding_open(binding, NETMGMT_WKSTA, NETMGMT_WKSTA_V1, &clnt);
	if (status)
		return status;
	status = wksta_get_info_1(args, &reply, &block, clnt);
	if (status)
		return status;
	return info_give(
		&(struct info_reply){
			.status = reply.status,
			.fits = reply.info.level == args->level,
			.item = reply.info.wksta_info_u.level_100,
		},
		&block, bufptr);
}

NET_API_STATUS NetWkstaGetInfo(LMCSTR servername, DWORD level, LPBYTE *bufptr)
{
	struct binding binding;
	NET_API_STATUS status;

	if (!bufptr)
		return ERROR_INVALID_PARAMETER;
	*bufptr = NULL;
	status = binding_parse(&binding, servername);
	if (status)
		return status;
	if (level < 100 || level > 102)
		return ERROR_INVALID_LEVEL;
	return get_info(&binding, &(wksta_get_info_args){level}, bufptr);
}
