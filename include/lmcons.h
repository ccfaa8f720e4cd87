/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef LMCONS_H
#define LMCONS_H

/*
 * The words that all Network Management headers share: the status type, the
 * length limits, the special values. Names and numbers are those of the
 * Windows SDK's lmcons.h; strings are UTF-8.
 */

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What every function returns: 0, or a number of <lmerr.h>. */
typedef uint32_t NET_API_STATUS;

typedef uint32_t DWORD;
typedef uint32_t *LPDWORD;
typedef uint8_t BYTE;
typedef uint8_t *LPBYTE;
typedef uint8_t *PBYTE;
typedef void *LPVOID;

/* UTF-8, NUL-terminated. */
typedef char *LMSTR;
typedef const char *LMCSTR;

#ifndef NET_API_FUNCTION
#define NET_API_FUNCTION
#endif

#define CNLEN 15
#define DNLEN 15
#define UNCLEN (CNLEN + 2)
#define LM20_UNLEN 20
#define UNLEN 256
#define GNLEN UNLEN
#define LM20_PWLEN 14
#define PWLEN 256
#define NNLEN 80
#define SNLEN 80
#define PATHLEN 256
#define DEVLEN 80
#define QNLEN 80
#define EVLEN 16
#define CLTYPE_LEN 12
#define MAXCOMMENTSZ 256
#define NETBIOS_NAME_LEN 16

/* prefmaxlen: as much as there is. */
#define MAX_PREFERRED_LENGTH ((DWORD)-1)

/* parm_err: none, and one that has no index. */
#define PARM_ERROR_NONE 0
#define PARM_ERROR_UNKNOWN ((DWORD)-1)
#define PARMNUM_BASE_INFOLEVEL 1000

#define TIMEQ_FOREVER ((DWORD)-1)

/* platform_id */
#define PLATFORM_ID_DOS 300
#define PLATFORM_ID_OS2 400
#define PLATFORM_ID_NT 500
#define PLATFORM_ID_OSF 600
#define PLATFORM_ID_VMS 700

#define MAJOR_VERSION_MASK 0x0F

#ifdef __cplusplus
}
#endif

#endif
