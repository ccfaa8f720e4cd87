/* SPDX-License-Identifier: BSD-3-Clause */
/* Help is made from the table, so that a command and its help are one thing. */

#include "command.h"

#include <stdbool.h>
#include <string.h>

static const struct command commands[] = {
	{"user", "list", NULL, "List the user accounts.",
	 OPTION_LEVEL | OPTION_FILTER | OPTION_PAGE_BYTES, 3,
	 "0, 1, 2, 3, 4, 10, 11, 20 or 23", user_list},
	{"user", "show", "NAME", "Show one user account.", OPTION_LEVEL, 3,
	 "0, 1, 2, 3, 4, 10, 11, 20 or 23", user_show},
	{"server", "info", NULL, "Show what the server is.", OPTION_LEVEL, 102,
	 "100, 101 or 102", server_info},
	{"workstation", "info", NULL, "Show name, domain and version.",
	 OPTION_LEVEL, 102, "100, 101 or 102", workstation_info},
	{"share", "list", NULL, "List the shares.",
	 OPTION_LEVEL | OPTION_PAGE_BYTES, 2, "0, 1, 2, 501, 502, 503 or 9000",
	 share_list},
	{"share", "show", "NAME", "Show one share.", OPTION_LEVEL, 2,
	 "0, 1, 2, 501, 502, 503, 1005 or 9000", share_show},
	{"share", "check", "PATH", "Show as what a path is shared.", 0, 0, NULL,
	 share_check},
	{"session", "list", NULL, "List who uses the shares.",
	 OPTION_LEVEL | OPTION_PAGE_BYTES, 2, "0, 1, 2, 10, 502 or 9000",
	 session_list},
	{"session", "show", "CLIENT", "Show the session of a client.",
	 OPTION_LEVEL, 502, "0, 1, 2, 10, 502 or 9000", session_show},
	{"connection", "list", "WHOSE",
	 "List who uses a share, or what \\\\CLIENT uses.",
	 OPTION_LEVEL | OPTION_PAGE_BYTES, 1, "0, 1 or 9000", connection_list},
	{"file", "list", NULL, "List what clients have open.",
	 OPTION_LEVEL | OPTION_PAGE_BYTES, 3, "2, 3 or 9000", file_list},
	{"file", "show", "ID", "Show one open file.", OPTION_LEVEL, 3,
	 "2, 3 or 9000", file_show},
	{"use", "list", NULL, "List what this host has mounted of others.",
	 OPTION_LEVEL | OPTION_PAGE_BYTES, 2, "0, 1, 2, 3 or 9000", use_list},
	{"use", "show", "NAME", "Show one mount.", OPTION_LEVEL, 2,
	 "0, 1, 2, 3 or 9000", use_show},
	{"workstation", "transports", NULL, "List where its calls go out.",
	 OPTION_PAGE_BYTES, 0, NULL, workstation_transports},
	{"transport", "list", NULL, "List where calls come in.",
	 OPTION_LEVEL | OPTION_PAGE_BYTES, 1, "0, 1 or 2", transport_list},
	{"disk", "list", NULL, "List the disks: the mount points.",
	 OPTION_PAGE_BYTES, 0, NULL, disk_list},
	{"time", NULL, NULL, "Show the time there, and how long it is up.", 0,
	 0, NULL, time_show},
};

static const size_t command_count = sizeof(commands) / sizeof(*commands);

static const char general_options[] =
	"  -S, --server SERVER   ask this host: a name, an address, "
	"host:port,\n"
	"                        or unix:/path; without it this host itself\n"
	"      --json            print JSON\n"
	"      --table           print aligned columns, also into a pipe\n"
	"  -h, --help            print this help\n"
	"  -V, --version         print the version\n";

const struct command *command_find(size_t count, char *const *words,
				   size_t *used)
{
	*used = 0;
	for (size_t i = 0; i < command_count && count; i++) {
		const struct command *command = &commands[i];

		if (strcmp(command->noun, words[0]))
			continue;
		*used = 1;
		if (!command->verb)
			return command;
		if (count < 2 || strcmp(command->verb, words[1]))
			continue;
		*used = 2;
		return command;
	}
	return NULL;
}

static void print_name(const struct command *command, FILE *out)
{
	fprintf(out, "%s%s%s%s%s", command->noun, command->verb ? " " : "",
		command->verb ? command->verb : "", command->operand ? " " : "",
		command->operand ? command->operand : "");
}

void command_help(const struct command *command, FILE *out)
{
	fputs("Usage: netmgmt [OPTION]... ", out);
	print_name(command, out);
	fprintf(out, "\n\n%s\n\nOptions:\n", command->help);
	if (command->options & OPTION_LEVEL)
		fprintf(out,
			"      --level N         the information level, %u "
			"unless given:\n"
			"                        %s\n",
			command->level, command->levels);
	if (command->options & OPTION_FILTER)
		fputs("      --filter WHICH    normal, system or all (all "
		      "unless given)\n",
		      out);
	if (command->options & OPTION_PAGE_BYTES)
		fputs("      --page-bytes N    ask for pages of about N bytes, "
		      "not for all at once\n",
		      out);
	fputs(general_options, out);
}

void command_help_all(const char *noun, FILE *out)
{
	fprintf(out,
		"Usage: netmgmt [OPTION]... %s [ARGUMENT]...\n\n"
		"Manages a host by the Network Management functions.\n\n"
		"Commands:\n",
		noun ? noun : "COMMAND");
	for (size_t i = 0; i < command_count; i++) {
		const struct command *command = &commands[i];
		int width = 24 - (int)strlen(command->noun);

		if (noun && strcmp(noun, command->noun))
			continue;
		if (command->verb)
			width -= (int)strlen(command->verb) + 1;
		if (command->operand)
			width -= (int)strlen(command->operand) + 1;
		fputs("  ", out);
		print_name(command, out);
		fprintf(out, "%*s  %s\n", width, "", command->help);
	}
	fprintf(out, "\nOptions:\n%s\n%s", general_options,
		"'netmgmt COMMAND --help' tells more. Exit status: 0 done, "
		"1 the call failed,\n2 wrong use.\n");
}
