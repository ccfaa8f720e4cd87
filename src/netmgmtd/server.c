/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The server, the callee's side of idl/server.x: what this host is, and its
 * disks.
 */
#include <string.h>

#include <lmerr.h>
#include <lmserver.h>
#include <netmgmt/server.h>

#include "src/netmgmtd/host_facts.h"
#include "src/netmgmtd/page.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/mounts.h"

/* -- what it is ---------------------------------------------------------- */

#define NO_LIMIT UINT32_MAX

static const struct host *host_of(const struct subject *s)
{
	const struct host_facts *facts = s->item;

	return facts->host;
}

static LMSTR comment(const struct subject *s)
{
	const struct host_facts *facts = s->item;
	const char *own = facts->daemon->comment;

	return reply_text(s->reply, own ? own : facts->host->comment);
}

/* SERVER_UNIX says honestly what answers here. */
static uint32_t type(const struct host *host)
{
	uint32_t bits = SV_TYPE_WORKSTATION | SV_TYPE_SERVER_UNIX;

	if (host->has_time_service)
		bits |= SV_TYPE_TIME_SOURCE;
	if (host->has_printing)
		bits |= SV_TYPE_PRINTQ_SERVER;
	if (host->is_domain_member)
		bits |= SV_TYPE_DOMAIN_MEMBER;
	return bits;
}

/*
 * 500 announces which of the levels 4xx and 5xx exist, so it is NT here too.
 * The documented structures open one another: each part is written once, n
 * being the number in its members' names.
 */
#define NAME_MEMBERS(n)                                                        \
	.sv##n##_platform_id = PLATFORM_ID_NT,                                 \
	.sv##n##_name = reply_text(s->reply, host_of(s)->name)

#define VERSION_MEMBERS(n)                                                     \
	.sv##n##_version_major =                                               \
		host_of(s)->version_major & MAJOR_VERSION_MASK,                \
	.sv##n##_version_minor = host_of(s)->version_minor,                    \
	.sv##n##_type = type(host_of(s)), .sv##n##_comment = comment(s)

static void fill_100(const struct subject *s, void *info)
{
	*(SERVER_INFO_100 *)info = (SERVER_INFO_100){NAME_MEMBERS(100)};
}

static void fill_101(const struct subject *s, void *info)
{
	*(SERVER_INFO_101 *)info = (SERVER_INFO_101){
		NAME_MEMBERS(101),
		VERSION_MEMBERS(101),
	};
}

static void fill_102(const struct subject *s, void *info)
{
	*(SERVER_INFO_102 *)info = (SERVER_INFO_102){
		NAME_MEMBERS(102),
		VERSION_MEMBERS(102),
		.sv102_users = NO_LIMIT,
		.sv102_disc = SV_NODISC,
		.sv102_hidden = SV_VISIBLE,
		.sv102_licenses = SV_USERS_PER_LICENSE,
		.sv102_userpath = reply_text(s->reply, host_of(s)->homes),
	};
}

static const struct level table[] = {
	LEVEL(100, SERVER_INFO_100, fill_100, 0),
	LEVEL(101, SERVER_INFO_101, fill_101, 0),
	LEVEL(102, SERVER_INFO_102, fill_102, 0),
};
static const struct levels levels = LEVELS(table);

bool_t server_get_info_1_svc(const server_get_info_args *args,
			     server_get_info_reply *result,
			     struct onc_request *req)
{
	return host_facts_answer(&levels, args->level, req, INFO_REPLY(result));
}

/* -- its disks ----------------------------------------------------------- */

struct enumeration {
	const struct mounts *mounts;
	struct reply reply;
};

static uint32_t key(void *context, size_t row)
{
	const struct enumeration *e = context;

	return e->mounts->items[row].id;
}

static bool put(void *context, size_t row, void *entry, size_t *size)
{
	struct enumeration *e = context;
	LMSTR point = reply_text(&e->reply, e->mounts->items[row].point);

	*(LMSTR *)entry = point;
	*size = strlen(point) + 1;
	return !e->reply.failed;
}

static void *alloc(void *context, size_t size)
{
	struct enumeration *e = context;

	return reply_alloc(&e->reply, size);
}

/*
 * The names stand one after the other without structures, so a byte is the
 * least that one takes. The empty name at the end counts as well.
 */
static void make_page(struct enumeration *e, const server_disk_enum_args *args,
		      struct page *page)
{
	const struct page_rows rows = {
		.context = e,
		.count = e->mounts->count,
		.key = key,
		.put = put,
		.entry_size = sizeof(LMSTR),
		.least = 1,
		.alloc = alloc,
	};

	page_make(&rows, args->prefmaxlen ? args->prefmaxlen - 1 : 0,
		  args->resume, page);
}

static bool pack(struct enumeration *e, const struct page *page,
		 server_disk_enum_reply *result)
{
	const LMSTR *points = page->entries;
	size_t size = 1;
	char *at;

	for (uint32_t i = 0; i < page->count; i++)
		size += strlen(points[i]) + 1;
	at = reply_alloc(&e->reply, size);
	if (!at)
		return false;
	result->names.names_val = at;
	result->names.names_len = (unsigned int)size;
	for (uint32_t i = 0; i < page->count; i++)
		at = stpcpy(at, points[i]) + 1;
	return true;
}

static void enumerate(const server_disk_enum_args *args,
		      server_disk_enum_reply *result, struct onc_request *req)
{
	const struct daemon *daemon = onc_context(req);
	CLEANUP(mounts_fini) struct mounts mounts;
	struct enumeration e = {&mounts, {req, false}};
	struct page page = {.status = ERROR_NOT_ENOUGH_MEMORY,
			    .resume = args->resume};

	if (mounts_init(&mounts, &daemon->root) == 0)
		make_page(&e, args, &page);
	if (page.count && !pack(&e, &page, result))
		page = (struct page){.status = ERROR_NOT_ENOUGH_MEMORY,
				     .resume = args->resume};
	result->status = page.status;
	result->total = page.total;
	result->resume = page.resume;
	result->count = page.count;
}

bool_t server_disk_enum_1_svc(const server_disk_enum_args *args,
			      server_disk_enum_reply *result,
			      struct onc_request *req)
{
	result->resume = args->resume;
	if (args->level != 0)
		result->status = ERROR_INVALID_LEVEL;
	else
		enumerate(args, result, req);
	return TRUE;
}
