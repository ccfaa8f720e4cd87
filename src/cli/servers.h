/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CLI_SERVERS_H
#define CLI_SERVERS_H

/*
 * Whom a command asks: no name, which is this host, or one, or several. Names
 * are borrowed from the command line.
 */

#include <stdbool.h>
#include <stddef.h>

struct servers {
	const char **names;
	size_t count;
};

__attribute__((nonnull)) void servers_fini(struct servers *servers);

/*
 * servers_add() adds the names of a list that commas part, and cuts it there.
 * False: a name between commas is missing, which has been told.
 */
__attribute__((nonnull)) bool servers_add(struct servers *servers, char *list);

/* servers_add_word() adds what word_is_server() knows as one. Always true. */
__attribute__((nonnull)) bool servers_add_word(struct servers *servers,
					       const char *word);

#endif
