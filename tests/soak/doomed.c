/* SPDX-License-Identifier: BSD-3-Clause */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hostile.h"
#include "tests/soak/doomed.h"
#include "tests/support/caller.h"
#include "tests/support/meter.h"

static void put_call(struct wire *wire, uint32_t xid, uint32_t procedure,
		     const void *arguments, size_t size)
{
	const uint32_t target[] = {HOSTILE, HOSTILE_V1, procedure};

	wire_put_call_record(wire, target, xid, arguments, size);
}

/* -- callers
 * ------------------------------------------------------------------ */

/* Calls a few times, then dies with a part of a call sent, or a reply read. */
static void call_and_die(const char *uri, uint64_t seed)
{
	const int fd = caller_connect(uri);
	struct wire bytes = {0};
	char argument[2000] = {0};
	size_t whole;

	for (unsigned n = wire_random(&seed) % 4; n-- > 0;)
		put_call(&bytes, n, 0, NULL, 0);
	whole = bytes.size;
	if (wire_random(&seed) % 3 == 0) {
		/* Half a MiB comes; it is not waited for. */
		put_call(&bytes, 9, LARGE, "\0\x08\0\0", 4);
		caller_send_wire(fd, &bytes, 1000);
		caller_receive(fd, &bytes, (int)(wire_random(&seed) % 3));
	} else {
		put_call(&bytes, 9, ECHO_BLOB, argument, sizeof(argument));
		whole += wire_random(&seed) % (bytes.size - whole);
		caller_send(fd, bytes.at, whole, 1000);
		if (wire_random(&seed) % 4 == 0)
			caller_reset(fd);
	}
	raise(SIGKILL);
}

static void make_callers(const char *tcp, const char *local)
{
	for (uint64_t seed = 1;; seed++) {
		const pid_t pid = fork();

		if (pid == 0)
			call_and_die(seed % 2 ? tcp : local, seed * 7919);
		waitpid(pid, NULL, 0);
		meter_sleep(5);
	}
}

/* -- servers
 * ------------------------------------------------------------------ */

/* Reads a call, sends a part of a reply or of nonsense, dies. */
static void answer_and_die(int fd, uint64_t seed)
{
	struct wire call = {0}, content = {0}, record = {0};
	uint32_t xid;

	if (wire_random(&seed) % 8 == 0 || !caller_receive(fd, &call, 2000))
		raise(SIGKILL);
	xid = wire_word(&call, 0);
	if (wire_random(&seed) % 4 == 0)
		xid++;
	WIRE_WORDS(&content, xid, 1, 0, 0, 0, 0);
	for (unsigned n = wire_random(&seed) % 200; n-- > 0;)
		wire_put_word(&content, wire_random(&seed) % 5);
	wire_put_record(&record, content.at, content.size,
			&(struct wire_cut){.every = wire_random(&seed) % 50});
	caller_send(fd, record.at, wire_random(&seed) % (record.size + 1),
		    1000);
	meter_sleep(wire_random(&seed) % 10);
	if (wire_random(&seed) % 4 == 0)
		caller_reset(fd);
	raise(SIGKILL);
}

static void make_servers(int listener)
{
	signal(SIGCHLD, SIG_IGN);
	for (uint64_t seed = 1;; seed++) {
		const int fd = accept(listener, NULL, NULL);

		if (fork() == 0)
			answer_and_die(fd, seed * 104729);
		close(fd);
	}
}

static int listen_on_loopback(struct doomed *doomed)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t length = sizeof(at);
	const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof(at)) < 0 ||
	    listen(fd, 64) < 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &length) < 0)
		return -1;
	snprintf(doomed->uri, sizeof(doomed->uri), "tcp://127.0.0.1:%u",
		 ntohs(at.sin_port));
	return fd;
}

int doomed_start(struct doomed *doomed, const char *tcp, const char *local)
{
	const int listener = listen_on_loopback(doomed);

	if (listener < 0)
		return -1;
	fflush(NULL);
	doomed->callers = fork();
	if (doomed->callers == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		make_callers(tcp, local);
	}
	doomed->servers = fork();
	if (doomed->servers == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		make_servers(listener);
	}
	close(listener);
	return doomed->callers > 0 && doomed->servers > 0 ? 0 : -1;
}

void doomed_stop(struct doomed *doomed)
{
	kill(doomed->callers, SIGKILL);
	kill(doomed->servers, SIGKILL);
	waitpid(doomed->callers, NULL, 0);
	waitpid(doomed->servers, NULL, 0);
}
