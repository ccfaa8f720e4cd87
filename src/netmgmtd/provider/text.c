/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pieces of text that somebody else wrote: nothing here reads beyond its NUL,
 * and what is no piece of the wanted kind is told, not guessed.
 */
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "src/netmgmtd/provider/text.h"

int text_read(const struct root *root, const char *path, size_t limit,
	      char **text)
{
	size_t size;
	int r = root_read(root, path, limit, text, &size);

	if (r < 0)
		return r;
	for (size_t i = 0; i < size; i++)
		if ((*text)[i] == '\0')
			(*text)[i] = '\n';
	return 0;
}

char *text_line(char **rest)
{
	return strsep(rest, "\n");
}

char *text_word(char **rest)
{
	char *word;

	do
		word = strsep(rest, " \t\r\n");
	while (word && *word == '\0');
	return word;
}

bool text_is_blank(char c)
{
	return isspace((unsigned char)c) != 0;
}

char *text_trim(char *text)
{
	size_t size;

	while (text_is_blank(*text))
		text++;
	size = strlen(text);
	while (size > 0 && text_is_blank(text[size - 1]))
		size--;
	text[size] = '\0';
	return text;
}

bool text_same_loosely(const char *a, const char *b)
{
	for (;;) {
		while (text_is_blank(*a))
			a++;
		while (text_is_blank(*b))
			b++;
		if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
			return false;
		if (*a == '\0')
			return true;
		a++;
		b++;
	}
}

char *text_after(char *text, const char *prefix)
{
	size_t size = strlen(prefix);

	if (strncmp(text, prefix, size) != 0)
		return NULL;
	text += size;
	while (text_is_blank(*text))
		text++;
	return text;
}

static bool is_octal(char c)
{
	return c >= '0' && c <= '7';
}

char *text_unescape(char *text)
{
	char *out = text;
	const char *in = text;

	while (*in) {
		int byte = 0;

		if (in[0] == '\\' && is_octal(in[1]) && is_octal(in[2]) &&
		    is_octal(in[3]))
			byte = (in[1] - '0') << 6 | (in[2] - '0') << 3 |
			       (in[3] - '0');
		/* \000 would cut the text short, \777 is no byte. */
		if (byte > 0 && byte <= 0xFF) {
			*out++ = (char)byte;
			in += 4;
		} else {
			*out++ = *in++;
		}
	}
	*out = '\0';
	return text;
}

char *text_unquote(char *text)
{
	size_t size = strlen(text);

	if (size < 2 || text[0] != '"' || text[size - 1] != '"')
		return text;
	text[size - 1] = '\0';
	return text + 1;
}

bool text_number(const char *text, uint64_t *number)
{
	char *end;

	if (!isdigit((unsigned char)*text))
		return false;
	errno = 0;
	*number = strtoull(text, &end, 10);
	return errno == 0 && *end == '\0';
}

int text_copy(const char *text, char **out)
{
	*out = strdup(text);
	return *out ? 0 : -ENOMEM;
}

int text_format(char **out, const char *format, ...)
{
	va_list arguments;
	int size;

	va_start(arguments, format);
	size = vasprintf(out, format, arguments);
	va_end(arguments);
	if (size >= 0)
		return 0;
	*out = NULL;
	return -ENOMEM;
}
