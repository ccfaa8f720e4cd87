/* SPDX-License-Identifier: BSD-3-Clause */
/* Transports, the callee's side of idl/transport.x. */
#include <string.h>

#include <lmerr.h>
#include <netmgmt/transport.h>

#include "src/netmgmtd/daemon.h"
#include "src/netmgmtd/list.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/host.h"
#include "src/netmgmtd/provider/transports.h"

static const struct transport *transport_of(const struct subject *s)
{
	return s->item;
}

#define TEXT(member) reply_text(s->reply, transport_of(s)->member)

/* -- the levels of the server -------------------------------------------- */

static LMSTR domain(const struct subject *s)
{
	const struct host *host = s->source;

	return reply_text(s->reply, host->langroup);
}

/* The structures open one another; n is the number in the members' names. */
#define SERVER_MEMBERS(n)                                                      \
	.svti##n##_numberofvcs = transport_of(s)->circuits,                    \
	.svti##n##_transportname = TEXT(name),                                 \
	.svti##n##_transportaddress = TEXT(address),                           \
	.svti##n##_transportaddresslength =                                    \
		(uint32_t)strlen(transport_of(s)->address),                    \
	.svti##n##_networkaddress = TEXT(hardware)

static void fill_0(const struct subject *s, void *entry)
{
	*(SERVER_TRANSPORT_INFO_0 *)entry =
		(SERVER_TRANSPORT_INFO_0){SERVER_MEMBERS(0)};
}

static void fill_1(const struct subject *s, void *entry)
{
	*(SERVER_TRANSPORT_INFO_1 *)entry = (SERVER_TRANSPORT_INFO_1){
		SERVER_MEMBERS(1),
		.svti1_domain = domain(s),
	};
}

static void fill_2(const struct subject *s, void *entry)
{
	*(SERVER_TRANSPORT_INFO_2 *)entry = (SERVER_TRANSPORT_INFO_2){
		SERVER_MEMBERS(2),
		.svti2_domain = domain(s),
	};
}

static const struct level server_table[] = {
	LEVEL(0, SERVER_TRANSPORT_INFO_0, fill_0, 0),
	LEVEL(1, SERVER_TRANSPORT_INFO_1, fill_1, 0),
	LEVEL(2, SERVER_TRANSPORT_INFO_2, fill_2, 0),
};
static const struct levels server_levels = LEVELS(server_table);

/* -- the level of the workstation ---------------------------------------- */

static void fill_wksta(const struct subject *s, void *entry)
{
	*(WKSTA_TRANSPORT_INFO_0 *)entry = (WKSTA_TRANSPORT_INFO_0){
		.wkti0_number_of_vcs = transport_of(s)->circuits,
		.wkti0_transport_name = TEXT(name),
		.wkti0_transport_address = TEXT(hardware),
		.wkti0_wan_ish = transport_of(s)->is_wan,
	};
}

static const struct level wksta_table[] = {
	LEVEL(0, WKSTA_TRANSPORT_INFO_0, fill_wksta, 0),
};
static const struct levels wksta_levels = LEVELS(wksta_table);

/* -- the calls ----------------------------------------------------------- */

static uint32_t key_of_transport(const void *item)
{
	const struct transport *transport = item;

	return transport->key;
}

static void make(struct list *list, const struct transports *transports,
		 const struct host *host)
{
	if (!list_reserve(list, transports->count))
		return;
	for (size_t i = 0; i < transports->count; i++)
		list_add(list, &transports->items[i]);
	list_make(list, host, key_of_transport);
}

static void list_server(struct list *list, const struct daemon *daemon)
{
	CLEANUP(transports_fini) struct transports transports = {0};
	CLEANUP(host_fini) struct host host;

	if (host_init(&host, &daemon->root) < 0 ||
	    transports_init_server(&transports, &daemon->root,
				   daemon->listeners.items,
				   daemon->listeners.count) < 0)
		list->status = ERROR_NOT_ENOUGH_MEMORY;
	else
		make(list, &transports, &host);
}

bool_t server_transport_enum_1_svc(const server_transport_enum_args *args,
				   server_transport_enum_reply *result,
				   struct onc_request *req)
{
	struct list list;

	if (list_begin(&list, &server_levels, LIST_ASKED(args), req))
		list_server(&list, onc_context(req));
	return list_end(&list, LIST_REPLY(result));
}

static void list_wksta(struct list *list, const struct daemon *daemon)
{
	CLEANUP(transports_fini) struct transports transports;

	if (transports_init_wksta(&transports, &daemon->root) < 0)
		list->status = ERROR_NOT_ENOUGH_MEMORY;
	else
		make(list, &transports, NULL);
}

bool_t wksta_transport_enum_1_svc(const wksta_transport_enum_args *args,
				  wksta_transport_enum_reply *result,
				  struct onc_request *req)
{
	struct list list;

	if (list_begin(&list, &wksta_levels, LIST_ASKED(args), req))
		list_wksta(&list, onc_context(req));
	return list_end(&list, LIST_REPLY(result));
}
