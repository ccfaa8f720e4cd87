/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CLI_COMPLETE_H
#define CLI_COMPLETE_H

/*
 * What may come next on a command line, for the shells: they ask with
 * 'netmgmt --complete' and the words so far, and choose by what was begun.
 */

#include <stddef.h>

/*
 * complete_print() prints a line for each word that may follow words: the
 * word, a tab, and what it is. Names of accounts and the like are those of
 * this host; with --server among the words there are none, since a shell
 * should not wait for a network.
 */
void complete_print(size_t count, char *const *words);

#endif
