/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Connecting. Every address gets its share of the time that is left, so that
 * one that swallows packets does not keep the next from its turn.
 *
 * Invariant: between steps the socket is at fd, at idle, or nowhere.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "rpc/deadline.h"
#include "rpc/dial.h"

/* How soon a local server with a full queue is tried again. */
#define AGAIN_MS 3

void dial_start(struct dial *dial, const struct addrinfo *to, int64_t deadline)
{
	*dial = (struct dial){
		.to = to,
		.deadline = deadline,
		.fd = -1,
		.idle = -1,
		.error = ECONNREFUSED,
	};
}

void dial_stop(struct dial *dial)
{
	if (dial->fd >= 0)
		close(dial->fd);
	if (dial->idle >= 0)
		close(dial->idle);
	dial->fd = -1;
	dial->idle = -1;
	dial->to = NULL;
}

/* This address does not do: on to the next one. */
static void give_up(struct dial *dial, int error)
{
	const struct addrinfo *next = dial->to->ai_next;

	dial_stop(dial);
	dial->to = next;
	dial->error = error;
	dial->busy = false;
}

static int64_t share(const struct dial *dial, int64_t now)
{
	int64_t addresses = 0;

	if (dial->deadline == DEADLINE_NEVER)
		return DEADLINE_NEVER;
	for (const struct addrinfo *to = dial->to; to; to = to->ai_next)
		addresses++;
	return now + (dial->deadline - now) / addresses;
}

/*
 * Two ends of the loopback may find one another when nobody listens: a port
 * that is connected to itself.
 */
static bool is_own(int fd)
{
	struct sockaddr_storage near = {0}, far = {0};
	socklen_t near_size = sizeof(near), far_size = sizeof(far);

	return getsockname(fd, (struct sockaddr *)&near, &near_size) == 0 &&
	       getpeername(fd, (struct sockaddr *)&far, &far_size) == 0 &&
	       near.ss_family != AF_UNIX && near_size == far_size &&
	       memcmp(&near, &far, near_size) == 0;
}

static enum dial_progress arrive(struct dial *dial)
{
	const struct timeval patience = {.tv_usec = DIAL_PATIENCE * 1000};
	const int one = 1;

	if (is_own(dial->fd)) {
		give_up(dial, ECONNREFUSED);
		return DIAL_FAILED;
	}
	fcntl(dial->fd, F_SETFL, 0);
	setsockopt(dial->fd, SOL_SOCKET, SO_RCVTIMEO, &patience,
		   sizeof(patience));
	/* A call is one small packet, and waits for an answer. */
	if (dial->to->ai_family != AF_UNIX)
		setsockopt(dial->fd, IPPROTO_TCP, TCP_NODELAY, &one,
			   sizeof(one));
	return DIAL_CONNECTED;
}

static enum dial_progress try(struct dial *dial, int64_t now)
{
	const struct addrinfo *to = dial->to;

	if (connect(dial->fd, to->ai_addr, to->ai_addrlen) == 0)
		return arrive(dial);
	if (errno == EINPROGRESS || errno == EINTR) {
		dial->until = share(dial, now);
		return DIAL_WAITS;
	}
	if (errno == EAGAIN && to->ai_family == AF_UNIX &&
	    now < dial->deadline) {
		dial->busy = true;
		dial->idle = dial->fd;
		dial->fd = -1;
		dial->until = now + AGAIN_MS * DEADLINE_MS;
		return DIAL_WAITS;
	}
	give_up(dial, errno == EAGAIN ? ETIMEDOUT : errno);
	return DIAL_FAILED;
}

static enum dial_progress begin(struct dial *dial, int64_t now)
{
	dial->fd = socket(dial->to->ai_family,
			  SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (dial->fd >= 0)
		return try(dial, now);
	give_up(dial, errno);
	return DIAL_FAILED;
}

static enum dial_progress try_again(struct dial *dial, int64_t now)
{
	if (now < dial->until)
		return DIAL_WAITS;
	dial->busy = false;
	dial->fd = dial->idle;
	dial->idle = -1;
	return try(dial, now);
}

static enum dial_progress look(struct dial *dial, int64_t now)
{
	struct pollfd waiting = {.fd = dial->fd, .events = POLLOUT};
	socklen_t size = sizeof(int);
	int error = 0;

	if (poll(&waiting, 1, 0) > 0) {
		getsockopt(dial->fd, SOL_SOCKET, SO_ERROR, &error, &size);
		if (error == 0)
			return arrive(dial);
		give_up(dial, error);
		return DIAL_FAILED;
	}
	if (now < dial->until)
		return DIAL_WAITS;
	give_up(dial, ETIMEDOUT);
	return DIAL_FAILED;
}

enum dial_progress dial_step(struct dial *dial, int64_t now)
{
	while (dial->to) {
		enum dial_progress progress;

		if (dial->busy)
			progress = try_again(dial, now);
		else if (dial->fd >= 0)
			progress = look(dial, now);
		else
			progress = begin(dial, now);
		if (progress != DIAL_FAILED)
			return progress;
	}
	return DIAL_FAILED;
}
