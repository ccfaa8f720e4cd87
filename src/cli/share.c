/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Shares. The levels open one another, each under a prefix of its own.
 * Passwords and security descriptors are never told, hence not shown.
 */

#include "view.h"

#define SHARE(n, member, kind, title, listed)                                  \
	FIELD(SHARE_INFO_##n, shi##n, member, FIELD_##kind, title, listed)

/* clang-format off */
#define LEVEL_2(n)                                                             \
	SHARE(n, netname, STRING, "name", true),                               \
	SHARE(n, type, SHARE_TYPE, "type", true),                              \
	SHARE(n, path, STRING, "path", true),                                  \
	SHARE(n, current_uses, NUMBER, "uses", true),                          \
	SHARE(n, max_uses, LIMIT, "at most", false),                           \
	SHARE(n, remark, STRING, "comment", true),                             \
	SHARE(n, permissions, NUMBER, NULL, false)

static const struct field level_0[] = {
	SHARE(0, netname, STRING, "name", true),
};

static const struct field level_1[] = {
	SHARE(1, netname, STRING, "name", true),
	SHARE(1, type, SHARE_TYPE, "type", true),
	SHARE(1, remark, STRING, "comment", true),
};

static const struct field level_2[] = {LEVEL_2(2)};

static const struct field level_501[] = {
	SHARE(501, netname, STRING, "name", true),
	SHARE(501, type, SHARE_TYPE, "type", true),
	SHARE(501, flags, CACHING, "offline", true),
	SHARE(501, remark, STRING, "comment", true),
};

static const struct field level_502[] = {LEVEL_2(502)};

static const struct field level_503[] = {
	LEVEL_2(503),
	SHARE(503, servername, STRING, "server", true),
};

static const struct field level_1005[] = {
	SHARE(1005, flags, CACHING, "offline", true),
};

static const struct field level_9000[] = {
	SHARE(9000, netname, STRING, "name", true),
	SHARE(9000, backend, STRING, "backend", true),
	SHARE(9000, type, SHARE_TYPE, "type", true),
	SHARE(9000, flags, SHARE_FLAGS, "flags", true),
	SHARE(9000, path, STRING, "path", true),
	SHARE(9000, current_uses, NUMBER, "uses", true),
	SHARE(9000, max_uses, LIMIT, "at most", false),
	SHARE(9000, access, STRING, "access", true),
	SHARE(9000, remark, STRING, "comment", false),
};

static const struct field check_fields[] = {
	{"type", "type", 0, FIELD_SHARE_TYPE, true},
};
/* clang-format on */

static const struct field_layout layouts[] = {
	FIELD_LAYOUT(0, SHARE_INFO_0, level_0),
	FIELD_LAYOUT(1, SHARE_INFO_1, level_1),
	FIELD_LAYOUT(2, SHARE_INFO_2, level_2),
	FIELD_LAYOUT(501, SHARE_INFO_501, level_501),
	FIELD_LAYOUT(502, SHARE_INFO_502, level_502),
	FIELD_LAYOUT(503, SHARE_INFO_503, level_503),
	FIELD_LAYOUT(9000, SHARE_INFO_9000, level_9000),
	FIELD_LAYOUT(1005, SHARE_INFO_1005, level_1005),
};

static const struct field_layout check_layout = {0, sizeof(DWORD), check_fields,
						 1};

static const struct view view = VIEW(layouts);

static NET_API_STATUS enumerate(const struct request *r, struct view_page *page)
{
	return NetShareEnum(r->server, r->level, &page->items, r->page_bytes,
			    &page->read, &page->total, &page->resume);
}

NET_API_STATUS share_list(const struct request *request, struct table *table)
{
	return view_list(request, table, &view, enumerate);
}

static NET_API_STATUS get(const struct request *r, LPBYTE *share)
{
	return NetShareGetInfo(r->server, r->name, r->level, share);
}

NET_API_STATUS share_show(const struct request *request, struct table *table)
{
	return view_show(request, table, &view, get);
}

NET_API_STATUS share_check(const struct request *request, struct table *table)
{
	NET_API_STATUS status;
	DWORD type;

	table->shape = TABLE_RECORD;
	field_columns(table, &check_layout);
	if (request->fields_only)
		return NERR_Success;
	status = NetShareCheck(request->server, request->name, &type);
	if (status)
		return status;
	field_rows(table, &check_layout, &type, 1);
	return NERR_Success;
}
