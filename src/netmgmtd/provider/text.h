/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_TEXT_H
#define NETMGMTD_PROVIDER_TEXT_H

/*
 * What the readers of small text files have in common. Text is taken apart in
 * place: the pieces point into it and live as long.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/netmgmtd/provider/root.h"

/*
 * text_read() reads a file of at most limit bytes. A NUL within it becomes
 * the end of a line, so that what follows is not lost. *text is the caller's
 * to free, NULL after failure: -errno, -EFBIG over the limit.
 */
__attribute__((warn_unused_result)) int
text_read(const struct root *root, const char *path, size_t limit, char **text);

/* text_line() gives the next line, NULL after the last one. */
char *text_line(char **rest);

/* text_word() gives the next word between blanks, NULL after the last one. */
char *text_word(char **rest);

/* text_trim() cuts blanks off both ends. */
char *text_trim(char *text);

bool text_is_blank(char c);

/* text_same_loosely() compares without regard to case and blanks. */
bool text_same_loosely(const char *a, const char *b);

/*
 * text_after() gives what follows a prefix, blanks passed over; NULL if text
 * does not start so.
 */
char *text_after(char *text, const char *prefix);

/* text_unescape() replaces \040 and the like by the bytes they stand for. */
char *text_unescape(char *text);

/* text_unquote() takes a pair of quotes around the text away. */
char *text_unquote(char *text);

/* text_number() reads a whole text as a decimal number that fits. */
bool text_number(const char *text, uint64_t *number);

/* text_copy() and text_format() give text that is the caller's; -ENOMEM. */
__attribute__((warn_unused_result)) int text_copy(const char *text, char **out);
__attribute__((warn_unused_result, format(printf, 2, 3))) int
text_format(char **out, const char *format, ...);

#endif
