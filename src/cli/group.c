/* SPDX-License-Identifier: BSD-3-Clause */
/* Global groups: those of a directory. */

#include "view.h"

#define GROUP(n, member, kind, title)                                          \
	FIELD(GROUP_INFO_##n, grpi##n, member, FIELD_##kind, title, true)
#define MEMBER(n, member, kind, title)                                         \
	FIELD(GROUP_USERS_INFO_##n, grui##n, member, FIELD_##kind, title, true)

/* clang-format off */
static const struct field level_0[] = {
	GROUP(0, name, STRING, "name"),
};

static const struct field level_1[] = {
	GROUP(1, name, STRING, "name"),
	GROUP(1, comment, STRING, "comment"),
};

static const struct field level_2[] = {
	GROUP(2, name, STRING, "name"),
	GROUP(2, group_id, NUMBER, "gid"),
	GROUP(2, comment, STRING, "comment"),
	GROUP(2, attributes, ATTRIBUTES, "attributes"),
};

static const struct field level_3[] = {
	GROUP(3, name, STRING, "name"),
	GROUP(3, group_sid, SID, "sid"),
	GROUP(3, comment, STRING, "comment"),
	GROUP(3, attributes, ATTRIBUTES, "attributes"),
};

static const struct field level_9000[] = {
	GROUP(9000, name, STRING, "name"),
	GROUP(9000, gid, NUMBER, "gid"),
	GROUP(9000, source, STRING, "source"),
	GROUP(9000, listed, NUMBER, "listed"),
	GROUP(9000, comment, STRING, "comment"),
	GROUP(9000, group_sid, SID, "sid"),
};

static const struct field member_0[] = {
	MEMBER(0, name, STRING, "user"),
};

static const struct field member_1[] = {
	MEMBER(1, name, STRING, "user"),
	MEMBER(1, attributes, ATTRIBUTES, "attributes"),
};
/* clang-format on */

static const struct field_layout layouts[] = {
	FIELD_LAYOUT(0, GROUP_INFO_0, level_0),
	FIELD_LAYOUT(1, GROUP_INFO_1, level_1),
	FIELD_LAYOUT(2, GROUP_INFO_2, level_2),
	FIELD_LAYOUT(3, GROUP_INFO_3, level_3),
	FIELD_LAYOUT(9000, GROUP_INFO_9000, level_9000),
};

static const struct field_layout member_layouts[] = {
	FIELD_LAYOUT(0, GROUP_USERS_INFO_0, member_0),
	FIELD_LAYOUT(1, GROUP_USERS_INFO_1, member_1),
};

static const struct view view = VIEW(layouts);
static const struct view member_view = VIEW(member_layouts);

static NET_API_STATUS enumerate(const struct request *r, struct view_page *page)
{
	return NetGroupEnum(r->server, r->level, &page->items, r->page_bytes,
			    &page->read, &page->total, &page->resume);
}

NET_API_STATUS group_list(const struct request *request, struct table *table)
{
	return view_list(request, table, &view, enumerate);
}

static NET_API_STATUS get(const struct request *r, LPBYTE *group)
{
	return NetGroupGetInfo(r->server, r->name, r->level, group);
}

NET_API_STATUS group_show(const struct request *request, struct table *table)
{
	return view_show(request, table, &view, get);
}

static NET_API_STATUS enumerate_members(const struct request *r,
					struct view_page *page)
{
	return NetGroupGetUsers(r->server, r->name, r->level, &page->items,
				r->page_bytes, &page->read, &page->total,
				&page->resume);
}

NET_API_STATUS group_members(const struct request *request, struct table *table)
{
	return view_list(request, table, &member_view, enumerate_members);
}
