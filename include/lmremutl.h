/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef LMREMUTL_H
#define LMREMUTL_H

/*
 * Remote utilities: the clock of another host.
 *
 * servername: NULL or "" is this host; else a host name or address, with or
 * without "\\" before it. "host:port", "[address]:port" and "unix:/path" name
 * a daemon at another place; they are ours.
 */

#include <lmcons.h>
#include <onc/visibility.h>
#include <netmgmt/remutl_info.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The Windows spellings; <netmgmt/remutl_info.h> has the structure. */
#define _TIME_OF_DAY_INFO TIME_OF_DAY_INFO

typedef struct TIME_OF_DAY_INFO *PTIME_OF_DAY_INFO, *LPTIME_OF_DAY_INFO;

/*
 * NetRemoteTOD() gives the time of day on a server.
 *
 * *BufferPtr is one block, a TIME_OF_DAY_INFO, which the caller frees with
 * NetApiBufferFree(). Its date and time are UTC; tod_timezone is in minutes
 * west of Greenwich, -1 when unknown; tod_msecs counts milliseconds since the
 * server started, modulo 2^32. With any status but 0 *BufferPtr is NULL.
 *
 * Errors: 87 when BufferPtr is NULL, and nothing is written then; 123 for an
 * UncServerName that cannot be one; 53 for an unknown host; 5 without
 * permission; 8 without memory; 1722 when no daemon answers there; 1783 for a
 * malformed reply. Source: MS Learn, NetRemoteTOD.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(2))
NET_API_STATUS NET_API_FUNCTION NetRemoteTOD(LMCSTR UncServerName,
					     LPBYTE *BufferPtr);

/* OptionsWanted */
#define SUPPORTS_REMOTE_ADMIN_PROTOCOL 0x00000002
#define SUPPORTS_RPC 0x00000004
#define SUPPORTS_SAM_PROTOCOL 0x00000008
#define SUPPORTS_UNICODE 0x00000010
#define SUPPORTS_LOCAL 0x00000020
#define SUPPORTS_ANY 0xFFFFFFFFu

/*
 * NetRemoteComputerSupports() is refused: what it tells of is the business of
 * another protocol. *OptionsSupported becomes 0.
 *
 * Errors: 87 when OptionsSupported is NULL; 123 for an UncServerName that
 * cannot be one; else 50. Source: MS Learn, NetRemoteComputerSupports.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(3))
NET_API_STATUS NET_API_FUNCTION
NetRemoteComputerSupports(LMCSTR UncServerName, DWORD OptionsWanted,
			  LPDWORD OptionsSupported);

#ifdef __cplusplus
}
#endif

#endif
