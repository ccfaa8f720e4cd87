/* SPDX-License-Identifier: BSD-3-Clause */
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "tests/rpc/caller.h"

int64_t caller_clock(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

static int open_local(const char *path)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(at.sun_path, sizeof(at.sun_path), "%s", path);
	if (connect(fd, (struct sockaddr *)&at, sizeof(at)) == 0)
		return fd;
	close(fd);
	return -1;
}

static bool connect_host(int fd, const char *port)
{
	struct sockaddr_in at = {.sin_family = AF_INET};

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	at.sin_port = htons((uint16_t)atoi(port));
	return connect(fd, (struct sockaddr *)&at, sizeof(at)) == 0;
}

static int open_host(int type, const char *port)
{
	int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);

	if (connect_host(fd, port))
		return fd;
	close(fd);
	return -1;
}

int caller_socket(void)
{
	return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

bool caller_connect_socket(int fd, const char *uri)
{
	return connect_host(fd, strrchr(uri, ':') + 1);
}

int caller_connect(const char *uri)
{
	const struct timeval patience = {.tv_sec = 5};
	int fd;

	if (strncmp(uri, "unix://", 7) == 0)
		fd = open_local(uri + 7);
	else
		fd = open_host(uri[0] == 'u' ? SOCK_DGRAM : SOCK_STREAM,
			       strrchr(uri, ':') + 1);
	if (fd >= 0)
		setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience,
			   sizeof(patience));
	return fd;
}

void caller_send(int fd, const void *bytes, size_t size)
{
	for (size_t done = 0; done < size;) {
		ssize_t count = send(fd, (const char *)bytes + done,
				     size - done, MSG_NOSIGNAL);

		if (count <= 0)
			return;
		done += (size_t)count;
	}
}

size_t caller_call(uint8_t *to, uint32_t xid, uint32_t procedure,
		   const uint32_t *arguments, size_t count)
{
	const uint32_t size = (uint32_t)(40 + 4 * count);
	const uint32_t head[] = {
		0x80000000u | size,
		xid,
		0,
		2,
		CALLER_PROGRAM,
		1,
		procedure,
		0,
		0,
		0,
		0,
	};
	uint32_t word;

	for (size_t i = 0; i < 11 + count; i++) {
		word = htonl(i < 11 ? head[i] : arguments[i - 11]);
		memcpy(to + 4 * i, &word, 4);
	}
	return 4 + size;
}

static int read_all(int fd, void *bytes, size_t size)
{
	for (size_t done = 0; done < size;) {
		ssize_t count = recv(fd, (char *)bytes + done, size - done, 0);

		if (count < 0 && errno == EAGAIN)
			return CALLER_TIMED_OUT;
		if (count <= 0)
			return CALLER_CLOSED;
		done += (size_t)count;
	}
	return 0;
}

static int meaning(const uint32_t *words, size_t size)
{
	if (size >= 16 && ntohl(words[2]) == 1)
		return ntohl(words[3]) == 0
			       ? CALLER_MISMATCH
			       : CALLER_DENIED + (int)ntohl(words[4]);
	if (size < 24 || words[1] != htonl(1) || words[2] != 0)
		return CALLER_NONSENSE;
	return (int)ntohl(words[5]);
}

int caller_answer(int fd, uint32_t xid, uint8_t *bytes, size_t *size)
{
	uint32_t mark, *words;
	size_t count;
	int answer = read_all(fd, &mark, 4);

	if (answer < 0)
		return answer;
	count = ntohl(mark) & 0x7fffffff;
	if (!(ntohl(mark) >> 31) || count < 20)
		return CALLER_NONSENSE;
	words = malloc(count);
	answer = read_all(fd, words, count);
	if (answer == 0)
		answer = words[0] == htonl(xid) ? meaning(words, count)
						: CALLER_NONSENSE;
	if (answer == 0 && bytes)
		memcpy(bytes, words + 6, count - 24);
	if (answer == 0 && size)
		*size = count - 24;
	free(words);
	return answer;
}

int caller_ask(int fd, uint32_t procedure, const uint32_t *arguments,
	       size_t count)
{
	uint8_t call[1024];
	const size_t size =
		caller_call(call, 4711, procedure, arguments, count);

	caller_send(fd, call, size);
	return caller_answer(fd, 4711, NULL, NULL);
}

bool caller_sees_end(int fd, int timeout)
{
	const int64_t until = caller_clock() + timeout;
	char bytes[4096];

	for (;;) {
		const int64_t left = until - caller_clock();
		struct pollfd readable = {.fd = fd, .events = POLLIN};

		if (left <= 0 || poll(&readable, 1, (int)left) <= 0)
			return false;
		if (recv(fd, bytes, sizeof(bytes), 0) <= 0)
			return true;
	}
}

static void *sing(void *argument)
{
	struct canary *canary = argument;
	const uint32_t none[] = {0};

	while (!canary->over) {
		const int64_t before = caller_clock();
		int64_t took;

		if (caller_ask(canary->fd, canary->procedure, none,
			       canary->procedure ? 1 : 0) != 0) {
			canary->worst = -1;
			return NULL;
		}
		took = caller_clock() - before;
		if (took > canary->worst)
			canary->worst = took;
		canary->calls++;
		usleep(2000);
	}
	return NULL;
}

void canary_start(struct canary *canary, const char *uri, uint32_t procedure)
{
	*canary = (struct canary){.procedure = procedure};
	canary->fd = caller_connect(uri);
	pthread_create(&canary->thread, NULL, sing, canary);
}

int64_t canary_stop(struct canary *canary)
{
	canary->over = true;
	pthread_join(canary->thread, NULL);
	close(canary->fd);
	return canary->calls > 0 ? canary->worst : -1;
}
