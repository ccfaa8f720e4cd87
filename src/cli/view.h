/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CLI_VIEW_H
#define CLI_VIEW_H

/*
 * What a noun's commands do: call a function of <lm.h>, and show what it gave
 * by the field table of the level.
 */

#include "command.h"
#include "field.h"

/* The levels that a function has. */
struct view {
	const struct field_layout *layouts;
	size_t count;
};

#define VIEW(layouts)                                                          \
	{                                                                      \
		layouts, sizeof(layouts) / sizeof(*(layouts))                  \
	}

/* One page, the arguments of every Enum. */
struct view_page {
	LPBYTE items;
	DWORD read;
	DWORD total;
	DWORD resume;
};

typedef NET_API_STATUS view_enumerate(const struct request *request,
				      struct view_page *page);
typedef NET_API_STATUS view_get(const struct request *request, LPBYTE *item);

/*
 * view_list() shows all pages of an Enum as a list, view_show() the structure
 * of a GetInfo as a record; one that comes as NULL with success is no row.
 *
 * Errors: 124 for a level that the view has not; what the function says.
 */
NET_API_STATUS view_list(const struct request *request, struct table *table,
			 const struct view *view, view_enumerate *enumerate);
NET_API_STATUS view_show(const struct request *request, struct table *table,
			 const struct view *view, view_get *get);

#endif
