/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Well-formed means Table 3-7 of the Unicode Standard: no overlong forms, no
 * surrogates, nothing above U+10FFFF.
 */
#include <stdbool.h>
#include <string.h>

#include "src/netmgmtd/utf8.h"

static const char replacement[] = "\xef\xbf\xbd";

static bool is_between(unsigned char byte, unsigned int low, unsigned int high)
{
	return byte >= low && byte <= high;
}

static bool is_tail(const unsigned char *at)
{
	return is_between(*at, 0x80, 0xbf);
}

static size_t three(const unsigned char *at)
{
	unsigned int low = at[0] == 0xe0 ? 0xa0 : 0x80;
	unsigned int high = at[0] == 0xed ? 0x9f : 0xbf;

	return is_between(at[1], low, high) && is_tail(at + 2) ? 3 : 0;
}

static size_t four(const unsigned char *at)
{
	unsigned int low = at[0] == 0xf0 ? 0x90 : 0x80;
	unsigned int high = at[0] == 0xf4 ? 0x8f : 0xbf;

	return is_between(at[1], low, high) && is_tail(at + 2) &&
			       is_tail(at + 3)
		       ? 4
		       : 0;
}

/* The bytes of the character at the start, 0 if there is none. */
static size_t character(const unsigned char *at)
{
	if (at[0] < 0x80)
		return 1;
	if (is_between(at[0], 0xc2, 0xdf))
		return is_tail(at + 1) ? 2 : 0;
	if (is_between(at[0], 0xe0, 0xef))
		return three(at);
	if (is_between(at[0], 0xf0, 0xf4))
		return four(at);
	return 0;
}

/* The bytes before the first that is not ASCII: of most texts, all. */
static size_t plain(const char *text)
{
	size_t size = 0;

	while ((signed char)text[size] > 0)
		size++;
	return size;
}

size_t utf8_size(const char *text)
{
	size_t start = plain(text), size = start + 1;
	const unsigned char *at = (const unsigned char *)text + start;

	while (*at) {
		size_t step = character(at);

		size += step ? step : sizeof(replacement) - 1;
		at += step ? step : 1;
	}
	return size;
}

void utf8_copy(char *to, const char *text)
{
	size_t start = plain(text);
	const unsigned char *at = (const unsigned char *)text + start;

	to = mempcpy(to, text, start);
	while (*at) {
		size_t step = character(at);
		const void *from = step ? (const void *)at : replacement;
		size_t size = step ? step : sizeof(replacement) - 1;

		memcpy(to, from, size);
		to += size;
		at += step ? step : 1;
	}
	*to = '\0';
}
