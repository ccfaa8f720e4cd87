/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The workstation, the callee's side of idl/wksta.x: the same host as
 * server.c tells of, seen by who sits before it.
 */
#include <lmerr.h>
#include <lmwksta.h>
#include <netmgmt/wksta.h>

#include "src/netmgmtd/daemon.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/host.h"
#include "src/netmgmtd/provider/logins.h"
#include "src/netmgmtd/reply.h"

struct subject {
	const struct daemon *daemon;
	const struct host *host;
	struct reply *reply;
};

/* The structures open one another; n is the number in the members' names. */
#define NAME_MEMBERS(n)                                                        \
	.wki##n##_platform_id = PLATFORM_ID_NT,                                \
	.wki##n##_computername = reply_text(s->reply, s->host->name),          \
	.wki##n##_langroup = reply_text(s->reply, s->host->langroup),          \
	.wki##n##_ver_major = s->host->version_major & MAJOR_VERSION_MASK,     \
	.wki##n##_ver_minor = s->host->version_minor

static void fill_100(const struct subject *s, void *info)
{
	*(WKSTA_INFO_100 *)info = (WKSTA_INFO_100){NAME_MEMBERS(100)};
}

static void fill_101(const struct subject *s, void *info)
{
	*(WKSTA_INFO_101 *)info = (WKSTA_INFO_101){
		NAME_MEMBERS(101),
		.wki101_lanroot = reply_constant(""),
	};
}

static void fill_102(const struct subject *s, void *info)
{
	*(WKSTA_INFO_102 *)info = (WKSTA_INFO_102){
		NAME_MEMBERS(102),
		.wki102_lanroot = reply_constant(""),
		.wki102_logged_on_users = logins_count(&s->daemon->root),
	};
}

static const struct level {
	uint32_t level;
	size_t size;
	void (*fill)(const struct subject *s, void *info);
} levels[] = {
	{100, sizeof(WKSTA_INFO_100), fill_100},
	{101, sizeof(WKSTA_INFO_101), fill_101},
	{102, sizeof(WKSTA_INFO_102), fill_102},
};

static const struct level *find_level(uint32_t level)
{
	for (size_t i = 0; i < sizeof(levels) / sizeof(*levels); i++)
		if (levels[i].level == level)
			return &levels[i];
	return NULL;
}

static NET_API_STATUS get_info(const struct level *level,
			       struct onc_request *req, void **info)
{
	const struct daemon *daemon = onc_context(req);
	CLEANUP(host_fini) struct host host;
	struct reply reply = {req, false};

	if (host_init(&host, &daemon->root) < 0)
		return ERROR_NOT_ENOUGH_MEMORY;
	*info = reply_alloc(&reply, level->size);
	if (*info)
		level->fill(&(struct subject){daemon, &host, &reply}, *info);
	return reply.failed ? ERROR_NOT_ENOUGH_MEMORY : NERR_Success;
}

bool_t wksta_get_info_1_svc(const wksta_get_info_args *args,
			    wksta_get_info_reply *result,
			    struct onc_request *req)
{
	const struct level *level = find_level(args->level);
	void *info = NULL;

	result->info.level = NETMGMT_NO_LEVEL;
	result->status =
		level ? get_info(level, req, &info) : ERROR_INVALID_LEVEL;
	if (result->status != NERR_Success)
		return TRUE;
	result->info.level = args->level;
	/* All arms are one pointer. */
	result->info.wksta_info_u.level_100 = info;
	return TRUE;
}
