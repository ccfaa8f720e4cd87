/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A handle from a URI: connect by a deadline, then let libtirpc's own stream
 * transport have the connection.
 *
 * Invariant: at every return the descriptor belongs to the handle, or is
 * closed.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <rpc/rpc.h>

#include "rpc/address.h"
#include "rpc/call.h"
#include "rpc/error.h"

#include <onc/client.h>

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits until the socket is connected; an errno. */
static int wait_connected(int fd, int64_t deadline)
{
	struct pollfd waiting = {.fd = fd, .events = POLLOUT};
	socklen_t length = sizeof(int);
	int error = 0, ready;

	do {
		const int64_t left = deadline - now_ms();

		ready = poll(&waiting, 1, left > 0 ? (int)left : 0);
	} while (ready < 0 && errno == EINTR);
	if (ready == 0)
		return ETIMEDOUT;
	if (ready < 0)
		return errno;
	if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length) < 0)
		return errno;
	return error;
}

/* The kernel queues a local connection at once, or blocks for SO_SNDTIMEO. */
static int connect_local(int fd, const struct addrinfo *to, int64_t deadline)
{
	const int64_t left = deadline - now_ms();
	const struct timeval wait = call_timeval(left > 0 ? (unsigned)left : 1);
	const struct timeval none = {0};
	int error;

	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof(wait));
	do
		error = connect(fd, to->ai_addr, to->ai_addrlen) < 0 ? errno
								     : 0;
	while (error == EINTR && now_ms() < deadline);
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &none, sizeof(none));
	return error == EAGAIN ? ETIMEDOUT : error;
}

static int connect_host(int fd, const struct addrinfo *to, int64_t deadline)
{
	const int one = 1;
	int error = 0;

	fcntl(fd, F_SETFL, O_NONBLOCK);
	if (connect(fd, to->ai_addr, to->ai_addrlen) < 0)
		error = errno;
	if (error == EINPROGRESS || error == EINTR)
		error = wait_connected(fd, deadline);
	fcntl(fd, F_SETFL, 0);
	/* A call is one small packet, and waits for an answer. */
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	return error;
}

/* A connected, blocking socket, or a negative errno. */
static int connect_one(const struct addrinfo *to, int64_t deadline)
{
	int fd = socket(to->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int error;

	if (fd < 0)
		return -errno;
	error = to->ai_family == AF_UNIX ? connect_local(fd, to, deadline)
					 : connect_host(fd, to, deadline);
	if (error == 0)
		return fd;
	close(fd);
	return -error;
}

static enum onc_status connect_cause(int error)
{
	switch (error) {
	case EMFILE:
	case ENFILE:
		return ONC_NO_DESCRIPTORS;
	case ENOMEM:
	case ENOBUFS:
		return ONC_NO_MEMORY;
	default:
		return ONC_UNREACHABLE;
	}
}

/* Hands the connection to a stock handle. */
static CLIENT *make_handle(int fd, const struct addrinfo *to, uint32_t program,
			   uint32_t version, unsigned timeout)
{
	struct netbuf peer = {
		.maxlen = to->ai_addrlen,
		.len = to->ai_addrlen,
		.buf = to->ai_addr,
	};
	struct timeval wait = call_timeval(timeout);
	CLIENT *clnt = clnt_vc_create(fd, &peer, program, version, 0, 0);

	if (!clnt)
		return NULL;
	clnt_control(clnt, CLSET_FD_CLOSE, NULL);
	clnt_control(clnt, CLSET_TIMEOUT, (char *)&wait);
	return clnt;
}

static enum onc_status connect_any(const struct addrinfo *to, uint32_t program,
				   uint32_t version, unsigned timeout,
				   CLIENT **clnt, int *error)
{
	const int64_t deadline = now_ms() + timeout;
	int fd = -ECONNREFUSED;

	for (; to; to = to->ai_next) {
		fd = connect_one(to, deadline);
		if (fd >= 0)
			break;
	}
	if (fd < 0) {
		*error = -fd;
		return connect_cause(-fd);
	}
	*clnt = make_handle(fd, to, program, version, timeout);
	if (*clnt)
		return ONC_OK;
	close(fd);
	*error = ENOMEM;
	return ONC_NO_MEMORY;
}

enum onc_status onc_connect(const char *uri, uint32_t program, uint32_t version,
			    const struct onc_options *options, CLIENT **clnt)
{
	const unsigned timeout =
		options && options->timeout ? options->timeout : CALL_TIMEOUT;
	struct address_list list;
	enum onc_status status;
	int error = 0;

	*clnt = NULL;
	status = address_find(uri, 0, &list);
	if (status == ONC_OK) {
		status = connect_any(address_first(&list), program, version,
				     timeout, clnt, &error);
		address_fini(&list);
	}
	return error_set_status(NULL, uri, status,
				error ? strerror(error) : "");
}

void onc_disconnect(CLIENT *clnt)
{
	if (!clnt)
		return;
	error_forget(clnt);
	clnt_destroy(clnt);
}
