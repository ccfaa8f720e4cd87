/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

/*
 * The commands: a table of verbs, each with its help and the function that
 * does it. A function calls the server and fills the table of output; it
 * prints nothing.
 */

#include <stdio.h>

#include <lm.h>

#include "table.h"

/* Options that only some commands take. */
enum {
	OPTION_LEVEL = 1,
	OPTION_FILTER = 2,
	OPTION_PAGE_BYTES = 4,
};

/* What the user asked for. Strings are borrowed from argv. */
struct request {
	const char *server; /* NULL: this host */
	const char *name;   /* of the command's one operand; NULL: none */
	DWORD level;	    /* the command's own, unless it was given */
	DWORD filter;
	DWORD page_bytes;
};

struct command {
	const char *noun;
	const char *verb;    /* NULL: the noun stands alone */
	const char *operand; /* NULL: takes none */
	const char *help;
	unsigned int options; /* OPTION_* that it takes */
	DWORD level;	      /* unless --level says another */
	const char *levels;   /* that --level may say, for the help */
	NET_API_STATUS(*run)
	(const struct request *request, struct table *table);
};

/*
 * command_find() gives the command that words name, and in *used how many of
 * them it took. NULL: no such command; *used is then 1 if the noun exists.
 */
__attribute__((nonnull(2, 3))) const struct command *
command_find(size_t count, char *const *words, size_t *used);

/* command_help() prints how to use one command. */
__attribute__((nonnull)) void command_help(const struct command *command,
					   FILE *out);

/* command_help_all() prints all commands, or those of a noun. */
__attribute__((nonnull(2))) void command_help_all(const char *noun, FILE *out);

/* One file for each noun. */
NET_API_STATUS connection_list(const struct request *request,
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
