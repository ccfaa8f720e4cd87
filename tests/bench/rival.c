/* SPDX-License-Identifier: BSD-3-Clause */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <onc/server.h>

#include "messages.h"
#include "tests/bench/rival.h"
#include "tests/bench/tirpc.h"
#include "tests/support/wire.h"

static void must(bool good, const char *what)
{
	if (good)
		return;
	perror(what);
	exit(99);
}

void rival_pin(int cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	must(sched_setaffinity(0, sizeof(set), &set) == 0, "sched_setaffinity");
}

/* -- bytes
 * ------------------------------------------------------------------ */

static void store(uint8_t *to, uint32_t word)
{
	word = htonl(word);
	memcpy(to, &word, 4);
}

void rival_put_call(uint8_t to[RIVAL_CALL], uint32_t xid, uint32_t procedure)
{
	const uint32_t call[] = {
		0x80000028, xid, 0, 2, RIVAL_PROGRAM, RIVAL_VERSION, procedure,
		0,	    0,	 0, 0};

	for (size_t i = 0; i < 11; i++)
		store(to + 4 * i, call[i]);
}

size_t rival_reply_size(uint32_t procedure)
{
	return procedure == 0 ? 28 : RIVAL_REPLY_MOST;
}

/* The reply to a call; its size. */
static size_t put_reply(uint8_t *to, const uint8_t call[RIVAL_CALL])
{
	const size_t size = rival_reply_size(call[27]);

	memset(to, 0, 32);
	store(to, 0x80000000 | (uint32_t)(size - 4));
	memcpy(to + 4, call + 4, 4);
	store(to + 8, 1);
	if (size > 28)
		store(to + 28, RIVAL_LARGE);
	return size;
}

/* -- without RPC
 * ------------------------------------------------------------------ */

static void no_delay(int fd)
{
	const int one = 1;

	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
}

static bool receive_all(int fd, uint8_t *to, size_t size)
{
	for (size_t have = 0; have < size;) {
		const ssize_t count = recv(fd, to + have, size - have, 0);

		if (count <= 0)
			return false;
		have += (size_t)count;
	}
	return true;
}

static void serve_raw(int listener)
{
	uint8_t call[RIVAL_CALL], reply[RIVAL_REPLY_MOST] = {0};

	for (;;) {
		const int fd = accept(listener, NULL, NULL);

		no_delay(fd);
		while (receive_all(fd, call, sizeof(call)))
			if (send(fd, reply, put_reply(reply, call),
				 MSG_NOSIGNAL) < 0)
				break;
		close(fd);
	}
}

/* What came of a call so far, by descriptor. */
struct part {
	uint8_t bytes[RIVAL_CALL];
	size_t have;
};

static void serve_one(int fd, struct part *part)
{
	static uint8_t in[65536], out[65536 / RIVAL_CALL * RIVAL_REPLY_MOST];
	size_t have = part->have, done = 0, size = 0;
	ssize_t count;

	memcpy(in, part->bytes, have);
	count = recv(fd, in + have, sizeof(in) - have, MSG_DONTWAIT);
	if (count <= 0) {
		part->have = 0;
		close(fd);
		return;
	}
	have += (size_t)count;
	for (; have - done >= RIVAL_CALL; done += RIVAL_CALL)
		size += put_reply(out + size, in + done);
	part->have = have - done;
	memcpy(part->bytes, in + done, part->have);
	if (size > 0)
		(void)!send(fd, out, size, MSG_NOSIGNAL);
}

static void serve_epoll(int listener)
{
	struct epoll_event one = {.events = EPOLLIN}, events[64];
	struct part *parts = calloc(65536, sizeof(*parts));
	const int set = epoll_create1(0);

	one.data.fd = listener;
	epoll_ctl(set, EPOLL_CTL_ADD, listener, &one);
	for (;;) {
		const int count = epoll_wait(set, events, 64, -1);

		for (int i = 0; i < count; i++) {
			if (events[i].data.fd != listener) {
				serve_one(events[i].data.fd,
					  &parts[events[i].data.fd]);
				continue;
			}
			one.data.fd = accept(listener, NULL, NULL);
			no_delay(one.data.fd);
			epoll_ctl(set, EPOLL_CTL_ADD, one.data.fd, &one);
		}
	}
}

/* -- ours
 * ------------------------------------------------------------------ */

static bool_t serve_null(const void *argument, void *result,
			 struct onc_request *request)
{
	(void)argument;
	(void)result;
	(void)request;
	return TRUE;
}

static bool_t serve_large(const void *argument, void *result,
			  struct onc_request *request)
{
	static char bytes[RIVAL_LARGE];
	blob *large = result;

	(void)argument;
	(void)request;
	large->v.v_len = sizeof(bytes);
	large->v.v_val = bytes;
	return TRUE;
}

static void serve_onc(int listener)
{
	const struct onc_procedure null = {.name = "NULL", .number = 0};
	const struct onc_procedure large = {
		.name = "LARGE", .number = 1, .result = blob_type};
	const struct onc_handler handlers[] = {{&null, serve_null},
					       {&large, serve_large}};
	const struct onc_program program = {"RIVAL", RIVAL_PROGRAM,
					    RIVAL_VERSION, handlers, 2};
	const struct onc_server_options options = {
		.connections = 20000, .connections_per_peer = 20000};
	struct onc_server *server;
	char uri[32];

	snprintf(uri, sizeof(uri), "fd://%d", listener);
	must(onc_server_new(&server) == ONC_OK, "onc_server_new");
	must(onc_server_configure(server, &options) == ONC_OK, "configure");
	must(onc_server_add(server, &program, NULL) == ONC_OK, "add");
	must(onc_server_listen(server, uri) == ONC_OK, "listen");
	must(onc_server_run(server) == ONC_OK, "run");
}

/* -- all of them
 * ------------------------------------------------------------------ */

static int open_listener(struct rival *rival)
{
	struct sockaddr_in *in = (void *)&rival->address;
	struct sockaddr_un *un = (void *)&rival->address;
	const int family = rival->local ? AF_UNIX : AF_INET;
	const int fd = socket(family, SOCK_STREAM, 0);
	static int number;

	memset(&rival->address, 0, sizeof(rival->address));
	rival->address.ss_family = (sa_family_t)family;
	rival->length = rival->local ? sizeof(*un) : sizeof(*in);
	if (rival->local)
		snprintf(un->sun_path, sizeof(un->sun_path),
			 "/tmp/onc-rival-%d-%d", (int)getpid(), number++);
	else
		in->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	must(fd >= 0 && bind(fd, (void *)&rival->address, rival->length) == 0 &&
		     listen(fd, 4096) == 0,
	     "listen");
	if (rival->local) {
		snprintf(rival->uri, sizeof(rival->uri), "unix://%s",
			 un->sun_path);
		return fd;
	}
	getsockname(fd, (void *)&rival->address, &rival->length);
	snprintf(rival->uri, sizeof(rival->uri), "tcp://127.0.0.1:%u",
		 ntohs(in->sin_port));
	return fd;
}

static void serve(enum rival_kind kind, int listener)
{
	switch (kind) {
	case RIVAL_RAW:
		serve_raw(listener);
		break;
	case RIVAL_EPOLL:
		serve_epoll(listener);
		break;
	case RIVAL_ONC:
		serve_onc(listener);
		break;
	case RIVAL_TIRPC:
		tirpc_serve(listener, RIVAL_PROGRAM, RIVAL_VERSION);
		break;
	}
}

void rival_start(struct rival *rival, enum rival_kind kind, bool local, int cpu)
{
	int listener;

	*rival = (struct rival){.kind = kind, .local = local};
	listener = open_listener(rival);
	fflush(NULL);
	rival->pid = fork();
	must(rival->pid >= 0, "fork");
	if (rival->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (cpu >= 0)
			rival_pin(cpu);
		serve(kind, listener);
		_exit(99);
	}
	close(listener);
}

void rival_stop(struct rival *rival)
{
	kill(rival->pid, SIGKILL);
	waitpid(rival->pid, NULL, 0);
	if (rival->local)
		unlink(rival->uri + strlen("unix://"));
}

int rival_connect(const struct rival *rival)
{
	const int fd = socket(rival->address.ss_family, SOCK_STREAM, 0);

	must(fd >= 0, "socket");
	must(connect(fd, (const void *)&rival->address, rival->length) == 0,
	     "connect");
	if (!rival->local)
		no_delay(fd);
	return fd;
}
