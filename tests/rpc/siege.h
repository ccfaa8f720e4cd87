/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_RPC_SIEGE_H
#define TESTS_RPC_SIEGE_H

/*
 * Our server, in a process of its own, under attack: a canary sings beside it,
 * and what the process takes is measured from before to after.
 *
 *	siege_begin(&siege, &setup);
 *	...			attack
 *	siege_end(&siege);	true if nobody else noticed
 *
 * Machines are shared, and 50 ms are not much: a case tries three times.
 */

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include <onc/server.h>

#include "hostile.h"
#include "tests/support/caller.h"
#include "tests/support/canary.h"

/* No peer may delay another by more, in milliseconds. */
#define SIEGE_STALL 50
/* What memory may be above its level afterwards, in KiB. */
#define SIEGE_MEMORY 6144

struct siege_setup {
	struct onc_server_options options;
	unsigned descriptors; /* ulimit -n of the server; 0: as it is */
	size_t address_space; /* ulimit -v of it, in bytes; 0: as it is */
	bool alone;	      /* no canary: nobody else does anything */
};

/* Deadlines that a test can wait for. */
#define SIEGE_SHORT                                                            \
	{                                                                      \
		.record_timeout = 600, .write_timeout = 800,                   \
		.idle_timeout = 1500                                           \
	}

struct siege {
	char tcp[128];
	char local[128];
	pid_t pid;
	bool alone;
	struct canary canary;
	long memory; /* before */
	long descriptors;
	double cpu;
	double start;
	bool failed;
};

void siege_begin(struct siege *siege, const struct siege_setup *setup);

/*
 * Ends the attack, whose connections are closed: the canary was never held up,
 * memory and descriptors come back to their level, the server ends in order.
 */
bool siege_end(struct siege *siege);

/* The share of a CPU that the server took so far. */
double siege_load(const struct siege *siege);

/* Notes that something is not as it must be, with a line that says what. */
bool siege_check(struct siege *siege, bool good, const char *what);
#define SIEGE_CHECK(siege, condition) siege_check(siege, condition, #condition)

/* A connection, over AF_UNIX if local. */
int siege_connect(struct siege *siege, bool local);

/* A record with a call of HOSTILE, version 1. */
void siege_put_call(struct wire *wire, uint32_t xid, uint32_t procedure,
		    const struct wire *arguments);

/* True if the server answers NULL on it, in time. */
bool siege_is_served(int fd, int ms);

/* True if one of three tries is. */
bool siege_try(bool (*attempt)(void));

#define SIEGE_CASE(name)                                                       \
	static bool try_##name(void);                                          \
	static void name(void)                                                 \
	{                                                                      \
		CU_ASSERT(siege_try(try_##name));                              \
	}                                                                      \
	static bool try_##name(void)

#endif
