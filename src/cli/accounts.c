/* SPDX-License-Identifier: BSD-3-Clause */
/* What holds for all accounts, and all of them in the order of their names. */

#include "view.h"

/* -- what holds ---------------------------------------------------------- */

#define MODALS(n, member, kind, title)                                         \
	FIELD(USER_MODALS_INFO_##n, usrmod##n, member, FIELD_##kind, title,    \
	      true)

/* clang-format off */
static const struct field level_0[] = {
	MODALS(0, min_passwd_len, NUMBER, "shortest password"),
	MODALS(0, max_passwd_age, PERIOD, "password lasts"),
	MODALS(0, min_passwd_age, PERIOD, "password stays"),
	MODALS(0, force_logoff, PERIOD, "logoff forced after"),
	MODALS(0, password_hist_len, NUMBER, "passwords remembered"),
};

static const struct field level_1[] = {
	MODALS(1, role, ROLE, "role"),
	MODALS(1, primary, STRING, "domain controller"),
};

static const struct field level_2[] = {
	MODALS(2, domain_name, STRING, "domain"),
	MODALS(2, domain_id, SID, "sid"),
};

static const struct field level_3[] = {
	MODALS(3, lockout_duration, PERIOD, "locked for"),
	MODALS(3, lockout_observation_window, PERIOD, "failures count for"),
	MODALS(3, lockout_threshold, NUMBER, "failures that lock"),
};
/* clang-format on */

static const struct field_layout layouts[] = {
	FIELD_LAYOUT(0, USER_MODALS_INFO_0, level_0),
	FIELD_LAYOUT(1, USER_MODALS_INFO_1, level_1),
	FIELD_LAYOUT(2, USER_MODALS_INFO_2, level_2),
	FIELD_LAYOUT(3, USER_MODALS_INFO_3, level_3),
};

static const struct view view = VIEW(layouts);

static NET_API_STATUS get(const struct request *r, LPBYTE *modals)
{
	return NetUserModalsGet(r->server, r->level, modals);
}

NET_API_STATUS accounts_show(const struct request *request, struct table *table)
{
	return view_show(request, table, &view, get);
}

/* -- by name ------------------------------------------------------------- */

#define DISPLAY(type, prefix, member, kind, title)                             \
	FIELD(NET_DISPLAY_##type, prefix, member, FIELD_##kind, title, true)

/* clang-format off */
static const struct field display_1[] = {
	DISPLAY(USER, usri1, name, STRING, "name"),
	DISPLAY(USER, usri1, user_id, NUMBER, "uid"),
	DISPLAY(USER, usri1, flags, FLAGS, "flags"),
	DISPLAY(USER, usri1, full_name, STRING, "full name"),
	DISPLAY(USER, usri1, comment, STRING, "comment"),
	DISPLAY(USER, usri1, next_index, NUMBER, NULL),
};

static const struct field display_2[] = {
	DISPLAY(MACHINE, usri2, name, STRING, "name"),
	DISPLAY(MACHINE, usri2, user_id, NUMBER, "uid"),
	DISPLAY(MACHINE, usri2, flags, FLAGS, "flags"),
	DISPLAY(MACHINE, usri2, comment, STRING, "comment"),
	DISPLAY(MACHINE, usri2, next_index, NUMBER, NULL),
};

static const struct field display_3[] = {
	DISPLAY(GROUP, grpi3, name, STRING, "name"),
	DISPLAY(GROUP, grpi3, group_id, NUMBER, "gid"),
	DISPLAY(GROUP, grpi3, attributes, ATTRIBUTES, "attributes"),
	DISPLAY(GROUP, grpi3, comment, STRING, "comment"),
	DISPLAY(GROUP, grpi3, next_index, NUMBER, NULL),
};
/* clang-format on */

static const struct field_layout display_layouts[] = {
	FIELD_LAYOUT(1, NET_DISPLAY_USER, display_1),
	FIELD_LAYOUT(2, NET_DISPLAY_MACHINE, display_2),
	FIELD_LAYOUT(3, NET_DISPLAY_GROUP, display_3),
};

static const struct view display_view = VIEW(display_layouts);

enum { MOST_ROWS = 100 };

/* Indices are positions, so the next one is as many further on. */
static NET_API_STATUS query(const struct request *r, struct view_page *page)
{
	LPVOID rows;
	NET_API_STATUS status = NetQueryDisplayInformation(
		r->server, r->level, page->resume, MOST_ROWS, r->page_bytes,
		&page->read, &rows);

	page->items = rows;
	page->resume += page->read;
	return status;
}

NET_API_STATUS display_list(const struct request *request, struct table *table)
{
	return view_list(request, table, &display_view, query);
}
