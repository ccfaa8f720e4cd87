/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A program as written for the Windows SDK, with TCHAR strings: lists the
 * users of a server page by page, and tells of one of them at each level that
 * there is. Of its lines, only the include of the header is another.
 */

#include <netmgmt/windows.h>

static VOID PrintStatus(_In_ LPCTSTR pszFunction, _In_ NET_API_STATUS nStatus)
{
	_ftprintf(stderr, TEXT("%s: a system error has occurred: %u\n"),
		  pszFunction, (unsigned int)nStatus);
}

static BOOL ListUsers(_In_opt_ LPCTSTR pszServerName, _Out_ PDWORD pdwTotal)
{
	LPUSER_INFO_0 pBuf = NULL;
	LPUSER_INFO_0 pTmpBuf;
	DWORD dwLevel = 0;
	DWORD dwEntriesRead = 0;
	DWORD dwTotalEntries = 0;
	DWORD dwResumeHandle = 0;
	DWORD i;
	NET_API_STATUS nStatus;

	*pdwTotal = 0;
	do {
		nStatus = NetUserEnum(pszServerName, dwLevel,
				      FILTER_NORMAL_ACCOUNT, (LPBYTE *)&pBuf,
				      100, &dwEntriesRead, &dwTotalEntries,
				      &dwResumeHandle);
		if (nStatus != NERR_Success && nStatus != ERROR_MORE_DATA) {
			PrintStatus(TEXT("NetUserEnum"), nStatus);
			return FALSE;
		}
		for (i = 0, pTmpBuf = pBuf; i < dwEntriesRead; i++, pTmpBuf++) {
			_tprintf(TEXT("\t-- %s\n"), pTmpBuf->usri0_name);
			(*pdwTotal)++;
		}
		if (pBuf != NULL) {
			NetApiBufferFree(pBuf);
			pBuf = NULL;
		}
	} while (nStatus == ERROR_MORE_DATA);
	return TRUE;
}

/* Loops over all numbers; those that are no level say 124. */
static VOID ShowLevels(_In_opt_ LPCTSTR pszServerName, _In_ LPCTSTR pszUser)
{
	DWORD dwLevel;

	for (dwLevel = 0; dwLevel < 24; dwLevel++) {
		LPBYTE pBuf = NULL;
		NET_API_STATUS nStatus;

		nStatus =
			NetUserGetInfo(pszServerName, pszUser, dwLevel, &pBuf);
		if (nStatus == ERROR_INVALID_LEVEL)
			continue;
		if (nStatus != NERR_Success) {
			PrintStatus(TEXT("NetUserGetInfo"), nStatus);
			return;
		}
		_tprintf(TEXT("level %u"), dwLevel);
		if (dwLevel == 1) {
			PUSER_INFO_1 pInfo = (PUSER_INFO_1)pBuf;

			_tprintf(TEXT(", flags %x"), pInfo->usri1_flags);
		}
		_tprintf(TEXT("\n"));
		NetApiBufferFree(pBuf);
	}
}

int _tmain(int argc, TCHAR *argv[])
{
	LPTSTR pszServerName = NULL;
	DWORD dwTotal;

	if (argc != 3) {
		_ftprintf(stderr, TEXT("Usage: %s \\\\ServerName UserName\n"),
			  argv[0]);
		exit(1);
	}
	if (_tcslen(argv[1]) > 0)
		pszServerName = argv[1];
	if (!ListUsers(pszServerName, &dwTotal))
		return 1;
	_tprintf(TEXT("Total of %u entries enumerated\n"), dwTotal);
	ShowLevels(pszServerName, argv[2]);
	return 0;
}
