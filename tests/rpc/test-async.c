/* SPDX-License-Identifier: BSD-3-Clause */
/* Calls without a thread: groups of handles, driven by one thread. */
#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <lmapibuf.h>
#include <onc/async.h>

#include "tests/rpc/sample.h"
#include "tests/support/heap.h"
#include "tests/support/script.h"
#include "tests/support/tap.h"

static const struct onc_procedure null = {"NULL", 0, {0}, {0}};
static struct onc_procedure echo = {"ECHO", 1, {0}, {0}}; /* ints, both */
static const struct onc_procedure silent = {"SILENT", 2, {0}, {0}};

static void serve(struct script *script, int fd, int number)
{
	uint8_t *record = malloc(1 << 20);
	size_t size;

	(void)script;
	(void)number;
	while ((size = script_read(fd, record, 1 << 20)) > 0) {
		if (script_word(record, 5) == 0)
			script_answer(fd, record, NULL, 0);
		if (script_word(record, 5) == 1)
			script_answer(fd, record, record + 40, size - 40);
	}
	free(record);
}

struct fixture {
	struct script script;
	struct onc_group *group;
	CLIENT *clnt;
};

static void set_up(struct fixture *fixture, unsigned flags)
{
	const struct onc_options options = {.timeout = 5000, .flags = flags};

	fixture->script = (struct script){.serve = serve};
	CU_ASSERT_EQUAL_FATAL(script_start(&fixture->script, "tcp"), 0);
	CU_ASSERT_EQUAL_FATAL(onc_group_new(&fixture->group), ONC_OK);
	CU_ASSERT_EQUAL_FATAL(onc_connect(fixture->script.uri, 1, 1, &options,
					  &fixture->clnt),
			      ONC_OK);
	CU_ASSERT_EQUAL_FATAL(onc_group_add(fixture->group, fixture->clnt),
			      ONC_OK);
}

static void tear_down(struct fixture *fixture)
{
	onc_disconnect(fixture->clnt);
	onc_group_free(fixture->group);
	script_stop(&fixture->script);
}

/* What came back of one call. */
struct answer {
	int calls;
	enum onc_status status;
	int first;
	char words[200];
	CLIENT *clnt;
};

static void keep(void *context, enum onc_status status, void *result)
{
	struct answer *answer = context;
	const ints *got = result;

	answer->calls++;
	answer->status = status;
	if (got && got->ints_len > 0)
		answer->first = got->ints_val[0];
	if (answer->clnt)
		snprintf(answer->words, sizeof(answer->words), "%s",
			 onc_error(answer->clnt));
	NetApiBufferFree(result);
}

static enum onc_status start_echo(CLIENT *clnt, int value,
				  struct answer *answer)
{
	const ints sent = {1, &value};

	return onc_start(clnt, &echo, &sent, NULL, keep, answer, NULL);
}

static void run_dry(struct onc_group *group)
{
	const int64_t start = script_clock();

	while (onc_group_pending(group) > 0 && script_clock() - start < 20000)
		CU_ASSERT_EQUAL(onc_group_run(group, 1000), ONC_OK);
	CU_ASSERT_EQUAL(onc_group_pending(group), 0);
}

enum { MANY = 2000 };

static void many_calls_are_in_flight_together(void)
{
	struct answer *answers = calloc(MANY, sizeof(*answers));
	struct fixture fixture;

	set_up(&fixture, 0);
	for (int i = 0; i < MANY; i++)
		CU_ASSERT_EQUAL(start_echo(fixture.clnt, i, &answers[i]),
				ONC_OK);
	CU_ASSERT_EQUAL(onc_group_pending(fixture.group), MANY);
	run_dry(fixture.group);
	for (int i = 0; i < MANY; i++) {
		CU_ASSERT_EQUAL(answers[i].calls, 1);
		CU_ASSERT_EQUAL(answers[i].status, ONC_OK);
		CU_ASSERT_EQUAL(answers[i].first, i);
	}
	tear_down(&fixture);
	free(answers);
}

static void connects_as_it_goes(void)
{
	struct answer answer = {0};
	struct fixture fixture;

	set_up(&fixture, ONC_CONNECT_LATER);
	CU_ASSERT_EQUAL(start_echo(fixture.clnt, 9, &answer), ONC_OK);
	run_dry(fixture.group);
	CU_ASSERT_EQUAL(answer.status, ONC_OK);
	CU_ASSERT_EQUAL(answer.first, 9);
	tear_down(&fixture);
}

static void tells_that_nobody_listens(void)
{
	struct answer answer = {0};
	struct fixture fixture;

	set_up(&fixture, ONC_CONNECT_LATER);
	script_stop(&fixture.script);
	answer.clnt = fixture.clnt;
	CU_ASSERT_EQUAL(start_echo(fixture.clnt, 9, &answer), ONC_OK);
	run_dry(fixture.group);
	CU_ASSERT_EQUAL(answer.status, ONC_UNREACHABLE);
	CU_ASSERT_PTR_NOT_NULL(strstr(answer.words, "Connection refused"));
	CU_ASSERT_EQUAL_FATAL(script_restart(&fixture.script), 0);
	CU_ASSERT_EQUAL(start_echo(fixture.clnt, 9, &answer), ONC_OK);
	run_dry(fixture.group);
	CU_ASSERT_EQUAL(answer.status, ONC_OK);
	tear_down(&fixture);
}

static void ends_what_is_overdue(void)
{
	const struct onc_options quick = {.timeout = 200};
	struct answer answer = {0}, other = {0};
	struct fixture fixture;
	int64_t start;

	set_up(&fixture, 0);
	start = script_clock();
	CU_ASSERT_EQUAL(onc_start(fixture.clnt, &silent, NULL, &quick, keep,
				  &answer, NULL),
			ONC_OK);
	CU_ASSERT_EQUAL(start_echo(fixture.clnt, 1, &other), ONC_OK);
	run_dry(fixture.group);
	CU_ASSERT_EQUAL(answer.status, ONC_TIMED_OUT);
	CU_ASSERT_EQUAL(other.status, ONC_OK);
	CU_ASSERT(script_clock() - start >= 200);
	CU_ASSERT(script_clock() - start < 500);
	tear_down(&fixture);
}

static void cancels_one_or_all(void)
{
	struct answer first = {0}, second = {0}, third = {0};
	struct onc_pending *pending;
	struct fixture fixture;

	set_up(&fixture, 0);
	CU_ASSERT_EQUAL(onc_start(fixture.clnt, &silent, NULL, NULL, keep,
				  &first, &pending),
			ONC_OK);
	CU_ASSERT_EQUAL(onc_start(fixture.clnt, &silent, NULL, NULL, keep,
				  &second, NULL),
			ONC_OK);
	onc_pending_cancel(pending);
	CU_ASSERT_EQUAL(first.calls, 0);
	CU_ASSERT_EQUAL(onc_group_run(fixture.group, 1000), ONC_OK);
	CU_ASSERT_EQUAL(first.calls, 1);
	CU_ASSERT_EQUAL(first.status, ONC_CANCELLED);
	CU_ASSERT_EQUAL(second.calls, 0);
	onc_cancel(fixture.clnt);
	run_dry(fixture.group);
	CU_ASSERT_EQUAL(second.status, ONC_CANCELLED);
	/* One that is under way when its handle goes. */
	CU_ASSERT_EQUAL(onc_start(fixture.clnt, &silent, NULL, NULL, keep,
				  &third, &pending),
			ONC_OK);
	CU_ASSERT_EQUAL(onc_group_run(fixture.group, 0), ONC_OK);
	onc_disconnect(fixture.clnt);
	onc_pending_cancel(pending);
	run_dry(fixture.group);
	CU_ASSERT_EQUAL(third.status, ONC_CANCELLED);
	fixture.clnt = NULL;
	tear_down(&fixture);
}

static void gives_results_to_who_asks(void)
{
	const int value = 42;
	const ints sent = {1, (int *)(uintptr_t)&value};
	struct onc_pending *pending, *left;
	enum onc_status status;
	struct fixture fixture;
	ints *got;

	set_up(&fixture, 0);
	CU_ASSERT_EQUAL_FATAL(onc_start(fixture.clnt, &echo, &sent, NULL, NULL,
					NULL, &pending),
			      ONC_OK);
	CU_ASSERT(!onc_pending_take(pending, &status, (void **)&got));
	while (!onc_pending_take(pending, &status, (void **)&got))
		CU_ASSERT_EQUAL(onc_group_run(fixture.group, 1000), ONC_OK);
	CU_ASSERT_EQUAL(status, ONC_OK);
	CU_ASSERT_EQUAL_FATAL(got->ints_len, 1);
	CU_ASSERT_EQUAL(got->ints_val[0], 42);
	NetApiBufferFree(got);
	CU_ASSERT_EQUAL(onc_group_pending(fixture.group), 0);
	/* One that is never taken goes with the group, others at once. */
	CU_ASSERT_EQUAL_FATAL(
		onc_start(fixture.clnt, &echo, &sent, NULL, NULL, NULL, &left),
		ONC_OK);
	CU_ASSERT_EQUAL_FATAL(
		onc_start(fixture.clnt, &echo, &sent, NULL, NULL, NULL, NULL),
		ONC_OK);
	while (onc_group_pending(fixture.group) > 1)
		CU_ASSERT_EQUAL(onc_group_run(fixture.group, 1000), ONC_OK);
	tear_down(&fixture);
}

struct chain {
	struct fixture fixture;
	int left;
	enum onc_status status;
};

static void call_next(void *context, enum onc_status status, void *result)
{
	struct chain *chain = context;

	NetApiBufferFree(result);
	chain->status = status;
	if (status != ONC_OK || chain->left-- == 0)
		return;
	CU_ASSERT_EQUAL(onc_start(chain->fixture.clnt, &null, NULL, NULL,
				  call_next, chain, NULL),
			ONC_OK);
}

static void a_callback_starts_the_next_call(void)
{
	struct chain chain = {.left = 500};

	set_up(&chain.fixture, 0);
	call_next(&chain, ONC_OK, NULL);
	run_dry(chain.fixture.group);
	CU_ASSERT_EQUAL(chain.left, -1);
	CU_ASSERT_EQUAL(chain.status, ONC_OK);
	tear_down(&chain.fixture);
}

static void hang_up(void *context, enum onc_status status, void *result)
{
	struct chain *chain = context;

	NetApiBufferFree(result);
	chain->status = status;
	onc_disconnect(chain->fixture.clnt);
	chain->fixture.clnt = NULL;
}

static void a_callback_may_disconnect(void)
{
	struct answer answer = {0};
	struct chain chain = {0};

	set_up(&chain.fixture, 0);
	CU_ASSERT_EQUAL(onc_start(chain.fixture.clnt, &null, NULL, NULL,
				  hang_up, &chain, NULL),
			ONC_OK);
	CU_ASSERT_EQUAL(onc_start(chain.fixture.clnt, &silent, NULL, NULL, keep,
				  &answer, NULL),
			ONC_OK);
	run_dry(chain.fixture.group);
	CU_ASSERT_EQUAL(chain.status, ONC_OK);
	CU_ASSERT_EQUAL(answer.status, ONC_CANCELLED);
	tear_down(&chain.fixture);
}

static void calls_back_when_the_connection_breaks(void)
{
	struct answer answers[10] = {0};
	struct fixture fixture;

	set_up(&fixture, 0);
	for (int i = 0; i < 10; i++)
		CU_ASSERT_EQUAL(onc_start(fixture.clnt, &silent, NULL, NULL,
					  keep, &answers[i], NULL),
				ONC_OK);
	CU_ASSERT_EQUAL(onc_group_run(fixture.group, 0), ONC_OK);
	script_stop(&fixture.script);
	run_dry(fixture.group);
	for (int i = 0; i < 10; i++)
		CU_ASSERT_EQUAL(answers[i].status, ONC_BROKEN);
	CU_ASSERT_EQUAL_FATAL(script_restart(&fixture.script), 0);
	CU_ASSERT_EQUAL(start_echo(fixture.clnt, 4, &answers[0]), ONC_OK);
	run_dry(fixture.group);
	CU_ASSERT_EQUAL(answers[0].status, ONC_OK);
	tear_down(&fixture);
}

static bool is_readable(int fd, int timeout)
{
	struct pollfd waiting = {.fd = fd, .events = POLLIN};

	return poll(&waiting, 1, timeout) == 1;
}

static void its_descriptor_says_when_there_is_something_to_do(void)
{
	struct answer answer = {0};
	struct fixture fixture;
	int fd;

	set_up(&fixture, 0);
	fd = onc_group_fd(fixture.group);
	CU_ASSERT_EQUAL(onc_group_run(fixture.group, 0), ONC_OK);
	CU_ASSERT(!is_readable(fd, 50));
	CU_ASSERT_EQUAL(start_echo(fixture.clnt, 4, &answer), ONC_OK);
	for (int i = 0; i < 10 && answer.calls == 0; i++) {
		CU_ASSERT(is_readable(fd, 2000));
		CU_ASSERT_EQUAL(onc_group_run(fixture.group, 0), ONC_OK);
	}
	CU_ASSERT_EQUAL(answer.first, 4);
	CU_ASSERT(!is_readable(fd, 50));
	tear_down(&fixture);
}

static void *call_as_usual(void *argument)
{
	struct fixture *fixture = argument;
	int failed = 0;

	for (int i = 0; i < 500; i++) {
		const ints sent = {1, &i};
		ints *got;

		if (onc_call(fixture->clnt, &echo, &sent, (void **)&got,
			     NULL) != ONC_OK) {
			failed++;
			continue;
		}
		failed += got->ints_val[0] != i;
		NetApiBufferFree(got);
	}
	return (void *)(uintptr_t)(unsigned)failed;
}

static void *start_from_elsewhere(void *argument)
{
	struct fixture *fixture = argument;

	for (int i = 0; i < 500; i++)
		CU_ASSERT_EQUAL(onc_start(fixture->clnt, &null, NULL, NULL,
					  NULL, NULL, NULL),
				ONC_OK);
	return NULL;
}

static void threads_call_on_a_handle_of_a_group(void)
{
	struct answer *answers = calloc(MANY, sizeof(*answers));
	pthread_t threads[3];
	struct fixture fixture;
	void *failed;
	int good = 0;

	set_up(&fixture, 0);
	pthread_create(&threads[0], NULL, call_as_usual, &fixture);
	pthread_create(&threads[1], NULL, call_as_usual, &fixture);
	pthread_create(&threads[2], NULL, start_from_elsewhere, &fixture);
	for (int i = 0; i < MANY; i++) {
		CU_ASSERT_EQUAL(start_echo(fixture.clnt, i, &answers[i]),
				ONC_OK);
		if (i % 20 == 0)
			CU_ASSERT_EQUAL(onc_group_run(fixture.group, 0),
					ONC_OK);
	}
	run_dry(fixture.group);
	for (int i = 0; i < MANY; i++)
		good += answers[i].calls == 1 && answers[i].first == i;
	CU_ASSERT_EQUAL(good, MANY);
	pthread_join(threads[2], NULL);
	for (int i = 0; i < 2; i++) {
		pthread_join(threads[i], &failed);
		CU_ASSERT_PTR_NULL(failed);
	}
	run_dry(fixture.group);
	CU_ASSERT_EQUAL(fixture.script.connections, 1);
	tear_down(&fixture);
	free(answers);
}

static void refuses_a_handle_in_no_group(void)
{
	struct fixture fixture;

	set_up(&fixture, 0);
	CU_ASSERT_EQUAL(onc_group_add(fixture.group, fixture.clnt),
			ONC_BAD_HANDLE);
	onc_group_remove(fixture.group, fixture.clnt);
	CU_ASSERT_EQUAL(
		onc_start(fixture.clnt, &null, NULL, NULL, NULL, NULL, NULL),
		ONC_BAD_HANDLE);
	CU_ASSERT_EQUAL(onc_call(fixture.clnt, &null, NULL, NULL, NULL),
			ONC_OK);
	CU_ASSERT_EQUAL(onc_group_add(fixture.group, fixture.clnt), ONC_OK);
	tear_down(&fixture);
}

/* One call of a group, with the n-th allocation failing; true if one did. */
static bool fail_at(struct fixture *fixture, unsigned long n)
{
	const struct heap_mark before = heap_mark();
	struct answer answer = {0};
	enum onc_status status;
	bool failed;

	heap_fail_at(n);
	status = start_echo(fixture->clnt, 1, &answer);
	while (status == ONC_OK && answer.calls == 0)
		CU_ASSERT_EQUAL(onc_group_run(fixture->group, 1000), ONC_OK);
	failed = heap_failed();
	heap_fail_at(0);
	if (status == ONC_OK)
		status = answer.status;
	CU_ASSERT_EQUAL(status, failed ? ONC_NO_MEMORY : ONC_OK);
	CU_ASSERT_EQUAL(heap_mark().blocks, before.blocks);
	return failed;
}

static void fails_cleanly_at_every_allocation(void)
{
	struct fixture fixture;
	unsigned long n = 0;

	set_up(&fixture, 0);
	if (heap_counts()) {
		while (fail_at(&fixture, ++n))
			;
		CU_ASSERT_EQUAL(n, 3); /* the call and the block */
	}
	tear_down(&fixture);
}

static const struct tap_case cases[] = {
	TAP_CASE(many_calls_are_in_flight_together),
	TAP_CASE(connects_as_it_goes),
	TAP_CASE(tells_that_nobody_listens),
	TAP_CASE(ends_what_is_overdue),
	TAP_CASE(cancels_one_or_all),
	TAP_CASE(gives_results_to_who_asks),
	TAP_CASE(a_callback_starts_the_next_call),
	TAP_CASE(a_callback_may_disconnect),
	TAP_CASE(calls_back_when_the_connection_breaks),
	TAP_CASE(its_descriptor_says_when_there_is_something_to_do),
	TAP_CASE(threads_call_on_a_handle_of_a_group),
	TAP_CASE(refuses_a_handle_in_no_group),
	TAP_CASE(fails_cleanly_at_every_allocation),
};

int main(void)
{
	echo.argument = echo.result = ints_type;
	return tap_run("async", cases, TAP_COUNT(cases));
}
