/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_DIFF_H
#define ONCGEN_DIFF_H

/*
 * What changed between two states of a file: for peers made of the one that
 * meet peers made of the other, and for C that was written for the old one.
 */

#include <stdio.h>

#include "ast.h"

enum verdict {
	VERDICT_COMPATIBLE,
	VERDICT_C,    /* the wire is compatible, C has to be changed */
	VERDICT_WIRE, /* what was made of the old file breaks */
};

/*
 * Both units were found right by check_unit(). Every difference is written to
 * the stream, with its place in both files.
 */
enum verdict diff_units(struct unit *old, struct unit *new, FILE *stream);

#endif
