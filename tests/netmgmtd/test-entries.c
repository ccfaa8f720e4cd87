/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/provider/entries.h"
#include "tests/netmgmtd/machine.h"
#include "tests/support/heap.h"
#include "tests/support/tap.h"

static void fill(struct machine *machine)
{
	machine_init_empty(machine);
	machine_put(machine, "d/b", "");
	machine_put(machine, "d/a", "");
	machine_put(machine, "d/.hidden", "");
	machine_put(machine, "d/sub/x", "");
}

static void lists_names_in_order(void)
{
	struct machine machine;
	struct entries entries;

	fill(&machine);
	CU_ASSERT_EQUAL(entries_init(&entries, &machine.root, "d"), 0);
	CU_ASSERT_EQUAL_FATAL(entries.count, 3);
	CU_ASSERT_STRING_EQUAL(entries.names[0], "a");
	CU_ASSERT_STRING_EQUAL(entries.names[1], "b");
	CU_ASSERT_STRING_EQUAL(entries.names[2], "sub");
	entries_fini(&entries);
	machine_fini(&machine);
}

static void has_none_where_there_is_no_directory(void)
{
	struct machine machine;
	struct entries entries;

	fill(&machine);
	CU_ASSERT_EQUAL(entries_init(&entries, &machine.root, "none"), 0);
	CU_ASSERT_EQUAL(entries.count, 0);
	entries_fini(&entries);
	CU_ASSERT_EQUAL(entries_init(&entries, &machine.root, "d/a"), -ENOTDIR);
	entries_fini(&entries);
	machine_fini(&machine);
}

static void leaves_nothing_behind_when_memory_ends(void)
{
	bool failed = heap_counts();
	struct machine machine;
	struct entries entries;
	long before = heap_mark().blocks;

	fill(&machine);
	for (unsigned long n = 1; failed; n++) {
		int r;

		heap_fail_at(n);
		r = entries_init(&entries, &machine.root, "d");
		failed = heap_failed();
		heap_fail_at(0);
		CU_ASSERT_EQUAL(r, failed ? -ENOMEM : 0);
		entries_fini(&entries);
		CU_ASSERT_EQUAL(heap_mark().blocks, before);
	}
	machine_fini(&machine);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(lists_names_in_order),
		TAP_CASE(has_none_where_there_is_no_directory),
		TAP_CASE(leaves_nothing_behind_when_memory_ends),
	};

	return tap_run("entries", cases, TAP_COUNT(cases));
}
