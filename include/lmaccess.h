/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef LMACCESS_H
#define LMACCESS_H

/*
 * Accounts: users, global groups, local groups, and what holds for all of
 * them. Local groups are those of the server's /etc/group; global groups are
 * those that it knows besides, from a directory service.
 *
 * Levels from 9000 on are ours: what Linux has, without the Windows shape.
 *
 * servername: NULL or "" is this host; else a host name or address, with or
 * without "\\" before it. "host:port", "[address]:port" and "unix:/path" name
 * a daemon at another place; they are ours.
 */

#include <lmcons.h>
#include <onc/visibility.h>
#include <netmgmt/display_info.h>
#include <netmgmt/group_info.h>
#include <netmgmt/localgroup_info.h>
#include <netmgmt/modals_info.h>
#include <netmgmt/user_info.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The Windows spellings; the included headers have the structures. */
#define _USER_INFO_0 USER_INFO_0
#define _USER_INFO_1 USER_INFO_1
#define _USER_INFO_2 USER_INFO_2
#define _USER_INFO_3 USER_INFO_3
#define _USER_INFO_4 USER_INFO_4
#define _USER_INFO_10 USER_INFO_10
#define _USER_INFO_11 USER_INFO_11
#define _USER_INFO_20 USER_INFO_20
#define _USER_INFO_23 USER_INFO_23
#define _USER_INFO_24 USER_INFO_24
#define _USER_INFO_9000 USER_INFO_9000
#define _GROUP_INFO_0 GROUP_INFO_0
#define _GROUP_INFO_1 GROUP_INFO_1
#define _GROUP_INFO_2 GROUP_INFO_2
#define _GROUP_INFO_3 GROUP_INFO_3
#define _GROUP_INFO_9000 GROUP_INFO_9000
#define _GROUP_USERS_INFO_0 GROUP_USERS_INFO_0
#define _GROUP_USERS_INFO_1 GROUP_USERS_INFO_1
#define _LOCALGROUP_INFO_0 LOCALGROUP_INFO_0
#define _LOCALGROUP_INFO_1 LOCALGROUP_INFO_1
#define _LOCALGROUP_INFO_1002 LOCALGROUP_INFO_1002
#define _LOCALGROUP_INFO_9000 LOCALGROUP_INFO_9000
#define _LOCALGROUP_MEMBERS_INFO_0 LOCALGROUP_MEMBERS_INFO_0
#define _LOCALGROUP_MEMBERS_INFO_1 LOCALGROUP_MEMBERS_INFO_1
#define _LOCALGROUP_MEMBERS_INFO_2 LOCALGROUP_MEMBERS_INFO_2
#define _LOCALGROUP_MEMBERS_INFO_3 LOCALGROUP_MEMBERS_INFO_3
#define _LOCALGROUP_USERS_INFO_0 LOCALGROUP_USERS_INFO_0
#define _USER_MODALS_INFO_0 USER_MODALS_INFO_0
#define _USER_MODALS_INFO_1 USER_MODALS_INFO_1
#define _USER_MODALS_INFO_2 USER_MODALS_INFO_2
#define _USER_MODALS_INFO_3 USER_MODALS_INFO_3
#define _NET_DISPLAY_USER NET_DISPLAY_USER
#define _NET_DISPLAY_MACHINE NET_DISPLAY_MACHINE
#define _NET_DISPLAY_GROUP NET_DISPLAY_GROUP

typedef struct USER_INFO_0 *PUSER_INFO_0, *LPUSER_INFO_0;
typedef struct USER_INFO_1 *PUSER_INFO_1, *LPUSER_INFO_1;
typedef struct USER_INFO_2 *PUSER_INFO_2, *LPUSER_INFO_2;
typedef struct USER_INFO_3 *PUSER_INFO_3, *LPUSER_INFO_3;
typedef struct USER_INFO_4 *PUSER_INFO_4, *LPUSER_INFO_4;
typedef struct USER_INFO_10 *PUSER_INFO_10, *LPUSER_INFO_10;
typedef struct USER_INFO_11 *PUSER_INFO_11, *LPUSER_INFO_11;
typedef struct USER_INFO_20 *PUSER_INFO_20, *LPUSER_INFO_20;
typedef struct USER_INFO_23 *PUSER_INFO_23, *LPUSER_INFO_23;
typedef struct USER_INFO_24 *PUSER_INFO_24, *LPUSER_INFO_24;
typedef struct USER_INFO_9000 *PUSER_INFO_9000, *LPUSER_INFO_9000;
typedef struct GROUP_INFO_0 *PGROUP_INFO_0, *LPGROUP_INFO_0;
typedef struct GROUP_INFO_1 *PGROUP_INFO_1, *LPGROUP_INFO_1;
typedef struct GROUP_INFO_2 *PGROUP_INFO_2, *LPGROUP_INFO_2;
typedef struct GROUP_INFO_3 *PGROUP_INFO_3, *LPGROUP_INFO_3;
typedef struct GROUP_INFO_9000 *PGROUP_INFO_9000, *LPGROUP_INFO_9000;
typedef struct GROUP_USERS_INFO_0 *PGROUP_USERS_INFO_0, *LPGROUP_USERS_INFO_0;
typedef struct GROUP_USERS_INFO_1 *PGROUP_USERS_INFO_1, *LPGROUP_USERS_INFO_1;
typedef struct LOCALGROUP_INFO_0 *PLOCALGROUP_INFO_0, *LPLOCALGROUP_INFO_0;
typedef struct LOCALGROUP_INFO_1 *PLOCALGROUP_INFO_1, *LPLOCALGROUP_INFO_1;
typedef struct LOCALGROUP_INFO_1002 *PLOCALGROUP_INFO_1002,
	*LPLOCALGROUP_INFO_1002;
typedef struct LOCALGROUP_INFO_9000 *PLOCALGROUP_INFO_9000,
	*LPLOCALGROUP_INFO_9000;
typedef struct LOCALGROUP_MEMBERS_INFO_0 *PLOCALGROUP_MEMBERS_INFO_0,
	*LPLOCALGROUP_MEMBERS_INFO_0;
typedef struct LOCALGROUP_MEMBERS_INFO_1 *PLOCALGROUP_MEMBERS_INFO_1,
	*LPLOCALGROUP_MEMBERS_INFO_1;
typedef struct LOCALGROUP_MEMBERS_INFO_2 *PLOCALGROUP_MEMBERS_INFO_2,
	*LPLOCALGROUP_MEMBERS_INFO_2;
typedef struct LOCALGROUP_MEMBERS_INFO_3 *PLOCALGROUP_MEMBERS_INFO_3,
	*LPLOCALGROUP_MEMBERS_INFO_3;
typedef struct LOCALGROUP_USERS_INFO_0 *PLOCALGROUP_USERS_INFO_0,
	*LPLOCALGROUP_USERS_INFO_0;
typedef struct USER_MODALS_INFO_0 *PUSER_MODALS_INFO_0, *LPUSER_MODALS_INFO_0;
typedef struct USER_MODALS_INFO_1 *PUSER_MODALS_INFO_1, *LPUSER_MODALS_INFO_1;
typedef struct USER_MODALS_INFO_2 *PUSER_MODALS_INFO_2, *LPUSER_MODALS_INFO_2;
typedef struct USER_MODALS_INFO_3 *PUSER_MODALS_INFO_3, *LPUSER_MODALS_INFO_3;
typedef struct NET_DISPLAY_USER *PNET_DISPLAY_USER, *LPNET_DISPLAY_USER;
typedef struct NET_DISPLAY_MACHINE *PNET_DISPLAY_MACHINE,
	*LPNET_DISPLAY_MACHINE;
typedef struct NET_DISPLAY_GROUP *PNET_DISPLAY_GROUP, *LPNET_DISPLAY_GROUP;

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

/* usri9000_password */
#define NETMGMT_PASSWORD_UNKNOWN 0 /* not for the server to read */
#define NETMGMT_PASSWORD_SET 1
#define NETMGMT_PASSWORD_EMPTY 2  /* none is asked for */
#define NETMGMT_PASSWORD_LOCKED 3 /* none can match */

/* grpiN_attributes, grui1_attributes */
#define SE_GROUP_MANDATORY 0x1
#define SE_GROUP_ENABLED_BY_DEFAULT 0x2
#define SE_GROUP_ENABLED 0x4

/* lgrmiN_sidusage */
enum _SID_NAME_USE {
	SidTypeUser = 1,
	SidTypeGroup,
	SidTypeDomain,
	SidTypeAlias,
	SidTypeWellKnownGroup,
	SidTypeDeletedAccount,
	SidTypeInvalid,
	SidTypeUnknown,
	SidTypeComputer,
	SidTypeLabel,
};
typedef enum _SID_NAME_USE SID_NAME_USE, *PSID_NAME_USE;

/* usrmod1_role */
#define UAS_ROLE_STANDALONE 0
#define UAS_ROLE_MEMBER 1
#define UAS_ROLE_BACKUP 2
#define UAS_ROLE_PRIMARY 3

/* flags of NetUserGetLocalGroups() */
#define LG_INCLUDE_INDIRECT 0x0001

/* Values of members that are not numbers. */
#define USER_MAXSTORAGE_UNLIMITED ((DWORD)-1)
#define USER_NO_LOGOFF ((DWORD)-1)
#define UNITS_PER_DAY 24
#define UNITS_PER_WEEK (UNITS_PER_DAY * 7)

/*
 * NetUserEnum() lists the accounts of a server in ascending order of their
 * uid, one page a call. They are those of NSS: a directory service that does
 * not enumerate (SSSD unless told so) has its accounts in NetUserGetInfo()
 * alone.
 *
 * level: 0, 1, 2, 3, 4, 10, 11, 20, 23 or 9000. filter: FILTER_* or 0.
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
 * Where it is from: passwd and shadow by NSS; the comment, which Linux has no
 * place for, from the server's own /var/lib/netmgmtd/users; failed logons from
 * pam_faillock, the last logon from lastlog. What the server may not read or
 * Linux does not have holds the value that its member's comment names.
 *
 * level: as for NetUserEnum(), and 24. *bufptr is one block, the structure of
 * the level, which the caller frees with NetApiBufferFree(). With any status
 * but 0 *bufptr is NULL.
 *
 * Errors: 87 when bufptr is NULL, and nothing is written then; 123 for a
 * servername that cannot be one; 124 for another level; 87 when username is
 * NULL or empty; 2221 when there is no such account; 53, 5, 8, 1722 and 1783 as
 * for NetUserEnum(). Source: MS Learn, NetUserGetInfo.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(4))
NET_API_STATUS NET_API_FUNCTION
NetUserGetInfo(LMCSTR servername, LMCSTR username, DWORD level, LPBYTE *bufptr);

/*
 * NetUserGetGroups() lists the global groups of an account, and its primary
 * group in any case, in ascending order of their gid.
 *
 * level: 0 or 1, GROUP_USERS_INFO_0 or _1. Pages, outputs and errors are those
 * of NetUserEnum(), but there is no resume value: with 234 ask again with a
 * larger prefmaxlen. Besides 87 when username is NULL, and 2221 when there is
 * no such account. Source: MS Learn, NetUserGetGroups.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(4) ONC_WRITES(6) ONC_WRITES(7))
NET_API_STATUS NET_API_FUNCTION
NetUserGetGroups(LMCSTR servername, LMCSTR username, DWORD level,
		 LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
		 LPDWORD totalentries);

/*
 * NetUserGetLocalGroups() lists the local groups of an account, in ascending
 * order of their gid: those that name it, and its primary group.
 *
 * level: 0, LOCALGROUP_USERS_INFO_0. flags: 0, or LG_INCLUDE_INDIRECT for
 * those that NSS counts it among besides. Otherwise as NetUserGetGroups(), and
 * 87 for other flags. Source: MS Learn, NetUserGetLocalGroups.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(5) ONC_WRITES(7) ONC_WRITES(8))
NET_API_STATUS NET_API_FUNCTION
NetUserGetLocalGroups(LMCSTR servername, LMCSTR username, DWORD level,
		      DWORD flags, LPBYTE *bufptr, DWORD prefmaxlen,
		      LPDWORD entriesread, LPDWORD totalentries);

/*
 * NetUserModalsGet() tells what holds for all accounts of a server: passwords,
 * role, domain and lockout.
 *
 * level: 0, 1, 2 or 3, USER_MODALS_INFO_0 to _3. *bufptr is one block that the
 * caller frees with NetApiBufferFree(). At level 2 it is NULL with success on
 * a server that has not joined a domain. Numbers are those of pam.d arguments,
 * else of /etc/security, else of login.defs; there is no lockout where no
 * service uses pam_faillock. Errors: as NetUserGetInfo(), without 2221.
 * Source: MS Learn, NetUserModalsGet.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(3))
NET_API_STATUS NET_API_FUNCTION NetUserModalsGet(LMCSTR servername, DWORD level,
						 LPBYTE *bufptr);

/*
 * NetGroupEnum() lists the global groups of a server in ascending order of
 * their gid.
 *
 * level: 0, 1, 2, 3 or 9000, GROUP_INFO_0 and so on. Pages, outputs and errors
 * are those of NetUserEnum(). On Windows resume_handle is pointer-size; here 4
 * bytes are read and written. Source: MS Learn, NetGroupEnum.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(3) ONC_WRITES(5) ONC_WRITES(6)
		   ONC_UPDATES(7))
NET_API_STATUS NET_API_FUNCTION
NetGroupEnum(LMCSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
	     LPDWORD entriesread, LPDWORD totalentries, LPDWORD resume_handle);

/*
 * NetGroupGetInfo() gives one global group.
 *
 * level: as for NetGroupEnum(). Otherwise as NetUserGetInfo(), with 2220 when
 * there is no such global group. Source: MS Learn, NetGroupGetInfo.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(4))
NET_API_STATUS NET_API_FUNCTION NetGroupGetInfo(LMCSTR servername,
						LMCSTR groupname, DWORD level,
						LPBYTE *bufptr);

/*
 * NetGroupGetUsers() lists the users of a global group: those that it names,
 * accounts or not, and those whose primary group it is, in ascending order of
 * their uid, or of a hash of the name that has none.
 *
 * level: 0 or 1, GROUP_USERS_INFO_0 or _1. Pages, outputs and errors are those
 * of NetUserEnum(), with 87 when groupname is NULL and 2220 when there is no
 * such global group. Source: MS Learn, NetGroupGetUsers.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(4) ONC_WRITES(6) ONC_WRITES(7)
		   ONC_UPDATES(8))
NET_API_STATUS NET_API_FUNCTION
NetGroupGetUsers(LMCSTR servername, LMCSTR groupname, DWORD level,
		 LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
		 LPDWORD totalentries, LPDWORD resume_handle);

/*
 * NetLocalGroupEnum() lists the local groups of a server in ascending order of
 * their gid.
 *
 * level: 0, 1 or 9000, LOCALGROUP_INFO_0 and so on. Otherwise as
 * NetGroupEnum(). Source: MS Learn, NetLocalGroupEnum.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(3) ONC_WRITES(5) ONC_WRITES(6)
		   ONC_UPDATES(7))
NET_API_STATUS NET_API_FUNCTION
NetLocalGroupEnum(LMCSTR servername, DWORD level, LPBYTE *bufptr,
		  DWORD prefmaxlen, LPDWORD entriesread, LPDWORD totalentries,
		  LPDWORD resume_handle);

/*
 * NetLocalGroupGetInfo() gives one local group.
 *
 * level: 0, 1, 1002 or 9000, LOCALGROUP_INFO_0 and so on. Otherwise as
 * NetUserGetInfo(), with 2220 when there is no such local group.
 * Source: MS Learn, NetLocalGroupGetInfo; 1002 is Samba's addition.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(4))
NET_API_STATUS NET_API_FUNCTION NetLocalGroupGetInfo(LMCSTR servername,
						     LMCSTR groupname,
						     DWORD level,
						     LPBYTE *bufptr);

/*
 * NetLocalGroupGetMembers() lists the members of a local group, as
 * NetGroupGetUsers() those of a global one.
 *
 * level: 0, 1, 2 or 3, LOCALGROUP_MEMBERS_INFO_0 to _3. A name that is no
 * account has no SID, NULL, and SidTypeUnknown. Otherwise as
 * NetGroupGetUsers(), with 1376 when there is no such local group.
 * Source: MS Learn, NetLocalGroupGetMembers.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(4) ONC_WRITES(6) ONC_WRITES(7)
		   ONC_UPDATES(8))
NET_API_STATUS NET_API_FUNCTION
NetLocalGroupGetMembers(LMCSTR servername, LMCSTR localgroupname, DWORD level,
			LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
			LPDWORD totalentries, LPDWORD resume_handle);

/*
 * NetQueryDisplayInformation() lists accounts in the order of their names.
 *
 * level: 1 users, 2 computers (there are none), 3 global groups;
 * NET_DISPLAY_USER, _MACHINE or _GROUP. Index is where to start, 0 for the
 * first page and the last entry's next_index for the next; at most
 * EntriesRequested entries, and never more than 100, come. An index is a
 * position: what comes or goes between two calls shifts those behind it.
 *
 * *SortedBuffer is one block, an array of *ReturnedEntryCount structures, that
 * the caller frees with NetApiBufferFree(); NULL when there is nothing. With
 * 234 the page is as valid as with 0, and more follow.
 *
 * Errors: 87 when SortedBuffer or ReturnedEntryCount is NULL, and nothing is
 * written then; 87 for 0 entries; else those of NetUserEnum().
 * Source: MS Learn, NetQueryDisplayInformation.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(6) ONC_WRITES(7))
NET_API_STATUS NET_API_FUNCTION
NetQueryDisplayInformation(LMCSTR ServerName, DWORD Level, DWORD Index,
			   DWORD EntriesRequested, DWORD PreferredMaximumLength,
			   LPDWORD ReturnedEntryCount, LPVOID *SortedBuffer);

/*
 * NetGetDisplayInformationIndex() finds the index of the first name that is
 * not below a prefix, in the order of NetQueryDisplayInformation().
 *
 * *Index is 0 after failure. Errors: 87 when Index is NULL; 123; 124; 87 when
 * Prefix is NULL; 259 when all names are below; else as NetUserEnum().
 * Source: MS Learn, NetGetDisplayInformationIndex.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(4))
NET_API_STATUS NET_API_FUNCTION NetGetDisplayInformationIndex(LMCSTR ServerName,
							      DWORD Level,
							      LMCSTR Prefix,
							      LPDWORD Index);

/*
 * ConvertSidToStringSid() writes a SID as "S-1-22-1-1000". On success *text is
 * the caller's, to free with free(); on failure it is NULL. It gives 1, or 0
 * for a NULL argument, a SID with more than 15 numbers, or without memory.
 * Source: Samba's netapi.h, which has it in this shape.
 */
ONC_PUBLIC(ONC_WRITES(2))
int ConvertSidToStringSid(const struct domsid *sid, char **text);

/*
 * ConvertStringSidToSid() reads a SID. On success *sid is the caller's, to
 * free with free(); on failure it is NULL. It gives 1, or 0 for a NULL
 * argument, a text that is no SID, or without memory.
 * Source: Samba's netapi.h, which has it in this shape; MS-DTYP, 2.4.2.1.
 */
ONC_PUBLIC(ONC_WRITES(2))
int ConvertStringSidToSid(const char *text, struct domsid **sid);

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
