/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/provider/exports.h"
#include "tests/netmgmtd/machine.h"
#include "tests/netmgmtd/scarce.h"

static void check(const struct root *root, size_t index, const char *path,
		  const char *clients, bool is_writable)
{
	struct exports exports;

	CU_ASSERT_EQUAL_FATAL(exports_init(&exports, root), 0);
	CU_ASSERT_TRUE_FATAL(index < exports.count);
	CU_ASSERT_STRING_EQUAL(exports.items[index].path, path);
	CU_ASSERT_STRING_EQUAL(exports.items[index].clients, clients);
	CU_ASSERT_EQUAL(exports.items[index].is_writable, is_writable);
	exports_fini(&exports);
}

static void reads_what_is_configured(void)
{
	struct root root;

	machine_open(&root);
	check(&root, 0, "/", "trusted.example.net(rw)", true);
	check(&root, 1, "/export/with escape", "*", false);
	check(&root, 2, "/mnt/data", "client.example.net(ro)", false);
	check(&root, 3, "/srv/data",
	      "192.0.2.0/24(rw) backup.example.net(sync,no_subtree_check) "
	      "[2001:db8::]/32(ro) 198.51.100.7(ro)",
	      true);
	check(&root, 4, "/srv/with space/", "*.example.net(ro,sec=krb5p)",
	      false);
	root_fini(&root);
}

static void believes_the_table_of_the_kernel_first(void)
{
	struct machine machine;

	machine_init(&machine);
	machine_put(&machine, "var/lib/nfs/etab",
		    "/b\t*(ro,sync,sec=sys,ro)\n/a\\040b\tfe80::1(ro)\n"
		    "/b\t10.0.0.0/8(async,rw)\n");
	check(&machine.root, 0, "/a b", "fe80::1(ro)", false);
	check(&machine.root, 1, "/b",
	      "*(ro,sync,sec=sys,ro) 10.0.0.0/8(async,rw)", true);
	machine_put(&machine, "var/lib/nfs/etab", "");
	check(&machine.root, 0, "/", "trusted.example.net(rw)", true);
	machine_fini(&machine);
}

static size_t count(const struct machine *machine)
{
	struct exports exports;
	size_t result;

	CU_ASSERT_EQUAL(exports_init(&exports, &machine->root), 0);
	result = exports.count;
	exports_fini(&exports);
	return result;
}

static void has_none_where_there_are_none(void)
{
	struct machine machine;

	machine_init_empty(&machine);
	CU_ASSERT_EQUAL(count(&machine), 0);
	machine_put(&machine, "etc/exports",
		    "\n#/a *\n\"/open\nrelative *(rw)\n\"\n \\\n\\");
	CU_ASSERT_EQUAL(count(&machine), 0);
	machine_fini(&machine);
}

static void fails_on_what_is_there_but_unreadable(void)
{
	struct machine machine;
	struct exports exports;

	machine_init_empty(&machine);
	machine_put(&machine, "etc/exports/x", "");
	CU_ASSERT_EQUAL(exports_init(&exports, &machine.root), -EINVAL);
	exports_fini(&exports);
	machine_remove(&machine, "etc/exports");
	machine_put(&machine, "etc/exports.d", "");
	CU_ASSERT_EQUAL(exports_init(&exports, &machine.root), -ENOTDIR);
	exports_fini(&exports);
	machine_fini(&machine);
}

static void bounds_paths_and_clients(void)
{
	size_t size = 3 << 20;
	char *text = malloc(size), *at = text;
	struct machine machine;
	struct exports exports;

	machine_init_empty(&machine);
	for (int i = 0; i < 100000; i++)
		at += sprintf(at, "/p%d *\n", i);
	machine_put(&machine, "etc/exports", text);
	CU_ASSERT_EQUAL(count(&machine), 4096);
	at = text + sprintf(text, "/p");
	for (int i = 0; i < 200000; i++)
		at += sprintf(at, " c%d", i);
	strcpy(at, " last(rw)\n/p more\n");
	machine_put(&machine, "etc/exports", text);
	CU_ASSERT_EQUAL(exports_init(&exports, &machine.root), 0);
	CU_ASSERT_EQUAL_FATAL(exports.count, 1);
	CU_ASSERT_TRUE(strlen(exports.items[0].clients) < 4200);
	CU_ASSERT_TRUE(exports.items[0].is_cut);
	CU_ASSERT_TRUE(exports.items[0].is_writable);
	exports_fini(&exports);
	for (size_t i = 0; i < size - 1; i++)
		text[i] = (char)(i * 2654435761U >> 13);
	machine_write(&machine, "var/lib/nfs/etab", text, size, 0);
	CU_ASSERT_EQUAL(exports_init(&exports, &machine.root), 0);
	exports_fini(&exports);
	free(text);
	machine_fini(&machine);
}

struct fixture {
	struct root root;
	struct exports exports;
};

static int make(void *context)
{
	struct fixture *fixture = context;
	int r = exports_init(&fixture->exports, &fixture->root);

	if (r == 0)
		CU_ASSERT_EQUAL(fixture->exports.count, 5);
	return r;
}

static void drop(void *context)
{
	struct fixture *fixture = context;

	exports_fini(&fixture->exports);
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
		TAP_CASE(reads_what_is_configured),
		TAP_CASE(believes_the_table_of_the_kernel_first),
		TAP_CASE(has_none_where_there_are_none),
		TAP_CASE(fails_on_what_is_there_but_unreadable),
		TAP_CASE(bounds_paths_and_clients),
		TAP_CASE(leaves_nothing_behind_when_memory_ends),
	};

	return tap_run("exports", cases, TAP_COUNT(cases));
}
