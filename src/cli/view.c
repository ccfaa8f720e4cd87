/* SPDX-License-Identifier: BSD-3-Clause */
/* A level without a field table is no level, whatever the server says. */

#include "view.h"

static void release_page(struct view_page *page)
{
	NetApiBufferFree(page->items);
}

NET_API_STATUS view_list(const struct request *request, struct table *table,
			 const struct view *view, view_enumerate *enumerate)
{
	const struct field_layout *layout =
		field_layout_find(view->layouts, view->count, request->level);
	DWORD resume = 0;
	NET_API_STATUS status;

	if (!layout)
		return ERROR_INVALID_LEVEL;
	table->shape = TABLE_LIST;
	field_columns(table, layout);
	if (request->fields_only)
		return NERR_Success;
	do {
		__attribute__((cleanup(release_page))) struct view_page page = {
			.resume = resume};

		status = enumerate(request, &page);
		field_rows(table, layout, page.items, page.read);
		resume = page.resume;
	} while (status == ERROR_MORE_DATA);
	return status;
}

NET_API_STATUS view_show(const struct request *request, struct table *table,
			 const struct view *view, view_get *get)
{
	const struct field_layout *layout =
		field_layout_find(view->layouts, view->count, request->level);
	__attribute__((cleanup(command_release))) LPBYTE item = NULL;
	NET_API_STATUS status;

	if (!layout)
		return ERROR_INVALID_LEVEL;
	table->shape = TABLE_RECORD;
	field_columns(table, layout);
	if (request->fields_only)
		return NERR_Success;
	status = get(request, &item);
	if (!status && item)
		field_rows(table, layout, item, 1);
	return status;
}
