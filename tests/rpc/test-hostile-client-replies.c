/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Clients that do not read, or ask for much: what they do not take is bounded,
 * they are dropped at the write deadline, and nobody else waits for them.
 */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/rpc/siege.h"
#include "tests/support/heap.h"
#include "tests/support/meter.h"
#include "tests/support/tap.h"

#define MIB ((size_t)1 << 20)

static const struct siege_setup usual = {.options = SIEGE_SHORT};

static struct wire calls_of(uint32_t procedure, uint32_t argument,
			    unsigned count)
{
	struct wire calls = {0}, arguments = {0};

	if (procedure != 0)
		wire_put_word(&arguments, argument);
	for (unsigned i = 0; i < count; i++)
		siege_put_call(&calls, i, procedure, &arguments);
	wire_fini(&arguments);
	return calls;
}

/* The server has closed all connections but the canary's. */
static bool are_dropped(const struct siege *siege, double ms)
{
	const double deadline = meter_now() + ms;
	const long left = siege->descriptors + !siege->alone;

	while (meter_descriptors(siege->pid) > left)
		if (meter_now() > deadline)
			return false;
		else
			meter_sleep(10);
	return true;
}

static bool ask_and_never_read(const struct siege_setup *setup, bool local,
			       unsigned count)
{
	struct wire call = calls_of(LARGE, (uint32_t)(60 * MIB), 1);
	struct siege siege;
	double start;
	int fds[8];

	siege_begin(&siege, setup);
	start = meter_now();
	for (unsigned i = 0; i < count; i++) {
		fds[i] = siege_connect(&siege, local);
		SIEGE_CHECK(&siege, caller_send_wire(fds[i], &call, 100));
	}
	meter_sleep(100);
	SIEGE_CHECK(&siege, !are_dropped(&siege, 300));
	SIEGE_CHECK(&siege, are_dropped(&siege, 3000));
	SIEGE_CHECK(&siege,
		    meter_now() - start >= 0.9 * setup->options.write_timeout);
	SIEGE_CHECK(&siege, siege_load(&siege) < 0.5);
	for (unsigned i = 0; i < count; i++)
		close(fds[i]);
	wire_fini(&call);
	return siege_end(&siege);
}

SIEGE_CASE(who_never_reads_is_dropped_at_the_write_deadline)
{
	return ask_and_never_read(&usual, false, 1);
}

SIEGE_CASE(who_never_reads_a_local_socket_is_dropped_too)
{
	return ask_and_never_read(&usual, true, 1);
}

SIEGE_CASE(the_write_deadline_needs_no_traffic)
{
	struct siege_setup alone = usual;

	alone.alone = true;
	return ask_and_never_read(&alone, false, 2);
}

/* It reads: a little now and then, and never to the end. */
SIEGE_CASE(who_reads_too_slowly_is_dropped)
{
	struct wire call = calls_of(LARGE, (uint32_t)(60 * MIB), 1);
	char piece[1000];
	struct siege siege;
	double start;
	int fd;

	siege_begin(&siege, &usual);
	fd = siege_connect(&siege, false);
	caller_send_wire(fd, &call, 100);
	start = meter_now();
	while (meter_now() - start < 4000 && !are_dropped(&siege, 0)) {
		(void)!recv(fd, piece, sizeof(piece), MSG_DONTWAIT);
		meter_sleep(10);
	}
	SIEGE_CHECK(&siege, meter_now() - start < 3500);
	close(fd);
	wire_fini(&call);
	return siege_end(&siege);
}

SIEGE_CASE(a_large_reply_holds_nobody_up)
{
	struct wire call = calls_of(LARGE, (uint32_t)(60 * MIB), 1);
	struct siege_setup setup = usual;
	struct wire reply = {0};
	struct siege siege;

	setup.options.write_timeout = 10000;
	siege_begin(&siege, &setup);
	for (int i = 0; i < 4; i++) {
		const int fd = siege_connect(&siege, i % 2);

		SIEGE_CHECK(&siege, caller_ask(fd, &call, &reply, 20000));
		SIEGE_CHECK(&siege, reply.size == 28 + 60 * MIB);
		close(fd);
	}
	wire_fini(&call);
	wire_fini(&reply);
	return siege_end(&siege);
}

SIEGE_CASE(a_reply_over_the_cap_is_a_system_error)
{
	struct wire call = calls_of(LARGE, (uint32_t)(65 * MIB), 1);
	struct wire reply = {0};
	struct siege siege;
	int fd;

	siege_begin(&siege, &usual);
	fd = siege_connect(&siege, false);
	SIEGE_CHECK(&siege, caller_ask(fd, &call, &reply, 20000));
	SIEGE_CHECK(&siege, wire_is(&reply, (uint32_t[]){0, 1, 0, 0, 0, 5}, 6));
	close(fd);
	wire_fini(&call);
	wire_fini(&reply);
	return siege_end(&siege);
}

/* -- pipelines
 * ------------------------------------------------------------------ */

/*
 * Sends everything, but reads only from so many milliseconds on; how many bytes
 * of replies come.
 */
static size_t pipeline(int fd, const struct wire *calls, size_t wanted,
		       double silent)
{
	const double start = meter_now();
	char bytes[65536];
	size_t sent = 0, got = 0;

	while (got < wanted && meter_now() - start < silent + 20000) {
		const bool reads = meter_now() - start >= silent;
		struct pollfd one = {.fd = fd};
		ssize_t count;

		one.events = (short)((sent < calls->size ? POLLOUT : 0) |
				     (reads ? POLLIN : 0));
		poll(&one, 1, 10);
		if (one.revents & POLLOUT) {
			count = send(fd, calls->at + sent, calls->size - sent,
				     MSG_DONTWAIT | MSG_NOSIGNAL);
			if (count < 0 && errno != EAGAIN)
				break;
			sent += count > 0 ? (size_t)count : 0;
		}
		if (reads && one.revents & (POLLIN | POLLHUP)) {
			count = recv(fd, bytes, sizeof(bytes), MSG_DONTWAIT);
			if (count == 0 || (count < 0 && errno != EAGAIN))
				break;
			got += count > 0 ? (size_t)count : 0;
		}
	}
	return got;
}

static bool pipeline_calls(unsigned count, double silent, bool local)
{
	struct wire calls = calls_of(0, 0, count);
	struct siege_setup setup = usual;
	struct siege siege;
	int fd;

	setup.options.write_timeout = 20000;
	setup.options.record_timeout = 20000;
	setup.options.idle_timeout = 20000;
	siege_begin(&siege, &setup);
	fd = siege_connect(&siege, local);
	SIEGE_CHECK(&siege, pipeline(fd, &calls, 28 * (size_t)count, silent) ==
				    28 * (size_t)count);
	SIEGE_CHECK(&siege,
		    !heap_counts() ||
			    meter_memory(siege.pid) - siege.memory < 20000);
	close(fd);
	wire_fini(&calls);
	return siege_end(&siege);
}

SIEGE_CASE(a_thousand_calls_are_answered_when_they_are_read_late)
{
	return pipeline_calls(1000, 1000, false);
}

SIEGE_CASE(a_hundred_thousand_calls_are_answered_when_they_are_read_late)
{
	return pipeline_calls(100000, 2000, false);
}

SIEGE_CASE(a_hundred_thousand_calls_over_a_local_socket_are_answered)
{
	return pipeline_calls(100000, 1000, true);
}

SIEGE_CASE(who_sends_calls_and_never_reads_is_dropped)
{
	struct wire calls = calls_of(0, 0, 500000);
	struct siege siege;
	int fd;

	siege_begin(&siege, &usual);
	fd = siege_connect(&siege, false);
	caller_send_wire(fd, &calls, 400);
	SIEGE_CHECK(&siege,
		    !heap_counts() ||
			    meter_memory(siege.pid) - siege.memory < 20000);
	SIEGE_CHECK(&siege, are_dropped(&siege, 4000));
	SIEGE_CHECK(&siege, siege_load(&siege) < 0.5);
	close(fd);
	wire_fini(&calls);
	return siege_end(&siege);
}

/* One MiB each: a few of them are made, not a thousand. */
SIEGE_CASE(replies_that_nobody_reads_are_not_made)
{
	struct wire calls = calls_of(LARGE, (uint32_t)MIB, 1000);
	struct siege siege;
	long memory, most = 0;
	int fd;

	siege_begin(&siege, &usual);
	fd = siege_connect(&siege, true);
	caller_send_wire(fd, &calls, 100);
	for (int i = 0; i < 30; i++) {
		memory = meter_memory(siege.pid) - siege.memory;
		most = memory > most ? memory : most;
		meter_sleep(10);
	}
	SIEGE_CHECK(&siege, !heap_counts() || most < 40 * 1024);
	SIEGE_CHECK(&siege, are_dropped(&siege, 4000));
	close(fd);
	wire_fini(&calls);
	return siege_end(&siege);
}

/* -- handlers that take their time
 * ------------------------------------------------------------------ */

SIEGE_CASE(slow_calls_of_one_caller_hold_nobody_up)
{
	struct wire calls = calls_of(SLOW, 100, 40), reply = {0};
	struct siege siege;
	int fd;

	siege_begin(&siege, &usual);
	fd = siege_connect(&siege, false);
	SIEGE_CHECK(&siege, caller_send_wire(fd, &calls, 100));
	for (int i = 0; i < 40; i++)
		SIEGE_CHECK(&siege, caller_receive(fd, &reply, 10000));
	close(fd);
	wire_fini(&calls);
	wire_fini(&reply);
	return siege_end(&siege);
}

SIEGE_CASE(a_slow_call_does_not_stop_those_behind_it)
{
	struct wire calls = calls_of(SLOW, 1000, 1), reply = {0};
	struct siege siege;
	double start;
	int fd;

	siege_begin(&siege, &usual);
	fd = siege_connect(&siege, false);
	siege_put_call(&calls, 77, 0, NULL);
	start = meter_now();
	SIEGE_CHECK(&siege, caller_ask(fd, &calls, &reply, 3000));
	SIEGE_CHECK(&siege,
		    wire_is(&reply, (uint32_t[]){77, 1, 0, 0, 0, 0}, 6));
	SIEGE_CHECK(&siege, meter_now() - start < 500);
	SIEGE_CHECK(&siege, caller_receive(fd, &reply, 3000));
	close(fd);
	wire_fini(&calls);
	wire_fini(&reply);
	return siege_end(&siege);
}

/* One user has as many connections as it likes. */
SIEGE_CASE(slow_calls_of_one_user_hold_nobody_up)
{
	struct wire calls = calls_of(SLOW, 300, 1), reply = {0};
	struct siege siege;
	int fds[20];

	siege_begin(&siege, &usual);
	for (size_t i = 0; i < TAP_COUNT(fds); i++) {
		fds[i] = siege_connect(&siege, true);
		SIEGE_CHECK(&siege, caller_send_wire(fds[i], &calls, 100));
	}
	for (size_t i = 0; i < TAP_COUNT(fds); i++) {
		SIEGE_CHECK(&siege, caller_receive(fds[i], &reply, 10000));
		close(fds[i]);
	}
	wire_fini(&calls);
	wire_fini(&reply);
	return siege_end(&siege);
}

SIEGE_CASE(who_hangs_up_during_a_slow_call_leaves_nothing)
{
	struct siege_setup alone = usual;
	struct wire calls = calls_of(SLOW, 300, 1);
	struct siege siege;

	alone.alone = true;
	siege_begin(&siege, &alone);
	for (int i = 0; i < 20; i++) {
		const int fd = siege_connect(&siege, i % 2);

		SIEGE_CHECK(&siege, caller_send_wire(fd, &calls, 100));
		if (i % 3)
			close(fd);
		else
			caller_reset(fd);
	}
	wire_fini(&calls);
	return siege_end(&siege);
}

static const struct tap_case cases[] = {
	TAP_CASE(who_never_reads_is_dropped_at_the_write_deadline),
	TAP_CASE(who_never_reads_a_local_socket_is_dropped_too),
	TAP_CASE(the_write_deadline_needs_no_traffic),
	TAP_CASE(who_reads_too_slowly_is_dropped),
	TAP_CASE(a_large_reply_holds_nobody_up),
	TAP_CASE(a_reply_over_the_cap_is_a_system_error),
	TAP_CASE(a_thousand_calls_are_answered_when_they_are_read_late),
	TAP_CASE(a_hundred_thousand_calls_are_answered_when_they_are_read_late),
	TAP_CASE(a_hundred_thousand_calls_over_a_local_socket_are_answered),
	TAP_CASE(who_sends_calls_and_never_reads_is_dropped),
	TAP_CASE(replies_that_nobody_reads_are_not_made),
	TAP_CASE(slow_calls_of_one_caller_hold_nobody_up),
	TAP_CASE(a_slow_call_does_not_stop_those_behind_it),
	TAP_CASE(slow_calls_of_one_user_hold_nobody_up),
	TAP_CASE(who_hangs_up_during_a_slow_call_leaves_nothing),
};

int main(void)
{
	return tap_run("hostile client, replies", cases, TAP_COUNT(cases));
}
