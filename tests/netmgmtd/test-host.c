/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/provider/host.h"
#include "src/netmgmtd/provider/logins.h"
#include "tests/netmgmtd/machine.h"
#include "tests/support/heap.h"
#include "tests/support/tap.h"

static void reads_the_host_of_the_fixture(void)
{
	struct root root;
	struct host host;

	machine_open(&root);
	CU_ASSERT_EQUAL_FATAL(host_init(&host, &root), 0);
	CU_ASSERT_STRING_EQUAL(host.name, "fixture");
	CU_ASSERT_STRING_EQUAL(host.comment, "The Fixture Machine");
	CU_ASSERT_STRING_EQUAL(host.langroup, "EXAMPLEGRP");
	CU_ASSERT_STRING_EQUAL(host.homes, "/srv/homes");
	CU_ASSERT_EQUAL(host.version_major, 6);
	CU_ASSERT_EQUAL(host.version_minor, 1);
	CU_ASSERT_TRUE(host.has_time_service);
	CU_ASSERT_FALSE(host.has_printing);
	CU_ASSERT_FALSE(host.is_domain_member);
	host_fini(&host);
	root_fini(&root);
}

/* Reads a changed machine's host, which the caller finishes. */
static struct host host_of(const struct machine *machine)
{
	struct host host;

	CU_ASSERT_EQUAL_FATAL(host_init(&host, &machine->root), 0);
	return host;
}

static void takes_the_comment_from_os_release_otherwise(void)
{
	struct machine machine;
	struct host host;

	machine_init(&machine);
	machine_put(&machine, "etc/machine-info", "PRETTY_HOSTNAME=\n");
	host = host_of(&machine);
	CU_ASSERT_STRING_EQUAL(host.comment, "Example Linux 7 (\"Quoted\")");
	host_fini(&host);
	machine_remove(&machine, "etc/os-release");
	host = host_of(&machine);
	CU_ASSERT_STRING_EQUAL(host.comment, "");
	host_fini(&host);
	machine_fini(&machine);
}

static void takes_the_langroup_from_the_domain_otherwise(void)
{
	struct machine machine;
	struct host host;

	machine_init(&machine);
	machine_remove(&machine, "etc/samba/smb.conf");
	host = host_of(&machine);
	CU_ASSERT_STRING_EQUAL(host.langroup, "example.net");
	host_fini(&host);
	machine_put(&machine, "proc/sys/kernel/hostname", "short\n");
	machine_put(&machine, "etc/resolv.conf",
		    "search other.example\ndomain dns.example\n");
	host = host_of(&machine);
	CU_ASSERT_STRING_EQUAL(host.name, "short");
	CU_ASSERT_STRING_EQUAL(host.langroup, "dns.example");
	host_fini(&host);
	machine_remove(&machine, "etc/resolv.conf");
	host = host_of(&machine);
	CU_ASSERT_STRING_EQUAL(host.langroup, "WORKGROUP");
	host_fini(&host);
	machine_fini(&machine);
}

static void knows_a_member_of_a_domain(void)
{
	struct machine machine;
	struct host host;

	machine_init(&machine);
	machine_put(&machine, "etc/nsswitch.conf", "passwd: files sss\n");
	host = host_of(&machine);
	CU_ASSERT_FALSE(host.is_domain_member);
	host_fini(&host);
	machine_put(&machine, "etc/sssd/sssd.conf",
		    "[sssd]\ndomains = example.net\n");
	host = host_of(&machine);
	CU_ASSERT_TRUE(host.is_domain_member);
	host_fini(&host);
	machine_put(&machine, "etc/nsswitch.conf", "passwd: files winbind\n");
	host = host_of(&machine);
	CU_ASSERT_FALSE(host.is_domain_member);
	host_fini(&host);
	machine_put(&machine, "etc/samba/smb.conf",
		    "[global]\nsecurity = ADS\nworkgroup = EX\n");
	host = host_of(&machine);
	CU_ASSERT_TRUE(host.is_domain_member);
	host_fini(&host);
	machine_fini(&machine);
}

static void has_printing_when_cups_runs(void)
{
	struct machine machine;
	struct host host;

	machine_init(&machine);
	machine_remove(&machine, "run/chrony/chronyd.pid");
	machine_put(&machine, "run/cups/cupsd.pid", "12\n");
	host = host_of(&machine);
	CU_ASSERT_TRUE(host.has_printing);
	CU_ASSERT_FALSE(host.has_time_service);
	host_fini(&host);
	machine_fini(&machine);
}

static void has_a_name_in_an_empty_tree(void)
{
	struct machine machine;
	struct host host;

	machine_init_empty(&machine);
	host = host_of(&machine);
	CU_ASSERT_TRUE(host.name[0] != '\0');
	CU_ASSERT_STRING_EQUAL(host.comment, "");
	CU_ASSERT_STRING_EQUAL(host.homes, "/home");
	host_fini(&host);
	machine_put(&machine, "proc/sys/kernel/osrelease", "unknown\n");
	host = host_of(&machine);
	CU_ASSERT_EQUAL(host.version_major, 0);
	host_fini(&host);
	machine_fini(&machine);
}

static void write_login(struct machine *machine, int index, int16_t type,
			const char *user)
{
	char record[384] = {0};

	memcpy(record, &type, sizeof(type));
	strcpy(record + 44, user);
	machine_write(machine, "run/utmp", record, sizeof(record), index * 384);
}

static void counts_sessions_and_no_other_records(void)
{
	struct machine machine;

	machine_init_empty(&machine);
	CU_ASSERT_EQUAL(logins_count(&machine.root), 0);
	write_login(&machine, 0, 2, "reboot");
	write_login(&machine, 1, 7, "alice");
	write_login(&machine, 2, 8, "bob");
	write_login(&machine, 3, 7, "alice");
	write_login(&machine, 4, 7, "");
	machine_write(&machine, "run/utmp", "cut short", 9, 5 * 384);
	CU_ASSERT_EQUAL(logins_count(&machine.root), 2);
	machine_fini(&machine);
}

static void leaves_nothing_behind_when_memory_ends(void)
{
	bool failed = heap_counts();
	struct machine machine;
	struct host host;
	unsigned long n;
	long before;

	machine_init(&machine);
	machine_remove(&machine, "etc/machine-info");
	machine_put(&machine, "etc/nsswitch.conf", "passwd: sss winbind\n");
	machine_put(&machine, "etc/samba/smb.conf",
		    "[global]\nsecurity = domain\n");
	before = heap_mark().blocks;
	for (n = 1; failed; n++) {
		int r;

		heap_fail_at(n);
		r = host_init(&host, &machine.root);
		failed = heap_failed();
		heap_fail_at(0);
		CU_ASSERT_EQUAL(r, failed ? -ENOMEM : 0);
		if (r == 0)
			CU_ASSERT_TRUE(host.is_domain_member);
		host_fini(&host);
		CU_ASSERT_EQUAL(heap_mark().blocks, before);
	}
	CU_ASSERT_TRUE(n > 10 || !heap_counts());
	machine_fini(&machine);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(reads_the_host_of_the_fixture),
		TAP_CASE(takes_the_comment_from_os_release_otherwise),
		TAP_CASE(takes_the_langroup_from_the_domain_otherwise),
		TAP_CASE(knows_a_member_of_a_domain),
		TAP_CASE(has_printing_when_cups_runs),
		TAP_CASE(has_a_name_in_an_empty_tree),
		TAP_CASE(counts_sessions_and_no_other_records),
		TAP_CASE(leaves_nothing_behind_when_memory_ends),
	};

	return tap_run("host", cases, TAP_COUNT(cases));
}
