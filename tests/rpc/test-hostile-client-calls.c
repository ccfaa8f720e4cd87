/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Calls that are not as RFC 5531 and the .x file have them: each is answered as
 * the RFC says, to the byte, or its connection is closed; once; and whatever
 * was refused leaves nothing.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/rpc/siege.h"
#include "tests/support/meter.h"
#include "tests/support/tap.h"

static const struct siege_setup usual = {.options = SIEGE_SHORT};

enum { XID = 0x1d0f };
#define WAIT 3000

/* A record of these bytes on a connection of its own; false: closed. */
static bool ask_bytes(struct siege *siege, const struct wire *bytes,
		      struct wire *reply)
{
	struct wire record = {0};
	const int fd = siege_connect(siege, false);
	bool answered;

	wire_put_record(&record, bytes->at, bytes->size, NULL);
	answered = caller_ask(fd, &record, reply, WAIT);
	if (!answered)
		SIEGE_CHECK(siege, caller_is_closed(fd, 100));
	close(fd);
	wire_fini(&record);
	return answered;
}

/* What must come back: words, of which the last may be any; or nothing. */
struct wanted {
	uint32_t words[8];
	size_t count;
	bool may_close;		   /* as well, or only if count is 0 */
	uint32_t or_not_more_than; /* the last word, from 1; 0: as it stands */
};

static void expect(struct siege *siege, const struct wire *call,
		   struct wanted wanted, const char *what)
{
	struct wire reply = {0};
	bool good;

	if (!ask_bytes(siege, call, &reply)) {
		good = wanted.may_close || wanted.count == 0;
	} else if (wanted.or_not_more_than) {
		uint32_t *last = &wanted.words[wanted.count - 1];

		*last = reply.size >= 4 ? wire_word(&reply, reply.size - 4) : 0;
		good = wire_is(&reply, wanted.words, wanted.count) &&
		       *last >= 1 && *last <= wanted.or_not_more_than;
	} else {
		good = wire_is(&reply, wanted.words, wanted.count);
	}
	siege_check(siege, good, what);
	wire_fini(&reply);
}

#define CLOSED ((struct wanted){.count = 0})
#define ACCEPTED(...)                                                          \
	((struct wanted){.words = {XID, 1, 0, 0, 0, __VA_ARGS__},              \
			 .count = 5 + sizeof((uint32_t[]){__VA_ARGS__}) / 4})
#define AUTH_ERROR(why)                                                        \
	((struct wanted){.words = {XID, 1, 1, 1, why}, .count = 5})
#define SOME_AUTH_ERROR                                                        \
	((struct wanted){.words = {XID, 1, 1, 1, 0},                           \
			 .count = 5,                                           \
			 .or_not_more_than = 5})
static struct wanted or_closed(struct wanted wanted)
{
	wanted.may_close = true;
	return wanted;
}

#define EXPECT(siege, wanted_, ...)                                            \
	do {                                                                   \
		struct wire call_ = {0};                                       \
		WIRE_WORDS(&call_, __VA_ARGS__);                               \
		expect(siege, &call_, wanted_, #__VA_ARGS__);                  \
		wire_fini(&call_);                                             \
	} while (0)

/* -- heads
 * ------------------------------------------------------------------ */

SIEGE_CASE(every_head_is_answered_as_the_rfc_says)
{
	const uint32_t p = HOSTILE;
	struct siege siege;

	siege_begin(&siege, &usual);
	EXPECT(&siege, ACCEPTED(0), XID, 0, 2, p, 1, 0, 0, 0, 0, 0);
	EXPECT(&siege, ((struct wanted){{XID, 1, 1, 0, 2, 2}, 6, 0, 0}), XID, 0,
	       3, p, 1, 0, 0, 0, 0, 0);
	EXPECT(&siege, ((struct wanted){{XID, 1, 1, 0, 2, 2}, 6, 0, 0}), XID, 0,
	       0, p, 1, 0, 0, 0, 0, 0);
	EXPECT(&siege, ACCEPTED(1), XID, 0, 2, p + 1, 1, 0, 0, 0, 0, 0);
	EXPECT(&siege, ACCEPTED(2, 1, 3), XID, 0, 2, p, 2, 0, 0, 0, 0, 0);
	EXPECT(&siege, ACCEPTED(2, 1, 3), XID, 0, 2, p, 0, 0, 0, 0, 0, 0);
	EXPECT(&siege, ACCEPTED(2, 1, 3), XID, 0, 2, p, -1u, 0, 0, 0, 0, 0);
	EXPECT(&siege, ACCEPTED(3), XID, 0, 2, p, 1, 99, 0, 0, 0, 0);
	EXPECT(&siege, ACCEPTED(3), XID, 0, 2, p, 3, 1, 0, 0, 0, 0);
	EXPECT(&siege, ACCEPTED(5), XID, 0, 2, p, 1, FAIL, 0, 0, 0, 0);
	EXPECT(&siege, CLOSED, XID, 1, 0, 0, 0, 0);
	EXPECT(&siege, CLOSED, XID, 1, 2, p, 1, 0, 0, 0, 0, 0);
	EXPECT(&siege, CLOSED, XID, 7, 2, p, 1, 0, 0, 0, 0, 0);
	EXPECT(&siege, CLOSED, XID);
	EXPECT(&siege, CLOSED, XID, 0);
	return siege_end(&siege);
}

SIEGE_CASE(what_is_not_rpc_at_all_is_closed_without_an_answer)
{
	static const char http[] = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
	static const char tls[] = "\x16\x03\x01\x02\0\1\0\1\xfc\3\3";
	static const struct {
		const char *bytes;
		size_t size;
	} others[] = {
		{http, sizeof(http) - 1},
		{tls, sizeof(tls) - 1},
		{"\x80\0\0\0", 4},
		{"\x80\0\0\3abc", 7},
		{"SSH-2.0-OpenSSH_9.2\r\n", 21},
	};
	struct siege siege;

	siege_begin(&siege, &usual);
	for (size_t i = 0; i < 2 * TAP_COUNT(others); i++) {
		const int fd = siege_connect(&siege, i % 2);
		struct wire reply = {0};

		caller_send(fd, others[i / 2].bytes, others[i / 2].size, 100);
		SIEGE_CHECK(&siege, !caller_receive(fd, &reply, 400));
		SIEGE_CHECK(&siege, reply.size == 0);
		SIEGE_CHECK(&siege, caller_is_closed(fd, 100));
		close(fd);
		wire_fini(&reply);
	}
	return siege_end(&siege);
}

/* Closed, or GARBAGE_ARGS once the xid is known. */
SIEGE_CASE(half_a_head_is_no_call)
{
	struct wire call = {0};
	struct siege siege;

	/* A credential of AUTH_SYS: stamp, "box", 1, 2, no groups. */
	WIRE_WORDS(&call, XID, 0, 2, HOSTILE, 1, 0, 1, 24, 9, 3, 0x626f7800, 1,
		   2, 0, 0, 0);
	siege_begin(&siege, &usual);
	expect(&siege, &call, ACCEPTED(0), "a whole call");
	for (size_t size = 0; size < call.size; size++) {
		const struct wire half = {.at = call.at, .size = size};

		expect(&siege, &half, or_closed(ACCEPTED(4)), "half a head");
	}
	wire_fini(&call);
	return siege_end(&siege);
}

/* -- credentials
 * ------------------------------------------------------------------ */

static void expect_of_credential(struct siege *siege, uint32_t flavor,
				 const struct wire *body, struct wanted wanted,
				 const char *what)
{
	struct wire call = {0};

	WIRE_WORDS(&call, XID, 0, 2, HOSTILE, 1, 0, flavor);
	wire_put_counted(&call, body->at, body->size);
	WIRE_WORDS(&call, 0, 0);
	expect(siege, &call, wanted, what);
	wire_fini(&call);
}

static struct wire auth_sys(size_t machine, uint32_t groups)
{
	struct wire body = {0};
	char name[300];

	memset(name, 'm', sizeof(name));
	wire_put_word(&body, 7);
	wire_put_counted(&body, name, machine);
	WIRE_WORDS(&body, 1000, 100, groups);
	for (uint32_t i = 0; i < groups; i++)
		wire_put_word(&body, i);
	return body;
}

SIEGE_CASE(credentials_are_checked_before_the_handler_runs)
{
	struct wire body = {0};
	struct siege siege;

	siege_begin(&siege, &usual);
	for (uint32_t groups = 0; groups <= 17; groups++) {
		body = auth_sys(8, groups);
		expect_of_credential(&siege, 1, &body,
				     groups <= 16 ? ACCEPTED(0) : AUTH_ERROR(1),
				     "groups");
		wire_fini(&body);
	}
	for (size_t machine = 254; machine <= 256; machine++) {
		body = auth_sys(machine, 3);
		expect_of_credential(&siege, 1, &body,
				     machine <= 255 ? ACCEPTED(0)
						    : AUTH_ERROR(1),
				     "machine");
		wire_fini(&body);
	}
	for (uint32_t count = 17; count; count <<= 5) {
		body = auth_sys(8, 0);
		body.size -= 4;
		wire_put_word(&body, count);
		expect_of_credential(&siege, 1, &body, AUTH_ERROR(1),
				     "groups that are not there");
		wire_fini(&body);
	}
	body = auth_sys(8, 2);
	for (size_t size = body.size; size-- > 0;) {
		const struct wire cut = {.at = body.at, .size = size};

		expect_of_credential(&siege, 1, &cut, AUTH_ERROR(1),
				     "half a body");
	}
	WIRE_WORDS(&body, 0);
	expect_of_credential(&siege, 1, &body, AUTH_ERROR(1), "more than that");
	wire_fini(&body);
	for (int i = 0; i < 100; i++)
		wire_put_word(&body, 0xdeadbeef);
	expect_of_credential(&siege, 1, &body, AUTH_ERROR(1), "400 of junk");
	wire_put(&body, "x", 1);
	expect_of_credential(&siege, 1, &body, or_closed(AUTH_ERROR(1)),
			     "401 bytes");
	wire_fini(&body);
	return siege_end(&siege);
}

SIEGE_CASE(flavors_that_we_do_not_know_are_an_authentication_error)
{
	static const uint32_t flavors[] = {2,  3,      4,	   5,
					   99, 390003, 0x7fffffff, 0xffffffff};
	struct wire junk = {0}, nothing = {0};
	struct siege siege;

	siege_begin(&siege, &usual);
	wire_put(&junk, "sixteen bytes...", 16);
	for (size_t i = 0; i < TAP_COUNT(flavors); i++) {
		expect_of_credential(&siege, flavors[i], &junk, SOME_AUTH_ERROR,
				     "a flavor");
		expect_of_credential(&siege, flavors[i], &nothing,
				     SOME_AUTH_ERROR, "a flavor of no bytes");
	}
	expect_of_credential(&siege, 6, &junk, or_closed(SOME_AUTH_ERROR),
			     "RPCSEC_GSS");
	expect_of_credential(&siege, 7, &nothing, SOME_AUTH_ERROR, "AUTH_TLS");
	wire_fini(&junk);
	return siege_end(&siege);
}

SIEGE_CASE(a_verifier_of_any_flavor_is_accepted_or_refused)
{
	static const uint32_t flavors[] = {1, 6, 99};
	struct siege siege;

	siege_begin(&siege, &usual);
	for (size_t i = 0; i < TAP_COUNT(flavors); i++) {
		struct wire call = {0}, reply = {0};

		WIRE_WORDS(&call, XID, 0, 2, HOSTILE, 1, 0, 0, 0, flavors[i]);
		wire_put_counted(&call, "junk", 4);
		SIEGE_CHECK(&siege, ask_bytes(&siege, &call, &reply));
		SIEGE_CHECK(&siege, wire_word(&reply, 8) <= 1);
		wire_fini(&call);
		wire_fini(&reply);
	}
	return siege_end(&siege);
}

/* -- arguments
 * ------------------------------------------------------------------ */

static void put_mix(struct wire *wire)
{
	WIRE_WORDS(wire, 1, NONE, LIGHT);
	wire_put_counted(wire, "seven77", 7);
	wire_put_counted(wire, "name", 4);
	WIRE_WORDS(wire, 42);
	wire_put_counted(wire, "key55", 5);
	WIRE_WORDS(wire, 2, 8, 9);
	WIRE_WORDS(wire, 1);
	wire_put_counted(wire, "a", 1);
	WIRE_WORDS(wire, 3, 1, 10, 1, 20, 0, 0x01020304, 0x05060708);
}

/* A call of ECHO_MIX, 40 bytes of head before the mix. */
static struct wire mix_call(void)
{
	struct wire call = {0};

	wire_put_call(&call, XID, HOSTILE, 1, ECHO_MIX);
	put_mix(&call);
	return call;
}

static void expect_garbage(struct siege *siege, uint32_t procedure,
			   const struct wire *arguments, const char *what)
{
	struct wire call = {0};

	wire_put_call(&call, XID, HOSTILE, 1, procedure);
	wire_put(&call, arguments->at, arguments->size);
	expect(siege, &call, ACCEPTED(4), what);
	wire_fini(&call);
}

SIEGE_CASE(arguments_that_are_none_are_garbage)
{
	static const uint32_t counts[] = {0xffffffff, 0x7fffffff, 0x3fffffff,
					  100000000, 1};
	static const struct {
		size_t word;
		uint32_t value;
		const char *what;
	} wrong[] = {
		{0, 7, "bool 7"},	  {1, 99, "enum 99"},
		{2, NONE, "no such arm"}, {3, 33, "a bound"},
		{4, 0x73650065, "a NUL"}, {5, 0x6e373701, "padding"},
	};
	struct siege siege;

	siege_begin(&siege, &usual);
	for (uint32_t procedure = ECHO_MIX; procedure <= SLOW; procedure++) {
		const struct wire nothing = {0};

		expect_garbage(&siege, procedure, &nothing, "no arguments");
	}
	for (size_t i = 0; i < TAP_COUNT(counts); i++)
		for (uint32_t n = ECHO_NUMBERS; n <= ECHO_BLOB; n++) {
			struct wire count = {0};

			wire_put_word(&count, counts[i]);
			expect_garbage(&siege, n, &count, "a count");
			wire_fini(&count);
		}
	for (size_t i = 0; i < TAP_COUNT(wrong); i++) {
		struct wire mixed = {0}, word = {0};

		put_mix(&mixed);
		wire_put_word(&word, wrong[i].value);
		memcpy(mixed.at + 4 * wrong[i].word, word.at, 4);
		expect_garbage(&siege, ECHO_MIX, &mixed, wrong[i].what);
		wire_fini(&mixed);
		wire_fini(&word);
	}
	for (size_t more = 1; more <= 1024; more *= 2) {
		struct wire mixed = {0};

		put_mix(&mixed);
		wire_put_zeros(&mixed, more);
		expect_garbage(&siege, ECHO_MIX, &mixed, "bytes behind it");
		wire_clear(&mixed);
		wire_put_zeros(&mixed, more);
		expect_garbage(&siege, 0, &mixed, "bytes where none are");
		wire_fini(&mixed);
	}
	return siege_end(&siege);
}

SIEGE_CASE(arguments_cut_at_any_byte_are_garbage)
{
	struct wire call = mix_call();
	struct siege siege;

	siege_begin(&siege, &usual);
	for (size_t size = 40; size < call.size; size++) {
		const struct wire cut = {.at = call.at, .size = size};

		expect(&siege, &cut, ACCEPTED(4), "half of the arguments");
	}
	wire_fini(&call);
	return siege_end(&siege);
}

/* Taken, and handed back to the byte; or garbage. */
static void expect_strict(struct siege *siege, int fd, const struct wire *call)
{
	struct wire record = {0}, reply = {0};

	wire_put_record(&record, call->at, call->size, NULL);
	if (!SIEGE_CHECK(siege, caller_ask(fd, &record, &reply, WAIT)))
		;
	else if (wire_word(&reply, 20) == 0)
		SIEGE_CHECK(siege, reply.size == call->size - 16 &&
					   memcmp(reply.at + 24, call->at + 40,
						  call->size - 40) == 0);
	else
		SIEGE_CHECK(
			siege,
			wire_is(&reply, (uint32_t[]){XID, 1, 0, 0, 0, 4}, 6));
	wire_fini(&record);
	wire_fini(&reply);
}

SIEGE_CASE(each_word_of_the_arguments_is_judged)
{
	struct wire call = mix_call();
	struct siege siege;
	int fd;

	siege_begin(&siege, &usual);
	fd = siege_connect(&siege, true);
	for (size_t at = 40; at < call.size; at += 4)
		for (size_t i = 0; i < WIRE_EVIL_COUNT; i++) {
			struct wire evil = {0}, word = {0};

			wire_put(&evil, call.at, call.size);
			wire_put_word(&word, wire_evil[i]);
			memcpy(evil.at + at, word.at, 4);
			expect_strict(&siege, fd, &evil);
			wire_fini(&evil);
			wire_fini(&word);
		}
	close(fd);
	wire_fini(&call);
	return siege_end(&siege);
}

SIEGE_CASE(a_list_of_any_length_is_answered)
{
	static const unsigned counts[] = {100000, 1000000};
	struct siege siege;

	siege_begin(&siege, &usual);
	for (size_t n = 0; n < TAP_COUNT(counts); n++) {
		struct wire call = {0};
		int fd = siege_connect(&siege, n % 2);

		wire_put_call(&call, XID, HOSTILE, 1, ECHO_CHAIN);
		for (unsigned i = 0; i < counts[n]; i++)
			WIRE_WORDS(&call, 1, i);
		wire_put_word(&call, 0);
		expect_strict(&siege, fd, &call);
		close(fd);
		wire_fini(&call);
	}
	return siege_end(&siege);
}

/* -- again and again
 * ------------------------------------------------------------------ */

static bool refuse_often(const struct wire *call, int times)
{
	struct wire record = {0}, reply = {0};
	struct siege siege;
	int fd;

	wire_put_record(&record, call->at, call->size, NULL);
	siege_begin(&siege, &usual);
	fd = siege_connect(&siege, false);
	for (int i = 0; i < times; i++)
		SIEGE_CHECK(&siege,
			    caller_ask(fd, &record, &reply, WAIT) &&
				    wire_is(&reply,
					    (uint32_t[]){XID, 1, 0, 0, 0, 4},
					    6));
	close(fd);
	wire_fini(&record);
	wire_fini(&reply);
	return siege_end(&siege);
}

SIEGE_CASE(arguments_cut_short_two_thousand_times_leave_nothing)
{
	struct wire call = {0};
	bool good;

	wire_put_call(&call, XID, HOSTILE, 1, ECHO_ITEMS);
	wire_put_word(&call, 100);
	for (int i = 0; i < 99; i++) {
		wire_put_counted(&call, "thirty bytes of a string, yes", 29);
		wire_put_word(&call, 1);
	}
	good = refuse_often(&call, 2000);
	wire_fini(&call);
	return good;
}

SIEGE_CASE(claims_of_a_hundred_million_bytes_leave_nothing)
{
	struct wire call = {0};
	bool good;

	wire_put_call(&call, XID, HOSTILE, 1, ECHO_BLOB);
	wire_put_word(&call, 100000000);
	good = refuse_often(&call, 3000);
	wire_fini(&call);
	return good;
}

static void mutate(struct wire *bytes, uint64_t *state)
{
	for (unsigned n = 1 + wire_random(state) % 4; n-- > 0;) {
		const size_t at = wire_random(state) % bytes->size;

		switch (wire_random(state) % 4) {
		case 0:
			bytes->at[at] ^=
				(uint8_t)(1u << wire_random(state) % 8);
			break;
		case 1:
			bytes->at[at] = (uint8_t)wire_random(state);
			break;
		case 2:
			memset(bytes->at + (at & ~(size_t)3), 0xff, 4);
			break;
		default:
			bytes->size = at + 1;
		}
	}
}

/* Whole streams, marks included: what comes back does not matter here. */
SIEGE_CASE(mutations_of_a_call_do_no_harm)
{
	const double end = meter_now() + 3000;
	struct wire call = mix_call(), record = {0};
	unsigned long rounds = 0;
	struct siege siege;
	uint64_t state = 5531;

	wire_put_record(&record, call.at, call.size, NULL);
	siege_begin(&siege, &usual);
	while (meter_now() < end) {
		const int fd = siege_connect(&siege, rounds % 2);
		struct wire reply = {0};

		for (int i = 0; i < 8; i++, rounds++) {
			struct wire evil = {0};

			wire_put(&evil, record.at, record.size);
			mutate(&evil, &state);
			if (!caller_send_wire(fd, &evil, 100))
				i = 8;
			wire_fini(&evil);
		}
		caller_receive(fd, &reply, 2);
		wire_fini(&reply);
		caller_reset(fd);
	}
	SIEGE_CHECK(&siege, rounds > 1000);
	wire_fini(&call);
	wire_fini(&record);
	return siege_end(&siege);
}

/* -- fragments
 * ------------------------------------------------------------------ */

static uint32_t count_calls(int fd)
{
	struct wire call = {0}, reply = {0};
	uint32_t count = 0;

	siege_put_call(&call, 1, COUNT, NULL);
	if (caller_ask(fd, &call, &reply, WAIT) && reply.size == 28)
		count = wire_word(&reply, 24);
	wire_fini(&call);
	wire_fini(&reply);
	return count;
}

static void expect_once(struct siege *siege, int fd, const struct wire *call,
			struct wire_cut cut)
{
	const uint32_t before = count_calls(fd);
	struct wire record = {0}, reply = {0};

	wire_put_record(&record, call->at, call->size, &cut);
	SIEGE_CHECK(siege, caller_ask(fd, &record, &reply, WAIT));
	SIEGE_CHECK(siege, reply.size == call->size - 16);
	SIEGE_CHECK(siege,
		    memcmp(reply.at + 24, call->at + 40, call->size - 40) == 0);
	SIEGE_CHECK(siege, count_calls(fd) == before + 2);
	wire_fini(&record);
	wire_fini(&reply);
}

SIEGE_CASE(a_call_in_any_fragments_is_answered_once)
{
	struct wire call = mix_call();
	struct siege siege;

	siege_begin(&siege, &usual);
	for (int local = 0; local < 2; local++) {
		const int fd = siege_connect(&siege, local);

		for (size_t first = 1; first < call.size; first++)
			expect_once(&siege, fd, &call,
				    (struct wire_cut){.first = first});
		for (size_t every = 1; every < 5; every++)
			expect_once(&siege, fd, &call,
				    (struct wire_cut){.every = every});
		for (size_t empty = 1; empty < 4; empty++)
			expect_once(&siege, fd, &call,
				    (struct wire_cut){.empty = empty});
		close(fd);
	}
	wire_fini(&call);
	return siege_end(&siege);
}

SIEGE_CASE(a_call_in_segments_of_a_byte_is_answered)
{
	struct wire call = mix_call(), record = {0}, reply = {0};
	struct siege siege;
	int fd;

	wire_put_record(&record, call.at, call.size,
			&(struct wire_cut){.every = 3});
	siege_begin(&siege, &usual);
	fd = siege_connect(&siege, false);
	for (size_t i = 0; i < record.size; i++)
		caller_send(fd, record.at + i, 1, 100);
	SIEGE_CHECK(&siege, caller_receive(fd, &reply, WAIT));
	SIEGE_CHECK(&siege, reply.size == call.size - 16);
	close(fd);
	wire_fini(&call);
	wire_fini(&record);
	wire_fini(&reply);
	return siege_end(&siege);
}

/* What stands before the nonsense is answered before the close. */
SIEGE_CASE(answers_are_not_lost_by_the_close_behind_them)
{
	struct siege siege;

	siege_begin(&siege, &usual);
	for (int i = 0; i < 20; i++) {
		const int fd = siege_connect(&siege, i % 2);
		struct wire bytes = {0}, reply = {0};

		for (uint32_t xid = 0; xid < 10; xid++)
			siege_put_call(&bytes, xid, 0, NULL);
		WIRE_WORDS(&bytes, 0x7fffffff, 0, 0);
		caller_send_wire(fd, &bytes, 100);
		for (int n = 0; n < 10; n++)
			SIEGE_CHECK(&siege, caller_receive(fd, &reply, WAIT));
		SIEGE_CHECK(&siege, caller_is_closed(fd, WAIT));
		close(fd);
		wire_fini(&bytes);
		wire_fini(&reply);
	}
	return siege_end(&siege);
}

/* shutdown() after the last call: the answer still comes. */
SIEGE_CASE(who_has_said_all_is_answered)
{
	struct siege siege;

	siege_begin(&siege, &usual);
	for (int i = 0; i < 2; i++) {
		const int fd = siege_connect(&siege, i);
		struct wire bytes = {0}, argument = {0}, reply = {0};

		wire_put_word(&argument, 200);
		siege_put_call(&bytes, 3, SLOW, &argument);
		caller_send_wire(fd, &bytes, 100);
		shutdown(fd, SHUT_WR);
		SIEGE_CHECK(&siege, caller_receive(fd, &reply, WAIT));
		SIEGE_CHECK(&siege, caller_is_closed(fd, WAIT));
		close(fd);
		wire_fini(&bytes);
		wire_fini(&argument);
		wire_fini(&reply);
	}
	return siege_end(&siege);
}

static const struct tap_case cases[] = {
	TAP_CASE(every_head_is_answered_as_the_rfc_says),
	TAP_CASE(what_is_not_rpc_at_all_is_closed_without_an_answer),
	TAP_CASE(half_a_head_is_no_call),
	TAP_CASE(credentials_are_checked_before_the_handler_runs),
	TAP_CASE(flavors_that_we_do_not_know_are_an_authentication_error),
	TAP_CASE(a_verifier_of_any_flavor_is_accepted_or_refused),
	TAP_CASE(arguments_that_are_none_are_garbage),
	TAP_CASE(arguments_cut_at_any_byte_are_garbage),
	TAP_CASE(each_word_of_the_arguments_is_judged),
	TAP_CASE(a_list_of_any_length_is_answered),
	TAP_CASE(arguments_cut_short_two_thousand_times_leave_nothing),
	TAP_CASE(claims_of_a_hundred_million_bytes_leave_nothing),
	TAP_CASE(mutations_of_a_call_do_no_harm),
	TAP_CASE(a_call_in_any_fragments_is_answered_once),
	TAP_CASE(a_call_in_segments_of_a_byte_is_answered),
	TAP_CASE(answers_are_not_lost_by_the_close_behind_them),
	TAP_CASE(who_has_said_all_is_answered),
};

int main(void)
{
	return tap_run("hostile client, calls", cases, TAP_COUNT(cases));
}
