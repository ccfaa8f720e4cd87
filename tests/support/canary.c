/* SPDX-License-Identifier: BSD-3-Clause */
#include <unistd.h>

#include "tests/support/caller.h"
#include "tests/support/canary.h"
#include "tests/support/meter.h"

#define PATIENCE 10000

/* One call; what it took in milliseconds, -1 if it failed. */
static double call(struct canary *canary, uint32_t xid)
{
	const uint32_t null[] = {canary->program, canary->version, 0};
	struct wire bytes = {0}, reply = {0};
	double start, took;

	wire_put_call_record(&bytes, null, xid, NULL, 0);
	start = meter_now();
	if (!caller_ask(canary->fd, &bytes, &reply, PATIENCE))
		took = -1;
	else
		took = meter_now() - start;
	if (took >= 0 &&
	    !wire_is(&reply, (const uint32_t[]){xid, 1, 0, 0, 0, 0}, 6))
		took = -1;
	wire_fini(&bytes);
	wire_fini(&reply);
	return took;
}

static void *sing(void *argument)
{
	struct canary *canary = argument;
	uint32_t xid = 0x40000000;

	while (!atomic_load(&canary->stop)) {
		const double took = canary->fd < 0 ? -1 : call(canary, xid++);

		canary->calls++;
		if (took > canary->worst)
			canary->worst = took;
		if (took < 0) {
			canary->failures++;
			if (canary->fd >= 0)
				close(canary->fd);
			canary->fd = caller_connect(canary->uri);
		}
		meter_sleep(CANARY_EVERY);
	}
	if (canary->fd >= 0)
		close(canary->fd);
	return NULL;
}

bool canary_start(struct canary *canary)
{
	canary->worst = 0;
	canary->calls = 0;
	canary->failures = 0;
	atomic_init(&canary->stop, false);
	canary->fd = caller_connect(canary->uri);
	if (canary->fd < 0)
		return false;
	return call(canary, 1) >= 0 &&
	       pthread_create(&canary->thread, NULL, sing, canary) == 0;
}

void canary_stop(struct canary *canary)
{
	atomic_store(&canary->stop, true);
	pthread_join(canary->thread, NULL);
}
