/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The heads of RFC 5531, section 9: each is read as it was written; cut
 * anywhere, or with a word that the RFC does not know, it is what the RFC makes
 * of it, and no byte outside of it is looked at.
 *
 * Every message stands in a block of exactly its size, so that ASan sees more.
 */
#include <stdlib.h>
#include <string.h>

#include "rpc/bytes.h"
#include "rpc/message.h"
#include "tests/support/tap.h"

static const uint32_t evil[] = {
	0xffffffff, 0x7fffffff, 0x80000000, 0x3fffffff,
	100000000,  0x10000,	7,	    0,
};

/* A message, word by word. */
struct words {
	uint32_t at[256];
	size_t count;
};

#define WORDS(...)                                                             \
	((struct words){                                                       \
		.at = {__VA_ARGS__},                                           \
		.count = sizeof((uint32_t[]){__VA_ARGS__}) / 4,                \
	})

static uint8_t *exactly(const struct words *words, size_t size)
{
	uint8_t *bytes = malloc(size ? size : 1);

	if (!bytes)
		abort();
	for (size_t i = 0; i < size; i++)
		bytes[i] = (uint8_t)(words->at[i / 4] >> (24 - 8 * (i % 4)));
	return bytes;
}

/* Written by somebody, size bytes of them, are exactly these words. */
static bool are(const uint8_t *bytes, size_t size, const struct words *words)
{
	if (size != 4 * words->count)
		return false;
	for (size_t i = 0; i < words->count; i++)
		if (bytes_load32(bytes + 4 * i) != words->at[i])
			return false;
	return true;
}

/* -- calls
 * ------------------------------------------------------------------ */

/* xid 7, program 0x20004eff version 1 procedure 6, and one argument. */
static const struct words good_call = {
	.at = {7, 0, 2, 0x20004eff, 1, 6, 0, 0, 0, 0, 0x01020304},
	.count = 11,
};

static enum message_verdict verdict(const struct words *words, size_t size,
				    struct message_call *call)
{
	uint8_t *bytes = exactly(words, size);
	const enum message_verdict found =
		message_parse_call(bytes, size, call);

	if (found == MESSAGE_FINE) {
		CU_ASSERT(call->arguments >= bytes);
		CU_ASSERT_PTR_EQUAL(call->arguments + call->size, bytes + size);
	}
	free(bytes);
	return found;
}

static enum message_verdict verdict_on(const struct words *words)
{
	struct message_call call;

	return verdict(words, 4 * words->count, &call);
}

static void reads_a_call_as_it_was_written(void)
{
	struct message_call call;
	uint8_t head[MESSAGE_CALL_HEAD];

	message_write_call(head, 7, 0x20004eff, 1, 6);
	for (size_t i = 0; i < MESSAGE_CALL_HEAD / 4; i++)
		CU_ASSERT_EQUAL(bytes_load32(head + 4 * i), good_call.at[i]);
	CU_ASSERT_EQUAL(verdict(&good_call, 44, &call), MESSAGE_FINE);
	CU_ASSERT_EQUAL(call.xid, 7);
	CU_ASSERT_EQUAL(call.rpc_version, 2);
	CU_ASSERT_EQUAL(call.program, 0x20004eff);
	CU_ASSERT_EQUAL(call.version, 1);
	CU_ASSERT_EQUAL(call.procedure, 6);
	CU_ASSERT_EQUAL(call.credential.flavor, MESSAGE_AUTH_NONE);
	CU_ASSERT_EQUAL(call.credential.size, 0);
	CU_ASSERT_EQUAL(call.verifier.size, 0);
	CU_ASSERT_EQUAL(call.size, 4);
}

/* Half of a head is no call; behind it the arguments are not its business. */
static void takes_no_part_of_a_head_for_a_call(void)
{
	struct message_call call;

	for (size_t size = 0; size < 44; size++)
		CU_ASSERT_EQUAL(verdict(&good_call, size, &call),
				size < 40 ? MESSAGE_NOT_A_CALL : MESSAGE_FINE);
}

static void takes_no_part_of_a_credential_for_a_call(void)
{
	struct words call = WORDS(7, 0, 2, 1, 1, 1, MESSAGE_AUTH_SYS, 9,
				  0x01020304, 0x05060708, 0x09000000,
				  MESSAGE_AUTH_NONE, 5, 0x01020304, 0x05000000);
	struct message_call parsed;

	for (size_t size = 0; size < 60; size++)
		CU_ASSERT_EQUAL(verdict(&call, size, &parsed),
				MESSAGE_NOT_A_CALL);
	CU_ASSERT_EQUAL(verdict(&call, 60, &parsed), MESSAGE_FINE);
	CU_ASSERT_EQUAL(parsed.credential.flavor, MESSAGE_AUTH_SYS);
	CU_ASSERT_EQUAL(parsed.credential.size, 9);
	CU_ASSERT_EQUAL(parsed.verifier.size, 5);
	CU_ASSERT_EQUAL(parsed.size, 0);
}

static void takes_nothing_but_a_call_for_one(void)
{
	static const uint32_t types[] = {1, 2, 7, 0x80000000, 0xffffffff};

	for (size_t i = 0; i < TAP_COUNT(types); i++) {
		struct words call = good_call;

		call.at[1] = types[i];
		CU_ASSERT_EQUAL(verdict_on(&call), MESSAGE_NOT_A_CALL);
		/* Whatever version it says it is of. */
		call.at[2] = 3;
		CU_ASSERT_EQUAL(verdict_on(&call), MESSAGE_NOT_A_CALL);
	}
	CU_ASSERT_EQUAL(verdict_on(&WORDS(0x47455420, 0x2f204854, 0x54502f31,
					  0x2e310d0a, 0x0d0a0d0a, 0, 0, 0)),
			MESSAGE_NOT_A_CALL);
}

/* The xid and the version are all that an answer takes. */
static void knows_a_call_of_another_version_by_its_first_words(void)
{
	static const uint32_t versions[] = {0, 1, 3, 0x02000000, 0xffffffff};

	for (size_t i = 0; i < TAP_COUNT(versions); i++)
		for (size_t size = 12; size <= 44; size += 4) {
			struct words call = good_call;
			struct message_call parsed;

			call.at[2] = versions[i];
			CU_ASSERT_EQUAL(verdict(&call, size, &parsed),
					MESSAGE_OTHER_VERSION);
			CU_ASSERT_EQUAL(parsed.xid, 7);
			CU_ASSERT_EQUAL(parsed.rpc_version, versions[i]);
		}
}

/* A call whose credential or verifier has size bytes, all of them there. */
static struct words call_with_auth(bool verifier, uint32_t flavor,
				   uint32_t size)
{
	struct words call = WORDS(7, 0, 2, 1, 1, 1);
	const size_t body = (size + 3) / 4;

	if (verifier)
		call.count += 2;
	call.at[call.count++] = flavor;
	call.at[call.count++] = size;
	for (size_t i = 0; i < body; i++)
		call.at[call.count++] = 0x11111111;
	if (size % 4)
		call.at[call.count - 1] &= 0xffffffffu << (32 - 8 * (size % 4));
	if (!verifier)
		call.count += 2;
	return call;
}

static void admits_credentials_and_verifiers_of_400_bytes_and_no_more(void)
{
	for (uint32_t size = 0; size <= 410; size++) {
		const struct words credential = call_with_auth(false, 1, size);
		const struct words verifier = call_with_auth(true, 1, size);
		struct message_call call;

		CU_ASSERT_EQUAL(
			verdict(&credential, 4 * credential.count, &call),
			size <= 400 ? MESSAGE_FINE : MESSAGE_BAD_CREDENTIAL);
		if (size <= 400)
			CU_ASSERT_EQUAL(call.credential.size, size);
		CU_ASSERT_EQUAL(verdict(&verifier, 4 * verifier.count, &call),
				size <= 400 ? MESSAGE_FINE
					    : MESSAGE_BAD_VERIFIER);
		if (size <= 400)
			CU_ASSERT_EQUAL(call.verifier.size, size);
	}
}

static void refuses_auth_padded_with_anything(void)
{
	for (int verifier = 0; verifier < 2; verifier++)
		for (uint32_t size = 1; size < 20; size++)
			for (uint32_t pad = size % 4; pad % 4; pad++) {
				struct words call =
					call_with_auth(verifier, 1, size);
				const size_t at =
					(verifier ? 10 : 8) + (size - 1) / 4;

				call.at[at] |= 1u << (24 - 8 * pad);
				CU_ASSERT_EQUAL(
					verdict_on(&call),
					verifier ? MESSAGE_BAD_VERIFIER
						 : MESSAGE_BAD_CREDENTIAL);
			}
}

/* Numbers of flavors, programs and the rest are for others to judge. */
static void reports_whatever_numbers_a_call_has(void)
{
	for (size_t word = 3; word < 10; word++)
		for (size_t i = 0; i < TAP_COUNT(evil); i++) {
			struct words call = good_call;
			struct message_call parsed;
			const bool is_size = word == 7 || word == 9;

			call.at[word] = evil[i];
			if (is_size && evil[i] > 0)
				continue;
			CU_ASSERT_EQUAL(verdict(&call, 44, &parsed),
					MESSAGE_FINE);
			CU_ASSERT_EQUAL(parsed.program, call.at[3]);
			CU_ASSERT_EQUAL(parsed.version, call.at[4]);
			CU_ASSERT_EQUAL(parsed.procedure, call.at[5]);
			CU_ASSERT_EQUAL(parsed.credential.flavor, call.at[6]);
			CU_ASSERT_EQUAL(parsed.verifier.flavor, call.at[8]);
		}
}

static void believes_no_size_of_auth_that_is_not_there(void)
{
	for (size_t i = 0; i < TAP_COUNT(evil); i++) {
		struct words call = good_call;

		call.at[7] = evil[i];
		CU_ASSERT_EQUAL(verdict_on(&call),
				evil[i] == 0 ? MESSAGE_FINE
				: evil[i] > 400
					? MESSAGE_BAD_CREDENTIAL
					/* 7 bytes are the verifier's words. */
					: MESSAGE_NOT_A_CALL);
		call = good_call;
		call.at[9] = evil[i];
		CU_ASSERT_EQUAL(verdict_on(&call),
				evil[i] == 0	? MESSAGE_FINE
				: evil[i] > 400 ? MESSAGE_BAD_VERIFIER
						: MESSAGE_NOT_A_CALL);
	}
}

/* -- replies
 * ------------------------------------------------------------------ */

static struct message_reply parse(const struct words *words, size_t size)
{
	uint8_t *bytes = exactly(words, size);
	struct message_reply reply;

	message_parse_reply(bytes, size, &reply);
	CU_ASSERT_EQUAL(reply.xid, words->at[0]);
	if (reply.results)
		CU_ASSERT_PTR_EQUAL(reply.results + reply.size, bytes + size);
	free(bytes);
	return reply;
}

static struct message_reply parse_all(const struct words *words)
{
	return parse(words, 4 * words->count);
}

static const struct words good_reply = {
	.at = {7, 1, 0, 0, 0, 0, 42},
	.count = 7,
};

static void reads_a_reply_as_it_was_written(void)
{
	struct message_reply reply = parse_all(&good_reply);
	uint8_t head[MESSAGE_REPLY_HEAD];

	CU_ASSERT_EQUAL(reply.status, ONC_OK);
	CU_ASSERT_EQUAL(reply.size, 4);
	CU_ASSERT_EQUAL(reply.verifier.size, 0);
	CU_ASSERT_PTR_NULL(reply.what);
	message_write_accepted(head, 7, MESSAGE_SUCCESS);
	CU_ASSERT(are(head, sizeof(head), &WORDS(7, 1, 0, 0, 0, 0)));
}

/* Every refusal of the RFC: its words, its writer's, and what is read of it. */
static void reads_every_refusal_as_it_was_written(void)
{
	static const struct {
		enum message_accept accept;
		enum onc_status status;
	} accepted[] = {
		{MESSAGE_PROG_UNAVAIL, ONC_NO_PROGRAM},
		{MESSAGE_PROC_UNAVAIL, ONC_NO_PROCEDURE},
		{MESSAGE_GARBAGE_ARGS, ONC_GARBAGE_ARGUMENTS},
		{MESSAGE_SYSTEM_ERR, ONC_SYSTEM_ERROR},
	};
	uint8_t head[MESSAGE_REFUSAL_MOST];
	struct message_reply reply;
	struct words words;

	for (size_t i = 0; i < TAP_COUNT(accepted); i++) {
		words = WORDS(9, 1, 0, 0, 0, accepted[i].accept);
		message_write_accepted(head, 9, accepted[i].accept);
		CU_ASSERT(are(head, MESSAGE_REPLY_HEAD, &words));
		CU_ASSERT_EQUAL(parse_all(&words).status, accepted[i].status);
	}
	words = WORDS(9, 1, 0, 0, 0, 2, 3, 5);
	CU_ASSERT(are(head, message_write_no_version(head, 9, 3, 5), &words));
	reply = parse_all(&words);
	CU_ASSERT_EQUAL(reply.status, ONC_NO_VERSION);
	CU_ASSERT(reply.low == 3 && reply.high == 5);
	words = WORDS(9, 1, 1, 0, 2, 2);
	CU_ASSERT(are(head, message_write_rpc_mismatch(head, 9), &words));
	reply = parse_all(&words);
	CU_ASSERT_EQUAL(reply.status, ONC_RPC_MISMATCH);
	CU_ASSERT(reply.low == 2 && reply.high == 2);
}

static void reads_every_denial_with_its_number(void)
{
	static const uint32_t whys[] = {1, 2, 5, 13, 14, 99, 0xffffffff};
	uint8_t head[MESSAGE_REFUSAL_MOST];

	for (size_t i = 0; i < TAP_COUNT(whys); i++) {
		const struct words words = WORDS(9, 1, 1, 1, whys[i]);
		const struct message_reply reply = parse_all(&words);

		CU_ASSERT(are(head, message_write_denied(head, 9, whys[i]),
			      &words));
		CU_ASSERT_EQUAL(reply.status, ONC_DENIED);
		CU_ASSERT_STRING_EQUAL(reply.what, "authentication status");
		CU_ASSERT_EQUAL(reply.number, whys[i]);
	}
}

static void reports_an_unknown_accept_status_with_its_number(void)
{
	static const uint32_t unknown[] = {6, 7, 9, 0x80000000, 0xffffffff};

	for (size_t i = 0; i < TAP_COUNT(unknown); i++) {
		const struct message_reply reply =
			parse_all(&WORDS(9, 1, 0, 0, 0, unknown[i]));

		CU_ASSERT_EQUAL(reply.status, ONC_BAD_REPLY);
		CU_ASSERT_PTR_NOT_NULL_FATAL(reply.what);
		CU_ASSERT_STRING_EQUAL(reply.what, "accept status");
		CU_ASSERT_EQUAL(reply.number, unknown[i]);
	}
}

static void takes_no_part_of_a_reply_for_one(void)
{
	static const struct words whole[] = {
		{.at = {7, 1, 0, 0, 0, 0}, .count = 6},
		{.at = {7, 1, 0, 1, 5, 1, 0x01000000, 0}, .count = 8},
		{.at = {7, 1, 0, 0, 0, 1}, .count = 6},
		{.at = {7, 1, 0, 0, 0, 2, 1, 1}, .count = 8},
		{.at = {7, 1, 0, 0, 0, 9}, .count = 6},
		{.at = {7, 1, 1, 0, 2, 2}, .count = 6},
		{.at = {7, 1, 1, 1, 5}, .count = 5},
	};

	for (size_t i = 0; i < TAP_COUNT(whole); i++) {
		const size_t size = 4 * whole[i].count;

		for (size_t cut = 4; cut < size; cut++) {
			const struct message_reply reply =
				parse(&whole[i], cut);

			CU_ASSERT_EQUAL(reply.status, ONC_BAD_REPLY);
			CU_ASSERT_PTR_NULL(reply.what);
			CU_ASSERT_PTR_NULL(reply.results);
		}
		CU_ASSERT(parse(&whole[i], size).what ||
			  parse(&whole[i], size).status != ONC_BAD_REPLY);
	}
}

/* What becomes of a good reply when one word of its head is another. */
static void judges_every_word_of_a_reply(void)
{
	for (size_t word = 1; word < 6; word++)
		for (size_t i = 0; i < TAP_COUNT(evil); i++) {
			struct words words = good_reply;
			enum onc_status status;

			if (evil[i] == words.at[word])
				continue;
			words.at[word] = evil[i];
			status = parse_all(&words).status;
			/* Only the verifier's flavor may be any. */
			CU_ASSERT_EQUAL(status,
					word == 3 ? ONC_OK : ONC_BAD_REPLY);
		}
	CU_ASSERT_EQUAL(parse_all(&WORDS(7, 0, 0, 0, 0, 0)).status,
			ONC_BAD_REPLY);
	CU_ASSERT_EQUAL(parse_all(&WORDS(7, 1, 2, 0, 0, 0)).status,
			ONC_BAD_REPLY);
	CU_ASSERT_EQUAL(parse_all(&WORDS(7, 1, 1, 9, 0, 0)).status,
			ONC_BAD_REPLY);
	CU_ASSERT_EQUAL(parse_all(&WORDS(7, 1, 1, 2, 0, 0)).status,
			ONC_BAD_REPLY);
}

static struct words reply_with_verifier(uint32_t size)
{
	struct words reply = WORDS(7, 1, 0, 3, size);

	for (uint32_t i = 0; i < (size + 3) / 4; i++)
		reply.at[reply.count++] = 0x11111111;
	if (size % 4)
		reply.at[reply.count - 1] &= 0xffffffffu
					     << (32 - 8 * (size % 4));
	reply.at[reply.count++] = MESSAGE_SUCCESS;
	reply.at[reply.count++] = 42;
	return reply;
}

static void admits_a_verifier_of_400_bytes_and_no_more(void)
{
	for (uint32_t size = 0; size <= 410; size++) {
		const struct words words = reply_with_verifier(size);
		const struct message_reply reply = parse_all(&words);

		CU_ASSERT_EQUAL(reply.status,
				size <= 400 ? ONC_OK : ONC_BAD_REPLY);
		if (size > 400)
			continue;
		CU_ASSERT_EQUAL(reply.verifier.flavor, 3);
		CU_ASSERT_EQUAL(reply.verifier.size, size);
		CU_ASSERT_EQUAL(reply.size, 4);
	}
}

static void refuses_a_verifier_padded_with_anything(void)
{
	for (uint32_t size = 1; size < 20; size++)
		for (uint32_t pad = size % 4; pad % 4; pad++) {
			struct words words = reply_with_verifier(size);

			words.at[5 + (size - 1) / 4] |= 1u << (24 - 8 * pad);
			CU_ASSERT_EQUAL(parse_all(&words).status,
					ONC_BAD_REPLY);
		}
}

/* -- anything
 * ------------------------------------------------------------------ */

static uint32_t random_word(void)
{
	static uint64_t state = 1;

	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state >> 33);
}

/* parse() and verdict() judge; here it is enough that they come back. */
static void stays_inside_of_random_messages(void)
{
	for (int round = 0; round < 200000; round++) {
		struct words words = round % 2 ? good_call : good_reply;
		struct message_call call;
		size_t size;

		words.count = 1 + random_word() % 40;
		for (unsigned i = random_word() % 5; i-- > 0;)
			words.at[random_word() % 12] =
				random_word() % 3 ? random_word() % 500
						  : random_word() << 1;
		size = 4 * words.count - random_word() % 4;
		verdict(&words, size, &call);
		if (size >= 4)
			parse(&words, size);
	}
}

static const struct tap_case cases[] = {
	TAP_CASE(reads_a_call_as_it_was_written),
	TAP_CASE(takes_no_part_of_a_head_for_a_call),
	TAP_CASE(takes_no_part_of_a_credential_for_a_call),
	TAP_CASE(takes_nothing_but_a_call_for_one),
	TAP_CASE(knows_a_call_of_another_version_by_its_first_words),
	TAP_CASE(admits_credentials_and_verifiers_of_400_bytes_and_no_more),
	TAP_CASE(refuses_auth_padded_with_anything),
	TAP_CASE(reports_whatever_numbers_a_call_has),
	TAP_CASE(believes_no_size_of_auth_that_is_not_there),
	TAP_CASE(reads_a_reply_as_it_was_written),
	TAP_CASE(reads_every_refusal_as_it_was_written),
	TAP_CASE(reads_every_denial_with_its_number),
	TAP_CASE(reports_an_unknown_accept_status_with_its_number),
	TAP_CASE(takes_no_part_of_a_reply_for_one),
	TAP_CASE(judges_every_word_of_a_reply),
	TAP_CASE(admits_a_verifier_of_400_bytes_and_no_more),
	TAP_CASE(refuses_a_verifier_padded_with_anything),
	TAP_CASE(stays_inside_of_random_messages),
};

int main(void)
{
	return tap_run("message", cases, TAP_COUNT(cases));
}
