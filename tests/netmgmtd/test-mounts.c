/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/provider/mounts.h"
#include "tests/netmgmtd/machine.h"
#include "tests/support/heap.h"
#include "tests/support/tap.h"

static void lists_disks_once_each_in_order_of_id(void)
{
	static const struct {
		uint32_t id;
		const char *point;
	} expected[] = {
		{27, "/"},
		{40, "/srv/with space"},
		{45, "/srv/data"},
		{70, "/home"},
	};
	struct root root;
	struct mounts mounts;

	machine_open(&root);
	CU_ASSERT_EQUAL_FATAL(mounts_init(&mounts, &root), 0);
	CU_ASSERT_EQUAL_FATAL(mounts.count, 4);
	for (size_t i = 0; i < mounts.count; i++) {
		CU_ASSERT_EQUAL(mounts.items[i].id, expected[i].id);
		CU_ASSERT_STRING_EQUAL(mounts.items[i].point,
				       expected[i].point);
	}
	mounts_fini(&mounts);
	root_fini(&root);
}

static void has_no_disks_without_a_table(void)
{
	struct machine machine;
	struct mounts mounts;

	machine_init_empty(&machine);
	CU_ASSERT_EQUAL(mounts_init(&mounts, &machine.root), 0);
	CU_ASSERT_EQUAL(mounts.count, 0);
	mounts_fini(&mounts);
	machine_put(&machine, "proc/self/mountinfo", "");
	CU_ASSERT_EQUAL(mounts_init(&mounts, &machine.root), 0);
	CU_ASSERT_EQUAL(mounts.count, 0);
	mounts_fini(&mounts);
	machine_put(&machine, "proc/self/mountinfo", "\n\1\2 garbage\n1 2\n");
	CU_ASSERT_EQUAL(mounts_init(&mounts, &machine.root), 0);
	CU_ASSERT_EQUAL(mounts.count, 0);
	mounts_fini(&mounts);
	machine_fini(&machine);
}

static void reads_the_mounts_of_this_host(void)
{
	struct root root;
	struct mounts mounts;

	CU_ASSERT_EQUAL_FATAL(root_init(&root, "/"), 0);
	CU_ASSERT_EQUAL(mounts_init(&mounts, &root), 0);
	mounts_fini(&mounts);
	root_fini(&root);
}

static void leaves_nothing_behind_when_memory_ends(void)
{
	bool failed = heap_counts();
	struct mounts mounts;
	struct root root;
	unsigned long n;
	long before;

	machine_open(&root);
	CU_ASSERT_EQUAL(mounts_init(&mounts, &root), 0);
	mounts_fini(&mounts);
	before = heap_mark().blocks;
	for (n = 1; failed; n++) {
		int r;

		heap_fail_at(n);
		r = mounts_init(&mounts, &root);
		failed = heap_failed();
		heap_fail_at(0);
		CU_ASSERT_TRUE(r == -ENOMEM || r == 0);
		if (r == 0)
			CU_ASSERT_EQUAL(mounts.count, 4);
		mounts_fini(&mounts);
		CU_ASSERT_EQUAL(heap_mark().blocks, before);
	}
	CU_ASSERT_TRUE(n > 10 || !heap_counts());
	root_fini(&root);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(lists_disks_once_each_in_order_of_id),
		TAP_CASE(has_no_disks_without_a_table),
		TAP_CASE(reads_the_mounts_of_this_host),
		TAP_CASE(leaves_nothing_behind_when_memory_ends),
	};

	return tap_run("mounts", cases, TAP_COUNT(cases));
}
