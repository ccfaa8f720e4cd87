/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_NETMGMT_LAYOUT_H
#define TESTS_NETMGMT_LAYOUT_H

/*
 * What the structures of each level have where, so that a test can look at
 * all of it. Written by hand, apart from the .x files on purpose.
 */

#include <stdbool.h>
#include <stddef.h>

#include <lm.h>

enum member_kind {
	MEMBER_NUMBER, /* 4 bytes */
	MEMBER_AGE,    /* 4 bytes, which grow from second to second */
	MEMBER_HYPER,  /* 8 bytes */
	MEMBER_STRING, /* never NULL */
	MEMBER_SECRET, /* a password, a descriptor: always NULL */
	MEMBER_HOURS,  /* 21 bytes */
	MEMBER_SID,
	MEMBER_SID_OR_NULL,
};

struct member {
	size_t offset;
	enum member_kind kind;
};

struct layout {
	DWORD level;
	size_t size;
	const struct member *members;
	size_t count;
};

/* The levels of a function, and no others. */
struct layouts {
	const struct layout *items;
	size_t count;
};

extern const struct layouts connection_layouts;
extern const struct layouts disk_layouts; /* strings, no structures */
extern const struct layouts display_layouts;
extern const struct layouts file_layouts;
extern const struct layouts group_layouts;
extern const struct layouts group_users_layouts;
extern const struct layouts localgroup_info_layouts;
extern const struct layouts localgroup_layouts;
extern const struct layouts localgroup_members_layouts;
extern const struct layouts localgroup_users_layouts;
extern const struct layouts modals_layouts;
extern const struct layouts server_layouts;
extern const struct layouts session_layouts;
extern const struct layouts share_info_layouts;
extern const struct layouts share_layouts;
extern const struct layouts server_transport_layouts;
extern const struct layouts tod_layouts;
extern const struct layouts use_layouts;
extern const struct layouts user_info_layouts;
extern const struct layouts user_layouts;
extern const struct layouts wksta_layouts;
extern const struct layouts wksta_transport_layouts;

/*
 * layout_lies_within() tells whether all of count structures and all that
 * they point to lies in the block, and that pointers are NULL where they must
 * be, and only there. It says what is wrong.
 */
bool layout_lies_within(const struct layout *layout, LPVOID block, DWORD count);

/*
 * layout_counts() gives the bytes that a structure counts for on a page
 * (contract 2.1): its own on a 64-bit host, and all that it points to.
 */
DWORD layout_counts(const struct layout *layout, const void *item);

/* layout_equals() tells whether two structures hold the same. */
bool layout_equals(const struct layout *layout, const void *one,
		   const void *other);

#endif
