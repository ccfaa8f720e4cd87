/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef LMMSG_H
#define LMMSG_H

/*
 * The messenger service. It is no more, on Windows since Vista and here: the
 * functions are for programs that still name them, and refuse with 50.
 * Outputs are zeroed, nothing is to be freed.
 *
 * Errors of all: 87 for NULL in place of a result or of a required argument,
 * 1780 for NULL in place of totalentries; 123 for a server name that cannot be
 * one; 124 for a level other than 0 and 1; else 50.
 * Source: MS Learn, the pages of the names.
 */

#include <lmcons.h>
#include <onc/visibility.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct _MSG_INFO_0 {
	LMSTR msgi0_name;
} MSG_INFO_0, *PMSG_INFO_0, *LPMSG_INFO_0;

typedef struct _MSG_INFO_1 {
	LMSTR msgi1_name;
	DWORD msgi1_forward_flag;
	LMSTR msgi1_forward;
} MSG_INFO_1, *PMSG_INFO_1, *LPMSG_INFO_1;

#define MSGNAME_NOT_FORWARDED 0
#define MSGNAME_FORWARDED_TO 0x04
#define MSGNAME_FORWARDED_FROM 0x10

ONC_PUBLIC(ONC_MUST_USE)
NET_API_STATUS NET_API_FUNCTION NetMessageNameAdd(LMCSTR servername,
						  LMCSTR msgname);

ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(3) ONC_WRITES(5) ONC_WRITES(6)
		   ONC_UPDATES(7))
NET_API_STATUS NET_API_FUNCTION
NetMessageNameEnum(LMCSTR servername, DWORD level, LPBYTE *bufptr,
		   DWORD prefmaxlen, LPDWORD entriesread, LPDWORD totalentries,
		   LPDWORD resume_handle);

ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(4))
NET_API_STATUS NET_API_FUNCTION NetMessageNameGetInfo(LMCSTR servername,
						      LMCSTR msgname,
						      DWORD level,
						      LPBYTE *bufptr);

ONC_PUBLIC(ONC_MUST_USE)
NET_API_STATUS NET_API_FUNCTION NetMessageNameDel(LMCSTR servername,
						  LMCSTR msgname);

ONC_PUBLIC(ONC_MUST_USE)
NET_API_STATUS NET_API_FUNCTION NetMessageBufferSend(LMCSTR servername,
						     LMCSTR msgname,
						     LMCSTR fromname,
						     LPBYTE buf, DWORD buflen);

#ifdef __cplusplus
}
#endif

#endif
