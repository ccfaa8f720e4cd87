/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Transports, the caller's side of idl/transport.x. The length of an address
 * is that of the string which came, whatever the server says.
 */

#include <string.h>

#include <lmerr.h>
#include <lmserver.h>
#include <lmwksta.h>

#include <netmgmt/transport.h>

#include "remote.h"

#define SET_LENGTHS(n)                                                         \
	static void set_lengths_##n(SERVER_TRANSPORT_INFO_##n *items,          \
				    DWORD count)                               \
	{                                                                      \
		for (DWORD i = 0; i < count; i++)                              \
			items[i].svti##n##_transportaddresslength =            \
				(DWORD)strlen(                                 \
					items[i].svti##n##_transportaddress);  \
	}

SET_LENGTHS(0)
SET_LENGTHS(1)
SET_LENGTHS(2)

static void set_lengths(DWORD level, void *items, DWORD count)
{
	if (level == 0)
		set_lengths_0(items, count);
	else if (level == 1)
		set_lengths_1(items, count);
	else
		set_lengths_2(items, count);
}

static const struct remote_call server =
	REMOTE_CALL(NETMGMT_TRANSPORT, server_transport_enum, 0, 1, 2);

NET_API_STATUS NetServerTransportEnum(LMCSTR servername, DWORD level,
				      LPBYTE *bufptr, DWORD prefmaxlen,
				      LPDWORD entriesread, LPDWORD totalentries,
				      LPDWORD resume_handle)
{
	const struct page page = {bufptr, entriesread, totalentries,
				  resume_handle};
	const server_transport_enum_args args = {level, prefmaxlen,
						 page_start(&page)};
	NET_API_STATUS status =
		remote_enumerate(&server, servername, level, &args, &page);

	if (status == NERR_Success || status == ERROR_MORE_DATA)
		set_lengths(level, *bufptr, *entriesread);
	return status;
}

static const struct remote_call wksta =
	REMOTE_CALL(NETMGMT_TRANSPORT, wksta_transport_enum, 0);

NET_API_STATUS NetWkstaTransportEnum(LMCSTR servername, DWORD level,
				     LPBYTE *bufptr, DWORD prefmaxlen,
				     LPDWORD entriesread, LPDWORD totalentries,
				     LPDWORD resume_handle)
{
	const struct page page = {bufptr, entriesread, totalentries,
				  resume_handle};
	const wksta_transport_enum_args args = {level, prefmaxlen,
						page_start(&page)};

	return remote_enumerate(&wksta, servername, level, &args, &page);
}
