/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CLI_OPTION_H
#define CLI_OPTION_H

/*
 * The one table of options: what the command line may have, what help and
 * completion say of it.
 */

#include <stddef.h>

/* Options that only some commands take. */
enum {
	OPTION_LEVEL = 1,
	OPTION_FILTER = 2,
	OPTION_PAGE_BYTES = 4,
	OPTION_INDIRECT = 8,
	OPTION_FIELDS = 16, /* it shows what it gets, by field tables */
};

/* What getopt_long() gives for those without a letter. */
enum option_code {
	CODE_JSON = 256,
	CODE_CSV,
	CODE_TABLE,
	CODE_LEVEL,
	CODE_FILTER,
	CODE_PAGE_BYTES,
	CODE_INDIRECT,
	CODE_FIELDS,
	CODE_COMMANDS,
};

struct option_entry {
	const char *name;
	int code;		/* option_code, or the letter it has, too */
	unsigned int only_some; /* OPTION_*; 0: every command takes it */
	const char *argument;	/* NULL: takes none */
	const char *help;	/* lines; NULL: for programs, not told */
};

extern const struct option_entry option_entries[];
extern const size_t option_count;

/* The words that --filter takes. */
extern const struct option_filter {
	const char *word;
	unsigned int filter;
} option_filters[];
extern const size_t option_filter_count;

#endif
