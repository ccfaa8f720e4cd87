/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The daemon's life: open the root, listen, say so, serve, and leave nothing
 * behind. 0 is an end that was asked for, 1 a failure, 2 a wrong command line.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <netmgmt/connection.h>
#include <netmgmt/display.h>
#include <netmgmt/file.h>
#include <netmgmt/group.h>
#include <netmgmt/localgroup.h>
#include <netmgmt/modals.h>
#include <netmgmt/remutl.h>
#include <netmgmt/server.h>
#include <netmgmt/session.h>
#include <netmgmt/share.h>
#include <netmgmt/transport.h>
#include <netmgmt/use.h>
#include <netmgmt/user.h>
#include <netmgmt/wksta.h>
#include <onc/server.h>

#include "src/netmgmtd/config.h"
#include "src/netmgmtd/daemon.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/ready.h"
#include "src/netmgmtd/tell.h"

enum { EXIT_USAGE = 2 };

static const struct onc_program *const programs[] = {
	&netmgmt_user_1_program,    &netmgmt_server_1_program,
	&netmgmt_wksta_1_program,   &netmgmt_remutl_1_program,
	&netmgmt_group_1_program,   &netmgmt_localgroup_1_program,
	&netmgmt_modals_1_program,  &netmgmt_display_1_program,
	&netmgmt_share_1_program,   &netmgmt_use_1_program,
	&netmgmt_session_1_program, &netmgmt_connection_1_program,
	&netmgmt_file_1_program,    &netmgmt_transport_1_program,
};

static int complain(const char *what, const char *why)
{
	fprintf(stderr, "netmgmtd: %s: %s\n", what, why);
	return EXIT_FAILURE;
}

static void free_server(struct onc_server **server)
{
	onc_server_free(*server);
}

/* -- signals ------------------------------------------------------------- */

/* The one variable of the process: a signal handler is given nothing else. */
static struct onc_server *to_stop;

static void stop(int number)
{
	(void)number;
	onc_server_stop(to_stop);
}

static void catch_signals(struct onc_server *server)
{
	const struct sigaction ending = {.sa_handler = stop,
					 .sa_flags = SA_RESTART};
	const struct sigaction ignored = {.sa_handler = SIG_IGN};
	sigset_t usr1;

	/* Waits for who tells what was counted. */
	sigemptyset(&usr1);
	sigaddset(&usr1, SIGUSR1);
	pthread_sigmask(SIG_BLOCK, &usr1, NULL);
	to_stop = server;
	sigaction(SIGTERM, &ending, NULL);
	sigaction(SIGINT, &ending, NULL);
	sigaction(SIGPIPE, &ignored, NULL);
}

/* From here on the server may be gone. */
static void ignore_signals(void)
{
	const struct sigaction ignored = {.sa_handler = SIG_IGN};

	sigaction(SIGTERM, &ignored, NULL);
	sigaction(SIGINT, &ignored, NULL);
}

/* -- listening ----------------------------------------------------------- */

static int listen_on(struct onc_server *server, const char *uri)
{
	enum onc_status status = onc_server_listen(server, uri);

	if (status == ONC_OK)
		return 0;
	fprintf(stderr, "netmgmtd: %s\n", onc_error(NULL));
	return EXIT_FAILURE;
}

/* Whoever may connect to the TCP port may connect to the socket. */
static int listen_local(struct onc_server *server, const char *uri)
{
	mode_t before = umask(0111);
	int r = listen_on(server, uri);

	umask(before);
	return r;
}

static int listen_tcp(struct onc_server *server, const struct config *config)
{
	CLEANUP(cleanup_free) char *uri = NULL;

	if (asprintf(&uri, "tcp://%s:%u", config->listen,
		     (unsigned int)config->port) < 0) {
		uri = NULL;
		return complain("listening", strerror(ENOMEM));
	}
	return listen_on(server, uri);
}

/* Where the socket is when nobody says: "" when there is no place for it. */
static int default_socket(char **uri)
{
	const char *directory =
		geteuid() == 0 ? "/run" : getenv("XDG_RUNTIME_DIR");

	if (!directory || *directory != '/') {
		*uri = strdup("");
		return *uri ? 0 : -1;
	}
	return asprintf(uri, "unix://%s/netmgmtd.sock", directory);
}

static int listen_socket(struct onc_server *server, const struct config *config)
{
	CLEANUP(cleanup_free) char *uri = NULL;
	int r = config->socket ? asprintf(&uri, "unix://%s", config->socket)
			       : default_socket(&uri);

	if (r < 0) {
		uri = NULL;
		return complain("listening", strerror(ENOMEM));
	}
	if (*uri != '\0')
		return listen_local(server, uri);
	fputs("netmgmtd: no XDG_RUNTIME_DIR: not listening on a socket\n",
	      stderr);
	return 0;
}

static int listen_all(struct onc_server *server, const struct config *config)
{
	int r = config->has_tcp ? listen_tcp(server, config) : 0;

	if (r == 0 && config->has_socket)
		r = listen_socket(server, config);
	if (r == 0 && !onc_server_address(server, 0))
		return complain("listening", "no address is left");
	return r;
}

/* -- serving ------------------------------------------------------------- */

static void announce(const struct onc_server *server)
{
	const char *address;

	for (size_t n = 0; (address = onc_server_address(server, n)); n++)
		printf("netmgmtd: listening on %s\n", address);
	fflush(stdout);
}

static int serve(struct onc_server *server, const struct config *config)
{
	enum onc_status status;
	struct teller teller;
	int r;

	announce(server);
	if (config->ready_file) {
		r = ready_write(config->ready_file, server);
		if (r < 0)
			return complain(config->ready_file, strerror(-r));
	}
	tell_start(&teller, server);
	puts("netmgmtd: ready");
	fflush(stdout);
	status = onc_server_run(server);
	tell_stop(&teller);
	ready_remove(config->ready_file);
	return status == ONC_OK ? 0
				: complain("serving", onc_status_text(status));
}

static enum onc_status make_server(struct onc_server **server,
				   struct daemon *daemon,
				   const struct config *config)
{
	const struct onc_server_options options = {
		.threads = config->threads,
		.idle_timeout = 1000 * config->idle_timeout,
	};
	enum onc_status status = onc_server_new(server);

	if (status == ONC_OK)
		status = onc_server_configure(*server, &options);

	for (size_t i = 0; i < sizeof(programs) / sizeof(*programs); i++)
		if (status == ONC_OK)
			status = onc_server_add(*server, programs[i], daemon);
	return status;
}

/* As many servers may hang at a time before none is asked any more. */
enum { MOST_HANGING = 4 };

static void free_deadline(struct deadline **deadline)
{
	deadline_free(*deadline);
}

static int run(struct daemon *daemon, const struct config *config)
{
	CLEANUP(free_deadline) struct deadline *deadline = NULL;
	CLEANUP(free_server) struct onc_server *server = NULL;
	enum onc_status status = make_server(&server, daemon, config);
	int r;

	if (status != ONC_OK)
		return complain("starting", onc_status_text(status));
	if (deadline_new(&deadline, MOST_HANGING) < 0)
		return complain("starting", strerror(ENOMEM));
	daemon->deadline = deadline;
	/* One that a killed daemon left says what is no longer true. */
	ready_remove(config->ready_file);
	catch_signals(server);
	r = listen_all(server, config);
	if (r == 0 && listeners_init(&daemon->listeners, server) < 0)
		r = complain("listening", strerror(ENOMEM));
	if (r == 0)
		r = serve(server, config);
	ignore_signals();
	listeners_fini(&daemon->listeners);
	return r;
}

int main(int argc, char **argv)
{
	struct daemon daemon = {0};
	struct config config;
	int r;

	switch (config_parse(&config, argc, argv)) {
	case CONFIG_DONE:
		return EXIT_SUCCESS;
	case CONFIG_USAGE:
		return EXIT_USAGE;
	case CONFIG_RUN:
		break;
	}
	daemon.comment = config.comment;
	daemon.all_groups_are_global = config.all_groups_are_global;
	r = root_init(&daemon.root, config.root);
	if (r < 0)
		return complain(config.root, strerror(-r));
	r = run(&daemon, &config);
	root_fini(&daemon.root);
	return r;
}
