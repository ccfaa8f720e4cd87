/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef LMALERT_H
#define LMALERT_H

/*
 * Alerts. Nobody listens for them on Linux: the functions are for programs
 * that raise them, and refuse with 50. Buffers stay the caller's.
 *
 * Errors of both: 87 for NULL in place of an argument; else 50.
 * Source: MS Learn, NetAlertRaise, NetAlertRaiseEx and the structures.
 */

#include <lmcons.h>
#include <onc/visibility.h>

#ifdef __cplusplus
extern "C" {
#endif

/* alerteventname */
#define ALERT_PRINT_EVENT "PRINTING"
#define ALERT_MESSAGE_EVENT "MESSAGE"
#define ALERT_ERRORLOG_EVENT "ERRORLOG"
#define ALERT_ADMIN_EVENT "ADMIN"
#define ALERT_USER_EVENT "USER"

/* The head of each alert; what follows depends on the event. */
typedef struct _STD_ALERT {
	DWORD alrt_timestamp;
	char alrt_eventname[EVLEN + 1];
	char alrt_servicename[SNLEN + 1];
} STD_ALERT, *PSTD_ALERT, *LPSTD_ALERT;

typedef struct _ADMIN_OTHER_INFO {
	DWORD alrtad_errcode;
	DWORD alrtad_numstrings;
} ADMIN_OTHER_INFO, *PADMIN_OTHER_INFO, *LPADMIN_OTHER_INFO;

typedef struct _ERRLOG_OTHER_INFO {
	DWORD alrter_errcode;
	DWORD alrter_offset;
} ERRLOG_OTHER_INFO, *PERRLOG_OTHER_INFO, *LPERRLOG_OTHER_INFO;

typedef struct _PRINT_OTHER_INFO {
	DWORD alrtpr_jobid;
	DWORD alrtpr_status;
	DWORD alrtpr_submitted;
	DWORD alrtpr_size;
} PRINT_OTHER_INFO, *PPRINT_OTHER_INFO, *LPPRINT_OTHER_INFO;

typedef struct _USER_OTHER_INFO {
	DWORD alrtus_errcode;
	DWORD alrtus_numstrings;
} USER_OTHER_INFO, *PUSER_OTHER_INFO, *LPUSER_OTHER_INFO;

/* Where the event's structure, and the strings behind it, stand. */
#define ALERT_OTHER_INFO(head) ((LPBYTE)(head) + sizeof(STD_ALERT))
#define ALERT_VAR_DATA(info) ((LPBYTE)(info) + sizeof(*(info)))

ONC_PUBLIC(ONC_MUST_USE)
NET_API_STATUS NET_API_FUNCTION NetAlertRaise(LMCSTR AlertType, LPVOID Buffer,
					      DWORD BufferSize);

ONC_PUBLIC(ONC_MUST_USE)
NET_API_STATUS NET_API_FUNCTION NetAlertRaiseEx(LMCSTR AlertType,
						LPVOID VariableInfo,
						DWORD VariableInfoSize,
						LMCSTR ServiceName);

#ifdef __cplusplus
}
#endif

#endif
