/* SPDX-License-Identifier: BSD-3-Clause */
/* Connections to a share, or of a computer. */

#include "view.h"

#define CONNECTION(n, member, kind, title)                                     \
	FIELD(CONNECTION_INFO_##n, coni##n, member, FIELD_##kind, title, true)

/* clang-format off */
static const struct field level_0[] = {
	CONNECTION(0, id, NUMBER, "id"),
};

static const struct field level_1[] = {
	CONNECTION(1, id, NUMBER, "id"),
	CONNECTION(1, netname, STRING, "client or share"),
	CONNECTION(1, username, STRING, "user"),
	CONNECTION(1, type, SHARE_TYPE, "type"),
	CONNECTION(1, num_opens, NUMBER, "open files"),
	CONNECTION(1, num_users, NUMBER, "users"),
	CONNECTION(1, time, SPAN, "since"),
};

static const struct field level_9000[] = {
	CONNECTION(9000, id, NUMBER, "id"),
	CONNECTION(9000, backend, STRING, "backend"),
	CONNECTION(9000, native, STRING, "backend's id"),
	CONNECTION(9000, share, STRING, "share"),
	CONNECTION(9000, client, STRING, "client"),
	CONNECTION(9000, username, STRING, "user"),
	CONNECTION(9000, type, SHARE_TYPE, "type"),
	CONNECTION(9000, num_opens, NUMBER, "open files"),
	CONNECTION(9000, num_users, NUMBER, "users"),
	CONNECTION(9000, since, DATE, "since"),
	CONNECTION(9000, doubtful, YES_NO, "doubtful"),
};
/* clang-format on */

static const struct field_layout layouts[] = {
	FIELD_LAYOUT(0, CONNECTION_INFO_0, level_0),
	FIELD_LAYOUT(1, CONNECTION_INFO_1, level_1),
	FIELD_LAYOUT(9000, CONNECTION_INFO_9000, level_9000),
};

static const struct view view = VIEW(layouts);

static NET_API_STATUS enumerate(const struct request *r, struct view_page *page)
{
	return NetConnectionEnum(r->server, r->name, r->level, &page->items,
				 r->page_bytes, &page->read, &page->total,
				 &page->resume);
}

NET_API_STATUS connection_list(const struct request *request,
			       struct table *table)
{
	return view_list(request, table, &view, enumerate);
}
