/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef LMWKSTA_H
#define LMWKSTA_H

/*
 * The workstation: the name, the domain and the version of a host.
 *
 * servername: NULL or "" is this host; else a host name or address, with or
 * without "\\" before it. "host:port", "[address]:port" and "unix:/path" name
 * a daemon at another place; they are ours.
 */

#include <lmcons.h>
#include <onc/visibility.h>
#include <netmgmt/wksta_info.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The Windows spellings; <netmgmt/wksta_info.h> has the structures. */
#define _WKSTA_INFO_100 WKSTA_INFO_100
#define _WKSTA_INFO_101 WKSTA_INFO_101
#define _WKSTA_INFO_102 WKSTA_INFO_102

typedef struct WKSTA_INFO_100 *PWKSTA_INFO_100, *LPWKSTA_INFO_100;
typedef struct WKSTA_INFO_101 *PWKSTA_INFO_101, *LPWKSTA_INFO_101;
typedef struct WKSTA_INFO_102 *PWKSTA_INFO_102, *LPWKSTA_INFO_102;

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

#ifdef __cplusplus
}
#endif

#endif
