/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One function per level, from parts that several levels share. Connections
 * are counted only where a level tells of them: Samba has to be asked.
 */
#include <lmshare.h>

#include "src/netmgmtd/share_entry.h"

/* -- source -------------------------------------------------------------- */

int share_source_init(struct share_source *source, const struct root *root,
		      unsigned int needs)
{
	int r;

	source->connections = (struct connections){0};
	r = shares_init(&source->shares, root);
	if (r == 0 && needs & SHARE_NEEDS_CONNECTIONS)
		r = connections_init(&source->connections, root,
				     &source->shares);
	return r;
}

void share_source_fini(struct share_source *source)
{
	connections_fini(&source->connections);
	shares_fini(&source->shares);
}

static const struct share *share_of(const struct subject *s)
{
	return s->item;
}

/* -- members ------------------------------------------------------------- */

uint32_t share_kind_type(enum share_kind kind)
{
	static const uint32_t types[] = {
		[SHARE_DISK] = STYPE_DISKTREE,
		[SHARE_PRINTER] = STYPE_PRINTQ,
		[SHARE_ENDPOINT] = STYPE_IPC,
	};

	return types[kind];
}

uint32_t share_type(const struct share *share)
{
	return share_kind_type(share->kind) |
	       (share->is_special ? STYPE_SPECIAL : 0);
}

const char *share_backend_name(enum share_backend backend)
{
	static const char *const names[] = {
		[SHARE_OWN] = "own",
		[SHARE_SAMBA] = "samba",
		[SHARE_USERSHARE] = "usershare",
		[SHARE_NFS] = "nfs",
	};

	return names[backend];
}

static uint32_t caching(const struct subject *s)
{
	static const uint32_t flags[] = {
		[SHARE_CACHES_BY_HAND] = CSC_CACHE_MANUAL_REINT,
		[SHARE_CACHES_DOCUMENTS] = CSC_CACHE_AUTO_REINT,
		[SHARE_CACHES_PROGRAMS] = CSC_CACHE_VDO,
		[SHARE_CACHES_NOTHING] = CSC_CACHE_NONE,
	};

	return flags[share_of(s)->caching];
}

static uint32_t current_uses(const struct subject *s)
{
	const struct share_source *source = s->source;

	return connections_count(&source->connections, share_of(s)->name);
}

static uint32_t own_flags(const struct share *share)
{
	return (share->is_hidden ? NETMGMT_SHARE_HIDDEN : 0) |
	       (share->is_read_only ? NETMGMT_SHARE_READ_ONLY : 0) |
	       (share->has_guests ? NETMGMT_SHARE_GUESTS : 0) |
	       (share->is_dfs_root ? NETMGMT_SHARE_DFS_ROOT : 0);
}

/* -- the levels ---------------------------------------------------------- */

#define TEXT(member) reply_text(s->reply, share_of(s)->member)

/* The structures open one another; n is the number in the members' names. */
#define NAME_MEMBERS(n)                                                        \
	.shi##n##_netname = TEXT(name),                                        \
	.shi##n##_type = share_type(share_of(s)),                              \
	.shi##n##_remark = TEXT(comment)

#define USE_MEMBERS(n)                                                         \
	.shi##n##_permissions = 0,                                             \
	.shi##n##_max_uses = share_of(s)->max_users,                           \
	.shi##n##_current_uses = current_uses(s), .shi##n##_path = TEXT(path), \
	.shi##n##_passwd = NULL

static void fill_0(const struct subject *s, void *entry)
{
	*(SHARE_INFO_0 *)entry = (SHARE_INFO_0){.shi0_netname = TEXT(name)};
}

static void fill_1(const struct subject *s, void *entry)
{
	*(SHARE_INFO_1 *)entry = (SHARE_INFO_1){NAME_MEMBERS(1)};
}

static void fill_2(const struct subject *s, void *entry)
{
	*(SHARE_INFO_2 *)entry = (SHARE_INFO_2){
		NAME_MEMBERS(2),
		USE_MEMBERS(2),
	};
}

static void fill_501(const struct subject *s, void *entry)
{
	*(SHARE_INFO_501 *)entry = (SHARE_INFO_501){
		NAME_MEMBERS(501),
		.shi501_flags = caching(s),
	};
}

static void fill_502(const struct subject *s, void *entry)
{
	*(SHARE_INFO_502 *)entry = (SHARE_INFO_502){
		NAME_MEMBERS(502),
		USE_MEMBERS(502),
	};
}

static void fill_503(const struct subject *s, void *entry)
{
	*(SHARE_INFO_503 *)entry = (SHARE_INFO_503){
		NAME_MEMBERS(503),
		USE_MEMBERS(503),
		.shi503_servername = reply_constant("*"),
	};
}

static void fill_9000(const struct subject *s, void *entry)
{
	const struct share *share = share_of(s);

	*(SHARE_INFO_9000 *)entry = (SHARE_INFO_9000){
		NAME_MEMBERS(9000),
		.shi9000_backend =
			reply_constant(share_backend_name(share->backend)),
		.shi9000_flags = own_flags(share),
		.shi9000_max_uses = share->max_users,
		.shi9000_current_uses = current_uses(s),
		.shi9000_path = TEXT(path),
		.shi9000_access = TEXT(access),
	};
}

static void fill_1005(const struct subject *s, void *entry)
{
	uint32_t dfs = share_of(s)->is_dfs_root
			       ? SHI1005_FLAGS_DFS | SHI1005_FLAGS_DFS_ROOT
			       : 0;

	*(SHARE_INFO_1005 *)entry =
		(SHARE_INFO_1005){.shi1005_flags = caching(s) | dfs};
}

static const struct level table[] = {
	LEVEL(0, SHARE_INFO_0, fill_0, 0),
	LEVEL(1, SHARE_INFO_1, fill_1, 0),
	LEVEL(2, SHARE_INFO_2, fill_2, SHARE_NEEDS_CONNECTIONS),
	LEVEL(501, SHARE_INFO_501, fill_501, 0),
	LEVEL(502, SHARE_INFO_502, fill_502, SHARE_NEEDS_CONNECTIONS),
	LEVEL(503, SHARE_INFO_503, fill_503, SHARE_NEEDS_CONNECTIONS),
	LEVEL(9000, SHARE_INFO_9000, fill_9000, SHARE_NEEDS_CONNECTIONS),
	LEVEL(1005, SHARE_INFO_1005, fill_1005, 0),
};
const struct levels share_info_levels = LEVELS(table);
const struct levels share_list_levels = {table,
					 sizeof(table) / sizeof(*table) - 1};
