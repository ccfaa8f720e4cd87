/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One connection, many calls: what comes back to whom, by when, and what
 * happens when the connection goes. The server's manners are scripted.
 */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <rpc/rpc.h>

#include <lmapibuf.h>
#include <onc/client.h>

#include "tests/rpc/sample.h"
#include "tests/support/script.h"
#include "tests/support/tap.h"

/* Procedures whose only use is what the script makes of them. */
static const struct onc_procedure null = {"NULL", 0, {0}, {0}};
static struct onc_procedure echo = {"ECHO", 1, {0}, {0}}; /* ints, both */
static const struct onc_procedure silent = {"SILENT", 2, {0}, {0}};
static const struct onc_procedure slow = {"SLOW", 3, {0}, {0}};
static struct onc_procedure large = {"LARGE", 4, {0}, {0}}; /* ints */

enum { RECORD_MOST = 4 << 20 };

static CLIENT *connect_for(const struct script *script, unsigned timeout)
{
	const struct onc_options options = {.timeout = timeout};
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(onc_connect(script->uri, 1, 1, &options, &clnt),
			      ONC_OK);
	return clnt;
}

static enum onc_status call(CLIENT *clnt, const struct onc_procedure *procedure)
{
	return onc_call(clnt, procedure, NULL, NULL, NULL);
}

static void answer_large(int fd, const uint8_t *record, uint32_t count)
{
	uint32_t *words = calloc(count + 1, 4);

	words[0] = htonl(count);
	words[count] = htonl(script_word(record, 0));
	script_answer(fd, record, words, 4 * (size_t)count + 4);
	free(words);
}

/*
 * Does what the number of the procedure says. Its memory is no heap: a child
 * that forks meanwhile would seem to have lost it.
 */
static void serve_well(struct script *script, int fd, int number)
{
	uint8_t *record = mmap(NULL, RECORD_MOST, PROT_READ | PROT_WRITE,
			       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	size_t size;

	(void)script;
	(void)number;
	while ((size = script_read(fd, record, RECORD_MOST)) > 0) {
		switch (script_word(record, 5)) {
		case 0:
			script_answer(fd, record, NULL, 0);
			break;
		case 1:
			script_answer(fd, record, record + 40, size - 40);
			break;
		case 3:
			script_pause(300);
			script_answer(fd, record, NULL, 0);
			break;
		case 4:
			answer_large(fd, record, 100000);
			break;
		default:
			break;
		}
	}
	munmap(record, RECORD_MOST);
}

/* -- threads --------------------------------------------------------------- */

enum { THREADS = 8, ROUNDS = 300 };

struct caller {
	CLIENT *clnt;
	int number;
	int failed;
};

static bool echoes(CLIENT *clnt, int first, unsigned count)
{
	int *values = calloc(count + 1, sizeof(*values));
	const ints sent = {count, values};
	bool good;
	ints *got;

	for (unsigned i = 0; i < count; i++)
		values[i] = first + (int)i;
	good = onc_call(clnt, &echo, &sent, (void **)&got, NULL) == ONC_OK;
	if (good) {
		good = got->ints_len == count &&
		       (count == 0 ||
			memcmp(got->ints_val, values, 4 * (size_t)count) == 0);
		NetApiBufferFree(got);
	}
	free(values);
	return good;
}

static void *call_often(void *argument)
{
	struct caller *caller = argument;

	for (int i = 0; i < ROUNDS; i++) {
		/* Some small, some over the scratch memory, some large. */
		const unsigned count = i % 50 == 0   ? 200000
				       : i % 10 == 0 ? 5000
						     : (unsigned)i % 7;

		if (!echoes(caller->clnt, caller->number * 1000 + i, count))
			caller->failed++;
	}
	return NULL;
}

static void call_from_all(const char *where)
{
	struct script script = {.serve = serve_well};
	struct caller callers[THREADS];
	pthread_t threads[THREADS];
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(script_start(&script, where), 0);
	clnt = connect_for(&script, 30000);
	for (int i = 0; i < THREADS; i++) {
		callers[i] = (struct caller){clnt, i, 0};
		pthread_create(&threads[i], NULL, call_often, &callers[i]);
	}
	for (int i = 0; i < THREADS; i++) {
		pthread_join(threads[i], NULL);
		CU_ASSERT_EQUAL(callers[i].failed, 0);
	}
	CU_ASSERT_EQUAL(script.connections, 1);
	onc_disconnect(clnt);
	script_stop(&script);
}

static void eight_threads_share_one_connection(void)
{
	call_from_all("tcp");
}

static void eight_threads_share_one_local_connection(void)
{
	char path[64];

	snprintf(path, sizeof(path), "/tmp/onc-channel-%d", (int)getpid());
	call_from_all(path);
}

static void speaks_over_ipv6(void)
{
	struct script script = {.serve = serve_well};
	CLIENT *clnt;

	if (script_start(&script, "tcp6") != 0)
		return;
	clnt = connect_for(&script, 5000);
	CU_ASSERT(echoes(clnt, 1, 10));
	onc_disconnect(clnt);
	script_stop(&script);
}

/* Each pair of calls is answered in the wrong order. */
static void serve_in_pairs(struct script *script, int fd, int number)
{
	uint8_t first[100], second[100];

	(void)script;
	(void)number;
	while (script_read(fd, first, sizeof(first)) > 0 &&
	       script_read(fd, second, sizeof(second)) > 0) {
		script_answer(fd, second, second + 40, 8);
		script_answer(fd, first, first + 40, 8);
	}
}

static void *echo_once(void *argument)
{
	struct caller *caller = argument;

	for (int i = 0; i < 100; i++)
		caller->failed +=
			!echoes(caller->clnt, 2 * i + caller->number, 1);
	return NULL;
}

static void replies_find_their_calls_in_any_order(void)
{
	struct script script = {.serve = serve_in_pairs};
	struct caller callers[2];
	pthread_t threads[2];
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(script_start(&script, "tcp"), 0);
	clnt = connect_for(&script, 10000);
	for (int i = 0; i < 2; i++) {
		callers[i] = (struct caller){clnt, i, 0};
		pthread_create(&threads[i], NULL, echo_once, &callers[i]);
	}
	for (int i = 0; i < 2; i++) {
		pthread_join(threads[i], NULL);
		CU_ASSERT_EQUAL(callers[i].failed, 0);
	}
	onc_disconnect(clnt);
	script_stop(&script);
}

struct one {
	CLIENT *clnt;
	const struct onc_procedure *procedure;
	struct onc_options options;
	enum onc_status status;
	int64_t took;
};

static void *call_one(void *argument)
{
	struct one *one = argument;
	const int64_t start = script_clock();

	one->status =
		onc_call(one->clnt, one->procedure, NULL, NULL, &one->options);
	one->took = script_clock() - start;
	return NULL;
}

static void a_call_that_waits_keeps_no_other_waiting(void)
{
	struct script script = {.serve = serve_well};
	struct one waiting = {.procedure = &silent, .options.timeout = 1500};
	pthread_t thread;
	int64_t start;

	CU_ASSERT_EQUAL_FATAL(script_start(&script, "tcp"), 0);
	waiting.clnt = connect_for(&script, 5000);
	pthread_create(&thread, NULL, call_one, &waiting);
	script_pause(100);
	start = script_clock();
	for (int i = 0; i < 50; i++)
		CU_ASSERT_EQUAL(call(waiting.clnt, &null), ONC_OK);
	CU_ASSERT(script_clock() - start < 1000);
	pthread_join(thread, NULL);
	CU_ASSERT_EQUAL(waiting.status, ONC_TIMED_OUT);
	CU_ASSERT(waiting.took >= 1500 && waiting.took < 1800);
	onc_disconnect(waiting.clnt);
	script_stop(&script);
}

/* -- time ------------------------------------------------------------------ */

static void a_late_reply_is_no_reply_to_the_next_call(void)
{
	struct script script = {.serve = serve_well};
	const struct onc_options quick = {.timeout = 100};
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(script_start(&script, "tcp"), 0);
	clnt = connect_for(&script, 5000);
	CU_ASSERT_EQUAL(onc_call(clnt, &slow, NULL, NULL, &quick),
			ONC_TIMED_OUT);
	CU_ASSERT(echoes(clnt, 7, 3));
	script_pause(400);
	CU_ASSERT(echoes(clnt, 8, 3));
	CU_ASSERT_EQUAL(script.connections, 1);
	onc_disconnect(clnt);
	script_stop(&script);
}

/* A byte each 100 ms. */
static void serve_slowly(struct script *script, int fd, int number)
{
	uint8_t record[100];
	const uint32_t mark = htonl(0x80000018);

	(void)script;
	(void)number;
	if (script_read(fd, record, sizeof(record)) == 0)
		return;
	for (size_t i = 0; i < 4; i++) {
		script_send(fd, (const char *)&mark + i, 1);
		script_pause(100);
	}
	for (size_t i = 0; i < 24 && script_send(fd, record + i % 4, 1); i++)
		script_pause(100);
}

static void a_deadline_holds_whatever_arrives(void)
{
	struct script script = {.serve = serve_slowly};
	const int64_t start = script_clock();
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(script_start(&script, "tcp"), 0);
	clnt = connect_for(&script, 500);
	CU_ASSERT_EQUAL(call(clnt, &null), ONC_TIMED_OUT);
	CU_ASSERT(script_clock() - start >= 500);
	CU_ASSERT(script_clock() - start < 800);
	onc_disconnect(clnt);
	script_stop(&script);
}

/* Does not read. */
static void serve_deaf(struct script *script, int fd, int number)
{
	(void)fd;
	(void)number;
	while (script->connections <= 1)
		script_pause(10);
	script_pause(200);
}

static void a_deadline_holds_while_the_socket_is_full(void)
{
	struct script script = {.serve = serve_deaf};
	const struct onc_options quick = {.timeout = 300};
	static int values[4 << 20];
	const ints many = {4 << 20, values};
	int64_t start;
	ints *got;
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(script_start(&script, "tcp"), 0);
	clnt = connect_for(&script, 5000);
	start = script_clock();
	CU_ASSERT_EQUAL(onc_call(clnt, &echo, &many, (void **)&got, &quick),
			ONC_TIMED_OUT);
	CU_ASSERT(script_clock() - start < 1500);
	/* Behind the rest of it nothing gets through either. */
	CU_ASSERT_EQUAL(onc_call(clnt, &null, NULL, NULL, &quick),
			ONC_TIMED_OUT);
	onc_disconnect(clnt);
	script.connections++;
	script_pause(50);
	script.connections--;
	script_stop(&script);
}

/* Replies before it has read: both directions fill up. */
static void serve_backwards(struct script *script, int fd, int number)
{
	uint8_t *record = malloc(RECORD_MOST);

	(void)script;
	(void)number;
	while (script_read(fd, record, RECORD_MOST) > 0)
		answer_large(fd, record, 100000);
	free(record);
}

static void *echo_large(void *argument)
{
	struct caller *caller = argument;
	int *values = calloc(100000, sizeof(*values));
	const ints sent = {100000, values};

	for (int i = 0; i < 10; i++) {
		ints *got;

		if (onc_call(caller->clnt, &echo, &sent, (void **)&got, NULL)) {
			caller->failed++;
			continue;
		}
		caller->failed += got->ints_len != 100000;
		NetApiBufferFree(got);
	}
	free(values);
	return NULL;
}

static void full_sockets_in_both_directions_are_no_deadlock(void)
{
	struct script script = {.serve = serve_backwards};
	struct caller callers[THREADS];
	pthread_t threads[THREADS];
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(script_start(&script, "tcp"), 0);
	clnt = connect_for(&script, 30000);
	for (int i = 0; i < THREADS; i++) {
		callers[i] = (struct caller){clnt, i, 0};
		pthread_create(&threads[i], NULL, echo_large, &callers[i]);
	}
	for (int i = 0; i < THREADS; i++) {
		pthread_join(threads[i], NULL);
		CU_ASSERT_EQUAL(callers[i].failed, 0);
	}
	onc_disconnect(clnt);
	script_stop(&script);
}

/* -- the end of a connection ------------------------------------------------
 */

static void connects_again_after_the_server_was_restarted(void)
{
	struct script script = {.serve = serve_well};
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(script_start(&script, "tcp"), 0);
	clnt = connect_for(&script, 2000);
	CU_ASSERT_EQUAL(call(clnt, &null), ONC_OK);
	script_stop(&script);
	CU_ASSERT_EQUAL(call(clnt, &null), ONC_BROKEN);
	CU_ASSERT_EQUAL(call(clnt, &null), ONC_UNREACHABLE);
	CU_ASSERT_EQUAL_FATAL(script_restart(&script), 0);
	CU_ASSERT_EQUAL(call(clnt, &null), ONC_OK);
	CU_ASSERT(echoes(clnt, 3, 3));
	onc_disconnect(clnt);
	script_stop(&script);
}

static void serve_once(struct script *script, int fd, int number)
{
	uint8_t record[100];

	(void)script;
	(void)number;
	if (script_read(fd, record, sizeof(record)) > 0)
		script_answer(fd, record, NULL, 0);
}

static void a_server_that_hangs_up_while_idle_is_no_failure(void)
{
	struct script script = {.serve = serve_once};
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(script_start(&script, "tcp"), 0);
	clnt = connect_for(&script, 2000);
	for (int i = 0; i < 2; i++) {
		CU_ASSERT_EQUAL(call(clnt, &null), ONC_OK);
		script_pause(1100);
	}
	CU_ASSERT_EQUAL(script.connections, 2);
	onc_disconnect(clnt);
	script_stop(&script);
}

static void serve_reset(struct script *script, int fd, int number)
{
	const struct linger none = {.l_onoff = 1};
	const int other = open("/dev/null", O_RDONLY);
	uint8_t record[100];

	(void)script;
	(void)number;
	script_read(fd, record, sizeof(record));
	setsockopt(fd, SOL_SOCKET, SO_LINGER, &none, sizeof(none));
	/* The last of it goes, and with it the reset. */
	dup2(other, fd);
	close(other);
}

static void close_and_reset_are_told_apart(void)
{
	struct script closing = {.serve = serve_once};
	struct script resetting = {.serve = serve_reset};
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(script_start(&closing, "tcp"), 0);
	clnt = connect_for(&closing, 2000);
	CU_ASSERT_EQUAL(call(clnt, &null), ONC_OK);
	CU_ASSERT_EQUAL(call(clnt, &null), ONC_BROKEN);
	onc_disconnect(clnt);
	script_stop(&closing);
	CU_ASSERT_EQUAL_FATAL(script_start(&resetting, "tcp"), 0);
	clnt = connect_for(&resetting, 2000);
	CU_ASSERT_EQUAL(call(clnt, &null), ONC_BROKEN);
	CU_ASSERT_PTR_NOT_NULL(strstr(onc_error(clnt), "reset by peer"));
	onc_disconnect(clnt);
	script_stop(&resetting);
}

static void all_calls_in_flight_end_with_the_connection(void)
{
	struct script script = {.serve = serve_well};
	struct one ones[4] = {0};
	pthread_t threads[4];
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(script_start(&script, "tcp"), 0);
	clnt = connect_for(&script, 20000);
	for (int i = 0; i < 4; i++) {
		ones[i] = (struct one){.clnt = clnt, .procedure = &silent};
		pthread_create(&threads[i], NULL, call_one, &ones[i]);
	}
	script_pause(200);
	script_stop(&script);
	for (int i = 0; i < 4; i++) {
		pthread_join(threads[i], NULL);
		CU_ASSERT_EQUAL(ones[i].status, ONC_BROKEN);
		CU_ASSERT(ones[i].took < 5000);
	}
	onc_disconnect(clnt);
}

static void a_child_makes_a_connection_of_its_own(void)
{
	struct script script = {.serve = serve_well};
	CLIENT *clnt;
	pid_t child;
	int status;

	CU_ASSERT_EQUAL_FATAL(script_start(&script, "tcp"), 0);
	clnt = connect_for(&script, 5000);
	CU_ASSERT_EQUAL(call(clnt, &null), ONC_OK);
	fflush(stdout);
	child = fork();
	if (child == 0) {
		const bool good = echoes(clnt, 5, 5);

		onc_disconnect(clnt);
		_exit(good ? 0 : 1);
	}
	waitpid(child, &status, 0);
	CU_ASSERT_EQUAL(status, 0);
	CU_ASSERT_EQUAL(script.connections, 2);
	CU_ASSERT(echoes(clnt, 6, 6));
	CU_ASSERT_EQUAL(script.connections, 2);
	onc_disconnect(clnt);
	script_stop(&script);
}

static void connects_with_the_first_call_if_told_so(void)
{
	struct script script = {.serve = serve_well};
	const struct onc_options later = {.flags = ONC_CONNECT_LATER};
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(script_start(&script, "tcp"), 0);
	script_stop(&script);
	CU_ASSERT_EQUAL_FATAL(onc_connect(script.uri, 1, 1, &later, &clnt),
			      ONC_OK);
	CU_ASSERT_EQUAL(call(clnt, &null), ONC_UNREACHABLE);
	CU_ASSERT_EQUAL_FATAL(script_restart(&script), 0);
	CU_ASSERT_EQUAL(call(clnt, &null), ONC_OK);
	CU_ASSERT(echoes(clnt, 1, 1));
	onc_disconnect(clnt);
	script_stop(&script);
}

/* -- nonsense -------------------------------------------------------------- */

static void serve_flood(struct script *script, int fd, int number)
{
	const uint32_t wrong[] = {
		htonl(0x80000018), htonl(77), htonl(1), 0, 0, 0, 0};
	uint8_t record[100];

	(void)script;
	(void)number;
	if (script_read(fd, record, sizeof(record)) == 0)
		return;
	while (script_send(fd, wrong, sizeof(wrong)))
		;
}

static void a_flood_of_strange_replies_ends_the_connection(void)
{
	struct script script = {.serve = serve_flood};
	const int64_t start = script_clock();
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(script_start(&script, "tcp"), 0);
	clnt = connect_for(&script, 5000);
	CU_ASSERT_EQUAL(call(clnt, &null), ONC_BROKEN);
	CU_ASSERT_PTR_NOT_NULL(strstr(onc_error(clnt), "nobody asked for"));
	CU_ASSERT(script_clock() - start < 2000);
	onc_disconnect(clnt);
	script_stop(&script);
}

/* A mark over the cap, for the call whose xid follows. */
static void serve_too_big(struct script *script, int fd, int number)
{
	const uint32_t mark = htonl(0xc0000000);
	uint8_t record[100];

	(void)script;
	(void)number;
	if (script_read(fd, record, sizeof(record)) == 0)
		return;
	script_send(fd, &mark, 4);
	script_send(fd, record, 4);
	script_read(fd, record, sizeof(record));
}

static void a_record_over_the_cap_is_refused_when_its_mark_is_read(void)
{
	struct script script = {.serve = serve_too_big};
	const int64_t start = script_clock();
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(script_start(&script, "tcp"), 0);
	clnt = connect_for(&script, 5000);
	CU_ASSERT_EQUAL(call(clnt, &null), ONC_TOO_BIG);
	CU_ASSERT(script_clock() - start < 1000);
	onc_disconnect(clnt);
	script_stop(&script);
}

/* -- large replies --------------------------------------------------------- */

static void *take_large(void *argument)
{
	struct caller *caller = argument;

	for (int i = 0; i < 20; i++) {
		ints *got;

		if (onc_call(caller->clnt, &large, NULL, (void **)&got, NULL)) {
			caller->failed++;
			continue;
		}
		caller->failed += got->ints_len != 100000;
		NetApiBufferFree(got);
	}
	return NULL;
}

static void large_replies_reach_their_threads(void)
{
	struct script script = {.serve = serve_well};
	struct caller callers[4];
	pthread_t threads[4];
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(script_start(&script, "tcp"), 0);
	clnt = connect_for(&script, 30000);
	for (int i = 0; i < 4; i++) {
		callers[i] = (struct caller){clnt, i, 0};
		pthread_create(&threads[i], NULL, take_large, &callers[i]);
	}
	for (int i = 0; i < 4; i++) {
		pthread_join(threads[i], NULL);
		CU_ASSERT_EQUAL(callers[i].failed, 0);
	}
	onc_disconnect(clnt);
	script_stop(&script);
}

/* -- cancelling ------------------------------------------------------------ */

static volatile sig_atomic_t stop;
static CLIENT *to_cancel;
static _Atomic int handled;

static void set_flag(int number)
{
	(void)number;
	stop = 1;
	handled++;
}

static void cancel_handle(int number)
{
	(void)number;
	onc_cancel(to_cancel);
	handled++;
}

static void only_count(int number)
{
	(void)number;
	handled++;
}

static void another_thread_cancels_all_calls(void)
{
	struct script script = {.serve = serve_well};
	struct one ones[3] = {0};
	pthread_t threads[3];
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(script_start(&script, "tcp"), 0);
	clnt = connect_for(&script, 10000);
	for (int i = 0; i < 3; i++) {
		ones[i] = (struct one){.clnt = clnt, .procedure = &silent};
		pthread_create(&threads[i], NULL, call_one, &ones[i]);
	}
	script_pause(200);
	onc_cancel(clnt);
	for (int i = 0; i < 3; i++) {
		pthread_join(threads[i], NULL);
		CU_ASSERT_EQUAL(ones[i].status, ONC_CANCELLED);
		CU_ASSERT(ones[i].took < 500);
	}
	CU_ASSERT_EQUAL(call(clnt, &null), ONC_OK);
	onc_disconnect(clnt);
	script_stop(&script);
}

/* Sends SIGUSR1 to a thread that waits; gives how its call went. */
static struct one interrupt(CLIENT *clnt, void (*handler)(int), int flags,
			    const volatile sig_atomic_t *cancelled)
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
	struct one one = {
		.clnt = clnt,
		.procedure = &silent,
		.options = {.timeout = 1500, .cancelled = cancelled},
	};
	pthread_t thread;
	int64_t start;

	handled = 0;
	stop = 0;
	sigaction(SIGUSR1, &action, NULL);
	pthread_create(&thread, NULL, call_one, &one);
	script_pause(300);
	start = script_clock();
	pthread_kill(thread, SIGUSR1);
	while (!handled && script_clock() - start < 1000)
		script_pause(1);
	CU_ASSERT(script_clock() - start < 100);
	pthread_join(thread, NULL);
	return one;
}

static void a_signal_is_handled_while_a_call_waits(void)
{
	struct script script = {.serve = serve_well};
	struct one one;
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(script_start(&script, "tcp"), 0);
	clnt = connect_for(&script, 5000);
	one = interrupt(clnt, only_count, SA_RESTART, NULL);
	CU_ASSERT_EQUAL(one.status, ONC_TIMED_OUT);
	CU_ASSERT(one.took >= 1500);
	one = interrupt(clnt, set_flag, SA_RESTART, &stop);
	CU_ASSERT_EQUAL(one.status, ONC_CANCELLED);
	CU_ASSERT(one.took < 600);
	to_cancel = clnt;
	one = interrupt(clnt, cancel_handle, 0, NULL);
	CU_ASSERT_EQUAL(one.status, ONC_CANCELLED);
	CU_ASSERT(one.took < 600);
	CU_ASSERT_EQUAL(call(clnt, &null), ONC_OK);
	onc_disconnect(clnt);
	script_stop(&script);
}

static void a_flag_that_is_set_ends_a_call_before_it_is_sent(void)
{
	struct script script = {.serve = serve_well};
	struct onc_options options = {.cancelled = &stop};
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(script_start(&script, "tcp"), 0);
	clnt = connect_for(&script, 5000);
	stop = 1;
	CU_ASSERT_EQUAL(onc_call(clnt, &silent, NULL, NULL, &options),
			ONC_CANCELLED);
	stop = 0;
	CU_ASSERT_EQUAL(onc_call(clnt, &null, NULL, NULL, &options), ONC_OK);
	onc_disconnect(clnt);
	script_stop(&script);
}

static const struct tap_case cases[] = {
	TAP_CASE(eight_threads_share_one_connection),
	TAP_CASE(eight_threads_share_one_local_connection),
	TAP_CASE(speaks_over_ipv6),
	TAP_CASE(replies_find_their_calls_in_any_order),
	TAP_CASE(a_call_that_waits_keeps_no_other_waiting),
	TAP_CASE(a_late_reply_is_no_reply_to_the_next_call),
	TAP_CASE(a_deadline_holds_whatever_arrives),
	TAP_CASE(a_deadline_holds_while_the_socket_is_full),
	TAP_CASE(full_sockets_in_both_directions_are_no_deadlock),
	TAP_CASE(connects_again_after_the_server_was_restarted),
	TAP_CASE(a_server_that_hangs_up_while_idle_is_no_failure),
	TAP_CASE(close_and_reset_are_told_apart),
	TAP_CASE(all_calls_in_flight_end_with_the_connection),
	TAP_CASE(a_child_makes_a_connection_of_its_own),
	TAP_CASE(connects_with_the_first_call_if_told_so),
	TAP_CASE(a_flood_of_strange_replies_ends_the_connection),
	TAP_CASE(a_record_over_the_cap_is_refused_when_its_mark_is_read),
	TAP_CASE(large_replies_reach_their_threads),
	TAP_CASE(another_thread_cancels_all_calls),
	TAP_CASE(a_signal_is_handled_while_a_call_waits),
	TAP_CASE(a_flag_that_is_set_ends_a_call_before_it_is_sent),
};

int main(void)
{
	echo.argument = echo.result = ints_type;
	large.result = ints_type;
	return tap_run("channel", cases, TAP_COUNT(cases));
}
