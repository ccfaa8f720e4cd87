/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_OPTIONS_H
#define ONCGEN_OPTIONS_H

/*
 * The command line, in oncgen's own words and in rpcgen's letters. What it
 * says is taken apart here and judged; nothing else looks at argv.
 */

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

enum {
	EXIT_BAD_INPUT = 1,
	EXIT_BAD_USE = 2,
	EXIT_FINDINGS = 3,  /* --check */
	EXIT_C_CHANGES = 3, /* --diff */
	EXIT_WIRE_CHANGES = 4,
};

enum mode {
	MODE_OUTPUT,
	MODE_CHECK,
	MODE_DIFF,
};

/* The outputs, as bits. */
enum {
	WANT_TYPES = 1,
	WANT_TABLES = 2,
	WANT_CLIENT = 4,
	WANT_SERVER = 8,
	WANT_ALL = WANT_TYPES | WANT_TABLES | WANT_CLIENT | WANT_SERVER,
	WANT_SAMPLE_CLIENT = 16,
	WANT_SAMPLE_SERVER = 32,
	WANT_SAMPLE_MAKEFILE = 64,
	WANT_SAMPLES =
		WANT_SAMPLE_CLIENT | WANT_SAMPLE_SERVER | WANT_SAMPLE_MAKEFILE,
};

struct options {
	struct arena *arena;
	enum mode mode;
	const char *input;
	const char *old;    /* --diff: what the input was before */
	const char *output; /* of -o, or NULL */
	const char **includes;
	size_t include_count;
	char **codecs; /* of --codec */
	size_t codec_count;
	const char **macros; /* of -D and -U, in their order, in pairs */
	size_t macro_count;
	unsigned int wants;
	unsigned int letters; /* which of them rpcgen's letters asked for */
	bool is_forced;	      /* --force: samples may be overwritten */

	bool prints_rule;		 /* --deps: the rule is all there is */
	const char *deps;		 /* --deps=FILE */
	unsigned int checks, checks_off; /* of finding.h */
};

/* Returns the exit status, or -1 to go on. Reports go to stderr. */
int options_read(struct options *options, int argc, char **argv);

/* Whether one output was asked for by name: so it can be any file. */
bool options_has_one_output(const struct options *options);

#endif
