/* SPDX-License-Identifier: BSD-3-Clause */
/* Transports: where calls come in, and where they go out. */

#include "view.h"

#define SERVER(n, member, kind, title)                                         \
	FIELD(SERVER_TRANSPORT_INFO_##n, svti##n, member, FIELD_##kind, title, \
	      true)
#define WKSTA(member, kind, title)                                             \
	FIELD(WKSTA_TRANSPORT_INFO_0, wkti0, member, FIELD_##kind, title, true)

/* clang-format off */
#define LEVEL_0(n)                                                             \
	SERVER(n, transportname, STRING, "transport"),                         \
	SERVER(n, transportaddress, STRING, "address"),                        \
	SERVER(n, transportaddresslength, NUMBER, NULL),                       \
	SERVER(n, networkaddress, STRING, "hardware"),                         \
	SERVER(n, numberofvcs, NUMBER, "connections")

static const struct field level_0[] = {LEVEL_0(0)};

static const struct field level_1[] = {
	LEVEL_0(1),
	SERVER(1, domain, STRING, "domain"),
};

static const struct field level_2[] = {
	LEVEL_0(2),
	SERVER(2, domain, STRING, "domain"),
	SERVER(2, flags, NUMBER, NULL),
};

static const struct field wksta_0[] = {
	WKSTA(transport_name, STRING, "interface"),
	WKSTA(transport_address, STRING, "hardware"),
	WKSTA(number_of_vcs, NUMBER, "connections"),
	WKSTA(wan_ish, YES_NO, "point to point"),
	WKSTA(quality_of_service, NUMBER, NULL),
};
/* clang-format on */

static const struct field_layout layouts[] = {
	FIELD_LAYOUT(0, SERVER_TRANSPORT_INFO_0, level_0),
	FIELD_LAYOUT(1, SERVER_TRANSPORT_INFO_1, level_1),
	FIELD_LAYOUT(2, SERVER_TRANSPORT_INFO_2, level_2),
};

static const struct field_layout wksta_layouts[] = {
	FIELD_LAYOUT(0, WKSTA_TRANSPORT_INFO_0, wksta_0),
};

static const struct view view = VIEW(layouts);
static const struct view wksta_view = VIEW(wksta_layouts);

static NET_API_STATUS enumerate(const struct request *r, struct view_page *page)
{
	return NetServerTransportEnum(r->server, r->level, &page->items,
				      r->page_bytes, &page->read, &page->total,
				      &page->resume);
}

NET_API_STATUS transport_list(const struct request *request,
			      struct table *table)
{
	return view_list(request, table, &view, enumerate);
}

static NET_API_STATUS enumerate_wksta(const struct request *r,
				      struct view_page *page)
{
	return NetWkstaTransportEnum(r->server, r->level, &page->items,
				     r->page_bytes, &page->read, &page->total,
				     &page->resume);
}

NET_API_STATUS workstation_transports(const struct request *request,
				      struct table *table)
{
	return view_list(request, table, &wksta_view, enumerate_wksta);
}
