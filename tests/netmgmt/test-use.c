/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Uses, as the host of tests/netmgmtd/root has them. calls.sh starts the
 * daemon and names it in NETMGMT_LOCAL.
 */

#include <stdlib.h>
#include <string.h>

#include <lm.h>

#include "tests/support/tap.h"

static void uses_are_the_network_mounts(void)
{
	LPUSE_INFO_2 uses;
	DWORD read, total, resume = 0;

	CU_ASSERT_EQUAL_FATAL(NetUseEnum(NULL, 2, (LPBYTE *)&uses,
					 MAX_PREFERRED_LENGTH, &read, &total,
					 &resume),
			      NERR_Success);
	CU_ASSERT_EQUAL_FATAL(read, 2);
	CU_ASSERT_STRING_EQUAL(uses[0].ui2_local, "/mnt/nfs");
	CU_ASSERT_STRING_EQUAL(uses[0].ui2_remote,
			       "\\\\server.example.net\\export");
	CU_ASSERT_PTR_NULL(uses[0].ui2_password);
	CU_ASSERT_EQUAL(uses[0].ui2_status, USE_OK);
	CU_ASSERT_EQUAL(uses[0].ui2_asg_type, USE_DISKDEV);
	CU_ASSERT_EQUAL(uses[0].ui2_refcount, 0);
	CU_ASSERT_EQUAL(uses[0].ui2_usecount, 1);
	CU_ASSERT_STRING_EQUAL(uses[0].ui2_username, "");
	CU_ASSERT_STRING_EQUAL(uses[1].ui2_local, "/mnt/cifs");
	CU_ASSERT_EQUAL(uses[1].ui2_status, USE_DISCONN);
	NetApiBufferFree(uses);
}

static void a_page_ends_at_the_number_of_a_mount(void)
{
	LPUSE_INFO_0 uses;
	DWORD read, total, resume = 0;

	CU_ASSERT_EQUAL_FATAL(
		NetUseEnum("", 0, (LPBYTE *)&uses, 60, &read, &total, &resume),
		ERROR_MORE_DATA);
	CU_ASSERT_EQUAL(read, 1);
	CU_ASSERT_EQUAL(total, 2);
	CU_ASSERT_EQUAL(resume, 61);
	NetApiBufferFree(uses);
	CU_ASSERT_EQUAL_FATAL(
		NetUseEnum("", 0, (LPBYTE *)&uses, 60, &read, &total, &resume),
		NERR_Success);
	CU_ASSERT_STRING_EQUAL(uses[0].ui0_local, "/mnt/cifs");
	CU_ASSERT_EQUAL(resume, 0);
	NetApiBufferFree(uses);
}

static void a_use_has_two_names(void)
{
	static const char *const names[] = {
		"/mnt/cifs",
		"\\\\server.example.net\\share",
		"//SERVER.example.net/Share",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		LPUSE_INFO_9000 use;

		CU_ASSERT_EQUAL_FATAL(
			NetUseGetInfo(NULL, names[i], 9000, (LPBYTE *)&use),
			NERR_Success);
		CU_ASSERT_STRING_EQUAL(use->ui9000_local, "/mnt/cifs");
		CU_ASSERT_STRING_EQUAL(use->ui9000_source,
				       "//server.example.net/share");
		CU_ASSERT_STRING_EQUAL(use->ui9000_type, "cifs");
		CU_ASSERT_EQUAL(use->ui9000_id, 61);
		NetApiBufferFree(use);
	}
}

static void a_use_that_is_not_there_is_2250(void)
{
	LPBYTE buffer = (LPBYTE)8;

	CU_ASSERT_EQUAL(NetUseGetInfo(NULL, "/srv/data", 3, &buffer),
			NERR_UseNotFound);
	CU_ASSERT_PTR_NULL(buffer);
	CU_ASSERT_EQUAL(NetUseGetInfo(NULL, "", 3, &buffer),
			ERROR_INVALID_PARAMETER);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(uses_are_the_network_mounts),
		TAP_CASE(a_page_ends_at_the_number_of_a_mount),
		TAP_CASE(a_use_has_two_names),
		TAP_CASE(a_use_that_is_not_there_is_2250),
	};

	if (!getenv("NETMGMT_LOCAL"))
		tap_skip_all("calls.sh starts the daemon that this asks");
	return tap_run("use", cases, TAP_COUNT(cases));
}
