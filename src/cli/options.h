/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

/* The command line, understood: what to do and how to print it. */

#include "command.h"
#include "servers.h"

enum options_action {
	OPTIONS_RUN,
	OPTIONS_HELP, /* of the command, or of the noun, or of all */
	OPTIONS_VERSION,
	OPTIONS_COMMANDS, /* the table of commands, for programs */
	OPTIONS_WRONG,	  /* what is wrong has been told on standard error */
};

struct options {
	enum options_action action;
	const struct command *command; /* OPTIONS_RUN; OPTIONS_HELP or NULL */
	const char *noun;	       /* OPTIONS_HELP, or NULL */
	struct request request;	       /* but its server */
	struct servers servers;
	enum table_format format;
	bool format_given;     /* else it depends on standard output */
	const char *near_verb; /* of the noun, like the name that was given */
};

/*
 * options_parse() reads the command line. Options may stand anywhere. Strings
 * in *options are borrowed from argv, which is sorted, options first, and cut
 * between the names of servers. End *options with options_fini().
 */
__attribute__((nonnull)) void options_parse(int argc, char **argv,
					    struct options *options);

__attribute__((nonnull)) void options_fini(struct options *options);

#endif
