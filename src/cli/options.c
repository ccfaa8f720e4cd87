/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Options are read before the command is known, and held against it after: a
 * command takes no option that would mean nothing to it.
 */

#include "options.h"

#include <assert.h>
#include <err.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "alias.h"
#include "src/oncgen/near.h"

/* What getopt_long() needs of the table; a last one of zeros ends it. */
struct getopt_table {
	struct option entries[32];
	char letters[64];
};

static void make_table(struct getopt_table *table)
{
	char *letter = table->letters;

	assert(option_count < 32);
	memset(table, 0, sizeof(*table));
	for (size_t i = 0; i < option_count; i++) {
		const struct option_entry *entry = &option_entries[i];

		table->entries[i] = (struct option){
			.name = entry->name,
			.has_arg = entry->argument ? required_argument
						   : no_argument,
			.val = entry->code,
		};
		if (entry->code >= CODE_JSON)
			continue;
		*letter++ = (char)entry->code;
		if (entry->argument)
			*letter++ = ':';
	}
}

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
	for (size_t i = 0; i < option_filter_count; i++) {
		if (strcmp(option_filters[i].word, text))
			continue;
		*filter = option_filters[i].filter;
		return true;
	}
	warnx("--filter: '%s' is not normal, system or all", text);
	return false;
}

static bool set_format(struct options *options, enum table_format format)
{
	options->format = format;
	options->format_given = true;
	return true;
}

static bool set_action(struct options *options, enum options_action action)
{
	options->action = action;
	return true;
}

/* getopt_long() has said what is wrong with word. */
static bool suggest_option(const char *word)
{
	size_t length = strcspn(word, "=");
	char name[LONGEST_NEAR + 1] = "";
	struct near near;

	if (strncmp(word, "--", 2) || length > LONGEST_NEAR)
		return false;
	near = near_start(memcpy(name, word + 2, length - 2));
	for (size_t i = 0; i < option_count; i++)
		near_try(&near, option_entries[i].name);
	if (near.best && strcmp(near.best, name))
		warnx("did you mean '--%s'?", near.best);
	return false;
}

/* False: the option is wrong, which has been told. */
static bool read_option(int option, const char *word, struct options *options,
			unsigned int *given)
{
	struct request *request = &options->request;

	switch (option) {
	case 'S':
		return servers_add(&options->servers, optarg);
	case CODE_JSON:
		return set_format(options, TABLE_JSON);
	case CODE_CSV:
		return set_format(options, TABLE_CSV);
	case CODE_TABLE:
		return set_format(options, TABLE_DRAWN);
	case 'h':
		return set_action(options, OPTIONS_HELP);
	case 'V':
		return set_action(options, OPTIONS_VERSION);
	case CODE_COMMANDS:
		return set_action(options, OPTIONS_COMMANDS);
	case CODE_FIELDS:
		*given |= OPTION_FIELDS;
		request->fields_only = true;
		return true;
	case CODE_LEVEL:
		*given |= OPTION_LEVEL;
		return read_number("--level", optarg, &request->level);
	case CODE_FILTER:
		*given |= OPTION_FILTER;
		return read_filter(optarg, &request->filter);
	case CODE_INDIRECT:
		*given |= OPTION_INDIRECT;
		request->flags = LG_INCLUDE_INDIRECT;
		return true;
	case CODE_PAGE_BYTES:
		*given |= OPTION_PAGE_BYTES;
		return read_number("--page-bytes", optarg,
				   &request->page_bytes);
	default:
		return suggest_option(word);
	}
}

static bool takes_all(const struct command *command, unsigned int given)
{
	for (size_t i = 0; i < option_count; i++) {
		const struct option_entry *option = &option_entries[i];

		if (!(given & option->only_some & ~command->options))
			continue;
		warnx("--%s does not apply to '%s%s%s'", option->name,
		      command->noun, command->verb ? " " : "",
		      command->verb ? command->verb : "");
		return false;
	}
	return true;
}

/* Whom --fields asks about, it does not ask. */
static size_t count_operands(const struct command *command,
			     const struct request *request, size_t count)
{
	if (!command->operand || (request->fields_only && !count))
		return 0;
	return 1;
}

/* As net(1) has it: 'time \\host', if no other server is named. */
static bool take_server(struct options *options, size_t count,
			char *const *words)
{
	char *last = count ? words[count - 1] : NULL;

	if (!last || options->servers.count || !word_is_server(last))
		return false;
	return servers_add_word(&options->servers, last);
}

static bool take_operand(struct options *options, size_t count,
			 char *const *words)
{
	struct request *request = &options->request;
	size_t wanted = count_operands(options->command, request, count);

	if (count < wanted) {
		warnx("%s is missing", options->command->operand);
		return false;
	}
	if (count > wanted && take_server(options, count, words))
		count--;
	if (count > wanted) {
		warnx("'%s' is one word too many", words[wanted]);
		return false;
	}
	request->name = wanted ? words[0] : NULL;
	return true;
}

static bool tell_unknown(const struct command_match *match, size_t count,
			 char *const *words)
{
	const char *meant = command_suggest(match, count, words);

	if (!count)
		warnx("a command is missing");
	else if (!match->used)
		warnx("'%s' is not a command", words[0]);
	else if (count == 1)
		warnx("'%s' needs a second word", words[0]);
	else
		warnx("'%s %s' is not a command", words[0], words[1]);
	if (meant && match->used)
		warnx("did you mean '%s %s'?", words[0], meant);
	else if (meant)
		warnx("did you mean '%s'?", meant);
	return false;
}

/* 'user --help' is about the noun, not about what a noun alone does. */
static bool read_help(size_t count, char *const *words, struct options *options)
{
	struct command_match match = command_find(count, words);
	bool whole = match.command &&
		     (match.used > 1 || !match.command->verb || match.server);

	if (count && !match.used)
		return tell_unknown(&match, count, words);
	options->command = whole ? match.command : NULL;
	options->noun = count ? words[0] : NULL;
	return true;
}

/* The words of the command line that are no options. */
static bool read_words(size_t count, char **words, unsigned int given,
		       struct options *options)
{
	struct command_match match;

	if (options->action == OPTIONS_RUN && count &&
	    !strcmp(words[0], "help")) {
		options->action = OPTIONS_HELP;
		count--, words++;
	}
	if (options->action == OPTIONS_HELP)
		return read_help(count, words, options);
	match = command_find(count, words);
	if (!match.command)
		return tell_unknown(&match, count, words);
	options->command = match.command;
	options->near_verb = match.near_verb;
	if (!takes_all(match.command, given))
		return false;
	if (!(given & OPTION_LEVEL))
		options->request.level = match.command->level;
	if (match.server)
		take_server(options, match.used, words);
	return take_operand(options, count - match.used, words + match.used);
}

static bool read_line(int argc, char **argv, struct options *options)
{
	struct getopt_table table;
	unsigned int given = 0;
	int option;

	make_table(&table);
	while ((option = getopt_long(argc, argv, table.letters, table.entries,
				     NULL)) != -1)
		if (!read_option(option, argv[optind - 1], options, &given))
			return false;
	if (options->action == OPTIONS_VERSION ||
	    options->action == OPTIONS_COMMANDS)
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

void options_fini(struct options *options)
{
	servers_fini(&options->servers);
}
