/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interfaces and connections are read once for all rows; without them there
 * are fewer rows, and 0 connections on each.
 */
#include <errno.h>
#include <string.h>

#include "src/netmgmtd/provider/array.h"
#include "src/netmgmtd/provider/circuits.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/interfaces.h"
#include "src/netmgmtd/provider/key.h"
#include "src/netmgmtd/provider/text.h"
#include "src/netmgmtd/provider/transports.h"

static const char no_hardware[] = "000000000000";

struct network {
	struct interfaces interfaces;
	struct circuits circuits;
};

static int network_init(struct network *network, const struct root *root)
{
	int r = interfaces_init(&network->interfaces, root);
	int s = circuits_init(&network->circuits, root);

	return r == -ENOMEM || s == -ENOMEM ? -ENOMEM : 0;
}

static void network_fini(struct network *network)
{
	interfaces_fini(&network->interfaces);
	circuits_fini(&network->circuits);
}

/* -- the list ------------------------------------------------------------ */

static int make_key(const char *name, const char *address, uint32_t *key)
{
	CLEANUP(cleanup_free) char *both = NULL;
	int r = text_format(&both, "%s %s", name, address);

	if (r == 0)
		*key = key_of(both);
	return r;
}

static int add(struct transports *transports, const char *name,
	       const char *address, const char *hardware, uint32_t circuits,
	       bool is_wan)
{
	struct transport made = {.circuits = circuits, .is_wan = is_wan};
	int r = make_key(name, address, &made.key);

	memcpy(made.hardware, hardware, sizeof(made.hardware));
	if (r == 0)
		r = array_room(&transports->items, transports->count,
			       sizeof(made));
	if (r == 0)
		r = text_copy(name, &made.name);
	if (r == 0)
		r = text_copy(address, &made.address);
	if (r < 0) {
		free(made.name);
		return r;
	}
	transports->items[transports->count++] = made;
	return 0;
}

static int by_key(const void *left, const void *right)
{
	const struct transport *a = left, *b = right;
	int r;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	r = strcmp(a->name, b->name);
	return r ? r : strcmp(a->address, b->address);
}

/* -- server -------------------------------------------------------------- */

static bool is_wildcard(const struct transport_listener *listener)
{
	return strcmp(listener->address, "0.0.0.0") == 0 ||
	       strcmp(listener->address, "::") == 0 ||
	       listener->address[0] == '\0';
}

static int add_address(struct transports *transports,
		       const struct network *network,
		       const struct transport_listener *listener,
		       const char *address)
{
	const struct interface *interface =
		interfaces_find_address(&network->interfaces, address);

	return add(transports, listener->netid, address,
		   interface ? interface->hardware : no_hardware,
		   circuits_at(&network->circuits, address, listener->port),
		   interface && interface->is_point_to_point);
}

static int add_everywhere(struct transports *transports,
			  const struct network *network,
			  const struct transport_listener *listener)
{
	bool is_ipv6 = strcmp(listener->netid, "tcp6") == 0;
	int r = 0;

	for (size_t i = 0; i < network->interfaces.count; i++) {
		const struct interface *from = &network->interfaces.items[i];

		for (size_t j = 0; j < from->address_count && r == 0; j++)
			if (!from->is_loopback &&
			    from->addresses[j].is_ipv6 == is_ipv6)
				r = add_address(transports, network, listener,
						from->addresses[j].text);
	}
	return r;
}

static int add_listener(struct transports *transports,
			const struct network *network,
			const struct transport_listener *listener)
{
	if (strcmp(listener->netid, "local") == 0)
		return add(transports, listener->netid, listener->address,
			   no_hardware, 0, false);
	if (is_wildcard(listener))
		return add_everywhere(transports, network, listener);
	return add_address(transports, network, listener, listener->address);
}

int transports_init_server(struct transports *transports,
			   const struct root *root,
			   const struct transport_listener *listeners,
			   size_t count)
{
	struct network network;
	int r = network_init(&network, root);

	*transports = (struct transports){0};
	for (size_t i = 0; i < count && r == 0; i++)
		r = add_listener(transports, &network, &listeners[i]);
	network_fini(&network);
	array_sort(transports->items, transports->count,
		   sizeof(*transports->items), by_key);
	return r;
}

/* -- workstation --------------------------------------------------------- */

static int add_interface(struct transports *transports,
			 const struct network *network,
			 const struct interface *interface)
{
	uint32_t count = 0;

	for (size_t i = 0; i < interface->address_count; i++)
		count += circuits_to_servers(&network->circuits,
					     interface->addresses[i].text);
	return add(transports, interface->name, interface->hardware,
		   interface->hardware, count, interface->is_point_to_point);
}

int transports_init_wksta(struct transports *transports,
			  const struct root *root)
{
	struct network network;
	int r = network_init(&network, root);

	*transports = (struct transports){0};
	for (size_t i = 0; i < network.interfaces.count && r == 0; i++) {
		const struct interface *from = &network.interfaces.items[i];

		if (from->is_up && !from->is_loopback)
			r = add_interface(transports, &network, from);
	}
	network_fini(&network);
	array_sort(transports->items, transports->count,
		   sizeof(*transports->items), by_key);
	return r;
}

void transports_fini(struct transports *transports)
{
	for (size_t i = 0; i < transports->count; i++) {
		free(transports->items[i].name);
		free(transports->items[i].address);
	}
	free(transports->items);
	*transports = (struct transports){0};
}
