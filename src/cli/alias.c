/* SPDX-License-Identifier: BSD-3-Clause */
/* Longer aliases stand before what they begin with: the first match wins. */

#include "alias.h"

#include <string.h>

const struct alias aliases[] = {
	{"config server", "server", "info"},
	{"config workstation", "workstation", "info"},
	{"view \\\\", "share", "list"},
	{"view", "server", "list"},
};

const size_t alias_count = sizeof(aliases) / sizeof(*aliases);

bool word_is_server(const char *word)
{
	return word[0] == '\\' && strspn(word, "\\") < strlen(word);
}

size_t alias_length(const struct alias *alias, size_t count, char *const *words)
{
	const char *at = alias->words;
	size_t used = 0;

	for (; *at; used++) {
		size_t length = strcspn(at, " ");

		if (used == count)
			return 0;
		if (*at == '\\' ? !word_is_server(words[used])
				: strncmp(at, words[used], length) ||
					  words[used][length])
			return 0;
		at += length;
		at += strspn(at, " ");
	}
	return used;
}
