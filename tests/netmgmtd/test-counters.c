/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/provider/counters.h"
#include "tests/netmgmtd/machine.h"
#include "tests/netmgmtd/scarce.h"

static struct counters_server server_of(const struct root *root)
{
	struct counters_server counters;

	memset(&counters, 0xAA, sizeof(counters));
	CU_ASSERT_EQUAL_FATAL(counters_read_server(&counters, root), 0);
	return counters;
}

static struct counters_wksta wksta_of(const struct root *root)
{
	struct counters_wksta counters;

	memset(&counters, 0xAA, sizeof(counters));
	CU_ASSERT_EQUAL_FATAL(counters_read_wksta(&counters, root), 0);
	return counters;
}

static void counts_what_the_server_of_nfs_does(void)
{
	struct root root;
	struct counters_server counters;

	machine_open(&root);
	counters = server_of(&root);
	CU_ASSERT_EQUAL(counters.opens, 77);
	CU_ASSERT_EQUAL(counters.connections, 12);
	CU_ASSERT_EQUAL(counters.calls, 1490);
	CU_ASSERT_EQUAL(counters.bad_calls, 6);
	CU_ASSERT_EQUAL(counters.bad_format, 3);
	CU_ASSERT_EQUAL(counters.bad_authentication, 2);
	CU_ASSERT_EQUAL(counters.bytes_sent, 8589934592);
	CU_ASSERT_EQUAL(counters.bytes_received, 4294967297);
	root_fini(&root);
}

static void counts_what_mounts_do(void)
{
	struct root root;
	struct counters_wksta counters;

	machine_open(&root);
	counters = wksta_of(&root);
	CU_ASSERT_EQUAL(counters.boot_time, 1727990000);
	CU_ASSERT_TRUE(counters.has_mounts);
	CU_ASSERT_EQUAL(counters.nfs_mounts, 1);
	CU_ASSERT_EQUAL(counters.smb_mounts, 1);
	CU_ASSERT_EQUAL(counters.bytes_received,
			24 + 5000001000 + 700 + 400 + 1000);
	CU_ASSERT_EQUAL(counters.bytes_sent, 44 + 1500 + 900 + 300 + 2000);
	CU_ASSERT_EQUAL(counters.calls, 5000 + 90);
	CU_ASSERT_EQUAL(counters.retransmissions, 7);
	CU_ASSERT_EQUAL(counters.cache_bytes_read, 1000);
	CU_ASSERT_EQUAL(counters.cache_bytes_written, 2000);
	CU_ASSERT_EQUAL(counters.direct_bytes_read, 30);
	CU_ASSERT_EQUAL(counters.direct_bytes_written, 40);
	CU_ASSERT_EQUAL(counters.network_bytes_read, 5000000000);
	CU_ASSERT_EQUAL(counters.network_bytes_written, 600);
	CU_ASSERT_EQUAL(counters.reads, 10);
	CU_ASSERT_EQUAL(counters.writes, 5);
	CU_ASSERT_EQUAL(counters.failed_operations, 5);
	CU_ASSERT_EQUAL(counters.timeouts, 1);
	CU_ASSERT_EQUAL(counters.sessions, 3);
	CU_ASSERT_EQUAL(counters.reconnects, 5);
	root_fini(&root);
}

static void counts_interfaces_where_nothing_is_mounted(void)
{
	struct machine machine;
	struct counters_wksta counters;

	machine_init(&machine);
	machine_remove(&machine, "proc/self/mountstats");
	machine_remove(&machine, "proc/fs/cifs");
	counters = wksta_of(&machine.root);
	CU_ASSERT_FALSE(counters.has_mounts);
	CU_ASSERT_EQUAL(counters.bytes_received, 5000000001);
	CU_ASSERT_EQUAL(counters.bytes_sent, 703);
	CU_ASSERT_EQUAL(counters.calls, 5000);
	machine_fini(&machine);
}

static void counts_nothing_that_is_not_said(void)
{
	static const struct counters_server no_server;
	static const struct counters_wksta no_wksta;
	struct machine machine;
	struct counters_server server;
	struct counters_wksta wksta;

	machine_init_empty(&machine);
	server = server_of(&machine.root);
	wksta = wksta_of(&machine.root);
	CU_ASSERT_EQUAL(memcmp(&server, &no_server, sizeof(server)), 0);
	CU_ASSERT_EQUAL(memcmp(&wksta, &no_wksta, sizeof(wksta)), 0);
	/* Old line sets, words cut short, numbers that are none. */
	machine_put(&machine, "proc/net/rpc/nfsd",
		    "io\nnet 1 2 3\nrpcx 1\nrpc -1 5\nproc4ops 3 1 2 3\n"
		    "proc4 40 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 "
		    "20 21\nio x 5\n\1\2\n");
	server = server_of(&machine.root);
	CU_ASSERT_EQUAL(memcmp(&server, &no_server, sizeof(server)), 0);
	machine_put(&machine, "proc/self/mountstats",
		    "READ: 1 1 1 1 1\ndevice x mounted on y with fstype nfsd\n"
		    "READ: 1 1 1 1 1\ndevice\ndevice \nbytes: 1\n");
	machine_put(&machine, "proc/stat", "btime\nbtime x\nbtime -5\n");
	machine_put(&machine, "proc/fs/cifs/Stats",
		    "SMBs: x\nBytes read: \n1 session\n)\nBytes written");
	machine_put(&machine, "proc/net/dev", "lo: 5 5\n:\neth0:\neth1: x");
	wksta = wksta_of(&machine.root);
	CU_ASSERT_EQUAL(memcmp(&wksta, &no_wksta, sizeof(wksta)), 0);
	machine_fini(&machine);
}

static void stops_at_the_top(void)
{
	struct machine machine;
	struct counters_wksta counters;
	char *text = malloc(17 << 20);

	machine_init_empty(&machine);
	machine_put(&machine, "proc/self/mountstats",
		    "device a mounted on b with fstype nfs statvers=1.1\n"
		    "READ: 18446744073709551615 1 0 1 1\nREAD: 5 1 0 1 1\n"
		    "READ: 18446744073709551616 1 0 1 1\n");
	counters = wksta_of(&machine.root);
	CU_ASSERT_EQUAL(counters.reads, UINT64_MAX);
	CU_ASSERT_EQUAL(counters.bytes_sent, 2);
	memset(text, 'A', 17 << 20);
	machine_write(&machine, "proc/self/mountstats", text, 15 << 20, 0);
	counters = wksta_of(&machine.root);
	CU_ASSERT_EQUAL(counters.reads, 0);
	machine_write(&machine, "proc/self/mountstats", text, 17 << 20, 0);
	counters = wksta_of(&machine.root);
	CU_ASSERT_EQUAL(counters.nfs_mounts, 0);
	free(text);
	machine_fini(&machine);
}

static void asks_this_host(void)
{
	struct root root;

	CU_ASSERT_EQUAL_FATAL(root_init(&root, "/"), 0);
	CU_ASSERT_TRUE(wksta_of(&root).boot_time > 0);
	server_of(&root);
	root_fini(&root);
}

struct fixture {
	struct root root;
	struct counters_server server;
	struct counters_wksta wksta;
};

static int make(void *context)
{
	struct fixture *fixture = context;
	int r = counters_read_server(&fixture->server, &fixture->root);

	if (r == 0)
		r = counters_read_wksta(&fixture->wksta, &fixture->root);
	if (r == 0) {
		CU_ASSERT_EQUAL(fixture->server.opens, 77);
		CU_ASSERT_EQUAL(fixture->wksta.reconnects, 5);
	}
	return r;
}

static void drop(void *context)
{
	(void)context;
}

static void leaves_nothing_behind_when_memory_ends(void)
{
	struct fixture fixture;

	machine_open(&fixture.root);
	scarce_memory(make, drop, &fixture);
	root_fini(&fixture.root);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(counts_what_the_server_of_nfs_does),
		TAP_CASE(counts_what_mounts_do),
		TAP_CASE(counts_interfaces_where_nothing_is_mounted),
		TAP_CASE(counts_nothing_that_is_not_said),
		TAP_CASE(stops_at_the_top),
		TAP_CASE(asks_this_host),
		TAP_CASE(leaves_nothing_behind_when_memory_ends),
	};

	return tap_run("counters", cases, TAP_COUNT(cases));
}
