/* SPDX-License-Identifier: BSD-3-Clause */
/* Uses: what this host has mounted of others. */

#include "view.h"

#define USE(n, member, kind, title, listed)                                    \
	FIELD(USE_INFO_##n, ui##n, member, FIELD_##kind, title, listed)

/* Level 3 has level 2 in it. */
#define INNER(member, kind, title, listed)                                     \
	{                                                                      \
#member, title,                                                \
			offsetof(struct USE_INFO_3, ui3_ui2.ui2_##member),     \
			FIELD_##kind, listed                                   \
	}

/* clang-format off */
#define LEVEL_1(n)                                                             \
	USE(n, local, STRING, "mount point", true),                            \
	USE(n, remote, STRING, "remote", true),                                \
	USE(n, status, USE_STATUS, "status", true),                            \
	USE(n, asg_type, NUMBER, NULL, false),                                 \
	USE(n, refcount, NUMBER, NULL, false),                                 \
	USE(n, usecount, NUMBER, "mounts", false)

static const struct field level_0[] = {
	USE(0, local, STRING, "mount point", true),
	USE(0, remote, STRING, "remote", true),
};

static const struct field level_1[] = {LEVEL_1(1)};

static const struct field level_2[] = {
	LEVEL_1(2),
	USE(2, username, STRING, "user", true),
	USE(2, domainname, STRING, "domain", true),
};

static const struct field level_3[] = {
	INNER(local, STRING, "mount point", true),
	INNER(remote, STRING, "remote", true),
	INNER(status, USE_STATUS, "status", true),
	INNER(asg_type, NUMBER, NULL, false),
	INNER(refcount, NUMBER, NULL, false),
	INNER(usecount, NUMBER, "mounts", false),
	INNER(username, STRING, "user", true),
	INNER(domainname, STRING, "domain", true),
	USE(3, flags, NUMBER, NULL, false),
};

static const struct field level_9000[] = {
	USE(9000, local, STRING, "mount point", true),
	USE(9000, source, STRING, "source", true),
	USE(9000, type, STRING, "type", true),
	USE(9000, id, NUMBER, "id", false),
	USE(9000, status, USE_STATUS, "status", true),
	USE(9000, usecount, NUMBER, "mounts", false),
	USE(9000, username, STRING, "user", true),
	USE(9000, domainname, STRING, "domain", true),
};
/* clang-format on */

static const struct field_layout layouts[] = {
	FIELD_LAYOUT(0, USE_INFO_0, level_0),
	FIELD_LAYOUT(1, USE_INFO_1, level_1),
	FIELD_LAYOUT(2, USE_INFO_2, level_2),
	FIELD_LAYOUT(3, USE_INFO_3, level_3),
	FIELD_LAYOUT(9000, USE_INFO_9000, level_9000),
};

static const struct view view = VIEW(layouts);

static NET_API_STATUS enumerate(const struct request *r, struct view_page *page)
{
	return NetUseEnum(r->server, r->level, &page->items, r->page_bytes,
			  &page->read, &page->total, &page->resume);
}

NET_API_STATUS use_list(const struct request *request, struct table *table)
{
	return view_list(request, table, &view, enumerate);
}

static NET_API_STATUS get(const struct request *r, LPBYTE *use)
{
	return NetUseGetInfo(r->server, r->name, r->level, use);
}

NET_API_STATUS use_show(const struct request *request, struct table *table)
{
	return view_show(request, table, &view, get);
}
