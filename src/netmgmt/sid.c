/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * SIDs and their text, S-1-AUTHORITY-NUMBER...; an authority of 2^32 or more is
 * written as 12 hexadecimal digits (MS-DTYP, 2.4.2.1).
 */

#include <lmaccess.h>

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	MOST = sizeof(((struct domsid *)0)->sub_auths) / sizeof(uint32_t),
	BYTES = sizeof(((struct domsid *)0)->id_auth),
	LONGEST = 32 + MOST * 11, /* "S-255-0x" and what is behind it */
};

static uint64_t authority_of(const struct domsid *sid)
{
	uint64_t authority = 0;

	for (int i = 0; i < BYTES; i++)
		authority = authority << 8 | sid->id_auth[i];
	return authority;
}

int ConvertSidToStringSid(const struct domsid *sid, char **text)
{
	const char *form = "S-%u-%" PRIu64;
	uint64_t authority;
	char *at;

	if (text)
		*text = NULL;
	if (!sid || !text || sid->num_auths > MOST)
		return 0;
	at = *text = malloc(LONGEST);
	if (!at)
		return 0;
	authority = authority_of(sid);
	if (authority > UINT32_MAX)
		form = "S-%u-0x%012" PRIX64;
	at += sprintf(at, form, sid->rev, authority);
	for (int i = 0; i < sid->num_auths; i++)
		at += sprintf(at, "-%" PRIu32, sid->sub_auths[i]);
	return 1;
}

/* Steps over "-number"; blanks and signs are no part of a number. */
static bool read_number(const char **at, bool may_be_hex, uint64_t most,
			uint64_t *number)
{
	const char *digits = *at + 1;
	bool hex = may_be_hex && **at && !strncasecmp(digits, "0x", 2);
	char *end;

	if (**at != '-')
		return false;
	if (hex)
		digits += 2;
	if (hex ? !isxdigit((unsigned char)*digits)
		: !isdigit((unsigned char)*digits))
		return false;
	errno = 0;
	*number = strtoull(digits, &end, hex ? 16 : 10);
	*at = end;
	return !errno && *number <= most;
}

static bool read_sid(const char *at, struct domsid *sid)
{
	uint64_t number;

	if (*at != 'S' && *at != 's')
		return false;
	at++;
	if (!read_number(&at, false, UINT8_MAX, &number))
		return false;
	sid->rev = (unsigned char)number;
	if (!read_number(&at, true, ((uint64_t)1 << 48) - 1, &number))
		return false;
	for (int i = BYTES; i-- > 0; number >>= 8)
		sid->id_auth[i] = number & 0xff;
	while (*at && sid->num_auths < MOST) {
		if (!read_number(&at, false, UINT32_MAX, &number))
			return false;
		sid->sub_auths[sid->num_auths++] = (uint32_t)number;
	}
	return !*at;
}

int ConvertStringSidToSid(const char *text, struct domsid **sid)
{
	struct domsid read = {0};

	if (sid)
		*sid = NULL;
	if (!text || !sid || !read_sid(text, &read))
		return 0;
	*sid = malloc(sizeof(**sid));
	if (!*sid)
		return 0;
	**sid = read;
	return 1;
}
