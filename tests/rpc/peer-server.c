/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The program of tests/wire/shapes.x as rpcgen makes it, over TCP, UDP and a
 * local socket, without rpcbind. Prints where it listens, and serves until its
 * standard input is closed.
 */
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

#include "shapes.h"

void shapes_1(struct svc_req *request, SVCXPRT *transport);

static SVCXPRT *listen_on(int type, const struct sockaddr *at, socklen_t length)
{
	int fd = socket(at->sa_family, type, 0);

	if (fd < 0 || bind(fd, at, length) < 0)
		return NULL;
	if (type == SOCK_STREAM && listen(fd, 16) < 0)
		return NULL;
	return type == SOCK_STREAM ? svc_vc_create(fd, 0, 0)
				   : svc_dg_create(fd, 0, 0);
}

static unsigned port_of(const SVCXPRT *transport)
{
	struct sockaddr_in at;
	socklen_t length = sizeof(at);

	getsockname(transport->xp_fd, (struct sockaddr *)&at, &length);
	return ntohs(at.sin_port);
}

static void serve(void)
{
	for (;;) {
		const int count = svc_max_pollfd;
		struct pollfd fds[64];
		int ready;

		memcpy(fds + 1, svc_pollfd, sizeof(*fds) * (size_t)count);
		fds[0] = (struct pollfd){.fd = 0, .events = POLLIN};
		ready = poll(fds, (nfds_t)count + 1, -1);
		if (fds[0].revents)
			return;
		svc_getreq_poll(fds + 1, ready);
	}
}

int main(int argc, char **argv)
{
	struct sockaddr_in host = {.sin_family = AF_INET};
	struct sockaddr_un path = {.sun_family = AF_UNIX};
	SVCXPRT *tcp, *udp, *local;

	if (argc != 2)
		return 2;
	host.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	snprintf(path.sun_path, sizeof(path.sun_path), "%s", argv[1]);
	tcp = listen_on(SOCK_STREAM, (struct sockaddr *)&host, sizeof(host));
	udp = listen_on(SOCK_DGRAM, (struct sockaddr *)&host, sizeof(host));
	local = listen_on(SOCK_STREAM, (struct sockaddr *)&path, sizeof(path));
	if (!tcp || !udp || !local ||
	    !svc_reg(tcp, SHAPES, SHAPES_V1, shapes_1, NULL))
		return 1;
	printf("%u %u\n", port_of(tcp), port_of(udp));
	fflush(stdout);
	serve();
	unlink(argv[1]);
	return 0;
}
