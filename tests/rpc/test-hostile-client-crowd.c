/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Clients that are many, come and go, or do nothing: they cost little, are
 * gone at their deadline, and at the limit of descriptors those who are there
 * are served on.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tests/rpc/siege.h"
#include "tests/support/heap.h"
#include "tests/support/meter.h"
#include "tests/support/tap.h"

static const struct siege_setup usual = {.options = SIEGE_SHORT};
static int fds[2000];

static void connect_many(struct siege *siege, unsigned count, bool local)
{
	for (unsigned i = 0; i < count; i++)
		fds[i] = siege_connect(siege, local);
}

static void close_many(unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (fds[i] >= 0)
			close(fds[i]);
}

static unsigned closed_of(unsigned count, int ms)
{
	const double deadline = meter_now() + ms;
	unsigned closed = 0;

	for (unsigned i = 0; i < count; i++) {
		const double left = deadline - meter_now();

		closed += fds[i] < 0 ||
			  caller_is_closed(fds[i], left > 0 ? (int)left : 0);
	}
	return closed;
}

/* -- idle
 * ------------------------------------------------------------------ */

static bool idle(unsigned count, bool local)
{
	struct siege_setup setup = usual;
	struct siege siege;
	double start;
	long memory;

	setup.options.connections = 4000;
	setup.options.connections_per_peer = 4000;
	siege_begin(&siege, &setup);
	start = meter_now();
	connect_many(&siege, count, local);
	SIEGE_CHECK(&siege, siege_is_served(fds[count - 1], 1000));
	memory = meter_memory(siege.pid) - siege.memory;
	if (heap_counts() && !SIEGE_CHECK(&siege, memory <= 4L * (long)count))
		printf("#   %ld KiB for %u connections\n", memory, count);
	SIEGE_CHECK(&siege, closed_of(count - 1, 4000) == count - 1);
	SIEGE_CHECK(&siege,
		    meter_now() - start >= 0.9 * setup.options.idle_timeout);
	SIEGE_CHECK(&siege, closed_of(count, 3000) == count);
	SIEGE_CHECK(&siege, siege_load(&siege) < 0.3);
	close_many(count);
	return siege_end(&siege);
}

SIEGE_CASE(a_thousand_idle_connections_cost_little_and_are_reaped)
{
	return idle(1000, false);
}

SIEGE_CASE(a_thousand_idle_local_connections_are_reaped_too)
{
	return idle(1000, true);
}

SIEGE_CASE(idle_connections_are_reaped_when_nobody_else_is_there)
{
	const struct siege_setup alone = {.options = SIEGE_SHORT,
					  .alone = true};
	struct siege siege;
	double start;

	siege_begin(&siege, &alone);
	start = meter_now();
	connect_many(&siege, 10, false);
	SIEGE_CHECK(&siege, closed_of(10, 4000) == 10);
	SIEGE_CHECK(&siege,
		    meter_now() - start >= 0.9 * alone.options.idle_timeout);
	SIEGE_CHECK(&siege, siege_load(&siege) < 0.05);
	close_many(10);
	return siege_end(&siege);
}

SIEGE_CASE(who_waits_for_an_answer_is_not_idle)
{
	struct wire call = {0}, argument = {0}, reply = {0};
	struct siege siege;
	int fd;

	wire_put_word(&argument, 2500);
	siege_put_call(&call, 9, SLOW, &argument);
	siege_begin(&siege, &usual);
	fd = siege_connect(&siege, false);
	SIEGE_CHECK(&siege, caller_ask(fd, &call, &reply, 5000));
	SIEGE_CHECK(&siege, wire_is(&reply, (uint32_t[]){9, 1, 0, 0, 0, 0}, 6));
	SIEGE_CHECK(&siege, siege_is_served(fd, 1000));
	close(fd);
	wire_fini(&call);
	wire_fini(&argument);
	wire_fini(&reply);
	return siege_end(&siege);
}

SIEGE_CASE(who_calls_now_and_then_is_not_idle)
{
	struct siege siege;
	int fd;

	siege_begin(&siege, &usual);
	fd = siege_connect(&siege, true);
	for (int i = 0; i < 5; i++) {
		SIEGE_CHECK(&siege, siege_is_served(fd, 1000));
		meter_sleep(700);
	}
	close(fd);
	return siege_end(&siege);
}

/* -- too many
 * ------------------------------------------------------------------ */

/* More than the server can have, by its descriptors or by its own limit. */
static bool crowd_out(uint32_t connections, bool local)
{
	struct siege_setup setup = {.options = SIEGE_SHORT, .descriptors = 256};
	unsigned served = 0;
	struct siege siege;
	double start;
	int fd;

	setup.options.connections = connections;
	setup.options.connections_per_peer = connections;
	setup.options.idle_timeout = 4000;
	siege_begin(&siege, &setup);
	connect_many(&siege, 400, local);
	/* Those who were there are served on. */
	for (unsigned i = 0; i < 20; i++)
		served += siege_is_served(fds[i], 200);
	SIEGE_CHECK(&siege, served == 20);
	/* New ones are refused, and not left to wait. */
	fd = siege_connect(&siege, local);
	SIEGE_CHECK(&siege, fd < 0 || caller_is_closed(fd, 1500));
	close(fd);
	meter_sleep(1000);
	if (!SIEGE_CHECK(&siege, siege_load(&siege) < 0.25))
		printf("#   load %.2f\n", siege_load(&siege));
	/* As soon as there is room, they are not. */
	close_many(400);
	start = meter_now();
	do {
		fd = siege_connect(&siege, local);
		served = siege_is_served(fd, 200);
		close(fd);
	} while (!served && meter_now() - start < 3000);
	SIEGE_CHECK(&siege, meter_now() - start < 1500);
	return siege_end(&siege);
}

SIEGE_CASE(it_neither_spins_nor_goes_deaf_without_descriptors)
{
	return crowd_out(100000, false);
}

SIEGE_CASE(nor_does_it_on_a_local_socket)
{
	return crowd_out(100000, true);
}

SIEGE_CASE(connections_over_the_limit_are_refused)
{
	return crowd_out(100, false);
}

SIEGE_CASE(one_peer_leaves_room_for_others)
{
	struct siege_setup setup = usual;
	struct siege siege;
	int fd;

	setup.options.connections = 100;
	setup.options.connections_per_peer = 20;
	/* The canary is of this address, the crowd of this user. */
	siege_begin(&siege, &setup);
	connect_many(&siege, 60, true);
	SIEGE_CHECK(&siege, closed_of(60, 500) == 40);
	fd = siege_connect(&siege, false);
	SIEGE_CHECK(&siege, siege_is_served(fd, 500));
	close(fd);
	close_many(60);
	return siege_end(&siege);
}

/* -- coming and going
 * ------------------------------------------------------------------ */

static void do_nothing(struct siege *siege, int fd)
{
	(void)siege;
	(void)fd;
}

static void call_once(struct siege *siege, int fd)
{
	SIEGE_CHECK(siege, siege_is_served(fd, 2000));
}

static void call_and_go(struct siege *siege, int fd)
{
	struct wire call = {0};

	siege_put_call(&call, 1, 0, NULL);
	caller_send_wire(fd, &call, 100);
	wire_fini(&call);
	(void)siege;
}

static bool churn(void (*act)(struct siege *siege, int fd), bool local)
{
	unsigned long count = 0;
	struct siege siege;
	double end;

	siege_begin(&siege, &usual);
	for (end = meter_now() + 2000; meter_now() < end; count++) {
		const int fd = siege_connect(&siege, local);

		if (!SIEGE_CHECK(&siege, fd >= 0))
			break;
		act(&siege, fd);
		/* Resets leave no TIME-WAIT behind, of which a host has few. */
		if (count % 8)
			caller_reset(fd);
		else
			close(fd);
	}
	SIEGE_CHECK(&siege, count > 500);
	return siege_end(&siege);
}

SIEGE_CASE(connections_without_a_call_hold_nobody_up)
{
	return churn(do_nothing, false);
}

SIEGE_CASE(local_connections_without_a_call_hold_nobody_up)
{
	return churn(do_nothing, true);
}

SIEGE_CASE(connections_of_one_call_hold_nobody_up)
{
	return churn(call_once, false);
}

SIEGE_CASE(connections_that_do_not_wait_for_the_answer_hold_nobody_up)
{
	return churn(call_and_go, false);
}

static const struct tap_case cases[] = {
	TAP_CASE(a_thousand_idle_connections_cost_little_and_are_reaped),
	TAP_CASE(a_thousand_idle_local_connections_are_reaped_too),
	TAP_CASE(idle_connections_are_reaped_when_nobody_else_is_there),
	TAP_CASE(who_waits_for_an_answer_is_not_idle),
	TAP_CASE(who_calls_now_and_then_is_not_idle),
	TAP_CASE(it_neither_spins_nor_goes_deaf_without_descriptors),
	TAP_CASE(nor_does_it_on_a_local_socket),
	TAP_CASE(connections_over_the_limit_are_refused),
	TAP_CASE(one_peer_leaves_room_for_others),
	TAP_CASE(connections_without_a_call_hold_nobody_up),
	TAP_CASE(local_connections_without_a_call_hold_nobody_up),
	TAP_CASE(connections_of_one_call_hold_nobody_up),
	TAP_CASE(connections_that_do_not_wait_for_the_answer_hold_nobody_up),
};

int main(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_max < 2100)
		tap_skip_all("this process may not have 2,100 descriptors");
	limit.rlim_cur = limit.rlim_max < 5000 ? limit.rlim_max : 5000;
	setrlimit(RLIMIT_NOFILE, &limit);
	return tap_run("hostile client, crowd", cases, TAP_COUNT(cases));
}
