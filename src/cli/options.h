/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

/* The command line, understood: what to do and how to print it. */

#include "command.h"

enum options_action {
	OPTIONS_RUN,
	OPTIONS_HELP, /* of the command, or of the noun, or of all */
	OPTIONS_VERSION,
	OPTIONS_WRONG, /* what is wrong has been told on standard error */
};

struct options {
	enum options_action action;
	const struct command *command; /* OPTIONS_RUN; OPTIONS_HELP or NULL */
	const char *noun;	       /* OPTIONS_HELP, or NULL */
	struct request request;
	bool json;
	bool table; /* also where standard output is no terminal */
};

/*
 * options_parse() reads the command line. Options may stand anywhere. Strings
 * in *options are borrowed from argv, which is sorted: options first.
 */
__attribute__((nonnull)) void options_parse(int argc, char **argv,
					    struct options *options);

#endif
