/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Options are read before the command is known, and held against it after: a
 * command takes no option that would mean nothing to it.
 */

#include "options.h"

#include <err.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum {
	LONG_JSON = 256,
	LONG_TABLE,
	LONG_LEVEL,
	LONG_FILTER,
	LONG_PAGE_BYTES,
	LONG_INDIRECT,
};

static const struct option long_options[] = {
	{"server", required_argument, NULL, 'S'},
	{"json", no_argument, NULL, LONG_JSON},
	{"table", no_argument, NULL, LONG_TABLE},
	{"level", required_argument, NULL, LONG_LEVEL},
	{"filter", required_argument, NULL, LONG_FILTER},
	{"page-bytes", required_argument, NULL, LONG_PAGE_BYTES},
	{"indirect", no_argument, NULL, LONG_INDIRECT},
	{"help", no_argument, NULL, 'h'},
	{"version", no_argument, NULL, 'V'},
	{NULL, 0, NULL, 0},
};

/* Options that only some commands take, and how they are spelled. */
static const struct {
	unsigned int option;
	const char *spelled;
} special[] = {
	{OPTION_LEVEL, "--level"},
	{OPTION_FILTER, "--filter"},
	{OPTION_PAGE_BYTES, "--page-bytes"},
	{OPTION_INDIRECT, "--indirect"},
};

static bool read_number(const char *option, const char *text, DWORD *number)
{
	char *end;
	unsigned long value;

	errno = 0;
	value = strtoul(text, &end, 10);
	if (errno || *end || text[0] < '0' || text[0] > '9' ||
	    value > UINT32_MAX) {
		warnx("%s: '%s' is not a number from 0 to 4294967295", option,
		      text);
		return false;
	}
	*number = (DWORD)value;
	return true;
}

static bool read_filter(const char *text, DWORD *filter)
{
	if (!strcmp(text, "all"))
		*filter = 0;
	else if (!strcmp(text, "normal"))
		*filter = FILTER_NORMAL_ACCOUNT;
	else if (!strcmp(text, "system"))
		*filter = NETMGMT_FILTER_SYSTEM_ACCOUNT;
	else {
		warnx("--filter: '%s' is not normal, system or all", text);
		return false;
	}
	return true;
}

/* False: the option is wrong, which has been told. */
static bool read_option(int option, struct options *options,
			unsigned int *given)
{
	struct request *request = &options->request;

	switch (option) {
	case 'S':
		request->server = optarg;
		return true;
	case LONG_JSON:
		options->json = true;
		return true;
	case LONG_TABLE:
		options->table = true;
		return true;
	case 'h':
		options->action = OPTIONS_HELP;
		return true;
	case 'V':
		options->action = OPTIONS_VERSION;
		return true;
	case LONG_LEVEL:
		*given |= OPTION_LEVEL;
		return read_number("--level", optarg, &request->level);
	case LONG_FILTER:
		*given |= OPTION_FILTER;
		return read_filter(optarg, &request->filter);
	case LONG_INDIRECT:
		*given |= OPTION_INDIRECT;
		request->flags = LG_INCLUDE_INDIRECT;
		return true;
	case LONG_PAGE_BYTES:
		*given |= OPTION_PAGE_BYTES;
		return read_number("--page-bytes", optarg,
				   &request->page_bytes);
	default:
		return false; /* getopt_long() has told */
	}
}

static bool takes_all(const struct command *command, unsigned int given)
{
	for (size_t i = 0; i < sizeof(special) / sizeof(*special); i++) {
		if (!(given & special[i].option & ~command->options))
			continue;
		warnx("%s does not apply to '%s%s%s'", special[i].spelled,
		      command->noun, command->verb ? " " : "",
		      command->verb ? command->verb : "");
		return false;
	}
	return true;
}

static bool take_operand(const struct command *command, size_t count,
			 char *const *words, struct request *request)
{
	size_t wanted = command->operand ? 1 : 0;

	if (count < wanted) {
		warnx("%s is missing", command->operand);
		return false;
	}
	if (count > wanted) {
		warnx("'%s' is one word too many", words[wanted]);
		return false;
	}
	request->name = wanted ? words[0] : NULL;
	return true;
}

static bool tell_unknown(size_t count, char *const *words, size_t used)
{
	if (!count)
		warnx("a command is missing");
	else if (!used)
		warnx("'%s' is not a command", words[0]);
	else if (count == 1)
		warnx("'%s' needs a second word", words[0]);
	else
		warnx("'%s %s' is not a command", words[0], words[1]);
	return false;
}

/* The words of the command line that are no options. */
static bool read_words(size_t count, char *const *words, unsigned int given,
		       struct options *options)
{
	size_t used;

	options->command = command_find(count, words, &used);
	if (options->action == OPTIONS_HELP) {
		options->noun = used ? words[0] : NULL;
		return used || !count || tell_unknown(count, words, used);
	}
	if (!options->command)
		return tell_unknown(count, words, used);
	if (!takes_all(options->command, given))
		return false;
	if (!(given & OPTION_LEVEL))
		options->request.level = options->command->level;
	return take_operand(options->command, count - used, words + used,
			    &options->request);
}

static bool read_line(int argc, char **argv, struct options *options)
{
	unsigned int given = 0;
	int option;

	while ((option = getopt_long(argc, argv, "S:hV", long_options, NULL)) !=
	       -1)
		if (!read_option(option, options, &given))
			return false;
	if (options->action == OPTIONS_VERSION)
		return true;
	return read_words((size_t)(argc - optind), argv + optind, given,
			  options);
}

void options_parse(int argc, char **argv, struct options *options)
{
	*options = (struct options){
		.action = OPTIONS_RUN,
		.request.page_bytes = MAX_PREFERRED_LENGTH,
	};
	if (!read_line(argc, argv, options))
		options->action = OPTIONS_WRONG;
}
