/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_BENCH_TALLY_H
#define TESTS_BENCH_TALLY_H

/*
 * A quantity against its target: rounds of figures in, a row of a table out.
 * A round's ratios divide figures of that round; the median counts.
 */

#include <stddef.h>

/* Rounds, of which each measures everything once. */
#define TALLY_ROUNDS 9

struct tally {
	const char *name;
	double target; /* 0: there is none */
	int at_least;  /* the target is a floor, else a ceiling */
	/* By round; 0 is what is not measured. */
	double ours[TALLY_ROUNDS];
	double tirpc[TALLY_ROUNDS];
	double base[TALLY_ROUNDS];
};

double tally_median(const double *figures, size_t count);

/* The median of figure over base, by round; 0 if it was not measured. */
double tally_ratio(const double *figures, const double *bases);

void tally_show_head(const char *base);
void tally_show(const struct tally *tally);

#endif
