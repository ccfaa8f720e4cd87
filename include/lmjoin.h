/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef LMJOIN_H
#define LMJOIN_H

/*
 * Names and domain membership of a computer. Joining, leaving and renaming are
 * the business of this host's own tools (realm(8), hostnamectl(1)): those
 * functions are here so that programs build and run, and refuse with 50. The
 * names of a computer can be asked for.
 *
 * servername: NULL or "" is this host; else a host name or address, with or
 * without "\\" before it. "host:port", "[address]:port" and "unix:/path" name
 * a daemon at another place; they are ours.
 */

#include <lmcons.h>
#include <onc/visibility.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What kind of name NetValidateName() is asked about. */
typedef enum _NETSETUP_NAME_TYPE {
	NetSetupUnknown = 0,
	NetSetupMachine,
	NetSetupWorkgroup,
	NetSetupDomain,
	NetSetupNonExistentDomain,
	NetSetupDnsMachine
} NETSETUP_NAME_TYPE,
	*PNETSETUP_NAME_TYPE;

/* Which names NetEnumerateComputerNames() gives. */
typedef enum _NET_COMPUTER_NAME_TYPE {
	NetPrimaryComputerName = 0,
	NetAlternateComputerNames,
	NetAllComputerNames,
	NetComputerNameTypeMax
} NET_COMPUTER_NAME_TYPE,
	*PNET_COMPUTER_NAME_TYPE;

/* fJoinOptions */
#define NETSETUP_JOIN_DOMAIN 0x00000001
#define NETSETUP_ACCT_CREATE 0x00000002
#define NETSETUP_ACCT_DELETE 0x00000004
#define NETSETUP_WIN9X_UPGRADE 0x00000010
#define NETSETUP_DOMAIN_JOIN_IF_JOINED 0x00000020
#define NETSETUP_JOIN_UNSECURE 0x00000040
#define NETSETUP_MACHINE_PWD_PASSED 0x00000080
#define NETSETUP_DEFER_SPN_SET 0x00000100
#define NETSETUP_JOIN_DC_ACCOUNT 0x00000200
#define NETSETUP_JOIN_WITH_NEW_NAME 0x00000400
#define NETSETUP_INSTALL_INVOCATION 0x00040000

/* dwOptions of NetProvisionComputerAccount() */
#define NETSETUP_PROVISION_DOWNLEVEL_PRIV_SUPPORT 0x00000001
#define NETSETUP_PROVISION_REUSE_ACCOUNT 0x00000002

/*
 * NetEnumerateComputerNames() gives the names of a computer: its host name,
 * as NetWkstaGetInfo() tells it, is the primary one. It has no alternate ones.
 *
 * *ComputerNames is one block, an array of *EntryCount strings and the strings
 * behind it, which the caller frees with one NetApiBufferFree(); NULL when
 * there is no such name, and with any status but 0. Reserved is 0.
 *
 * Errors: 87 when EntryCount or ComputerNames is NULL, and nothing is written
 * then; 123 for a Server that cannot be one; 87 for another NameType or
 * Reserved; 53, 5, 8, 1722 and 1783 as for NetWkstaGetInfo().
 * Source: MS Learn, NetEnumerateComputerNames.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(4) ONC_WRITES(5))
NET_API_STATUS NET_API_FUNCTION
NetEnumerateComputerNames(LMCSTR Server, NET_COMPUTER_NAME_TYPE NameType,
			  DWORD Reserved, LPDWORD EntryCount,
			  LMSTR **ComputerNames);

/*
 * What follows is refused. Outputs are zeroed; nothing is to be freed.
 *
 * Errors: 87 for an output or a required string that is NULL; 123 for a server
 * name that cannot be one; else 50. Source: MS Learn, the pages of the names.
 */
ONC_PUBLIC(ONC_MUST_USE)
NET_API_STATUS NET_API_FUNCTION
NetJoinDomain(LMCSTR lpServer, LMCSTR lpDomain, LMCSTR lpMachineAccountOU,
	      LMCSTR lpAccount, LMCSTR lpPassword, DWORD fJoinOptions);

ONC_PUBLIC(ONC_MUST_USE)
NET_API_STATUS NET_API_FUNCTION NetUnjoinDomain(LMCSTR lpServer,
						LMCSTR lpAccount,
						LMCSTR lpPassword,
						DWORD fUnjoinOptions);

ONC_PUBLIC(ONC_MUST_USE)
NET_API_STATUS NET_API_FUNCTION
NetRenameMachineInDomain(LMCSTR lpServer, LMCSTR lpNewMachineName,
			 LMCSTR lpAccount, LMCSTR lpPassword,
			 DWORD fRenameOptions);

ONC_PUBLIC(ONC_MUST_USE)
NET_API_STATUS NET_API_FUNCTION NetValidateName(LMCSTR lpServer, LMCSTR lpName,
						LMCSTR lpAccount,
						LMCSTR lpPassword,
						NETSETUP_NAME_TYPE NameType);

ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(5) ONC_WRITES(6))
NET_API_STATUS NET_API_FUNCTION
NetGetJoinableOUs(LMCSTR lpServer, LMCSTR lpDomain, LMCSTR lpAccount,
		  LMCSTR lpPassword, DWORD *OUCount, LMSTR **OUs);

ONC_PUBLIC(ONC_MUST_USE)
NET_API_STATUS NET_API_FUNCTION
NetAddAlternateComputerName(LMCSTR Server, LMCSTR AlternateName,
			    LMCSTR DomainAccount, LMCSTR DomainAccountPassword,
			    DWORD Reserved);

ONC_PUBLIC(ONC_MUST_USE)
NET_API_STATUS NET_API_FUNCTION
NetRemoveAlternateComputerName(LMCSTR Server, LMCSTR AlternateName,
			       LMCSTR DomainAccount,
			       LMCSTR DomainAccountPassword, DWORD Reserved);

ONC_PUBLIC(ONC_MUST_USE)
NET_API_STATUS NET_API_FUNCTION
NetSetPrimaryComputerName(LMCSTR Server, LMCSTR PrimaryName,
			  LMCSTR DomainAccount, LMCSTR DomainAccountPassword,
			  DWORD Reserved);

/* One of the data outputs is NULL, and the other one is not. */
ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(6) ONC_WRITES(7) ONC_WRITES(8))
NET_API_STATUS NET_API_FUNCTION NetProvisionComputerAccount(
	LMCSTR lpDomain, LMCSTR lpMachineName, LMCSTR lpMachineAccountOU,
	LMCSTR lpDcName, DWORD dwOptions, PBYTE *pProvisionBinData,
	DWORD *pdwProvisionBinDataSize, LMSTR *pProvisionTextData);

ONC_PUBLIC(ONC_MUST_USE)
NET_API_STATUS NET_API_FUNCTION
NetRequestOfflineDomainJoin(BYTE *pProvisionBinData,
			    DWORD cbProvisionBinDataSize, DWORD dwOptions,
			    LMCSTR lpWindowsPath);

#ifdef __cplusplus
}
#endif

#endif
