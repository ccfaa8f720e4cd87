/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/provider/space.h"
#include "tests/netmgmtd/machine.h"
#include "tests/support/tap.h"

static int space_of(const struct root *root, const char *point,
		    struct space *space)
{
	struct deadline *deadline;
	int r;

	CU_ASSERT_EQUAL_FATAL(deadline_new(&deadline, 1), 0);
	memset(space, 0xAA, sizeof(*space));
	r = space_get(root, deadline, 10000, point, space);
	deadline_free(deadline);
	return r;
}

static void asks_the_file_systems_of_this_host(void)
{
	struct root root;
	struct space space;

	CU_ASSERT_EQUAL_FATAL(root_init(&root, "/"), 0);
	CU_ASSERT_EQUAL(space_of(&root, "/", &space), 0);
	CU_ASSERT_TRUE(space.total > 0 && space.total >= space.unused);
	CU_ASSERT_TRUE(space.unused >= space.available);
	CU_ASSERT_EQUAL(space_of(&root, "/no such directory", &space), -ENOENT);
	CU_ASSERT_EQUAL(space.total, 0);
	root_fini(&root);
}

static void reads_the_captured_answers_elsewhere(void)
{
	struct root root;
	struct space space;

	machine_open(&root);
	CU_ASSERT_EQUAL(space_of(&root, "/srv/with space", &space), 0);
	CU_ASSERT_EQUAL(space.total, 8796093022208U);
	CU_ASSERT_EQUAL(space.unused, 4096);
	CU_ASSERT_EQUAL(space.available, 0);
	CU_ASSERT_TRUE(space.read_only);
	CU_ASSERT_EQUAL(space_of(&root, "/", &space), 0);
	CU_ASSERT_FALSE(space.read_only);
	CU_ASSERT_EQUAL(space_of(&root, "/mnt/cifs", &space), -ETIMEDOUT);
	CU_ASSERT_EQUAL(space_of(&root, "/elsewhere", &space), -ENOENT);
	root_fini(&root);
}

static void takes_no_malformed_answer(void)
{
	static const char *const answers[] = {
		"/",	       "/ x",	 "/ 99999", "/ 5000 1", "/ 5000 1 y rw",
		"/ -5 1 1 rw", "\1\2\3", ""};
	struct machine machine;
	struct space space;

	machine_init_empty(&machine);
	CU_ASSERT_EQUAL(space_of(&machine.root, "/", &space), -ENOENT);
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		machine_put(&machine, "captured/statvfs", answers[i]);
		CU_ASSERT_EQUAL(space_of(&machine.root, "/", &space), -ENOENT);
		CU_ASSERT_EQUAL(space.total, 0);
	}
	machine_put(&machine, "captured/statvfs", "/ 13\n");
	CU_ASSERT_EQUAL(space_of(&machine.root, "/", &space), -EACCES);
	machine_fini(&machine);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(asks_the_file_systems_of_this_host),
		TAP_CASE(reads_the_captured_answers_elsewhere),
		TAP_CASE(takes_no_malformed_answer),
	};

	return tap_run("space", cases, TAP_COUNT(cases));
}
