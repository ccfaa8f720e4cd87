/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What calls carry, on stderr. Costs one look into the environment when it is
 * not wanted.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "rpc/debug.h"

/* Longer values are cut: this is for people to read. */
#define DEBUG_TEXT ((size_t)1 << 16)

bool debug_is_wanted(void)
{
	const char *value = secure_getenv("ONC_DEBUG");

	return value && value[0] == '1' && value[1] == '\0';
}

void debug_value(const char *procedure, const char *what,
		 const struct onc_type *type, const void *value)
{
	size_t length;
	char *text;

	if (!debug_is_wanted())
		return;
	fprintf(stderr, "onc: %s %s\n", procedure, what);
	if (!type->module || !value)
		return;
	text = malloc(DEBUG_TEXT);
	if (!text)
		return;
	length = onc_print(type, value, text, DEBUG_TEXT);
	fputs(text, stderr);
	if (length >= DEBUG_TEXT)
		fputs("\n...\n", stderr);
	free(text);
}

void debug_error(const char *text)
{
	if (debug_is_wanted())
		fprintf(stderr, "onc: %s\n", text);
}
