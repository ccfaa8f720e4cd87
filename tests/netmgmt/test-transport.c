/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Transports: the daemon's own listeners, and the interfaces of the host of
 * tests/netmgmtd/root. calls.sh starts the daemon, on a socket and on a port
 * of 127.0.0.1, and names the former in NETMGMT_LOCAL.
 */

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <lm.h>

#include "tests/support/tap.h"

static void calls_come_in_where_the_daemon_listens(void)
{
	const char *uri = getenv("NETMGMT_LOCAL");
	LPSERVER_TRANSPORT_INFO_2 items;
	DWORD read, total, resume = 0, found = 0;

	CU_ASSERT_EQUAL_FATAL(NetServerTransportEnum(NULL, 2, (LPBYTE *)&items,
						     MAX_PREFERRED_LENGTH,
						     &read, &total, &resume),
			      NERR_Success);
	CU_ASSERT_EQUAL_FATAL(read, 2);
	for (DWORD i = 0; i < read; i++) {
		const char *address = items[i].svti2_transportaddress;

		CU_ASSERT_EQUAL(items[i].svti2_transportaddresslength,
				strlen(address));
		CU_ASSERT_STRING_EQUAL(items[i].svti2_networkaddress,
				       "000000000000");
		CU_ASSERT_STRING_EQUAL(items[i].svti2_domain, "EXAMPLEGRP");
		CU_ASSERT_EQUAL(items[i].svti2_flags, 0);
		found += !strcmp(items[i].svti2_transportname, "local") &&
			 !strcmp(address, uri + strlen("unix://"));
		found += !strcmp(items[i].svti2_transportname, "tcp") &&
			 !strcmp(address, "127.0.0.1");
	}
	CU_ASSERT_EQUAL(found, 2);
	NetApiBufferFree(items);
}

static void calls_go_out_by_interfaces(void)
{
	LPWKSTA_TRANSPORT_INFO_0 items;
	DWORD read, total, resume = 0;

	CU_ASSERT_EQUAL_FATAL(NetWkstaTransportEnum(NULL, 0, (LPBYTE *)&items,
						    MAX_PREFERRED_LENGTH, &read,
						    &total, &resume),
			      NERR_Success);
	CU_ASSERT_EQUAL_FATAL(read, 2);
	for (DWORD i = 0; i < read; i++) {
		bool is_tunnel = !strcmp(items[i].wkti0_transport_name, "tun0");

		CU_ASSERT_STRING_EQUAL(items[i].wkti0_transport_name,
				       is_tunnel ? "tun0" : "eth0");
		CU_ASSERT_STRING_EQUAL(items[i].wkti0_transport_address,
				       is_tunnel ? "000000000000"
						 : "02FC0000000A");
		CU_ASSERT_EQUAL(items[i].wkti0_wan_ish, is_tunnel);
		CU_ASSERT_EQUAL(items[i].wkti0_number_of_vcs, 1);
		CU_ASSERT_EQUAL(items[i].wkti0_quality_of_service, 0);
	}
	NetApiBufferFree(items);
}

static void a_page_of_one_is_followed_by_another(void)
{
	LPWKSTA_TRANSPORT_INFO_0 items;
	DWORD read, total, resume = 0;

	/* 32 bytes, and 5 and 13 of strings. */
	CU_ASSERT_EQUAL_FATAL(NetWkstaTransportEnum(NULL, 0, (LPBYTE *)&items,
						    50, &read, &total, &resume),
			      ERROR_MORE_DATA);
	CU_ASSERT_EQUAL(read, 1);
	CU_ASSERT_EQUAL(total, 2);
	CU_ASSERT(resume > 0);
	NetApiBufferFree(items);
	CU_ASSERT_EQUAL_FATAL(NetWkstaTransportEnum(NULL, 0, (LPBYTE *)&items,
						    50, &read, &total, &resume),
			      NERR_Success);
	CU_ASSERT_EQUAL(read, 1);
	CU_ASSERT_EQUAL(resume, 0);
	NetApiBufferFree(items);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(calls_come_in_where_the_daemon_listens),
		TAP_CASE(calls_go_out_by_interfaces),
		TAP_CASE(a_page_of_one_is_followed_by_another),
	};

	if (!getenv("NETMGMT_LOCAL"))
		tap_skip_all("calls.sh starts the daemon that this asks");
	return tap_run("transport", cases, TAP_COUNT(cases));
}
