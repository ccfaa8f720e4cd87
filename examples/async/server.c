/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The server of pulse.x:
 *
 *     server NAME URI...
 *
 * It listens on all URIs (port 0: any free one), prints where that is, and
 * serves until it gets SIGTERM or SIGINT.
 */
#include <signal.h>
#include <stdio.h>

#include "pulse.h"

struct self {
	const char *name;
	unsigned int asked;
};

bool_t feel_1_svc(pulse *result, struct onc_request *req)
{
	struct self *self = onc_context(req);

	result->name = (char *)self->name;
	result->asked = __atomic_fetch_add(&self->asked, 1, __ATOMIC_RELAXED);
	return TRUE;
}

static struct onc_server *server; /* for the signal handler */

static void stop(int signal)
{
	(void)signal;
	onc_server_stop(server);
}

static enum onc_status serve(char **uris, struct self *self)
{
	enum onc_status status;

	status = onc_server_add(server, &pulse_1_program, self);
	for (int i = 0; !status && uris[i]; i++) {
		status = onc_server_listen(server, uris[i]);
		if (!status)
			printf("listening on %s\n",
			       onc_server_address(server, (size_t)i));
	}
	fflush(stdout);
	return status ? status : onc_server_run(server);
}

int main(int argc, char **argv)
{
	struct self self = {0};
	enum onc_status status;

	if (argc < 3) {
		fprintf(stderr, "usage: server NAME URI...\n");
		return 2;
	}
	self.name = argv[1];
	status = onc_server_new(&server);
	if (!status) {
		signal(SIGTERM, stop);
		signal(SIGINT, stop);
		status = serve(argv + 2, &self);
		onc_server_free(server);
	}
	if (status)
		fprintf(stderr, "server: %s\n", onc_status_text(status));
	return status ? 1 : 0;
}
