/* SPDX-License-Identifier: BSD-3-Clause */
#include <arpa/inet.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/peer.h"

static bool read_all(int fd, void *bytes, size_t size)
{
	for (size_t done = 0; done < size;) {
		ssize_t count = recv(fd, (char *)bytes + done, size - done, 0);

		if (count <= 0)
			return false;
		done += (size_t)count;
	}
	return true;
}

static void send_all(int fd, const void *bytes, size_t size)
{
	for (size_t done = 0; done < size;) {
		ssize_t count = send(fd, (const char *)bytes + done,
				     size - done, MSG_NOSIGNAL);

		if (count <= 0)
			return;
		done += (size_t)count;
	}
}

/* Reads one call; its xid, as it stood on the wire. */
static bool read_call(int fd, uint32_t *xid)
{
	char rest[1 << 16];
	uint32_t mark;
	size_t size;

	if (!read_all(fd, &mark, 4) || !read_all(fd, xid, 4))
		return false;
	size = (ntohl(mark) & 0x7fffffff) - 4;
	while (size > 0) {
		const size_t count = size < sizeof(rest) ? size : sizeof(rest);

		if (!read_all(fd, rest, count))
			return false;
		size -= count;
	}
	return true;
}

/* RFC 5531: reply, accepted, verifier AUTH_NONE of no bytes, success. */
static size_t write_head(const struct peer *peer, uint32_t xid, uint32_t *words)
{
	const size_t count = peer->manner == PEER_REPLIES ? 1 : 6;
	const size_t size = 4 * count + peer->size;

	memset(words, 0, 28);
	words[0] = htonl(0x80000000u | (uint32_t)size);
	words[1] = xid;
	words[2] = htonl(1);
	return 4 + 4 * count;
}

static bool answer(const struct peer *peer, uint32_t xid, int fd)
{
	uint32_t words[7];
	size_t head, size;
	char *all;

	if (peer->manner == PEER_CLOSES)
		return false;
	if (peer->manner == PEER_WAITS)
		return true;
	head = write_head(peer, xid, words);
	all = malloc(head + peer->size);
	if (!all)
		return false;
	memcpy(all, words, head);
	if (peer->size > 0)
		memcpy(all + head, peer->bytes, peer->size);
	size = head + peer->size;
	if (peer->manner == PEER_CUTS)
		size--;
	send_all(fd, all, size);
	free(all);
	return peer->manner != PEER_CUTS;
}

static bool serve_call(struct peer *peer, int fd)
{
	struct peer now;
	uint32_t xid;

	if (!read_call(fd, &xid))
		return false;
	pthread_mutex_lock(&peer->lock);
	now = *peer;
	pthread_mutex_unlock(&peer->lock);
	return answer(&now, xid, fd);
}

static void *serve(void *argument)
{
	struct peer *peer = argument;

	for (;;) {
		int fd = accept(peer->listener, NULL, NULL);

		if (fd < 0)
			return NULL;
		while (serve_call(peer, fd))
			;
		close(fd);
	}
}

int peer_start(struct peer *peer)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t length = sizeof(at);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	peer->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (peer->listener < 0 ||
	    bind(peer->listener, (struct sockaddr *)&at, sizeof(at)) < 0 ||
	    listen(peer->listener, 16) < 0 ||
	    getsockname(peer->listener, (struct sockaddr *)&at, &length) < 0)
		return -1;
	snprintf(peer->uri, sizeof(peer->uri), "tcp://127.0.0.1:%u",
		 ntohs(at.sin_port));
	pthread_mutex_init(&peer->lock, NULL);
	return pthread_create(&peer->thread, NULL, serve, peer);
}

void peer_say(struct peer *peer, enum peer_manner manner, const void *bytes,
	      size_t size)
{
	pthread_mutex_lock(&peer->lock);
	peer->manner = manner;
	peer->bytes = bytes;
	peer->size = size;
	pthread_mutex_unlock(&peer->lock);
}

void peer_stop(struct peer *peer)
{
	shutdown(peer->listener, SHUT_RDWR);
	pthread_join(peer->thread, NULL);
	close(peer->listener);
	pthread_mutex_destroy(&peer->lock);
}
