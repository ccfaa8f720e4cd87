/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A program as written for the Windows SDK, with char strings: what a host is,
 * its disks, its names and its clock. Of its lines, only the include of the
 * header is another.
 */

#include <netmgmt/windows.h>

typedef NET_API_STATUS(NET_API_FUNCTION *PGETINFO)(LPCSTR, DWORD, LPBYTE *);

static BOOL WINAPI ShowServer(IN LPSTR lpszServer OPTIONAL)
{
	PGETINFO pfnGetInfo = NetServerGetInfo;
	LPSERVER_INFO_101 pBuf = NULL;
	SERVER_INFO_101 siCopy;
	NET_API_STATUS nStatus;

	ZeroMemory(&siCopy, sizeof(siCopy));
	nStatus = pfnGetInfo(lpszServer, 101, (LPBYTE *)&pBuf);
	if (nStatus != NERR_Success) {
		printf("A system error has occurred: %u\n", nStatus);
		return FALSE;
	}
	CopyMemory(&siCopy, pBuf, sizeof(siCopy));
	printf("Name:     %s\n", siCopy.sv101_name);
	printf("Version:  %u.%u\n",
	       siCopy.sv101_version_major & MAJOR_VERSION_MASK,
	       siCopy.sv101_version_minor);
	if (siCopy.sv101_type & SV_TYPE_SERVER_UNIX)
		printf("It is a Unix server\n");
	if (lstrlen(siCopy.sv101_comment) > 0)
		printf("Comment:  %s\n", siCopy.sv101_comment);
	NetApiBufferFree(pBuf);
	return TRUE;
}

static BOOL WINAPI ShowWorkstation(IN LPSTR lpszServer OPTIONAL)
{
	LPWKSTA_INFO_102 pBuf = NULL;
	DWORD cbSize = 0;

	if (NetWkstaGetInfo(lpszServer, 102, (LPBYTE *)&pBuf) != NERR_Success)
		return FALSE;
	printf("Domain:   %s\n", pBuf->wki102_langroup);
	NetApiBufferSize(pBuf, &cbSize);
	printf("It lies in %s\n",
	       cbSize > sizeof(*pBuf) ? "one block" : "pieces");
	NetApiBufferFree(pBuf);
	return TRUE;
}

static BOOL WINAPI ShowDisks(IN LPSTR lpszServer OPTIONAL)
{
	DWORD dwRead = 0, dwTotal = 0, dwResume = 0, i;
	LPSTR pBuf = NULL, pDisk;

	if (NetServerDiskEnum(lpszServer, 0, (LPBYTE *)&pBuf,
			      MAX_PREFERRED_LENGTH, &dwRead, &dwTotal,
			      &dwResume) != NERR_Success)
		return FALSE;
	for (i = 0, pDisk = pBuf; i < dwRead; i++, pDisk += lstrlen(pDisk) + 1)
		printf("Disk:     %s\n", pDisk);
	NetApiBufferFree(pBuf);
	return TRUE;
}

static BOOL WINAPI ShowNames(IN LPSTR lpszServer OPTIONAL)
{
	LPSTR *ppszNames = NULL;
	DWORD dwCount = 0, i;

	if (NetEnumerateComputerNames(lpszServer, NetAllComputerNames, 0,
				      &dwCount, &ppszNames) != NERR_Success)
		return FALSE;
	for (i = 0; i < dwCount; i++)
		printf("Named:    %s\n", ppszNames[i]);
	NetApiBufferFree(ppszNames);
	return TRUE;
}

static BOOL WINAPI ShowClock(IN LPSTR lpszServer OPTIONAL)
{
	LPTIME_OF_DAY_INFO pBuf = NULL;

	if (NetRemoteTOD(lpszServer, (LPBYTE *)&pBuf) != NERR_Success)
		return FALSE;
	printf("The month is %s\n",
	       pBuf->tod_month >= 1 && pBuf->tod_month <= 12 ? "one" : "none");
	NetApiBufferFree(pBuf);
	return TRUE;
}

int __cdecl main(int argc, char *argv[])
{
	LPSTR lpszServer = argc > 1 ? argv[1] : NULL;

	return ShowServer(lpszServer) && ShowWorkstation(lpszServer) &&
			       ShowDisks(lpszServer) && ShowNames(lpszServer) &&
			       ShowClock(lpszServer)
		       ? 0
		       : 1;
}
