/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Connections, the callee's side of idl/connection.x: those to one share, or
 * those of one computer. A share that is not there is 2310; a computer is
 * nothing that a server knows, so an unknown one has no connections.
 */
#include <string.h>
#include <strings.h>

#include <lmerr.h>
#include <lmshare.h>
#include <netmgmt/connection.h>

#include "src/netmgmtd/daemon.h"
#include "src/netmgmtd/list.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/clock.h"
#include "src/netmgmtd/share_entry.h"

struct source {
	struct share_source from;
	int64_t now;	      /* seconds since 1970 */
	const char *computer; /* NULL: a share was asked for */
};

static void source_fini(struct source *source)
{
	share_source_fini(&source->from);
}

static int source_init(struct source *source, const struct daemon *daemon)
{
	source->now = clock_seconds();
	source->computer = NULL;
	return share_source_init(&source->from, &daemon->root,
				 SHARE_NEEDS_CONNECTIONS);
}

/* -- the levels ---------------------------------------------------------- */

static const struct connection *connection_of(const struct subject *s)
{
	return s->item;
}

static uint32_t type(const struct subject *s)
{
	const struct source *source = s->source;
	const struct share *share =
		shares_find(&source->from.shares, connection_of(s)->share);

	/* Samba makes shares that no configuration has, as those of homes. */
	return share ? share_type(share)
		     : share_kind_type(connection_of(s)->kind);
}

static uint32_t active(const struct subject *s)
{
	const struct source *source = s->source;
	int64_t since = connection_of(s)->since;

	return since ? clock_saturate(source->now - since) : 0;
}

#define TEXT(member) reply_text(s->reply, connection_of(s)->member)

static void fill_0(const struct subject *s, void *entry)
{
	*(CONNECTION_INFO_0 *)entry =
		(CONNECTION_INFO_0){.coni0_id = connection_of(s)->id};
}

static void fill_1(const struct subject *s, void *entry)
{
	const struct source *source = s->source;

	*(CONNECTION_INFO_1 *)entry = (CONNECTION_INFO_1){
		.coni1_id = connection_of(s)->id,
		.coni1_type = type(s),
		.coni1_num_opens = connection_of(s)->opens,
		.coni1_num_users = connection_of(s)->users,
		.coni1_time = active(s),
		.coni1_username = TEXT(user),
		.coni1_netname = source->computer ? TEXT(share) : TEXT(client),
	};
}

static void fill_9000(const struct subject *s, void *entry)
{
	const struct connection *connection = connection_of(s);

	*(CONNECTION_INFO_9000 *)entry = (CONNECTION_INFO_9000){
		.coni9000_id = connection->id,
		.coni9000_backend =
			reply_constant(share_backend_name(connection->backend)),
		.coni9000_native = TEXT(native),
		.coni9000_share = TEXT(share),
		.coni9000_client = TEXT(client),
		.coni9000_username = TEXT(user),
		.coni9000_type = type(s),
		.coni9000_num_opens = connection->opens,
		.coni9000_num_users = connection->users,
		.coni9000_since = clock_saturate(connection->since),
		.coni9000_doubtful = connection->is_doubtful,
	};
}

static const struct level table[] = {
	LEVEL(0, CONNECTION_INFO_0, fill_0, 0),
	LEVEL(1, CONNECTION_INFO_1, fill_1, 0),
	LEVEL(9000, CONNECTION_INFO_9000, fill_9000, 0),
};
static const struct levels levels = LEVELS(table);

/* -- the call ------------------------------------------------------------ */

static uint32_t id_of(const void *item)
{
	const struct connection *connection = item;

	return connection->id;
}

static bool is_wanted(const struct source *source, const char *qualifier,
		      const struct connection *connection)
{
	if (source->computer)
		return strcasecmp(connection->client, source->computer) == 0;
	return strcasecmp(connection->share, qualifier) == 0;
}

static bool select_rows(struct list *list, const struct source *source,
			const char *qualifier)
{
	const struct connections *connections = &source->from.connections;

	if (!list_reserve(list, connections->count))
		return false;
	for (size_t i = 0; i < connections->count; i++)
		if (is_wanted(source, qualifier, &connections->items[i]))
			list_add(list, &connections->items[i]);
	if (list->count == 0 && !source->computer &&
	    !shares_find(&source->from.shares, qualifier))
		list->status = NERR_NetNameNotFound;
	return list->status == NERR_Success;
}

static void enumerate(struct list *list, const struct daemon *daemon,
		      const char *qualifier)
{
	CLEANUP(source_fini) struct source source;

	if (source_init(&source, daemon) < 0) {
		list->status = ERROR_NOT_ENOUGH_MEMORY;
		return;
	}
	if (strncmp(qualifier, "\\\\", 2) == 0)
		source.computer = qualifier + 2;
	if (select_rows(list, &source, qualifier))
		list_make(list, &source, id_of);
}

bool_t connection_enum_1_svc(const connection_enum_args *args,
			     connection_enum_reply *result,
			     struct onc_request *req)
{
	struct list list;

	if (!list_begin(&list, &levels, LIST_ASKED(args), req))
		return list_end(&list, LIST_REPLY(result));
	if (args->qualifier[0] == '\0' || strcmp(args->qualifier, "\\\\") == 0)
		list.status = ERROR_INVALID_PARAMETER;
	else
		enumerate(&list, onc_context(req), args->qualifier);
	return list_end(&list, LIST_REPLY(result));
}
