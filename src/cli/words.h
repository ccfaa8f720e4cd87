/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CLI_WORDS_H
#define CLI_WORDS_H

/*
 * Numbers of the Network Management functions as people say them. The caller
 * frees each text.
 */

#include <lm.h>

#define WORDS __attribute__((warn_unused_result, malloc)) char *

/* "admin" */
WORDS words_privilege(DWORD priv);

/* UF_*: "disabled, password expired"; "-" when nothing is remarkable. */
WORDS words_flags(DWORD flags);

/* AF_OP_*: "print, accounts", or "none" */
WORDS words_operator(DWORD auth_flags);

/* SV_TYPE_*: "workstation, unix" */
WORDS words_server_type(DWORD type);

/* STYPE_*: "disk", "endpoint, special" */
WORDS words_share_type(DWORD type);

/* NETMGMT_SHARE_*: "hidden, read only"; "-" when nothing is remarkable. */
WORDS words_share_flags(DWORD flags);

/* CSC_*, SHI1005_FLAGS_*: "documents", "by hand, dfs, dfs root" */
WORDS words_caching(DWORD flags);

/* USE_OK and so on: "works", "no answer" */
WORDS words_use_status(DWORD status);

/* SESS_*: "guest, not encrypted"; "-" when nothing is remarkable. */
WORDS words_session_flags(DWORD flags);

/* PERM_FILE_*: "read, write"; "-" for neither. */
WORDS words_permissions(DWORD permissions);

/* PLATFORM_ID_*: "NT (500)" */
WORDS words_platform(DWORD platform);

/* Seconds as whole days, "unknown" for 0xFFFFFFFF. */
WORDS words_age(DWORD seconds);

/* Seconds since 1970 as local time, "unknown" for 0. */
WORDS words_date(DWORD seconds);

/* The same, "never" for TIMEQ_FOREVER. */
WORDS words_expiry(DWORD seconds);

/* Bytes, "unlimited" for USER_MAXSTORAGE_UNLIMITED. */
WORDS words_storage(DWORD bytes);

/* A number, "unknown" for 0xFFFFFFFF. */
WORDS words_count(DWORD count);

/* A number, "unlimited" for 0xFFFFFFFF. */
WORDS words_limit(DWORD limit);

/* Of a bit for each hour of the week: "always", "never", "40 of 168 hours". */
WORDS words_hours(const BYTE *hours);

/* "S-1-22-1-1000" */
WORDS words_sid(const struct domsid *sid);

/* SID_NAME_USE: "user" */
WORDS words_sid_usage(DWORD usage);

/* SE_GROUP_*: "mandatory, by default, enabled", or "none" */
WORDS words_attributes(DWORD attributes);

/* NETMGMT_PASSWORD_*: "locked" */
WORDS words_password(DWORD password);

/* UAS_ROLE_*: "standalone" */
WORDS words_role(DWORD role);

/* Seconds, as whole days where they are: "90 days"; "for ever". */
WORDS words_period(DWORD seconds);

/* A day counted from 1970-01-01: "2024-10-03"; "-" for -1. */
WORDS words_day(int64_t day);

/* A number of days: "1 day"; "-" for -1. */
WORDS words_days(int64_t days);

/* A time span in seconds: "3 days 04:05:06" */
WORDS words_span(DWORD seconds);

/* Minutes west of Greenwich: "UTC+01:00", "unknown" for -1 */
WORDS words_zone(int minutes_west);

#endif
