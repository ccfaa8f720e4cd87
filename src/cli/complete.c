/* SPDX-License-Identifier: BSD-3-Clause */
/* All of it is read from the tables of commands, aliases and options. */

#include "complete.h"

#include <string.h>

#include "alias.h"
#include "command.h"
#include "option.h"

/* The words so far, understood as well as half a line can be. */
struct line {
	const char *words[2]; /* noun and verb, or what stands there */
	size_t count;	      /* words that are no options */
	const struct option_entry *pending; /* it waits for its argument */
	bool has_server;
};

static void offer(const char *word, size_t length, const char *what)
{
	printf("%.*s\t%s\n", (int)length, word, what);
}

static const struct option_entry *find_option(const char *word)
{
	for (size_t i = 0; i < option_count; i++) {
		const struct option_entry *option = &option_entries[i];

		if (word[0] == '-' && word[1] == option->code && !word[2])
			return option;
		if (!strncmp(word, "--", 2) && !strcmp(word + 2, option->name))
			return option;
	}
	return NULL;
}

/* '--level' and '=' come as words of their own from some shells. */
static void read_word(struct line *line, const char *word)
{
	const struct option_entry *option = find_option(word);

	if (line->pending) {
		if (strcmp(word, "="))
			line->pending = NULL;
		return;
	}
	if (option && option->code == 'S')
		line->has_server = true;
	if (option && option->argument)
		line->pending = option;
	if (*word == '-')
		return;
	if (line->count < 2)
		line->words[line->count] = word;
	line->count++;
}

static struct line read_line(size_t count, char *const *words)
{
	struct line line = {.count = 0};

	for (size_t i = 0; i < count; i++)
		read_word(&line, words[i]);
	return line;
}

/* The command so far; NULL while only its noun is known. */
static const struct command *find(const struct line *line)
{
	char *words[2] = {(char *)line->words[0], (char *)line->words[1]};

	return command_find(line->count < 2 ? line->count : 2, words).command;
}

static bool is_of_noun(const struct command *command, const struct line *line)
{
	return line->count && !strcmp(command->noun, line->words[0]);
}

static void offer_options(const struct command *command)
{
	for (size_t i = 0; i < option_count; i++) {
		const struct option_entry *option = &option_entries[i];
		unsigned int taken = command ? command->options : 0;

		if (!option->help || (option->only_some & ~taken))
			continue;
		printf("--%s\t%.*s\n", option->name,
		       (int)strcspn(option->help, "\n"), option->help);
	}
}

/* The numbers in "0, 1 or 2". */
static void offer_levels(const struct command *command)
{
	const char *at = command && command->levels ? command->levels : "";

	while (*(at += strcspn(at, "0123456789"))) {
		size_t length = strspn(at, "0123456789");

		offer(at, length, "level");
		at += length;
	}
}

static void offer_argument(const struct line *line)
{
	if (line->pending->code == CODE_LEVEL)
		offer_levels(find(line));
	if (line->pending->code != CODE_FILTER)
		return;
	for (size_t i = 0; i < option_filter_count; i++)
		offer(option_filters[i].word, strlen(option_filters[i].word),
		      "accounts");
}

/* The word of an alias behind its first skipped ones; "" if there is none. */
static const char *alias_word(const struct alias *alias, const char *first)
{
	size_t length = strcspn(alias->words, " ");

	if (!first)
		return alias->words;
	if (strncmp(alias->words, first, length) || first[length] ||
	    !alias->words[length])
		return "";
	return alias->words + length + 1;
}

static void offer_aliases(const char *first)
{
	for (size_t i = 0; i < alias_count; i++) {
		const char *word = alias_word(&aliases[i], first);

		if (*word && *word != '\\' && command_of_alias(&aliases[i]))
			offer(word, strcspn(word, " "), "as net(1) has it");
	}
}

static void offer_nouns(void)
{
	for (size_t i = 0; i < command_count; i++) {
		bool first = i == 0 ||
			     strcmp(commands[i].noun, commands[i - 1].noun);

		if (first)
			offer(commands[i].noun, strlen(commands[i].noun),
			      commands[i].verb ? "" : commands[i].help);
	}
	offer_aliases(NULL);
}

static void offer_verbs(const struct line *line)
{
	for (size_t i = 0; i < command_count; i++)
		if (is_of_noun(&commands[i], line) && commands[i].verb)
			offer(commands[i].verb, strlen(commands[i].verb),
			      commands[i].help);
	offer_aliases(line->words[0]);
}

/* What names a row comes first in it, and is what shows it. */
static void offer_names(const struct command *list)
{
	__attribute__((cleanup(table_fini))) struct table table;
	struct request request = {
		.level = list->level,
		.page_bytes = MAX_PREFERRED_LENGTH,
	};

	table_init(&table);
	if (list->run(&request, &table))
		return;
	for (size_t i = 0; i < table.count; i += table.width)
		offer(table.cells[i].text, strlen(table.cells[i].text),
		      list->noun);
}

/* What an operand names is what its noun's list has; WHOSE is a share. */
static void offer_operand(const struct line *line)
{
	const struct command *command = find(line);
	char *list[] = {(char *)line->words[0], (char *)"list"};
	struct command_match match;

	if (!command || !command->operand || line->has_server)
		return;
	if (!strcmp(command->operand, "PATH"))
		return;
	if (!strcmp(command->operand, "WHOSE"))
		list[0] = (char *)"share";
	match = command_find(2, list);
	if (match.used == 2)
		offer_names(match.command);
}

void complete_print(size_t count, char *const *words)
{
	struct line line = read_line(count, words);

	if (line.pending) {
		offer_argument(&line);
		return;
	}
	if (line.count == 0)
		offer_nouns();
	else if (line.count == 1)
		offer_verbs(&line);
	else if (line.count == 2)
		offer_operand(&line);
	offer_options(find(&line));
}
