/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The workstation, the callee's side of idl/wksta.x: the same host as
 * server.c tells of, seen by who sits before it.
 */
#include <lmerr.h>
#include <lmwksta.h>
#include <netmgmt/wksta.h>

#include "src/netmgmtd/host_facts.h"
#include "src/netmgmtd/provider/logins.h"

static const struct host *host_of(const struct subject *s)
{
	const struct host_facts *facts = s->item;

	return facts->host;
}

/* The structures open one another; n is the number in the members' names. */
#define NAME_MEMBERS(n)                                                        \
	.wki##n##_platform_id = PLATFORM_ID_NT,                                \
	.wki##n##_computername = reply_text(s->reply, host_of(s)->name),       \
	.wki##n##_langroup = reply_text(s->reply, host_of(s)->langroup),       \
	.wki##n##_ver_major = host_of(s)->version_major & MAJOR_VERSION_MASK,  \
	.wki##n##_ver_minor = host_of(s)->version_minor

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
	const struct host_facts *facts = s->item;

	*(WKSTA_INFO_102 *)info = (WKSTA_INFO_102){
		NAME_MEMBERS(102),
		.wki102_lanroot = reply_constant(""),
		.wki102_logged_on_users = logins_count(&facts->daemon->root),
	};
}

static const struct level table[] = {
	LEVEL(100, WKSTA_INFO_100, fill_100, 0),
	LEVEL(101, WKSTA_INFO_101, fill_101, 0),
	LEVEL(102, WKSTA_INFO_102, fill_102, 0),
};
static const struct levels levels = LEVELS(table);

bool_t wksta_get_info_1_svc(const wksta_get_info_args *args,
			    wksta_get_info_reply *result,
			    struct onc_request *req)
{
	return host_facts_answer(&levels, args->level, req, INFO_REPLY(result));
}
