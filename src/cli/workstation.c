/* SPDX-License-Identifier: BSD-3-Clause */
/* The workstation: name, domain, version and who is logged on. */

#include "view.h"

#define WKSTA(n, member, kind, title)                                          \
	FIELD(WKSTA_INFO_##n, wki##n, member, FIELD_##kind, title, true)

/* People read the two halves of the version as one. */
#define VERSION(n)                                                             \
	FIELD_FOR_PEOPLE(WKSTA_INFO_##n, wki##n##_ver_major, VERSION, "version")

/* clang-format off */
#define LEVEL_100(n)                                                           \
	WKSTA(n, platform_id, PLATFORM, "platform"),                           \
	WKSTA(n, computername, STRING, "name"),                                \
	WKSTA(n, langroup, STRING, "domain"),                                  \
	VERSION(n),                                                            \
	WKSTA(n, ver_major, NUMBER, NULL),                                     \
	WKSTA(n, ver_minor, NUMBER, NULL)

#define LEVEL_101(n)                                                           \
	LEVEL_100(n),                                                          \
	WKSTA(n, lanroot, STRING, NULL)

static const struct field level_100[] = {LEVEL_100(100)};

static const struct field level_101[] = {LEVEL_101(101)};

static const struct field level_102[] = {
	LEVEL_101(102),
	WKSTA(102, logged_on_users, NUMBER, "users logged on"),
};
/* clang-format on */

static const struct field_layout layouts[] = {
	FIELD_LAYOUT(100, WKSTA_INFO_100, level_100),
	FIELD_LAYOUT(101, WKSTA_INFO_101, level_101),
	FIELD_LAYOUT(102, WKSTA_INFO_102, level_102),
};

static const struct view view = VIEW(layouts);

static NET_API_STATUS get(const struct request *r, LPBYTE *info)
{
	return NetWkstaGetInfo(r->server, r->level, info);
}

NET_API_STATUS workstation_info(const struct request *request,
				struct table *table)
{
	return view_show(request, table, &view, get);
}
