/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CLI_NEED_H
#define CLI_NEED_H

/*
 * Memory that must be there. A command that cannot allocate a line of its
 * output has nothing better to do than to say so and end.
 */

#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* need() gives pointer back, and ends the program when it is NULL. */
static inline void *need(void *pointer)
{
	if (!pointer)
		err(EXIT_FAILURE, NULL);
	return pointer;
}

/* need_text() is asprintf() that does not fail; the caller frees the text. */
__attribute__((warn_unused_result, format(printf, 1, 2))) static inline char *
need_text(const char *format, ...)
{
	va_list arguments;
	char *text;

	va_start(arguments, format);
	if (vasprintf(&text, format, arguments) < 0)
		text = NULL;
	va_end(arguments);
	return need(text);
}

#endif
