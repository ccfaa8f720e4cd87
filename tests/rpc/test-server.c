/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The server, met by callers who misbehave: each time an innocent one calls
 * beside them, and is to be answered as if it were alone.
 */
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <onc/server.h>

#include "tests/rpc/caller.h"
#include "tests/rpc/sample.h"
#include "tests/support/heap.h"
#include "tests/support/tap.h"

/*
 * The rule is 50 ms; machines that build meanwhile are given more, and builds
 * that check every access much more.
 */
#define AT_MOST (heap_counts() ? 150u : 3000u)

/* Ends it; true if nobody has kept it waiting. */
static bool sang_well(struct canary *canary)
{
	return (uint64_t)canary_stop(canary) <= AT_MOST;
}

/* Machines are shared: a case with a canary is tried three times. */
static void try_thrice(bool (*once)(void))
{
	bool good = false;

	for (int i = 0; i < 3 && !good; i++)
		good = once();
	CU_ASSERT(good);
}

#define THRICE(name)                                                           \
	static void name(void)                                                 \
	{                                                                      \
		try_thrice(name##_once);                                       \
	}

/* -- the program ----------------------------------------------------------- */

enum { ECHO = 1, SLEEP, MANY, FAIL, WHO, STARVE };

static bool_t echo(const void *argument, void *result, struct onc_request *req)
{
	(void)req;
	*(ints *)result = *(const ints *)argument;
	return TRUE;
}

static bool_t rest(const void *argument, void *result, struct onc_request *req)
{
	const ints *in = argument;

	(void)result;
	(void)req;
	if (in->ints_len == 1)
		usleep((useconds_t)in->ints_val[0] * 1000);
	return TRUE;
}

static bool_t many(const void *argument, void *result, struct onc_request *req)
{
	const ints *in = argument;
	ints *out = result;

	out->ints_len = (u_int)in->ints_val[0];
	out->ints_val = onc_alloc(req, 4 * (size_t)out->ints_len);
	return out->ints_val != NULL;
}

static bool_t fail(const void *argument, void *result, struct onc_request *req)
{
	(void)argument;
	(void)result;
	(void)req;
	return FALSE;
}

/* Who calls, in numbers: kind, uid, claimed flavor, uid and groups. */
static bool_t who(const void *argument, void *result, struct onc_request *req)
{
	const struct onc_identity *peer = onc_peer(req);
	const struct onc_claim *claim = onc_credential(req);
	ints *out = result;

	(void)argument;
	out->ints_len = 5;
	out->ints_val = onc_alloc(req, 20);
	if (!out->ints_val)
		return FALSE;
	out->ints_val[0] = (int)peer->kind;
	out->ints_val[1] = (int)peer->uid;
	out->ints_val[2] = (int)claim->flavor;
	out->ints_val[3] = (int)claim->uid;
	out->ints_val[4] = (int)claim->group_count;
	return TRUE;
}

/* The n-th allocation of the server's thread from here on fails. */
static bool_t starve(const void *argument, void *result,
		     struct onc_request *req)
{
	const ints *in = argument;

	(void)result;
	(void)req;
	heap_fail_at((unsigned long)in->ints_val[0]);
	return TRUE;
}

static struct onc_procedure procedures[] = {
	{"ECHO", ECHO, {0}, {0}}, {"SLEEP", SLEEP, {0}, {0}},
	{"MANY", MANY, {0}, {0}}, {"FAIL", FAIL, {0}, {0}},
	{"WHO", WHO, {0}, {0}},	  {"STARVE", STARVE, {0}, {0}},
};
static const struct onc_handler handlers[] = {
	{&procedures[0], echo}, {&procedures[1], rest},
	{&procedures[2], many}, {&procedures[3], fail},
	{&procedures[4], who},	{&procedures[5], starve},
};
static const struct onc_program program = {"TEST", CALLER_PROGRAM, 1, handlers,
					   TAP_COUNT(handlers)};
static const struct onc_program third = {"TEST", CALLER_PROGRAM, 3, handlers,
					 TAP_COUNT(handlers)};

static void set_types(void)
{
	for (size_t i = 0; i < TAP_COUNT(procedures); i++)
		procedures[i].argument = ints_type;
	procedures[0].result = ints_type;
	procedures[2].result = ints_type;
	procedures[4].argument = (struct onc_type){0};
	procedures[4].result = ints_type;
}

/* -- a server of each case ------------------------------------------------- */

struct running {
	struct onc_server *server;
	pthread_t thread;
	enum onc_status status;
	const char *tcp;
};

static void *run(void *argument)
{
	struct running *running = argument;

	running->status = onc_server_run(running->server);
	return NULL;
}

static void make(struct running *running,
		 const struct onc_server_options *options)
{
	CU_ASSERT_EQUAL_FATAL(onc_server_new(&running->server), ONC_OK);
	CU_ASSERT_EQUAL_FATAL(onc_server_add(running->server, &program, NULL),
			      ONC_OK);
	CU_ASSERT_EQUAL_FATAL(onc_server_configure(running->server, options),
			      ONC_OK);
	CU_ASSERT_EQUAL_FATAL(
		onc_server_listen(running->server, "tcp://127.0.0.1:0"),
		ONC_OK);
	running->tcp = onc_server_address(running->server, 0);
}

static void go(struct running *running)
{
	CU_ASSERT_EQUAL_FATAL(
		pthread_create(&running->thread, NULL, run, running), 0);
}

static void start(struct running *running,
		  const struct onc_server_options *options)
{
	make(running, options);
	go(running);
}

static void stop(struct running *running)
{
	onc_server_stop(running->server);
	pthread_join(running->thread, NULL);
	CU_ASSERT_EQUAL(running->status, ONC_OK);
	onc_server_free(running->server);
}

static struct onc_counters count(const struct running *running)
{
	struct onc_counters counters;

	onc_server_counters(running->server, &counters);
	return counters;
}

static const struct onc_server_options usual = {0};
static const struct onc_server_options hasty = {
	.record_timeout = 300,
	.write_timeout = 500,
	.idle_timeout = 400,
	.drain_timeout = 500,
};

/* -- records --------------------------------------------------------------- */

static void answers_a_call_in_any_two_fragments(void)
{
	const uint32_t words[] = {3, 7, 8, 9};
	uint8_t whole[128], cut[140];
	struct running running;
	size_t size;
	int fd;

	start(&running, &usual);
	fd = caller_connect(running.tcp);
	size = caller_call(whole, 1, ECHO, words, 4) - 4;
	for (uint32_t at = 0; at <= size; at++) {
		const uint32_t first = htonl(at);
		const uint32_t last =
			htonl(0x80000000u | (uint32_t)(size - at));

		memcpy(cut, &first, 4);
		memcpy(cut + 4, whole + 4, at);
		memcpy(cut + 4 + at, &last, 4);
		memcpy(cut + 8 + at, whole + 4 + at, size - at);
		caller_send(fd, cut, size + 8);
		CU_ASSERT_EQUAL(caller_answer(fd, 1, NULL, NULL), 0);
	}
	CU_ASSERT_EQUAL(count(&running).calls, size + 1);
	close(fd);
	stop(&running);
}

static void answers_a_call_of_fragments_of_one_byte(void)
{
	const uint32_t words[] = {0};
	uint8_t whole[128], cut[700];
	struct running running;
	size_t size, n = 0;
	int fd;

	start(&running, &usual);
	fd = caller_connect(running.tcp);
	size = caller_call(whole, 1, ECHO, words, 1) - 4;
	for (size_t i = 0; i < size; i++) {
		const uint32_t mark = htonl(i + 1 == size ? 0x80000001u : 1);

		memcpy(cut + n, &mark, 4);
		cut[n + 4] = whole[4 + i];
		n += 5;
	}
	for (size_t i = 0; i < n; i++)
		caller_send(fd, cut + i, 1);
	CU_ASSERT_EQUAL(caller_answer(fd, 1, NULL, NULL), 0);
	close(fd);
	stop(&running);
}

static void answers_all_of_a_thousand_calls_at_once(void)
{
	const uint32_t words[] = {1, 5};
	uint8_t *calls = malloc(1000 * 52);
	struct running running;
	bool *seen = calloc(1001, sizeof(*seen));
	size_t size = 0;
	int fd;

	start(&running, &usual);
	fd = caller_connect(running.tcp);
	for (uint32_t i = 1; i <= 1000; i++)
		size += caller_call(calls + size, i, ECHO, words, 2);
	caller_send(fd, calls, size);
	for (uint32_t i = 1; i <= 1000; i++) {
		uint32_t reply[9];

		CU_ASSERT_EQUAL_FATAL(
			recv(fd, reply, sizeof(reply), MSG_WAITALL),
			sizeof(reply));
		CU_ASSERT(ntohl(reply[1]) <= 1000 && !seen[ntohl(reply[1])]);
		seen[ntohl(reply[1])] = true;
	}
	close(fd);
	stop(&running);
	free(seen);
	free(calls);
}

static void takes_a_record_of_megabytes_and_what_follows_it(void)
{
	const uint32_t n = 2000000;
	uint32_t *words = calloc(n + 1, 4);
	uint8_t *call = malloc(4 * (size_t)n + 200);
	struct running running;
	size_t size;
	int fd;

	start(&running, &usual);
	fd = caller_connect(running.tcp);
	words[0] = n;
	size = caller_call(call, 1, SLEEP, words, n + 1);
	size += caller_call(call + size, 1, ECHO, words + 1, 1);
	for (int i = 0; i < 3; i++) {
		caller_send(fd, call, size);
		CU_ASSERT_EQUAL(caller_answer(fd, 1, NULL, NULL), 0);
		CU_ASSERT_EQUAL(caller_answer(fd, 1, NULL, NULL), 0);
	}
	close(fd);
	stop(&running);
	free(call);
	free(words);
}

/* -- what is no good call -------------------------------------------------- */

struct odd {
	const char *what;
	uint32_t words[16];
	size_t count;
	int answer;
};

#define HEAD(version, number, procedure)                                       \
	1, 0, version, number, 1, procedure, 0, 0, 0, 0
#define NUMBER CALLER_PROGRAM

static const struct odd odd[] = {
	{"rpc version", {HEAD(3, NUMBER, 0)}, 10, CALLER_MISMATCH},
	{"a reply", {1, 1, 0, 0, 0, 0}, 6, CALLER_CLOSED},
	{"empty", {0}, 0, CALLER_CLOSED},
	{"cut", {1, 0, 2, NUMBER}, 4, CALLER_CLOSED},
	{"program", {HEAD(2, 0x20009999, 0)}, 10, 1},
	{"version", {1, 0, 2, NUMBER, 2, 0, 0, 0, 0, 0}, 10, 2},
	{"procedure", {HEAD(2, NUMBER, 77)}, 10, 3},
	{"no arguments", {HEAD(2, NUMBER, ECHO)}, 10, 4},
	{"a count", {HEAD(2, NUMBER, ECHO), 0xffffffff}, 11, 4},
	{"10^8", {HEAD(2, NUMBER, ECHO), 100000000}, 11, 4},
	{"more behind", {HEAD(2, NUMBER, ECHO), 0, 0}, 12, 4},
	{"more than NULL", {HEAD(2, NUMBER, 0), 0}, 11, 4},
	{"a handler that fails", {HEAD(2, NUMBER, FAIL), 0}, 11, 5},
	{"flavor", {1, 0, 2, NUMBER, 1, 0, 99, 0, 0, 0}, 10, CALLER_DENIED + 2},
	{"short", {1, 0, 2, NUMBER, 1, 0, 2, 0, 0, 0}, 10, CALLER_DENIED + 2},
	{"TLS", {1, 0, 2, NUMBER, 1, 0, 7, 0, 0, 0}, 10, CALLER_DENIED + 2},
	{"401", {1, 0, 2, NUMBER, 1, 0, 1, 401, 0, 0}, 10, CALLER_DENIED + 1},
	{"sys", {1, 0, 2, NUMBER, 1, 0, 1, 4, 0, 0, 0}, 11, CALLER_DENIED + 1},
	{"verifier", {1, 0, 2, NUMBER, 1, 0, 0, 0, 99, 0}, 10, 0},
};

static void answers_whatever_is_asked_as_rfc_5531_has_it(void)
{
	struct running running;

	make(&running, &usual);
	CU_ASSERT_EQUAL(onc_server_add(running.server, &third, NULL), ONC_OK);
	go(&running);
	for (size_t i = 0; i < TAP_COUNT(odd); i++) {
		uint32_t words[17] = {
			htonl(0x80000000u | (uint32_t)(4 * odd[i].count))};
		int fd = caller_connect(running.tcp), answer;

		for (size_t k = 0; k < odd[i].count; k++)
			words[k + 1] = htonl(odd[i].words[k]);
		caller_send(fd, words, 4 + 4 * odd[i].count);
		answer = caller_answer(fd, 1, NULL, NULL);
		if (answer != odd[i].answer)
			printf("# %s: %d\n", odd[i].what, answer);
		CU_ASSERT_EQUAL(answer, odd[i].answer);
		if (answer >= 0)
			CU_ASSERT_EQUAL(caller_ask(fd, 0, NULL, 0), 0);
		close(fd);
	}
	stop(&running);
}

static void closes_on_http_and_answers_what_came_before(void)
{
	static const char text[] = "GET / HTTP/1.1\r\nHost: here\r\n\r\n";
	uint8_t bytes[256];
	struct running running;
	size_t size;
	int fd;

	start(&running, &usual);
	fd = caller_connect(running.tcp);
	size = caller_call(bytes, 1, 0, NULL, 0);
	memcpy(bytes + size, text, sizeof(text));
	caller_send(fd, bytes, size + sizeof(text));
	CU_ASSERT_EQUAL(caller_answer(fd, 1, NULL, NULL), 0);
	CU_ASSERT(caller_sees_end(fd, 2000));
	close(fd);
	CU_ASSERT_EQUAL(count(&running).closed_too_big, 1);
	stop(&running);
}

static void answers_a_caller_who_has_said_all_it_had(void)
{
	const uint32_t words[] = {1, 50};
	struct running running;
	uint8_t bytes[256];
	size_t size;
	int fd;

	start(&running, &usual);
	fd = caller_connect(running.tcp);
	size = caller_call(bytes, 1, SLEEP, words, 2);
	caller_send(fd, bytes, size);
	shutdown(fd, SHUT_WR);
	CU_ASSERT_EQUAL(caller_answer(fd, 1, NULL, NULL), 0);
	CU_ASSERT(caller_sees_end(fd, 2000));
	close(fd);
	stop(&running);
}

/* -- callers who hold things up -------------------------------------------- */

static bool is_held_up_by_nobody_with_half_a_record_once(void)
{
	struct running running;
	struct canary canary;
	uint8_t call[64];
	int fds[10];
	bool good;

	start(&running, &hasty);
	canary_start(&canary, running.tcp, ECHO);
	caller_call(call, 1, 0, NULL, 0);
	for (int i = 0; i < 10; i++) {
		fds[i] = caller_connect(running.tcp);
		caller_send(fds[i], call, (size_t)i + 1);
	}
	for (int i = 0; i < 10; i++) {
		CU_ASSERT(caller_sees_end(fds[i], 1500));
		close(fds[i]);
	}
	CU_ASSERT_EQUAL(count(&running).closed_record, 10);
	good = sang_well(&canary);
	stop(&running);
	return good;
}
THRICE(is_held_up_by_nobody_with_half_a_record)

static void drops_a_caller_of_one_byte_at_a_time(void)
{
	struct running running;
	int64_t before;
	uint8_t call[64];
	size_t sent = 0;
	int fd;

	start(&running, &hasty);
	caller_call(call, 1, 0, NULL, 0);
	fd = caller_connect(running.tcp);
	before = caller_clock();
	while (caller_clock() - before < 3000 && sent < sizeof(call)) {
		caller_send(fd, call + sent++, 1);
		if (caller_sees_end(fd, 50))
			break;
	}
	CU_ASSERT(caller_clock() - before < 1000);
	CU_ASSERT_EQUAL(count(&running).closed_record, 1);
	close(fd);
	stop(&running);
}

static void closes_at_a_mark_over_the_cap(void)
{
	const uint32_t mark = htonl(0x7fffffff);
	struct running running;
	int fd;

	start(&running, &usual);
	fd = caller_connect(running.tcp);
	caller_send(fd, &mark, 4);
	CU_ASSERT(caller_sees_end(fd, 2000));
	CU_ASSERT_EQUAL(count(&running).closed_too_big, 1);
	close(fd);
	stop(&running);
}

static void reaps_the_idle_without_any_traffic(void)
{
	struct running running;
	int fd;

	start(&running, &hasty);
	fd = caller_connect(running.tcp);
	CU_ASSERT_FALSE(caller_sees_end(fd, 200));
	CU_ASSERT(caller_sees_end(fd, 1000));
	CU_ASSERT_EQUAL(count(&running).closed_idle, 1);
	usleep(50000);
	CU_ASSERT_EQUAL(count(&running).connections_now, 0);
	close(fd);
	stop(&running);
}

static void leaves_a_caller_alone_whose_call_takes_longer(void)
{
	const uint32_t words[] = {1, 900};
	struct running running;
	int fd;

	start(&running, &hasty);
	fd = caller_connect(running.tcp);
	CU_ASSERT_EQUAL(caller_ask(fd, SLEEP, words, 2), 0);
	CU_ASSERT_EQUAL(caller_ask(fd, 0, NULL, 0), 0);
	close(fd);
	stop(&running);
}

static bool drops_a_caller_who_reads_no_reply_once(void)
{
	const uint32_t words[] = {1, 10 << 20};
	struct running running;
	struct canary canary;
	uint8_t call[64];
	size_t size;
	int fd;
	bool good;

	start(&running, &hasty);
	canary_start(&canary, running.tcp, ECHO);
	fd = caller_connect(running.tcp);
	size = caller_call(call, 1, MANY, words, 2);
	caller_send(fd, call, size);
	for (int i = 0; i < 100 && count(&running).closed_write == 0; i++)
		usleep(50000);
	CU_ASSERT_EQUAL(count(&running).closed_write, 1);
	good = sang_well(&canary);
	close(fd);
	stop(&running);
	return good;
}
THRICE(drops_a_caller_who_reads_no_reply)

static bool gives_a_long_reply_to_who_reads_it_once(void)
{
	const uint32_t words[] = {1, 10 << 20};
	struct running running;
	struct canary canary;
	uint8_t call[64];
	size_t size;
	int fd;
	bool good;

	start(&running, &usual);
	canary_start(&canary, running.tcp, ECHO);
	fd = caller_connect(running.tcp);
	for (int i = 0; i < 3; i++) {
		size = caller_call(call, 1, MANY, words, 2);
		caller_send(fd, call, size);
		CU_ASSERT_EQUAL(caller_answer(fd, 1, NULL, &size), 0);
		CU_ASSERT_EQUAL(size, 4 + (40 << 20));
	}
	good = sang_well(&canary);
	close(fd);
	stop(&running);
	return good;
}
THRICE(gives_a_long_reply_to_who_reads_it)

static bool stops_reading_from_who_does_not_read_once(void)
{
	const uint32_t words[] = {1, 256};
	const int n = 20000;
	struct running running;
	struct canary canary;
	uint8_t *calls = malloc((size_t)n * 52);
	size_t size = 0, sent = 0;
	struct onc_counters counters;
	int fd, answered = 0;
	bool good;

	start(&running, &usual);
	canary_start(&canary, running.tcp, ECHO);
	fd = caller_connect(running.tcp);
	for (int i = 0; i < n; i++)
		size += caller_call(calls + size, 1, MANY, words, 2);
	while (sent < size) {
		ssize_t done =
			send(fd, calls + sent, size - sent, MSG_DONTWAIT);

		if (done <= 0)
			break;
		sent += (size_t)done;
	}
	usleep(300000);
	counters = count(&running);
	CU_ASSERT(counters.calls < (uint64_t)n);
	for (size_t at = sent; at < size;) {
		ssize_t done = send(fd, calls + at, size - at, MSG_DONTWAIT);

		if (done > 0)
			at += (size_t)done;
		if (answered < n && done <= 0)
			answered += caller_answer(fd, 1, NULL, NULL) == 0;
	}
	while (answered < n && caller_answer(fd, 1, NULL, NULL) == 0)
		answered++;
	CU_ASSERT_EQUAL(answered, n);
	good = sang_well(&canary);
	close(fd);
	stop(&running);
	free(calls);
	return good;
}
THRICE(stops_reading_from_who_does_not_read)

static bool is_held_up_by_no_slow_handler_once(void)
{
	const struct onc_server_options options = {.threads = 5};
	const uint32_t words[] = {1, 1000};
	struct running running;
	struct canary quick, null;
	uint8_t call[64];
	size_t size = caller_call(call, 1, SLEEP, words, 2);
	int fds[3];
	bool good;

	start(&running, &options);
	canary_start(&quick, running.tcp, ECHO);
	canary_start(&null, running.tcp, 0);
	for (int i = 0; i < 3; i++) {
		fds[i] = caller_connect(running.tcp);
		caller_send(fds[i], call, size);
	}
	for (int i = 0; i < 3; i++) {
		CU_ASSERT_EQUAL(caller_answer(fds[i], 1, NULL, NULL), 0);
		close(fds[i]);
	}
	good = sang_well(&quick);
	good = sang_well(&null) && good;
	stop(&running);
	return good;
}
THRICE(is_held_up_by_no_slow_handler)

static bool answers_procedure_0_when_all_threads_are_busy_once(void)
{
	const struct onc_server_options options = {.threads = 3};
	const uint32_t words[] = {1, 300};
	struct running running;
	struct canary canary;
	uint8_t call[64];
	size_t size = caller_call(call, 1, SLEEP, words, 2);
	int fds[6];
	bool good;

	start(&running, &options);
	canary_start(&canary, running.tcp, 0);
	for (int i = 0; i < 6; i++) {
		fds[i] = caller_connect(running.tcp);
		caller_send(fds[i], call, size);
	}
	for (int i = 0; i < 6; i++) {
		CU_ASSERT_EQUAL(caller_answer(fds[i], 1, NULL, NULL), 0);
		close(fds[i]);
	}
	good = sang_well(&canary);
	CU_ASSERT_EQUAL(count(&running).threads_now, 3);
	stop(&running);
	return good;
}
THRICE(answers_procedure_0_when_all_threads_are_busy)

static void runs_calls_of_one_connection_side_by_side(void)
{
	const uint32_t slow[] = {1, 1000}, none[] = {0};
	const struct onc_server_options options = {.threads = 4};
	struct running running;
	uint8_t calls[256];
	size_t size;
	int fd;

	start(&running, &options);
	fd = caller_connect(running.tcp);
	size = caller_call(calls, 1, SLEEP, slow, 2);
	size += caller_call(calls + size, 2, ECHO, none, 1);
	caller_send(fd, calls, size);
	CU_ASSERT_EQUAL(caller_answer(fd, 2, NULL, NULL), 0);
	CU_ASSERT_EQUAL(caller_answer(fd, 1, NULL, NULL), 0);
	close(fd);
	stop(&running);
}

static void serves_with_one_thread_if_that_is_wanted(void)
{
	const struct onc_server_options options = {.threads = 1};
	const uint32_t words[] = {1, 30};
	struct running running;
	uint8_t call[64];
	size_t size = caller_call(call, 1, SLEEP, words, 2);
	int fds[8];

	start(&running, &options);
	for (int i = 0; i < 8; i++) {
		fds[i] = caller_connect(running.tcp);
		caller_send(fds[i], call, size);
	}
	for (int i = 0; i < 8; i++) {
		CU_ASSERT_EQUAL(caller_answer(fds[i], 1, NULL, NULL), 0);
		close(fds[i]);
	}
	CU_ASSERT_EQUAL(count(&running).threads_now, 1);
	stop(&running);
}

/* -- a connection that a thread serves by itself ----------------------------
 */

/* So many calls in a row, and the loop leaves the connection to a thread. */
#define HOT 2000

static bool grow_hot(int fd, const struct running *running)
{
	const uint32_t words[] = {1, 5};
	bool good = true;

	for (int i = 0; i < HOT && good; i++)
		good = caller_ask(fd, ECHO, words, 2) == 0;
	/* The loop, who watches it, and who serves. */
	return good && count(running).threads_now >= 3;
}

static void counts_every_call_of_a_hot_connection(void)
{
	struct running running;
	struct onc_counters counters;
	int fd;

	start(&running, &usual);
	fd = caller_connect(running.tcp);
	CU_ASSERT(grow_hot(fd, &running));
	counters = count(&running);
	CU_ASSERT_EQUAL(counters.calls, HOT);
	CU_ASSERT_EQUAL(counters.replies, HOT);
	CU_ASSERT_EQUAL(counters.bytes_in, HOT * 52);
	close(fd);
	for (int i = 0; i < 100 && count(&running).connections_now > 0; i++)
		usleep(10000);
	counters = count(&running);
	CU_ASSERT_EQUAL(counters.connections_now, 0);
	CU_ASSERT_EQUAL(counters.calls, HOT);
	CU_ASSERT_EQUAL(counters.bytes_out, HOT * 36);
	stop(&running);
}

/* What was answered before the slow call leaves, what follows it is served. */
static void waits_for_no_slow_handler_of_a_hot_connection(void)
{
	const uint32_t slow[] = {1, 1000}, none[] = {0};
	struct running running;
	uint8_t calls[256];
	int64_t before;
	size_t size;
	int fd;

	start(&running, &usual);
	fd = caller_connect(running.tcp);
	for (int i = 0; i < 3; i++) {
		CU_ASSERT(grow_hot(fd, &running));
		size = caller_call(calls, 1, ECHO, none, 1);
		size += caller_call(calls + size, 2, SLEEP, slow, 2);
		size += caller_call(calls + size, 3, ECHO, none, 1);
		before = caller_clock();
		caller_send(fd, calls, size);
		CU_ASSERT_EQUAL(caller_answer(fd, 1, NULL, NULL), 0);
		size = caller_call(calls, 4, ECHO, none, 1);
		CU_ASSERT_EQUAL(caller_answer(fd, 3, NULL, NULL), 0);
		caller_send(fd, calls, size);
		CU_ASSERT_EQUAL(caller_answer(fd, 4, NULL, NULL), 0);
		CU_ASSERT(caller_clock() - before < 900);
		CU_ASSERT_EQUAL(caller_answer(fd, 2, NULL, NULL), 0);
	}
	close(fd);
	stop(&running);
}

/* Hot or not: fragments, long replies, refusals, and the end. */
static void answers_a_hot_connection_whatever_it_asks(void)
{
	const uint32_t many[] = {1, 100000}, none[] = {0};
	static const char text[] = "GET / HTTP/1.1\r\nHost: here\r\n\r\n";
	struct running running;
	uint8_t call[64];
	size_t size;
	int fd;

	start(&running, &usual);
	fd = caller_connect(running.tcp);
	CU_ASSERT(grow_hot(fd, &running));
	CU_ASSERT_EQUAL(caller_ask(fd, MANY, many, 2), 0);
	CU_ASSERT(grow_hot(fd, &running));
	CU_ASSERT_EQUAL(caller_ask(fd, 77, NULL, 0), 3);
	CU_ASSERT_EQUAL(caller_ask(fd, ECHO, NULL, 0), 4);
	CU_ASSERT(grow_hot(fd, &running));
	size = caller_call(call, 1, ECHO, none, 1);
	for (size_t i = 0; i < size; i++)
		caller_send(fd, call + i, 1);
	CU_ASSERT_EQUAL(caller_answer(fd, 1, NULL, NULL), 0);
	CU_ASSERT(grow_hot(fd, &running));
	caller_send(fd, text, sizeof(text));
	CU_ASSERT(caller_sees_end(fd, 2000));
	CU_ASSERT_EQUAL(count(&running).closed_too_big, 1);
	close(fd);
	stop(&running);
}

static void keeps_its_deadlines_for_a_connection_that_was_hot(void)
{
	struct running running;
	uint8_t call[64];
	int fd, idle;

	start(&running, &hasty);
	fd = caller_connect(running.tcp);
	idle = caller_connect(running.tcp);
	CU_ASSERT(grow_hot(idle, &running));
	CU_ASSERT(grow_hot(fd, &running));
	caller_call(call, 1, 0, NULL, 0);
	caller_send(fd, call, 30);
	CU_ASSERT(caller_sees_end(fd, 1000));
	CU_ASSERT_EQUAL(count(&running).closed_record, 1);
	CU_ASSERT(caller_sees_end(idle, 1000));
	CU_ASSERT_EQUAL(count(&running).closed_idle, 1);
	close(fd);
	close(idle);
	stop(&running);
}

/* Calls without a pause, until nobody answers. */
static void *call_on(void *argument)
{
	const uint32_t words[] = {1, 5};

	while (caller_ask(*(int *)argument, ECHO, words, 2) == 0)
		;
	return NULL;
}

static bool holds_up_nobody_for_hot_connections_once(void)
{
	const struct onc_server_options options = {.threads = 4};
	const uint32_t words[] = {1, 300};
	struct running running;
	struct canary canary;
	pthread_t threads[3];
	uint8_t call[64];
	size_t size = caller_call(call, 1, SLEEP, words, 2);
	int fds[3], slow[4];
	bool good;

	start(&running, &options);
	for (int i = 0; i < 3; i++) {
		fds[i] = caller_connect(running.tcp);
		CU_ASSERT(grow_hot(fds[i], &running));
		pthread_create(&threads[i], NULL, call_on, &fds[i]);
	}
	canary_start(&canary, running.tcp, 0);
	for (int i = 0; i < 4; i++) {
		slow[i] = caller_connect(running.tcp);
		caller_send(slow[i], call, size);
	}
	for (int i = 0; i < 4; i++) {
		CU_ASSERT_EQUAL(caller_answer(slow[i], 1, NULL, NULL), 0);
		close(slow[i]);
	}
	good = sang_well(&canary);
	/* They call on while it stops. */
	stop(&running);
	for (int i = 0; i < 3; i++) {
		pthread_join(threads[i], NULL);
		close(fds[i]);
	}
	return good;
}
THRICE(holds_up_nobody_for_hot_connections)

/* -- limits ---------------------------------------------------------------- */

static void refuses_connections_over_a_limit(void)
{
	const struct onc_server_options options = {.connections = 8,
						   .connections_per_peer = 4};
	struct running running;
	int fds[10], open = 0;

	start(&running, &options);
	for (int i = 0; i < 10; i++) {
		fds[i] = caller_connect(running.tcp);
		open += caller_ask(fds[i], 0, NULL, 0) == 0;
	}
	CU_ASSERT_EQUAL(open, 4);
	CU_ASSERT_EQUAL(count(&running).refused_per_peer, 6);
	for (int i = 0; i < 10; i++)
		close(fds[i]);
	stop(&running);
}

static int descriptors(void)
{
	DIR *folder = opendir("/proc/self/fd");
	int n = 0;

	while (readdir(folder))
		n++;
	closedir(folder);
	return n;
}

static double cpu(void)
{
	struct timespec at;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
	return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static bool neither_spins_nor_goes_deaf_without_descriptors_once(void)
{
	const struct onc_server_options options = {
		.connections = 100000, .connections_per_peer = 100000};
	struct rlimit before, low;
	struct running running;
	struct canary canary;
	int fds[200], ends = 0, fd;
	double used;
	bool good;

	start(&running, &options);
	canary_start(&canary, running.tcp, 0);
	for (int i = 0; i < 200; i++)
		fds[i] = caller_socket();
	getrlimit(RLIMIT_NOFILE, &before);
	low = before;
	low.rlim_cur = (rlim_t)descriptors() + 20;
	setrlimit(RLIMIT_NOFILE, &low);
	for (int i = 0; i < 200; i++)
		caller_connect_socket(fds[i], running.tcp);
	used = cpu();
	usleep(500000);
	CU_ASSERT(cpu() - used < 0.25);
	CU_ASSERT(count(&running).refused_descriptors > 0);
	good = sang_well(&canary);
	for (int i = 0; i < 200; i++) {
		ends += caller_sees_end(fds[i], 1);
		close(fds[i]);
	}
	CU_ASSERT(ends > 0);
	usleep(50000);
	fd = caller_connect(running.tcp);
	CU_ASSERT_EQUAL(caller_ask(fd, 0, NULL, 0), 0);
	close(fd);
	setrlimit(RLIMIT_NOFILE, &before);
	stop(&running);
	return good;
}
THRICE(neither_spins_nor_goes_deaf_without_descriptors)

static bool takes_no_more_than_its_allowance_from_a_peer_once(void)
{
	const struct onc_server_options options = {.bytes_per_peer = 4 << 20,
						   .record_timeout = 500};
	const uint32_t mark = htonl(0x80000000u | 8 << 20);
	char *bytes = calloc(1, 8 << 20);
	struct running running;
	struct canary canary;
	int fd;
	bool good;

	start(&running, &options);
	canary_start(&canary, running.tcp, ECHO);
	fd = caller_connect(running.tcp);
	caller_send(fd, &mark, 4);
	for (int i = 0; i < 100; i++)
		(void)!send(fd, bytes, 7 << 20, MSG_DONTWAIT | MSG_NOSIGNAL);
	CU_ASSERT(caller_sees_end(fd, 3000));
	CU_ASSERT_EQUAL(count(&running).closed_record, 1);
	CU_ASSERT(count(&running).bytes_in < 7 << 20);
	good = sang_well(&canary);
	close(fd);
	stop(&running);
	free(bytes);
	return good;
}
THRICE(takes_no_more_than_its_allowance_from_a_peer)

/* -- life ------------------------------------------------------------------ */

static void lets_calls_in_flight_end_when_it_stops(void)
{
	const struct onc_server_options options = {.threads = 4};
	const uint32_t words[] = {1, 300};
	struct running running;
	uint8_t call[64];
	size_t size = caller_call(call, 1, SLEEP, words, 2);
	int64_t before;
	int fd, idle;

	start(&running, &options);
	idle = caller_connect(running.tcp);
	fd = caller_connect(running.tcp);
	caller_send(fd, call, size);
	usleep(100000);
	before = caller_clock();
	onc_server_stop(running.server);
	CU_ASSERT(caller_sees_end(idle, 150));
	CU_ASSERT(caller_connect(running.tcp) < 0);
	CU_ASSERT_EQUAL(caller_answer(fd, 1, NULL, NULL), 0);
	CU_ASSERT(caller_sees_end(fd, 150));
	stop(&running);
	CU_ASSERT(caller_clock() - before < 1000);
	close(fd);
	close(idle);
}

static void ends_in_time_whoever_does_not_read(void)
{
	const uint32_t words[] = {1, 10 << 20};
	struct running running;
	uint8_t call[64];
	size_t size = caller_call(call, 1, MANY, words, 2);
	int64_t before;
	int fd;

	start(&running, &hasty);
	fd = caller_connect(running.tcp);
	caller_send(fd, call, size);
	usleep(100000);
	before = caller_clock();
	stop(&running);
	CU_ASSERT(caller_clock() - before < 5000);
	close(fd);
}

static void starts_again_at_the_same_port(void)
{
	char uri[64];
	int fd;

	for (int i = 0; i < 5; i++) {
		struct running running;

		CU_ASSERT_EQUAL_FATAL(onc_server_new(&running.server), ONC_OK);
		CU_ASSERT_EQUAL(onc_server_add(running.server, &program, NULL),
				ONC_OK);
		CU_ASSERT_EQUAL_FATAL(
			onc_server_listen(running.server,
					  i ? uri : "tcp://127.0.0.1:0"),
			ONC_OK);
		running.tcp = onc_server_address(running.server, 0);
		snprintf(uri, sizeof(uri), "%s", running.tcp);
		go(&running);
		fd = caller_connect(uri);
		CU_ASSERT_EQUAL(caller_ask(fd, 0, NULL, 0), 0);
		stop(&running);
		close(fd);
	}
}

static void stops_before_it_started(void)
{
	struct running running;

	make(&running, &usual);
	onc_server_stop(running.server);
	go(&running);
	pthread_join(running.thread, NULL);
	CU_ASSERT_EQUAL(running.status, ONC_OK);
	CU_ASSERT_EQUAL(onc_server_run(running.server), ONC_BAD_HANDLE);
	onc_server_free(running.server);
}

static void runs_several_servers_in_a_process(void)
{
	struct running running[4];

	for (int i = 0; i < 4; i++)
		start(&running[i], &usual);
	for (int i = 0; i < 4; i++) {
		int fd = caller_connect(running[i].tcp);

		CU_ASSERT_EQUAL(caller_ask(fd, 0, NULL, 0), 0);
		close(fd);
	}
	for (int i = 0; i < 4; i++)
		stop(&running[i]);
}

static void loses_nothing_to_callers_who_come_and_go(void)
{
	const uint32_t words[] = {1, 1000};
	struct running running;
	int before = descriptors();
	uint8_t call[64];
	size_t size = caller_call(call, 1, MANY, words, 2);

	start(&running, &usual);
	for (int i = 0; i < 2000; i++) {
		const struct linger reset = {1, 0};
		int fd = caller_connect(running.tcp);

		caller_send(fd, call, (size_t)i % (size + 1));
		if (i % 2)
			setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset,
				   sizeof(reset));
		close(fd);
	}
	for (int i = 0; i < 100 && (count(&running).connections_total < 2000 ||
				    count(&running).connections_now > 0);
	     i++)
		usleep(10000);
	CU_ASSERT_EQUAL(count(&running).connections_now, 0);
	CU_ASSERT_EQUAL(count(&running).connections_total, 2000);
	stop(&running);
	CU_ASSERT_EQUAL(descriptors(), before);
}

/* One of these fails, or its connection does. */
static void call_while_it_starves(const struct running *running, uint32_t n)
{
	const uint32_t starved[] = {1, n}, echoed[] = {1, 7};
	const uint32_t wanted[] = {1, 100000};
	int fd = caller_connect(running->tcp);

	caller_ask(fd, STARVE, starved, 2);
	for (int i = 0; i < 4; i++) {
		int other = caller_connect(running->tcp);

		caller_ask(other, ECHO, echoed, 2);
		caller_ask(other, MANY, wanted, 2);
		caller_ask(fd, ECHO, echoed, 2);
		close(other);
	}
	close(fd);
}

static void survives_every_allocation_that_fails(void)
{
	const struct onc_server_options options = {.threads = 1};
	const uint32_t forget[] = {1, 0};
	struct running running;

	if (!heap_counts())
		return;
	start(&running, &options);
	for (uint32_t n = 1; n < 60; n++) {
		int fd;

		call_while_it_starves(&running, n);
		fd = caller_connect(running.tcp);
		if (caller_ask(fd, STARVE, forget, 2) != 0) {
			close(fd);
			fd = caller_connect(running.tcp);
		}
		CU_ASSERT_EQUAL(caller_ask(fd, STARVE, forget, 2), 0);
		close(fd);
	}
	stop(&running);
}

/* -- who calls ------------------------------------------------------------- */

static void knows_who_calls(void)
{
	char folder[] = "/tmp/onc-test-XXXXXX", uri[64];
	struct running running;
	uint8_t call[64], bytes[64];
	uint32_t words[6];
	size_t size;
	int fd;

	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
	snprintf(uri, sizeof(uri), "unix://%s/s", folder);
	make(&running, &usual);
	CU_ASSERT_EQUAL(onc_server_listen(running.server, uri), ONC_OK);
	go(&running);
	fd = caller_connect(uri);
	size = caller_call(call, 1, WHO, NULL, 0);
	caller_send(fd, call, size);
	CU_ASSERT_EQUAL(caller_answer(fd, 1, bytes, &size), 0);
	memcpy(words, bytes, 24);
	CU_ASSERT_EQUAL(ntohl(words[1]), ONC_PEER_LOCAL);
	CU_ASSERT_EQUAL(ntohl(words[2]), geteuid());
	CU_ASSERT_EQUAL(ntohl(words[3]), 0);
	close(fd);
	stop(&running);
	CU_ASSERT_EQUAL(rmdir(folder), 0);
}

static bool_t see(void *context, const struct onc_session *session)
{
	char *text = context;

	strcat(text, session->identity.address);
	CU_ASSERT_EQUAL(session->calls, 1);
	CU_ASSERT_EQUAL(session->bytes_in, 44);
	CU_ASSERT_EQUAL(session->bytes_out, 28);
	return FALSE;
}

static void tells_who_is_connected(void)
{
	struct running running;
	char text[256] = "";
	int fd;

	start(&running, &usual);
	fd = caller_connect(running.tcp);
	CU_ASSERT_EQUAL(caller_ask(fd, 0, NULL, 0), 0);
	usleep(20000);
	onc_server_sessions(running.server, see, text);
	CU_ASSERT_EQUAL(strncmp(text, "tcp://127.0.0.1:", 16), 0);
	close(fd);
	stop(&running);
}

/* -- other ways in --------------------------------------------------------- */

static void serves_datagrams(void)
{
	const uint32_t words[] = {1, 5}, many[] = {1, 20000};
	struct running running;
	const uint32_t *cases[] = {words, many};
	uint8_t call[64], reply[1024];
	size_t size;
	ssize_t got;
	int fd;

	make(&running, &usual);
	CU_ASSERT_EQUAL(onc_server_listen(running.server, "udp://127.0.0.1:0"),
			ONC_OK);
	go(&running);
	fd = caller_connect(onc_server_address(running.server, 1));
	for (int i = 0; i < 2; i++) {
		size = caller_call(call, 1, i ? MANY : ECHO, cases[i], 2);
		CU_ASSERT_EQUAL(send(fd, call + 4, size - 4, 0),
				(ssize_t)size - 4);
		got = recv(fd, reply, sizeof(reply), 0);
		CU_ASSERT_EQUAL(got, i ? 24 : 32);
		CU_ASSERT_EQUAL(reply[23], i ? 5 : 0);
	}
	close(fd);
	stop(&running);
}

static void serves_a_socket_that_it_was_given(void)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	struct onc_server *server;
	struct running running;
	char uri[32];
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	CU_ASSERT_EQUAL(bind(fd, (struct sockaddr *)&at, sizeof(at)), 0);
	snprintf(uri, sizeof(uri), "fd://%d", fd);
	CU_ASSERT_EQUAL_FATAL(onc_server_new(&server), ONC_OK);
	CU_ASSERT_EQUAL(onc_server_listen(server, uri), ONC_BAD_ADDRESS);
	listen(fd, 5);
	CU_ASSERT_EQUAL(onc_server_listen(server, "fd://x"), ONC_BAD_ADDRESS);
	CU_ASSERT_EQUAL(onc_server_listen(server, "fd://9999"),
			ONC_BAD_ADDRESS);
	CU_ASSERT_EQUAL_FATAL(onc_server_listen(server, uri), ONC_OK);
	CU_ASSERT_EQUAL(onc_server_add(server, &program, NULL), ONC_OK);
	running.server = server;
	running.tcp = onc_server_address(server, 0);
	go(&running);
	fd = caller_connect(running.tcp);
	CU_ASSERT_EQUAL(caller_ask(fd, 0, NULL, 0), 0);
	close(fd);
	stop(&running);
}

static void serves_without_rpcbind(void)
{
	struct running running;
	int fd;

	make(&running, &usual);
	/* There may be one; nobody minds a program of this number then. */
	if (onc_server_register(running.server) != ONC_OK)
		CU_ASSERT_PTR_NOT_NULL(strstr(onc_error(NULL), "rpcbind"));
	go(&running);
	fd = caller_connect(running.tcp);
	CU_ASSERT_EQUAL(caller_ask(fd, 0, NULL, 0), 0);
	close(fd);
	stop(&running);
}

static const struct tap_case cases[] = {
	TAP_CASE(answers_a_call_in_any_two_fragments),
	TAP_CASE(answers_a_call_of_fragments_of_one_byte),
	TAP_CASE(answers_all_of_a_thousand_calls_at_once),
	TAP_CASE(takes_a_record_of_megabytes_and_what_follows_it),
	TAP_CASE(answers_whatever_is_asked_as_rfc_5531_has_it),
	TAP_CASE(closes_on_http_and_answers_what_came_before),
	TAP_CASE(answers_a_caller_who_has_said_all_it_had),
	TAP_CASE(is_held_up_by_nobody_with_half_a_record),
	TAP_CASE(drops_a_caller_of_one_byte_at_a_time),
	TAP_CASE(closes_at_a_mark_over_the_cap),
	TAP_CASE(reaps_the_idle_without_any_traffic),
	TAP_CASE(leaves_a_caller_alone_whose_call_takes_longer),
	TAP_CASE(drops_a_caller_who_reads_no_reply),
	TAP_CASE(gives_a_long_reply_to_who_reads_it),
	TAP_CASE(stops_reading_from_who_does_not_read),
	TAP_CASE(is_held_up_by_no_slow_handler),
	TAP_CASE(answers_procedure_0_when_all_threads_are_busy),
	TAP_CASE(runs_calls_of_one_connection_side_by_side),
	TAP_CASE(serves_with_one_thread_if_that_is_wanted),
	TAP_CASE(counts_every_call_of_a_hot_connection),
	TAP_CASE(waits_for_no_slow_handler_of_a_hot_connection),
	TAP_CASE(answers_a_hot_connection_whatever_it_asks),
	TAP_CASE(keeps_its_deadlines_for_a_connection_that_was_hot),
	TAP_CASE(holds_up_nobody_for_hot_connections),
	TAP_CASE(refuses_connections_over_a_limit),
	TAP_CASE(neither_spins_nor_goes_deaf_without_descriptors),
	TAP_CASE(takes_no_more_than_its_allowance_from_a_peer),
	TAP_CASE(lets_calls_in_flight_end_when_it_stops),
	TAP_CASE(ends_in_time_whoever_does_not_read),
	TAP_CASE(starts_again_at_the_same_port),
	TAP_CASE(stops_before_it_started),
	TAP_CASE(runs_several_servers_in_a_process),
	TAP_CASE(loses_nothing_to_callers_who_come_and_go),
	TAP_CASE(survives_every_allocation_that_fails),
	TAP_CASE(knows_who_calls),
	TAP_CASE(tells_who_is_connected),
	TAP_CASE(serves_datagrams),
	TAP_CASE(serves_a_socket_that_it_was_given),
	TAP_CASE(serves_without_rpcbind),
};

int main(void)
{
	set_types();
	return tap_run("server", cases, TAP_COUNT(cases));
}
