/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Functions that this system does not have, each with one line of what it
 * checks before it says so: outputs are there and zeroed, then the server
 * name, the level and the arguments are right, as contract 2.3 orders them.
 * What comes after is always 50. Nothing is connected.
 */

#include <lmaccess.h>
#include <lmalert.h>
#include <lmat.h>
#include <lmerr.h>
#include <lmjoin.h>
#include <lmmsg.h>
#include <lmremutl.h>

#include <stddef.h>

#include "binding.h"
#include "reply.h"

/* Of a function that does nothing, most arguments are looked at by nobody. */
#pragma GCC diagnostic ignored "-Wunused-parameter"

/* The highest level of those that have levels: all of them start at 0. */
struct refusal {
	LMCSTR server;
	DWORD level;
	DWORD highest;
	const void *const *required;
	size_t count;
};

static NET_API_STATUS refuse(const struct refusal *refusal)
{
	struct binding binding;
	NET_API_STATUS status = binding_parse(&binding, refusal->server);

	if (status)
		return status;
	if (refusal->level > refusal->highest)
		return ERROR_INVALID_LEVEL;
	for (size_t i = 0; i < refusal->count; i++)
		if (!refusal->required[i])
			return ERROR_INVALID_PARAMETER;
	return ERROR_NOT_SUPPORTED;
}

#define REQUIRED(...)                                                          \
	.required = (const void *const[]){__VA_ARGS__},                        \
	.count = sizeof((const void *const[]){__VA_ARGS__}) / sizeof(void *)
#define REFUSE(...) refuse(&(const struct refusal){__VA_ARGS__})

static NET_API_STATUS refuse_page(const struct refusal *refusal,
				  const struct page *page)
{
	NET_API_STATUS status = page_init(page);

	return status ? status : refuse(refusal);
}

/* -- accounts, and what another computer can do ------------------------- */

NET_API_STATUS NetValidatePasswordPolicy(LMCSTR ServerName, LPVOID Qualifier,
					 NET_VALIDATE_PASSWORD_TYPE type,
					 LPVOID InputArg, LPVOID *OutputArg)
{
	if (!OutputArg)
		return ERROR_INVALID_PARAMETER;
	*OutputArg = NULL;
	return REFUSE(.server = ServerName, REQUIRED(InputArg));
}

/* Nothing was given, so nothing is to be freed: contract 1.2. */
NET_API_STATUS NetValidatePasswordPolicyFree(LPVOID *OutputArg)
{
	return NERR_Success;
}

NET_API_STATUS NetRemoteComputerSupports(LMCSTR UncServerName,
					 DWORD OptionsWanted,
					 LPDWORD OptionsSupported)
{
	if (!OptionsSupported)
		return ERROR_INVALID_PARAMETER;
	*OptionsSupported = 0;
	return REFUSE(.server = UncServerName);
}

/* -- alerts: local, without a server to name ---------------------------- */

NET_API_STATUS NetAlertRaise(LMCSTR AlertType, LPVOID Buffer, DWORD BufferSize)
{
	return REFUSE(REQUIRED(AlertType, Buffer));
}

NET_API_STATUS NetAlertRaiseEx(LMCSTR AlertType, LPVOID VariableInfo,
			       DWORD VariableInfoSize, LMCSTR ServiceName)
{
	return REFUSE(REQUIRED(AlertType, VariableInfo, ServiceName));
}

/* -- messages ------------------------------------------------------------ */

NET_API_STATUS NetMessageNameAdd(LMCSTR servername, LMCSTR msgname)
{
	return REFUSE(.server = servername, REQUIRED(msgname));
}

NET_API_STATUS NetMessageNameDel(LMCSTR servername, LMCSTR msgname)
{
	return REFUSE(.server = servername, REQUIRED(msgname));
}

NET_API_STATUS NetMessageNameEnum(LMCSTR servername, DWORD level,
				  LPBYTE *bufptr, DWORD prefmaxlen,
				  LPDWORD entriesread, LPDWORD totalentries,
				  LPDWORD resume_handle)
{
	return refuse_page(
		&(const struct refusal){servername, level, .highest = 1},
		&(const struct page){bufptr, entriesread, totalentries,
				     resume_handle});
}

NET_API_STATUS NetMessageNameGetInfo(LMCSTR servername, LMCSTR msgname,
				     DWORD level, LPBYTE *bufptr)
{
	if (!bufptr)
		return ERROR_INVALID_PARAMETER;
	*bufptr = NULL;
	return REFUSE(servername, level, .highest = 1, REQUIRED(msgname));
}

NET_API_STATUS NetMessageBufferSend(LMCSTR servername, LMCSTR msgname,
				    LMCSTR fromname, LPBYTE buf, DWORD buflen)
{
	return REFUSE(.server = servername, REQUIRED(msgname, buf));
}

/* -- jobs ---------------------------------------------------------------- */

NET_API_STATUS NetScheduleJobAdd(LMCSTR Servername, LPBYTE Buffer,
				 LPDWORD JobId)
{
	if (!JobId)
		return ERROR_INVALID_PARAMETER;
	*JobId = 0;
	return REFUSE(.server = Servername, REQUIRED(Buffer));
}

NET_API_STATUS NetScheduleJobDel(LMCSTR Servername, DWORD MinJobId,
				 DWORD MaxJobId)
{
	return REFUSE(.server = Servername);
}

NET_API_STATUS NetScheduleJobEnum(LMCSTR Servername, LPBYTE *PointerToBuffer,
				  DWORD PreferredMaximumLength,
				  LPDWORD EntriesRead, LPDWORD TotalEntries,
				  LPDWORD ResumeHandle)
{
	return refuse_page(&(const struct refusal){.server = Servername},
			   &(const struct page){PointerToBuffer, EntriesRead,
						TotalEntries, ResumeHandle});
}

NET_API_STATUS NetScheduleJobGetInfo(LMCSTR Servername, DWORD JobId,
				     LPBYTE *PointerToBuffer)
{
	if (!PointerToBuffer)
		return ERROR_INVALID_PARAMETER;
	*PointerToBuffer = NULL;
	return REFUSE(.server = Servername);
}

/* -- domains and names --------------------------------------------------- */

NET_API_STATUS NetJoinDomain(LMCSTR lpServer, LMCSTR lpDomain,
			     LMCSTR lpMachineAccountOU, LMCSTR lpAccount,
			     LMCSTR lpPassword, DWORD fJoinOptions)
{
	return REFUSE(.server = lpServer, REQUIRED(lpDomain));
}

NET_API_STATUS NetUnjoinDomain(LMCSTR lpServer, LMCSTR lpAccount,
			       LMCSTR lpPassword, DWORD fUnjoinOptions)
{
	return REFUSE(.server = lpServer);
}

/* The new name may be NULL: the one that the computer has. */
NET_API_STATUS NetRenameMachineInDomain(LMCSTR lpServer,
					LMCSTR lpNewMachineName,
					LMCSTR lpAccount, LMCSTR lpPassword,
					DWORD fRenameOptions)
{
	return REFUSE(.server = lpServer);
}

NET_API_STATUS NetValidateName(LMCSTR lpServer, LMCSTR lpName, LMCSTR lpAccount,
			       LMCSTR lpPassword, NETSETUP_NAME_TYPE NameType)
{
	return REFUSE(.server = lpServer, REQUIRED(lpName));
}

NET_API_STATUS NetGetJoinableOUs(LMCSTR lpServer, LMCSTR lpDomain,
				 LMCSTR lpAccount, LMCSTR lpPassword,
				 DWORD *OUCount, LMSTR **OUs)
{
	if (!OUCount || !OUs)
		return ERROR_INVALID_PARAMETER;
	*OUCount = 0;
	*OUs = NULL;
	return REFUSE(.server = lpServer, REQUIRED(lpDomain));
}

NET_API_STATUS NetAddAlternateComputerName(LMCSTR Server, LMCSTR AlternateName,
					   LMCSTR DomainAccount,
					   LMCSTR DomainAccountPassword,
					   DWORD Reserved)
{
	return REFUSE(.server = Server, REQUIRED(AlternateName));
}

NET_API_STATUS NetRemoveAlternateComputerName(LMCSTR Server,
					      LMCSTR AlternateName,
					      LMCSTR DomainAccount,
					      LMCSTR DomainAccountPassword,
					      DWORD Reserved)
{
	return REFUSE(.server = Server, REQUIRED(AlternateName));
}

NET_API_STATUS NetSetPrimaryComputerName(LMCSTR Server, LMCSTR PrimaryName,
					 LMCSTR DomainAccount,
					 LMCSTR DomainAccountPassword,
					 DWORD Reserved)
{
	return REFUSE(.server = Server, REQUIRED(PrimaryName));
}

NET_API_STATUS NetProvisionComputerAccount(
	LMCSTR lpDomain, LMCSTR lpMachineName, LMCSTR lpMachineAccountOU,
	LMCSTR lpDcName, DWORD dwOptions, PBYTE *pProvisionBinData,
	DWORD *pdwProvisionBinDataSize, LMSTR *pProvisionTextData)
{
	if (!pProvisionBinData == !pProvisionTextData ||
	    (pProvisionBinData && !pdwProvisionBinDataSize))
		return ERROR_INVALID_PARAMETER;
	if (pProvisionBinData)
		*pProvisionBinData = NULL;
	if (pdwProvisionBinDataSize)
		*pdwProvisionBinDataSize = 0;
	if (pProvisionTextData)
		*pProvisionTextData = NULL;
	return REFUSE(REQUIRED(lpDomain, lpMachineName));
}

NET_API_STATUS NetRequestOfflineDomainJoin(BYTE *pProvisionBinData,
					   DWORD cbProvisionBinDataSize,
					   DWORD dwOptions,
					   LMCSTR lpWindowsPath)
{
	return REFUSE(REQUIRED(pProvisionBinData, lpWindowsPath));
}
