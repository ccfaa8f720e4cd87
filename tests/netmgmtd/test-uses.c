/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/provider/uses.h"
#include "tests/netmgmtd/machine.h"
#include "tests/netmgmtd/scarce.h"

static const char table[] =
	"27 1 254:0 / / rw - ext4 /dev/vda rw\n"
	"90 27 0:60 / /mnt/a rw - cifs //Server/Share "
	"rw,vers=3.1.1,username=alice,domain=EXAMPLE,uid=0\n"
	"88 27 0:61 / /mnt/b\\040c rw - smb3 //server/share/ rw\n"
	"89 27 0:60 / /mnt/d rw - cifs //SERVER/share rw,username=,domain\n"
	"95 27 0:63 / /mnt/six rw - nfs4 [fe80::1]:/ rw\n"
	"96 27 0:64 / /mnt/odd rw - nfs odd rw\n"
	"97 27 0:65 / /mnt/none rw - nfs - rw\n";

static struct uses uses_of(const struct root *root, unsigned int most)
{
	struct deadline *deadline = NULL;
	struct uses uses;

	if (most > 0)
		CU_ASSERT_EQUAL_FATAL(deadline_new(&deadline, most), 0);
	CU_ASSERT_EQUAL_FATAL(uses_init(&uses, root, deadline, 2000), 0);
	deadline_free(deadline);
	return uses;
}

static void lists_mounts_of_other_hosts_alone(void)
{
	struct root root;
	struct uses uses;

	machine_open(&root);
	uses = uses_of(&root, 0);
	CU_ASSERT_EQUAL_FATAL(uses.count, 2);
	CU_ASSERT_EQUAL(uses.items[0].id, 60);
	CU_ASSERT_STRING_EQUAL(uses.items[0].local, "/mnt/nfs");
	CU_ASSERT_STRING_EQUAL(uses.items[0].remote,
			       "\\\\server.example.net\\export");
	CU_ASSERT_STRING_EQUAL(uses.items[0].source,
			       "server.example.net:/export");
	CU_ASSERT_STRING_EQUAL(uses.items[0].type, "nfs4");
	CU_ASSERT_STRING_EQUAL(uses.items[0].user, "");
	CU_ASSERT_EQUAL(uses.items[0].count, 1);
	CU_ASSERT_EQUAL(uses.items[1].id, 61);
	CU_ASSERT_STRING_EQUAL(uses.items[1].remote,
			       "\\\\server.example.net\\share");
	CU_ASSERT_EQUAL(uses.items[1].state, USE_STATE_OK);
	uses_fini(&uses);
	root_fini(&root);
}

static void tells_which_do_not_answer(void)
{
	struct machine machine;
	struct uses uses;

	machine_init(&machine);
	uses = uses_of(&machine.root, 1);
	CU_ASSERT_EQUAL_FATAL(uses.count, 2);
	CU_ASSERT_EQUAL(uses.items[0].state, USE_STATE_OK);
	CU_ASSERT_EQUAL(uses.items[1].state, USE_STATE_LOST);
	uses_fini(&uses);
	machine_put(&machine, "captured/statvfs", "/mnt/nfs 116\n");
	uses = uses_of(&machine.root, 1);
	CU_ASSERT_EQUAL(uses.items[0].state, USE_STATE_ERROR);
	CU_ASSERT_EQUAL(uses.items[1].state, USE_STATE_OK);
	uses_fini(&uses);
	machine_fini(&machine);
}

static void knows_names_users_and_repeated_mounts(void)
{
	static const struct {
		uint32_t id;
		const char *local, *remote, *user, *domain;
		uint32_t count;
	} expected[] = {
		{88, "/mnt/b c", "\\\\server\\share\\", "", "", 1},
		{89, "/mnt/d", "\\\\SERVER\\share", "", "", 2},
		{90, "/mnt/a", "\\\\Server\\Share", "alice", "EXAMPLE", 2},
		{95, "/mnt/six", "\\\\fe80::1\\", "", "", 1},
		{96, "/mnt/odd", "\\\\odd", "", "", 1},
	};
	struct machine machine;
	struct uses uses;

	machine_init_empty(&machine);
	machine_put(&machine, "proc/self/mountinfo", table);
	uses = uses_of(&machine.root, 0);
	CU_ASSERT_EQUAL_FATAL(uses.count, 6);
	for (size_t i = 0; i < 5; i++) {
		const struct use *use = &uses.items[i];

		CU_ASSERT_EQUAL(use->id, expected[i].id);
		CU_ASSERT_STRING_EQUAL(use->local, expected[i].local);
		CU_ASSERT_STRING_EQUAL(use->remote, expected[i].remote);
		CU_ASSERT_STRING_EQUAL(use->user, expected[i].user);
		CU_ASSERT_STRING_EQUAL(use->domain, expected[i].domain);
		CU_ASSERT_EQUAL(use->count, expected[i].count);
	}
	uses_fini(&uses);
	machine_fini(&machine);
}

static void finds_one_by_either_name(void)
{
	struct root root;
	struct uses uses;

	machine_open(&root);
	uses = uses_of(&root, 0);
	CU_ASSERT_PTR_EQUAL(uses_find(&uses, "/mnt/cifs"), &uses.items[1]);
	CU_ASSERT_PTR_EQUAL(uses_find(&uses, "\\\\SERVER.example.net\\Export"),
			    &uses.items[0]);
	CU_ASSERT_PTR_EQUAL(uses_find(&uses, "//server.example.net/share"),
			    &uses.items[1]);
	CU_ASSERT_PTR_NULL(uses_find(&uses, "\\\\server.example.net\\shar"));
	CU_ASSERT_PTR_NULL(uses_find(&uses, ""));
	uses_fini(&uses);
	root_fini(&root);
}

static void has_none_without_a_table_and_fails_on_an_unreadable_one(void)
{
	struct machine machine;
	struct uses uses;

	machine_init_empty(&machine);
	uses = uses_of(&machine.root, 0);
	CU_ASSERT_EQUAL(uses.count, 0);
	uses_fini(&uses);
	machine_put(&machine, "proc/self/mountinfo", "\1\2\3\n- nfs x\n");
	uses = uses_of(&machine.root, 0);
	CU_ASSERT_EQUAL(uses.count, 0);
	uses_fini(&uses);
	machine_remove(&machine, "proc/self/mountinfo");
	machine_put(&machine, "proc/self/mountinfo/x", "");
	CU_ASSERT_EQUAL(uses_init(&uses, &machine.root, NULL, 0), -EINVAL);
	uses_fini(&uses);
	machine_fini(&machine);
}

static void reads_the_uses_of_this_host(void)
{
	struct root root;
	struct uses uses;

	CU_ASSERT_EQUAL_FATAL(root_init(&root, "/"), 0);
	uses = uses_of(&root, 1);
	uses_fini(&uses);
	root_fini(&root);
}

struct fixture {
	struct root root;
	struct uses uses;
};

static int make(void *context)
{
	struct fixture *fixture = context;
	int r = uses_init(&fixture->uses, &fixture->root, NULL, 0);

	if (r == 0)
		CU_ASSERT_EQUAL(fixture->uses.count, 2);
	return r;
}

static void drop(void *context)
{
	struct fixture *fixture = context;

	uses_fini(&fixture->uses);
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
		TAP_CASE(lists_mounts_of_other_hosts_alone),
		TAP_CASE(tells_which_do_not_answer),
		TAP_CASE(knows_names_users_and_repeated_mounts),
		TAP_CASE(finds_one_by_either_name),
		TAP_CASE(
			has_none_without_a_table_and_fails_on_an_unreadable_one),
		TAP_CASE(reads_the_uses_of_this_host),
		TAP_CASE(leaves_nothing_behind_when_memory_ends),
	};

	return tap_run("uses", cases, TAP_COUNT(cases));
}
