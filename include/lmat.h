/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef LMAT_H
#define LMAT_H

/*
 * Jobs of the at service. Windows 8 removed it, and this host has its own
 * at(1) and timers: the functions are for programs that still name them, and
 * refuse with 50. Outputs are zeroed, nothing is to be freed.
 *
 * Errors of all: 87 for NULL in place of a result or of a buffer, 1780 for
 * NULL in place of TotalEntries; 123 for a server name that cannot be one;
 * else 50. Source: MS Learn, the pages of the names.
 */

#include <stdint.h>

#include <lmcons.h>
#include <onc/visibility.h>

#ifdef __cplusplus
extern "C" {
#endif

/* JobTime is in milliseconds after midnight, as wide as a pointer. */
typedef struct _AT_INFO {
	uintptr_t JobTime;
	DWORD DaysOfMonth;
	BYTE DaysOfWeek;
	BYTE Flags;
	LMSTR Command;
} AT_INFO, *PAT_INFO, *LPAT_INFO;

typedef struct _AT_ENUM {
	DWORD JobId;
	uintptr_t JobTime;
	DWORD DaysOfMonth;
	BYTE DaysOfWeek;
	BYTE Flags;
	LMSTR Command;
} AT_ENUM, *PAT_ENUM, *LPAT_ENUM;

/* Flags */
#define JOB_RUN_PERIODICALLY 0x01
#define JOB_EXEC_ERROR 0x02
#define JOB_RUNS_TODAY 0x04
#define JOB_ADD_CURRENT_DATE 0x08
#define JOB_NONINTERACTIVE 0x10

ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(3))
NET_API_STATUS NET_API_FUNCTION NetScheduleJobAdd(LMCSTR Servername,
						  LPBYTE Buffer, LPDWORD JobId);

ONC_PUBLIC(ONC_MUST_USE)
NET_API_STATUS NET_API_FUNCTION
NetScheduleJobDel(LMCSTR Servername, DWORD MinJobId, DWORD MaxJobId);

ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(2) ONC_WRITES(4) ONC_WRITES(5)
		   ONC_UPDATES(6))
NET_API_STATUS NET_API_FUNCTION
NetScheduleJobEnum(LMCSTR Servername, LPBYTE *PointerToBuffer,
		   DWORD PreferredMaximumLength, LPDWORD EntriesRead,
		   LPDWORD TotalEntries, LPDWORD ResumeHandle);

ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(3))
NET_API_STATUS NET_API_FUNCTION
NetScheduleJobGetInfo(LMCSTR Servername, DWORD JobId, LPBYTE *PointerToBuffer);

#ifdef __cplusplus
}
#endif

#endif
