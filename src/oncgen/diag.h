/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_DIAG_H
#define ONCGEN_DIAG_H

/*
 * What is said about the input: FILE:LINE:COLUMN, the text, the source line
 * and a caret below it. Errors are counted; after the twentieth everything
 * else is kept quiet.
 */

#include <stdbool.h>
#include <stdio.h>

#include "finding.h"
#include "source.h"

enum { DIAG_MOST_ERRORS = 20 };

struct diag {
	FILE *stream;
	unsigned int errors;
	bool muted;	  /* the last error was beyond the limit */
	bool is_quiet;	  /* count, and say nothing */
	bool is_withheld; /* the last warning was, so its notes are too */
	/* --check: which warnings are told, by their names; 0: no --check. */
	unsigned int checks;
	unsigned int findings;
};

__attribute__((format(printf, 3, 4))) void diag_error(struct diag *diag,
						      const struct place *place,
						      const char *format, ...);

__attribute__((format(printf, 3, 4))) void
diag_warning(struct diag *diag, const struct place *place, const char *format,
	     ...);

/* A warning of that kind; false if nobody wants to know. */
__attribute__((format(printf, 4, 5))) bool
diag_finding(struct diag *diag, enum finding finding, const struct place *place,
	     const char *format, ...);

/* Belongs to the error or warning before it, and is told if that was. */
__attribute__((format(printf, 3, 4))) void diag_note(struct diag *diag,
						     const struct place *place,
						     const char *format, ...);

/* Anything else, whatever was said before. */
__attribute__((format(printf, 4, 5))) void diag_say(const struct diag *diag,
						    const struct place *place,
						    const char *severity,
						    const char *format, ...);

/* Enough was said: go no further. */
bool diag_is_full(const struct diag *diag);

#endif
