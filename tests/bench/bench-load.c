/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What many connections cost a server: those that are idle, in CPU and memory,
 * and those that all call at once, against an epoll server without RPC.
 */
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tests/bench/rival.h"
#include "tests/bench/tally.h"
#include "tests/support/meter.h"

/* Milliseconds of a turn. */
#define TURN 150
#define LOADED_TURN 300
#define IDLE 1000
#define IDLE_MOST 5000
#define ACTIVE_MOST 1500

static void must(bool good, const char *what)
{
	if (good)
		return;
	perror(what);
	exit(99);
}

/* A server and connections to it. */
struct crowd {
	struct rival server;
	size_t count;
	int *fds;
};

static void crowd_init(struct crowd *crowd, enum rival_kind kind, size_t count,
		       int cpu)
{
	rival_start(&crowd->server, kind, false, cpu);
	crowd->count = count;
	crowd->fds = calloc(count, sizeof(*crowd->fds));
	for (size_t i = 0; i < count; i++)
		crowd->fds[i] = rival_connect(&crowd->server);
}

static void crowd_fini(struct crowd *crowd)
{
	for (size_t i = 0; i < crowd->count; i++)
		close(crowd->fds[i]);
	free(crowd->fds);
	rival_stop(&crowd->server);
}

static void call(int fd)
{
	uint8_t bytes[RIVAL_CALL];

	rival_put_call(bytes, 1, 0);
	must(send(fd, bytes, sizeof(bytes), MSG_NOSIGNAL) == sizeof(bytes),
	     "send");
	must(recv(fd, bytes, 28, MSG_WAITALL) == 28, "recv");
}

/* -- idle connections
 * ------------------------------------------------------------------ */

/* Microseconds of the server's CPU for a call on the first connection. */
static double cost(const struct crowd *crowd)
{
	unsigned long count = 0;
	double cpu, end;

	for (int i = 0; i < 100; i++)
		call(crowd->fds[0]);
	cpu = meter_cpu(crowd->server.pid);
	for (end = meter_now() + TURN; meter_now() < end; count++)
		call(crowd->fds[0]);
	return (meter_cpu(crowd->server.pid) - cpu) * 1e3 / (double)count;
}

static void compare_idle(int cpu)
{
	struct tally tally = {.name = "1,000 idle connections / none",
			      .target = 1.1};
	struct crowd ours, ours_idle, tirpc, tirpc_idle;

	crowd_init(&ours, RIVAL_ONC, 1, cpu);
	crowd_init(&ours_idle, RIVAL_ONC, 1 + IDLE, cpu);
	crowd_init(&tirpc, RIVAL_TIRPC, 1, cpu);
	crowd_init(&tirpc_idle, RIVAL_TIRPC, 1 + IDLE, cpu);
	for (int i = 0; i < TALLY_ROUNDS; i++) {
		tally.base[i] = cost(&ours);
		tally.ours[i] = cost(&ours_idle);
		tally.tirpc[i] =
			tally.base[i] * cost(&tirpc_idle) / cost(&tirpc);
	}
	tally_show(&tally);
	crowd_fini(&ours);
	crowd_fini(&ours_idle);
	crowd_fini(&tirpc);
	crowd_fini(&tirpc_idle);
}

/* KiB that a connection takes, after a call on each or without one. */
static double weight(enum rival_kind kind, bool called)
{
	struct crowd crowd;
	double before;

	crowd_init(&crowd, kind, 1, -1);
	call(crowd.fds[0]);
	before = (double)meter_memory(crowd.server.pid);
	crowd.fds = realloc(crowd.fds, (1 + IDLE_MOST) * sizeof(*crowd.fds));
	for (; crowd.count < 1 + IDLE_MOST; crowd.count++)
		crowd.fds[crowd.count] = rival_connect(&crowd.server);
	call(crowd.fds[IDLE_MOST]);
	for (size_t i = 0; called && i < crowd.count; i++)
		call(crowd.fds[i]);
	before = (double)meter_memory(crowd.server.pid) - before;
	crowd_fini(&crowd);
	return before / IDLE_MOST;
}

static void show_weights(void)
{
	printf("\n%-44s %7s %8s %8s\n", "KiB of memory for each of 5,000",
	       "ours", "", "libtirpc");
	for (int called = 0; called < 2; called++) {
		printf("%-44s %7.2f %8s ",
		       called ? "idle after a call" : "idle from the start",
		       weight(RIVAL_ONC, called), "");
		fflush(stdout);
		printf("%8.2f\n", weight(RIVAL_TIRPC, called));
	}
}

/* -- active connections
 * ------------------------------------------------------------------ */

struct load {
	double rate; /* calls in a second */
	double p99;  /* milliseconds */
	double cpu;  /* of the server for a call, in microseconds */
};

static int ascending(const void *a, const void *b)
{
	const float x = *(const float *)a, y = *(const float *)b;

	return (x > y) - (x < y);
}

/* One call outstanding on each connection, for a turn. */
static struct load load(const struct crowd *crowd)
{
	static double started[ACTIVE_MOST];
	static float times[1 << 20];
	struct epoll_event events[256], one = {.events = EPOLLIN};
	const double start = meter_now();
	const int set = epoll_create1(0);
	size_t count = 0, waiting = crowd->count;
	uint8_t bytes[RIVAL_CALL];
	const double cpu = meter_cpu(crowd->server.pid);
	struct load load;
	double now = start;

	rival_put_call(bytes, 1, 0);
	for (uint32_t i = 0; i < crowd->count; i++) {
		one.data.u32 = i;
		must(epoll_ctl(set, EPOLL_CTL_ADD, crowd->fds[i], &one) == 0,
		     "epoll_ctl");
		started[i] = meter_now();
		(void)!send(crowd->fds[i], bytes, sizeof(bytes), 0);
	}
	while (waiting > 0) {
		const int ready = epoll_wait(set, events, 256, 10000);

		must(ready > 0, "epoll_wait");
		now = meter_now();
		for (int i = 0; i < ready; i++) {
			const uint32_t n = events[i].data.u32;
			uint8_t reply[64];

			must(recv(crowd->fds[n], reply, sizeof(reply), 0) == 28,
			     "recv");
			if (count < sizeof(times) / sizeof(*times))
				times[count++] = (float)(now - started[n]);
			if (now - start > LOADED_TURN) {
				waiting--;
				continue;
			}
			started[n] = now;
			(void)!send(crowd->fds[n], bytes, sizeof(bytes), 0);
		}
	}
	close(set);
	load.cpu = (meter_cpu(crowd->server.pid) - cpu) * 1e3 / (double)count;
	load.rate = (double)count * 1e3 / (now - start);
	qsort(times, count, sizeof(*times), ascending);
	load.p99 = (double)times[count - count / 100 - 1];
	return load;
}

/* The rows of one number of connections. */
struct loads {
	struct tally rate, p99, cpu;
};

static void enter(double *rate, double *p99, double *cpu,
		  const struct crowd *crowd)
{
	const struct load one = load(crowd);

	*rate = one.rate;
	*p99 = one.p99;
	*cpu = one.cpu;
}

static void compare_active(size_t count, const char *name)
{
	struct loads to = {
		.rate = {.name = name, .target = .9, .at_least = 1},
		.p99 = {.name = "  p99 (ms)"},
		.cpu = {.name = "  CPU of the server for a call (us)"},
	};
	struct crowd raw, ours, tirpc;

	crowd_init(&raw, RIVAL_EPOLL, count, -1);
	crowd_init(&ours, RIVAL_ONC, count, -1);
	crowd_init(&tirpc, RIVAL_TIRPC, count, -1);
	load(&raw);
	load(&ours);
	load(&tirpc);
	for (int i = 0; i < TALLY_ROUNDS; i++) {
		enter(&to.rate.base[i], &to.p99.base[i], &to.cpu.base[i], &raw);
		enter(&to.rate.ours[i], &to.p99.ours[i], &to.cpu.ours[i],
		      &ours);
		enter(&to.rate.tirpc[i], &to.p99.tirpc[i], &to.cpu.tirpc[i],
		      &tirpc);
	}
	tally_show(&to.rate);
	tally_show(&to.p99);
	tally_show(&to.cpu);
	crowd_fini(&raw);
	crowd_fini(&ours);
	crowd_fini(&tirpc);
}

int main(void)
{
	struct rlimit limit;
	cpu_set_t before;
	int cpu = 0;

	getrlimit(RLIMIT_NOFILE, &limit);
	if (limit.rlim_max < 6000) {
		puts("bench-load: 6,000 descriptors are needed (ulimit -n)");
		return 0;
	}
	limit.rlim_cur = limit.rlim_max < 16000 ? limit.rlim_max : 16000;
	setrlimit(RLIMIT_NOFILE, &limit);
	sched_getaffinity(0, sizeof(before), &before);
	for (int i = 0; i < CPU_SETSIZE; i++)
		if (CPU_ISSET(i, &before))
			cpu = i;
	rival_pin(cpu);
	tally_show_head("CPU of the server for a call (us)");
	compare_idle(cpu);
	sched_setaffinity(0, sizeof(before), &before);
	tally_show_head("All call at once / the raw epoll server");
	compare_active(100, "100 active, calls/s");
	compare_active(1000, "1,000 active, calls/s");
	compare_active(1500, "1,500 active, calls/s");
	show_weights();
	return 0;
}
