/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * SIDs as text, MS-DTYP 2.4.2.1: "S-1-", the authority, decimal below 2^32 and
 * hexadecimal above, and a number for each sub-authority. What is read is
 * checked to the last letter before anything is allocated.
 */

#include <netmgmt/samba.h>

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	MOST_SUB_AUTHORITIES = 15,
	/* "S-255-0x" and 12 digits, then a dash and 10 digits for each */
	LONGEST = 8 + 12 + MOST_SUB_AUTHORITIES * 11 + 1,
};

static uint64_t authority_of(const struct domsid *sid)
{
	uint64_t authority = 0;

	for (size_t i = 0; i < sizeof(sid->id_auth); i++)
		authority = authority << 8 | sid->id_auth[i];
	return authority;
}

int ConvertSidToStringSid(const struct domsid *sid, char **sid_string)
{
	char text[LONGEST];
	uint64_t authority;
	int length;

	if (!sid_string)
		return 0;
	*sid_string = NULL;
	if (!sid || sid->num_auths > MOST_SUB_AUTHORITIES)
		return 0;
	authority = authority_of(sid);
	length = snprintf(text, sizeof(text),
			  authority >> 32 ? "S-%u-0x%012" PRIx64
					  : "S-%u-%" PRIu64,
			  sid->rev, authority);
	for (int i = 0; i < sid->num_auths; i++)
		length += snprintf(text + length, sizeof(text) - (size_t)length,
				   "-%" PRIu32, sid->sub_auths[i]);
	*sid_string = strdup(text);
	return *sid_string != NULL;
}

/* A number at *at, which it passes; no sign, no blank, nothing above most. */
static bool read_number(const char **at, int base, uint64_t most,
			uint64_t *number)
{
	static const char digits[] = "0123456789abcdef";
	const char *start = *at;

	for (*number = 0; **at; (*at)++) {
		char letter = **at >= 'A' && **at <= 'F' ? **at | 0x20 : **at;
		const char *digit = strchr(digits, letter);

		if (!digit || digit - digits >= base)
			break;
		*number = *number * (uint64_t)base + (uint64_t)(digit - digits);
		if (*number > most)
			return false;
	}
	return *at > start;
}

static bool read_authority(const char **at, struct domsid *sid)
{
	const uint64_t most = (UINT64_C(1) << 48) - 1;
	bool is_hex = (*at)[0] == '0' && ((*at)[1] | 0x20) == 'x';
	uint64_t authority;

	*at += is_hex ? 2 : 0;
	if (!read_number(at, is_hex ? 16 : 10, most, &authority))
		return false;
	for (size_t i = sizeof(sid->id_auth); i--; authority >>= 8)
		sid->id_auth[i] = (uint8_t)authority;
	return true;
}

static bool read_sid(const char *at, struct domsid *sid)
{
	uint64_t number;

	if ((*at | 0x20) != 's' || at[1] != '-')
		return false;
	at += 2;
	if (!read_number(&at, 10, UINT8_MAX, &number) || *at++ != '-')
		return false;
	sid->rev = (uint8_t)number;
	if (!read_authority(&at, sid))
		return false;
	for (; *at; sid->num_auths++) {
		if (sid->num_auths == MOST_SUB_AUTHORITIES || *at++ != '-' ||
		    !read_number(&at, 10, UINT32_MAX, &number))
			return false;
		sid->sub_auths[sid->num_auths] = (uint32_t)number;
	}
	return true;
}

int ConvertStringSidToSid(const char *sid_string, struct domsid **sid)
{
	struct domsid read = {.rev = 0};

	if (!sid)
		return 0;
	*sid = NULL;
	if (!sid_string || !read_sid(sid_string, &read))
		return 0;
	*sid = malloc(sizeof(read));
	if (*sid)
		**sid = read;
	return *sid != NULL;
}
