/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef LMUSE_H
#define LMUSE_H

/*
 * Uses: what this host has mounted of others by NFS and SMB. Only this host
 * can be asked: UncServerName is NULL, "" or its own name.
 *
 * Levels from 9000 on are ours: what Linux has, without the Windows shape.
 */

#include <lmcons.h>
#include <onc/visibility.h>
#include <netmgmt/use_info.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The Windows spellings; the included header has the structures. */
#define _USE_INFO_0 USE_INFO_0
#define _USE_INFO_1 USE_INFO_1
#define _USE_INFO_2 USE_INFO_2
#define _USE_INFO_3 USE_INFO_3
#define _USE_INFO_9000 USE_INFO_9000

typedef struct USE_INFO_0 *PUSE_INFO_0, *LPUSE_INFO_0;
typedef struct USE_INFO_1 *PUSE_INFO_1, *LPUSE_INFO_1;
typedef struct USE_INFO_2 *PUSE_INFO_2, *LPUSE_INFO_2;
typedef struct USE_INFO_3 *PUSE_INFO_3, *LPUSE_INFO_3;
typedef struct USE_INFO_9000 *PUSE_INFO_9000, *LPUSE_INFO_9000;

/* uiN_status */
#define USE_OK 0
#define USE_PAUSED 1
#define USE_SESSLOST 2
#define USE_DISCONN 2
#define USE_NETERR 3
#define USE_CONN 4
#define USE_RECONN 5

/* uiN_asg_type */
#define USE_WILDCARD ((DWORD)-1)
#define USE_DISKDEV 0
#define USE_SPOOLDEV 1
#define USE_CHARDEV 2
#define USE_IPC 3

/*
 * NetUseEnum() lists the network mounts of this host in ascending order of
 * their number in /proc/self/mountinfo, one page a call.
 *
 * LevelFlags: 0, 1, 2, 3 or 9000. *BufPtr is one block, an array of
 * *EntriesRead structures of the level, which the caller frees with
 * NetApiBufferFree(); it is NULL when there are none. PreferedMaximumSize is
 * the size in bytes that a page should not exceed, or MAX_PREFERRED_LENGTH.
 * *TotalEntries is how many there are from this page on, as a hint.
 * *ResumeHandle is 0 for the first page and is passed back as it is for the
 * next; NULL asks for the first page.
 *
 * Where it is from: local, remote, username and domainname are of mountinfo.
 * From level 1 on each file system is asked by statvfs(): USE_DISCONN is no
 * answer in half a second, USE_NETERR an error. The password is NULL, refcount
 * 0, flags 0: Linux keeps none of them.
 *
 * With 234 (ERROR_MORE_DATA) the page is as valid as with 0, and more follow.
 * With any other status *BufPtr is NULL, *EntriesRead 0 and *ResumeHandle
 * unchanged; *TotalEntries is 0, except with 2123.
 *
 * Errors: 87 when BufPtr or EntriesRead is NULL, 1780 when TotalEntries is,
 * and nothing is written then; 123 for an UncServerName that cannot be one;
 * 124 for another level; 87 for another host; 2123 when not even one entry
 * fits; 5 without permission; 8 without memory; 1722 when no daemon answers;
 * 1783 for a malformed reply. Source: MS Learn, NetUseEnum.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(3) ONC_WRITES(5) ONC_WRITES(6)
		   ONC_UPDATES(7))
NET_API_STATUS NET_API_FUNCTION
NetUseEnum(LMCSTR UncServerName, DWORD LevelFlags, LPBYTE *BufPtr,
	   DWORD PreferedMaximumSize, LPDWORD EntriesRead, LPDWORD TotalEntries,
	   LPDWORD ResumeHandle);

/*
 * NetUseGetInfo() gives one network mount, by its mount point or by its remote
 * name; of the latter kinds of slashes and case do not matter.
 *
 * LevelFlags: as for NetUseEnum(). *bufptr is one block, the structure of the
 * level, which the caller frees with NetApiBufferFree(). With any status but 0
 * *bufptr is NULL.
 *
 * Errors: 87 when bufptr is NULL, and nothing is written then; 87 when UseName
 * is NULL or ""; 2250 when there is no such use; else as NetUseEnum().
 * Source: MS Learn, NetUseGetInfo.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(4))
NET_API_STATUS NET_API_FUNCTION NetUseGetInfo(LMCSTR UncServerName,
					      LMCSTR UseName, DWORD LevelFlags,
					      LPBYTE *bufptr);

#ifdef __cplusplus
}
#endif

#endif
