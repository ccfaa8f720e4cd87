/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The signal is taken by a thread that does nothing else: a handler of it could
 * not print, and must not ask.
 */
#include <signal.h>
#include <stddef.h>
#include <stdio.h>

#include "src/netmgmtd/tell.h"

#define COUNTER(name)                                                          \
	{                                                                      \
#name, offsetof(struct onc_counters, name)                     \
	}

static const struct {
	const char *name;
	size_t offset;
} counters[] = {
	COUNTER(connections_now),
	COUNTER(connections_total),
	COUNTER(calls),
	COUNTER(replies),
	COUNTER(bytes_in),
	COUNTER(bytes_out),
	COUNTER(refused_connections),
	COUNTER(refused_per_peer),
	COUNTER(refused_descriptors),
	COUNTER(closed_framing),
	COUNTER(closed_not_rpc),
	COUNTER(closed_too_big),
	COUNTER(closed_bytes),
	COUNTER(closed_memory),
	COUNTER(closed_record),
	COUNTER(closed_write),
	COUNTER(closed_idle),
	COUNTER(closed_draining),
	COUNTER(refused_rpc_version),
	COUNTER(refused_credential),
	COUNTER(refused_program),
	COUNTER(refused_version),
	COUNTER(refused_procedure),
	COUNTER(refused_arguments),
	COUNTER(system_errors),
	COUNTER(threads_now),
	COUNTER(queue_now),
	COUNTER(queue_peak),
	COUNTER(takeovers),
};

static void tell(struct onc_server *server)
{
	struct onc_counters now;

	onc_server_counters(server, &now);
	for (size_t i = 0; i < sizeof(counters) / sizeof(*counters); i++) {
		const void *at = (const char *)&now + counters[i].offset;

		fprintf(stderr, "netmgmtd: %s %llu\n", counters[i].name,
			(unsigned long long)*(const uint64_t *)at);
	}
}

static void only_usr1(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGUSR1);
}

static void *wait_for_signals(void *argument)
{
	struct teller *teller = argument;
	sigset_t usr1;
	int number;

	only_usr1(&usr1);
	while (sigwait(&usr1, &number) == 0 && !teller->over)
		tell(teller->server);
	return NULL;
}

void tell_start(struct teller *teller, struct onc_server *server)
{
	sigset_t all, before;

	teller->server = server;
	teller->over = false;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	teller->runs = pthread_create(&teller->thread, NULL, wait_for_signals,
				      teller) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void tell_stop(struct teller *teller)
{
	if (!teller->runs)
		return;
	teller->over = true;
	pthread_kill(teller->thread, SIGUSR1);
	pthread_join(teller->thread, NULL);
}
