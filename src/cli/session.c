/* SPDX-License-Identifier: BSD-3-Clause */
/* Sessions: who uses what a host shares. */

#include "view.h"

#define SESSION(n, member, kind, title, listed)                                \
	FIELD(SESSION_INFO_##n, sesi##n, member, FIELD_##kind, title, listed)

/* clang-format off */
#define LEVEL_1(n, wide)                                                       \
	SESSION(n, cname, STRING, "client", true),                             \
	SESSION(n, username, STRING, "user", true),                            \
	SESSION(n, num_opens, NUMBER, "open files", true),                     \
	SESSION(n, time, SPAN, "since", true),                                 \
	SESSION(n, idle_time, SPAN, "idle", wide),                             \
	SESSION(n, user_flags, SESSION_FLAGS, "flags", true)

static const struct field level_0[] = {
	SESSION(0, cname, STRING, "client", true),
};

static const struct field level_1[] = {LEVEL_1(1, true)};

static const struct field level_2[] = {
	LEVEL_1(2, false),
	SESSION(2, cltype_name, STRING, "kind", true),
};

static const struct field level_10[] = {
	SESSION(10, cname, STRING, "client", true),
	SESSION(10, username, STRING, "user", true),
	SESSION(10, time, SPAN, "since", true),
	SESSION(10, idle_time, SPAN, "idle", true),
};

static const struct field level_502[] = {
	LEVEL_1(502, false),
	SESSION(502, cltype_name, STRING, "kind", true),
	SESSION(502, transport, STRING, "transport", true),
};

static const struct field level_9000[] = {
	SESSION(9000, cname, STRING, "client", true),
	SESSION(9000, username, STRING, "user", true),
	SESSION(9000, backend, STRING, "backend", true),
	SESSION(9000, id, NUMBER, "id", false),
	SESSION(9000, native, STRING, "backend's id", false),
	SESSION(9000, cltype_name, STRING, "kind", true),
	SESSION(9000, state, STRING, "state", true),
	SESSION(9000, name, STRING, "calls itself", false),
	SESSION(9000, num_opens, NUMBER, "open files", true),
	SESSION(9000, since, DATE, "since", true),
	SESSION(9000, idle_time, COUNT, "idle seconds", true),
	SESSION(9000, user_flags, SESSION_FLAGS, "flags", true),
};
/* clang-format on */

static const struct field_layout layouts[] = {
	FIELD_LAYOUT(0, SESSION_INFO_0, level_0),
	FIELD_LAYOUT(1, SESSION_INFO_1, level_1),
	FIELD_LAYOUT(2, SESSION_INFO_2, level_2),
	FIELD_LAYOUT(10, SESSION_INFO_10, level_10),
	FIELD_LAYOUT(502, SESSION_INFO_502, level_502),
	FIELD_LAYOUT(9000, SESSION_INFO_9000, level_9000),
};

static const struct view view = VIEW(layouts);

static NET_API_STATUS enumerate(const struct request *r, struct view_page *page)
{
	return NetSessionEnum(r->server, NULL, NULL, r->level, &page->items,
			      r->page_bytes, &page->read, &page->total,
			      &page->resume);
}

NET_API_STATUS session_list(const struct request *request, struct table *table)
{
	return view_list(request, table, &view, enumerate);
}

static NET_API_STATUS get(const struct request *r, LPBYTE *session)
{
	return NetSessionGetInfo(r->server, r->name, "", r->level, session);
}

NET_API_STATUS session_show(const struct request *request, struct table *table)
{
	return view_show(request, table, &view, get);
}
