/* SPDX-License-Identifier: BSD-3-Clause */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "tests/support/caller.h"
#include "tests/support/meter.h"

static int connect_to(const void *address, socklen_t size)
{
	const sa_family_t family =
		((const struct sockaddr *)address)->sa_family;
	const int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	const struct timeval limit = {.tv_sec = 5};
	const int one = 1;

	if (fd < 0)
		return -1;
	/* It bounds connect(), too. */
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
	if (connect(fd, address, size) < 0) {
		close(fd);
		return -1;
	}
	if (family == AF_INET)
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	return fd;
}

int caller_connect(const char *uri)
{
	struct sockaddr_in in = {.sin_family = AF_INET};
	struct sockaddr_un un = {.sun_family = AF_UNIX};
	const char *port = strrchr(uri, ':');
	char host[64] = "";

	if (strncmp(uri, "unix://", 7) == 0) {
		strncpy(un.sun_path, uri + 7, sizeof(un.sun_path) - 1);
		return connect_to(&un, sizeof(un));
	}
	memcpy(host, uri + 6, (size_t)(port - uri) - 6);
	in.sin_port = htons((uint16_t)atoi(port + 1));
	if (inet_pton(AF_INET, host, &in.sin_addr) != 1)
		return -1;
	return connect_to(&in, sizeof(in));
}

/* Waits for an event until the deadline. */
static bool wait_for(int fd, short events, double deadline)
{
	struct pollfd wanted = {.fd = fd, .events = events};
	double left = deadline - meter_now();

	if (left < 0)
		left = 0;
	return poll(&wanted, 1, (int)left + (left > 0)) == 1;
}

size_t caller_send(int fd, const void *bytes, size_t size, int ms)
{
	const double deadline = meter_now() + ms;
	const char *at = bytes;
	size_t done = 0;

	while (done < size) {
		const ssize_t count = send(fd, at + done, size - done,
					   MSG_NOSIGNAL | MSG_DONTWAIT);

		if (count > 0)
			done += (size_t)count;
		else if (errno != EAGAIN || !wait_for(fd, POLLOUT, deadline))
			break;
	}
	return done;
}

bool caller_send_wire(int fd, const struct wire *wire, int ms)
{
	return caller_send(fd, wire->at, wire->size, ms) == wire->size;
}

static bool receive_all(int fd, uint8_t *at, size_t size, double deadline)
{
	while (size > 0) {
		const ssize_t count = recv(fd, at, size, MSG_DONTWAIT);

		if (count > 0) {
			at += count;
			size -= (size_t)count;
		} else if (count == 0 || errno != EAGAIN ||
			   !wait_for(fd, POLLIN, deadline)) {
			return false;
		}
	}
	return true;
}

bool caller_receive(int fd, struct wire *reply, int ms)
{
	const double deadline = meter_now() + ms;
	uint32_t mark;

	wire_clear(reply);
	do {
		size_t size;

		if (!receive_all(fd, (uint8_t *)&mark, 4, deadline))
			return false;
		mark = ntohl(mark);
		size = mark & 0x7fffffff;
		wire_put_zeros(reply, size);
		if (!receive_all(fd, reply->at + reply->size - size, size,
				 deadline))
			return false;
	} while (!(mark & 0x80000000));
	return true;
}

bool caller_ask(int fd, const struct wire *call, struct wire *reply, int ms)
{
	return caller_send_wire(fd, call, ms) && caller_receive(fd, reply, ms);
}

bool caller_is_closed(int fd, int ms)
{
	const double deadline = meter_now() + ms;
	char junk[4096];

	for (;;) {
		const ssize_t count =
			recv(fd, junk, sizeof(junk), MSG_DONTWAIT);

		if (count == 0 || (count < 0 && errno != EAGAIN))
			return true;
		if (count < 0 && !wait_for(fd, POLLIN, deadline))
			return false;
	}
}

void caller_reset(int fd)
{
	const struct linger now = {.l_onoff = 1, .l_linger = 0};

	setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
	close(fd);
}
