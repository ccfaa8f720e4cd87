/* SPDX-License-Identifier: BSD-3-Clause */
/* Addresses are URIs that the runtime made: they are in order as they are. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "src/netmgmtd/listeners.h"
#include "src/netmgmtd/provider/array.h"

/* "tcp://127.0.0.1:9445", "tcp://[::1]:9445" */
static int parse_tcp(struct transport_listener *listener, const char *address)
{
	const char *colon = strrchr(address, ':');
	size_t size = colon ? (size_t)(colon - address) : strlen(address);
	bool is_ipv6 = *address == '[';

	if (is_ipv6 && size > 2) {
		address++;
		size -= 2;
	}
	*listener = (struct transport_listener){
		.netid = is_ipv6 ? "tcp6" : "tcp",
		.address = strndup(address, size),
		.port = (uint16_t)(colon ? strtoul(colon + 1, NULL, 10) : 0),
	};
	return listener->address ? 0 : -ENOMEM;
}

static int parse_local(struct transport_listener *listener, const char *path)
{
	*listener = (struct transport_listener){.netid = "local",
						.address = strdup(path)};
	return listener->address ? 0 : -ENOMEM;
}

static int parse(struct transport_listener *listener, const char *uri)
{
	static const char tcp[] = "tcp://", local[] = "unix://";

	if (strncmp(uri, tcp, sizeof(tcp) - 1) == 0)
		return parse_tcp(listener, uri + sizeof(tcp) - 1);
	if (strncmp(uri, local, sizeof(local) - 1) == 0)
		uri += sizeof(local) - 1;
	return parse_local(listener, uri);
}

int listeners_init(struct listeners *listeners, const struct onc_server *server)
{
	const char *uri;

	*listeners = (struct listeners){0};
	for (size_t n = 0; (uri = onc_server_address(server, n)); n++) {
		int r = array_room(&listeners->items, listeners->count,
				   sizeof(*listeners->items));

		if (r == 0)
			r = parse(&listeners->items[listeners->count], uri);
		if (r < 0)
			return r;
		listeners->count++;
	}
	return 0;
}

void listeners_fini(struct listeners *listeners)
{
	for (size_t i = 0; i < listeners->count; i++)
		free((char *)(uintptr_t)listeners->items[i].address);
	free(listeners->items);
	*listeners = (struct listeners){0};
}
