/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

/*
 * The commands: a table of verbs, each with its help and the function that
 * does it. A function calls the server and fills the table of output; it
 * prints nothing, and may run in any thread.
 */

#include <stdbool.h>
#include <stdio.h>

#include <lm.h>

#include "option.h"
#include "table.h"

/* What the user asked for. Strings are borrowed from argv. */
struct request {
	const char *server; /* NULL: this host */
	const char *name;   /* of the command's one operand; NULL: none */
	DWORD level;	    /* the command's own, unless it was given */
	DWORD filter;
	DWORD flags; /* LG_* */
	DWORD page_bytes;
	bool fields_only; /* the table's columns; no server is asked */
};

struct command {
	const char *noun;
	const char *verb;    /* NULL: the noun stands alone */
	const char *operand; /* NULL: takes none */
	const char *help;
	unsigned int options; /* OPTION_* of option.h that it takes */
	DWORD level;	      /* unless --level says another */
	const char *levels;   /* that --level may say, for the help */
	NET_API_STATUS(*run)
	(const struct request *request, struct table *table);
};

/* The one table; commands of a noun stand together. */
extern const struct command commands[];
extern const size_t command_count;

struct alias;

/* command_of_alias() gives what it stands for; NULL: there is no such thing. */
__attribute__((nonnull)) const struct command *
command_of_alias(const struct alias *alias);

/* What the words of a command line mean. */
struct command_match {
	const struct command *command; /* NULL: none */
	size_t used;		       /* words that name it, or its noun */
	const char *server;	       /* among those words; NULL: none */
	const char *near_verb;	       /* that an operand looks like, or NULL */
};

/*
 * command_find() finds what words name: a command by noun and verb, or by an
 * alias. A noun alone is the command that lists it or tells of it; a noun and
 * a word that is none of its verbs is the one that shows what has this name.
 * Without a command, used is 1 if the noun exists, else 0.
 */
struct command_match command_find(size_t count, char *const *words);

/*
 * command_suggest() gives the noun, or the verb of a known noun, that the
 * first word not understood looks like; NULL: none.
 */
const char *command_suggest(const struct command_match *match, size_t count,
			    char *const *words);

/* command_help() prints how to use one command. */
__attribute__((nonnull)) void command_help(const struct command *command,
					   FILE *out);

/* command_help_all() prints all commands, or those of a noun. */
__attribute__((nonnull(2))) void command_help_all(const char *noun, FILE *out);

/*
 * command_print_all() prints the table for programs: a line for each command,
 * with noun, verb, operand, its own options, levels and help, apart by tabs.
 */
__attribute__((nonnull)) void command_print_all(FILE *out);

/* One file for each noun. */
NET_API_STATUS accounts_show(const struct request *request,
			     struct table *table);
NET_API_STATUS connection_list(const struct request *request,
			       struct table *table);
NET_API_STATUS display_list(const struct request *request, struct table *table);
NET_API_STATUS group_list(const struct request *request, struct table *table);
NET_API_STATUS group_show(const struct request *request, struct table *table);
NET_API_STATUS group_members(const struct request *request,
			     struct table *table);
NET_API_STATUS localgroup_list(const struct request *request,
			       struct table *table);
NET_API_STATUS localgroup_show(const struct request *request,
			       struct table *table);
NET_API_STATUS localgroup_members(const struct request *request,
				  struct table *table);
NET_API_STATUS user_groups(const struct request *request, struct table *table);
NET_API_STATUS user_localgroups(const struct request *request,
				struct table *table);
NET_API_STATUS disk_list(const struct request *request, struct table *table);
NET_API_STATUS file_list(const struct request *request, struct table *table);
NET_API_STATUS file_show(const struct request *request, struct table *table);
NET_API_STATUS server_info(const struct request *request, struct table *table);
NET_API_STATUS session_list(const struct request *request, struct table *table);
NET_API_STATUS session_show(const struct request *request, struct table *table);
NET_API_STATUS share_check(const struct request *request, struct table *table);
NET_API_STATUS share_list(const struct request *request, struct table *table);
NET_API_STATUS share_show(const struct request *request, struct table *table);
NET_API_STATUS time_show(const struct request *request, struct table *table);
NET_API_STATUS transport_list(const struct request *request,
			      struct table *table);
NET_API_STATUS use_list(const struct request *request, struct table *table);
NET_API_STATUS use_show(const struct request *request, struct table *table);
NET_API_STATUS user_list(const struct request *request, struct table *table);
NET_API_STATUS user_show(const struct request *request, struct table *table);
NET_API_STATUS workstation_transports(const struct request *request,
				      struct table *table);
NET_API_STATUS workstation_info(const struct request *request,
				struct table *table);

/* command_release() is made for __attribute__((cleanup)) on a result. */
static inline void command_release(LPBYTE *buffer)
{
	NetApiBufferFree(*buffer);
}

#endif
