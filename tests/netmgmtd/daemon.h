/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_NETMGMTD_DAEMON_H
#define TESTS_NETMGMTD_DAEMON_H

/*
 * The daemon itself, over a machine of the test's own, on a local socket.
 * NETMGMTD in the environment names the program.
 */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <onc/client.h>

#include "tests/netmgmtd/machine.h"

struct running {
	struct machine machine;
	pid_t pid;
	char uri[128];
};

static inline const char *daemon_program(void)
{
	const char *program = getenv("NETMGMTD");

	return program ? program : "src/netmgmtd/netmgmtd";
}

/* Starts the program with its standard output in a pipe. */
static inline pid_t daemon_spawn(char *const *arguments, int *output)
{
	int ends[2];
	pid_t pid;

	*output = -1;
	if (pipe(ends) < 0 || (pid = fork()) < 0)
		return -1;
	if (pid == 0) {
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		execv(daemon_program(), arguments);
		_exit(127);
	}
	close(ends[1]);
	*output = ends[0];
	return pid;
}

/* Reads the daemon's lines until it is ready; true if it is. */
static inline int daemon_wait_ready(int output)
{
	FILE *stream = fdopen(output, "r");
	char line[512];
	int ready = 0;

	while (!ready && stream && fgets(line, sizeof(line), stream))
		ready = strcmp(line, "netmgmtd: ready\n") == 0;
	if (stream)
		fclose(stream);
	return ready;
}

/* Gives the exit status, or 128 and the signal. */
static inline int daemon_reap(pid_t pid)
{
	int status;

	if (waitpid(pid, &status, 0) != pid)
		return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static inline void daemon_start(struct running *running)
{
	char socket[96];
	char *arguments[] = {(char *)"netmgmtd",
			     (char *)"--root",
			     running->machine.path,
			     (char *)"--no-tcp",
			     (char *)"--socket",
			     socket,
			     NULL};
	int output;

	machine_init(&running->machine);
	snprintf(socket, sizeof(socket), "%s/socket", running->machine.path);
	snprintf(running->uri, sizeof(running->uri), "unix://%s", socket);
	running->pid = daemon_spawn(arguments, &output);
	if (running->pid < 0 || !daemon_wait_ready(output)) {
		printf("Bail out! %s does not start\n", daemon_program());
		exit(99);
	}
}

/* Ends the daemon and gives its exit status: 0 unless something is wrong. */
static inline int daemon_end(struct running *running)
{
	int status;

	kill(running->pid, SIGTERM);
	status = daemon_reap(running->pid);
	machine_fini(&running->machine);
	return status;
}

static inline CLIENT *daemon_connect(const struct running *running,
				     uint32_t program, uint32_t version)
{
	CLIENT *clnt;

	if (onc_connect(running->uri, program, version, NULL, &clnt) !=
	    ONC_OK) {
		printf("Bail out! no connection: %s\n", onc_error(NULL));
		exit(99);
	}
	return clnt;
}

#endif
