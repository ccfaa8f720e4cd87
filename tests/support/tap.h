/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_SUPPORT_TAP_H
#define TESTS_SUPPORT_TAP_H

/*
 * CUnit cases told as TAP: one line for each case, its name as a sentence.
 */

#include <stddef.h>
#include <stdio.h>

#include <CUnit/CUnit.h>
#include <CUnit/TestDB.h>
#include <CUnit/TestRun.h>

struct tap_case {
	const char *name;
	CU_TestFunc run;
};

#define TAP_CASE(function)                                                     \
	{                                                                      \
#function, function                                            \
	}
#define TAP_COUNT(cases) (sizeof(cases) / sizeof(*(cases)))

static inline void tap_print(const char *name)
{
	for (; *name; name++)
		putchar(*name == '_' ? ' ' : *name);
	putchar('\n');
}

static inline int tap_run(const char *name, const struct tap_case *cases,
			  size_t count)
{
	CU_pSuite suite;
	int failed = 0;

	if (CU_initialize_registry() != CUE_SUCCESS)
		return 99;
	suite = CU_add_suite(name, NULL, NULL);
	printf("1..%zu\n", count);
	for (size_t i = 0; i < count; i++) {
		CU_pTest test = CU_add_test(suite, cases[i].name, cases[i].run);
		CU_pFailureRecord failure;

		CU_run_test(suite, test);
		failure = CU_get_failure_list();
		printf("%sok %zu - ", failure ? "not " : "", i + 1);
		tap_print(cases[i].name);
		for (; failure; failure = failure->pNext, failed++)
			printf("# %s:%u: %s\n", failure->strFileName,
			       failure->uiLineNumber, failure->strCondition);
		fflush(stdout);
	}
	CU_cleanup_registry();
	return failed != 0;
}

#endif
