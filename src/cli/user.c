/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * User accounts. The levels 1 to 4 share their first members, each under a
 * prefix of its own, so their tables are made of runs. Passwords are
 * never told, hence not shown.
 */

#include "view.h"

#define USER(n, member, kind, title, listed)                                   \
	FIELD(USER_INFO_##n, usri##n, member, FIELD_##kind, title, listed)

/* clang-format off */
#define LEVEL_1(n, wide)                                                       \
	USER(n, password_age, AGE, "password age", false),                     \
	USER(n, priv, PRIVILEGE, "privilege", true),                           \
	USER(n, home_dir, STRING, "home", wide),                               \
	USER(n, comment, STRING, "comment", false),                            \
	USER(n, flags, FLAGS, "flags", true),                                  \
	USER(n, script_path, STRING, "script", false)

#define LEVEL_2(n)                                                             \
	LEVEL_1(n, false),                                                     \
	USER(n, auth_flags, OPERATOR, "operator of", false),                   \
	USER(n, full_name, STRING, "full name", true),                         \
	USER(n, usr_comment, STRING, "user's comment", false),                 \
	USER(n, parms, STRING, "parameters", false),                           \
	USER(n, workstations, STRING, "workstations", false),                  \
	USER(n, last_logon, DATE, "last logon", false),                        \
	USER(n, last_logoff, DATE, "last logoff", false),                      \
	USER(n, acct_expires, EXPIRY, "expires", false),                       \
	USER(n, max_storage, STORAGE, "storage", false),                       \
	USER(n, units_per_week, NUMBER, NULL, false),                          \
	USER(n, logon_hours, HOURS, "logon hours", false),                     \
	USER(n, bad_pw_count, COUNT, "bad passwords", false),                  \
	USER(n, num_logons, COUNT, "logons", false),                           \
	USER(n, logon_server, STRING, "logon server", false),                  \
	USER(n, country_code, NUMBER, NULL, false),                            \
	USER(n, code_page, NUMBER, NULL, false)

#define LEVEL_3(n)                                                             \
	USER(n, primary_group_id, NUMBER, "primary group", false),             \
	USER(n, profile, STRING, "profile", false),                            \
	USER(n, home_dir_drive, STRING, NULL, false),                          \
	USER(n, password_expired, YES_NO, "password expired", false)

static const struct field level_0[] = {
	USER(0, name, STRING, "name", true),
};

static const struct field level_1[] = {
	USER(1, name, STRING, "name", true), LEVEL_1(1, true),
};

static const struct field level_2[] = {
	USER(2, name, STRING, "name", true), LEVEL_2(2),
};

static const struct field level_3[] = {
	USER(3, name, STRING, "name", true),
	USER(3, user_id, NUMBER, "uid", true),
	LEVEL_2(3), LEVEL_3(3),
};

static const struct field level_4[] = {
	USER(4, name, STRING, "name", true),
	USER(4, user_sid, SID, "sid", true),
	LEVEL_2(4), LEVEL_3(4),
};

static const struct field level_10[] = {
	USER(10, name, STRING, "name", true),
	USER(10, comment, STRING, "comment", true),
	USER(10, usr_comment, STRING, "user's comment", true),
	USER(10, full_name, STRING, "full name", true),
};

static const struct field level_11[] = {
	USER(11, name, STRING, "name", true),
	USER(11, comment, STRING, "comment", false),
	USER(11, usr_comment, STRING, "user's comment", false),
	USER(11, full_name, STRING, "full name", true),
	USER(11, priv, PRIVILEGE, "privilege", true),
	USER(11, auth_flags, OPERATOR, "operator of", false),
	USER(11, password_age, AGE, "password age", true),
	USER(11, home_dir, STRING, "home", true),
	USER(11, parms, STRING, "parameters", false),
	USER(11, last_logon, DATE, "last logon", true),
	USER(11, last_logoff, DATE, "last logoff", false),
	USER(11, bad_pw_count, COUNT, "bad passwords", false),
	USER(11, num_logons, COUNT, "logons", false),
	USER(11, logon_server, STRING, "logon server", false),
	USER(11, country_code, NUMBER, NULL, false),
	USER(11, workstations, STRING, "workstations", false),
	USER(11, max_storage, STORAGE, "storage", false),
	USER(11, units_per_week, NUMBER, NULL, false),
	USER(11, logon_hours, HOURS, "logon hours", false),
	USER(11, code_page, NUMBER, NULL, false),
};

static const struct field level_20[] = {
	USER(20, name, STRING, "name", true),
	USER(20, user_id, NUMBER, "uid", true),
	USER(20, full_name, STRING, "full name", true),
	USER(20, comment, STRING, "comment", true),
	USER(20, flags, FLAGS, "flags", true),
};

static const struct field level_23[] = {
	USER(23, name, STRING, "name", true),
	USER(23, user_sid, SID, "sid", true),
	USER(23, full_name, STRING, "full name", true),
	USER(23, comment, STRING, "comment", true),
	USER(23, flags, FLAGS, "flags", true),
};

static const struct field level_24[] = {
	USER(24, internet_identity, YES_NO, "internet identity", true),
	USER(24, flags, NUMBER, NULL, false),
	USER(24, internet_provider_name, STRING, "provider", true),
	USER(24, internet_principal_name, STRING, "principal", true),
	USER(24, user_sid, SID, "sid", true),
};

static const struct field level_9000[] = {
	USER(9000, name, STRING, "name", true),
	USER(9000, uid, NUMBER, "uid", true),
	USER(9000, gid, NUMBER, "gid", true),
	USER(9000, gecos, STRING, "gecos", true),
	USER(9000, home, STRING, "home", true),
	USER(9000, shell, STRING, "shell", true),
	USER(9000, source, STRING, "source", true),
	USER(9000, comment, STRING, "comment", false),
	USER(9000, password, PASSWORD, "password", true),
	USER(9000, changed, DAY, "changed", false),
	USER(9000, minimum, DAYS, "may change after", false),
	USER(9000, maximum, DAYS, "must change after", false),
	USER(9000, warning, DAYS, "warned before", false),
	USER(9000, inactive, DAYS, "may log on after", false),
	USER(9000, expires, DAY, "expires", false),
	USER(9000, last_logon, MOMENT, "last logon", false),
	USER(9000, failures, COUNT, "failed logons", false),
	USER(9000, locked, YES_NO, "locked by them", false),
	USER(9000, user_sid, SID, "sid", false),
};
/* clang-format on */

static const struct field_layout layouts[] = {
	FIELD_LAYOUT(0, USER_INFO_0, level_0),
	FIELD_LAYOUT(1, USER_INFO_1, level_1),
	FIELD_LAYOUT(2, USER_INFO_2, level_2),
	FIELD_LAYOUT(3, USER_INFO_3, level_3),
	FIELD_LAYOUT(4, USER_INFO_4, level_4),
	FIELD_LAYOUT(10, USER_INFO_10, level_10),
	FIELD_LAYOUT(11, USER_INFO_11, level_11),
	FIELD_LAYOUT(20, USER_INFO_20, level_20),
	FIELD_LAYOUT(23, USER_INFO_23, level_23),
	FIELD_LAYOUT(24, USER_INFO_24, level_24),
	FIELD_LAYOUT(9000, USER_INFO_9000, level_9000),
};

static const struct view view = VIEW(layouts);

static NET_API_STATUS enumerate(const struct request *r, struct view_page *page)
{
	return NetUserEnum(r->server, r->level, r->filter, &page->items,
			   r->page_bytes, &page->read, &page->total,
			   &page->resume);
}

NET_API_STATUS user_list(const struct request *request, struct table *table)
{
	return view_list(request, table, &view, enumerate);
}

static NET_API_STATUS get(const struct request *r, LPBYTE *user)
{
	return NetUserGetInfo(r->server, r->name, r->level, user);
}

NET_API_STATUS user_show(const struct request *request, struct table *table)
{
	return view_show(request, table, &view, get);
}

/* -- the groups of a user ------------------------------------------------ */

#define OF(type, prefix, member, kind, title)                                  \
	FIELD(type, prefix, member, FIELD_##kind, title, true)

static const struct field group_0[] = {
	OF(GROUP_USERS_INFO_0, grui0, name, STRING, "group"),
};

static const struct field group_1[] = {
	OF(GROUP_USERS_INFO_1, grui1, name, STRING, "group"),
	OF(GROUP_USERS_INFO_1, grui1, attributes, ATTRIBUTES, "attributes"),
};

static const struct field localgroup_0[] = {
	OF(LOCALGROUP_USERS_INFO_0, lgrui0, name, STRING, "local group"),
};

static const struct field_layout group_layouts[] = {
	FIELD_LAYOUT(0, GROUP_USERS_INFO_0, group_0),
	FIELD_LAYOUT(1, GROUP_USERS_INFO_1, group_1),
};

static const struct field_layout localgroup_layouts[] = {
	FIELD_LAYOUT(0, LOCALGROUP_USERS_INFO_0, localgroup_0),
};

static const struct view group_view = VIEW(group_layouts);
static const struct view localgroup_view = VIEW(localgroup_layouts);

/* There is no second page: all of them at once. */
static NET_API_STATUS enumerate_groups(const struct request *r,
				       struct view_page *page)
{
	return NetUserGetGroups(r->server, r->name, r->level, &page->items,
				MAX_PREFERRED_LENGTH, &page->read,
				&page->total);
}

NET_API_STATUS user_groups(const struct request *request, struct table *table)
{
	return view_list(request, table, &group_view, enumerate_groups);
}

static NET_API_STATUS enumerate_localgroups(const struct request *r,
					    struct view_page *page)
{
	return NetUserGetLocalGroups(r->server, r->name, r->level, r->flags,
				     &page->items, MAX_PREFERRED_LENGTH,
				     &page->read, &page->total);
}

NET_API_STATUS user_localgroups(const struct request *request,
				struct table *table)
{
	return view_list(request, table, &localgroup_view,
			 enumerate_localgroups);
}
