/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef LMACCESS_H
#define LMACCESS_H

/*
 * User accounts: the list of them and each one by its name, at the levels 0,
 * 1, 2, 3, 4, 10, 11, 20 and 23.
 *
 * servername: NULL or "" is this host; else a host name or address, with or
 * without "\\" before it. "host:port", "[address]:port" and "unix:/path" name
 * a daemon at another place; they are ours.
 */

#include <lmcons.h>
#include <onc/visibility.h>
#include <netmgmt/user_info.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The Windows spellings; <netmgmt/user_info.h> has the structures. */
#define _USER_INFO_0 USER_INFO_0
#define _USER_INFO_1 USER_INFO_1
#define _USER_INFO_2 USER_INFO_2
#define _USER_INFO_3 USER_INFO_3
#define _USER_INFO_4 USER_INFO_4
#define _USER_INFO_10 USER_INFO_10
#define _USER_INFO_11 USER_INFO_11
#define _USER_INFO_20 USER_INFO_20
#define _USER_INFO_23 USER_INFO_23

typedef struct USER_INFO_0 *PUSER_INFO_0, *LPUSER_INFO_0;
typedef struct USER_INFO_1 *PUSER_INFO_1, *LPUSER_INFO_1;
typedef struct USER_INFO_2 *PUSER_INFO_2, *LPUSER_INFO_2;
typedef struct USER_INFO_3 *PUSER_INFO_3, *LPUSER_INFO_3;
typedef struct USER_INFO_4 *PUSER_INFO_4, *LPUSER_INFO_4;
typedef struct USER_INFO_10 *PUSER_INFO_10, *LPUSER_INFO_10;
typedef struct USER_INFO_11 *PUSER_INFO_11, *LPUSER_INFO_11;
typedef struct USER_INFO_20 *PUSER_INFO_20, *LPUSER_INFO_20;
typedef struct USER_INFO_23 *PUSER_INFO_23, *LPUSER_INFO_23;

/* filter: which accounts NetUserEnum() lists; 0 is all of them. */
#define FILTER_TEMP_DUPLICATE_ACCOUNT 0x0001
#define FILTER_NORMAL_ACCOUNT 0x0002
#define FILTER_INTERDOMAIN_TRUST_ACCOUNT 0x0008
#define FILTER_WORKSTATION_TRUST_ACCOUNT 0x0010
#define FILTER_SERVER_TRUST_ACCOUNT 0x0020
/* Ours: the accounts of the system, those with a uid below UID_MIN. */
#define NETMGMT_FILTER_SYSTEM_ACCOUNT 0x80000000u

/* usriN_priv */
#define USER_PRIV_MASK 0x3
#define USER_PRIV_GUEST 0
#define USER_PRIV_USER 1
#define USER_PRIV_ADMIN 2

/* usriN_flags */
#define UF_SCRIPT 0x0001
#define UF_ACCOUNTDISABLE 0x0002
#define UF_HOMEDIR_REQUIRED 0x0008
#define UF_LOCKOUT 0x0010
#define UF_PASSWD_NOTREQD 0x0020
#define UF_PASSWD_CANT_CHANGE 0x0040
#define UF_TEMP_DUPLICATE_ACCOUNT 0x0100
#define UF_NORMAL_ACCOUNT 0x0200
#define UF_INTERDOMAIN_TRUST_ACCOUNT 0x0800
#define UF_WORKSTATION_TRUST_ACCOUNT 0x1000
#define UF_SERVER_TRUST_ACCOUNT 0x2000
#define UF_DONT_EXPIRE_PASSWD 0x10000
#define UF_PASSWORD_EXPIRED 0x800000
#define UF_MACHINE_ACCOUNT_MASK                                                \
	(UF_INTERDOMAIN_TRUST_ACCOUNT | UF_WORKSTATION_TRUST_ACCOUNT |         \
	 UF_SERVER_TRUST_ACCOUNT)
#define UF_ACCOUNT_TYPE_MASK                                                   \
	(UF_TEMP_DUPLICATE_ACCOUNT | UF_NORMAL_ACCOUNT |                       \
	 UF_MACHINE_ACCOUNT_MASK)

/* usriN_auth_flags */
#define AF_OP_PRINT 0x1
#define AF_OP_COMM 0x2
#define AF_OP_SERVER 0x4
#define AF_OP_ACCOUNTS 0x8

/* Values of members that are not numbers. */
#define USER_MAXSTORAGE_UNLIMITED ((DWORD)-1)
#define USER_NO_LOGOFF ((DWORD)-1)
#define UNITS_PER_DAY 24
#define UNITS_PER_WEEK (UNITS_PER_DAY * 7)

/*
 * NetUserEnum() lists the accounts of a server in ascending order of their
 * uid, one page a call.
 *
 * level: 0, 1, 2, 3, 4, 10, 11, 20 or 23. filter: FILTER_* or 0.
 * *bufptr is one block, an array of *entriesread structures of the level,
 * which the caller frees with NetApiBufferFree(); NULL when there is nothing.
 * prefmaxlen is the size in bytes that a page should not exceed, structures
 * and strings counted as a 64-bit server has them, or MAX_PREFERRED_LENGTH.
 * *totalentries is how many there are from this page on, as a hint.
 * *resume_handle is 0 for the first page and is passed back as it is for the
 * next; after the last one it is 0 again. resume_handle may be NULL: every
 * call then gives the first page.
 *
 * With 234 (ERROR_MORE_DATA) the page is as valid as with 0, and more follow.
 * With any other status *bufptr is NULL, *entriesread 0 and *resume_handle
 * unchanged; *totalentries is 0, except with 2123.
 *
 * Errors: 87 when bufptr or entriesread is NULL, 1780 when totalentries is,
 * and nothing is written then; 123 for a servername that cannot be one; 124
 * for another level; 53 for an unknown host; 87 for a filter that does not
 * exist; 2123 when not even one entry fits prefmaxlen; 5 without permission;
 * 8 without memory; 1722 when no daemon answers there; 1783 for a malformed
 * reply.
 * Source: MS Learn, NetUserEnum. Levels 4 and 23 are Samba's addition.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(4) ONC_WRITES(6) ONC_WRITES(7)
		   ONC_UPDATES(8))
NET_API_STATUS NET_API_FUNCTION
NetUserEnum(LMCSTR servername, DWORD level, DWORD filter, LPBYTE *bufptr,
	    DWORD prefmaxlen, LPDWORD entriesread, LPDWORD totalentries,
	    LPDWORD resume_handle);

/*
 * NetUserGetInfo() gives one account.
 *
 * level: as for NetUserEnum(). *bufptr is one block, the structure of the
 * level, which the caller frees with NetApiBufferFree(). With any status but
 * 0 *bufptr is NULL.
 *
 * Errors: 87 when bufptr is NULL, and nothing is written then; 123 for a
 * servername that cannot be one; 124 for another level; 87 when username is
 * NULL or empty; 2221 when there is no such account; 53, 5, 8, 1722 and 1783 as
 * for NetUserEnum(). Source: MS Learn, NetUserGetInfo.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(4))
NET_API_STATUS NET_API_FUNCTION
NetUserGetInfo(LMCSTR servername, LMCSTR username, DWORD level, LPBYTE *bufptr);

/* What NetValidatePasswordPolicy() is asked about. */
typedef enum _NET_VALIDATE_PASSWORD_TYPE {
	NetValidateAuthentication = 1,
	NetValidatePasswordChange,
	NetValidatePasswordReset
} NET_VALIDATE_PASSWORD_TYPE;

/*
 * NetValidatePasswordPolicy() is refused: passwords are the business of this
 * host's PAM. *OutputArg becomes NULL.
 *
 * Errors: 87 when OutputArg is NULL; 123 for a ServerName that cannot be one;
 * 87 when InputArg is NULL; else 50.
 * Source: MS Learn, NetValidatePasswordPolicy.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(5))
NET_API_STATUS NET_API_FUNCTION
NetValidatePasswordPolicy(LMCSTR ServerName, LPVOID Qualifier,
			  NET_VALIDATE_PASSWORD_TYPE ValidationType,
			  LPVOID InputArg, LPVOID *OutputArg);

/*
 * NetValidatePasswordPolicyFree() ends what NetValidatePasswordPolicy() gave,
 * which is nothing: the status is always 0.
 */
ONC_PUBLIC()
NET_API_STATUS NET_API_FUNCTION
NetValidatePasswordPolicyFree(LPVOID *OutputArg);

#ifdef __cplusplus
}
#endif

#endif
