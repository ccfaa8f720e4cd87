/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Connections come, call and go, on handles of their own, shared ones and in
 * groups, while calls are cancelled and peers die in the middle of messages:
 * after any time of that no descriptor, thread or byte is lost on either side,
 * and an innocent caller was never held up.
 *
 * SOAK_SECONDS says for how long (5), SOAK_IDLE how many idle connections stand
 * beside it (200).
 */
#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <lmapibuf.h>
#include <onc/async.h>

#include "tests/rpc/siege.h"
#include "tests/soak/doomed.h"
#include "tests/support/heap.h"
#include "tests/support/meter.h"
#include "tests/support/tap.h"

#define CHURNERS 3
#define SHARERS 3
#define IN_GROUP 4
#define WAIT 20000 /* of a call that should be answered, in milliseconds */

static struct siege siege;
static struct doomed doomed;
static atomic_bool over;
static CLIENT *shared;

/* What happened, for the line that tells of it. */
static atomic_ulong connected, answered, refused, cancelled, timed_out;
/* What must not: a wrong answer, or a call that passed its deadline. */
static atomic_ulong wrong, late;

static unsigned environment(const char *name, unsigned otherwise)
{
	const char *value = getenv(name);

	return value ? (unsigned)atoi(value) : otherwise;
}

static void count(enum onc_status status)
{
	if (status == ONC_OK)
		atomic_fetch_add(&answered, 1);
	else if (status == ONC_CANCELLED)
		atomic_fetch_add(&cancelled, 1);
	else if (status == ONC_TIMED_OUT)
		atomic_fetch_add(&timed_out, 1);
	else
		atomic_fetch_add(&refused, 1);
}

static enum onc_status call(CLIENT *clnt, const struct onc_procedure *procedure,
			    const void *argument, void **result,
			    unsigned timeout)
{
	const struct onc_options options = {.timeout = timeout};
	const double start = meter_now();
	const enum onc_status status =
		onc_call(clnt, procedure, argument, result, &options);

	if (meter_now() - start > timeout + 2000)
		atomic_fetch_add(&late, 1);
	count(status);
	return status;
}

/* -- handles of their own
 * ------------------------------------------------------------------ */

static void call_well(CLIENT *clnt, uint64_t *state)
{
	char name[] = "a name", words[] = "some words";
	int few[] = {1, 2, 3};
	const mix sent = {
		.color = NONE,
		.picked = {.which = LIGHT, .choice_u.words = words},
		.first = {name, 7},
		.few = {3, few},
		.last = 42,
	};
	unsigned int size = wire_random(state) % 200000, ms = 30;
	bool good = true;
	void *result;

	switch (wire_random(state) % 5) {
	case 0:
		good = call(clnt, &echo_mix_1_procedure, &sent, &result,
			    WAIT) == ONC_OK &&
		       ((mix *)result)->last == 42 &&
		       strcmp(((mix *)result)->first.name, name) == 0;
		NetApiBufferFree(result);
		break;
	case 1:
		good = call(clnt, &large_1_procedure, &size, &result, WAIT) ==
			       ONC_OK &&
		       ((blob *)result)->blob_len == size;
		NetApiBufferFree(result);
		break;
	case 2:
		good = call(clnt, &slow_1_procedure, &ms, NULL, 10) ==
		       ONC_TIMED_OUT;
		break;
	case 3:
		good = call(clnt, &fail_1_procedure, NULL, NULL, WAIT) ==
		       ONC_SYSTEM_ERROR;
		break;
	default:
		good = call(clnt, &(struct onc_procedure){.name = "NULL"}, NULL,
			    NULL, WAIT) == ONC_OK;
	}
	if (!good)
		atomic_fetch_add(&wrong, 1);
}

/* Whatever comes from a server that dies: no harm, and no hang. */
static void call_the_doomed(CLIENT *clnt)
{
	void *result;

	if (call(clnt, &echo_mix_1_procedure, &(mix){.first = {(char *)"", 0}},
		 &result, 300) == ONC_OK)
		NetApiBufferFree(result);
	else if (result)
		atomic_fetch_add(&wrong, 1);
}

static void *churn(void *argument)
{
	uint64_t state = (uintptr_t)argument;

	while (!atomic_load(&over)) {
		const bool well = wire_random(&state) % 4 > 0;
		const char *uri = !well			    ? doomed.uri
				  : wire_random(&state) % 2 ? siege.tcp
							    : siege.local;
		CLIENT *clnt;

		if (onc_connect(uri, HOSTILE, HOSTILE_V1, NULL, &clnt) !=
		    ONC_OK) {
			atomic_fetch_add(&refused, 1);
			continue;
		}
		atomic_fetch_add(&connected, 1);
		for (unsigned n = wire_random(&state) % 6; n-- > 0;)
			if (well)
				call_well(clnt, &state);
			else
				call_the_doomed(clnt);
		onc_disconnect(clnt);
	}
	return NULL;
}

/* -- a handle for all
 * ------------------------------------------------------------------ */

static void *share(void *argument)
{
	uint64_t state = (uintptr_t)argument;

	while (!atomic_load(&over)) {
		unsigned int ms = wire_random(&state) % 20;
		const enum onc_status status =
			call(shared, &slow_1_procedure, &ms, NULL, WAIT);

		if (status != ONC_OK && status != ONC_CANCELLED)
			atomic_fetch_add(&wrong, 1);
	}
	return NULL;
}

static void *cancel(void *argument)
{
	while (!atomic_load(&over)) {
		meter_sleep(30);
		onc_cancel(shared);
	}
	return argument;
}

/* -- groups
 * ------------------------------------------------------------------ */

static void take(void *context, enum onc_status status, void *result)
{
	size_t *ended = context;

	++*ended;
	count(status);
	NetApiBufferFree(result);
}

static void run_group(struct onc_group *group, CLIENT *clnt[IN_GROUP],
		      uint64_t *state)
{
	const double start = meter_now();
	size_t started = 0, ended = 0;

	for (int i = 0; i < 20; i++) {
		const unsigned int size = wire_random(state) % 5000;
		struct onc_pending *pending;

		if (onc_start(clnt[i % IN_GROUP], &large_1_procedure, &size,
			      &(struct onc_options){.timeout = 1000}, take,
			      &ended, &pending) != ONC_OK) {
			atomic_fetch_add(&refused, 1);
			continue;
		}
		started++;
		if (wire_random(state) % 5 == 0)
			onc_pending_cancel(pending);
	}
	while (ended < started && meter_now() - start < WAIT)
		if (onc_group_run(group, 100) != ONC_OK)
			break;
	if (ended != started)
		atomic_fetch_add(&late, 1);
}

static void *drive(void *argument)
{
	uint64_t state = (uintptr_t)argument;

	while (!atomic_load(&over)) {
		struct onc_group *group;
		CLIENT *clnt[IN_GROUP];

		if (onc_group_new(&group) != ONC_OK)
			continue;
		for (int i = 0; i < IN_GROUP; i++)
			if (onc_connect(i == 0	? doomed.uri
					: i % 2 ? siege.tcp
						: siege.local,
					HOSTILE, HOSTILE_V1, NULL,
					&clnt[i]) != ONC_OK ||
			    onc_group_add(group, clnt[i]) != ONC_OK)
				atomic_fetch_add(&wrong, 1);
		run_group(group, clnt, &state);
		run_group(group, clnt, &state);
		for (int i = 0; i < IN_GROUP; i++)
			onc_disconnect(clnt[i]);
		onc_group_free(group);
	}
	return NULL;
}

/* -- what is left
 * ------------------------------------------------------------------ */

struct level {
	long descriptors;
	long threads;
	size_t heap;
	long memory;
};

static struct level level_here(void)
{
	return (struct level){
		.descriptors = meter_descriptors(getpid()),
		.threads = meter_threads(getpid()),
		.heap = mallinfo2().uordblks,
		.memory = meter_memory(getpid()),
	};
}

static void tell(double seconds)
{
	printf("# %5.0f s: %lu connected, %lu answered, %lu refused, "
	       "%lu cancelled, %lu timed out; server %ld KiB, %ld fds, "
	       "%ld threads; client %ld KiB, %ld fds\n",
	       seconds, atomic_load(&connected), atomic_load(&answered),
	       atomic_load(&refused), atomic_load(&cancelled),
	       atomic_load(&timed_out), meter_memory(siege.pid),
	       meter_descriptors(siege.pid), meter_threads(siege.pid),
	       meter_memory(getpid()), meter_descriptors(getpid()));
	fflush(stdout);
}

static void run_threads(unsigned seconds)
{
	static void *(*const roles[])(void *) = {churn, share, drive, cancel};
	static const int counts[] = {CHURNERS, SHARERS, 1, 1};
	pthread_t threads[CHURNERS + SHARERS + 2];
	const double start = meter_now();
	size_t made = 0;

	atomic_store(&over, false);
	for (size_t role = 0; role < TAP_COUNT(roles); role++)
		for (int i = 0; i < counts[role]; i++, made++)
			CU_ASSERT_EQUAL_FATAL(
				pthread_create(&threads[made], NULL,
					       roles[role], (void *)(made + 1)),
				0);
	for (unsigned n = 1; n <= seconds; n++) {
		meter_sleep(1000);
		if (n % (seconds < 60 ? 5 : 10) == 0)
			tell((meter_now() - start) / 1e3);
	}
	atomic_store(&over, true);
	for (size_t i = 0; i < made; i++)
		pthread_join(threads[i], NULL);
}

static void connect_shared(void)
{
	CU_ASSERT_EQUAL_FATAL(
		onc_connect(siege.tcp, HOSTILE, HOSTILE_V1, NULL, &shared),
		ONC_OK);
}

static void check_here(const struct level *before)
{
	const struct level after = level_here();

	CU_ASSERT_EQUAL(after.descriptors, before->descriptors);
	CU_ASSERT_EQUAL(after.threads, before->threads);
	if (!heap_counts())
		return;
	CU_ASSERT(after.heap <= before->heap + 65536);
	CU_ASSERT(after.memory <= before->memory + SIEGE_MEMORY);
	printf("# client: %+ld KiB, %+ld bytes of heap\n",
	       after.memory - before->memory,
	       (long)(after.heap - before->heap));
}

static void nothing_is_lost_while_peers_come_and_go(void)
{
	const struct siege_setup setup = {
		.options = {.record_timeout = 2000,
			    .write_timeout = 2000,
			    .idle_timeout = 600000,
			    .connections = 9000,
			    .connections_per_peer = 9000},
		.alone = true};
	struct canary canary = {.program = HOSTILE, .version = HOSTILE_V1};
	const unsigned idle = environment("SOAK_IDLE", 200);
	struct level before;
	int *fds = calloc(idle, sizeof(*fds));

	siege_begin(&siege, &setup);
	CU_ASSERT_EQUAL_FATAL(doomed_start(&doomed, siege.tcp, siege.local), 0);
	/* A little of everything first: what is kept for reuse is kept. */
	connect_shared();
	run_threads(2);
	onc_disconnect(shared);
	meter_sleep(500);
	before = level_here();
	siege.memory = meter_memory(siege.pid);
	for (unsigned i = 0; i < idle; i++)
		fds[i] = siege_connect(&siege, i % 2);
	printf("# %u idle connections: %+ld KiB\n", idle,
	       meter_memory(siege.pid) - siege.memory);
	connect_shared();
	canary.uri = siege.tcp;
	CU_ASSERT_FATAL(canary_start(&canary));
	run_threads(environment("SOAK_SECONDS", 5));
	canary_stop(&canary);
	onc_disconnect(shared);
	for (unsigned i = 0; i < idle; i++) {
		CU_ASSERT(fds[i] >= 0 && !caller_is_closed(fds[i], 0));
		close(fds[i]);
	}
	doomed_stop(&doomed);
	CU_ASSERT_EQUAL(atomic_load(&wrong), 0);
	CU_ASSERT_EQUAL(atomic_load(&late), 0);
	CU_ASSERT(atomic_load(&answered) > 100);
	check_here(&before);
	printf("# the canary's longest call: %.1f ms of %lu calls\n",
	       canary.worst, canary.calls);
	/* A crowd beside it on two processors: it may wait for one. */
	CU_ASSERT(canary.failures == 0 && canary.worst <= 10 * SIEGE_STALL);
	CU_ASSERT(siege_end(&siege));
	free(fds);
}

static const struct tap_case cases[] = {
	TAP_CASE(nothing_is_lost_while_peers_come_and_go),
};

int main(void)
{
	struct rlimit limit;

	getrlimit(RLIMIT_NOFILE, &limit);
	limit.rlim_cur = limit.rlim_max < 20000 ? limit.rlim_max : 20000;
	setrlimit(RLIMIT_NOFILE, &limit);
	if (environment("SOAK_IDLE", 200) + 200 > limit.rlim_cur)
		tap_skip_all("too few descriptors (ulimit -n)");
	return tap_run("soak", cases, TAP_COUNT(cases));
}
