/* SPDX-License-Identifier: BSD-3-Clause */
/* What comes out is one line of printable UTF-8, whatever went in. */

#include "escape.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "need.h"

/* One byte comes out as four at most: \ooo. */
enum { WORST = 4 };

struct letter {
	size_t size; /* 0: no UTF-8 here (RFC 3629, section 4) */
	uint32_t code;
};

static struct letter next_letter(const unsigned char *at)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	struct letter none = {0, 0};
	struct letter letter;

	if (at[0] < 0x80)
		return (struct letter){1, at[0]};
	if (at[0] < 0xC2 || at[0] > 0xF4)
		return none;
	letter.size = at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
	letter.code = at[0] & (0x7F >> letter.size);
	for (size_t i = 1; i < letter.size; i++) {
		if ((at[i] & 0xC0) != 0x80)
			return none; /* the text's NUL ends here too */
		letter.code = letter.code << 6 | (at[i] & 0x3F);
	}
	if (letter.code < least[letter.size] || letter.code > 0x10FFFF ||
	    (letter.code >= 0xD800 && letter.code <= 0xDFFF))
		return none;
	return letter;
}

/* C0, DEL, C1, marks that break a line, and marks that turn its direction. */
static int is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0) ||
	       (code >= 0x2028 && code <= 0x202E) ||
	       (code >= 0x2066 && code <= 0x2069);
}

static char *put_escape(char *out, unsigned char byte)
{
	static const char named[] = "\nn\tt\rr";

	*out++ = '\\';
	for (size_t i = 0; i + 1 < sizeof(named); i += 2) {
		if (byte != (unsigned char)named[i])
			continue;
		*out++ = named[i + 1];
		return out;
	}
	*out++ = '0' + (byte >> 6);
	*out++ = '0' + (byte >> 3 & 7);
	*out++ = '0' + (byte & 7);
	return out;
}

char *escape_text(const char *text)
{
	return escape_most(text, "");
}

char *escape_most(const char *text, const char *kept)
{
	const unsigned char *at = (const unsigned char *)text;
	char *escaped = need(malloc(strlen(text) * WORST + 1));
	char *out = escaped;

	while (*at) {
		struct letter letter = next_letter(at);
		size_t size = letter.size ? letter.size : 1;

		if (letter.size &&
		    (!is_control(letter.code) || strchr(kept, *at)))
			out = mempcpy(out, at, size);
		else
			for (size_t i = 0; i < size; i++)
				out = put_escape(out, at[i]);
		at += size;
	}
	*out = '\0';
	return escaped;
}
