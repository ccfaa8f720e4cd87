/* SPDX-License-Identifier: BSD-3-Clause */
/* The disks of a server: its mount points, packed one after the other. */

#include <string.h>

#include "command.h"
#include "field.h"

static const struct field fields[] = {
	{"name", "mount point", 0, FIELD_STRING, true},
};

static const struct field_layout layout = {0, sizeof(char *), fields, 1};

NET_API_STATUS disk_list(const struct request *request, struct table *table)
{
	DWORD resume = 0;
	NET_API_STATUS status;

	table->shape = TABLE_NAMES;
	field_columns(table, &layout);
	if (request->fields_only)
		return NERR_Success;
	do {
		__attribute__((cleanup(command_release))) LPBYTE page = NULL;
		const char *name;
		DWORD read, total;

		status = NetServerDiskEnum(request->server, request->level,
					   &page, request->page_bytes, &read,
					   &total, &resume);
		name = (const char *)page;
		for (DWORD i = 0; i < read; i++, name += strlen(name) + 1)
			field_rows(table, &layout, &name, 1);
	} while (status == ERROR_MORE_DATA);
	return status;
}
