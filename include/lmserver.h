/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef LMSERVER_H
#define LMSERVER_H

/*
 * The server: what it is, what disks it has, and where calls come in.
 *
 * servername: NULL or "" is this host; else a host name or address, with or
 * without "\\" before it. "host:port", "[address]:port" and "unix:/path" name
 * a daemon at another place; they are ours.
 */

#include <lmcons.h>
#include <onc/visibility.h>
#include <netmgmt/server_info.h>
#include <netmgmt/transport_info.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The Windows spellings; the included headers have the structures. */
#define _SERVER_INFO_100 SERVER_INFO_100
#define _SERVER_INFO_101 SERVER_INFO_101
#define _SERVER_INFO_102 SERVER_INFO_102
#define _SERVER_TRANSPORT_INFO_0 SERVER_TRANSPORT_INFO_0
#define _SERVER_TRANSPORT_INFO_1 SERVER_TRANSPORT_INFO_1
#define _SERVER_TRANSPORT_INFO_2 SERVER_TRANSPORT_INFO_2

typedef struct SERVER_INFO_100 *PSERVER_INFO_100, *LPSERVER_INFO_100;
typedef struct SERVER_INFO_101 *PSERVER_INFO_101, *LPSERVER_INFO_101;
typedef struct SERVER_INFO_102 *PSERVER_INFO_102, *LPSERVER_INFO_102;
typedef struct SERVER_TRANSPORT_INFO_0 *PSERVER_TRANSPORT_INFO_0,
	*LPSERVER_TRANSPORT_INFO_0;
typedef struct SERVER_TRANSPORT_INFO_1 *PSERVER_TRANSPORT_INFO_1,
	*LPSERVER_TRANSPORT_INFO_1;
typedef struct SERVER_TRANSPORT_INFO_2 *PSERVER_TRANSPORT_INFO_2,
	*LPSERVER_TRANSPORT_INFO_2;

/* sv10N_platform_id */
#define SV_PLATFORM_ID_OS2 PLATFORM_ID_OS2
#define SV_PLATFORM_ID_NT PLATFORM_ID_NT

/* sv10N_type */
#define SV_TYPE_WORKSTATION 0x00000001
#define SV_TYPE_SERVER 0x00000002
#define SV_TYPE_DOMAIN_CTRL 0x00000008
#define SV_TYPE_TIME_SOURCE 0x00000020
#define SV_TYPE_DOMAIN_MEMBER 0x00000100
#define SV_TYPE_PRINTQ_SERVER 0x00000200
#define SV_TYPE_XENIX_SERVER 0x00000800
#define SV_TYPE_SERVER_UNIX SV_TYPE_XENIX_SERVER
#define SV_TYPE_NT 0x00001000
#define SV_TYPE_SERVER_NT 0x00008000
#define SV_TYPE_LOCAL_LIST_ONLY 0x40000000
#define SV_TYPE_DOMAIN_ENUM 0x80000000u
#define SV_TYPE_ALL 0xFFFFFFFFu

/* sv102_hidden, sv102_disc, sv102_users, sv102_licenses */
#define SV_VISIBLE 0
#define SV_HIDDEN 1
#define SV_NODISC (-1)
#define SV_USERS_PER_LICENSE 5

/*
 * NetServerGetInfo() tells what a server is.
 *
 * level: 100, 101 or 102. *bufptr is one block, the structure of the level,
 * which the caller frees with NetApiBufferFree(). With any status but 0
 * *bufptr is NULL.
 *
 * Errors: 87 when bufptr is NULL, and nothing is written then; 123 for a
 * servername that cannot be one; 124 for another level; 53 for an unknown
 * host; 5 without permission; 8 without memory; 1722 when no daemon answers
 * there; 1783 for a malformed reply. Source: MS Learn, NetServerGetInfo.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(3))
NET_API_STATUS NET_API_FUNCTION NetServerGetInfo(LMCSTR servername, DWORD level,
						 LPBYTE *bufptr);

/*
 * NetServerDiskEnum() lists the disks of a server: its mount points.
 *
 * level: 0. *bufptr is one block of *entriesread NUL-terminated strings, one
 * after the other, and an empty string at the end; step by strlen() + 1. The
 * caller frees it with NetApiBufferFree(); it is NULL when there is no disk.
 * prefmaxlen is the size in bytes that a page should not exceed, or
 * MAX_PREFERRED_LENGTH. *totalentries is how many there are from this page
 * on, as a hint. *resume_handle is 0 for the first page and is passed back as
 * it is for the next; NULL asks for the first page.
 *
 * With 234 (ERROR_MORE_DATA) the page is as valid as with 0, and more follow.
 * With any other status *bufptr is NULL, *entriesread 0 and *resume_handle
 * unchanged; *totalentries is 0, except with 2123.
 *
 * Errors: 87 when bufptr or entriesread is NULL, 1780 when totalentries is,
 * and nothing is written then; 2123 when not even one name fits prefmaxlen;
 * else as for NetServerGetInfo().
 * Source: MS Learn, NetServerDiskEnum; its names have three characters each.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(3) ONC_WRITES(5) ONC_WRITES(6)
		   ONC_UPDATES(7))
NET_API_STATUS NET_API_FUNCTION
NetServerDiskEnum(LMCSTR servername, DWORD level, LPBYTE *bufptr,
		  DWORD prefmaxlen, LPDWORD entriesread, LPDWORD totalentries,
		  LPDWORD resume_handle);

/*
 * NetServerTransportEnum() lists where a server takes calls: each address that
 * its daemon listens on, in ascending order of a hash.
 *
 * level: 0, 1 or 2, SERVER_TRANSPORT_INFO_0 to _2. *bufptr is one block, an
 * array of *entriesread structures, which the caller frees with
 * NetApiBufferFree(); it is NULL when there are none. Pages, resume value and
 * outputs are as for NetServerDiskEnum(), and so are the errors.
 *
 * Where it is from: the daemon's own listeners; one that listens everywhere
 * has a row for each address of the host but those of the loopback. The
 * hardware's address is that of /sys/class/net, 000000000000 for what has
 * none; connections are those of /proc/net/tcp, 0 for a local socket. The
 * address is text and ends in a NUL, of type char *; Windows has LPBYTE.
 * Source: MS Learn, NetServerTransportEnum; level 2 is the protocol's.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(3) ONC_WRITES(5) ONC_WRITES(6)
		   ONC_UPDATES(7))
NET_API_STATUS NET_API_FUNCTION
NetServerTransportEnum(LMCSTR servername, DWORD level, LPBYTE *bufptr,
		       DWORD prefmaxlen, LPDWORD entriesread,
		       LPDWORD totalentries, LPDWORD resume_handle);

#ifdef __cplusplus
}
#endif

#endif
