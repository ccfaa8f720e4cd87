/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A server over libtirpc's svc. This file alone knows svc; what it keeps per
 * process (transports, dispatch functions, the poll array) is why one server
 * runs at a time.
 *
 * svc hands its dispatch function nothing of ours, so the server that runs on a
 * thread is kept in a thread-local for as long as it runs.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <rpc/rpc.h>

#include "rpc/address.h"
#include "rpc/dispatch.h"
#include "rpc/error.h"
#include "rpc/pipe.h"
#include "rpc/stream.h"

#include <lmapibuf.h>
#include <onc/server.h>

/* At most this many programs and listeners: a server has a handful. */
enum { SERVER_MOST = 32 };

struct added {
	const struct onc_program *program;
	void *context;
};

struct listener {
	SVCXPRT *transport;
	char address[ADDRESS_TEXT];
	dev_t device; /* of a socket file, and which it was */
	ino_t inode;
};

struct onc_server {
	int wake; /* eventfd: readable once it should stop */
	struct added added[SERVER_MOST];
	size_t added_count;
	struct listener listeners[SERVER_MOST];
	size_t listener_count;
};

static _Thread_local struct onc_server *running;

/* -- one call
 * ------------------------------------------------------------------ */

struct incoming {
	struct stream stream;
	enum onc_status drained;
};

static bool_t take_arguments(XDR *xdrs, ...)
{
	struct incoming *in;
	va_list args;

	va_start(args, xdrs);
	in = va_arg(args, struct incoming *);
	va_end(args);
	if (xdrs->x_op != XDR_DECODE)
		return TRUE;
	in->drained = stream_drain(&in->stream, xdrs);
	return in->drained == ONC_OK;
}

static bool_t put_result(XDR *xdrs, ...)
{
	const struct dispatch_reply *reply;
	va_list args;

	va_start(args, xdrs);
	reply = va_arg(args, const struct dispatch_reply *);
	va_end(args);
	if (xdrs->x_op != XDR_ENCODE || reply->size == 0)
		return TRUE;
	return XDR_PUTBYTES(xdrs, reply->bytes, (u_int)reply->size);
}

static void answer(SVCXPRT *transport, enum onc_status status,
		   struct dispatch_reply *reply)
{
	switch (status) {
	case ONC_OK:
		if (!svc_sendreply(transport, put_result, reply))
			svcerr_systemerr(transport);
		return;
	case ONC_NO_PROGRAM:
		svcerr_noprog(transport);
		return;
	case ONC_NO_PROCEDURE:
		svcerr_noproc(transport);
		return;
	case ONC_GARBAGE_ARGUMENTS:
	case ONC_TOO_BIG:
		svcerr_decode(transport);
		return;
	default:
		svcerr_systemerr(transport);
	}
}

static const struct added *find(const struct onc_server *server,
				const struct svc_req *request)
{
	for (size_t i = 0; i < server->added_count; i++)
		if (server->added[i].program->number == request->rq_prog &&
		    server->added[i].program->version == request->rq_vers)
			return &server->added[i];
	return NULL;
}

static void dispatch(struct svc_req *request, SVCXPRT *transport)
{
	const struct added *added = find(running, request);
	struct dispatch_reply reply = {0};
	enum onc_status status = ONC_NO_PROGRAM;
	struct incoming in;

	if (!added) {
		answer(transport, status, &reply);
		return;
	}
	stream_init(&in.stream, ONC_DEFAULT_CAP);
	in.drained = ONC_OK;
	if (svc_getargs(transport, take_arguments, &in))
		status = dispatch_call(added->program, added->context,
				       request->rq_proc, in.stream.bytes,
				       in.stream.size, NULL, &reply);
	else
		status = in.drained ? in.drained : ONC_GARBAGE_ARGUMENTS;
	stream_fini(&in.stream);
	answer(transport, status, &reply);
	NetApiBufferFree(reply.bytes);
}

/* -- life
 * ----------------------------------------------------------------------- */

enum onc_status onc_server_new(struct onc_server **server)
{
	struct onc_server *fresh = calloc(1, sizeof(*fresh));

	*server = NULL;
	if (!fresh)
		return ONC_NO_MEMORY;
	fresh->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (fresh->wake < 0) {
		free(fresh);
		return ONC_NO_DESCRIPTORS;
	}
	*server = fresh;
	return ONC_OK;
}

enum onc_status onc_server_add(struct onc_server *server,
			       const struct onc_program *program, void *context)
{
	if (server->added_count == SERVER_MOST)
		return ONC_NOT_SUPPORTED;
	server->added[server->added_count++] = (struct added){
		.program = program,
		.context = context,
	};
	return ONC_OK;
}

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

static int open_listener(const struct addrinfo *at)
{
	int fd = socket(at->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	const int one = 1;

	if (fd < 0)
		return -1;
	if (at->ai_family == AF_UNIX)
		remove_stale(at);
	else
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (at->ai_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &one, sizeof(one));
	if (bind(fd, at->ai_addr, at->ai_addrlen) < 0 ||
	    listen(fd, SOMAXCONN) < 0) {
		const int error = errno;

		close(fd);
		errno = error;
		return -1;
	}
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

/* Takes the descriptor. */
static enum onc_status serve_listener(struct onc_server *server, int fd,
				      const struct addrinfo *at)
{
	struct listener *listener = &server->listeners[server->listener_count];
	union address bound = {0};
	socklen_t length = sizeof(bound);

	listener->transport = svc_vc_create(fd, 0, 0);
	if (!listener->transport) {
		close(fd);
		return ONC_NO_MEMORY;
	}
	getsockname(fd, &bound.any, &length);
	address_text(&bound.any, length, "tcp", listener->address);
	remember_file(listener, at);
	server->listener_count++;
	return ONC_OK;
}

static enum onc_status listen_at(struct onc_server *server,
				 const struct addrinfo *at, const char **detail)
{
	const int fd = open_listener(at);

	if (fd >= 0)
		return serve_listener(server, fd, at);
	*detail = strerror(errno);
	return errno == EMFILE || errno == ENFILE ? ONC_NO_DESCRIPTORS
						  : ONC_BAD_ADDRESS;
}

enum onc_status onc_server_listen(struct onc_server *server, const char *uri)
{
	struct address_list list;
	const char *detail = "";
	enum onc_status status;

	if (server->listener_count == SERVER_MOST)
		return error_set_status(NULL, uri, ONC_NOT_SUPPORTED,
					"too many listeners");
	status = address_find(uri, 1, &list);
	if (status == ONC_OK) {
		status = listen_at(server, address_first(&list), &detail);
		address_fini(&list);
	}
	return error_set_status(NULL, uri, status, detail);
}

const char *onc_server_address(const struct onc_server *server, size_t n)
{
	return n < server->listener_count ? server->listeners[n].address : NULL;
}

/* -- the loop
 * --------------------------------------------------------------------- */

static bool register_programs(struct onc_server *server)
{
	for (size_t i = 0; i < server->added_count; i++) {
		const struct onc_program *program = server->added[i].program;

		if (!svc_reg(server->listeners[0].transport, program->number,
			     program->version, dispatch, NULL))
			return false;
	}
	return true;
}

static void unregister_programs(struct onc_server *server)
{
	for (size_t i = 0; i < server->added_count; i++)
		svc_unreg(server->added[i].program->number,
			  server->added[i].program->version);
}

/* What poll() is asked about: the wake-up first, then svc's descriptors. */
struct watched {
	struct pollfd *fds;
	int count;
	int room;
};

/* svc's descriptors change with every connection. */
static bool watch(struct watched *watched, int wake)
{
	const int count = 1 + svc_max_pollfd;

	if (count > watched->room) {
		const int room = count + 64;
		struct pollfd *more =
			realloc(watched->fds, sizeof(*more) * (size_t)room);

		if (!more)
			return false;
		watched->fds = more;
		watched->room = room;
	}
	watched->count = count;
	watched->fds[0] = (struct pollfd){.fd = wake, .events = POLLIN};
	for (int i = 1; i < count; i++)
		watched->fds[i] = (struct pollfd){
			.fd = svc_pollfd[i - 1].fd,
			.events = svc_pollfd[i - 1].events,
		};
	return true;
}

static enum onc_status loop(struct onc_server *server, struct watched *watched)
{
	for (;;) {
		int ready;

		if (!watch(watched, server->wake))
			return ONC_NO_MEMORY;
		ready = poll(watched->fds, (nfds_t)watched->count, -1);
		if (ready < 0 && errno != EINTR)
			return ONC_NO_DESCRIPTORS;
		if (ready <= 0)
			continue;
		if (watched->fds[0].revents)
			return ONC_OK;
		svc_getreq_poll(watched->fds + 1, ready);
	}
}

static bool is_listener(const struct onc_server *server, int fd)
{
	for (size_t i = 0; i < server->listener_count; i++)
		if (server->listeners[i].transport->xp_fd == fd)
			return true;
	return false;
}

/*
 * svc keeps the connections that it accepted to itself. Shut down, each reads
 * as ended, and svc closes it when it is told to look.
 */
static void close_connections(struct onc_server *server,
			      struct watched *watched)
{
	int ready;

	if (!watch(watched, server->wake))
		return;
	for (int i = 1; i < watched->count; i++)
		if (watched->fds[i].fd >= 0 &&
		    !is_listener(server, watched->fds[i].fd))
			shutdown(watched->fds[i].fd, SHUT_RDWR);
	watched->fds[0].fd = -1;
	for (int i = 1; i < watched->count; i++)
		if (is_listener(server, watched->fds[i].fd))
			watched->fds[i].fd = -1;
	ready = poll(watched->fds, (nfds_t)watched->count, 0);
	if (ready > 0)
		svc_getreq_poll(watched->fds + 1, ready);
}

enum onc_status onc_server_run(struct onc_server *server)
{
	struct watched watched = {0};
	struct pipe_guard guard;
	enum onc_status status;

	if (running || server->listener_count == 0)
		return ONC_BAD_HANDLE;
	if (!register_programs(server)) {
		unregister_programs(server);
		return ONC_NO_MEMORY;
	}
	running = server;
	pipe_guard_enter(&guard);
	status = loop(server, &watched);
	close_connections(server, &watched);
	pipe_guard_leave(&guard);
	running = NULL;
	unregister_programs(server);
	free(watched.fds);
	return status;
}

void onc_server_stop(struct onc_server *server)
{
	const uint64_t one = 1;
	const int error = errno;

	if (write(server->wake, &one, sizeof(one)) < 0)
		errno = error; /* the counter is full: it is readable already */
}

/* Another server may have taken the path since; its file stays. */
static void remove_file(const struct listener *listener)
{
	const char *path = listener->address + strlen("unix://");
	struct stat found;

	if (strncmp(listener->address, "unix://", 7) != 0)
		return;
	if (lstat(path, &found) == 0 && found.st_dev == listener->device &&
	    found.st_ino == listener->inode)
		unlink(path);
}

void onc_server_free(struct onc_server *server)
{
	if (!server)
		return;
	for (size_t i = 0; i < server->listener_count; i++) {
		remove_file(&server->listeners[i]);
		svc_destroy(server->listeners[i].transport);
	}
	close(server->wake);
	free(server);
}
