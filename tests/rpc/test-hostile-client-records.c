/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Clients that send records as they should not: nobody else waits for them, and
 * each is dropped at its deadline, or when it is seen what it is.
 */
#include <stdlib.h>
#include <unistd.h>

#include "tests/rpc/siege.h"
#include "tests/support/heap.h"
#include "tests/support/meter.h"
#include "tests/support/tap.h"

static const struct siege_setup usual = {.options = SIEGE_SHORT};
static const struct siege_setup alone = {.options = SIEGE_SHORT, .alone = true};

/* What a deadline may take longer, in milliseconds. */
#define LATE 700

/* True if it is closed neither long before the deadline nor long after. */
static bool is_dropped_at(int fd, double start, double timeout)
{
	const bool closed = caller_is_closed(
		fd, (int)(start + timeout + LATE - meter_now()));

	return closed && meter_now() - start >= 0.9 * timeout;
}

/* Connections that each sent so much of a call. */
static bool hold_parts(const struct siege_setup *setup, unsigned count,
		       size_t size)
{
	struct siege siege;
	struct wire call = {0}, arguments = {0};
	double start;
	int fds[10];

	wire_put_zeros(&arguments, 100);
	siege_put_call(&call, 1, ECHO_MIX, &arguments);
	siege_begin(&siege, setup);
	start = meter_now();
	for (unsigned i = 0; i < count; i++) {
		fds[i] = siege_connect(&siege, i % 2);
		SIEGE_CHECK(&siege,
			    caller_send(fds[i], call.at, size, 100) == size);
	}
	for (unsigned i = 0; i < count; i++) {
		SIEGE_CHECK(&siege,
			    is_dropped_at(fds[i], start,
					  setup->options.record_timeout));
		close(fds[i]);
	}
	SIEGE_CHECK(&siege, siege_load(&siege) < 0.25);
	wire_fini(&call);
	wire_fini(&arguments);
	return siege_end(&siege);
}

SIEGE_CASE(half_a_record_holds_nobody_up)
{
	return hold_parts(&usual, 1, 70);
}

SIEGE_CASE(half_a_mark_holds_nobody_up)
{
	return hold_parts(&usual, 1, 2);
}

SIEGE_CASE(ten_half_records_are_as_one)
{
	return hold_parts(&usual, 10, 70);
}

SIEGE_CASE(the_record_deadline_needs_no_traffic)
{
	return hold_parts(&alone, 10, 70);
}

/* Each byte comes in time; the record never does. */
SIEGE_CASE(a_trickle_ends_at_the_record_deadline)
{
	struct wire call = {0}, arguments = {0};
	struct siege siege;
	size_t sent = 0;
	double start;
	int fd;

	wire_put_zeros(&arguments, 4000);
	siege_put_call(&call, 1, ECHO_MIX, &arguments);
	siege_begin(&siege, &usual);
	fd = siege_connect(&siege, false);
	start = meter_now();
	while (sent < 500 && !caller_is_closed(fd, 10))
		sent += caller_send(fd, call.at + sent, 1, 10);
	SIEGE_CHECK(&siege,
		    meter_now() - start >= usual.options.record_timeout * 0.9);
	SIEGE_CHECK(&siege,
		    meter_now() - start <= usual.options.record_timeout + LATE);
	close(fd);
	wire_fini(&call);
	wire_fini(&arguments);
	return siege_end(&siege);
}

/* The same in fragments of a byte, each complete. */
SIEGE_CASE(a_trickle_of_fragments_ends_at_the_record_deadline)
{
	struct siege siege;
	size_t sent = 0;
	double start;
	int fd;

	siege_begin(&siege, &usual);
	fd = siege_connect(&siege, true);
	start = meter_now();
	while (sent < 500 && !caller_is_closed(fd, 10))
		sent += caller_send(fd, sent % 5 == 3 ? "\1" : "\0", 1, 10);
	SIEGE_CHECK(&siege,
		    meter_now() - start >= usual.options.record_timeout * 0.9);
	SIEGE_CHECK(&siege,
		    meter_now() - start <= usual.options.record_timeout + LATE);
	close(fd);
	return siege_end(&siege);
}

SIEGE_CASE(a_huge_mark_is_refused_when_it_is_read)
{
	static const uint32_t marks[] = {0x7fffffff, 0xffffffff, 0x84000001};
	const char junk[4096] = {0};
	struct siege siege;

	siege_begin(&siege, &usual);
	for (size_t i = 0; i < 2 * TAP_COUNT(marks); i++) {
		const int fd = siege_connect(&siege, i % 2);
		struct wire mark = {0};

		wire_put_word(&mark, marks[i / 2]);
		SIEGE_CHECK(&siege, caller_send_wire(fd, &mark, 100));
		caller_send(fd, junk, sizeof(junk), 100);
		SIEGE_CHECK(&siege, caller_is_closed(fd, 300));
		close(fd);
		wire_fini(&mark);
	}
	return siege_end(&siege);
}

SIEGE_CASE(fragments_whose_sum_is_huge_are_refused)
{
	struct siege_setup setup = usual;
	char fragment[4 + 1000] = {0, 0, 1000 / 256, (char)(1000 % 256)};
	struct siege siege;
	size_t sent = 0;
	int fd;

	setup.options.record_cap = 100000;
	siege_begin(&siege, &setup);
	fd = siege_connect(&siege, false);
	while (sent < 200000 && caller_send(fd, fragment, sizeof(fragment),
					    100) == sizeof(fragment))
		sent += 1000;
	SIEGE_CHECK(&siege, caller_is_closed(fd, 300));
	close(fd);
	return siege_end(&siege);
}

/* A mark of 60 MiB, and nothing or a little of it: memory follows bytes. */
SIEGE_CASE(what_a_mark_announces_takes_no_memory)
{
	struct siege_setup setup = usual;
	char part[4 + 1000] = {(char)0x83, (char)0xc0, 0, 0};
	struct siege siege;
	int fds[100];

	setup.options.record_timeout = 3000;
	siege_begin(&siege, &setup);
	for (size_t i = 0; i < TAP_COUNT(fds); i++) {
		fds[i] = siege_connect(&siege, i % 2);
		SIEGE_CHECK(&siege, caller_send(fds[i], part, sizeof(part),
						100) == sizeof(part));
	}
	meter_sleep(200);
	SIEGE_CHECK(&siege,
		    !heap_counts() || meter_memory(siege.pid) - siege.memory <
					      100L * 16 + SIEGE_MEMORY);
	for (size_t i = 0; i < TAP_COUNT(fds); i++)
		close(fds[i]);
	return siege_end(&siege);
}

/* Connections that each sent most of a large record, really. */
static void send_large_parts(struct siege *siege, int *fds, size_t count,
			     size_t size)
{
	char *part = calloc(1, size);

	/* 0x83: a last fragment of 48 MiB and something. */
	part[0] = (char)0x83;
	for (size_t i = 0; i < count; i++) {
		fds[i] = siege_connect(siege, true);
		caller_send(fds[i], part, size, 200);
	}
	free(part);
}

/* Its bytes are counted over all of its connections. */
SIEGE_CASE(one_user_gets_its_share_of_memory_and_no_more)
{
	struct siege_setup setup = usual;
	struct siege siege;
	long memory;
	int fds[20];

	setup.options.record_timeout = 5000;
	setup.options.bytes_per_peer = (size_t)32 << 20;
	siege_begin(&siege, &setup);
	send_large_parts(&siege, fds, TAP_COUNT(fds), (size_t)8 << 20);
	memory = meter_memory(siege.pid) - siege.memory;
	/* 160 MiB were offered. */
	SIEGE_CHECK(&siege, !heap_counts() || memory <= 48 * 1024);
	/* Small calls are always taken: the canary's, and this one. */
	close(fds[0]);
	fds[0] = siege_connect(&siege, true);
	SIEGE_CHECK(&siege, siege_is_served(fds[0], 1000));
	for (size_t i = 0; i < TAP_COUNT(fds); i++)
		close(fds[i]);
	return siege_end(&siege);
}

/* There is no memory left for anybody, and nobody dies of it. */
SIEGE_CASE(a_server_without_memory_lives_on)
{
	struct siege_setup setup = usual;
	struct wire call = {0};
	struct siege siege;
	int fds[20];

	/* Instruments need address space of their own. */
	if (!heap_counts())
		return true;
	setup.address_space = (size_t)400 << 20;
	setup.options.record_timeout = 3000;
	setup.options.bytes_per_peer = (size_t)4 << 30;
	siege_begin(&siege, &setup);
	send_large_parts(&siege, fds, TAP_COUNT(fds), (size_t)40 << 20);
	/* The same of replies. */
	siege_put_call(&call, 1, LARGE,
		       &(struct wire){.at = (uint8_t *)"\3\0\0\0", .size = 4});
	for (int i = 0; i < 20; i++) {
		const int fd = siege_connect(&siege, true);

		caller_send_wire(fd, &call, 100);
		close(fds[i]);
		fds[i] = fd;
	}
	for (size_t i = 0; i < TAP_COUNT(fds); i++)
		close(fds[i]);
	wire_fini(&call);
	return siege_end(&siege);
}

SIEGE_CASE(empty_fragments_without_end_are_refused)
{
	const char zeros[40000] = {0};
	struct siege siege;
	int fd;

	siege_begin(&siege, &usual);
	fd = siege_connect(&siege, false);
	caller_send(fd, zeros, sizeof(zeros), 500);
	SIEGE_CHECK(&siege, caller_is_closed(fd, 500));
	close(fd);
	return siege_end(&siege);
}

/* As fast as they go, in fragments of a byte, for a while. */
SIEGE_CASE(a_flood_of_small_fragments_holds_nobody_up)
{
	const double end = meter_now() + 1500;
	struct wire flood = {0};
	struct siege siege;
	int fd;

	for (int i = 0; i < 10000; i++) {
		wire_put_word(&flood, 1);
		wire_put(&flood, "x", 1);
	}
	siege_begin(&siege, &usual);
	fd = siege_connect(&siege, false);
	while (meter_now() < end)
		if (!caller_send_wire(fd, &flood, 500)) {
			close(fd);
			fd = siege_connect(&siege, false);
		}
	close(fd);
	wire_fini(&flood);
	return siege_end(&siege);
}

static bool finish_with_reset(bool reset)
{
	struct wire call = {0}, arguments = {0};
	struct siege siege;

	wire_put_zeros(&arguments, 100);
	siege_put_call(&call, 1, ECHO_MIX, &arguments);
	siege_begin(&siege, &usual);
	for (size_t cut = 1; cut < call.size; cut++) {
		const int fd = siege_connect(&siege, cut % 2);

		caller_send(fd, call.at, cut, 100);
		if (reset)
			caller_reset(fd);
		else
			close(fd);
	}
	wire_fini(&call);
	wire_fini(&arguments);
	return siege_end(&siege);
}

SIEGE_CASE(a_connection_may_end_at_any_byte_of_a_record)
{
	return finish_with_reset(false);
}

SIEGE_CASE(a_connection_may_be_reset_at_any_byte_of_a_record)
{
	return finish_with_reset(true);
}

static const struct tap_case cases[] = {
	TAP_CASE(half_a_record_holds_nobody_up),
	TAP_CASE(half_a_mark_holds_nobody_up),
	TAP_CASE(ten_half_records_are_as_one),
	TAP_CASE(the_record_deadline_needs_no_traffic),
	TAP_CASE(a_trickle_ends_at_the_record_deadline),
	TAP_CASE(a_trickle_of_fragments_ends_at_the_record_deadline),
	TAP_CASE(a_huge_mark_is_refused_when_it_is_read),
	TAP_CASE(fragments_whose_sum_is_huge_are_refused),
	TAP_CASE(what_a_mark_announces_takes_no_memory),
	TAP_CASE(one_user_gets_its_share_of_memory_and_no_more),
	TAP_CASE(a_server_without_memory_lives_on),
	TAP_CASE(empty_fragments_without_end_are_refused),
	TAP_CASE(a_flood_of_small_fragments_holds_nobody_up),
	TAP_CASE(a_connection_may_end_at_any_byte_of_a_record),
	TAP_CASE(a_connection_may_be_reset_at_any_byte_of_a_record),
};

int main(void)
{
	return tap_run("hostile client, records", cases, TAP_COUNT(cases));
}
