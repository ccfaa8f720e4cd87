/* SPDX-License-Identifier: BSD-3-Clause */
/* What is not in this table is no command: a new noun is a line here. */

#include "command.h"

#include <stdbool.h>
#include <string.h>

#include "alias.h"
#include "src/oncgen/near.h"

#define GROUP_LEVELS "0, 1, 2, 3 or 9000"
#define HOST_LEVELS "100, 101 or 102"
#define SESSION_LEVELS "0, 1, 2, 10, 502 or 9000"
#define USE_LEVELS "0, 1, 2, 3 or 9000"

const struct command commands[] = {
	{"user", "list", NULL, "List the user accounts.",
	 OPTION_LEVEL | OPTION_FILTER | OPTION_PAGE_BYTES | OPTION_FIELDS, 3,
	 "0, 1, 2, 3, 4, 10, 11, 20, 23 or 9000", user_list},
	{"user", "show", "NAME", "Show one user account.",
	 OPTION_LEVEL | OPTION_FIELDS, 3,
	 "0, 1, 2, 3, 4, 10, 11, 20, 23, 24 or 9000", user_show},
	{"user", "groups", "NAME", "List the global groups of a user.",
	 OPTION_LEVEL | OPTION_FIELDS, 0, "0 or 1", user_groups},
	{"user", "localgroups", "NAME", "List the local groups of a user.",
	 OPTION_INDIRECT | OPTION_FIELDS, 0, NULL, user_localgroups},
	{"group", "list", NULL, "List the global groups.",
	 OPTION_LEVEL | OPTION_PAGE_BYTES | OPTION_FIELDS, 2, GROUP_LEVELS,
	 group_list},
	{"group", "show", "NAME", "Show one global group.",
	 OPTION_LEVEL | OPTION_FIELDS, 2, GROUP_LEVELS, group_show},
	{"group", "members", "NAME", "List the users of a global group.",
	 OPTION_LEVEL | OPTION_PAGE_BYTES | OPTION_FIELDS, 0, "0 or 1",
	 group_members},
	{"localgroup", "list", NULL, "List the local groups.",
	 OPTION_LEVEL | OPTION_PAGE_BYTES | OPTION_FIELDS, 1, "0, 1 or 9000",
	 localgroup_list},
	{"localgroup", "show", "NAME", "Show one local group.",
	 OPTION_LEVEL | OPTION_FIELDS, 1, "0, 1, 1002 or 9000",
	 localgroup_show},
	{"localgroup", "members", "NAME", "List the members of a local group.",
	 OPTION_LEVEL | OPTION_PAGE_BYTES | OPTION_FIELDS, 2, "0, 1, 2 or 3",
	 localgroup_members},
	{"accounts", NULL, NULL, "Show what holds for all accounts.",
	 OPTION_LEVEL | OPTION_FIELDS, 0, "0, 1, 2 or 3", accounts_show},
	{"display", NULL, NULL, "List accounts in the order of their names.",
	 OPTION_LEVEL | OPTION_PAGE_BYTES | OPTION_FIELDS, 1,
	 "1 users, 2 computers, 3 global groups", display_list},
	{"server", "info", NULL, "Show what the server is.",
	 OPTION_LEVEL | OPTION_FIELDS, 102, HOST_LEVELS, server_info},
	{"workstation", "info", NULL, "Show name, domain and version.",
	 OPTION_LEVEL | OPTION_FIELDS, 102, HOST_LEVELS, workstation_info},
	{"workstation", "transports", NULL, "List where its calls go out.",
	 OPTION_PAGE_BYTES | OPTION_FIELDS, 0, NULL, workstation_transports},
	{"share", "list", NULL, "List the shares.",
	 OPTION_LEVEL | OPTION_PAGE_BYTES | OPTION_FIELDS, 2,
	 "0, 1, 2, 501, 502, 503 or 9000", share_list},
	{"share", "show", "NAME", "Show one share.",
	 OPTION_LEVEL | OPTION_FIELDS, 2,
	 "0, 1, 2, 501, 502, 503, 1005 or 9000", share_show},
	{"share", "check", "PATH", "Show as what a path is shared.",
	 OPTION_FIELDS, 0, NULL, share_check},
	{"session", "list", NULL, "List who uses the shares.",
	 OPTION_LEVEL | OPTION_PAGE_BYTES | OPTION_FIELDS, 2, SESSION_LEVELS,
	 session_list},
	{"session", "show", "CLIENT", "Show the session of a client.",
	 OPTION_LEVEL | OPTION_FIELDS, 502, SESSION_LEVELS, session_show},
	{"connection", "list", "WHOSE",
	 "List who uses a share, or what \\\\CLIENT uses.",
	 OPTION_LEVEL | OPTION_PAGE_BYTES | OPTION_FIELDS, 1, "0, 1 or 9000",
	 connection_list},
	{"file", "list", NULL, "List what clients have open.",
	 OPTION_LEVEL | OPTION_PAGE_BYTES | OPTION_FIELDS, 3, "2, 3 or 9000",
	 file_list},
	{"file", "show", "ID", "Show one open file.",
	 OPTION_LEVEL | OPTION_FIELDS, 3, "2, 3 or 9000", file_show},
	{"use", "list", NULL, "List what this host has mounted of others.",
	 OPTION_LEVEL | OPTION_PAGE_BYTES | OPTION_FIELDS, 2, USE_LEVELS,
	 use_list},
	{"use", "show", "NAME", "Show one mount.", OPTION_LEVEL | OPTION_FIELDS,
	 2, USE_LEVELS, use_show},
	{"transport", "list", NULL, "List where calls come in.",
	 OPTION_LEVEL | OPTION_PAGE_BYTES | OPTION_FIELDS, 1, "0, 1 or 2",
	 transport_list},
	{"disk", "list", NULL, "List the disks: the mount points.",
	 OPTION_PAGE_BYTES | OPTION_FIELDS, 0, NULL, disk_list},
	{"time", NULL, NULL, "Show the time there, and how long it is up.",
	 OPTION_FIELDS, 0, NULL, time_show},
};

const size_t command_count = sizeof(commands) / sizeof(*commands);

static bool same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static const struct command *find_verb(const char *noun, const char *verb)
{
	for (size_t i = 0; i < command_count; i++)
		if (same(commands[i].noun, noun) &&
		    same(commands[i].verb, verb))
			return &commands[i];
	return NULL;
}

static bool is_noun(const char *word)
{
	for (size_t i = 0; i < command_count; i++)
		if (same(commands[i].noun, word))
			return true;
	return false;
}

/* What a noun alone means: what tells all of it. */
static const struct command *find_default(const char *noun)
{
	static const char *const verbs[] = {"list", "info", "show"};

	for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++) {
		const struct command *command = find_verb(noun, verbs[i]);

		if (command && !command->operand)
			return command;
	}
	return NULL;
}

const struct command *command_of_alias(const struct alias *alias)
{
	return find_verb(alias->noun, alias->verb);
}

/* Only the exact alias: what follows its words may be an operand. */
static struct command_match find_alias(size_t count, char *const *words)
{
	for (size_t i = 0; i < alias_count; i++) {
		struct command_match match = {
			.command = command_of_alias(&aliases[i]),
			.used = alias_length(&aliases[i], count, words),
		};

		if (!match.command || !match.used)
			continue;
		if (word_is_server(words[match.used - 1]))
			match.server = words[match.used - 1];
		return match;
	}
	return (struct command_match){.command = NULL};
}

static const char *near_verb(const char *noun, const char *word)
{
	struct near near = near_start(word);

	for (size_t i = 0; i < command_count; i++)
		if (same(commands[i].noun, noun) && commands[i].verb)
			near_try(&near, commands[i].verb);
	return near.best;
}

/* The noun is known, its verb was left out. */
static struct command_match find_short(size_t count, char *const *words)
{
	const struct command *show = find_verb(words[0], "show");
	struct command_match match = {.used = 1};

	if (count == 1 || word_is_server(words[1])) {
		match.command = find_default(words[0]);
	} else if (count == 2 && show && show->operand) {
		match.command = show;
		match.near_verb = near_verb(words[0], words[1]);
	}
	return match;
}

struct command_match command_find(size_t count, char *const *words)
{
	struct command_match match = {.command = NULL};

	if (!count)
		return match;
	match.command = count > 1 ? find_verb(words[0], words[1]) : NULL;
	if (match.command) {
		match.used = 2;
		return match;
	}
	match = find_alias(count, words);
	if (match.command || !is_noun(words[0]))
		return match;
	match.used = 1;
	match.command = find_verb(words[0], NULL);
	return match.command ? match : find_short(count, words);
}

const char *command_suggest(const struct command_match *match, size_t count,
			    char *const *words)
{
	struct near near;

	if (match->used)
		return count > match->used
			       ? near_verb(words[0], words[match->used])
			       : NULL;
	if (!count)
		return NULL;
	near = near_start(words[0]);
	for (size_t i = 0; i < command_count; i++)
		near_try(&near, commands[i].noun);
	return near.best;
}
