/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Registration: every program at every listener of a transport that rpcbind
 * knows. Nothing of it happens on the loop.
 */
#include <netconfig.h>
#include <string.h>
#include <sys/socket.h>

#include <rpc/rpc.h>
#include <rpc/rpcb_clnt.h>

#include "rpc/error.h"
#include "rpc/announce.h"

/* The name of a listener's transport; NULL: rpcbind knows none such. */
static const char *netid(const struct listener *listener,
			 const union address *at)
{
	switch (at->any.sa_family) {
	case AF_INET:
		return listener->is_datagram ? "udp" : "tcp";
	case AF_INET6:
		return listener->is_datagram ? "udp6" : "tcp6";
	default:
		return NULL;
	}
}

static bool set_one(const struct onc_program *program,
		    const struct netconfig *transport, union address *at,
		    socklen_t size)
{
	const struct netbuf address = {
		.buf = at, .len = size, .maxlen = sizeof(*at)};

	return rpcb_set(program->number, program->version, transport, &address);
}

static bool set_all(struct onc_server *server, const struct listener *listener)
{
	union address at = {0};
	socklen_t size = sizeof(at);
	struct netconfig *transport;
	const char *name;
	bool good = true;

	if (getsockname(listener->fd, &at.any, &size) < 0)
		return false;
	name = netid(listener, &at);
	if (!name)
		return true;
	transport = getnetconfigent(name);
	if (!transport)
		return false;
	for (size_t i = 0; good && i < server->registry.count; i++)
		good = set_one(server->registry.entries[i].program, transport,
			       &at, size);
	freenetconfigent(transport);
	return good;
}

/* What a dead server has left there is replaced. */
static void unset_all(struct onc_server *server)
{
	for (size_t i = 0; i < server->registry.count; i++) {
		const struct onc_program *program =
			server->registry.entries[i].program;

		rpcb_unset(program->number, program->version, NULL);
	}
}

enum onc_status onc_server_register(struct onc_server *server)
{
	if (server->state != SERVICE_MADE)
		return ONC_NOT_SUPPORTED;
	unset_all(server);
	for (size_t i = 0; i < server->listener_count; i++)
		if (!set_all(server, &server->listeners[i]))
			return error_set_status(NULL, "rpcbind",
						ONC_UNREACHABLE,
						"it registers nothing");
	server->is_registered = true;
	return ONC_OK;
}

void announce_undo(struct onc_server *server)
{
	if (server->is_registered)
		unset_all(server);
	server->is_registered = false;
}
