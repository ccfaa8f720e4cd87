/* SPDX-License-Identifier: BSD-3-Clause */
/* Offsets from the public headers: what a program sees is what is checked. */

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "tests/netmgmt/layout.h"

/* clang-format off */
#define AT(type, member, kind) {offsetof(type, member), MEMBER_##kind}
#define LAYOUT(level, type, members) \
	{level, sizeof(type), members, sizeof(members) / sizeof(*members)}

static const struct member user_0[] = {
	AT(USER_INFO_0, usri0_name, STRING),
};

static const struct member user_1[] = {
	AT(USER_INFO_1, usri1_name, STRING),
	AT(USER_INFO_1, usri1_password, SECRET),
	AT(USER_INFO_1, usri1_password_age, AGE),
	AT(USER_INFO_1, usri1_priv, NUMBER),
	AT(USER_INFO_1, usri1_home_dir, STRING),
	AT(USER_INFO_1, usri1_comment, STRING),
	AT(USER_INFO_1, usri1_flags, NUMBER),
	AT(USER_INFO_1, usri1_script_path, STRING),
};

static const struct member user_2[] = {
	AT(USER_INFO_2, usri2_name, STRING),
	AT(USER_INFO_2, usri2_password, SECRET),
	AT(USER_INFO_2, usri2_password_age, AGE),
	AT(USER_INFO_2, usri2_priv, NUMBER),
	AT(USER_INFO_2, usri2_home_dir, STRING),
	AT(USER_INFO_2, usri2_comment, STRING),
	AT(USER_INFO_2, usri2_flags, NUMBER),
	AT(USER_INFO_2, usri2_script_path, STRING),
	AT(USER_INFO_2, usri2_auth_flags, NUMBER),
	AT(USER_INFO_2, usri2_full_name, STRING),
	AT(USER_INFO_2, usri2_usr_comment, STRING),
	AT(USER_INFO_2, usri2_parms, STRING),
	AT(USER_INFO_2, usri2_workstations, STRING),
	AT(USER_INFO_2, usri2_last_logon, NUMBER),
	AT(USER_INFO_2, usri2_last_logoff, NUMBER),
	AT(USER_INFO_2, usri2_acct_expires, NUMBER),
	AT(USER_INFO_2, usri2_max_storage, NUMBER),
	AT(USER_INFO_2, usri2_units_per_week, NUMBER),
	AT(USER_INFO_2, usri2_logon_hours, HOURS),
	AT(USER_INFO_2, usri2_bad_pw_count, NUMBER),
	AT(USER_INFO_2, usri2_num_logons, NUMBER),
	AT(USER_INFO_2, usri2_logon_server, STRING),
	AT(USER_INFO_2, usri2_country_code, NUMBER),
	AT(USER_INFO_2, usri2_code_page, NUMBER),
};

static const struct member user_3[] = {
	AT(USER_INFO_3, usri3_name, STRING),
	AT(USER_INFO_3, usri3_password, SECRET),
	AT(USER_INFO_3, usri3_password_age, AGE),
	AT(USER_INFO_3, usri3_priv, NUMBER),
	AT(USER_INFO_3, usri3_home_dir, STRING),
	AT(USER_INFO_3, usri3_comment, STRING),
	AT(USER_INFO_3, usri3_flags, NUMBER),
	AT(USER_INFO_3, usri3_script_path, STRING),
	AT(USER_INFO_3, usri3_auth_flags, NUMBER),
	AT(USER_INFO_3, usri3_full_name, STRING),
	AT(USER_INFO_3, usri3_usr_comment, STRING),
	AT(USER_INFO_3, usri3_parms, STRING),
	AT(USER_INFO_3, usri3_workstations, STRING),
	AT(USER_INFO_3, usri3_last_logon, NUMBER),
	AT(USER_INFO_3, usri3_last_logoff, NUMBER),
	AT(USER_INFO_3, usri3_acct_expires, NUMBER),
	AT(USER_INFO_3, usri3_max_storage, NUMBER),
	AT(USER_INFO_3, usri3_units_per_week, NUMBER),
	AT(USER_INFO_3, usri3_logon_hours, HOURS),
	AT(USER_INFO_3, usri3_bad_pw_count, NUMBER),
	AT(USER_INFO_3, usri3_num_logons, NUMBER),
	AT(USER_INFO_3, usri3_logon_server, STRING),
	AT(USER_INFO_3, usri3_country_code, NUMBER),
	AT(USER_INFO_3, usri3_code_page, NUMBER),
	AT(USER_INFO_3, usri3_user_id, NUMBER),
	AT(USER_INFO_3, usri3_primary_group_id, NUMBER),
	AT(USER_INFO_3, usri3_profile, STRING),
	AT(USER_INFO_3, usri3_home_dir_drive, STRING),
	AT(USER_INFO_3, usri3_password_expired, NUMBER),
};

static const struct member user_4[] = {
	AT(USER_INFO_4, usri4_name, STRING),
	AT(USER_INFO_4, usri4_password, SECRET),
	AT(USER_INFO_4, usri4_password_age, AGE),
	AT(USER_INFO_4, usri4_priv, NUMBER),
	AT(USER_INFO_4, usri4_home_dir, STRING),
	AT(USER_INFO_4, usri4_comment, STRING),
	AT(USER_INFO_4, usri4_flags, NUMBER),
	AT(USER_INFO_4, usri4_script_path, STRING),
	AT(USER_INFO_4, usri4_auth_flags, NUMBER),
	AT(USER_INFO_4, usri4_full_name, STRING),
	AT(USER_INFO_4, usri4_usr_comment, STRING),
	AT(USER_INFO_4, usri4_parms, STRING),
	AT(USER_INFO_4, usri4_workstations, STRING),
	AT(USER_INFO_4, usri4_last_logon, NUMBER),
	AT(USER_INFO_4, usri4_last_logoff, NUMBER),
	AT(USER_INFO_4, usri4_acct_expires, NUMBER),
	AT(USER_INFO_4, usri4_max_storage, NUMBER),
	AT(USER_INFO_4, usri4_units_per_week, NUMBER),
	AT(USER_INFO_4, usri4_logon_hours, HOURS),
	AT(USER_INFO_4, usri4_bad_pw_count, NUMBER),
	AT(USER_INFO_4, usri4_num_logons, NUMBER),
	AT(USER_INFO_4, usri4_logon_server, STRING),
	AT(USER_INFO_4, usri4_country_code, NUMBER),
	AT(USER_INFO_4, usri4_code_page, NUMBER),
	AT(USER_INFO_4, usri4_user_sid, SID),
	AT(USER_INFO_4, usri4_primary_group_id, NUMBER),
	AT(USER_INFO_4, usri4_profile, STRING),
	AT(USER_INFO_4, usri4_home_dir_drive, STRING),
	AT(USER_INFO_4, usri4_password_expired, NUMBER),
};

static const struct member user_10[] = {
	AT(USER_INFO_10, usri10_name, STRING),
	AT(USER_INFO_10, usri10_comment, STRING),
	AT(USER_INFO_10, usri10_usr_comment, STRING),
	AT(USER_INFO_10, usri10_full_name, STRING),
};

static const struct member user_11[] = {
	AT(USER_INFO_11, usri11_name, STRING),
	AT(USER_INFO_11, usri11_comment, STRING),
	AT(USER_INFO_11, usri11_usr_comment, STRING),
	AT(USER_INFO_11, usri11_full_name, STRING),
	AT(USER_INFO_11, usri11_priv, NUMBER),
	AT(USER_INFO_11, usri11_auth_flags, NUMBER),
	AT(USER_INFO_11, usri11_password_age, AGE),
	AT(USER_INFO_11, usri11_home_dir, STRING),
	AT(USER_INFO_11, usri11_parms, STRING),
	AT(USER_INFO_11, usri11_last_logon, NUMBER),
	AT(USER_INFO_11, usri11_last_logoff, NUMBER),
	AT(USER_INFO_11, usri11_bad_pw_count, NUMBER),
	AT(USER_INFO_11, usri11_num_logons, NUMBER),
	AT(USER_INFO_11, usri11_logon_server, STRING),
	AT(USER_INFO_11, usri11_country_code, NUMBER),
	AT(USER_INFO_11, usri11_workstations, STRING),
	AT(USER_INFO_11, usri11_max_storage, NUMBER),
	AT(USER_INFO_11, usri11_units_per_week, NUMBER),
	AT(USER_INFO_11, usri11_logon_hours, HOURS),
	AT(USER_INFO_11, usri11_code_page, NUMBER),
};

static const struct member user_20[] = {
	AT(USER_INFO_20, usri20_name, STRING),
	AT(USER_INFO_20, usri20_full_name, STRING),
	AT(USER_INFO_20, usri20_comment, STRING),
	AT(USER_INFO_20, usri20_flags, NUMBER),
	AT(USER_INFO_20, usri20_user_id, NUMBER),
};

static const struct member user_23[] = {
	AT(USER_INFO_23, usri23_name, STRING),
	AT(USER_INFO_23, usri23_full_name, STRING),
	AT(USER_INFO_23, usri23_comment, STRING),
	AT(USER_INFO_23, usri23_flags, NUMBER),
	AT(USER_INFO_23, usri23_user_sid, SID),
};

static const struct member server_100[] = {
	AT(SERVER_INFO_100, sv100_platform_id, NUMBER),
	AT(SERVER_INFO_100, sv100_name, STRING),
};

static const struct member server_101[] = {
	AT(SERVER_INFO_101, sv101_platform_id, NUMBER),
	AT(SERVER_INFO_101, sv101_name, STRING),
	AT(SERVER_INFO_101, sv101_version_major, NUMBER),
	AT(SERVER_INFO_101, sv101_version_minor, NUMBER),
	AT(SERVER_INFO_101, sv101_type, NUMBER),
	AT(SERVER_INFO_101, sv101_comment, STRING),
};

static const struct member server_102[] = {
	AT(SERVER_INFO_102, sv102_platform_id, NUMBER),
	AT(SERVER_INFO_102, sv102_name, STRING),
	AT(SERVER_INFO_102, sv102_version_major, NUMBER),
	AT(SERVER_INFO_102, sv102_version_minor, NUMBER),
	AT(SERVER_INFO_102, sv102_type, NUMBER),
	AT(SERVER_INFO_102, sv102_comment, STRING),
	AT(SERVER_INFO_102, sv102_users, NUMBER),
	AT(SERVER_INFO_102, sv102_disc, NUMBER),
	AT(SERVER_INFO_102, sv102_hidden, NUMBER),
	AT(SERVER_INFO_102, sv102_announce, NUMBER),
	AT(SERVER_INFO_102, sv102_anndelta, NUMBER),
	AT(SERVER_INFO_102, sv102_licenses, NUMBER),
	AT(SERVER_INFO_102, sv102_userpath, STRING),
};

static const struct member wksta_100[] = {
	AT(WKSTA_INFO_100, wki100_platform_id, NUMBER),
	AT(WKSTA_INFO_100, wki100_computername, STRING),
	AT(WKSTA_INFO_100, wki100_langroup, STRING),
	AT(WKSTA_INFO_100, wki100_ver_major, NUMBER),
	AT(WKSTA_INFO_100, wki100_ver_minor, NUMBER),
};

static const struct member wksta_101[] = {
	AT(WKSTA_INFO_101, wki101_platform_id, NUMBER),
	AT(WKSTA_INFO_101, wki101_computername, STRING),
	AT(WKSTA_INFO_101, wki101_langroup, STRING),
	AT(WKSTA_INFO_101, wki101_ver_major, NUMBER),
	AT(WKSTA_INFO_101, wki101_ver_minor, NUMBER),
	AT(WKSTA_INFO_101, wki101_lanroot, STRING),
};

static const struct member wksta_102[] = {
	AT(WKSTA_INFO_102, wki102_platform_id, NUMBER),
	AT(WKSTA_INFO_102, wki102_computername, STRING),
	AT(WKSTA_INFO_102, wki102_langroup, STRING),
	AT(WKSTA_INFO_102, wki102_ver_major, NUMBER),
	AT(WKSTA_INFO_102, wki102_ver_minor, NUMBER),
	AT(WKSTA_INFO_102, wki102_lanroot, STRING),
	AT(WKSTA_INFO_102, wki102_logged_on_users, NUMBER),
};

static const struct member user_24[] = {
	AT(USER_INFO_24, usri24_internet_identity, NUMBER),
	AT(USER_INFO_24, usri24_flags, NUMBER),
	AT(USER_INFO_24, usri24_internet_provider_name, STRING),
	AT(USER_INFO_24, usri24_internet_principal_name, STRING),
	AT(USER_INFO_24, usri24_user_sid, SID),
};

static const struct member user_9000[] = {
	AT(USER_INFO_9000, usri9000_name, STRING),
	AT(USER_INFO_9000, usri9000_comment, STRING),
	AT(USER_INFO_9000, usri9000_uid, NUMBER),
	AT(USER_INFO_9000, usri9000_gid, NUMBER),
	AT(USER_INFO_9000, usri9000_gecos, STRING),
	AT(USER_INFO_9000, usri9000_home, STRING),
	AT(USER_INFO_9000, usri9000_shell, STRING),
	AT(USER_INFO_9000, usri9000_source, STRING),
	AT(USER_INFO_9000, usri9000_password, NUMBER),
	AT(USER_INFO_9000, usri9000_changed, HYPER),
	AT(USER_INFO_9000, usri9000_minimum, HYPER),
	AT(USER_INFO_9000, usri9000_maximum, HYPER),
	AT(USER_INFO_9000, usri9000_warning, HYPER),
	AT(USER_INFO_9000, usri9000_inactive, HYPER),
	AT(USER_INFO_9000, usri9000_expires, HYPER),
	AT(USER_INFO_9000, usri9000_last_logon, HYPER),
	AT(USER_INFO_9000, usri9000_failures, NUMBER),
	AT(USER_INFO_9000, usri9000_locked, NUMBER),
	AT(USER_INFO_9000, usri9000_user_sid, SID),
};

static const struct member group_0[] = {
	AT(GROUP_INFO_0, grpi0_name, STRING),
};

static const struct member group_1[] = {
	AT(GROUP_INFO_1, grpi1_name, STRING),
	AT(GROUP_INFO_1, grpi1_comment, STRING),
};

static const struct member group_2[] = {
	AT(GROUP_INFO_2, grpi2_name, STRING),
	AT(GROUP_INFO_2, grpi2_comment, STRING),
	AT(GROUP_INFO_2, grpi2_group_id, NUMBER),
	AT(GROUP_INFO_2, grpi2_attributes, NUMBER),
};

static const struct member group_3[] = {
	AT(GROUP_INFO_3, grpi3_name, STRING),
	AT(GROUP_INFO_3, grpi3_comment, STRING),
	AT(GROUP_INFO_3, grpi3_group_sid, SID),
	AT(GROUP_INFO_3, grpi3_attributes, NUMBER),
};

static const struct member group_9000[] = {
	AT(GROUP_INFO_9000, grpi9000_name, STRING),
	AT(GROUP_INFO_9000, grpi9000_comment, STRING),
	AT(GROUP_INFO_9000, grpi9000_gid, NUMBER),
	AT(GROUP_INFO_9000, grpi9000_source, STRING),
	AT(GROUP_INFO_9000, grpi9000_listed, NUMBER),
	AT(GROUP_INFO_9000, grpi9000_group_sid, SID),
};

static const struct member group_users_0[] = {
	AT(GROUP_USERS_INFO_0, grui0_name, STRING),
};

static const struct member group_users_1[] = {
	AT(GROUP_USERS_INFO_1, grui1_name, STRING),
	AT(GROUP_USERS_INFO_1, grui1_attributes, NUMBER),
};

static const struct member localgroup_0[] = {
	AT(LOCALGROUP_INFO_0, lgrpi0_name, STRING),
};

static const struct member localgroup_1[] = {
	AT(LOCALGROUP_INFO_1, lgrpi1_name, STRING),
	AT(LOCALGROUP_INFO_1, lgrpi1_comment, STRING),
};

static const struct member localgroup_1002[] = {
	AT(LOCALGROUP_INFO_1002, lgrpi1002_comment, STRING),
};

static const struct member localgroup_9000[] = {
	AT(LOCALGROUP_INFO_9000, lgrpi9000_name, STRING),
	AT(LOCALGROUP_INFO_9000, lgrpi9000_comment, STRING),
	AT(LOCALGROUP_INFO_9000, lgrpi9000_gid, NUMBER),
	AT(LOCALGROUP_INFO_9000, lgrpi9000_source, STRING),
	AT(LOCALGROUP_INFO_9000, lgrpi9000_listed, NUMBER),
	AT(LOCALGROUP_INFO_9000, lgrpi9000_group_sid, SID),
};

static const struct member localgroup_members_0[] = {
	AT(LOCALGROUP_MEMBERS_INFO_0, lgrmi0_sid, SID_OR_NULL),
};

static const struct member localgroup_members_1[] = {
	AT(LOCALGROUP_MEMBERS_INFO_1, lgrmi1_sid, SID_OR_NULL),
	AT(LOCALGROUP_MEMBERS_INFO_1, lgrmi1_sidusage, NUMBER),
	AT(LOCALGROUP_MEMBERS_INFO_1, lgrmi1_name, STRING),
};

static const struct member localgroup_members_2[] = {
	AT(LOCALGROUP_MEMBERS_INFO_2, lgrmi2_sid, SID_OR_NULL),
	AT(LOCALGROUP_MEMBERS_INFO_2, lgrmi2_sidusage, NUMBER),
	AT(LOCALGROUP_MEMBERS_INFO_2, lgrmi2_domainandname, STRING),
};

static const struct member localgroup_members_3[] = {
	AT(LOCALGROUP_MEMBERS_INFO_3, lgrmi3_domainandname, STRING),
};

static const struct member localgroup_users_0[] = {
	AT(LOCALGROUP_USERS_INFO_0, lgrui0_name, STRING),
};

static const struct member modals_0[] = {
	AT(USER_MODALS_INFO_0, usrmod0_min_passwd_len, NUMBER),
	AT(USER_MODALS_INFO_0, usrmod0_max_passwd_age, NUMBER),
	AT(USER_MODALS_INFO_0, usrmod0_min_passwd_age, NUMBER),
	AT(USER_MODALS_INFO_0, usrmod0_force_logoff, NUMBER),
	AT(USER_MODALS_INFO_0, usrmod0_password_hist_len, NUMBER),
};

static const struct member modals_1[] = {
	AT(USER_MODALS_INFO_1, usrmod1_role, NUMBER),
	AT(USER_MODALS_INFO_1, usrmod1_primary, STRING),
};

static const struct member modals_2[] = {
	AT(USER_MODALS_INFO_2, usrmod2_domain_name, STRING),
	AT(USER_MODALS_INFO_2, usrmod2_domain_id, SID_OR_NULL),
};

static const struct member modals_3[] = {
	AT(USER_MODALS_INFO_3, usrmod3_lockout_duration, NUMBER),
	AT(USER_MODALS_INFO_3, usrmod3_lockout_observation_window, NUMBER),
	AT(USER_MODALS_INFO_3, usrmod3_lockout_threshold, NUMBER),
};

static const struct member display_1[] = {
	AT(NET_DISPLAY_USER, usri1_name, STRING),
	AT(NET_DISPLAY_USER, usri1_comment, STRING),
	AT(NET_DISPLAY_USER, usri1_flags, NUMBER),
	AT(NET_DISPLAY_USER, usri1_full_name, STRING),
	AT(NET_DISPLAY_USER, usri1_user_id, NUMBER),
	AT(NET_DISPLAY_USER, usri1_next_index, NUMBER),
};

static const struct member display_2[] = {
	AT(NET_DISPLAY_MACHINE, usri2_name, STRING),
	AT(NET_DISPLAY_MACHINE, usri2_comment, STRING),
	AT(NET_DISPLAY_MACHINE, usri2_flags, NUMBER),
	AT(NET_DISPLAY_MACHINE, usri2_user_id, NUMBER),
	AT(NET_DISPLAY_MACHINE, usri2_next_index, NUMBER),
};

static const struct member display_3[] = {
	AT(NET_DISPLAY_GROUP, grpi3_name, STRING),
	AT(NET_DISPLAY_GROUP, grpi3_comment, STRING),
	AT(NET_DISPLAY_GROUP, grpi3_group_id, NUMBER),
	AT(NET_DISPLAY_GROUP, grpi3_attributes, NUMBER),
	AT(NET_DISPLAY_GROUP, grpi3_next_index, NUMBER),
};

static const struct member tod[] = {
	AT(TIME_OF_DAY_INFO, tod_elapsedt, NUMBER),
	AT(TIME_OF_DAY_INFO, tod_msecs, NUMBER),
	AT(TIME_OF_DAY_INFO, tod_hours, NUMBER),
	AT(TIME_OF_DAY_INFO, tod_mins, NUMBER),
	AT(TIME_OF_DAY_INFO, tod_secs, NUMBER),
	AT(TIME_OF_DAY_INFO, tod_hunds, NUMBER),
	AT(TIME_OF_DAY_INFO, tod_timezone, NUMBER),
	AT(TIME_OF_DAY_INFO, tod_tinterval, NUMBER),
	AT(TIME_OF_DAY_INFO, tod_day, NUMBER),
	AT(TIME_OF_DAY_INFO, tod_month, NUMBER),
	AT(TIME_OF_DAY_INFO, tod_year, NUMBER),
	AT(TIME_OF_DAY_INFO, tod_weekday, NUMBER),
};

#define LAYOUTS(name, ...) \
	const struct layouts name##_layouts = { \
		(const struct layout[]){__VA_ARGS__}, \
		sizeof((const struct layout[]){__VA_ARGS__}) / \
			sizeof(struct layout) \
	}

LAYOUTS(disk, {0, 0, NULL, 0});
LAYOUTS(tod, LAYOUT(0, TIME_OF_DAY_INFO, tod));
LAYOUTS(server,
	LAYOUT(100, SERVER_INFO_100, server_100),
	LAYOUT(101, SERVER_INFO_101, server_101),
	LAYOUT(102, SERVER_INFO_102, server_102));
LAYOUTS(user,
	LAYOUT(0, USER_INFO_0, user_0),
	LAYOUT(1, USER_INFO_1, user_1),
	LAYOUT(2, USER_INFO_2, user_2),
	LAYOUT(3, USER_INFO_3, user_3),
	LAYOUT(4, USER_INFO_4, user_4),
	LAYOUT(10, USER_INFO_10, user_10),
	LAYOUT(11, USER_INFO_11, user_11),
	LAYOUT(20, USER_INFO_20, user_20),
	LAYOUT(23, USER_INFO_23, user_23),
	LAYOUT(9000, USER_INFO_9000, user_9000));
LAYOUTS(user_info,
	LAYOUT(0, USER_INFO_0, user_0),
	LAYOUT(1, USER_INFO_1, user_1),
	LAYOUT(2, USER_INFO_2, user_2),
	LAYOUT(3, USER_INFO_3, user_3),
	LAYOUT(4, USER_INFO_4, user_4),
	LAYOUT(10, USER_INFO_10, user_10),
	LAYOUT(11, USER_INFO_11, user_11),
	LAYOUT(20, USER_INFO_20, user_20),
	LAYOUT(23, USER_INFO_23, user_23),
	LAYOUT(24, USER_INFO_24, user_24),
	LAYOUT(9000, USER_INFO_9000, user_9000));
LAYOUTS(group,
	LAYOUT(0, GROUP_INFO_0, group_0),
	LAYOUT(1, GROUP_INFO_1, group_1),
	LAYOUT(2, GROUP_INFO_2, group_2),
	LAYOUT(3, GROUP_INFO_3, group_3),
	LAYOUT(9000, GROUP_INFO_9000, group_9000));
LAYOUTS(group_users,
	LAYOUT(0, GROUP_USERS_INFO_0, group_users_0),
	LAYOUT(1, GROUP_USERS_INFO_1, group_users_1));
LAYOUTS(localgroup,
	LAYOUT(0, LOCALGROUP_INFO_0, localgroup_0),
	LAYOUT(1, LOCALGROUP_INFO_1, localgroup_1),
	LAYOUT(9000, LOCALGROUP_INFO_9000, localgroup_9000));
LAYOUTS(localgroup_info,
	LAYOUT(0, LOCALGROUP_INFO_0, localgroup_0),
	LAYOUT(1, LOCALGROUP_INFO_1, localgroup_1),
	LAYOUT(1002, LOCALGROUP_INFO_1002, localgroup_1002),
	LAYOUT(9000, LOCALGROUP_INFO_9000, localgroup_9000));
LAYOUTS(localgroup_members,
	LAYOUT(0, LOCALGROUP_MEMBERS_INFO_0, localgroup_members_0),
	LAYOUT(1, LOCALGROUP_MEMBERS_INFO_1, localgroup_members_1),
	LAYOUT(2, LOCALGROUP_MEMBERS_INFO_2, localgroup_members_2),
	LAYOUT(3, LOCALGROUP_MEMBERS_INFO_3, localgroup_members_3));
LAYOUTS(localgroup_users,
	LAYOUT(0, LOCALGROUP_USERS_INFO_0, localgroup_users_0));
LAYOUTS(modals,
	LAYOUT(0, USER_MODALS_INFO_0, modals_0),
	LAYOUT(1, USER_MODALS_INFO_1, modals_1),
	LAYOUT(2, USER_MODALS_INFO_2, modals_2),
	LAYOUT(3, USER_MODALS_INFO_3, modals_3));
LAYOUTS(display,
	LAYOUT(1, NET_DISPLAY_USER, display_1),
	LAYOUT(2, NET_DISPLAY_MACHINE, display_2),
	LAYOUT(3, NET_DISPLAY_GROUP, display_3));
LAYOUTS(wksta,
	LAYOUT(100, WKSTA_INFO_100, wksta_100),
	LAYOUT(101, WKSTA_INFO_101, wksta_101),
	LAYOUT(102, WKSTA_INFO_102, wksta_102));
/* clang-format on */

static const void *target(const void *item, const struct member *member)
{
	return *(const void *const *)((const char *)item + member->offset);
}

static size_t target_size(const void *to, enum member_kind what)
{
	switch (what) {
	case MEMBER_STRING:
		return strlen(to) + 1;
	case MEMBER_HOURS:
		return UNITS_PER_WEEK / 8;
	case MEMBER_SID:
	case MEMBER_SID_OR_NULL:
		return sizeof(struct domsid);
	case MEMBER_SECRET:
	case MEMBER_NUMBER:
	case MEMBER_AGE:
	case MEMBER_HYPER:
		break;
	}
	return 0;
}

static bool inside(LPVOID block, DWORD size, const void *at, size_t count)
{
	uintptr_t begin = (uintptr_t)block, item = (uintptr_t)at;

	return item >= begin && item - begin < size &&
	       count <= size - (item - begin);
}

static bool is_number(const struct member *member)
{
	return member->kind == MEMBER_NUMBER || member->kind == MEMBER_AGE ||
	       member->kind == MEMBER_HYPER;
}

static bool points_inside(LPVOID block, DWORD size, const void *item,
			  const struct member *member)
{
	const void *to;

	if (is_number(member))
		return true;
	to = target(item, member);
	if (member->kind == MEMBER_SECRET)
		return !to;
	if (member->kind == MEMBER_SID_OR_NULL && !to)
		return true;
	return to && inside(block, size, to, 1) &&
	       inside(block, size, to, target_size(to, member->kind));
}

bool layout_lies_within(const struct layout *layout, LPVOID block, DWORD count)
{
	const char *item = block;
	DWORD size;

	if (NetApiBufferSize(block, &size) || count * layout->size > size) {
		printf("# level %u: the block is too small\n", layout->level);
		return false;
	}
	for (DWORD i = 0; i < count; i++, item += layout->size)
		for (size_t j = 0; j < layout->count; j++) {
			if (points_inside(block, size, item,
					  &layout->members[j]))
				continue;
			printf("# level %u: entry %u, member %zu\n",
			       layout->level, i, j);
			return false;
		}
	return true;
}

/* Of two calls, of which either may have come first, a minute apart. */
static bool is_near(const void *one, const void *other)
{
	DWORD a, b;

	memcpy(&a, one, sizeof(a));
	memcpy(&b, other, sizeof(b));
	return a - b <= 60 || b - a <= 60;
}

static bool same(const struct member *member, const void *one,
		 const void *other)
{
	const void *a, *b;
	size_t size;

	if (member->kind == MEMBER_AGE)
		return is_near((const char *)one + member->offset,
			       (const char *)other + member->offset);
	if (is_number(member))
		return !memcmp((const char *)one + member->offset,
			       (const char *)other + member->offset,
			       member->kind == MEMBER_NUMBER ? 4 : 8);
	a = target(one, member);
	b = target(other, member);
	if (!a || !b)
		return a == b;
	size = target_size(a, member->kind);
	return size == target_size(b, member->kind) && !memcmp(a, b, size);
}

bool layout_equals(const struct layout *layout, const void *one,
		   const void *other)
{
	for (size_t i = 0; i < layout->count; i++)
		if (!same(&layout->members[i], one, other))
			return false;
	return true;
}

DWORD layout_counts(const struct layout *layout, const void *item)
{
	size_t size = layout->size;

	for (size_t i = 0; i < layout->count; i++) {
		const struct member *member = &layout->members[i];

		if (!is_number(member) && target(item, member))
			size += target_size(target(item, member), member->kind);
	}
	return (DWORD)size;
}
