/* SPDX-License-Identifier: BSD-3-Clause */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/rpc/siege.h"
#include "tests/support/heap.h"
#include "tests/support/meter.h"

/* -- the server's process
 * ------------------------------------------------------------------ */

static struct onc_server *server;

static void stop(int number)
{
	(void)number;
	onc_server_stop(server);
}

/* Where it listens; the parent waits for that. */
struct addresses {
	char tcp[128];
	char local[128];
};

static int serve(const struct siege_setup *setup, int report)
{
	const struct rlimit limit = {setup->descriptors, setup->descriptors};
	const struct rlimit space = {setup->address_space,
				     setup->address_space};
	char folder[] = "/tmp/onc-siege-XXXXXX", uri[64];
	struct addresses at = {0};
	enum onc_status status;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (setup->descriptors > 0)
		setrlimit(RLIMIT_NOFILE, &limit);
	if (setup->address_space > 0)
		setrlimit(RLIMIT_AS, &space);
	if (!mkdtemp(folder))
		return 90;
	snprintf(uri, sizeof(uri), "unix://%s/socket", folder);
	if (onc_server_new(&server) != ONC_OK ||
	    onc_server_configure(server, &setup->options) != ONC_OK ||
	    onc_server_add(server, &hostile_1_program, NULL) != ONC_OK ||
	    onc_server_add(server, &hostile_3_program, NULL) != ONC_OK ||
	    onc_server_listen(server, "tcp://127.0.0.1:0") != ONC_OK ||
	    onc_server_listen(server, uri) != ONC_OK)
		return 91;
	signal(SIGTERM, stop);
	snprintf(at.tcp, sizeof(at.tcp), "%s", onc_server_address(server, 0));
	snprintf(at.local, sizeof(at.local), "%s",
		 onc_server_address(server, 1));
	if (write(report, &at, sizeof(at)) != sizeof(at))
		return 92;
	close(report);
	status = onc_server_run(server);
	onc_server_free(server);
	rmdir(folder);
	return status == ONC_OK ? 0 : 93;
}

static bool start(struct siege *siege, const struct siege_setup *setup)
{
	struct addresses at;
	int report[2];
	bool good;

	if (pipe(report) < 0)
		return false;
	fflush(NULL);
	siege->pid = fork();
	if (siege->pid == 0) {
		close(report[0]);
		/* exit(): leaks are looked for, where there is an instrument */
		exit(serve(setup, report[1]));
	}
	close(report[1]);
	good = siege->pid > 0 && read(report[0], &at, sizeof(at)) == sizeof(at);
	close(report[0]);
	if (!good)
		return false;
	snprintf(siege->tcp, sizeof(siege->tcp), "%s", at.tcp);
	snprintf(siege->local, sizeof(siege->local), "%s", at.local);
	return true;
}

/* -- calls
 * ------------------------------------------------------------------ */

int siege_connect(struct siege *siege, bool local)
{
	return caller_connect(local ? siege->local : siege->tcp);
}

void siege_put_call(struct wire *wire, uint32_t xid, uint32_t procedure,
		    const struct wire *arguments)
{
	const uint32_t target[] = {HOSTILE, HOSTILE_V1, procedure};

	wire_put_call_record(wire, target, xid,
			     arguments ? arguments->at : NULL,
			     arguments ? arguments->size : 0);
}

bool siege_is_served(int fd, int ms)
{
	struct wire call = {0}, reply = {0};
	bool served;

	siege_put_call(&call, 0x5e7d, 0, NULL);
	served = caller_ask(fd, &call, &reply, ms) &&
		 wire_is(&reply, (uint32_t[]){0x5e7d, 1, 0, 0, 0, 0}, 6);
	wire_fini(&call);
	wire_fini(&reply);
	return served;
}

/* All that is made at first use is made, so that what comes is a level. */
static void warm_up(struct siege *siege)
{
	for (int local = 0; local < 2; local++) {
		int fds[4];

		for (int i = 0; i < 4; i++)
			fds[i] = siege_connect(siege, local);
		for (int i = 0; i < 100; i++)
			SIEGE_CHECK(siege, siege_is_served(fds[i % 4], 10000));
		for (int i = 0; i < 4; i++)
			close(fds[i]);
	}
	meter_sleep(100);
}

/* -- the siege
 * ------------------------------------------------------------------ */

bool siege_check(struct siege *siege, bool good, const char *what)
{
	if (good)
		return true;
	siege->failed = true;
	printf("#   not so: %s\n", what);
	return false;
}

void siege_begin(struct siege *siege, const struct siege_setup *setup)
{
	*siege = (struct siege){.alone = setup->alone};
	if (!start(siege, setup)) {
		printf("# the server did not start\n");
		exit(99);
	}
	siege->canary = (struct canary){
		.uri = siege->tcp, .program = HOSTILE, .version = HOSTILE_V1};
	warm_up(siege);
	siege->memory = meter_memory(siege->pid);
	siege->descriptors = meter_descriptors(siege->pid);
	siege->cpu = meter_cpu(siege->pid);
	siege->start = meter_now();
	if (!siege->alone && !canary_start(&siege->canary))
		exit(99);
}

double siege_load(const struct siege *siege)
{
	return (meter_cpu(siege->pid) - siege->cpu) /
	       (meter_now() - siege->start);
}

/* Waits a little for connections to be noticed as closed. */
static void check_levels(struct siege *siege)
{
	const double deadline = meter_now() + 8000;
	long memory, descriptors;

	do {
		meter_sleep(20);
		memory = meter_memory(siege->pid) - siege->memory;
		descriptors =
			meter_descriptors(siege->pid) - siege->descriptors;
	} while (meter_now() < deadline &&
		 (descriptors > 0 || (heap_counts() && memory > SIEGE_MEMORY)));
	if (!SIEGE_CHECK(siege, descriptors <= 0))
		printf("#   %ld descriptors more\n", descriptors);
	/* Instruments keep what is freed. */
	if (heap_counts() && !SIEGE_CHECK(siege, memory <= SIEGE_MEMORY))
		printf("#   %ld KiB more\n", memory);
}

static void check_canary(struct siege *siege)
{
	const struct canary *canary = &siege->canary;

	/* It may not have come to its turn in a short attack. */
	meter_sleep(3 * CANARY_EVERY);
	canary_stop(&siege->canary);
	SIEGE_CHECK(siege, canary->calls > 0);
	SIEGE_CHECK(siege, canary->failures == 0);
	/* Instruments make everything many times slower. */
	if (!siege_check(siege,
			 canary->worst <=
				 (heap_counts() ? 1 : 10) * SIEGE_STALL,
			 "the canary was not held up"))
		printf("#   the canary waited %.1f ms\n", canary->worst);
}

bool siege_end(struct siege *siege)
{
	int status;

	if (!siege->alone)
		check_canary(siege);
	check_levels(siege);
	SIEGE_CHECK(siege, kill(siege->pid, SIGTERM) == 0);
	SIEGE_CHECK(siege, waitpid(siege->pid, &status, 0) == siege->pid);
	if (!SIEGE_CHECK(siege, status == 0))
		printf("#   it ended with 0x%x\n", (unsigned)status);
	return !siege->failed;
}

bool siege_try(bool (*attempt)(void))
{
	for (int i = 0; i < 3; i++)
		if (attempt())
			return true;
	return false;
}
