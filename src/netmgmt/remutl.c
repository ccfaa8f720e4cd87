/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Remote utilities, the caller's side of idl/remutl.x. Arguments are checked
 * in the order of contract 2.3, and all of them before anything is connected.
 */

#include <lmremutl.h>

#include <lmerr.h>
#include <netmgmt/remutl.h>

#include "binding.h"
#include "reply.h"

static NET_API_STATUS get_time(const struct binding *binding, LPBYTE *BufferPtr)
{
	__attribute__((cleanup(binding_close))) CLIENT *clnt = NULL;
	__attribute__((cleanup(reply_free))) void *block = NULL;
	remote_tod_reply reply;
	NET_API_STATUS status;

	status =
		binding_open(binding, NETMGMT_REMUTL, NETMGMT_REMUTL_V1, &clnt);
	if (status)
		return status;
	status = remote_tod_1(&reply, &block, clnt);
	if (status)
		return status;
	return info_give(
		&(struct info_reply){
			.status = reply.status,
			.fits = true, /* there are no levels */
			.item = reply.info,
		},
		&block, BufferPtr);
}

NET_API_STATUS NetRemoteTOD(LMCSTR UncServerName, LPBYTE *BufferPtr)
{
	struct binding binding;
	NET_API_STATUS status;

	if (!BufferPtr)
		return ERROR_INVALID_PARAMETER;
	*BufferPtr = NULL;
	status = binding_parse(&binding, UncServerName);
	if (status)
		return status;
	return get_time(&binding, BufferPtr);
}
