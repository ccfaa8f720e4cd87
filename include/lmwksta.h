/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef LMWKSTA_H
#define LMWKSTA_H

/*
 * The workstation: the name, the domain and the version of a host, and where
 * its calls go out.
 *
 * servername: NULL or "" is this host; else a host name or address, with or
 * without "\\" before it. "host:port", "[address]:port" and "unix:/path" name
 * a daemon at another place; they are ours.
 */

#include <lmcons.h>
#include <onc/visibility.h>
#include <netmgmt/transport_info.h>
#include <netmgmt/wksta_info.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The Windows spellings; the included headers have the structures. */
#define _WKSTA_INFO_100 WKSTA_INFO_100
#define _WKSTA_INFO_101 WKSTA_INFO_101
#define _WKSTA_INFO_102 WKSTA_INFO_102
#define _WKSTA_TRANSPORT_INFO_0 WKSTA_TRANSPORT_INFO_0

typedef struct WKSTA_INFO_100 *PWKSTA_INFO_100, *LPWKSTA_INFO_100;
typedef struct WKSTA_INFO_101 *PWKSTA_INFO_101, *LPWKSTA_INFO_101;
typedef struct WKSTA_INFO_102 *PWKSTA_INFO_102, *LPWKSTA_INFO_102;
typedef struct WKSTA_TRANSPORT_INFO_0 *PWKSTA_TRANSPORT_INFO_0,
	*LPWKSTA_TRANSPORT_INFO_0;

/*
 * NetWkstaGetInfo() tells name, domain and version of a host.
 *
 * level: 100, 101 or 102. *bufptr is one block, the structure of the level,
 * which the caller frees with NetApiBufferFree(). With any status but 0
 * *bufptr is NULL.
 *
 * Errors: 87 when bufptr is NULL, and nothing is written then; 123 for a
 * servername that cannot be one; 124 for another level; 53 for an unknown
 * host; 5 without permission; 8 without memory; 1722 when no daemon answers
 * there; 1783 for a malformed reply. Source: MS Learn, NetWkstaGetInfo.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(3))
NET_API_STATUS NET_API_FUNCTION NetWkstaGetInfo(LMCSTR servername, DWORD level,
						LPBYTE *bufptr);

/*
 * NetWkstaTransportEnum() lists where a host's calls go out: its network
 * interfaces that are up, but the loopback, in ascending order of a hash.
 *
 * level: 0, WKSTA_TRANSPORT_INFO_0. *bufptr is one block, an array of
 * *entriesread structures, which the caller frees with NetApiBufferFree(); it
 * is NULL when there are none. prefmaxlen is the size in bytes that a page
 * should not exceed, or MAX_PREFERRED_LENGTH. *totalentries is how many there
 * are from this page on, as a hint. *resume_handle is 0 for the first page and
 * is passed back as it is for the next; NULL asks for the first page.
 *
 * Where it is from: /sys/class/net; connections are those of /proc/net/tcp to
 * servers of NFS and SMB from an address of the interface. The quality of
 * service is 0: there is no such number.
 *
 * With 234 (ERROR_MORE_DATA) the page is as valid as with 0, and more follow.
 * With any other status *bufptr is NULL, *entriesread 0 and *resume_handle
 * unchanged; *totalentries is 0, except with 2123.
 *
 * Errors: 87 when bufptr or entriesread is NULL, 1780 when totalentries is,
 * and nothing is written then; 2123 when not even one entry fits prefmaxlen;
 * else as for NetWkstaGetInfo(). Source: MS Learn, NetWkstaTransportEnum.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(3) ONC_WRITES(5) ONC_WRITES(6)
		   ONC_UPDATES(7))
NET_API_STATUS NET_API_FUNCTION
NetWkstaTransportEnum(LMCSTR servername, DWORD level, LPBYTE *bufptr,
		      DWORD prefmaxlen, LPDWORD entriesread,
		      LPDWORD totalentries, LPDWORD resume_handle);

#ifdef __cplusplus
}
#endif

#endif
