/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Addresses of servers. A name is looked up by getaddrinfo(), once.
 */
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "rpc/address.h"

static enum onc_status find_path(const char *path, struct address_list *list)
{
	const size_t length = strlen(path);

	if (path[0] != '/' || length >= sizeof(list->local.sun_path))
		return ONC_BAD_ADDRESS;
	list->local.sun_family = AF_UNIX;
	memcpy(list->local.sun_path, path, length + 1);
	list->path.ai_family = AF_UNIX;
	list->path.ai_socktype = SOCK_STREAM;
	list->path.ai_addr = (struct sockaddr *)&list->local;
	list->path.ai_addrlen =
		(socklen_t)(offsetof(struct sockaddr_un, sun_path) + length +
			    1);
	return ONC_OK;
}

static bool is_port(const char *digits)
{
	const size_t length = strlen(digits);

	return length > 0 && length <= 5 &&
	       strspn(digits, "0123456789") == length;
}

/*
 * Splits "host:port" or "[host]:port", or either without a port. Colons in a
 * host belong to an IPv6 address, and that into brackets.
 */
static bool split(const char *text, char host[static ADDRESS_TEXT],
		  const char **port)
{
	const bool bracket = text[0] == '[';
	const char *start = text + bracket;
	const size_t length = strcspn(start, bracket ? "]" : ":");
	const char *end = start + length;

	if (length == 0 || length >= ADDRESS_TEXT || (bracket && !*end))
		return false;
	memcpy(host, start, length);
	host[length] = '\0';
	end += bracket;
	*port = *end ? end + 1 : NULL;
	return !*end || (*end == ':' && is_port(*port));
}

static enum onc_status lookup_cause(int error)
{
	switch (error) {
	case EAI_MEMORY:
		return ONC_NO_MEMORY;
	case EAI_SERVICE:
		return ONC_BAD_ADDRESS;
	default:
		return ONC_UNKNOWN_HOST;
	}
}

static enum onc_status find_host(const char *text, int passive, int type,
				 struct address_list *list)
{
	struct addrinfo hints = {.ai_socktype = type};
	char host[ADDRESS_TEXT];
	const char *port;
	int error;

	if (!split(text, host, &port) || (!port && passive))
		return ONC_BAD_ADDRESS;
	list->portless = !port;
	if (!port)
		port = ADDRESS_RPCBIND;
	hints.ai_flags = AI_NUMERICSERV;
	if (passive)
		hints.ai_flags |= AI_NUMERICHOST | AI_PASSIVE;
	error = getaddrinfo(host, port, &hints, &list->hosts);
	if (error && passive)
		return ONC_BAD_ADDRESS;
	return error ? lookup_cause(error) : ONC_OK;
}

enum onc_status address_find(const char *uri, int passive,
			     struct address_list *list)
{
	*list = (struct address_list){0};
	if (strncmp(uri, "unix://", 7) == 0)
		return find_path(uri + 7, list);
	if (strncmp(uri, "tcp://", 6) == 0)
		return find_host(uri + 6, passive, SOCK_STREAM, list);
	if (passive && strncmp(uri, "udp://", 6) == 0)
		return find_host(uri + 6, passive, SOCK_DGRAM, list);
	return strstr(uri, "://") ? ONC_UNKNOWN_TRANSPORT : ONC_BAD_ADDRESS;
}

void address_fini(struct address_list *list)
{
	if (list->hosts)
		freeaddrinfo(list->hosts);
	list->hosts = NULL;
}

void address_move(struct address_list *to, struct address_list *from)
{
	*to = *from;
	to->path.ai_addr = (struct sockaddr *)&to->local;
	from->hosts = NULL;
}

void address_set_port(struct address_list *list, uint16_t port)
{
	for (struct addrinfo *host = list->hosts; host; host = host->ai_next) {
		if (host->ai_family == AF_INET6)
			((struct sockaddr_in6 *)(void *)host->ai_addr)
				->sin6_port = htons(port);
		else
			((struct sockaddr_in *)(void *)host->ai_addr)
				->sin_port = htons(port);
	}
}

const char *address_netid(const struct addrinfo *address)
{
	if (address->ai_family == AF_UNIX)
		return "local";
	return address->ai_family == AF_INET6 ? "tcp6" : "tcp";
}

const char *address_scheme(int fd)
{
	socklen_t length = sizeof(int);
	int type = SOCK_STREAM;

	getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &length);
	return type == SOCK_DGRAM ? "udp" : "tcp";
}

void address_text(const struct sockaddr *address, socklen_t length,
		  const char *scheme, char text[static ADDRESS_TEXT])
{
	char host[INET6_ADDRSTRLEN + 20], port[8];

	if (address->sa_family == AF_UNIX) {
		const struct sockaddr_un *local = (const void *)address;

		snprintf(text, ADDRESS_TEXT, "unix://%s", local->sun_path);
		return;
	}
	if (getnameinfo(address, length, host, sizeof(host), port, sizeof(port),
			NI_NUMERICHOST | NI_NUMERICSERV) != 0) {
		snprintf(text, ADDRESS_TEXT, "?");
		return;
	}
	snprintf(text, ADDRESS_TEXT,
		 address->sa_family == AF_INET6 ? "%s://[%s]:%s" : "%s://%s:%s",
		 scheme, host, port);
}
