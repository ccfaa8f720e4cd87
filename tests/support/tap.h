/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_SUPPORT_TAP_H
#define TESTS_SUPPORT_TAP_H

/*
 * CUnit's assertions, reported in TAP so that automake counts every case.
 */

#include <stddef.h>

#include <CUnit/CUnit.h>

struct tap_case {
	const char *sentence; /* the case's name says what must be true */
	void (*run)(void);
};

#define TAP_CASE(function)                                                     \
	{                                                                      \
#function, function                                            \
	}
#define TAP_COUNT(cases) (sizeof(cases) / sizeof((cases)[0]))

/* Runs all cases of a suite; what main() returns. */
int tap_run(const char *suite, const struct tap_case *cases, size_t count);

/* Ends the suite at once as skipped, and says why. */
void tap_skip_all(const char *why);

/*
 * For a suite that mostly waits, for deadlines and bad peers: skipped where
 * CHECK_BRIEF is set, as another suite of the same check runs it.
 */
void tap_takes_time(void);

#endif
