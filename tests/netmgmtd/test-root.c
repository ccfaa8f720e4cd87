/* SPDX-License-Identifier: BSD-3-Clause */
#include "tests/netmgmtd/machine.h"
#include "tests/support/tap.h"

static void refuses_a_root_that_is_no_directory(void)
{
	struct root root;

	CU_ASSERT_EQUAL(root_init(&root, "/nonexistent/place"), -ENOENT);
	CU_ASSERT_EQUAL(root.fd, -1);
	CU_ASSERT_EQUAL(root_init(&root, "/dev/null"), -ENOTDIR);
	root_fini(&root);
}

static void knows_the_real_host_from_a_fixture(void)
{
	struct root root;

	CU_ASSERT_EQUAL_FATAL(root_init(&root, "/"), 0);
	CU_ASSERT_TRUE(root.host);
	root_fini(&root);
	CU_ASSERT_EQUAL_FATAL(root_init(&root, "/usr/.."), 0);
	CU_ASSERT_TRUE(root.host);
	root_fini(&root);
	machine_open(&root);
	CU_ASSERT_FALSE(root.host);
	root_fini(&root);
}

static void follows_an_absolute_link_within_the_root(void)
{
	struct machine machine;
	char *text;
	size_t size;

	machine_init(&machine);
	machine_put(&machine, "usr/lib/target", "inside\n");
	machine_shell("ln -s /usr/lib/target '%s/%s'", machine.path, "link");
	CU_ASSERT_EQUAL_FATAL(
		root_read(&machine.root, "link", 4096, &text, &size), 0);
	CU_ASSERT_STRING_EQUAL(text, "inside\n");
	CU_ASSERT_EQUAL(size, strlen(text));
	free(text);
	machine_fini(&machine);
}

static void does_not_climb_out_of_the_root(void)
{
	struct root root;

	machine_open(&root);
	CU_ASSERT_FALSE(root_has(&root, "../root/../test-root.c"));
	CU_ASSERT_TRUE(root_has(&root, "../../etc/passwd"));
	CU_ASSERT_TRUE(root_has(&root, "etc/passwd"));
	CU_ASSERT_FALSE(root_has(&root, "etc/absent"));
	root_fini(&root);
}

static void reads_no_more_than_the_limit(void)
{
	struct machine machine;
	char *text;
	size_t size;

	machine_init_empty(&machine);
	machine_put(&machine, "five", "12345");
	CU_ASSERT_EQUAL(root_read(&machine.root, "five", 5, &text, &size), 0);
	CU_ASSERT_EQUAL(size, 5);
	free(text);
	CU_ASSERT_EQUAL(root_read(&machine.root, "five", 4, &text, &size),
			-EFBIG);
	CU_ASSERT_PTR_NULL(text);
	CU_ASSERT_EQUAL(root_read(&machine.root, "none", 4, &text, &size),
			-ENOENT);
	machine_put(&machine, "nil", "");
	CU_ASSERT_EQUAL(root_read(&machine.root, "nil", 0, &text, &size), 0);
	CU_ASSERT_STRING_EQUAL(text, "");
	free(text);
	machine_fini(&machine);
}

static void is_not_held_up_by_a_pipe(void)
{
	struct machine machine;
	FILE *stream;
	char *text;
	size_t size;

	machine_init_empty(&machine);
	machine_shell("mkfifo '%s/%s'", machine.path, "pipe");
	CU_ASSERT_EQUAL(root_read(&machine.root, "pipe", 9, &text, &size),
			-EINVAL);
	CU_ASSERT_EQUAL(root_stream(&machine.root, "pipe", &stream), -EINVAL);
	CU_ASSERT_PTR_NULL(stream);
	machine_fini(&machine);
}

static void believes_a_process_number_of_a_fixture(void)
{
	struct machine machine;

	machine_init_empty(&machine);
	machine_put(&machine, "run/a.pid", "4711\n");
	machine_put(&machine, "run/b.pid", "nobody\n");
	machine_put(&machine, "run/c.pid", "-1\n");
	CU_ASSERT_TRUE(root_has_process(&machine.root, "run/a.pid"));
	CU_ASSERT_FALSE(root_has_process(&machine.root, "run/b.pid"));
	CU_ASSERT_FALSE(root_has_process(&machine.root, "run/c.pid"));
	CU_ASSERT_FALSE(root_has_process(&machine.root, "run/d.pid"));
	machine_fini(&machine);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(refuses_a_root_that_is_no_directory),
		TAP_CASE(knows_the_real_host_from_a_fixture),
		TAP_CASE(follows_an_absolute_link_within_the_root),
		TAP_CASE(does_not_climb_out_of_the_root),
		TAP_CASE(reads_no_more_than_the_limit),
		TAP_CASE(is_not_held_up_by_a_pipe),
		TAP_CASE(believes_a_process_number_of_a_fixture),
	};

	return tap_run("root", cases, TAP_COUNT(cases));
}
