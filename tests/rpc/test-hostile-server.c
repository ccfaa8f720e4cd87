/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Whatever a server sends, or does not send: a call of ours ends by its
 * deadline, with little work, the truth about why, and nothing left over.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/rpc/victim.h"
#include "tests/support/meter.h"
#include "tests/support/tap.h"

/* What stands behind the xid of a good reply with a mix. */
static struct wire good(void)
{
	struct wire wire = {0};

	wire_put_accepted(&wire, 0);
	victim_put_mix(&wire);
	return wire;
}

/* A good reply to nobody's call. */
static struct wire unwanted(size_t size)
{
	struct wire content = {0}, record = {0};

	wire_put_word(&content, 0x7ead7ead);
	wire_put_accepted(&content, 0);
	wire_put_zeros(&content, size);
	wire_put_record(&record, content.at, content.size, NULL);
	wire_fini(&content);
	return record;
}

#define REPLY(wire)                                                            \
	{                                                                      \
		.act = ACTOR_REPLY, .bytes = (wire).at, .size = (wire).size    \
	}
#define REPLY_AS(wire, ...)                                                    \
	{                                                                      \
		.act = ACTOR_REPLY, .bytes = (wire).at, .size = (wire).size,   \
		__VA_ARGS__                                                    \
	}
#define SEND(wire)                                                             \
	{                                                                      \
		.act = ACTOR_SEND, .bytes = (wire).at, .size = (wire).size     \
	}
#define SEND_AS(wire, ...)                                                     \
	{                                                                      \
		.act = ACTOR_SEND, .bytes = (wire).at, .size = (wire).size,    \
		__VA_ARGS__                                                    \
	}
#define FLOOD(wire)                                                            \
	{                                                                      \
		.act = ACTOR_FLOOD, .bytes = (wire).at, .size = (wire).size    \
	}

/* -- silence
 * ------------------------------------------------------------------ */

static void ends_at_the_deadline_when_nothing_comes(void)
{
	VICTIM_BOTH_WAYS(local)
	{
		struct victim victim;

		victim_init(&victim, local, 400);
		ACTOR_PLAY(&victim.actor, {.act = ACTOR_WAIT});
		CU_ASSERT_EQUAL(victim_call(&victim, &mix_type), ONC_TIMED_OUT);
		CU_ASSERT(victim_met_its_deadline(&victim));
		CU_ASSERT(victim_kept_nothing(&victim));
		victim_fini(&victim);
	}
}

static void ends_at_the_deadline_when_half_a_reply_comes(void)
{
	struct wire reply = good();

	VICTIM_BOTH_WAYS(local)
	{
		for (size_t half = 2; half < reply.size; half += 50) {
			struct victim victim;

			victim_init(&victim, local, 200);
			ACTOR_PLAY(&victim.actor, REPLY_AS(reply, .only = half),
				   {.act = ACTOR_WAIT});
			CU_ASSERT_EQUAL(victim_call(&victim, &mix_type),
					ONC_TIMED_OUT);
			CU_ASSERT(victim_met_its_deadline(&victim));
			CU_ASSERT(victim_kept_nothing(&victim));
			victim_fini(&victim);
		}
	}
	wire_fini(&reply);
}

static void ends_at_the_deadline_when_bytes_trickle(void)
{
	struct wire reply = good();

	VICTIM_BOTH_WAYS(local)
	{
		struct victim victim;
		struct wire record = {0};

		wire_put_record(&record, reply.at, reply.size, NULL);
		victim_init(&victim, local, 600);
		ACTOR_PLAY(&victim.actor, {.act = ACTOR_TRICKLE,
					   .bytes = record.at,
					   .size = record.size,
					   .ms = 50});
		CU_ASSERT_EQUAL(victim_call(&victim, &mix_type), ONC_TIMED_OUT);
		CU_ASSERT(victim_met_its_deadline(&victim));
		CU_ASSERT(victim_kept_nothing(&victim));
		victim_fini(&victim);
		wire_fini(&record);
	}
	wire_fini(&reply);
}

/* The backlog is full: nobody will ever answer the SYN. */
static void ends_at_the_deadline_when_nobody_accepts(void)
{
	const struct onc_options options = {.timeout = 400};
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t length = sizeof(at);
	int listener = socket(AF_INET, SOCK_STREAM, 0), fds[8];
	enum onc_status status = ONC_OK;
	CLIENT *clnt[8] = {0};
	char uri[64];
	double start;
	size_t n;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	CU_ASSERT_EQUAL(bind(listener, (struct sockaddr *)&at, sizeof(at)), 0);
	CU_ASSERT_EQUAL(listen(listener, 0), 0);
	getsockname(listener, (struct sockaddr *)&at, &length);
	snprintf(uri, sizeof(uri), "tcp://127.0.0.1:%u", ntohs(at.sin_port));
	for (n = 0; n < TAP_COUNT(fds); n++) {
		fds[n] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
		(void)!connect(fds[n], (struct sockaddr *)&at, sizeof(at));
	}
	meter_sleep(50);
	for (n = 0; n < TAP_COUNT(clnt) && status == ONC_OK; n++) {
		start = meter_now();
		status = onc_connect(uri, 1, 1, &options, &clnt[n]);
		CU_ASSERT(meter_now() - start < 400 + VICTIM_TOLERANCE);
	}
	CU_ASSERT(status == ONC_TIMED_OUT || status == ONC_UNREACHABLE);
	for (n = 0; n < TAP_COUNT(clnt); n++) {
		onc_disconnect(clnt[n]);
		close(fds[n]);
	}
	close(listener);
}

/* -- a host that has no more
 * ------------------------------------------------------------------ */

static void says_that_there_are_no_descriptors(void)
{
	struct rlimit before, few;
	struct actor actor;
	CLIENT *clnt;
	int next;

	CU_ASSERT_FATAL(actor_start(&actor, false));
	getrlimit(RLIMIT_NOFILE, &before);
	next = dup(STDOUT_FILENO);
	close(next);
	few = (struct rlimit){(rlim_t)next, before.rlim_max};
	setrlimit(RLIMIT_NOFILE, &few);
	CU_ASSERT_EQUAL(onc_connect(actor.uri, 1, 1, NULL, &clnt),
			ONC_NO_DESCRIPTORS);
	CU_ASSERT_PTR_NULL(clnt);
	setrlimit(RLIMIT_NOFILE, &before);
	CU_ASSERT_EQUAL(onc_connect(actor.uri, 1, 1, NULL, &clnt), ONC_OK);
	onc_disconnect(clnt);
	actor_stop(&actor);
}

/* -- ends
 * ------------------------------------------------------------------ */

static void tells_a_close_from_a_reset_at_once(void)
{
	VICTIM_BOTH_WAYS(local)
	{
		struct victim victim;

		victim_init(&victim, local, 2000);
		ACTOR_PLAY(&victim.actor, {.act = ACTOR_CLOSE});
		CU_ASSERT_EQUAL(victim_call(&victim, &mix_type), ONC_BROKEN);
		CU_ASSERT(victim_ended_at_once(&victim));
		CU_ASSERT(victim_kept_nothing(&victim));
		CU_ASSERT_PTR_NOT_NULL(strstr(onc_error(victim.clnt), "close"));
		victim_reconnect(&victim);
		ACTOR_PLAY(&victim.actor, {.act = ACTOR_RESET});
		CU_ASSERT_EQUAL(victim_call(&victim, &mix_type), ONC_BROKEN);
		CU_ASSERT(victim_ended_at_once(&victim));
		CU_ASSERT(victim_kept_nothing(&victim));
		/* A reset is a thing of TCP. */
		if (!local)
			CU_ASSERT_PTR_NOT_NULL(
				strstr(onc_error(victim.clnt), "reset"));
		victim_fini(&victim);
	}
}

static void takes_no_reply_that_the_connection_cuts(void)
{
	struct wire reply = good();

	VICTIM_BOTH_WAYS(local)
	{
		struct victim victim;

		victim_init(&victim, local, 5000);
		for (size_t cut = 1; cut < 8 + reply.size; cut++) {
			ACTOR_PLAY(
				&victim.actor, REPLY_AS(reply, .only = cut),
				{.act = cut % 2 ? ACTOR_CLOSE : ACTOR_RESET});
			CU_ASSERT_EQUAL(victim_call(&victim, &mix_type),
					ONC_BROKEN);
			CU_ASSERT(victim_ended_at_once(&victim));
			CU_ASSERT_PTR_NULL(victim.result);
			/* The first may leave what the handle keeps. */
			if (cut > 2)
				CU_ASSERT(victim_kept_nothing(&victim));
			victim_reconnect(&victim);
		}
		victim_fini(&victim);
	}
	wire_fini(&reply);
}

static void goes_on_after_the_connection_broke(void)
{
	struct wire reply = good();
	struct victim victim;

	victim_init(&victim, false, 2000);
	ACTOR_PLAY(&victim.actor, {.act = ACTOR_CLOSE});
	CU_ASSERT_EQUAL(victim_call(&victim, &mix_type), ONC_BROKEN);
	ACTOR_PLAY(&victim.actor, REPLY(reply));
	CU_ASSERT_EQUAL(victim_call(&victim, &mix_type), ONC_OK);
	CU_ASSERT(victim_got_mix(&victim));
	victim_fini(&victim);
	wire_fini(&reply);
}

/* -- floods
 * ------------------------------------------------------------------ */

/*
 * The call ends by its deadline, or before it when the connection was given
 * up, and no CPU was burnt in either case.
 */
static void expect_an_end(struct victim *victim)
{
	CU_ASSERT(victim->status == ONC_TIMED_OUT ||
		  victim->status == ONC_BROKEN ||
		  victim->status == ONC_BAD_REPLY);
	CU_ASSERT(victim->ms <= victim->timeout + VICTIM_TOLERANCE);
	CU_ASSERT_PTR_NULL(victim->result);
}

static void expect_an_end_of_a_flood(struct wire *flood, double share)
{
	VICTIM_BOTH_WAYS(local)
	{
		struct victim victim;

		victim_init(&victim, local, 1000);
		ACTOR_PLAY(&victim.actor, FLOOD(*flood));
		victim_call(&victim, &mix_type);
		expect_an_end(&victim);
		CU_ASSERT(victim.cpu <= share * victim.timeout);
		victim_fini(&victim);
	}
	wire_fini(flood);
}

static void ends_in_a_flood_of_empty_records(void)
{
	struct wire flood = {0};

	for (int i = 0; i < 10000; i++)
		wire_put_word(&flood, 0x80000000);
	expect_an_end_of_a_flood(&flood, 0.05);
}

static void ends_in_a_flood_of_empty_fragments(void)
{
	struct wire flood = {0};

	wire_put_zeros(&flood, 40000);
	expect_an_end_of_a_flood(&flood, 0.05);
}

static void ends_in_a_flood_of_records_without_an_xid(void)
{
	struct wire flood = {0};

	for (int i = 0; i < 10000; i++)
		wire_put_record(&flood, "abc", 3, NULL);
	expect_an_end_of_a_flood(&flood, 0.05);
}

static void ends_in_a_flood_of_unwanted_replies(void)
{
	struct wire flood = {0}, one = unwanted(0);

	for (int i = 0; i < 1000; i++)
		wire_put(&flood, one.at, one.size);
	wire_fini(&one);
	expect_an_end_of_a_flood(&flood, 0.05);
}

static void ends_in_a_flood_of_large_unwanted_replies(void)
{
	struct wire flood = unwanted(60000);

	expect_an_end_of_a_flood(&flood, 0.5);
}

static void ends_in_a_flood_of_fragments_of_a_byte(void)
{
	struct wire flood = {0};

	for (int i = 0; i < 10000; i++) {
		wire_put_word(&flood, 1);
		wire_put(&flood, "x", 1);
	}
	/* These are data, taken as fast as they come: until the deadline. */
	expect_an_end_of_a_flood(&flood, 1 + VICTIM_TOLERANCE / 1000.0);
}

/* Each of them is no reason to wait longer. */
static void ends_at_the_deadline_whatever_comes_now_and_then(void)
{
	struct wire reply = unwanted(0), nothing = {0};
	const struct wire *each[] = {&reply, &nothing};

	wire_put_word(&nothing, 0x80000000);
	VICTIM_BOTH_WAYS(local)
	{
		for (size_t i = 0; i < TAP_COUNT(each); i++) {
			struct victim victim;

			victim_init(&victim, local, 400);
			ACTOR_PLAY(
				&victim.actor, SEND(*each[i]),
				{.act = ACTOR_WAIT, .ms = 150}, SEND(*each[i]),
				{.act = ACTOR_WAIT, .ms = 150}, SEND(*each[i]),
				{.act = ACTOR_WAIT, .ms = 150}, SEND(*each[i]),
				{.act = ACTOR_WAIT, .ms = 150}, SEND(*each[i]),
				{.act = ACTOR_WAIT, .ms = 150}, SEND(*each[i]),
				{.act = ACTOR_WAIT, .ms = 150}, SEND(*each[i]),
				{.act = ACTOR_WAIT});
			CU_ASSERT_EQUAL(victim_call(&victim, &mix_type),
					ONC_TIMED_OUT);
			CU_ASSERT(victim_met_its_deadline(&victim));
			CU_ASSERT(victim_kept_nothing(&victim));
			victim_fini(&victim);
		}
	}
	wire_fini(&reply);
	wire_fini(&nothing);
}

static void waits_on_after_one_unwanted_reply(void)
{
	struct wire reply = unwanted(0);
	struct victim victim;

	victim_init(&victim, false, 400);
	ACTOR_PLAY(&victim.actor, SEND(reply), {.act = ACTOR_WAIT});
	CU_ASSERT_EQUAL(victim_call(&victim, &mix_type), ONC_TIMED_OUT);
	CU_ASSERT(victim_met_its_deadline(&victim));
	victim_fini(&victim);
	wire_fini(&reply);
}

static void finds_its_reply_behind_a_thousand_unwanted_ones(void)
{
	struct wire reply = good(), other = unwanted(20);

	VICTIM_BOTH_WAYS(local)
	{
		struct victim victim;

		victim_init(&victim, local, 5000);
		ACTOR_PLAY(&victim.actor, SEND_AS(other, .times = 1000),
			   REPLY(reply));
		for (int i = 0; i < 3; i++) {
			CU_ASSERT_EQUAL(victim_call(&victim, &mix_type),
					ONC_OK);
			CU_ASSERT(victim_got_mix(&victim));
		}
		victim_fini(&victim);
	}
	wire_fini(&reply);
	wire_fini(&other);
}

/* -- replies at the wrong time
 * ------------------------------------------------------------------ */

static void skips_the_same_reply_when_it_comes_again(void)
{
	struct wire reply = good();

	VICTIM_BOTH_WAYS(local)
	{
		struct victim victim;

		victim_init(&victim, local, 5000);
		ACTOR_PLAY(&victim.actor, REPLY_AS(reply, .times = 2));
		for (int i = 0; i < 100; i++) {
			CU_ASSERT_EQUAL(victim_call(&victim, &mix_type),
					ONC_OK);
			CU_ASSERT(victim_got_mix(&victim));
		}
		victim_fini(&victim);
	}
	wire_fini(&reply);
}

static void skips_the_reply_to_a_call_that_timed_out(void)
{
	struct wire late = {0}, reply = good();

	wire_put_accepted(&late, 0);
	wire_put_counted(&late, "late", 4);
	VICTIM_BOTH_WAYS(local)
	{
		struct victim victim;

		victim_init(&victim, local, 300);
		ACTOR_PLAY(&victim.actor, {.act = ACTOR_WAIT, .ms = 450},
			   REPLY(late));
		CU_ASSERT_EQUAL(victim_call(&victim, &text_type),
				ONC_TIMED_OUT);
		CU_ASSERT(victim_met_its_deadline(&victim));
		ACTOR_PLAY(&victim.actor, REPLY(reply));
		for (int i = 0; i < 3; i++) {
			CU_ASSERT_EQUAL(victim_call(&victim, &mix_type),
					ONC_OK);
			CU_ASSERT(victim_got_mix(&victim));
		}
		victim_fini(&victim);
	}
	wire_fini(&reply);
	wire_fini(&late);
}

/* -- records
 * ------------------------------------------------------------------ */

static void expect_mix(struct victim *victim, const struct wire *reply,
		       struct wire_cut cut)
{
	ACTOR_PLAY(&victim->actor, REPLY_AS(*reply, .cut = cut));
	CU_ASSERT_EQUAL(victim_call(victim, &mix_type), ONC_OK);
	CU_ASSERT(victim_got_mix(victim));
}

static void takes_a_reply_in_any_fragments(void)
{
	struct wire reply = good();

	VICTIM_BOTH_WAYS(local)
	{
		struct victim victim;

		victim_init(&victim, local, 5000);
		for (size_t first = 1; first < 4 + reply.size; first++)
			expect_mix(&victim, &reply,
				   (struct wire_cut){.first = first});
		for (size_t every = 1; every < 10; every++)
			expect_mix(&victim, &reply,
				   (struct wire_cut){.every = every});
		victim_fini(&victim);
	}
	wire_fini(&reply);
}

static void takes_a_reply_behind_empty_fragments(void)
{
	struct wire reply = good();
	struct victim victim;

	victim_init(&victim, false, 5000);
	for (size_t empty = 1; empty <= 3; empty++) {
		expect_mix(&victim, &reply, (struct wire_cut){.empty = empty});
		expect_mix(&victim, &reply,
			   (struct wire_cut){.empty = empty, .every = 1});
	}
	victim_fini(&victim);
	wire_fini(&reply);
}

/* A good reply stands in a record that says it is longer. */
static void takes_no_reply_before_its_record_is_complete(void)
{
	struct wire reply = good();
	struct victim victim;

	victim_init(&victim, false, 400);
	wire_put_zeros(&reply, 4);
	ACTOR_PLAY(&victim.actor, REPLY_AS(reply, .only = 4 + reply.size),
		   {.act = ACTOR_WAIT});
	CU_ASSERT_EQUAL(victim_call(&victim, &mix_type), ONC_TIMED_OUT);
	CU_ASSERT(victim_kept_nothing(&victim));
	victim_fini(&victim);
	wire_fini(&reply);
}

static void refuses_a_mark_over_the_cap_when_it_is_read(void)
{
	static const uint32_t marks[] = {0x7fffffff, 0xffffffff, 0x60000000,
					 0xa0000000};
	struct wire reply = good();

	VICTIM_BOTH_WAYS(local)
	{
		for (size_t i = 0; i < TAP_COUNT(marks); i++) {
			struct victim victim;
			victim_init(&victim, local, 2000);
			ACTOR_PLAY(&victim.actor,
				   REPLY_AS(reply, .mark = marks[i]),
				   {.act = ACTOR_WAIT});
			CU_ASSERT_EQUAL(victim_call(&victim, &mix_type),
					ONC_TOO_BIG);
			CU_ASSERT(victim_ended_at_once(&victim));
			CU_ASSERT(victim_kept_nothing(&victim));
			victim_fini(&victim);
		}
	}
	wire_fini(&reply);
}

/* A mark is enough, whatever follows or does not. */
static void refuses_a_mark_that_comes_alone(void)
{
	struct victim victim;

	victim_init(&victim, false, 2000);
	ACTOR_PLAY(&victim.actor,
		   {.act = ACTOR_SEND, .bytes = "\x7f\xff\xff\xff", .size = 4},
		   {.act = ACTOR_WAIT});
	CU_ASSERT_EQUAL(victim_call(&victim, &mix_type), ONC_TOO_BIG);
	CU_ASSERT(victim_ended_at_once(&victim));
	victim_fini(&victim);
}

static void reads_nothing_behind_a_framing_error(void)
{
	struct wire reply = good();
	struct victim victim;

	/* What follows the bad mark would be good. */
	victim_init(&victim, false, 2000);
	ACTOR_PLAY(&victim.actor,
		   {.act = ACTOR_SEND, .bytes = "\x7f\xff\xff\xff", .size = 4},
		   REPLY_AS(reply, .times = 3), {.act = ACTOR_WAIT});
	for (int i = 0; i < 3; i++) {
		victim_call(&victim, &mix_type);
		CU_ASSERT(victim.status == ONC_TOO_BIG ||
			  victim.status == ONC_BROKEN);
		CU_ASSERT(victim_ended_at_once(&victim));
	}
	ACTOR_PLAY(&victim.actor, REPLY(reply));
	CU_ASSERT_EQUAL(victim_call(&victim, &mix_type), ONC_OK);
	victim_fini(&victim);
	wire_fini(&reply);
}

static const struct tap_case cases[] = {
	TAP_CASE(ends_at_the_deadline_when_nothing_comes),
	TAP_CASE(ends_at_the_deadline_when_half_a_reply_comes),
	TAP_CASE(ends_at_the_deadline_when_bytes_trickle),
	TAP_CASE(ends_at_the_deadline_when_nobody_accepts),
	TAP_CASE(says_that_there_are_no_descriptors),
	TAP_CASE(tells_a_close_from_a_reset_at_once),
	TAP_CASE(takes_no_reply_that_the_connection_cuts),
	TAP_CASE(goes_on_after_the_connection_broke),
	TAP_CASE(ends_in_a_flood_of_empty_records),
	TAP_CASE(ends_in_a_flood_of_empty_fragments),
	TAP_CASE(ends_in_a_flood_of_records_without_an_xid),
	TAP_CASE(ends_in_a_flood_of_unwanted_replies),
	TAP_CASE(ends_in_a_flood_of_large_unwanted_replies),
	TAP_CASE(ends_in_a_flood_of_fragments_of_a_byte),
	TAP_CASE(ends_at_the_deadline_whatever_comes_now_and_then),
	TAP_CASE(waits_on_after_one_unwanted_reply),
	TAP_CASE(finds_its_reply_behind_a_thousand_unwanted_ones),
	TAP_CASE(skips_the_same_reply_when_it_comes_again),
	TAP_CASE(skips_the_reply_to_a_call_that_timed_out),
	TAP_CASE(takes_a_reply_in_any_fragments),
	TAP_CASE(takes_a_reply_behind_empty_fragments),
	TAP_CASE(takes_no_reply_before_its_record_is_complete),
	TAP_CASE(refuses_a_mark_over_the_cap_when_it_is_read),
	TAP_CASE(refuses_a_mark_that_comes_alone),
	TAP_CASE(reads_nothing_behind_a_framing_error),
};

int main(void)
{
	tap_takes_time();
	return tap_run("hostile server", cases, TAP_COUNT(cases));
}
