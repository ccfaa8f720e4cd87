/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdlib.h>
#include <string.h>

#include <lmapibuf.h>

#include "tests/rpc/victim.h"
#include "tests/support/heap.h"
#include "tests/support/meter.h"
#include "tests/support/tap.h"

static void forget(struct victim *victim)
{
	CU_ASSERT_EQUAL(NetApiBufferFree(victim->result), 0);
	victim->result = NULL;
}

static void connect_to_actor(struct victim *victim)
{
	const struct onc_options options = {.timeout = victim->timeout};

	CU_ASSERT_EQUAL_FATAL(onc_connect(victim->actor.uri, HOSTILE,
					  HOSTILE_V1, &options, &victim->clnt),
			      ONC_OK);
}

void victim_init(struct victim *victim, bool local, unsigned timeout)
{
	*victim = (struct victim){.timeout = timeout};
	CU_ASSERT_FATAL(actor_start(&victim->actor, local));
	connect_to_actor(victim);
}

void victim_fini(struct victim *victim)
{
	forget(victim);
	onc_disconnect(victim->clnt);
	actor_stop(&victim->actor);
}

void victim_reconnect(struct victim *victim)
{
	forget(victim);
	onc_disconnect(victim->clnt);
	connect_to_actor(victim);
}

enum onc_status victim_call(struct victim *victim, const struct onc_type *type)
{
	/* An actor does not look at numbers. */
	const struct onc_procedure procedure = {
		.name = "GET", .number = 1, .result = *type};
	struct heap_mark before;
	double start, cpu;

	forget(victim);
	before = heap_mark();
	cpu = meter_thread_cpu();
	start = meter_now();
	victim->status =
		onc_call(victim->clnt, &procedure, NULL, &victim->result, NULL);
	victim->ms = meter_now() - start;
	victim->cpu = meter_thread_cpu() - cpu;
	victim->blocks = heap_mark().blocks - before.blocks;
	victim->bytes = heap_mark().bytes - before.bytes;
	return victim->status;
}

/* What instruments take is not the library's. */
static double slow(void)
{
	return heap_counts() ? 1 : 5;
}

bool victim_met_its_deadline(const struct victim *victim)
{
	return victim->ms >= victim->timeout * 0.95 &&
	       victim->ms <= victim->timeout + slow() * VICTIM_TOLERANCE &&
	       victim->cpu <= slow() * 0.05 * victim->timeout;
}

bool victim_ended_at_once(const struct victim *victim)
{
	return victim->ms <= slow() * VICTIM_TOLERANCE &&
	       victim->ms < victim->timeout * 0.9;
}

/* A handle may keep memory of its own, once: that is not a leak. */
bool victim_kept_nothing(const struct victim *victim)
{
	return !victim->result && victim->blocks <= 0 && victim->bytes <= 0;
}

void victim_put_mix(struct wire *wire)
{
	WIRE_WORDS(wire, 1, NONE, LIGHT);
	wire_put_counted(wire, "seven77", 7);
	wire_put_counted(wire, "name", 4);
	WIRE_WORDS(wire, 42);
	wire_put_counted(wire, "key55", 5);
	WIRE_WORDS(wire, 3, 1, -2u, 3);
	WIRE_WORDS(wire, 2);
	wire_put_counted(wire, "a", 1);
	WIRE_WORDS(wire, 1);
	wire_put_counted(wire, "", 0);
	WIRE_WORDS(wire, 2, 1, 10, 1, 20, 1, 30, 0, 0x01020304, 0x05060708);
}

static bool is_chain(const node *at)
{
	for (unsigned i = 10; i <= 30; i += 10, at = at->next)
		if (!at || at->value != i)
			return false;
	return !at;
}

bool victim_got_mix(const struct victim *victim)
{
	const mix *m = victim->result;

	return m && m->flag == 1 && m->color == NONE &&
	       m->picked.which == LIGHT &&
	       strcmp(m->picked.choice_u.words, "seven77") == 0 &&
	       strcmp(m->first.name, "name") == 0 && m->first.value == 42 &&
	       m->key.key_len == 5 && memcmp(m->key.key_val, "key55", 5) == 0 &&
	       m->few.numbers_len == 3 && m->few.numbers_val[1] == -2 &&
	       m->some.items_len == 2 && m->some.items_val[1].value == 2 &&
	       is_chain(m->chained) && m->last == 0x0102030405060708;
}
