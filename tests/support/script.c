/* SPDX-License-Identifier: BSD-3-Clause */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "tests/support/script.h"

struct servant {
	struct script *script;
	int number;
};

static void *serve(void *argument)
{
	struct servant servant = *(struct servant *)argument;
	struct script *script = servant.script;

	free(argument);
	script->serve(script, script->fds[servant.number], servant.number);
	shutdown(script->fds[servant.number], SHUT_RDWR);
	return NULL;
}

static void *listen_for(void *argument)
{
	struct script *script = argument;
	int fd;

	while ((fd = accept(script->listener, NULL, NULL)) >= 0) {
		struct servant *servant = malloc(sizeof(*servant));
		const int number = script->connections;

		if (number == SCRIPT_MOST || !servant)
			abort();
		*servant = (struct servant){script, number};
		script->fds[number] = fd;
		pthread_create(&script->servants[number], NULL, serve, servant);
		script->connections++;
	}
	return NULL;
}

static int start(struct script *script, const struct sockaddr *at,
		 socklen_t size)
{
	const int one = 1;

	script->listener = socket(at->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (script->listener < 0)
		return -1;
	setsockopt(script->listener, SOL_SOCKET, SO_REUSEADDR, &one,
		   sizeof(one));
	if (bind(script->listener, at, size) < 0 ||
	    listen(script->listener, 512) < 0) {
		close(script->listener);
		return -1;
	}
	script->connections = 0;
	return pthread_create(&script->thread, NULL, listen_for, script);
}

static int start_host(struct script *script, int family, unsigned port)
{
	struct sockaddr_in6 six = {.sin6_family = AF_INET6};
	struct sockaddr_in four = {.sin_family = AF_INET};
	socklen_t size = family == AF_INET6 ? sizeof(six) : sizeof(four);
	struct sockaddr *at = family == AF_INET6 ? (void *)&six : (void *)&four;
	int status;

	four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	six.sin6_addr = in6addr_loopback;
	six.sin6_port = four.sin_port = htons((uint16_t)port);
	status = start(script, at, size);
	if (status == 0)
		getsockname(script->listener, at, &size);
	port = ntohs(family == AF_INET6 ? six.sin6_port : four.sin_port);
	snprintf(script->uri, sizeof(script->uri),
		 family == AF_INET6 ? "tcp://[::1]:%u" : "tcp://127.0.0.1:%u",
		 port);
	return status;
}

static int start_local(struct script *script, const char *path)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};

	unlink(path);
	snprintf(at.sun_path, sizeof(at.sun_path), "%s", path);
	snprintf(script->uri, sizeof(script->uri), "unix://%s", path);
	return start(script, (struct sockaddr *)&at, sizeof(at));
}

int script_start(struct script *script, const char *where)
{
	if (strcmp(where, "tcp") == 0)
		return start_host(script, AF_INET, 0);
	if (strcmp(where, "tcp6") == 0)
		return start_host(script, AF_INET6, 0);
	return start_local(script, where);
}

int script_restart(struct script *script)
{
	if (strncmp(script->uri, "unix://", 7) == 0) {
		char path[sizeof(script->uri)];

		strcpy(path, script->uri + 7);
		return start_local(script, path);
	}
	return start_host(script, strchr(script->uri, '[') ? AF_INET6 : AF_INET,
			  (unsigned)atoi(strrchr(script->uri, ':') + 1));
}

void script_stop(struct script *script)
{
	shutdown(script->listener, SHUT_RDWR);
	pthread_join(script->thread, NULL);
	close(script->listener);
	for (int i = 0; i < script->connections; i++)
		shutdown(script->fds[i], SHUT_RDWR);
	for (int i = 0; i < script->connections; i++) {
		pthread_join(script->servants[i], NULL);
		close(script->fds[i]);
	}
	if (strncmp(script->uri, "unix://", 7) == 0)
		unlink(script->uri + 7);
}

static bool read_all(int fd, void *bytes, size_t size)
{
	for (size_t done = 0; done < size;) {
		const ssize_t count =
			recv(fd, (char *)bytes + done, size - done, 0);

		if (count <= 0)
			return false;
		done += (size_t)count;
	}
	return true;
}

size_t script_read(int fd, uint8_t *record, size_t room)
{
	uint32_t mark;
	size_t size;

	if (!read_all(fd, &mark, 4))
		return 0;
	size = ntohl(mark) & 0x7fffffff;
	return size <= room && read_all(fd, record, size) ? size : 0;
}

bool script_send(int fd, const void *bytes, size_t size)
{
	for (size_t done = 0; done < size;) {
		const ssize_t count = send(fd, (const char *)bytes + done,
					   size - done, MSG_NOSIGNAL);

		if (count <= 0)
			return false;
		done += (size_t)count;
	}
	return true;
}

/* RFC 5531: reply, accepted, verifier AUTH_NONE of no bytes, success. */
void script_answer(int fd, const uint8_t *record, const void *results,
		   size_t size)
{
	uint32_t head[7] = {htonl(0x80000000u | (uint32_t)(24 + size)), 0,
			    htonl(1)};
	char *all = malloc(sizeof(head) + size);

	memcpy(&head[1], record, 4);
	memcpy(all, head, sizeof(head));
	if (size > 0)
		memcpy(all + sizeof(head), results, size);
	script_send(fd, all, sizeof(head) + size);
	free(all);
}

uint32_t script_word(const uint8_t *record, size_t index)
{
	uint32_t word;

	memcpy(&word, record + 4 * index, 4);
	return ntohl(word);
}

void script_pause(unsigned milliseconds)
{
	const struct timespec while_ = {
		.tv_sec = milliseconds / 1000,
		.tv_nsec = milliseconds % 1000 * 1000000L,
	};

	nanosleep(&while_, NULL);
}

int64_t script_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
