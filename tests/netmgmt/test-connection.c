/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Connections, as the host of tests/netmgmtd/root has them. calls.sh starts
 * the daemon and names it in NETMGMT_LOCAL.
 */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <lm.h>

#include "tests/support/tap.h"

static LPBYTE list(const char *qualifier, DWORD level, DWORD expected)
{
	DWORD read, total, resume = 0;
	LPBYTE buffer;

	CU_ASSERT_EQUAL_FATAL(NetConnectionEnum(NULL, qualifier, level, &buffer,
						MAX_PREFERRED_LENGTH, &read,
						&total, &resume),
			      NERR_Success);
	CU_ASSERT_EQUAL_FATAL(read, expected);
	CU_ASSERT_EQUAL(total, expected);
	return buffer;
}

static const CONNECTION_INFO_1 *find(LPBYTE buffer, DWORD count,
				     const char *name)
{
	const CONNECTION_INFO_1 *items = (LPCONNECTION_INFO_1)buffer;

	for (DWORD i = 0; i < count; i++)
		if (!strcmp(items[i].coni1_netname, name))
			return &items[i];
	CU_FAIL_FATAL("a connection is missing");
	return NULL;
}

static void a_share_is_used_by_clients(void)
{
	LPBYTE buffer = list("PUBLIC", 1, 2);
	const CONNECTION_INFO_1 *one = find(buffer, 2, "192.0.2.10");
	const CONNECTION_INFO_1 *other = find(buffer, 2, "client.example.net");

	CU_ASSERT_EQUAL(one->coni1_type, STYPE_DISKTREE);
	CU_ASSERT_EQUAL(one->coni1_num_opens, 2);
	CU_ASSERT_EQUAL(one->coni1_num_users, 1);
	CU_ASSERT(one->coni1_time > 0);
	CU_ASSERT(one->coni1_time + 1727996400u <= (DWORD)time(NULL));
	CU_ASSERT_STRING_EQUAL(one->coni1_username, "alice");
	CU_ASSERT_EQUAL(other->coni1_time, 0);
	NetApiBufferFree(buffer);
}

static void a_client_uses_shares(void)
{
	LPBYTE buffer = list("\\\\Client.example.net", 1, 2);

	CU_ASSERT_EQUAL(find(buffer, 2, "public")->coni1_type, STYPE_DISKTREE);
	CU_ASSERT_EQUAL(find(buffer, 2, "IPC$")->coni1_type,
			STYPE_IPC | STYPE_SPECIAL);
	NetApiBufferFree(buffer);
}

static void nfs_counts_who_has_something_open(void)
{
	LPCONNECTION_INFO_9000 items;
	DWORD doubtful = 0;

	items = (LPCONNECTION_INFO_9000)list("data~2", 9000, 2);
	for (int i = 0; i < 2; i++) {
		CU_ASSERT_STRING_EQUAL(items[i].coni9000_backend, "nfs");
		CU_ASSERT_STRING_EQUAL(items[i].coni9000_share, "data~2");
		CU_ASSERT_STRING_EQUAL(items[i].coni9000_username, "");
		CU_ASSERT_EQUAL(items[i].coni9000_since, 0);
		doubtful += items[i].coni9000_doubtful;
		if (items[i].coni9000_doubtful)
			continue;
		CU_ASSERT_STRING_EQUAL(items[i].coni9000_client, "192.0.2.20");
		CU_ASSERT_EQUAL(items[i].coni9000_num_opens, 2);
		CU_ASSERT_EQUAL(items[i].coni9000_num_users, 2);
	}
	CU_ASSERT_EQUAL(doubtful, 1);
	NetApiBufferFree(items);
}

static void a_share_that_nobody_uses_is_an_empty_list(void)
{
	CU_ASSERT_PTR_NULL(list("quiet", 1, 0));
}

static void an_unknown_computer_is_an_empty_list(void)
{
	CU_ASSERT_PTR_NULL(list("\\\\nemo", 1, 0));
}

static NET_API_STATUS fail(const char *qualifier)
{
	DWORD read = 1, total = 1, resume = 7;
	LPBYTE buffer = (LPBYTE)8;
	NET_API_STATUS status =
		NetConnectionEnum(NULL, qualifier, 1, &buffer,
				  MAX_PREFERRED_LENGTH, &read, &total, &resume);

	CU_ASSERT_PTR_NULL(buffer);
	CU_ASSERT(!read && !total && resume == 7);
	return status;
}

static void an_unknown_share_is_2310(void)
{
	CU_ASSERT_EQUAL(fail("nemo"), NERR_NetNameNotFound);
	CU_ASSERT_EQUAL(fail("192.0.2.10"), NERR_NetNameNotFound);
}

static void neither_share_nor_computer_is_87(void)
{
	CU_ASSERT_EQUAL(fail(""), ERROR_INVALID_PARAMETER);
	CU_ASSERT_EQUAL(fail("\\\\"), ERROR_INVALID_PARAMETER);
	CU_ASSERT_EQUAL(fail(NULL), ERROR_INVALID_PARAMETER);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(a_share_is_used_by_clients),
		TAP_CASE(a_client_uses_shares),
		TAP_CASE(nfs_counts_who_has_something_open),
		TAP_CASE(a_share_that_nobody_uses_is_an_empty_list),
		TAP_CASE(an_unknown_computer_is_an_empty_list),
		TAP_CASE(an_unknown_share_is_2310),
		TAP_CASE(neither_share_nor_computer_is_87),
	};

	if (!getenv("NETMGMT_LOCAL"))
		tap_skip_all("calls.sh starts the daemon that this asks");
	return tap_run("connection", cases, TAP_COUNT(cases));
}
