/* SPDX-License-Identifier: BSD-3-Clause */
/* A line for each function, below the call that it stands for. */

#include <string.h>

#include <netmgmt/connection.h>
#include <netmgmt/display.h>
#include <netmgmt/file.h>
#include <netmgmt/group.h>
#include <netmgmt/localgroup.h>
#include <netmgmt/modals.h>
#include <netmgmt/remutl.h>
#include <netmgmt/server.h>
#include <netmgmt/session.h>
#include <netmgmt/share.h>
#include <netmgmt/transport.h>
#include <netmgmt/use.h>
#include <netmgmt/user.h>
#include <netmgmt/wksta.h>

#include "tests/netmgmt/function.h"

/* The function's own arguments, of a for what is asked. */
#define CALL(name, ...)                                                        \
	static NET_API_STATUS call_##name(const struct asking *a)              \
	{                                                                      \
		return name(__VA_ARGS__);                                      \
	}

#define GET_OUT a->level, a->buffer
#define PAGE_OUT a->buffer, a->prefmaxlen, a->read, a->total

#define ROWS 100 /* more is not given */

/* Of a file that the fixture has open: its hash. */
#define FILE_ID 782190539

/* clang-format off */
CALL(NetConnectionEnum, a->server, a->name, a->level, PAGE_OUT, a->resume)
CALL(NetFileEnum, a->server, NULL, NULL, a->level, PAGE_OUT, a->resume)
CALL(NetFileGetInfo, a->server, FILE_ID, GET_OUT)
CALL(NetGroupEnum, a->server, a->level, PAGE_OUT, a->resume)
CALL(NetGroupGetInfo, a->server, a->name, GET_OUT)
CALL(NetGroupGetUsers, a->server, a->name, a->level, PAGE_OUT, a->resume)
CALL(NetLocalGroupEnum, a->server, a->level, PAGE_OUT, a->resume)
CALL(NetLocalGroupGetInfo, a->server, a->name, GET_OUT)
CALL(NetLocalGroupGetMembers, a->server, a->name, a->level, PAGE_OUT,
     a->resume)
CALL(NetQueryDisplayInformation, a->server, a->level, *a->resume, ROWS,
     a->prefmaxlen, a->read, (LPVOID *)a->buffer)
CALL(NetRemoteTOD, a->server, a->buffer)
CALL(NetServerDiskEnum, a->server, a->level, PAGE_OUT, a->resume)
CALL(NetServerGetInfo, a->server, GET_OUT)
CALL(NetServerTransportEnum, a->server, a->level, PAGE_OUT, a->resume)
CALL(NetSessionEnum, a->server, NULL, NULL, a->level, PAGE_OUT, a->resume)
CALL(NetSessionGetInfo, a->server, a->name, "", GET_OUT)
CALL(NetShareEnum, a->server, a->level, PAGE_OUT, a->resume)
CALL(NetShareGetInfo, a->server, a->name, GET_OUT)
CALL(NetUseEnum, a->server, a->level, PAGE_OUT, a->resume)
CALL(NetUseGetInfo, a->server, a->name, GET_OUT)
CALL(NetUserEnum, a->server, a->level, 0, PAGE_OUT, a->resume)
CALL(NetUserGetGroups, a->server, a->name, a->level, PAGE_OUT)
CALL(NetUserGetInfo, a->server, a->name, GET_OUT)
CALL(NetUserGetLocalGroups, a->server, a->name, a->level, LG_INCLUDE_INDIRECT,
     PAGE_OUT)
CALL(NetUserModalsGet, a->server, GET_OUT)
CALL(NetWkstaGetInfo, a->server, GET_OUT)
CALL(NetWkstaTransportEnum, a->server, a->level, PAGE_OUT, a->resume)

#define FUNCTION(name, kind, flags, item, procedure, layouts)                  \
	{#name, FUNCTION_##kind, flags, item, &procedure##_1_procedure,        \
	 &layouts##_layouts, call_##name}

const struct function functions[] = {
	FUNCTION(NetConnectionEnum, ENUM, FUNCTION_TAKES_NAME, "public",
		 connection_enum, connection),
	FUNCTION(NetFileEnum, ENUM, 0, NULL, file_enum, file),
	FUNCTION(NetFileGetInfo, GET, 0, NULL, file_get_info, file),
	FUNCTION(NetGroupEnum, ENUM, 0, NULL, group_enum, group),
	FUNCTION(NetGroupGetInfo, GET, FUNCTION_TAKES_NAME, "staff",
		 group_get_info, group),
	FUNCTION(NetGroupGetUsers, ENUM, FUNCTION_TAKES_NAME, "staff",
		 group_get_users, group_users),
	FUNCTION(NetLocalGroupEnum, ENUM, 0, NULL, localgroup_enum, localgroup),
	FUNCTION(NetLocalGroupGetInfo, GET, FUNCTION_TAKES_NAME, "sudo",
		 localgroup_get_info, localgroup_info),
	FUNCTION(NetLocalGroupGetMembers, ENUM, FUNCTION_TAKES_NAME, "sudo",
		 localgroup_get_members, localgroup_members),
	FUNCTION(NetQueryDisplayInformation, ENUM,
		 FUNCTION_HAS_NO_RESUME | FUNCTION_HAS_NO_TOTAL |
			 FUNCTION_PAGES_BY_INDEX,
		 NULL, display_query, display),
	FUNCTION(NetRemoteTOD, BARE, 0, NULL, remote_tod, tod),
	FUNCTION(NetServerDiskEnum, NAMES, 0, NULL, server_disk_enum, disk),
	FUNCTION(NetServerGetInfo, GET, 0, NULL, server_get_info, server),
	FUNCTION(NetServerTransportEnum, ENUM, 0, NULL, server_transport_enum,
		 server_transport),
	FUNCTION(NetSessionEnum, ENUM, 0, NULL, session_enum, session),
	FUNCTION(NetSessionGetInfo, GET, FUNCTION_TAKES_NAME, "192.0.2.10",
		 session_get_info, session),
	FUNCTION(NetShareEnum, ENUM, 0, NULL, share_enum, share),
	FUNCTION(NetShareGetInfo, GET, FUNCTION_TAKES_NAME, "public",
		 share_get_info, share_info),
	FUNCTION(NetUseEnum, ENUM, FUNCTION_IS_LOCAL, NULL, use_enum, use),
	FUNCTION(NetUseGetInfo, GET, FUNCTION_TAKES_NAME | FUNCTION_IS_LOCAL,
		 "/mnt/nfs", use_get_info, use),
	FUNCTION(NetUserEnum, ENUM, 0, NULL, user_enum, user),
	FUNCTION(NetUserGetGroups, ENUM,
		 FUNCTION_TAKES_NAME | FUNCTION_HAS_NO_RESUME, "alice",
		 group_of_user, group_users),
	FUNCTION(NetUserGetInfo, GET, FUNCTION_TAKES_NAME, "alice",
		 user_get_info, user_info),
	FUNCTION(NetUserGetLocalGroups, ENUM,
		 FUNCTION_TAKES_NAME | FUNCTION_HAS_NO_RESUME, "alice",
		 localgroup_of_user, localgroup_users),
	FUNCTION(NetUserModalsGet, GET, 0, NULL, modals_get, modals),
	FUNCTION(NetWkstaGetInfo, GET, 0, NULL, wksta_get_info, wksta),
	FUNCTION(NetWkstaTransportEnum, ENUM, 0, NULL, wksta_transport_enum,
		 wksta_transport),
};
/* clang-format on */

const size_t function_count = sizeof(functions) / sizeof(*functions);

bool function_is_enum(const struct function *function)
{
	return function->kind == FUNCTION_ENUM ||
	       function->kind == FUNCTION_NAMES;
}

static bool is(const struct function *function, const char *name)
{
	return !strcmp(function->name, name);
}

bool function_may_be_nothing(const struct function *function, DWORD level)
{
	return is(function, "NetUserModalsGet") && level == 2;
}

bool function_is_empty(const struct function *function, DWORD level)
{
	return function_may_be_nothing(function, level) ||
	       (is(function, "NetQueryDisplayInformation") && level == 2);
}

NET_API_STATUS function_call(const struct function *function, LMCSTR server,
			     DWORD level, DWORD prefmaxlen, struct given *given)
{
	struct asking asking = {
		server,		function->item, level,	       prefmaxlen,
		&given->buffer, &given->read,	&given->total, &given->resume,
	};

	if (function->flags & FUNCTION_IS_LOCAL)
		asking.server = NULL;
	*given = (struct given){(LPBYTE)8, 77, 77, given->resume};
	if (!function_is_enum(function))
		given->read = given->total = 0;
	return function->call(&asking);
}

/* -- samples ------------------------------------------------------------- */

static void put_pointer(char *at, const void *to)
{
	memcpy(at, &to, sizeof(to));
}

/* One for all: replies are only read. */
static const BYTE hours[UNITS_PER_WEEK / 8] = {0xff, 0x0f};
static const struct domsid sid = {1, 2, {0, 0, 0, 0, 0, 22}, {1, 1000}};

static void fill(char *item, const struct layout *layout)
{
	for (size_t i = 0; i < layout->count; i++) {
		const struct member *member = &layout->members[i];
		char *at = item + member->offset;

		switch (member->kind) {
		case MEMBER_NUMBER: /* a bool, perhaps */
		case MEMBER_AGE:
		case MEMBER_HYPER:
			*at = 1;
			break;
		case MEMBER_STRING:
			put_pointer(at, i % 2 ? "" : "alice");
			break;
		case MEMBER_HOURS:
			put_pointer(at, hours);
			break;
		case MEMBER_SID:
		case MEMBER_SID_OR_NULL:
			put_pointer(at, &sid);
			break;
		case MEMBER_SECRET:
			break;
		}
	}
}

static void make_list(struct sample *sample, const struct layout *layout)
{
	sample->reply.list.status = ERROR_MORE_DATA;
	sample->reply.list.total = 9;
	sample->reply.list.resume = 1001;
	sample->reply.list.list.level = layout->level;
	sample->reply.list.list.items.count = 2;
	sample->reply.list.list.items.items = sample->items;
	/* The second stands behind the first, not in its own place. */
	fill(sample->items[0] + layout->size, layout);
}

static void make_names(struct sample *sample)
{
	sample->reply.names.status = ERROR_MORE_DATA;
	sample->reply.names.total = 9;
	sample->reply.names.resume = 1001;
	sample->reply.names.count = 2;
	sample->reply.names.names.count = 9;
	sample->reply.names.names.items =
		memcpy(sample->items[0], "/\0/boot\0", 9);
}

void sample_make(struct sample *sample, const struct function *function,
		 const struct layout *layout)
{
	memset(sample, 0, sizeof(*sample));
	fill(sample->items[0], layout);
	switch (function->kind) {
	case FUNCTION_GET:
		sample->reply.info.info.level = layout->level;
		sample->reply.info.info.item = sample->items[0];
		break;
	case FUNCTION_BARE:
		sample->reply.bare.item = sample->items[0];
		break;
	case FUNCTION_ENUM:
		make_list(sample, layout);
		break;
	case FUNCTION_NAMES:
		make_names(sample);
		break;
	}
}
