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
#include "tests/support/script.h"

/* One connection. */
struct play {
	struct script *script;
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
		{.fd = play->script->stop, .events = POLLIN},
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

static bool reply(struct play *play, const struct script_step *step)
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

static bool trickle(struct play *play, const struct script_step *step)
{
	const char *bytes = step->bytes;

	for (size_t i = 0;; i = (i + 1) % step->size)
		if (!send_all(play, bytes + i, 1) ||
		    !pause_for(play, 0, step->ms))
			return false;
}

static bool take_step(struct play *play, const struct script_step *step)
{
	switch (step->act) {
	case SCRIPT_REPLY:
		return reply(play, step);
	case SCRIPT_SEND:
		return send_all(play, step->bytes, step->size);
	case SCRIPT_FLOOD:
		while (send_all(play, step->bytes, step->size))
			;
		return false;
	case SCRIPT_TRICKLE:
		return trickle(play, step);
	case SCRIPT_WAIT:
		return pause_for(play, 0, step->ms > 0 ? step->ms : -1);
	case SCRIPT_CALL:
		return read_call(play);
	case SCRIPT_RESET:
		caller_reset(play->fd);
		play->fd = -1;
		return false;
	case SCRIPT_CLOSE:
		break;
	}
	return false;
}

static bool take_steps(struct play *play)
{
	struct script *script = play->script;
	struct script_step steps[SCRIPT_MOST];
	size_t count;

	pthread_mutex_lock(&script->lock);
	memcpy(steps, script->steps, sizeof(steps));
	count = script->count;
	pthread_mutex_unlock(&script->lock);
	for (size_t i = 0; i < count; i++)
		for (unsigned n = 0; n < (steps[i].times ? steps[i].times : 1);
		     n++)
			if (!take_step(play, &steps[i]))
				return false;
	return true;
}

/* What is sent in pieces must arrive in pieces. */
static int accept_caller(const struct script *script)
{
	const int fd = accept4(script->listener, NULL, NULL, SOCK_CLOEXEC);
	const int one = 1;

	if (fd >= 0 && script->uri[0] == 't')
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	return fd;
}

static void *serve(void *argument)
{
	struct script *script = argument;
	struct play play = {.script = script};

	for (;;) {
		struct pollfd fds[] = {
			{.fd = script->listener, .events = POLLIN},
			{.fd = script->stop, .events = POLLIN},
		};

		if (poll(fds, 2, -1) < 0 && errno != EINTR)
			return NULL;
		if (fds[1].revents)
			return NULL;
		play.fd = accept_caller(script);
		if (play.fd < 0)
			continue;
		while (read_call(&play) && take_steps(&play))
			;
		if (play.fd >= 0)
			close(play.fd);
	}
}

static bool listen_local(struct script *script)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	char folder[] = "/tmp/onc-script-XXXXXX";

	if (!mkdtemp(folder))
		return false;
	snprintf(at.sun_path, sizeof(at.sun_path), "%s/socket", folder);
	snprintf(script->uri, sizeof(script->uri), "unix://%s", at.sun_path);
	script->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	return script->listener >= 0 &&
	       bind(script->listener, (struct sockaddr *)&at, sizeof(at)) == 0;
}

static bool listen_tcp(struct script *script)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t length = sizeof(at);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	script->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (script->listener < 0 ||
	    bind(script->listener, (struct sockaddr *)&at, sizeof(at)) < 0 ||
	    getsockname(script->listener, (struct sockaddr *)&at, &length) < 0)
		return false;
	snprintf(script->uri, sizeof(script->uri), "tcp://127.0.0.1:%u",
		 ntohs(at.sin_port));
	return true;
}

bool script_start(struct script *script, bool local)
{
	*script = (struct script){.stop = eventfd(0, EFD_CLOEXEC)};
	pthread_mutex_init(&script->lock, NULL);
	return script->stop >= 0 &&
	       (local ? listen_local(script) : listen_tcp(script)) &&
	       listen(script->listener, 64) == 0 &&
	       pthread_create(&script->thread, NULL, serve, script) == 0;
}

void script_play(struct script *script, const struct script_step *steps,
		 size_t count)
{
	pthread_mutex_lock(&script->lock);
	memcpy(script->steps, steps, count * sizeof(*steps));
	script->count = count;
	pthread_mutex_unlock(&script->lock);
}

void script_stop(struct script *script)
{
	char *path = script->uri + strlen("unix://");

	eventfd_write(script->stop, 1);
	pthread_join(script->thread, NULL);
	close(script->listener);
	close(script->stop);
	pthread_mutex_destroy(&script->lock);
	if (script->uri[0] != 'u')
		return;
	unlink(path);
	*strrchr(path, '/') = '\0';
	rmdir(path);
}
