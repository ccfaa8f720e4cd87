/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CLI_ESCAPE_H
#define CLI_ESCAPE_H

/*
 * Text of a server made fit to print. Whoever administers the server chose it:
 * it may try to draw on the terminal, or to break a line in two.
 */

/*
 * escape_text() gives text with control characters, and bytes that are no
 * UTF-8, as \n, \t, \r or \ooo (octal). The caller frees the result.
 */
__attribute__((warn_unused_result, nonnull, malloc)) char *
escape_text(const char *text);

/*
 * escape_most() is the same, but leaves the characters of kept, which are
 * ASCII, as they are.
 */
__attribute__((warn_unused_result, nonnull, malloc)) char *
escape_most(const char *text, const char *kept);

#endif
