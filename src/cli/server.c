/* SPDX-License-Identifier: BSD-3-Clause */
/* The server: what it is and how it is set up. */

#include "view.h"

#define SERVER(n, member, kind, title)                                         \
	FIELD(SERVER_INFO_##n, sv##n, member, FIELD_##kind, title, true)

/* People read the two halves of the version as one. */
#define VERSION(n)                                                             \
	FIELD_FOR_PEOPLE(SERVER_INFO_##n, sv##n##_version_major, VERSION,      \
			 "version")

/* clang-format off */
#define LEVEL_100(n)                                                           \
	SERVER(n, platform_id, PLATFORM, "platform"),                          \
	SERVER(n, name, STRING, "name")

#define LEVEL_101(n)                                                           \
	LEVEL_100(n),                                                          \
	VERSION(n),                                                            \
	SERVER(n, version_major, NUMBER, NULL),                                \
	SERVER(n, version_minor, NUMBER, NULL),                                \
	SERVER(n, type, SERVER_TYPE, "type"),                                  \
	SERVER(n, comment, STRING, "comment")

static const struct field level_100[] = {LEVEL_100(100)};

static const struct field level_101[] = {LEVEL_101(101)};

static const struct field level_102[] = {
	LEVEL_101(102),
	SERVER(102, users, LIMIT, "users at a time"),
	SERVER(102, disc, MINUTES, "idle session ends"),
	SERVER(102, hidden, YES_NO, "hidden"),
	SERVER(102, announce, SECONDS, "announced"),
	SERVER(102, anndelta, NUMBER, NULL),
	SERVER(102, licenses, NUMBER, "users per license"),
	SERVER(102, userpath, STRING, "home directories"),
};
/* clang-format on */

static const struct field_layout layouts[] = {
	FIELD_LAYOUT(100, SERVER_INFO_100, level_100),
	FIELD_LAYOUT(101, SERVER_INFO_101, level_101),
	FIELD_LAYOUT(102, SERVER_INFO_102, level_102),
};

static const struct view view = VIEW(layouts);

static NET_API_STATUS get(const struct request *r, LPBYTE *info)
{
	return NetServerGetInfo(r->server, r->level, info);
}

NET_API_STATUS server_info(const struct request *request, struct table *table)
{
	return view_show(request, table, &view, get);
}
