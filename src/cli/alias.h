/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CLI_ALIAS_H
#define CLI_ALIAS_H

/*
 * What people who know net(1) of Windows type, and the command that it stands
 * for. Only what is no noun and verb of its own needs a line here: that 'user'
 * lists and 'user ada' shows is true of every noun, see command.c.
 */

#include <stdbool.h>
#include <stddef.h>

struct alias {
	const char *words; /* "\\" stands for a server, as \\host */
	const char *noun;  /* of the command; an alias of none is not known */
	const char *verb;
};

extern const struct alias aliases[];
extern const size_t alias_count;

/* word_is_server() tells a word as \\host, or \host where a shell ate one. */
__attribute__((nonnull)) bool word_is_server(const char *word);

/*
 * alias_length() gives how many of words spell the alias, a server's name
 * among them; 0 if they do not.
 */
__attribute__((nonnull(1))) size_t
alias_length(const struct alias *alias, size_t count, char *const *words);

#endif
