/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A call that waits for a server which says nothing: signals are delivered
 * meanwhile, and it can be ended from outside at any time.
 */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/rpc/victim.h"
#include "tests/support/heap.h"
#include "tests/support/meter.h"
#include "tests/support/tap.h"

static atomic_bool handled;
static _Atomic double handled_at;
static volatile sig_atomic_t cancelled;
static CLIENT *handle;

static void note(int number)
{
	(void)number;
	atomic_store(&handled_at, meter_now());
	atomic_store(&handled, true);
}

static void set_flag(int number)
{
	(void)number;
	cancelled = 1;
}

static void cancel_handle(int number)
{
	(void)number;
	onc_cancel(handle);
}

static void install(void (*handler)(int), int flags)
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = flags};

	CU_ASSERT_EQUAL(sigaction(SIGUSR1, &action, NULL), 0);
}

/* Does something to the thread that waits, after a while. */
struct later {
	double ms;
	pthread_t target;
	int number; /* of a signal; 0: onc_cancel() */
	pthread_t thread;
};

static void *act(void *argument)
{
	const struct later *later = argument;

	meter_sleep(later->ms);
	if (later->number)
		pthread_kill(later->target, later->number);
	else
		onc_cancel(handle);
	return NULL;
}

static void start_later(struct later *later, double ms, int number)
{
	*later = (struct later){ms, pthread_self(), number, 0};
	CU_ASSERT_EQUAL_FATAL(pthread_create(&later->thread, NULL, act, later),
			      0);
}

static void victim_of_silence(struct victim *victim, bool local,
			      unsigned timeout)
{
	victim_init(victim, local, timeout);
	handle = victim->clnt;
	cancelled = 0;
	ACTOR_PLAY(&victim->actor, {.act = ACTOR_WAIT});
}

/* -- signals
 * ------------------------------------------------------------------ */

static void delivers_a_signal_while_a_call_waits(void)
{
	static const double after[] = {5, 100, 300};

	VICTIM_BOTH_WAYS(local)
	{
		for (size_t i = 0; i < 2 * TAP_COUNT(after); i++) {
			const double start = meter_now();
			struct victim victim;
			struct later later;

			install(note, i % 2 ? SA_RESTART : 0);
			atomic_store(&handled, false);
			victim_of_silence(&victim, local, 600);
			start_later(&later, after[i / 2], SIGUSR1);
			CU_ASSERT_EQUAL(victim_call(&victim, &mix_type),
					ONC_TIMED_OUT);
			pthread_join(later.thread, NULL);
			CU_ASSERT(atomic_load(&handled));
			CU_ASSERT(atomic_load(&handled_at) - start <
				  after[i / 2] + 200);
			/* And the call waits on, no longer than it would. */
			CU_ASSERT(victim_met_its_deadline(&victim));
			victim_fini(&victim);
		}
	}
}

/* A signal each millisecond: that is no reason to wait for ever. */
static void ends_at_the_deadline_under_a_storm_of_signals(void)
{
	const struct timespec often = {0, 1000000};
	struct sigevent event = {.sigev_notify = SIGEV_SIGNAL,
				 .sigev_signo = SIGUSR1};
	struct itimerspec times = {often, often};
	struct victim victim;
	timer_t timer;

	install(note, SA_RESTART);
	victim_of_silence(&victim, false, 400);
	CU_ASSERT_EQUAL(timer_create(CLOCK_MONOTONIC, &event, &timer), 0);
	timer_settime(timer, 0, &times, NULL);
	CU_ASSERT_EQUAL(victim_call(&victim, &mix_type), ONC_TIMED_OUT);
	timer_delete(timer);
	CU_ASSERT(victim.ms >= 380 && victim.ms <= 400 + VICTIM_TOLERANCE);
	victim_fini(&victim);
}

/* SIGTERM's default: the process is gone, and not when the call ends. */
static void dies_of_a_signal_at_once(void)
{
	struct actor actor;
	double start;
	pid_t child;
	int status;

	CU_ASSERT_FATAL(actor_start(&actor, false));
	ACTOR_PLAY(&actor, {.act = ACTOR_WAIT});
	child = fork();
	if (child == 0) {
		const struct onc_options options = {.timeout = 10000};
		const struct onc_procedure get = {.name = "GET"};
		CLIENT *clnt;

		if (onc_connect(actor.uri, HOSTILE, HOSTILE_V1, &options,
				&clnt) != ONC_OK)
			_exit(1);
		_exit((int)onc_call(clnt, &get, NULL, NULL, NULL));
	}
	meter_sleep(300);
	start = meter_now();
	kill(child, SIGTERM);
	CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
	CU_ASSERT(meter_now() - start < 300);
	CU_ASSERT(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
	actor_stop(&actor);
}

static void leaves_the_signal_mask_alone(void)
{
	struct victim victim;
	sigset_t before, after;

	sigemptyset(&before);
	sigaddset(&before, SIGUSR2);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	victim_of_silence(&victim, false, 100);
	victim_call(&victim, &mix_type);
	pthread_sigmask(SIG_SETMASK, NULL, &after);
	for (int number = 1; number < 32; number++)
		CU_ASSERT_EQUAL(sigismember(&after, number), number == SIGUSR2);
	sigemptyset(&before);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	victim_fini(&victim);
}

/* -- cancelling
 * ------------------------------------------------------------------ */

static void expect_cancelled(struct victim *victim, const struct later *later)
{
	const double start = meter_now();

	victim_call(victim, &mix_type);
	pthread_join(later->thread, NULL);
	CU_ASSERT_EQUAL(victim->status, ONC_CANCELLED);
	CU_ASSERT(meter_now() - start < later->ms + 1000);
	CU_ASSERT(victim_kept_nothing(victim));
}

static void another_thread_ends_a_call(void)
{
	static const double after[] = {5, 50, 200};

	VICTIM_BOTH_WAYS(local)
	{
		for (size_t i = 0; i < TAP_COUNT(after); i++) {
			struct victim victim;
			struct later later;

			victim_of_silence(&victim, local, 5000);
			start_later(&later, after[i], 0);
			expect_cancelled(&victim, &later);
			victim_fini(&victim);
		}
	}
}

static void a_signal_handler_ends_a_call(void)
{
	static const double after[] = {5, 50, 200};

	install(cancel_handle, SA_RESTART);
	for (size_t i = 0; i < TAP_COUNT(after); i++) {
		struct victim victim;
		struct later later;

		victim_of_silence(&victim, false, 5000);
		start_later(&later, after[i], SIGUSR1);
		expect_cancelled(&victim, &later);
		victim_fini(&victim);
	}
}

static void a_flag_ends_a_call(void)
{
	static const double after[] = {5, 50, 200};
	const struct onc_options options = {.cancelled = &cancelled};
	const struct onc_procedure get = {.name = "GET", .result = mix_type};

	install(set_flag, SA_RESTART);
	for (size_t i = 0; i < TAP_COUNT(after); i++) {
		struct victim victim;
		struct later later;
		void *result;
		double start;

		victim_of_silence(&victim, false, 5000);
		start_later(&later, after[i], SIGUSR1);
		start = meter_now();
		CU_ASSERT_EQUAL(
			onc_call(victim.clnt, &get, NULL, &result, &options),
			ONC_CANCELLED);
		CU_ASSERT(meter_now() - start < after[i] + 1000);
		pthread_join(later.thread, NULL);
		/* It is looked at before anything is sent. */
		CU_ASSERT_EQUAL(
			onc_call(victim.clnt, &get, NULL, &result, &options),
			ONC_CANCELLED);
		victim_fini(&victim);
	}
}

/* Bytes keep coming, and the call is busy with them. */
static void a_call_in_a_trickle_can_be_ended(void)
{
	struct victim victim;
	struct later later;

	victim_of_silence(&victim, false, 5000);
	ACTOR_PLAY(&victim.actor, {.act = ACTOR_TRICKLE,
				   .bytes = "\0\0\0\1x",
				   .size = 5,
				   .ms = 5});
	start_later(&later, 100, 0);
	expect_cancelled(&victim, &later);
	victim_fini(&victim);
}

/* The server does not read: the call is not even sent to its end. */
static void a_call_that_cannot_be_sent_ends_like_any_other(void)
{
	const struct onc_procedure put = {.name = "PUT", .argument = blob_type};
	const struct onc_options options = {.timeout = 400};
	blob large = {.blob_len = 24 << 20};
	/* To make and to encode that takes its time under instruments. */
	const double slack = (heap_counts() ? 1 : 5) * VICTIM_TOLERANCE;
	struct victim victim;
	struct later later;
	double start;

	large.blob_val = calloc(1, large.blob_len);
	/* The script waits behind its first call, and reads no more. */
	victim_of_silence(&victim, false, 5000);
	CU_ASSERT_EQUAL(onc_call(victim.clnt,
				 &(struct onc_procedure){.name = "NULL"}, NULL,
				 NULL, &(struct onc_options){.timeout = 50}),
			ONC_TIMED_OUT);
	start = meter_now();
	CU_ASSERT_EQUAL(onc_call(victim.clnt, &put, &large, NULL, &options),
			ONC_TIMED_OUT);
	CU_ASSERT(meter_now() - start < 400 + slack);
	start_later(&later, 200, 0);
	start = meter_now();
	CU_ASSERT_EQUAL(onc_call(victim.clnt, &put, &large, NULL, NULL),
			ONC_CANCELLED);
	CU_ASSERT(meter_now() - start < 200 + slack);
	pthread_join(later.thread, NULL);
	free(large.blob_val);
	victim_fini(&victim);
}

static void the_next_call_works_after_one_was_cancelled(void)
{
	struct wire reply = {0};
	struct victim victim;
	struct later later;

	wire_put_accepted(&reply, 0);
	victim_put_mix(&reply);
	victim_of_silence(&victim, false, 5000);
	ACTOR_PLAY(&victim.actor, {.act = ACTOR_WAIT, .ms = 200},
		   {.act = ACTOR_REPLY, .bytes = reply.at, .size = reply.size});
	for (int i = 0; i < 3; i++) {
		start_later(&later, 50, 0);
		expect_cancelled(&victim, &later);
		CU_ASSERT_EQUAL(victim_call(&victim, &mix_type), ONC_OK);
		CU_ASSERT(victim_got_mix(&victim));
	}
	victim_fini(&victim);
	wire_fini(&reply);
}

/* Threads that wait on one handle all end. */
static void *wait_in_vain(void *result)
{
	const struct onc_procedure get = {.name = "GET"};

	*(enum onc_status *)result = onc_call(handle, &get, NULL, NULL, NULL);
	return NULL;
}

static void all_threads_of_a_handle_are_ended(void)
{
	enum onc_status ends[8];
	pthread_t threads[8];
	struct victim victim;
	double start;

	victim_of_silence(&victim, false, 10000);
	for (int i = 0; i < 8; i++)
		pthread_create(&threads[i], NULL, wait_in_vain, &ends[i]);
	meter_sleep(200);
	start = meter_now();
	onc_cancel(handle);
	for (int i = 0; i < 8; i++) {
		pthread_join(threads[i], NULL);
		CU_ASSERT_EQUAL(ends[i], ONC_CANCELLED);
	}
	CU_ASSERT(meter_now() - start < 500);
	victim_fini(&victim);
}

static const struct tap_case cases[] = {
	TAP_CASE(delivers_a_signal_while_a_call_waits),
	TAP_CASE(ends_at_the_deadline_under_a_storm_of_signals),
	TAP_CASE(dies_of_a_signal_at_once),
	TAP_CASE(leaves_the_signal_mask_alone),
	TAP_CASE(another_thread_ends_a_call),
	TAP_CASE(a_signal_handler_ends_a_call),
	TAP_CASE(a_flag_ends_a_call),
	TAP_CASE(a_call_in_a_trickle_can_be_ended),
	TAP_CASE(a_call_that_cannot_be_sent_ends_like_any_other),
	TAP_CASE(the_next_call_works_after_one_was_cancelled),
	TAP_CASE(all_threads_of_a_handle_are_ended),
};

int main(void)
{
	tap_takes_time();
	return tap_run("hostile wait", cases, TAP_COUNT(cases));
}
