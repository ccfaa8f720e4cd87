/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is written into a URI is checked letter by letter first: a server name
 * cannot say more than a host and a port.
 */

#include "binding.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/un.h>
#include <unistd.h>

#include <lmerr.h>
#include <onc/client.h>

#define PORT "9445"
#define LOCAL_SOCKET "/run/netmgmtd.sock"
#define LOCAL_PORT "tcp://127.0.0.1:" PORT
#define HOST_MAX 253 /* RFC 1035, section 2.3.4, without the root's dot */
#define PATH_MAXIMUM (sizeof(((struct sockaddr_un *)0)->sun_path) - 1)

/* A part of the name, as long as the caller's string lives. */
struct span {
	const char *at;
	size_t size;
};

static bool has_only_allowed_letters(const char *name)
{
	size_t size = strlen(name);

	if (size && (name[0] == ' ' || name[size - 1] == ' '))
		return false;
	for (; *name; name++)
		if (iscntrl((unsigned char)*name))
			return false;
	return true;
}

/* Contract 2.4 and section 4: no host, user or share has these. */
static bool is_host_name(struct span host)
{
	if (!host.size || host.size > HOST_MAX)
		return false;
	for (size_t i = 0; i < host.size; i++)
		if (strchr("\"/\\[]:|<>+=;?*,", host.at[i]))
			return false;
	return true;
}

/* Legal letters, as in "Ba  path", yet nothing a resolver could know: 53. */
static bool can_exist(struct span host)
{
	for (size_t i = 0; i < host.size; i++) {
		unsigned char c = host.at[i];

		if (!isalnum(c) && c < 0x80 && !strchr("-._", c))
			return false;
	}
	return true;
}

static bool is_ipv6(struct span host)
{
	char address[INET6_ADDRSTRLEN];
	const char *zone = memchr(host.at, '%', host.size);
	size_t size = zone ? (size_t)(zone - host.at) : host.size;
	struct in6_addr ignored;

	if (size >= sizeof(address))
		return false;
	memcpy(address, host.at, size);
	address[size] = '\0';
	if (inet_pton(AF_INET6, address, &ignored) != 1)
		return false;
	if (!zone)
		return true;
	struct span name = {zone + 1, host.size - size - 1};
	return name.size && name.size < 16 && can_exist(name);
}

static bool is_port(struct span port)
{
	unsigned long number = 0;

	if (!port.size || port.size > 5)
		return false;
	for (size_t i = 0; i < port.size; i++) {
		if (!isdigit((unsigned char)port.at[i]))
			return false;
		number = number * 10 + (port.at[i] - '0');
	}
	return number >= 1 && number <= 65535;
}

/* The host's own name, or the first label of it when it has several. */
static bool is_own_name(const char *name)
{
	char own[HOST_MAX + 2];

	if (gethostname(own, sizeof(own)))
		return false;
	own[sizeof(own) - 1] = '\0';
	if (!strcasecmp(name, own))
		return true;
	own[strcspn(own, ".")] = '\0';
	return own[0] && !strcasecmp(name, own);
}

static NET_API_STATUS write_uri(struct binding *binding, const char *before,
				struct span part, const char *after)
{
	int size = snprintf(binding->uri, sizeof(binding->uri), "%s%.*s%s",
			    before, (int)part.size, part.at, after);

	if (size < 0 || (size_t)size >= sizeof(binding->uri))
		return ERROR_INVALID_NAME;
	return NERR_Success;
}

static NET_API_STATUS parse_local(struct binding *binding)
{
	const char *uri = secure_getenv("NETMGMT_LOCAL");

	binding->is_local = true;
	if (!uri || !*uri)
		uri = access(LOCAL_SOCKET, F_OK) ? LOCAL_PORT
						 : "unix://" LOCAL_SOCKET;
	return write_uri(binding, uri, (struct span){"", 0}, "");
}

static NET_API_STATUS parse_path(struct binding *binding, const char *path)
{
	if (path[0] == '/' && path[1] == '/')
		path += 2;
	struct span part = {path, strlen(path)};
	if (path[0] != '/' || part.size < 2 || part.size > PATH_MAXIMUM)
		return ERROR_INVALID_NAME;
	return write_uri(binding, "unix://", part, "");
}

/* "[address]" or "[address]:port" */
static NET_API_STATUS parse_bracketed(struct binding *binding, const char *name)
{
	const char *end = strchr(name, ']');

	if (!end || !is_ipv6((struct span){name + 1, end - name - 1}))
		return ERROR_INVALID_NAME;
	if (!end[1])
		return write_uri(binding, "tcp://",
				 (struct span){name, strlen(name)}, ":" PORT);
	if (end[1] != ':' || !is_port((struct span){end + 2, strlen(end + 2)}))
		return ERROR_INVALID_NAME;
	return write_uri(binding, "tcp://", (struct span){name, strlen(name)},
			 "");
}

/* "host", "host:port" or a bare IPv6 address */
static NET_API_STATUS parse_host(struct binding *binding, const char *name)
{
	struct span whole = {name, strlen(name)};
	struct span host = {name, strcspn(name, ":")};

	if (is_ipv6(whole))
		return write_uri(binding, "tcp://[", whole, "]:" PORT);
	if (!is_host_name(host))
		return ERROR_INVALID_NAME;
	if (host.size < whole.size &&
	    !is_port((struct span){name + host.size + 1,
				   whole.size - host.size - 1}))
		return ERROR_INVALID_NAME;
	if (!can_exist(host)) {
		binding->uri[0] = '\0';
		return NERR_Success;
	}
	return write_uri(binding, "tcp://", whole,
			 host.size < whole.size ? "" : ":" PORT);
}

NET_API_STATUS binding_parse(struct binding *binding, LMCSTR name)
{
	binding->is_local = false;
	if (!name || !*name)
		return parse_local(binding);
	bool marked = !strncmp(name, "\\\\", 2);
	if (marked)
		name += 2;
	if (!has_only_allowed_letters(name))
		return ERROR_INVALID_NAME;
	if (!marked && !strncmp(name, "unix:", 5))
		return parse_path(binding, name + 5);
	if (is_own_name(name))
		return parse_local(binding);
	if (*name == '[')
		return parse_bracketed(binding, name);
	return parse_host(binding, name);
}

NET_API_STATUS binding_open(const struct binding *binding, uint32_t program,
			    uint32_t version, CLIENT **clnt)
{
	*clnt = NULL;
	if (!binding->uri[0])
		return ERROR_BAD_NETPATH;
	return onc_status_code(
		onc_connect(binding->uri, program, version, NULL, clnt));
}
