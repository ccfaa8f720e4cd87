/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_NETMGMTD_SCARCE_H
#define TESTS_NETMGMTD_SCARCE_H

/*
 * Memory that ends at every point at which it can.
 */

#include <errno.h>

#include "tests/support/heap.h"
#include "tests/support/tap.h"

/*
 * Lets make() fail at its first allocation, its second and so on, until none
 * fails. Each time it must give -ENOMEM or have made all of it, which it says
 * by 0 and asserts itself; after drop() nothing may be left.
 */
static inline void scarce_memory(int (*make)(void *context),
				 void (*drop)(void *context), void *context)
{
	bool failed = heap_counts();
	unsigned long n;
	long before;

	CU_ASSERT_EQUAL(make(context), 0);
	drop(context);
	before = heap_mark().blocks;
	for (n = 1; failed; n++) {
		int r;

		heap_fail_at(n);
		r = make(context);
		failed = heap_failed();
		heap_fail_at(0);
		CU_ASSERT_TRUE(r == -ENOMEM || r == 0);
		drop(context);
		CU_ASSERT_EQUAL(heap_mark().blocks, before);
	}
	CU_ASSERT_TRUE(n > 3 || !heap_counts());
}

#endif
