/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a call costs: CPU of client and server together, both on one CPU so that
 * nothing is hidden by idling, over that of the same bytes sent to and fro
 * without any RPC; and what threads gain from one handle.
 *
 * In each round all contenders take their turn.
 */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lmapibuf.h>
#include <onc/async.h>
#include <onc/client.h>

#include "messages.h"
#include "tests/bench/rival.h"
#include "tests/bench/tally.h"
#include "tests/bench/tirpc.h"
#include "tests/support/meter.h"

/* Milliseconds of a turn. */
#define TURN 150
#define IN_FLIGHT 32
#define THREADS 4

static const struct onc_procedure null_procedure = {.name = "NULL"};
static struct onc_procedure large_procedure = {.name = "LARGE", .number = 1};

static void must(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "bench-call: %s failed\n", what);
	exit(99);
}

/* -- clients
 * ------------------------------------------------------------------ */

/* A client and the server that it calls. */
struct pair {
	struct rival server;
	/* Calls for about so many milliseconds; how many calls that were. */
	unsigned long (*work)(struct pair *pair, double ms);
	uint32_t procedure;
	int fd;
	CLIENT *clnt;
	void *tirpc;
	struct onc_group *group;
};

static CLIENT *connect_onc(const struct rival *server)
{
	CLIENT *clnt;

	must(onc_connect(server->uri, RIVAL_PROGRAM, RIVAL_VERSION, NULL,
			 &clnt) == ONC_OK,
	     "onc_connect");
	return clnt;
}

static void call_raw(int fd, uint32_t procedure)
{
	uint8_t call[RIVAL_CALL], reply[RIVAL_REPLY_MOST];
	const size_t size = rival_reply_size(procedure);
	size_t have = 0;

	rival_put_call(call, 1, procedure);
	must(send(fd, call, sizeof(call), MSG_NOSIGNAL) == sizeof(call),
	     "send");
	while (have < size) {
		const ssize_t count = recv(fd, reply + have, size - have, 0);

		must(count > 0, "recv");
		have += (size_t)count;
	}
}

static void call_onc(CLIENT *clnt, uint32_t procedure)
{
	void *result;

	if (procedure == 0) {
		must(onc_call(clnt, &null_procedure, NULL, NULL, NULL) ==
			     ONC_OK,
		     "onc_call");
		return;
	}
	must(onc_call(clnt, &large_procedure, NULL, &result, NULL) == ONC_OK,
	     "onc_call");
	NetApiBufferFree(result);
}

#define WORK_OF(name, call)                                                    \
	static unsigned long name(struct pair *pair, double ms)                \
	{                                                                      \
		const double end = meter_now() + ms;                           \
		unsigned long count = 0;                                       \
		do                                                             \
			for (int i = 0; i < 32; i++, count++)                  \
				call;                                          \
		while (meter_now() < end);                                     \
		return count;                                                  \
	}

WORK_OF(work_raw, call_raw(pair->fd, pair->procedure))
WORK_OF(work_onc, call_onc(pair->clnt, pair->procedure))
WORK_OF(work_tirpc, must(tirpc_call(pair->tirpc, pair->procedure), "clnt_call"))

/* What can be sent now leaves in one send, and the same back. */
static unsigned long work_raw_batch(struct pair *pair, double ms)
{
	uint8_t calls[IN_FLIGHT * RIVAL_CALL], replies[IN_FLIGHT * 28];
	const double end = meter_now() + ms;
	unsigned long count = 0;

	for (uint32_t i = 0; i < IN_FLIGHT; i++)
		rival_put_call(calls + i * RIVAL_CALL, i, 0);
	do {
		must(send(pair->fd, calls, sizeof(calls), MSG_NOSIGNAL) ==
			     sizeof(calls),
		     "send");
		must(recv(pair->fd, replies, sizeof(replies), MSG_WAITALL) ==
			     sizeof(replies),
		     "recv");
		count += IN_FLIGHT;
	} while (meter_now() < end);
	return count;
}

/* As many calls in flight as one wants: each that ends starts another. */
struct relay {
	struct pair *pair;
	unsigned long count;
	bool over;
};

static void pass_on(void *context, enum onc_status status, void *result)
{
	struct relay *relay = context;

	(void)result;
	must(status == ONC_OK, "onc_start");
	relay->count++;
	if (!relay->over)
		must(onc_start(relay->pair->clnt, &null_procedure, NULL, NULL,
			       pass_on, relay, NULL) == ONC_OK,
		     "onc_start");
}

static unsigned long work_async(struct pair *pair, double ms)
{
	const double end = meter_now() + ms;
	struct relay relay = {.pair = pair};

	for (int i = 0; i < IN_FLIGHT; i++)
		must(onc_start(pair->clnt, &null_procedure, NULL, NULL, pass_on,
			       &relay, NULL) == ONC_OK,
		     "onc_start");
	while (onc_group_pending(pair->group) > 0) {
		must(onc_group_run(pair->group, -1) == ONC_OK, "onc_group_run");
		relay.over = meter_now() >= end;
	}
	return relay.count;
}

/* Microseconds of CPU, client and server, for a call. */
static double cost(struct pair *pair)
{
	double before;
	unsigned long count;

	pair->work(pair, 5);
	before = meter_cpu(getpid()) + meter_cpu(pair->server.pid);
	count = pair->work(pair, TURN);
	return (meter_cpu(getpid()) + meter_cpu(pair->server.pid) - before) *
	       1e3 / (double)count;
}

static struct pair pair_of(enum rival_kind kind, bool local, uint32_t procedure,
			   unsigned long (*work)(struct pair *, double),
			   int cpu)
{
	struct pair pair = {.work = work, .procedure = procedure, .fd = -1};

	rival_start(&pair.server, kind, local, cpu);
	if (work == work_raw || work == work_raw_batch)
		pair.fd = rival_connect(&pair.server);
	if (work == work_onc || work == work_async)
		pair.clnt = connect_onc(&pair.server);
	if (work == work_async)
		must(onc_group_new(&pair.group) == ONC_OK &&
			     onc_group_add(pair.group, pair.clnt) == ONC_OK,
		     "onc_group_add");
	if (work == work_tirpc) {
		pair.tirpc = tirpc_connect((void *)&pair.server.address,
					   RIVAL_PROGRAM, RIVAL_VERSION);
		must(pair.tirpc, "clnt_vc_create");
	}
	return pair;
}

static void pair_fini(struct pair *pair)
{
	onc_group_free(pair->group);
	onc_disconnect(pair->clnt);
	if (pair->tirpc)
		tirpc_disconnect(pair->tirpc);
	if (pair->fd >= 0)
		close(pair->fd);
	rival_stop(&pair->server);
}

/* -- the price of a call
 * ------------------------------------------------------------------ */

static void compare(struct tally *tally, struct pair *base, struct pair *ours,
		    struct pair *tirpc)
{
	for (int i = 0; i < TALLY_ROUNDS; i++) {
		tally->base[i] = cost(base);
		tally->ours[i] = cost(ours);
		if (tirpc)
			tally->tirpc[i] = cost(tirpc);
	}
	tally_show(tally);
}

static void compare_synchronous(const char *name, bool local,
				uint32_t procedure, int cpu)
{
	struct tally tally = {.name = name, .target = 1.05};
	struct pair base = pair_of(RIVAL_RAW, local, procedure, work_raw, cpu);
	struct pair ours = pair_of(RIVAL_ONC, local, procedure, work_onc, cpu);
	struct pair tirpc =
		pair_of(RIVAL_TIRPC, local, procedure, work_tirpc, cpu);

	compare(&tally, &base, &ours, &tirpc);
	pair_fini(&base);
	pair_fini(&ours);
	pair_fini(&tirpc);
}

/* A side at a time, the other one raw: where the price comes from. */
static void compare_sides(int cpu)
{
	struct tally client = {.name = "  only the client, server raw epoll"};
	struct tally server = {.name = "  only the server, client raw"};
	struct tally epoll = {.name = "  neither, server raw epoll"};
	struct pair base = pair_of(RIVAL_RAW, false, 0, work_raw, cpu);
	struct pair a = pair_of(RIVAL_EPOLL, false, 0, work_onc, cpu);
	struct pair a_tirpc = pair_of(RIVAL_EPOLL, false, 0, work_tirpc, cpu);
	struct pair b = pair_of(RIVAL_ONC, false, 0, work_raw, cpu);
	struct pair b_tirpc = pair_of(RIVAL_TIRPC, false, 0, work_raw, cpu);
	struct pair c = pair_of(RIVAL_EPOLL, false, 0, work_raw, cpu);

	compare(&client, &base, &a, &a_tirpc);
	compare(&server, &base, &b, &b_tirpc);
	compare(&epoll, &base, &c, NULL);
	pair_fini(&base);
	pair_fini(&a);
	pair_fini(&a_tirpc);
	pair_fini(&b);
	pair_fini(&b_tirpc);
	pair_fini(&c);
}

static void compare_in_flight(int cpu)
{
	struct tally tally = {.name = "null, TCP, 32 in flight", .target = .08};
	struct tally half = {.name = "  only the client, server raw epoll"};
	struct tally raw = {.name = "  neither, server raw epoll"};
	struct pair base = pair_of(RIVAL_RAW, false, 0, work_raw, cpu);
	struct pair ours = pair_of(RIVAL_ONC, false, 0, work_async, cpu);
	struct pair a = pair_of(RIVAL_EPOLL, false, 0, work_async, cpu);
	struct pair b = pair_of(RIVAL_EPOLL, false, 0, work_raw_batch, cpu);

	compare(&tally, &base, &ours, NULL);
	compare(&half, &base, &a, NULL);
	compare(&raw, &base, &b, NULL);
	pair_fini(&base);
	pair_fini(&ours);
	pair_fini(&a);
	pair_fini(&b);
}

/* -- threads
 * ------------------------------------------------------------------ */

struct worker {
	struct pair *pair;
	atomic_bool *over;
	unsigned long count;
	pthread_t thread;
};

static void *call_on(void *argument)
{
	struct worker *worker = argument;

	while (!atomic_load_explicit(worker->over, memory_order_relaxed)) {
		if (worker->pair->clnt)
			call_onc(worker->pair->clnt, 0);
		else
			must(tirpc_call(worker->pair->tirpc, 0), "clnt_call");
		worker->count++;
	}
	return NULL;
}

/* Calls in a second, of one thread for each pair named. */
static double rate(struct pair *pairs[THREADS])
{
	struct worker workers[THREADS];
	const double start = meter_now();
	atomic_bool over = false;
	unsigned long count = 0;

	for (int i = 0; i < THREADS; i++) {
		workers[i] = (struct worker){.pair = pairs[i], .over = &over};
		must(pthread_create(&workers[i].thread, NULL, call_on,
				    &workers[i]) == 0,
		     "pthread_create");
	}
	meter_sleep(2 * TURN);
	atomic_store(&over, true);
	for (int i = 0; i < THREADS; i++) {
		pthread_join(workers[i].thread, NULL);
		count += workers[i].count;
	}
	return (double)count * 1e3 / (meter_now() - start);
}

/* All handles lead to one raw epoll server. */
static void compare_threads(enum rival_kind kind)
{
	struct tally tally = {
		.name = kind == RIVAL_EPOLL ? "4 threads, server raw epoll"
					    : "4 threads, server ours",
		.target = 1,
		.at_least = 1,
	};
	struct pair *one[THREADS], *own[THREADS], *one_tirpc[THREADS],
		*own_tirpc[THREADS];
	struct pair pairs[2 * THREADS] = {0};
	double bases[TALLY_ROUNDS];
	struct rival server;

	rival_start(&server, kind, false, -1);
	for (int i = 0; i < THREADS; i++) {
		pairs[i].clnt = connect_onc(&server);
		pairs[i + THREADS].tirpc = tirpc_connect(
			(void *)&server.address, RIVAL_PROGRAM, RIVAL_VERSION);
		own[i] = &pairs[i];
		own_tirpc[i] = &pairs[i + THREADS];
		one[i] = own[0];
		one_tirpc[i] = own_tirpc[0];
	}
	for (int i = 0; i < TALLY_ROUNDS; i++) {
		tally.base[i] = rate(own);
		tally.ours[i] = rate(one);
		bases[i] = rate(own_tirpc);
		/* Its own handles are what it is compared with. */
		tally.tirpc[i] = rate(one_tirpc) / bases[i] * tally.base[i];
	}
	tally_show(&tally);
	for (int i = 0; i < THREADS; i++) {
		onc_disconnect(pairs[i].clnt);
		tirpc_disconnect(pairs[i + THREADS].tirpc);
	}
	rival_stop(&server);
}

/* The last CPU that the process may use. */
static int find_cpu(void)
{
	cpu_set_t set;
	int found = 0;

	sched_getaffinity(0, sizeof(set), &set);
	for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
		if (CPU_ISSET(cpu, &set))
			found = cpu;
	return found;
}

int main(void)
{
	const int cpu = find_cpu();
	cpu_set_t before;

	large_procedure.result = blob_type;
	sched_getaffinity(0, sizeof(before), &before);
	rival_pin(cpu);
	tally_show_head("CPU of a call, both sides / raw, synchronous (us)");
	compare_synchronous("null, TCP", false, 0, cpu);
	compare_sides(cpu);
	compare_synchronous("1k, TCP", false, 1, cpu);
	compare_synchronous("null, AF_UNIX", true, 0, cpu);
	compare_synchronous("1k, AF_UNIX", true, 1, cpu);
	compare_in_flight(cpu);
	sched_setaffinity(0, sizeof(before), &before);
	tally_show_head("Calls/s, one handle / a handle for each thread");
	compare_threads(RIVAL_EPOLL);
	compare_threads(RIVAL_ONC);
	return 0;
}
