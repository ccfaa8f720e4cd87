/* SPDX-License-Identifier: BSD-3-Clause */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "tests/support/caller.h"
#include "tests/support/meter.h"
#include "tests/support/actor.h"

/* One connection. */
struct play {
	struct actor *actor;
	int fd;
	uint32_t xid; /* as it stood on the wire */
};

/*
 * Waits for events of the connection, ms at most if it is not negative. False
 * when it is to end, by the caller's will or the test's.
 */
static bool pause_for(struct play *play, short events, double ms)
{
	struct pollfd fds[] = {
		{.fd = play->fd, .events = (short)(events | POLLRDHUP)},
		{.fd = play->actor->stop, .events = POLLIN},
	};
	const int limit = ms < 0 ? -1 : (int)(ms + 0.5);

	while (poll(fds, 2, limit) < 0)
		if (errno != EINTR)
			return false;
	return !fds[1].revents &&
	       !(fds[0].revents & (POLLHUP | POLLERR | POLLRDHUP));
}

static bool send_all(struct play *play, const void *bytes, size_t size)
{
	const char *at = bytes;

	while (size > 0) {
		const ssize_t count =
			send(play->fd, at, size, MSG_NOSIGNAL | MSG_DONTWAIT);

		if (count > 0) {
			at += count;
			size -= (size_t)count;
		} else if (errno != EAGAIN || !pause_for(play, POLLOUT, -1)) {
			return false;
		}
	}
	return true;
}

static bool receive_all(struct play *play, void *bytes, size_t size)
{
	char *at = bytes;

	while (size > 0) {
		const ssize_t count = recv(play->fd, at, size, MSG_DONTWAIT);

		if (count > 0) {
			at += count;
			size -= (size_t)count;
		} else if (count == 0 || errno != EAGAIN ||
			   !pause_for(play, POLLIN, -1)) {
			return false;
		}
	}
	return true;
}

/* Reads a call, of which only the xid matters. */
static bool read_call(struct play *play)
{
	char rest[1 << 14];
	bool first = true;
	uint32_t mark;

	do {
		size_t size;

		if (!receive_all(play, &mark, 4))
			return false;
		mark = ntohl(mark);
		size = mark & 0x7fffffff;
		if (first) {
			if (size < 4 || !receive_all(play, &play->xid, 4))
				return false;
			size -= 4;
			first = false;
		}
		while (size > 0) {
			const size_t count =
				size < sizeof(rest) ? size : sizeof(rest);

			if (!receive_all(play, rest, count))
				return false;
			size -= count;
		}
	} while (!(mark & 0x80000000));
	return true;
}

static bool reply(struct play *play, const struct actor_step *step)
{
	struct wire content = {0}, record = {0};
	bool sent;

	wire_put(&content, &play->xid, 4);
	wire_put(&content, step->bytes, step->size);
	wire_put_record(&record, content.at, content.size, &step->cut);
	if (step->mark)
		memcpy(record.at, (uint32_t[]){htonl(step->mark)}, 4);
	sent = send_all(play, record.at,
			step->only && step->only < record.size ? step->only
							       : record.size);
	wire_fini(&content);
	wire_fini(&record);
	return sent;
}

static bool trickle(struct play *play, const struct actor_step *step)
{
	const char *bytes = step->bytes;

	for (size_t i = 0;; i = (i + 1) % step->size)
		if (!send_all(play, bytes + i, 1) ||
		    !pause_for(play, 0, step->ms))
			return false;
}

static bool take_step(struct play *play, const struct actor_step *step)
{
	switch (step->act) {
	case ACTOR_REPLY:
		return reply(play, step);
	case ACTOR_SEND:
		return send_all(play, step->bytes, step->size);
	case ACTOR_FLOOD:
		while (send_all(play, step->bytes, step->size))
			;
		return false;
	case ACTOR_TRICKLE:
		return trickle(play, step);
	case ACTOR_WAIT:
		return pause_for(play, 0, step->ms > 0 ? step->ms : -1);
	case ACTOR_CALL:
		return read_call(play);
	case ACTOR_RESET:
		caller_reset(play->fd);
		play->fd = -1;
		return false;
	case ACTOR_CLOSE:
		break;
	}
	return false;
}

static bool take_steps(struct play *play)
{
	struct actor *actor = play->actor;
	struct actor_step steps[ACTOR_MOST];
	size_t count;

	pthread_mutex_lock(&actor->lock);
	memcpy(steps, actor->steps, sizeof(steps));
	count = actor->count;
	pthread_mutex_unlock(&actor->lock);
	for (size_t i = 0; i < count; i++)
		for (unsigned n = 0; n < (steps[i].times ? steps[i].times : 1);
		     n++)
			if (!take_step(play, &steps[i]))
				return false;
	return true;
}

/* What is sent in pieces must arrive in pieces. */
static int accept_caller(const struct actor *actor)
{
	const int fd = accept4(actor->listener, NULL, NULL, SOCK_CLOEXEC);
	const int one = 1;

	if (fd >= 0 && actor->uri[0] == 't')
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	return fd;
}

static void *serve(void *argument)
{
	struct actor *actor = argument;
	struct play play = {.actor = actor};

	for (;;) {
		struct pollfd fds[] = {
			{.fd = actor->listener, .events = POLLIN},
			{.fd = actor->stop, .events = POLLIN},
		};

		if (poll(fds, 2, -1) < 0 && errno != EINTR)
			return NULL;
		if (fds[1].revents)
			return NULL;
		play.fd = accept_caller(actor);
		if (play.fd < 0)
			continue;
		while (read_call(&play) && take_steps(&play))
			;
		if (play.fd >= 0)
			close(play.fd);
	}
}

static bool listen_local(struct actor *actor)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	char folder[] = "/tmp/onc-actor-XXXXXX";

	if (!mkdtemp(folder))
		return false;
	snprintf(at.sun_path, sizeof(at.sun_path), "%s/socket", folder);
	snprintf(actor->uri, sizeof(actor->uri), "unix://%s", at.sun_path);
	actor->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	return actor->listener >= 0 &&
	       bind(actor->listener, (struct sockaddr *)&at, sizeof(at)) == 0;
}

static bool listen_tcp(struct actor *actor)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t length = sizeof(at);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	actor->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (actor->listener < 0 ||
	    bind(actor->listener, (struct sockaddr *)&at, sizeof(at)) < 0 ||
	    getsockname(actor->listener, (struct sockaddr *)&at, &length) < 0)
		return false;
	snprintf(actor->uri, sizeof(actor->uri), "tcp://127.0.0.1:%u",
		 ntohs(at.sin_port));
	return true;
}

bool actor_start(struct actor *actor, bool local)
{
	*actor = (struct actor){.stop = eventfd(0, EFD_CLOEXEC)};
	pthread_mutex_init(&actor->lock, NULL);
	return actor->stop >= 0 &&
	       (local ? listen_local(actor) : listen_tcp(actor)) &&
	       listen(actor->listener, 64) == 0 &&
	       pthread_create(&actor->thread, NULL, serve, actor) == 0;
}

void actor_play(struct actor *actor, const struct actor_step *steps,
		size_t count)
{
	pthread_mutex_lock(&actor->lock);
	memcpy(actor->steps, steps, count * sizeof(*steps));
	actor->count = count;
	pthread_mutex_unlock(&actor->lock);
}

void actor_stop(struct actor *actor)
{
	char *path = actor->uri + strlen("unix://");

	eventfd_write(actor->stop, 1);
	pthread_join(actor->thread, NULL);
	close(actor->listener);
	close(actor->stop);
	pthread_mutex_destroy(&actor->lock);
	if (actor->uri[0] != 'u')
		return;
	unlink(path);
	*strrchr(path, '/') = '\0';
	rmdir(path);
}
