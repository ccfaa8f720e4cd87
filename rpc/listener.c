/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sockets that listen.
 *
 * Invariant: a connection that cannot be served is refused at once, with the
 * descriptor that is kept for that, and not left to wait in a queue that the
 * kernel reports as ready for ever. Refusing pauses accepting: it costs a peer
 * who insists more than us.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rpc/datagram.h"
#include "rpc/listener.h"
#include "rpc/peer.h"

/* Connections that are accepted before others are served again. */
#define BATCH 16
/* How long nobody is accepted after somebody was refused, in microseconds. */
#define PAUSE 10000

/* -- opening --------------------------------------------------------------- */

static bool somebody_answers(const struct addrinfo *at)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	bool answers;

	if (fd < 0)
		return true;
	answers = connect(fd, at->ai_addr, at->ai_addrlen) == 0 ||
		  errno == EAGAIN;
	close(fd);
	return answers;
}

/* The socket file of a server that died is in the way of the next one. */
static void remove_stale(const struct addrinfo *at)
{
	const char *path = ((const struct sockaddr_un *)at->ai_addr)->sun_path;
	struct stat found;

	if (lstat(path, &found) < 0 || !S_ISSOCK(found.st_mode))
		return;
	if (!somebody_answers(at))
		unlink(path);
}

static enum onc_status cause_of(int error, const char **detail)
{
	*detail = strerror(error);
	return error == EMFILE || error == ENFILE ? ONC_NO_DESCRIPTORS
						  : ONC_BAD_ADDRESS;
}

/* Closes it; errno is as it was. */
static int give_up(int fd)
{
	const int error = errno;

	close(fd);
	errno = error;
	return -1;
}

/* Replies leave at once; connections have this from their listener. */
static void set_options(int fd, const struct addrinfo *at)
{
	const int one = 1;

	if (at->ai_family == AF_UNIX)
		return;
	if (at->ai_socktype == SOCK_STREAM) {
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	}
	if (at->ai_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &one, sizeof(one));
}

static int open_socket(const struct addrinfo *at)
{
	int fd = socket(at->ai_family,
			at->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	if (fd < 0)
		return -1;
	if (at->ai_family == AF_UNIX)
		remove_stale(at);
	set_options(fd, at);
	if (bind(fd, at->ai_addr, at->ai_addrlen) < 0)
		return give_up(fd);
	if (at->ai_socktype == SOCK_STREAM && listen(fd, SOMAXCONN) < 0)
		return give_up(fd);
	return fd;
}

static void remember_file(struct listener *listener, const struct addrinfo *at)
{
	const char *path = ((const struct sockaddr_un *)at->ai_addr)->sun_path;
	struct stat found;

	if (at->ai_family != AF_UNIX || lstat(path, &found) < 0)
		return;
	listener->device = found.st_dev;
	listener->inode = found.st_ino;
}

static void set_fd(struct listener *listener, int fd)
{
	union address bound = {0};
	socklen_t length = sizeof(bound);
	const char *scheme = address_scheme(fd);

	getsockname(fd, &bound.any, &length);
	address_text(&bound.any, length, scheme, listener->address);
	listener->is_datagram = scheme[0] == 'u';
	listener->fd = fd;
}

enum onc_status listener_open(struct listener *listener,
			      const struct addrinfo *at, const char **detail)
{
	const int fd = open_socket(at);

	if (fd < 0)
		return cause_of(errno, detail);
	set_fd(listener, fd);
	remember_file(listener, at);
	return ONC_OK;
}

/* A socket of datagrams, or a stream's that listens. */
static bool is_fit(int fd)
{
	int type = 0, listens = 0;
	socklen_t size = sizeof(int);

	if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) < 0)
		return false;
	size = sizeof(int);
	getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size);
	if (type == SOCK_STREAM && !listens)
		errno = EINVAL;
	else if (type != SOCK_STREAM && type != SOCK_DGRAM)
		errno = EPROTOTYPE;
	else
		return true;
	return false;
}

enum onc_status listener_adopt(struct listener *listener, int fd,
			       const char **detail)
{
	const int one = 1;

	if (!is_fit(fd))
		return cause_of(errno, detail);
	if (fcntl(fd, F_SETFD, FD_CLOEXEC) < 0 ||
	    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK) < 0)
		return cause_of(errno, detail);
	/* Fails on a local socket, which has no need of it. */
	(void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	set_fd(listener, fd);
	return ONC_OK;
}

/* -- accepting ------------------------------------------------------------- */

static void put_off(struct onc_server *server)
{
	const struct timeval pause = {.tv_usec = PAUSE};

	if (event_add(&server->accept_again, &pause) != 0)
		return;
	for (size_t i = 0; i < server->listener_count; i++) {
		struct listener *listener = &server->listeners[i];

		if (listener->fd < 0 || listener->is_datagram)
			continue;
		event_del(&listener->event);
		listener->waits = true;
	}
}

void listener_resume(struct listener *listener)
{
	if (listener->waits && listener->fd >= 0)
		listener->waits = event_add(&listener->event, NULL) != 0;
}

/* Closes one connection that there is no descriptor for. */
static void refuse(struct listener *listener)
{
	struct onc_server *server = listener->server;
	int fd;

	if (server->reserve >= 0)
		close(server->reserve);
	fd = accept4(listener->fd, NULL, NULL, SOCK_CLOEXEC);
	if (fd >= 0) {
		close(fd);
		service_count(server, refused_descriptors, 1);
	}
	server->reserve = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

static void refuse_some(struct listener *listener)
{
	for (int i = 0; i < BATCH; i++)
		refuse(listener);
	put_off(listener->server);
}

/* False: there is nobody to be accepted, or nobody should be. */
static bool accept_one(struct listener *listener)
{
	struct onc_server *server = listener->server;
	union address address = {0};
	socklen_t length = sizeof(address);
	int fd = accept4(listener->fd, &address.any, &length, SOCK_CLOEXEC);

	if (fd >= 0 && server->peer_count >= server->options.connections) {
		close(fd);
		service_count(server, refused_connections, 1);
		return true;
	}
	if (fd >= 0) {
		peer_open(server, fd, &address.any);
		return true;
	}
	if (errno == EMFILE || errno == ENFILE)
		refuse_some(listener);
	else if (errno == ENOBUFS || errno == ENOMEM)
		put_off(server);
	/* Other errors are those of a connection that is gone again. */
	return errno == ECONNABORTED || errno == EINTR || errno == EPROTO;
}

static void on_connection(evutil_socket_t fd, short what, void *argument)
{
	struct listener *listener = argument;
	int count = 0;

	(void)fd;
	(void)what;
	service_callback(listener->server);
	while (count < BATCH && accept_one(listener))
		count++;
}

bool listener_start(struct listener *listener)
{
	struct event_base *base = listener->server->base;

	if (listener->is_datagram)
		return datagram_start(listener);
	event_assign(&listener->event, base, listener->fd, EV_READ | EV_PERSIST,
		     on_connection, listener);
	return event_add(&listener->event, NULL) == 0;
}

/* -- the end --------------------------------------------------------------- */

void listener_stop(struct listener *listener)
{
	if (listener->fd < 0)
		return;
	if (listener->server->base && !listener->is_datagram)
		event_del(&listener->event);
	close(listener->fd);
	listener->fd = -1;
}

/* Another server may have taken the path since; its file stays. */
static void remove_file(const struct listener *listener)
{
	const char *path = listener->address + strlen("unix://");
	struct stat found;

	if (listener->inode == 0)
		return;
	if (lstat(path, &found) == 0 && found.st_dev == listener->device &&
	    found.st_ino == listener->inode)
		unlink(path);
}

void listener_fini(struct listener *listener)
{
	remove_file(listener);
	listener_stop(listener);
}
