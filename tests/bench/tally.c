/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/bench/tally.h"

static int ascending(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double tally_median(const double *figures, size_t count)
{
	double sorted[64];

	memcpy(sorted, figures, count * sizeof(*sorted));
	qsort(sorted, count, sizeof(*sorted), ascending);
	return sorted[count / 2];
}

double tally_ratio(const double *figures, const double *bases)
{
	double ratios[TALLY_ROUNDS];

	for (size_t i = 0; i < TALLY_ROUNDS; i++)
		ratios[i] = bases[i] > 0 ? figures[i] / bases[i] : 0;
	return tally_median(ratios, TALLY_ROUNDS);
}

void tally_show_head(const char *base)
{
	printf("\n%-44s %7s %8s %8s  %-7s %s\n", base, "ours", "target",
	       "libtirpc", "", "base");
}

void tally_show(const struct tally *tally)
{
	const double ours = tally_ratio(tally->ours, tally->base);
	const double tirpc = tally_ratio(tally->tirpc, tally->base);
	const int met =
		tally->at_least ? ours >= tally->target : ours <= tally->target;

	printf("%-44s %7.3f ", tally->name, ours);
	if (tally->target > 0)
		printf("%s%6.2f ",
		       tally->at_least ? ">=" : "<=", tally->target);
	else
		printf("%8s ", "-");
	if (tirpc > 0)
		printf("%8.3f  ", tirpc);
	else
		printf("%8s  ", "-");
	printf("%-7s %.3g\n",
	       tally->target <= 0 ? ""
	       : met		  ? "met"
				  : "NOT MET",
	       tally_median(tally->base, TALLY_ROUNDS));
	fflush(stdout);
}
