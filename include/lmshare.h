/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef LMSHARE_H
#define LMSHARE_H

/*
 * Shares: what a server lends to others, whoever lends it there. Names are
 * unique over all backends, and compared without regard to case:
 *
 *	Samba	the shares of its configuration (testparm, else smb.conf),
 *		those that users made (net usershare), and the printers of
 *		CUPS that Samba shares
 *	NFS	exports (/var/lib/nfs/etab, else /etc/exports), by the last
 *		part of their path; "data~2" is the second of that name
 *	own	IPC$, where calls like these come to
 *
 * Levels from 9000 on are ours: what Linux has, without the Windows shape.
 *
 * servername: NULL or "" is this host; else a host name or address, with or
 * without "\\" before it. "host:port", "[address]:port" and "unix:/path" name
 * a daemon at another place; they are ours.
 */

#include <lmcons.h>
#include <onc/visibility.h>
#include <netmgmt/connection_info.h>
#include <netmgmt/file_info.h>
#include <netmgmt/session_info.h>
#include <netmgmt/share_info.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The Windows spellings; the included header has the structures. */
#define _SHARE_INFO_0 SHARE_INFO_0
#define _SHARE_INFO_1 SHARE_INFO_1
#define _SHARE_INFO_2 SHARE_INFO_2
#define _SHARE_INFO_501 SHARE_INFO_501
#define _SHARE_INFO_502 SHARE_INFO_502
#define _SHARE_INFO_503 SHARE_INFO_503
#define _SHARE_INFO_1005 SHARE_INFO_1005
#define _SHARE_INFO_9000 SHARE_INFO_9000

#define _CONNECTION_INFO_0 CONNECTION_INFO_0
#define _CONNECTION_INFO_1 CONNECTION_INFO_1
#define _CONNECTION_INFO_9000 CONNECTION_INFO_9000
#define _FILE_INFO_2 FILE_INFO_2
#define _FILE_INFO_3 FILE_INFO_3
#define _FILE_INFO_9000 FILE_INFO_9000
#define _SESSION_INFO_0 SESSION_INFO_0
#define _SESSION_INFO_1 SESSION_INFO_1
#define _SESSION_INFO_2 SESSION_INFO_2
#define _SESSION_INFO_10 SESSION_INFO_10
#define _SESSION_INFO_502 SESSION_INFO_502
#define _SESSION_INFO_9000 SESSION_INFO_9000

typedef struct SHARE_INFO_0 *PSHARE_INFO_0, *LPSHARE_INFO_0;
typedef struct SHARE_INFO_1 *PSHARE_INFO_1, *LPSHARE_INFO_1;
typedef struct SHARE_INFO_2 *PSHARE_INFO_2, *LPSHARE_INFO_2;
typedef struct SHARE_INFO_501 *PSHARE_INFO_501, *LPSHARE_INFO_501;
typedef struct SHARE_INFO_502 *PSHARE_INFO_502, *LPSHARE_INFO_502;
typedef struct SHARE_INFO_503 *PSHARE_INFO_503, *LPSHARE_INFO_503;
typedef struct SHARE_INFO_1005 *PSHARE_INFO_1005, *LPSHARE_INFO_1005;
typedef struct SHARE_INFO_9000 *PSHARE_INFO_9000, *LPSHARE_INFO_9000;

typedef struct CONNECTION_INFO_0 *PCONNECTION_INFO_0, *LPCONNECTION_INFO_0;
typedef struct CONNECTION_INFO_1 *PCONNECTION_INFO_1, *LPCONNECTION_INFO_1;
typedef struct CONNECTION_INFO_9000 *PCONNECTION_INFO_9000,
	*LPCONNECTION_INFO_9000;
typedef struct FILE_INFO_2 *PFILE_INFO_2, *LPFILE_INFO_2;
typedef struct FILE_INFO_3 *PFILE_INFO_3, *LPFILE_INFO_3;
typedef struct FILE_INFO_9000 *PFILE_INFO_9000, *LPFILE_INFO_9000;
typedef struct SESSION_INFO_0 *PSESSION_INFO_0, *LPSESSION_INFO_0;
typedef struct SESSION_INFO_1 *PSESSION_INFO_1, *LPSESSION_INFO_1;
typedef struct SESSION_INFO_2 *PSESSION_INFO_2, *LPSESSION_INFO_2;
typedef struct SESSION_INFO_10 *PSESSION_INFO_10, *LPSESSION_INFO_10;
typedef struct SESSION_INFO_502 *PSESSION_INFO_502, *LPSESSION_INFO_502;
typedef struct SESSION_INFO_9000 *PSESSION_INFO_9000, *LPSESSION_INFO_9000;

/* shiN_type: one of four, and perhaps what follows them */
#define STYPE_DISKTREE 0
#define STYPE_PRINTQ 1
#define STYPE_DEVICE 2
#define STYPE_IPC 3
#define STYPE_MASK 0x000000FF
#define STYPE_TEMPORARY 0x40000000
#define STYPE_SPECIAL 0x80000000u

/* shiN_max_uses */
#define SHI_USES_UNLIMITED ((DWORD)-1)

/* shi501_flags, shi1005_flags: what clients may keep offline */
#define CSC_MASK 0x30
#define CSC_CACHE_MANUAL_REINT 0x00
#define CSC_CACHE_AUTO_REINT 0x10
#define CSC_CACHE_VDO 0x20
#define CSC_CACHE_NONE 0x30

/* shi1005_flags */
#define SHI1005_FLAGS_DFS 0x01
#define SHI1005_FLAGS_DFS_ROOT 0x02
#define SHI1005_FLAGS_ACCESS_BASED_DIRECTORY_ENUM 0x0800

/* shi9000_flags */
#define NETMGMT_SHARE_HIDDEN 0x1    /* not to be listed to people */
#define NETMGMT_SHARE_READ_ONLY 0x2 /* for all */
#define NETMGMT_SHARE_GUESTS 0x4    /* who is not authenticated gets in */
#define NETMGMT_SHARE_DFS_ROOT 0x8

/* fiN_permissions */
#define PERM_FILE_READ 0x1
#define PERM_FILE_WRITE 0x2
#define PERM_FILE_CREATE 0x4

/* sesiN_user_flags */
#define SESS_GUEST 0x1
#define SESS_NOENCRYPTION 0x2

/*
 * NetShareEnum() lists the shares of a server, hidden ones too, in ascending
 * order of a hash of their names, one page a call.
 *
 * level: 0, 1, 2, 501, 502, 503 or 9000. *bufptr is one block, an array of
 * *entriesread structures of the level, which the caller frees with
 * NetApiBufferFree(); it is NULL when there are none. prefmaxlen is the size
 * in bytes that a page should not exceed, or MAX_PREFERRED_LENGTH.
 * *totalentries is how many there are from this page on, as a hint.
 * *resume_handle is 0 for the first page and is passed back as it is for the
 * next; NULL asks for the first page.
 *
 * Where it is from: names, paths and comments are the backend's, and the
 * comment of an export tells its clients. max_uses is Samba's "max
 * connections"; current_uses counts the connections of NetConnectionEnum();
 * flags are Samba's "csc policy", with CSC_CACHE_NONE for NFS. Nothing on
 * Linux has permissions (0), a password (NULL), or a security descriptor
 * (NULL); level 9000 has who may, in the backend's words.
 *
 * With 234 (ERROR_MORE_DATA) the page is as valid as with 0, and more follow.
 * With any other status *bufptr is NULL, *entriesread 0 and *resume_handle
 * unchanged; *totalentries is 0, except with 2123.
 *
 * Errors: 87 when bufptr or entriesread is NULL, 1780 when totalentries is,
 * and nothing is written then; 123 for a servername that cannot be one; 124
 * for another level; 2123 when not even one entry fits prefmaxlen; 53 for an
 * unknown host; 5 without permission; 8 without memory; 1722 when no daemon
 * answers there; 1783 for a malformed reply. Source: MS Learn, NetShareEnum;
 * level 501 is the protocol's.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(3) ONC_WRITES(5) ONC_WRITES(6)
		   ONC_UPDATES(7))
NET_API_STATUS NET_API_FUNCTION
NetShareEnum(LMCSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
	     LPDWORD entriesread, LPDWORD totalentries, LPDWORD resume_handle);

/*
 * NetShareGetInfo() gives one share.
 *
 * level: as for NetShareEnum(), and 1005. *bufptr is one block, the structure
 * of the level, which the caller frees with NetApiBufferFree(). With any
 * status but 0 *bufptr is NULL.
 *
 * Errors: 87 when bufptr is NULL, and nothing is written then; 87 when netname
 * is NULL or ""; 2310 when there is no such share; else as NetShareEnum().
 * Source: MS Learn, NetShareGetInfo.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(4))
NET_API_STATUS NET_API_FUNCTION
NetShareGetInfo(LMCSTR servername, LMCSTR netname, DWORD level, LPBYTE *bufptr);

/*
 * NetShareCheck() tells whether a path of the server is that of a share.
 *
 * device is the path, exactly as the share has it. *type is the STYPE_* of the
 * share, of the first one by its name's hash when there are several; 0 with
 * any status but 0.
 *
 * Errors: 87 when type is NULL; 123; 87 when device is NULL or ""; 2311 when
 * no share has the path; else as NetShareEnum().
 * Source: MS Learn, NetShareCheck.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(3))
NET_API_STATUS NET_API_FUNCTION NetShareCheck(LMCSTR servername, LMCSTR device,
					      LPDWORD type);

/*
 * NetSessionEnum() lists the sessions of those who use a server's shares, in
 * ascending order of a number that each has as long as it lasts.
 *
 * UncClientName: of this client alone, its name or address as cname has it,
 * with or without "\\" before it, in any case; NULL or "" of all. username:
 * of this user alone, exactly; NULL or "" of all. level: 0, 1, 2, 10, 502 or
 * 9000. Pages, outputs and errors are those of NetShareEnum(), and 2312 when
 * no session is of the client, 2221 when none is of the user. Both may be
 * there without a session of both: that is an empty list.
 *
 * Where it is from: Samba's sessions are those of smbstatus, which does not
 * know how long one is idle (0); it may know since when it is there. Clients
 * of NFSv4 are those of /proc/fs/nfsd/clients: they have no user ("") and no
 * start (0). SESS_NOENCRYPTION is on all of NFS. NFSv3 has no sessions, and
 * calls of this library are none. Source: MS Learn, NetSessionEnum.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(5) ONC_WRITES(7) ONC_WRITES(8)
		   ONC_UPDATES(9))
NET_API_STATUS NET_API_FUNCTION
NetSessionEnum(LMCSTR servername, LMCSTR UncClientName, LMCSTR username,
	       DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
	       LPDWORD entriesread, LPDWORD totalentries,
	       LPDWORD resume_handle);

/*
 * NetSessionGetInfo() gives the first session of a client and user.
 *
 * UncClientName and username as for NetSessionEnum(), but both must be given;
 * a username of "" is any. level: as for NetSessionEnum(). Otherwise as
 * NetShareGetInfo(): 87 when UncClientName is NULL or "", or username is NULL;
 * 2312 when the client has no session, 2221 when it has none of the user.
 * Source: MS Learn, NetSessionGetInfo.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(5))
NET_API_STATUS NET_API_FUNCTION NetSessionGetInfo(LMCSTR servername,
						  LMCSTR UncClientName,
						  LMCSTR username, DWORD level,
						  LPBYTE *bufptr);

/*
 * NetConnectionEnum() lists the connections to a share, or those of a client,
 * in ascending order of their id.
 *
 * qualifier: the name of a share; or "\\" and a client, its name or address.
 * netname is then what is not asked for: the client, or the share. level: 0, 1
 * or 9000. Pages, outputs and errors are those of NetShareEnum(), and 87 when
 * qualifier is NULL or empty, 2310 when there is no such share. A client that
 * is not known has no connections, which is no error.
 *
 * Where it is from: Samba's are its tree connects (smbstatus). NFS has none: a
 * client of NFSv4 counts that has something open below an export, one of NFSv3
 * that /var/lib/nfs/rmtab remembers, which may be wrong; neither has a user
 * ("") or a start (0). Source: MS Learn, NetConnectionEnum.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(4) ONC_WRITES(6) ONC_WRITES(7)
		   ONC_UPDATES(8))
NET_API_STATUS NET_API_FUNCTION
NetConnectionEnum(LMCSTR servername, LMCSTR qualifier, DWORD level,
		  LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
		  LPDWORD totalentries, LPDWORD resume_handle);

/*
 * NetFileEnum() lists what clients have open of what a server shares, in
 * ascending order of its id.
 *
 * basepath: what lies there or below alone, by whole parts of the path; NULL
 * or "" is all. username: what this user has open alone, exactly; NULL or ""
 * is all. level: 2, 3 or 9000. Pages, outputs and errors are those of
 * NetShareEnum(). On Windows resume_handle is pointer-size; here 4 bytes are
 * read and written.
 *
 * Where it is from: Samba's are those of smbstatus. Of NFSv4 it is what
 * /proc/fs/nfsd/clients says: the path is that of the export and the end of
 * the file's, "" when the kernel does not know; there is no user (""), and
 * locks are those of the same client. Source: MS Learn, NetFileEnum.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(5) ONC_WRITES(7) ONC_WRITES(8)
		   ONC_UPDATES(9))
NET_API_STATUS NET_API_FUNCTION
NetFileEnum(LMCSTR servername, LMCSTR basepath, LMCSTR username, DWORD level,
	    LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
	    LPDWORD totalentries, LPDWORD resume_handle);

/*
 * NetFileGetInfo() gives one open file by its id.
 *
 * level: as for NetFileEnum(). Otherwise as NetShareGetInfo(), with 2 when
 * there is no such file. Source: MS Learn, NetFileGetInfo.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(4))
NET_API_STATUS NET_API_FUNCTION NetFileGetInfo(LMCSTR servername, DWORD fileid,
					       DWORD level, LPBYTE *bufptr);

#ifdef __cplusplus
}
#endif

#endif
