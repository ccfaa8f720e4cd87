/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMT_WINDOWS_H
#define NETMGMT_WINDOWS_H

/*
 * What a program written for Windows' <windows.h>, <tchar.h> and <lm.h> with
 * char strings includes in place of them: the functions of <lm.h>, and the
 * words such a program is written in. TCHAR is char, and holds UTF-8; there
 * are no wide strings, so a program of L"..." and LPWSTR is another matter.
 * netmgmt-windows(7) tells what differs.
 *
 * These are common words; only a program that wants them includes this.
 */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <lm.h>

/* -- types --------------------------------------------------------------- */

typedef int BOOL, *PBOOL, *LPBOOL;
typedef uint8_t BOOLEAN, UCHAR, *PUCHAR;
typedef char CHAR, *PCHAR, *LPSTR, *PSTR;
typedef const char *LPCSTR, *PCSTR;
typedef uint16_t WORD, *PWORD, *LPWORD, USHORT, *PUSHORT;
typedef int16_t SHORT;
typedef int32_t LONG, *PLONG, *LPLONG, INT, *PINT, *LPINT;
typedef uint32_t ULONG, *PULONG, UINT, *PUINT, *PDWORD;
typedef int64_t LONGLONG;
typedef uint64_t ULONGLONG, DWORD64;
typedef void *PVOID, *HANDLE;
typedef const void *LPCVOID;

/*
 * A resume handle has 32 bits in all functions here. In programs of <lm.h>,
 * DWORD_PTR is for nothing else; it cannot hold a pointer.
 */
typedef DWORD DWORD_PTR, *PDWORD_PTR;

#ifndef VOID
#define VOID void
#endif
#ifndef CONST
#define CONST const
#endif
#ifndef TRUE
#define TRUE 1
#endif
#ifndef FALSE
#define FALSE 0
#endif

#define MAX_COMPUTERNAME_LENGTH 15
#define MAX_PATH 260

/* -- calling conventions and annotations: nothing here ------------------- */

#define WINAPI
#define WINAPIV
#define APIENTRY
#define CALLBACK
#define NTAPI
#define __cdecl
#define __stdcall

#ifndef IN
#define IN
#endif
#ifndef OUT
#define OUT
#endif
#ifndef OPTIONAL
#define OPTIONAL
#endif

#define _In_
#define _In_opt_
#define _In_z_
#define _In_opt_z_
#define _In_reads_(count)
#define _In_reads_opt_(count)
#define _In_reads_bytes_(size)
#define _In_reads_bytes_opt_(size)
#define _Inout_
#define _Inout_opt_
#define _Inout_updates_(count)
#define _Out_
#define _Out_opt_
#define _Out_writes_(count)
#define _Out_writes_opt_(count)
#define _Out_writes_z_(count)
#define _Out_writes_bytes_(size)
#define _Outptr_
#define _Outptr_opt_
#define _Outptr_result_maybenull_
#define _Outptr_result_bytebuffer_(size)
#define _Deref_out_
#define _Deref_out_opt_
#define _Reserved_
#define _Ret_maybenull_
#define _Success_(condition)
#define _Check_return_
#define _Must_inspect_result_
#define _When_(condition, annotation)

#define UNREFERENCED_PARAMETER(parameter) ((void)(parameter))

/* -- text ---------------------------------------------------------------- */

#if defined(UNICODE) || defined(_UNICODE)
#error "strings are char here, in UTF-8: build without UNICODE"
#endif

typedef char TCHAR, *PTCHAR, *LPTSTR, *PTSTR, _TCHAR;
typedef const char *LPCTSTR, *PCTSTR;

#define TEXT(literal) literal
#define _T(literal) literal
#define _TEXT(literal) literal

#define _tmain main
#define _tprintf printf
#define _ftprintf fprintf
#define _stprintf_s snprintf
#define _sntprintf snprintf
#define _putts puts
#define _fputts fputs
#define _tcslen strlen
#define _tcscpy strcpy
#define _tcsncpy strncpy
#define _tcscat strcat
#define _tcscmp strcmp
#define _tcsncmp strncmp
#define _tcsicmp strcasecmp
#define _tcsnicmp strncasecmp
#define _tcschr strchr
#define _tcsrchr strrchr
#define _tcsstr strstr
#define _tcstol strtol
#define _tcstoul strtoul
#define _ttoi atoi
#define _tcsdup strdup
#define _stricmp strcasecmp
#define _strnicmp strncasecmp
#define _strdup strdup
#define lstrlen(text) ((int)strlen(text))
#define lstrlenA lstrlen
#define lstrcpy strcpy
#define lstrcpyA strcpy
#define lstrcat strcat
#define lstrcmp strcmp
#define lstrcmpA strcmp
#define lstrcmpi strcasecmp
#define lstrcmpiA strcasecmp

/* -- memory -------------------------------------------------------------- */

#define ZeroMemory(memory, size) memset((memory), 0, (size))
#define FillMemory(memory, size, byte) memset((memory), (byte), (size))
#define CopyMemory(to, from, size) memcpy((to), (from), (size))
#define MoveMemory(to, from, size) memmove((to), (from), (size))
#define RtlZeroMemory ZeroMemory
#define RtlCopyMemory CopyMemory
#define SecureZeroMemory(memory, size) explicit_bzero((memory), (size))

#endif
