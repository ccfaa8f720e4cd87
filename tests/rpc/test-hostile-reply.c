/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Whatever stands in a reply: it is the value that it encodes, or is refused
 * for what is wrong with it, at once and with nothing kept.
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <lmapibuf.h>

#include "tests/rpc/victim.h"
#include "tests/support/heap.h"
#include "tests/support/meter.h"
#include "tests/support/tap.h"

/* The next calls get a record of xid and these bytes. */
static void answer(struct victim *victim, const struct wire *bytes)
{
	ACTOR_PLAY(
		&victim->actor,
		{.act = ACTOR_REPLY, .bytes = bytes->at, .size = bytes->size});
}

/* The same, of words. */
#define ANSWER(victim, wire, ...)                                              \
	(wire_clear(wire), WIRE_WORDS(wire, __VA_ARGS__), answer(victim, wire))

static bool is_refusal_of_bytes(enum onc_status status)
{
	return status >= ONC_TRUNCATED && status <= ONC_TOO_BIG;
}

/* -- sweeps over a good reply
 * ------------------------------------------------------------------ */

static void refuses_a_result_cut_at_any_byte(void)
{
	struct wire reply = {0};

	wire_put_accepted(&reply, 0);
	victim_put_mix(&reply);
	VICTIM_BOTH_WAYS(local)
	{
		struct victim victim;

		victim_init(&victim, local, 5000);
		answer(&victim, &reply);
		CU_ASSERT_EQUAL(victim_call(&victim, &mix_type), ONC_OK);
		for (size_t size = 20; size < reply.size; size++) {
			const struct wire cut = {.at = reply.at, .size = size};

			answer(&victim, &cut);
			victim_call(&victim, &mix_type);
			CU_ASSERT(victim.status == ONC_TRUNCATED ||
				  victim.status == ONC_BAD_COUNT);
			CU_ASSERT(victim_ended_at_once(&victim));
			CU_ASSERT(victim_kept_nothing(&victim));
		}
		victim_fini(&victim);
	}
	wire_fini(&reply);
}

static void refuses_a_head_cut_at_any_byte(void)
{
	struct wire reply = {0};

	wire_put_accepted(&reply, 0);
	VICTIM_BOTH_WAYS(local)
	{
		struct victim victim;

		victim_init(&victim, local, 5000);
		answer(&victim, &reply);
		for (size_t size = 0; size < reply.size; size++) {
			const struct wire cut = {.at = reply.at, .size = size};

			answer(&victim, &cut);
			CU_ASSERT_EQUAL(victim_call(&victim, &mix_type),
					ONC_BAD_REPLY);
			CU_ASSERT(victim_ended_at_once(&victim));
			CU_ASSERT(victim_kept_nothing(&victim));
		}
		victim_fini(&victim);
	}
	wire_fini(&reply);
}

/* Nobody's reply: skipped, or the connection is given up. */
static void believes_no_record_too_short_for_an_xid(void)
{
	for (size_t size = 0; size < 4; size++) {
		struct wire record = {0};
		struct victim victim;

		wire_put_record(&record, "\0\0\0", size, NULL);
		victim_init(&victim, false, 200);
		ACTOR_PLAY(&victim.actor,
			   {.act = ACTOR_SEND,
			    .bytes = record.at,
			    .size = record.size},
			   {.act = ACTOR_WAIT});
		victim_call(&victim, &mix_type);
		CU_ASSERT(victim.status == ONC_TIMED_OUT ||
			  victim.status == ONC_BROKEN ||
			  victim.status == ONC_BAD_REPLY);
		CU_ASSERT(victim_kept_nothing(&victim));
		victim_fini(&victim);
		wire_fini(&record);
	}
}

/* What is taken encodes to what was sent; what is not left nothing. */
static void expect_strict(struct victim *victim, const struct wire *reply)
{
	size_t size;
	void *bytes;

	answer(victim, reply);
	victim_call(victim, &mix_type);
	if (victim->status != ONC_OK) {
		CU_ASSERT(is_refusal_of_bytes(victim->status));
		CU_ASSERT(victim_kept_nothing(victim));
		CU_ASSERT_PTR_NOT_NULL(onc_error(victim->clnt));
		return;
	}
	CU_ASSERT_EQUAL_FATAL(onc_encode(&mix_type, victim->result, NULL,
					 &bytes, &size, NULL),
			      ONC_OK);
	CU_ASSERT_EQUAL(size, reply->size - 20);
	CU_ASSERT_EQUAL(memcmp(bytes, reply->at + 20, size), 0);
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

static void judges_each_word_of_a_result(void)
{
	const long memory = meter_memory(getpid());
	struct wire reply = {0};
	struct victim victim;

	wire_put_accepted(&reply, 0);
	victim_put_mix(&reply);
	victim_init(&victim, false, 5000);
	expect_strict(&victim, &reply);
	for (size_t at = 20; at < reply.size; at += 4)
		for (size_t i = 0; i < WIRE_EVIL_COUNT; i++) {
			struct wire evil = {0}, word = {0};

			wire_put(&evil, reply.at, reply.size);
			wire_put_word(&word, wire_evil[i]);
			memcpy(evil.at + at, word.at, 4);
			expect_strict(&victim, &evil);
			wire_fini(&evil);
			wire_fini(&word);
		}
	victim_fini(&victim);
	wire_fini(&reply);
	if (heap_counts())
		CU_ASSERT(meter_memory(getpid()) - memory < 4096);
}

static void judges_flipped_bits(void)
{
	struct wire reply = {0};
	struct victim victim;
	uint64_t state = 4506;

	wire_put_accepted(&reply, 0);
	victim_put_mix(&reply);
	victim_init(&victim, false, 5000);
	for (int round = 0; round < 2000; round++) {
		struct wire evil = {0};

		wire_put(&evil, reply.at, reply.size);
		for (unsigned n = 1 + wire_random(&state) % 3; n-- > 0;)
			evil.at[20 + wire_random(&state) % (evil.size - 20)] ^=
				(uint8_t)(1u << wire_random(&state) % 8);
		expect_strict(&victim, &evil);
		wire_fini(&evil);
	}
	victim_fini(&victim);
	wire_fini(&reply);
}

/* -- heads
 * ------------------------------------------------------------------ */

static void says_at_once_that_a_head_is_malformed(void)
{
	VICTIM_BOTH_WAYS(local)
	{
		struct wire bytes = {0};
		struct victim victim;

		victim_init(&victim, local, 3000);
		/* A call; reject status 9; a verifier of 401 bytes. */
		ANSWER(&victim, &bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0);
		CU_ASSERT_EQUAL(victim_call(&victim, &mix_type), ONC_BAD_REPLY);
		CU_ASSERT(victim_ended_at_once(&victim));
		ANSWER(&victim, &bytes, 1, 1, 9, 0, 0);
		CU_ASSERT_EQUAL(victim_call(&victim, &mix_type), ONC_BAD_REPLY);
		CU_ASSERT(victim_ended_at_once(&victim));
		ANSWER(&victim, &bytes, 1, 2, 0, 0, 0);
		CU_ASSERT_EQUAL(victim_call(&victim, &mix_type), ONC_BAD_REPLY);
		CU_ASSERT(victim_ended_at_once(&victim));
		wire_clear(&bytes);
		WIRE_WORDS(&bytes, 1, 0, 0);
		wire_put_counted(&bytes, (char[401]){0}, 401);
		WIRE_WORDS(&bytes, 0);
		victim_put_mix(&bytes);
		answer(&victim, &bytes);
		CU_ASSERT_EQUAL(victim_call(&victim, &mix_type), ONC_BAD_REPLY);
		CU_ASSERT(victim_ended_at_once(&victim));
		CU_ASSERT(victim_kept_nothing(&victim));
		victim_fini(&victim);
		wire_fini(&bytes);
	}
}

static void admits_a_verifier_of_400_bytes(void)
{
	const char body[400] = "x";
	struct wire bytes = {0};
	struct victim victim;

	WIRE_WORDS(&bytes, 1, 0, 0);
	wire_put_counted(&bytes, body, sizeof(body));
	WIRE_WORDS(&bytes, 0);
	victim_put_mix(&bytes);
	victim_init(&victim, false, 3000);
	answer(&victim, &bytes);
	CU_ASSERT_EQUAL(victim_call(&victim, &mix_type), ONC_OK);
	CU_ASSERT(victim_got_mix(&victim));
	victim_fini(&victim);
	wire_fini(&bytes);
}

static void decides_at_once_about_a_verifier_of_unknown_flavor(void)
{
	struct wire bytes = {0};
	struct victim victim;

	WIRE_WORDS(&bytes, 1, 0, 0x7ead);
	wire_put_counted(&bytes, "verify me", 9);
	WIRE_WORDS(&bytes, 0);
	victim_put_mix(&bytes);
	victim_init(&victim, false, 3000);
	answer(&victim, &bytes);
	victim_call(&victim, &mix_type);
	CU_ASSERT(victim.status == ONC_OK || victim.status == ONC_BAD_REPLY ||
		  victim.status == ONC_NO_CREDENTIALS ||
		  victim.status == ONC_UNKNOWN_FLAVOR);
	CU_ASSERT(victim_ended_at_once(&victim));
	victim_fini(&victim);
	wire_fini(&bytes);
}

static void tells_every_refusal_at_once_and_by_its_name(void)
{
	static const struct {
		uint32_t words[8];
		size_t count;
		enum onc_status status;
		const char *number; /* told in the text, NULL if not needed */
	} refusals[] = {
		{{1, 0, 0, 0, 1}, 5, ONC_NO_PROGRAM, NULL},
		{{1, 0, 0, 0, 2, 3, 5}, 7, ONC_NO_VERSION, NULL},
		{{1, 0, 0, 0, 3}, 5, ONC_NO_PROCEDURE, NULL},
		{{1, 0, 0, 0, 4}, 5, ONC_GARBAGE_ARGUMENTS, NULL},
		{{1, 0, 0, 0, 5}, 5, ONC_SYSTEM_ERROR, NULL},
		{{1, 0, 0, 0, 77}, 5, ONC_BAD_REPLY, "77"},
		{{1, 1, 0, 2, 2}, 5, ONC_RPC_MISMATCH, NULL},
		{{1, 1, 1, 1}, 4, ONC_DENIED, NULL},
		{{1, 1, 1, 5}, 4, ONC_DENIED, NULL},
		{{1, 1, 1, 14}, 4, ONC_DENIED, NULL},
		{{1, 1, 1, 99}, 4, ONC_DENIED, "99"},
	};

	VICTIM_BOTH_WAYS(local)
	{
		struct victim victim;

		victim_init(&victim, local, 3000);
		for (size_t i = 0; i < TAP_COUNT(refusals); i++) {
			struct wire bytes = {0};

			wire_put_words(&bytes, refusals[i].words,
				       refusals[i].count);
			answer(&victim, &bytes);
			CU_ASSERT_EQUAL(victim_call(&victim, &mix_type),
					refusals[i].status);
			CU_ASSERT(victim_ended_at_once(&victim));
			CU_ASSERT(victim_kept_nothing(&victim));
			if (refusals[i].number)
				CU_ASSERT_PTR_NOT_NULL(
					strstr(onc_error(victim.clnt),
					       refusals[i].number));
			wire_fini(&bytes);
		}
		victim_fini(&victim);
	}
}

/* -- counts
 * ------------------------------------------------------------------ */

static const uint32_t claims[] = {0xffffffff, 0x7fffffff, 0x3fffffff,
				  100000000};

static void believes_no_count_that_the_bytes_cannot_hold(void)
{
	static const struct onc_type *const arrays[] = {&numbers_type,
							&items_type};
	VICTIM_BOTH_WAYS(local)
	{
		struct victim victim;
		struct wire bytes = {0};

		victim_init(&victim, local, 3000);
		for (size_t i = 0; i < 2 * TAP_COUNT(claims); i++) {
			ANSWER(&victim, &bytes, 1, 0, 0, 0, 0, claims[i / 2]);
			CU_ASSERT_EQUAL(victim_call(&victim, arrays[i % 2]),
					ONC_BAD_COUNT);
			CU_ASSERT(victim_ended_at_once(&victim));
			CU_ASSERT(victim_kept_nothing(&victim));
		}
		victim_fini(&victim);
		wire_fini(&bytes);
	}
}

static void believes_no_length_that_the_bytes_cannot_hold(void)
{
	static const struct onc_type *const bytes_of[] = {&text_type,
							  &blob_type};
	struct wire bytes = {0};
	struct victim victim;

	victim_init(&victim, false, 3000);
	for (size_t i = 0; i < 2 * TAP_COUNT(claims); i++) {
		ANSWER(&victim, &bytes, 1, 0, 0, 0, 0, claims[i / 2]);
		CU_ASSERT_EQUAL(victim_call(&victim, bytes_of[i % 2]),
				ONC_TRUNCATED);
		CU_ASSERT(victim_ended_at_once(&victim));
		CU_ASSERT(victim_kept_nothing(&victim));
	}
	victim_fini(&victim);
	wire_fini(&bytes);
}

/* The claims once more in little address space, with an eye on the output. */
static int claim_in_little_space(const char *uri, int output)
{
	struct rlimit limit = {(rlim_t)256 << 20, (rlim_t)256 << 20};
	const struct onc_procedure get = {.name = "GET", .result = items_type};
	CLIENT *clnt;

	dup2(output, STDOUT_FILENO);
	dup2(output, STDERR_FILENO);
	setrlimit(RLIMIT_AS, &limit);
	if (onc_connect(uri, HOSTILE, HOSTILE_V1, NULL, &clnt) != ONC_OK)
		return 1;
	for (int i = 0; i < 100; i++) {
		void *result;

		if (onc_call(clnt, &get, NULL, &result, NULL) !=
			    ONC_BAD_COUNT ||
		    result)
			return 2;
	}
	onc_disconnect(clnt);
	return 0;
}

static void is_silent_and_thrifty_about_claims(void)
{
	struct wire bytes = {0};
	struct actor actor;
	int output[2], status;
	char said[100];
	pid_t child;

	if (!heap_counts())
		return;
	WIRE_WORDS(&bytes, 1, 0, 0, 0, 0, 0x3fffffff);
	CU_ASSERT_FATAL(actor_start(&actor, false));
	ACTOR_PLAY(&actor,
		   {.act = ACTOR_REPLY, .bytes = bytes.at, .size = bytes.size});
	CU_ASSERT_EQUAL(pipe2(output, O_NONBLOCK | O_CLOEXEC), 0);
	child = fork();
	if (child == 0)
		_exit(claim_in_little_space(actor.uri, output[1]));
	CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
	CU_ASSERT_EQUAL(status, 0);
	CU_ASSERT(read(output[0], said, sizeof(said)) < 0);
	close(output[0]);
	close(output[1]);
	actor_stop(&actor);
	wire_fini(&bytes);
}

/* -- much
 * ------------------------------------------------------------------ */

static void takes_what_the_cap_admits_and_no_more(void)
{
	static const size_t sizes[] = {(size_t)63 << 20, (size_t)65 << 20};
	struct victim victim;
	struct wire bytes = {0};

	victim_init(&victim, false, 60000);
	for (size_t i = 0; i < TAP_COUNT(sizes); i++) {
		wire_clear(&bytes);
		wire_put_accepted(&bytes, 0);
		wire_put_word(&bytes, (uint32_t)sizes[i]);
		wire_put_zeros(&bytes, sizes[i]);
		answer(&victim, &bytes);
		CU_ASSERT_EQUAL(victim_call(&victim, &blob_type),
				i == 0 ? ONC_OK : ONC_TOO_BIG);
		if (victim.result)
			CU_ASSERT_EQUAL(((blob *)victim.result)->blob_len,
					sizes[i]);
	}
	victim_fini(&victim);
	wire_fini(&bytes);
}

static void takes_a_million_items_in_little_more_than_they_need(void)
{
	const size_t count = 1000000;
	const size_t need = count * (sizeof(item) + 1) + 8 * count;
	struct wire bytes = {0};
	struct victim victim;

	wire_put_accepted(&bytes, 0);
	wire_put_word(&bytes, (uint32_t)count);
	wire_put_zeros(&bytes, 8 * count);
	victim_init(&victim, false, 60000);
	answer(&victim, &bytes);
	CU_ASSERT_EQUAL(victim_call(&victim, &items_type), ONC_OK);
	CU_ASSERT_EQUAL(((items *)victim.result)->items_len, count);
	CU_ASSERT_STRING_EQUAL(((items *)victim.result)->items_val[7].name, "");
	CU_ASSERT((double)victim.bytes <= 1.7 * (double)need);
	victim_fini(&victim);
	wire_fini(&bytes);
}

static void call_for_chain(struct victim *victim, unsigned count)
{
	struct wire bytes = {0};
	const node *last;
	unsigned n = 0;

	wire_put_accepted(&bytes, 0);
	for (unsigned i = 0; i < count; i++)
		WIRE_WORDS(&bytes, 1, i);
	wire_put_word(&bytes, 0);
	answer(victim, &bytes);
	CU_ASSERT_EQUAL(victim_call(victim, &chain_type), ONC_OK);
	if (victim->result)
		for (last = ((chain *)victim->result)->head; last;
		     last = last->next)
			n += last->value == n;
	CU_ASSERT_EQUAL(n, count);
	wire_fini(&bytes);
}

static void *call_for_chains(void *argument)
{
	static const unsigned counts[] = {10000, 60000, 100000, 1000000};
	struct victim victim;

	VICTIM_BOTH_WAYS(local)
	{
		victim_init(&victim, local, 60000);
		for (size_t i = 0; i < TAP_COUNT(counts); i++)
			call_for_chain(&victim, counts[i]);
		victim_fini(&victim);
	}
	return argument;
}

static void takes_a_list_of_any_length_on_a_small_stack(void)
{
	pthread_attr_t small;
	pthread_t thread;

	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, (size_t)(heap_counts() ? 64 : 512)
						  << 10);
	CU_ASSERT_EQUAL_FATAL(
		pthread_create(&thread, &small, call_for_chains, NULL), 0);
	pthread_join(thread, NULL);
	pthread_attr_destroy(&small);
}

/* -- values
 * ------------------------------------------------------------------ */

/* A mix, one word of which is another. */
static enum onc_status status_with(struct victim *victim, size_t word,
				   uint32_t value)
{
	struct wire bytes = {0}, one = {0};

	wire_put_accepted(&bytes, 0);
	victim_put_mix(&bytes);
	wire_put_word(&one, value);
	memcpy(bytes.at + 20 + 4 * word, one.at, 4);
	answer(victim, &bytes);
	victim_call(victim, &mix_type);
	CU_ASSERT(victim_kept_nothing(victim));
	CU_ASSERT(victim_ended_at_once(victim));
	wire_fini(&bytes);
	wire_fini(&one);
	return victim->status;
}

static void refuses_every_value_that_is_none(void)
{
	VICTIM_BOTH_WAYS(local)
	{
		struct victim victim;

		victim_init(&victim, local, 3000);
		CU_ASSERT_EQUAL(status_with(&victim, 0, 7), ONC_BAD_BOOL);
		CU_ASSERT_EQUAL(status_with(&victim, 1, 99), ONC_BAD_ENUM);
		/* A discriminant that is declared but has no arm; or neither */
		CU_ASSERT_EQUAL(status_with(&victim, 2, NONE), ONC_BAD_ARM);
		status_with(&victim, 2, 99);
		CU_ASSERT(victim.status == ONC_BAD_ARM ||
			  victim.status == ONC_BAD_ENUM);
		/* "seven77" and its padding. */
		CU_ASSERT_EQUAL(status_with(&victim, 4, 0x73650065),
				ONC_EMBEDDED_NUL);
		CU_ASSERT_EQUAL(status_with(&victim, 5, 0x6e373701),
				ONC_BAD_PADDING);
		CU_ASSERT_EQUAL(status_with(&victim, 3, 33), ONC_BAD_COUNT);
		victim_fini(&victim);
	}
}

static void refuses_what_follows_the_result(void)
{
	VICTIM_BOTH_WAYS(local)
	{
		struct wire bytes = {0};
		struct victim victim;

		victim_init(&victim, local, 3000);
		wire_put_accepted(&bytes, 0);
		victim_put_mix(&bytes);
		for (int more = 0; more < 16; more++) {
			wire_put(&bytes, "x", 1);
			answer(&victim, &bytes);
			CU_ASSERT_EQUAL(victim_call(&victim, &mix_type),
					ONC_TRAILING);
			CU_ASSERT(victim_ended_at_once(&victim));
			CU_ASSERT(victim_kept_nothing(&victim));
		}
		victim_fini(&victim);
		wire_fini(&bytes);
	}
}

static const struct tap_case cases[] = {
	TAP_CASE(refuses_a_result_cut_at_any_byte),
	TAP_CASE(refuses_a_head_cut_at_any_byte),
	TAP_CASE(believes_no_record_too_short_for_an_xid),
	TAP_CASE(judges_each_word_of_a_result),
	TAP_CASE(judges_flipped_bits),
	TAP_CASE(says_at_once_that_a_head_is_malformed),
	TAP_CASE(admits_a_verifier_of_400_bytes),
	TAP_CASE(decides_at_once_about_a_verifier_of_unknown_flavor),
	TAP_CASE(tells_every_refusal_at_once_and_by_its_name),
	TAP_CASE(believes_no_count_that_the_bytes_cannot_hold),
	TAP_CASE(believes_no_length_that_the_bytes_cannot_hold),
	TAP_CASE(is_silent_and_thrifty_about_claims),
	TAP_CASE(takes_what_the_cap_admits_and_no_more),
	TAP_CASE(takes_a_million_items_in_little_more_than_they_need),
	TAP_CASE(takes_a_list_of_any_length_on_a_small_stack),
	TAP_CASE(refuses_every_value_that_is_none),
	TAP_CASE(refuses_what_follows_the_result),
};

int main(void)
{
	return tap_run("hostile reply", cases, TAP_COUNT(cases));
}
