/* SPDX-License-Identifier: BSD-3-Clause */
/* AUTH_SYS bodies, good and bad, byte by byte. */
#include <string.h>

#include "rpc/bytes.h"
#include "rpc/credential.h"
#include "tests/support/tap.h"

/* A body: stamp, name, uid, gid, groups. */
static size_t make(uint8_t *body, const char *name, size_t length,
		   uint32_t groups)
{
	uint8_t *at = body + 8;

	bytes_store32(body, 0x12345678);
	bytes_store32(body + 4, (uint32_t)length);
	memcpy(at, name, length);
	memset(at + length, 0, bytes_padding(length));
	at += length + bytes_padding(length);
	bytes_store32(at, 1000);
	bytes_store32(at + 4, 100);
	bytes_store32(at + 8, groups);
	at += 12;
	for (uint32_t i = 0; i < groups; i++, at += 4)
		bytes_store32(at, 200 + i);
	return (size_t)(at - body);
}

static uint32_t check(const uint8_t *body, size_t size)
{
	const struct message_auth auth = {MESSAGE_AUTH_SYS, (uint32_t)size,
					  body};

	return credential_check(&auth);
}

static void reads_what_a_caller_claims(void)
{
	struct onc_claim claim;
	uint8_t body[400];
	const struct message_auth auth = {
		MESSAGE_AUTH_SYS, (uint32_t)make(body, "here", 4, 16), body};

	CU_ASSERT_EQUAL(credential_check(&auth), 0);
	credential_read(&auth, &claim);
	CU_ASSERT_EQUAL(claim.flavor, 1);
	CU_ASSERT_STRING_EQUAL(claim.machine, "here");
	CU_ASSERT_EQUAL(claim.uid, 1000);
	CU_ASSERT_EQUAL(claim.gid, 100);
	CU_ASSERT_EQUAL(claim.group_count, 16);
	CU_ASSERT_EQUAL(claim.groups[15], 215);
}

static void claims_nothing_for_who_claims_nothing(void)
{
	const struct message_auth auth = {MESSAGE_AUTH_NONE, 0, NULL};
	const struct onc_claim none = {0};
	struct onc_claim claim;

	CU_ASSERT_EQUAL(credential_check(&auth), 0);
	credential_read(&auth, &claim);
	CU_ASSERT_EQUAL(memcmp(&claim, &none, sizeof(claim)), 0);
}

static void takes_the_longest_name_and_none_longer(void)
{
	char name[256];
	uint8_t body[400];

	memset(name, 'x', sizeof(name));
	CU_ASSERT_EQUAL(check(body, make(body, name, 255, 0)), 0);
	CU_ASSERT_EQUAL(check(body, make(body, name, 256, 0)), 1);
	CU_ASSERT_EQUAL(check(body, make(body, "", 0, 0)), 0);
}

static void refuses_17_groups(void)
{
	uint8_t body[400];

	CU_ASSERT_EQUAL(check(body, make(body, "h", 1, 17)), 1);
	make(body, "h", 1, 16);
	bytes_store32(body + 20, UINT32_MAX);
	CU_ASSERT_EQUAL(check(body, 24 + 64), 1);
}

static void refuses_every_cut_and_what_stands_behind(void)
{
	uint8_t body[400] = {0};
	const size_t size = make(body, "host", 4, 2);

	for (size_t cut = 0; cut < size; cut++)
		CU_ASSERT_EQUAL(check(body, cut), 1);
	CU_ASSERT_EQUAL(check(body, size), 0);
	CU_ASSERT_EQUAL(check(body, size + 4), 1);
	memset(body, 0xff, sizeof(body));
	CU_ASSERT_EQUAL(check(body, sizeof(body)), 1);
}

static void refuses_a_name_with_a_nul_or_padding_that_is_not_zero(void)
{
	uint8_t body[400];
	const size_t size = make(body, "a\0b", 3, 0);

	CU_ASSERT_EQUAL(check(body, size), 1);
	make(body, "abc", 3, 0);
	CU_ASSERT_EQUAL(check(body, size), 0);
	body[11] = 1;
	CU_ASSERT_EQUAL(check(body, size), 1);
}

static void rejects_other_flavors(void)
{
	static const uint32_t flavors[] = {2, 3, 6, 7, 99, UINT32_MAX};

	for (size_t i = 0; i < TAP_COUNT(flavors); i++) {
		const struct message_auth auth = {flavors[i], 0, NULL};

		CU_ASSERT_EQUAL(credential_check(&auth),
				MESSAGE_AUTH_REJECTEDCRED);
	}
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(reads_what_a_caller_claims),
		TAP_CASE(claims_nothing_for_who_claims_nothing),
		TAP_CASE(takes_the_longest_name_and_none_longer),
		TAP_CASE(refuses_17_groups),
		TAP_CASE(refuses_every_cut_and_what_stands_behind),
		TAP_CASE(refuses_a_name_with_a_nul_or_padding_that_is_not_zero),
		TAP_CASE(rejects_other_flavors),
	};

	return tap_run("credential", cases, TAP_COUNT(cases));
}
