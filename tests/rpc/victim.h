/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_RPC_VICTIM_H
#define TESTS_RPC_VICTIM_H

/*
 * Our client before a server that plays a script: one call, and all that can
 * be measured of it.
 */

#include <stdbool.h>

#include <onc/client.h>

#include "hostile.h"
#include "tests/support/actor.h"

/* Milliseconds by which a call may pass its deadline, or take that is at once:
 * machines are shared. */
#define VICTIM_TOLERANCE 300

struct victim {
	struct actor actor;
	CLIENT *clnt;
	unsigned timeout; /* milliseconds of a call */
	/* Of the last call: */
	enum onc_status status;
	void *result;
	double ms;
	double cpu;  /* of the calling thread, in milliseconds */
	long blocks; /* of the heap, more than before */
	long bytes;
};

/* Starts the actor and connects to it. Ends the case on failure. */
void victim_init(struct victim *victim, bool local, unsigned timeout);
void victim_fini(struct victim *victim);

/* Connects anew, whatever became of the connection. */
void victim_reconnect(struct victim *victim);

/*
 * Calls for a result of that type, without an argument; it is in the victim
 * until the next call or victim_fini().
 */
enum onc_status victim_call(struct victim *victim, const struct onc_type *type);

/* The deadline passed, and the call ended then; little CPU was used. */
bool victim_met_its_deadline(const struct victim *victim);

/* It ended long before. */
bool victim_ended_at_once(const struct victim *victim);

/* Nothing was left of a call that failed: no result, nothing on the heap. */
bool victim_kept_nothing(const struct victim *victim);

/* The bytes of a good mix, and the same as a value. */
void victim_put_mix(struct wire *wire);
bool victim_got_mix(const struct victim *victim);

/* Both transports, one after the other: what follows sees `local`. */
#define VICTIM_BOTH_WAYS(local)                                                \
	for (int way_ = 0, local = 0; way_ < 2; local = ++way_)

#endif
