/* SPDX-License-Identifier: BSD-3-Clause */
/* Local groups: those of the server's /etc/group. */

#include "view.h"

#define GROUP(n, member, kind, title)                                          \
	FIELD(LOCALGROUP_INFO_##n, lgrpi##n, member, FIELD_##kind, title, true)
#define MEMBER(n, member, kind, title)                                         \
	FIELD(LOCALGROUP_MEMBERS_INFO_##n, lgrmi##n, member, FIELD_##kind,     \
	      title, true)

/* clang-format off */
static const struct field level_0[] = {
	GROUP(0, name, STRING, "name"),
};

static const struct field level_1[] = {
	GROUP(1, name, STRING, "name"),
	GROUP(1, comment, STRING, "comment"),
};

static const struct field level_1002[] = {
	GROUP(1002, comment, STRING, "comment"),
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
	MEMBER(0, sid, SID, "sid"),
};

static const struct field member_1[] = {
	MEMBER(1, name, STRING, "member"),
	MEMBER(1, sidusage, SID_USAGE, "kind"),
	MEMBER(1, sid, SID, "sid"),
};

static const struct field member_2[] = {
	MEMBER(2, domainandname, STRING, "member"),
	MEMBER(2, sidusage, SID_USAGE, "kind"),
	MEMBER(2, sid, SID, "sid"),
};

static const struct field member_3[] = {
	MEMBER(3, domainandname, STRING, "member"),
};
/* clang-format on */

static const struct field_layout layouts[] = {
	FIELD_LAYOUT(0, LOCALGROUP_INFO_0, level_0),
	FIELD_LAYOUT(1, LOCALGROUP_INFO_1, level_1),
	FIELD_LAYOUT(1002, LOCALGROUP_INFO_1002, level_1002),
	FIELD_LAYOUT(9000, LOCALGROUP_INFO_9000, level_9000),
};

static const struct field_layout member_layouts[] = {
	FIELD_LAYOUT(0, LOCALGROUP_MEMBERS_INFO_0, member_0),
	FIELD_LAYOUT(1, LOCALGROUP_MEMBERS_INFO_1, member_1),
	FIELD_LAYOUT(2, LOCALGROUP_MEMBERS_INFO_2, member_2),
	FIELD_LAYOUT(3, LOCALGROUP_MEMBERS_INFO_3, member_3),
};

static const struct view view = VIEW(layouts);
static const struct view member_view = VIEW(member_layouts);

static NET_API_STATUS enumerate(const struct request *r, struct view_page *page)
{
	return NetLocalGroupEnum(r->server, r->level, &page->items,
				 r->page_bytes, &page->read, &page->total,
				 &page->resume);
}

NET_API_STATUS localgroup_list(const struct request *request,
			       struct table *table)
{
	return view_list(request, table, &view, enumerate);
}

static NET_API_STATUS get(const struct request *r, LPBYTE *group)
{
	return NetLocalGroupGetInfo(r->server, r->name, r->level, group);
}

NET_API_STATUS localgroup_show(const struct request *request,
			       struct table *table)
{
	return view_show(request, table, &view, get);
}

static NET_API_STATUS enumerate_members(const struct request *r,
					struct view_page *page)
{
	return NetLocalGroupGetMembers(r->server, r->name, r->level,
				       &page->items, r->page_bytes, &page->read,
				       &page->total, &page->resume);
}

NET_API_STATUS localgroup_members(const struct request *request,
				  struct table *table)
{
	return view_list(request, table, &member_view, enumerate_members);
}
