/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/provider/circuits.h"
#include "src/netmgmtd/provider/interfaces.h"
#include "src/netmgmtd/provider/transports.h"
#include "tests/netmgmtd/machine.h"
#include "tests/netmgmtd/scarce.h"

static const struct transport_listener listeners[] = {
	{"tcp", "0.0.0.0", 8080},
	{"tcp6", "::", 8080},
	{"local", "/run/netmgmtd.sock", 0},
	{"tcp", "127.0.0.1", 9},
};

static struct transports server_of(const struct root *root)
{
	struct transports transports;

	CU_ASSERT_EQUAL_FATAL(
		transports_init_server(&transports, root, listeners, 4), 0);
	return transports;
}

static struct transports wksta_of(const struct root *root)
{
	struct transports transports;

	CU_ASSERT_EQUAL_FATAL(transports_init_wksta(&transports, root), 0);
	return transports;
}

static void check(const struct transports *transports, const char *name,
		  const char *address, const char *hardware, uint32_t circuits,
		  bool is_wan)
{
	for (size_t i = 0; i < transports->count; i++) {
		const struct transport *transport = &transports->items[i];

		if (strcmp(transport->name, name) != 0 ||
		    strcmp(transport->address, address) != 0)
			continue;
		CU_ASSERT_STRING_EQUAL(transport->hardware, hardware);
		CU_ASSERT_EQUAL(transport->circuits, circuits);
		CU_ASSERT_EQUAL(transport->is_wan, is_wan);
		return;
	}
	fprintf(stderr, "# no transport %s %s\n", name, address);
	CU_FAIL("a transport is missing");
}

static void lists_listeners_times_addresses(void)
{
	struct root root;
	struct transports transports;

	machine_open(&root);
	transports = server_of(&root);
	CU_ASSERT_EQUAL(transports.count, 6);
	check(&transports, "tcp", "192.0.2.1", "02FC0000000A", 3, false);
	check(&transports, "tcp", "192.0.2.2", "02FC0000000A", 0, false);
	check(&transports, "tcp", "198.51.100.1", "000000000000", 0, true);
	check(&transports, "tcp6", "2001:db8::1", "02FC0000000A", 1, false);
	check(&transports, "local", "/run/netmgmtd.sock", "000000000000", 0,
	      false);
	check(&transports, "tcp", "127.0.0.1", "000000000000", 0, false);
	for (size_t i = 1; i < transports.count; i++)
		CU_ASSERT_TRUE(transports.items[i - 1].key <=
			       transports.items[i].key);
	transports_fini(&transports);
	root_fini(&root);
}

static void lists_interfaces_that_are_up(void)
{
	struct root root;
	struct transports transports;

	machine_open(&root);
	transports = wksta_of(&root);
	CU_ASSERT_EQUAL(transports.count, 2);
	check(&transports, "eth0", "02FC0000000A", "02FC0000000A", 1, false);
	check(&transports, "tun0", "000000000000", "000000000000", 1, true);
	transports_fini(&transports);
	root_fini(&root);
}

static void knows_interfaces_and_their_addresses(void)
{
	struct root root;
	struct interfaces interfaces;

	machine_open(&root);
	CU_ASSERT_EQUAL_FATAL(interfaces_init(&interfaces, &root), 0);
	CU_ASSERT_EQUAL_FATAL(interfaces.count, 4);
	CU_ASSERT_STRING_EQUAL(interfaces.items[0].name, "dummy0");
	CU_ASSERT_FALSE(interfaces.items[0].is_up);
	CU_ASSERT_STRING_EQUAL(interfaces.items[1].name, "eth0");
	CU_ASSERT_EQUAL_FATAL(interfaces.items[1].address_count, 3);
	CU_ASSERT_STRING_EQUAL(interfaces.items[1].addresses[2].text,
			       "2001:db8::1");
	CU_ASSERT_TRUE(interfaces.items[2].is_loopback);
	CU_ASSERT_PTR_EQUAL(interfaces_find_address(&interfaces, "::1"),
			    &interfaces.items[2]);
	CU_ASSERT_PTR_NULL(interfaces_find_address(&interfaces, "192.0.2.9"));
	interfaces_fini(&interfaces);
	root_fini(&root);
}

static void has_only_what_needs_no_interface_in_an_empty_tree(void)
{
	struct machine machine;
	struct transports transports;
	struct interfaces interfaces;

	machine_init_empty(&machine);
	transports = server_of(&machine.root);
	CU_ASSERT_EQUAL(transports.count, 2);
	transports_fini(&transports);
	transports = wksta_of(&machine.root);
	CU_ASSERT_EQUAL(transports.count, 0);
	transports_fini(&transports);
	machine_put(&machine, "sys/class/net", "");
	CU_ASSERT_EQUAL(interfaces_init(&interfaces, &machine.root), -ENOTDIR);
	interfaces_fini(&interfaces);
	machine_fini(&machine);
}

static void takes_no_malformed_line(void)
{
	struct machine machine;
	struct interfaces interfaces;
	struct circuits circuits;
	char *text = malloc(1 << 18);

	machine_init_empty(&machine);
	machine_put(&machine, "sys/class/net/a/flags", "zz");
	machine_put(&machine, "sys/class/net/a/address", "02:fc:0g:00:00:01");
	machine_put(&machine, "sys/class/net/b/flags", "0x1");
	machine_put(&machine, "sys/class/net/b/address",
		    "80:00:02:08:fe:80:00:00:00:00:00:00:f4:52\n");
	machine_put(&machine, "captured/addresses",
		    "a\na 1.2.3\n\nb fe80::1%b\nc 10.0.0.1 more\n\1\2 \3\n");
	CU_ASSERT_EQUAL(interfaces_init(&interfaces, &machine.root), 0);
	CU_ASSERT_EQUAL_FATAL(interfaces.count, 3);
	CU_ASSERT_STRING_EQUAL(interfaces.items[0].hardware, "000000000000");
	CU_ASSERT_STRING_EQUAL(interfaces.items[1].hardware, "000000000000");
	CU_ASSERT_EQUAL(interfaces.items[1].address_count, 0);
	CU_ASSERT_EQUAL(interfaces.items[2].address_count, 1);
	interfaces_fini(&interfaces);
	machine_put(&machine, "proc/net/tcp",
		    "x y z 01\n 1: 0100007F:0001 0100007F:0002 01\n"
		    " 2: 0100007F:00011 0100007F:0002 01\n"
		    " 3: 0100007F:0001 0100007:0002 01\n"
		    " 4: -100007F:0001 0100007F:0002 01\n"
		    " 5: 0100007F0100007F:0001 0100007F:0002 01\n"
		    " 6: 0100007F:0001 0100007F:0002 1\n"
		    " 7: :0001 0100007F:0002 01\n 8: 0100007F:0001");
	CU_ASSERT_EQUAL(circuits_init(&circuits, &machine.root), 0);
	CU_ASSERT_EQUAL(circuits.count, 1);
	circuits_fini(&circuits);
	for (size_t i = 0; i < 1 << 18; i++)
		text[i] = "0F: \n1\0A"[i * 2654435761U >> 9 & 7];
	machine_write(&machine, "proc/net/tcp", text, 1 << 18, 0);
	machine_put(&machine, "proc/net/tcp6/x", "");
	CU_ASSERT_EQUAL(circuits_init(&circuits, &machine.root), -EINVAL);
	circuits_fini(&circuits);
	free(text);
	machine_fini(&machine);
}

static void asks_this_host(void)
{
	struct root root;
	struct transports transports;
	struct interfaces interfaces;

	CU_ASSERT_EQUAL_FATAL(root_init(&root, "/"), 0);
	CU_ASSERT_EQUAL(interfaces_init(&interfaces, &root), 0);
	CU_ASSERT_TRUE(interfaces.count > 0);
	interfaces_fini(&interfaces);
	transports = server_of(&root);
	CU_ASSERT_TRUE(transports.count >= 2);
	transports_fini(&transports);
	transports = wksta_of(&root);
	transports_fini(&transports);
	root_fini(&root);
}

struct fixture {
	struct root root;
	struct transports server;
	struct transports wksta;
};

static int make(void *context)
{
	struct fixture *fixture = context;
	int r;

	fixture->wksta = (struct transports){0};
	r = transports_init_server(&fixture->server, &fixture->root, listeners,
				   4);
	if (r < 0)
		return r;
	r = transports_init_wksta(&fixture->wksta, &fixture->root);
	if (r == 0) {
		CU_ASSERT_EQUAL(fixture->server.count, 6);
		CU_ASSERT_EQUAL(fixture->wksta.count, 2);
	}
	return r;
}

static void drop(void *context)
{
	struct fixture *fixture = context;

	transports_fini(&fixture->server);
	transports_fini(&fixture->wksta);
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
		TAP_CASE(lists_listeners_times_addresses),
		TAP_CASE(lists_interfaces_that_are_up),
		TAP_CASE(knows_interfaces_and_their_addresses),
		TAP_CASE(has_only_what_needs_no_interface_in_an_empty_tree),
		TAP_CASE(takes_no_malformed_line),
		TAP_CASE(asks_this_host),
		TAP_CASE(leaves_nothing_behind_when_memory_ends),
	};

	return tap_run("transports", cases, TAP_COUNT(cases));
}
