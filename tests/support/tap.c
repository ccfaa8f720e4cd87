/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A case is ok when none of its assertions failed.
 */
#include <stdio.h>
#include <stdlib.h>

#include <CUnit/TestRun.h>

#include "tests/support/tap.h"

static int number;

static void say_sentence(const char *name)
{
	for (; *name; name++)
		putchar(*name == '_' ? ' ' : *name);
}

static void report(const CU_pTest test, const CU_pSuite suite,
		   const CU_pFailureRecord failure)
{
	printf("%sok %d - %s: ", failure ? "not " : "", ++number, suite->pName);
	say_sentence(test->pName);
	putchar('\n');
	for (const CU_FailureRecord *f = failure; f; f = f->pNext)
		printf("#   %s:%u: %s\n", f->strFileName, f->uiLineNumber,
		       f->strCondition);
	fflush(stdout);
}

int tap_run(const char *suite, const struct tap_case *cases, size_t count)
{
	CU_pSuite added;
	int failed;

	if (CU_initialize_registry() != CUE_SUCCESS)
		return EXIT_FAILURE;
	added = CU_add_suite(suite, NULL, NULL);
	for (size_t i = 0; i < count; i++)
		CU_add_test(added, cases[i].sentence, cases[i].run);
	printf("1..%zu\n", count);
	fflush(stdout);
	CU_set_test_complete_handler(report);
	CU_run_all_tests();
	failed = CU_get_number_of_tests_failed() > 0;
	CU_cleanup_registry();
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

void tap_skip_all(const char *why)
{
	printf("1..0 # SKIP %s\n", why);
	exit(EXIT_SUCCESS);
}

void tap_takes_time(void)
{
	if (getenv("CHECK_BRIEF"))
		tap_skip_all("it takes its time, and CHECK_BRIEF is set");
}
