/* SPDX-License-Identifier: BSD-3-Clause */
/* Help is made from the tables, so that a command and its help are one. */

#include <string.h>

#include "alias.h"
#include "command.h"
#include "option.h"

/* Where the second column begins. */
enum { COMMAND_WIDTH = 24, OPTION_WIDTH = 22 };

static int print_name(const struct command *command, FILE *out)
{
	return fprintf(
		out, "%s%s%s%s%s", command->noun, command->verb ? " " : "",
		command->verb ? command->verb : "", command->operand ? " " : "",
		command->operand ? command->operand : "");
}

static void pad(int printed, int width, FILE *out)
{
	fprintf(out, "%*s  ", printed < width ? width - printed : 0, "");
}

/* -- options ------------------------------------------------------------- */

/* Each line of a text in the second column. */
static void print_lines(const char *text, FILE *out)
{
	size_t length = strcspn(text, "\n");

	fprintf(out, "%.*s\n", (int)length, text);
	while (text[length]) {
		text += length + 1;
		length = strcspn(text, "\n");
		pad(0, OPTION_WIDTH, out);
		fprintf(out, "%.*s\n", (int)length, text);
	}
}

static void print_option(const struct option_entry *option, FILE *out)
{
	int printed;

	if (option->code < CODE_JSON)
		printed = fprintf(out, "  -%c, ", option->code);
	else
		printed = fprintf(out, "      ");
	printed += fprintf(out, "--%s%s%s", option->name,
			   option->argument ? " " : "",
			   option->argument ? option->argument : "");
	pad(printed, OPTION_WIDTH, out);
}

/* The options of a command, or those of all if there is none. */
static void print_options(const struct command *command, FILE *out)
{
	unsigned int taken = command ? command->options : 0;

	fputs("\nOptions:\n", out);
	for (size_t i = 0; i < option_count; i++) {
		const struct option_entry *option = &option_entries[i];

		if (!option->help || (option->only_some & ~taken))
			continue;
		print_option(option, out);
		if (option->code != CODE_LEVEL) {
			print_lines(option->help, out);
			continue;
		}
		fprintf(out, "%s (%u unless given):\n", option->help,
			command->level);
		pad(0, OPTION_WIDTH, out);
		fprintf(out, "%s\n", command->levels);
	}
}

/* -- commands ------------------------------------------------------------ */

void command_help(const struct command *command, FILE *out)
{
	fputs("Usage: netmgmt [OPTION]... ", out);
	print_name(command, out);
	fprintf(out, "\n\n%s\n", command->help);
	print_options(command, out);
}

static void print_aliases(FILE *out)
{
	const char *title = "\nAs net(1) of Windows has it:\n";

	for (size_t i = 0; i < alias_count; i++) {
		const struct alias *alias = &aliases[i];
		const struct command *command = command_of_alias(alias);

		if (!command)
			continue;
		fprintf(out, "%s  ", title);
		title = "";
		pad(fprintf(out, "%s%s", alias->words,
			    strchr(alias->words, '\\') ? "HOST" : ""),
		    COMMAND_WIDTH, out);
		print_name(command, out);
		fputc('\n', out);
	}
}

void command_help_all(const char *noun, FILE *out)
{
	fprintf(out,
		"Usage: netmgmt [OPTION]... %s [ARGUMENT]...\n\n"
		"Manages hosts by the Network Management functions.\n\n"
		"Commands:\n",
		noun ? noun : "COMMAND");
	for (size_t i = 0; i < command_count; i++) {
		const struct command *command = &commands[i];

		if (noun && strcmp(noun, command->noun))
			continue;
		fputs("  ", out);
		pad(print_name(command, out), COMMAND_WIDTH, out);
		fprintf(out, "%s\n", command->help);
	}
	if (!noun)
		print_aliases(out);
	print_options(NULL, out);
	fputs("\nA noun alone is what lists it, a noun and a name what shows "
	      "it: 'netmgmt user',\n'netmgmt user ada'. 'netmgmt help COMMAND' "
	      "tells more. Exit status: 0 done,\n1 a call failed, 2 wrong "
	      "use.\n",
	      out);
}

/* -- for programs -------------------------------------------------------- */

static void print_special(const struct command *command, FILE *out)
{
	const char *between = "";

	for (size_t i = 0; i < option_count; i++) {
		if (!(command->options & option_entries[i].only_some))
			continue;
		fprintf(out, "%s--%s", between, option_entries[i].name);
		between = " ";
	}
}

void command_print_all(FILE *out)
{
	for (size_t i = 0; i < command_count; i++) {
		const struct command *command = &commands[i];

		fprintf(out, "%s\t%s\t%s\t", command->noun,
			command->verb ? command->verb : "",
			command->operand ? command->operand : "");
		print_special(command, out);
		fprintf(out, "\t%s\t%s\n",
			command->levels ? command->levels : "", command->help);
	}
}
