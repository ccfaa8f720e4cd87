/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sessions, as the host of tests/netmgmtd/root has them. calls.sh starts the
 * daemon and names it in NETMGMT_LOCAL.
 */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <lm.h>

#include "tests/support/tap.h"

static NET_API_STATUS list(const char *client, const char *user, DWORD *read)
{
	DWORD total, resume = 0;
	LPBYTE sessions = (LPBYTE)8;
	NET_API_STATUS status =
		NetSessionEnum(NULL, client, user, 10, &sessions,
			       MAX_PREFERRED_LENGTH, read, &total, &resume);

	CU_ASSERT_EQUAL(sessions != NULL, *read > 0);
	CU_ASSERT_EQUAL(total, *read);
	NetApiBufferFree(sessions);
	return status;
}

static LPBYTE get(const char *client, DWORD level)
{
	LPBYTE session;

	CU_ASSERT_EQUAL_FATAL(
		NetSessionGetInfo(NULL, client, "", level, &session),
		NERR_Success);
	return session;
}

static void a_session_of_samba_has_a_user(void)
{
	LPSESSION_INFO_502 session = (LPSESSION_INFO_502)get("192.0.2.10", 502);

	CU_ASSERT_STRING_EQUAL(session->sesi502_cname, "192.0.2.10");
	CU_ASSERT_STRING_EQUAL(session->sesi502_username, "alice");
	CU_ASSERT_EQUAL(session->sesi502_num_opens, 2);
	CU_ASSERT(session->sesi502_time + 1727996400u <= (DWORD)time(NULL));
	CU_ASSERT(session->sesi502_time > 0);
	CU_ASSERT_EQUAL(session->sesi502_idle_time, 0);
	CU_ASSERT_EQUAL(session->sesi502_user_flags, 0);
	CU_ASSERT_STRING_EQUAL(session->sesi502_cltype_name, "SMB3_11");
	CU_ASSERT_STRING_EQUAL(session->sesi502_transport, "tcp");
	NetApiBufferFree(session);
}

static void a_guest_is_told(void)
{
	LPSESSION_INFO_1 session =
		(LPSESSION_INFO_1)get("\\\\CLIENT.example.net", 1);

	CU_ASSERT_STRING_EQUAL(session->sesi1_username, "nobody");
	CU_ASSERT_EQUAL(session->sesi1_user_flags,
			SESS_GUEST | SESS_NOENCRYPTION);
	NetApiBufferFree(session);
}

static void a_client_of_nfs_has_none(void)
{
	LPSESSION_INFO_2 session = (LPSESSION_INFO_2)get("192.0.2.20", 2);
	LPSESSION_INFO_9000 native =
		(LPSESSION_INFO_9000)get("2001:db8::7", 9000);

	CU_ASSERT_STRING_EQUAL(session->sesi2_username, "");
	CU_ASSERT_EQUAL(session->sesi2_time, 0);
	CU_ASSERT_EQUAL(session->sesi2_idle_time, 11);
	CU_ASSERT_EQUAL(session->sesi2_user_flags, SESS_NOENCRYPTION);
	CU_ASSERT_STRING_EQUAL(session->sesi2_cltype_name, "NFSv4.2");
	CU_ASSERT_STRING_EQUAL(native->sesi9000_backend, "nfs");
	CU_ASSERT_STRING_EQUAL(native->sesi9000_state, "courtesy");
	CU_ASSERT_EQUAL(native->sesi9000_since, 0);
	CU_ASSERT_EQUAL(native->sesi9000_idle_time, 4000);
	NetApiBufferFree(session);
	NetApiBufferFree(native);
}

static void what_is_not_known_is_said_so_at_level_9000(void)
{
	LPSESSION_INFO_9000 native =
		(LPSESSION_INFO_9000)get("192.0.2.10", 9000);

	CU_ASSERT_EQUAL(native->sesi9000_idle_time, 0xffffffff);
	CU_ASSERT_EQUAL(native->sesi9000_since, 1727996400);
	CU_ASSERT_STRING_EQUAL(native->sesi9000_native, "3639217376");
	NetApiBufferFree(native);
}

static void filters_choose_a_client_and_a_user(void)
{
	DWORD read;

	CU_ASSERT_EQUAL(list(NULL, NULL, &read), NERR_Success);
	CU_ASSERT_EQUAL(read, 5);
	CU_ASSERT_EQUAL(list("", "", &read), NERR_Success);
	CU_ASSERT_EQUAL(read, 5);
	CU_ASSERT_EQUAL(list("\\\\192.0.2.20", NULL, &read), NERR_Success);
	CU_ASSERT_EQUAL(read, 1);
	CU_ASSERT_EQUAL(list(NULL, "alice", &read), NERR_Success);
	CU_ASSERT_EQUAL(read, 1);
	CU_ASSERT_EQUAL(list("192.0.2.10", "alice", &read), NERR_Success);
	CU_ASSERT_EQUAL(read, 1);
}

static void who_has_no_session_is_2312_or_2221(void)
{
	DWORD read;

	CU_ASSERT_EQUAL(list("nemo", NULL, &read), NERR_ClientNameNotFound);
	CU_ASSERT_EQUAL(list("nemo", "nemo", &read), NERR_ClientNameNotFound);
	CU_ASSERT_EQUAL(list(NULL, "nemo", &read), NERR_UserNotFound);
	CU_ASSERT_EQUAL(list(NULL, "ALICE", &read), NERR_UserNotFound);
	/* Both are there, but not together. */
	CU_ASSERT_EQUAL(list("192.0.2.20", "alice", &read), NERR_Success);
	CU_ASSERT_EQUAL(read, 0);
}

static void one_session_is_asked_for_by_client_and_user(void)
{
	LPBYTE buffer = (LPBYTE)8;

	CU_ASSERT_EQUAL(
		NetSessionGetInfo(NULL, "192.0.2.10", "alice", 0, &buffer),
		NERR_Success);
	NetApiBufferFree(buffer);
	CU_ASSERT_EQUAL(NetSessionGetInfo(NULL, "nemo", "alice", 0, &buffer),
			NERR_ClientNameNotFound);
	CU_ASSERT_PTR_NULL(buffer);
	CU_ASSERT_EQUAL(
		NetSessionGetInfo(NULL, "192.0.2.20", "alice", 0, &buffer),
		NERR_UserNotFound);
	CU_ASSERT_EQUAL(NetSessionGetInfo(NULL, "192.0.2.20", NULL, 0, &buffer),
			ERROR_INVALID_PARAMETER);
	CU_ASSERT_EQUAL(NetSessionGetInfo(NULL, "\\\\", "", 0, &buffer),
			ERROR_INVALID_PARAMETER);
	CU_ASSERT_EQUAL(NetSessionGetInfo(NULL, "192.0.2.20", NULL, 3, &buffer),
			ERROR_INVALID_LEVEL);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(a_session_of_samba_has_a_user),
		TAP_CASE(a_guest_is_told),
		TAP_CASE(a_client_of_nfs_has_none),
		TAP_CASE(what_is_not_known_is_said_so_at_level_9000),
		TAP_CASE(filters_choose_a_client_and_a_user),
		TAP_CASE(who_has_no_session_is_2312_or_2221),
		TAP_CASE(one_session_is_asked_for_by_client_and_user),
	};

	if (!getenv("NETMGMT_LOCAL"))
		tap_skip_all("calls.sh starts the daemon that this asks");
	return tap_run("session", cases, TAP_COUNT(cases));
}
