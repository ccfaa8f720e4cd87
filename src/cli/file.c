/* SPDX-License-Identifier: BSD-3-Clause */
/* What clients have open of what a host shares. */

#include <errno.h>
#include <stdlib.h>

#include "view.h"

#define OPEN_FILE(n, member, kind, title)                                      \
	FIELD(FILE_INFO_##n, fi##n, member, FIELD_##kind, title, true)

/* clang-format off */
static const struct field level_2[] = {
	OPEN_FILE(2, id, NUMBER, "id"),
};

static const struct field level_3[] = {
	OPEN_FILE(3, id, NUMBER, "id"),
	OPEN_FILE(3, permissions, PERMISSIONS, "open for"),
	OPEN_FILE(3, num_locks, NUMBER, "locks"),
	OPEN_FILE(3, username, STRING, "user"),
	OPEN_FILE(3, pathname, STRING, "path"),
};

static const struct field level_9000[] = {
	OPEN_FILE(9000, id, NUMBER, "id"),
	OPEN_FILE(9000, backend, STRING, "backend"),
	OPEN_FILE(9000, native, STRING, "backend's id"),
	OPEN_FILE(9000, client, STRING, "client"),
	OPEN_FILE(9000, username, STRING, "user"),
	OPEN_FILE(9000, permissions, PERMISSIONS, "open for"),
	OPEN_FILE(9000, num_locks, NUMBER, "locks"),
	OPEN_FILE(9000, pathname, STRING, "path"),
};
/* clang-format on */

static const struct field_layout layouts[] = {
	FIELD_LAYOUT(2, FILE_INFO_2, level_2),
	FIELD_LAYOUT(3, FILE_INFO_3, level_3),
	FIELD_LAYOUT(9000, FILE_INFO_9000, level_9000),
};

static const struct view view = VIEW(layouts);

static NET_API_STATUS enumerate(const struct request *r, struct view_page *page)
{
	return NetFileEnum(r->server, NULL, NULL, r->level, &page->items,
			   r->page_bytes, &page->read, &page->total,
			   &page->resume);
}

NET_API_STATUS file_list(const struct request *request, struct table *table)
{
	return view_list(request, table, &view, enumerate);
}

static NET_API_STATUS get(const struct request *r, LPBYTE *file)
{
	unsigned long id;
	char *end;

	errno = 0;
	id = strtoul(r->name, &end, 10);
	if (errno || *end || r->name[0] < '0' || r->name[0] > '9' ||
	    id > UINT32_MAX)
		return ERROR_INVALID_PARAMETER;
	return NetFileGetInfo(r->server, (DWORD)id, r->level, file);
}

NET_API_STATUS file_show(const struct request *request, struct table *table)
{
	return view_show(request, table, &view, get);
}
