/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Asks any number of servers at once, in one thread:
 *
 *     fleet URI...
 *
 * A line for each server, in the order in which they answer; those that cannot
 * be reached have one too. Nobody waits for the slowest but the program's end.
 *
 * Who owns what. A handle is in the group, and ours: onc_disconnect() ends
 * both. A result is one block that the callback frees.
 */
#include <onc/async.h>
#include <stdio.h>
#include <stdlib.h>

#include "pulse.h"

enum { TIMEOUT = 5000 }; /* milliseconds for each server, connecting included */

struct ship {
	const char *uri;
	CLIENT *clnt;
};

static unsigned int failed;

/* Called from onc_group_run(). */
static void report(void *context, enum onc_status status, void *result)
{
	const struct ship *ship = context;
	const pulse *felt = result;

	if (status) {
		failed++;
		printf("%s: %s\n", ship->uri, onc_error(ship->clnt));
		return;
	}
	printf("%s: %s, asked %u times before\n", ship->uri, felt->name,
	       felt->asked);
	NetApiBufferFree(result);
}

/* Connecting is left to the group: nothing here waits for anybody. */
static enum onc_status ask(struct onc_group *group, struct ship *ship)
{
	const struct onc_options options = {.timeout = TIMEOUT,
					    .flags = ONC_CONNECT_LATER};
	enum onc_status status;

	status = onc_connect(ship->uri, PULSE, PULSE_V1, &options, &ship->clnt);
	if (!status)
		status = onc_group_add(group, ship->clnt);
	if (!status)
		status = onc_start(ship->clnt, &feel_1_procedure, NULL, NULL,
				   report, ship, NULL);
	return status;
}

static void ask_all(struct onc_group *group, struct ship *ships, int count)
{
	for (int i = 0; i < count; i++) {
		const enum onc_status status = ask(group, &ships[i]);

		if (status) {
			failed++;
			printf("%s: %s\n", ships[i].uri,
			       onc_status_text(status));
		}
	}
	while (onc_group_pending(group) > 0)
		if (onc_group_run(group, -1))
			break;
}

int main(int argc, char **argv)
{
	const int count = argc - 1;
	struct ship *ships = calloc((size_t)count + 1, sizeof(*ships));
	struct onc_group *group;

	if (!ships || onc_group_new(&group)) {
		fprintf(stderr, "fleet: no memory\n");
		return 1;
	}
	for (int i = 0; i < count; i++)
		ships[i].uri = argv[i + 1];
	ask_all(group, ships, count);
	for (int i = 0; i < count; i++)
		onc_disconnect(ships[i].clnt);
	onc_group_free(group);
	free(ships);
	printf("%d asked, %u failed\n", count, failed);
	return failed ? 1 : 0;
}
