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

static const struct member share_0[] = {
	AT(SHARE_INFO_0, shi0_netname, STRING),
};

static const struct member share_1[] = {
	AT(SHARE_INFO_1, shi1_netname, STRING),
	AT(SHARE_INFO_1, shi1_type, NUMBER),
	AT(SHARE_INFO_1, shi1_remark, STRING),
};

static const struct member share_2[] = {
	AT(SHARE_INFO_2, shi2_netname, STRING),
	AT(SHARE_INFO_2, shi2_type, NUMBER),
	AT(SHARE_INFO_2, shi2_remark, STRING),
	AT(SHARE_INFO_2, shi2_permissions, NUMBER),
	AT(SHARE_INFO_2, shi2_max_uses, NUMBER),
	AT(SHARE_INFO_2, shi2_current_uses, NUMBER),
	AT(SHARE_INFO_2, shi2_path, STRING),
	AT(SHARE_INFO_2, shi2_passwd, SECRET),
};

static const struct member share_501[] = {
	AT(SHARE_INFO_501, shi501_netname, STRING),
	AT(SHARE_INFO_501, shi501_type, NUMBER),
	AT(SHARE_INFO_501, shi501_remark, STRING),
	AT(SHARE_INFO_501, shi501_flags, NUMBER),
};

static const struct member share_502[] = {
	AT(SHARE_INFO_502, shi502_netname, STRING),
	AT(SHARE_INFO_502, shi502_type, NUMBER),
	AT(SHARE_INFO_502, shi502_remark, STRING),
	AT(SHARE_INFO_502, shi502_permissions, NUMBER),
	AT(SHARE_INFO_502, shi502_max_uses, NUMBER),
	AT(SHARE_INFO_502, shi502_current_uses, NUMBER),
	AT(SHARE_INFO_502, shi502_path, STRING),
	AT(SHARE_INFO_502, shi502_passwd, SECRET),
	AT(SHARE_INFO_502, shi502_reserved, NUMBER),
	AT(SHARE_INFO_502, shi502_security_descriptor, SECRET),
};

static const struct member share_503[] = {
	AT(SHARE_INFO_503, shi503_netname, STRING),
	AT(SHARE_INFO_503, shi503_type, NUMBER),
	AT(SHARE_INFO_503, shi503_remark, STRING),
	AT(SHARE_INFO_503, shi503_permissions, NUMBER),
	AT(SHARE_INFO_503, shi503_max_uses, NUMBER),
	AT(SHARE_INFO_503, shi503_current_uses, NUMBER),
	AT(SHARE_INFO_503, shi503_path, STRING),
	AT(SHARE_INFO_503, shi503_passwd, SECRET),
	AT(SHARE_INFO_503, shi503_servername, STRING),
	AT(SHARE_INFO_503, shi503_reserved, NUMBER),
	AT(SHARE_INFO_503, shi503_security_descriptor, SECRET),
};

static const struct member share_1005[] = {
	AT(SHARE_INFO_1005, shi1005_flags, NUMBER),
};

static const struct member share_9000[] = {
	AT(SHARE_INFO_9000, shi9000_netname, STRING),
	AT(SHARE_INFO_9000, shi9000_backend, STRING),
	AT(SHARE_INFO_9000, shi9000_type, NUMBER),
	AT(SHARE_INFO_9000, shi9000_flags, NUMBER),
	AT(SHARE_INFO_9000, shi9000_max_uses, NUMBER),
	AT(SHARE_INFO_9000, shi9000_current_uses, NUMBER),
	AT(SHARE_INFO_9000, shi9000_path, STRING),
	AT(SHARE_INFO_9000, shi9000_remark, STRING),
	AT(SHARE_INFO_9000, shi9000_access, STRING),
};

static const struct member use_0[] = {
	AT(USE_INFO_0, ui0_local, STRING),
	AT(USE_INFO_0, ui0_remote, STRING),
};

static const struct member use_1[] = {
	AT(USE_INFO_1, ui1_local, STRING),
	AT(USE_INFO_1, ui1_remote, STRING),
	AT(USE_INFO_1, ui1_password, SECRET),
	AT(USE_INFO_1, ui1_status, NUMBER),
	AT(USE_INFO_1, ui1_asg_type, NUMBER),
	AT(USE_INFO_1, ui1_refcount, NUMBER),
	AT(USE_INFO_1, ui1_usecount, NUMBER),
};

static const struct member use_2[] = {
	AT(USE_INFO_2, ui2_local, STRING),
	AT(USE_INFO_2, ui2_remote, STRING),
	AT(USE_INFO_2, ui2_password, SECRET),
	AT(USE_INFO_2, ui2_status, NUMBER),
	AT(USE_INFO_2, ui2_asg_type, NUMBER),
	AT(USE_INFO_2, ui2_refcount, NUMBER),
	AT(USE_INFO_2, ui2_usecount, NUMBER),
	AT(USE_INFO_2, ui2_username, STRING),
	AT(USE_INFO_2, ui2_domainname, STRING),
};

static const struct member use_3[] = {
	AT(USE_INFO_3, ui3_ui2.ui2_local, STRING),
	AT(USE_INFO_3, ui3_ui2.ui2_remote, STRING),
	AT(USE_INFO_3, ui3_ui2.ui2_password, SECRET),
	AT(USE_INFO_3, ui3_ui2.ui2_status, NUMBER),
	AT(USE_INFO_3, ui3_ui2.ui2_asg_type, NUMBER),
	AT(USE_INFO_3, ui3_ui2.ui2_refcount, NUMBER),
	AT(USE_INFO_3, ui3_ui2.ui2_usecount, NUMBER),
	AT(USE_INFO_3, ui3_ui2.ui2_username, STRING),
	AT(USE_INFO_3, ui3_ui2.ui2_domainname, STRING),
	AT(USE_INFO_3, ui3_flags, NUMBER),
};

static const struct member use_9000[] = {
	AT(USE_INFO_9000, ui9000_local, STRING),
	AT(USE_INFO_9000, ui9000_source, STRING),
	AT(USE_INFO_9000, ui9000_type, STRING),
	AT(USE_INFO_9000, ui9000_id, NUMBER),
	AT(USE_INFO_9000, ui9000_status, NUMBER),
	AT(USE_INFO_9000, ui9000_usecount, NUMBER),
	AT(USE_INFO_9000, ui9000_username, STRING),
	AT(USE_INFO_9000, ui9000_domainname, STRING),
};

static const struct member session_0[] = {
	AT(SESSION_INFO_0, sesi0_cname, STRING),
};

static const struct member session_1[] = {
	AT(SESSION_INFO_1, sesi1_cname, STRING),
	AT(SESSION_INFO_1, sesi1_username, STRING),
	AT(SESSION_INFO_1, sesi1_num_opens, NUMBER),
	AT(SESSION_INFO_1, sesi1_time, AGE),
	AT(SESSION_INFO_1, sesi1_idle_time, AGE),
	AT(SESSION_INFO_1, sesi1_user_flags, NUMBER),
};

static const struct member session_2[] = {
	AT(SESSION_INFO_2, sesi2_cname, STRING),
	AT(SESSION_INFO_2, sesi2_username, STRING),
	AT(SESSION_INFO_2, sesi2_num_opens, NUMBER),
	AT(SESSION_INFO_2, sesi2_time, AGE),
	AT(SESSION_INFO_2, sesi2_idle_time, AGE),
	AT(SESSION_INFO_2, sesi2_user_flags, NUMBER),
	AT(SESSION_INFO_2, sesi2_cltype_name, STRING),
};

static const struct member session_10[] = {
	AT(SESSION_INFO_10, sesi10_cname, STRING),
	AT(SESSION_INFO_10, sesi10_username, STRING),
	AT(SESSION_INFO_10, sesi10_time, AGE),
	AT(SESSION_INFO_10, sesi10_idle_time, AGE),
};

static const struct member session_502[] = {
	AT(SESSION_INFO_502, sesi502_cname, STRING),
	AT(SESSION_INFO_502, sesi502_username, STRING),
	AT(SESSION_INFO_502, sesi502_num_opens, NUMBER),
	AT(SESSION_INFO_502, sesi502_time, AGE),
	AT(SESSION_INFO_502, sesi502_idle_time, AGE),
	AT(SESSION_INFO_502, sesi502_user_flags, NUMBER),
	AT(SESSION_INFO_502, sesi502_cltype_name, STRING),
	AT(SESSION_INFO_502, sesi502_transport, STRING),
};

static const struct member session_9000[] = {
	AT(SESSION_INFO_9000, sesi9000_cname, STRING),
	AT(SESSION_INFO_9000, sesi9000_username, STRING),
	AT(SESSION_INFO_9000, sesi9000_backend, STRING),
	AT(SESSION_INFO_9000, sesi9000_id, NUMBER),
	AT(SESSION_INFO_9000, sesi9000_native, STRING),
	AT(SESSION_INFO_9000, sesi9000_cltype_name, STRING),
	AT(SESSION_INFO_9000, sesi9000_state, STRING),
	AT(SESSION_INFO_9000, sesi9000_name, STRING),
	AT(SESSION_INFO_9000, sesi9000_num_opens, NUMBER),
	AT(SESSION_INFO_9000, sesi9000_since, NUMBER),
	AT(SESSION_INFO_9000, sesi9000_idle_time, AGE),
	AT(SESSION_INFO_9000, sesi9000_user_flags, NUMBER),
};

static const struct member connection_0[] = {
	AT(CONNECTION_INFO_0, coni0_id, NUMBER),
};

static const struct member connection_1[] = {
	AT(CONNECTION_INFO_1, coni1_id, NUMBER),
	AT(CONNECTION_INFO_1, coni1_type, NUMBER),
	AT(CONNECTION_INFO_1, coni1_num_opens, NUMBER),
	AT(CONNECTION_INFO_1, coni1_num_users, NUMBER),
	AT(CONNECTION_INFO_1, coni1_time, AGE),
	AT(CONNECTION_INFO_1, coni1_username, STRING),
	AT(CONNECTION_INFO_1, coni1_netname, STRING),
};

static const struct member connection_9000[] = {
	AT(CONNECTION_INFO_9000, coni9000_id, NUMBER),
	AT(CONNECTION_INFO_9000, coni9000_backend, STRING),
	AT(CONNECTION_INFO_9000, coni9000_native, STRING),
	AT(CONNECTION_INFO_9000, coni9000_share, STRING),
	AT(CONNECTION_INFO_9000, coni9000_client, STRING),
	AT(CONNECTION_INFO_9000, coni9000_username, STRING),
	AT(CONNECTION_INFO_9000, coni9000_type, NUMBER),
	AT(CONNECTION_INFO_9000, coni9000_num_opens, NUMBER),
	AT(CONNECTION_INFO_9000, coni9000_num_users, NUMBER),
	AT(CONNECTION_INFO_9000, coni9000_since, NUMBER),
	AT(CONNECTION_INFO_9000, coni9000_doubtful, NUMBER),
};

static const struct member file_2[] = {
	AT(FILE_INFO_2, fi2_id, NUMBER),
};

static const struct member file_3[] = {
	AT(FILE_INFO_3, fi3_id, NUMBER),
	AT(FILE_INFO_3, fi3_permissions, NUMBER),
	AT(FILE_INFO_3, fi3_num_locks, NUMBER),
	AT(FILE_INFO_3, fi3_pathname, STRING),
	AT(FILE_INFO_3, fi3_username, STRING),
};

static const struct member file_9000[] = {
	AT(FILE_INFO_9000, fi9000_id, NUMBER),
	AT(FILE_INFO_9000, fi9000_backend, STRING),
	AT(FILE_INFO_9000, fi9000_native, STRING),
	AT(FILE_INFO_9000, fi9000_pathname, STRING),
	AT(FILE_INFO_9000, fi9000_username, STRING),
	AT(FILE_INFO_9000, fi9000_client, STRING),
	AT(FILE_INFO_9000, fi9000_permissions, NUMBER),
	AT(FILE_INFO_9000, fi9000_num_locks, NUMBER),
};

static const struct member server_transport_0[] = {
	AT(SERVER_TRANSPORT_INFO_0, svti0_numberofvcs, NUMBER),
	AT(SERVER_TRANSPORT_INFO_0, svti0_transportname, STRING),
	AT(SERVER_TRANSPORT_INFO_0, svti0_transportaddress, STRING),
	AT(SERVER_TRANSPORT_INFO_0, svti0_transportaddresslength, NUMBER),
	AT(SERVER_TRANSPORT_INFO_0, svti0_networkaddress, STRING),
};

static const struct member server_transport_1[] = {
	AT(SERVER_TRANSPORT_INFO_1, svti1_numberofvcs, NUMBER),
	AT(SERVER_TRANSPORT_INFO_1, svti1_transportname, STRING),
	AT(SERVER_TRANSPORT_INFO_1, svti1_transportaddress, STRING),
	AT(SERVER_TRANSPORT_INFO_1, svti1_transportaddresslength, NUMBER),
	AT(SERVER_TRANSPORT_INFO_1, svti1_networkaddress, STRING),
	AT(SERVER_TRANSPORT_INFO_1, svti1_domain, STRING),
};

static const struct member server_transport_2[] = {
	AT(SERVER_TRANSPORT_INFO_2, svti2_numberofvcs, NUMBER),
	AT(SERVER_TRANSPORT_INFO_2, svti2_transportname, STRING),
	AT(SERVER_TRANSPORT_INFO_2, svti2_transportaddress, STRING),
	AT(SERVER_TRANSPORT_INFO_2, svti2_transportaddresslength, NUMBER),
	AT(SERVER_TRANSPORT_INFO_2, svti2_networkaddress, STRING),
	AT(SERVER_TRANSPORT_INFO_2, svti2_domain, STRING),
	AT(SERVER_TRANSPORT_INFO_2, svti2_flags, NUMBER),
};

static const struct member wksta_transport_0[] = {
	AT(WKSTA_TRANSPORT_INFO_0, wkti0_quality_of_service, NUMBER),
	AT(WKSTA_TRANSPORT_INFO_0, wkti0_number_of_vcs, NUMBER),
	AT(WKSTA_TRANSPORT_INFO_0, wkti0_transport_name, STRING),
	AT(WKSTA_TRANSPORT_INFO_0, wkti0_transport_address, STRING),
	AT(WKSTA_TRANSPORT_INFO_0, wkti0_wan_ish, NUMBER),
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
#define SHARE_LISTED \
	LAYOUT(0, SHARE_INFO_0, share_0), \
	LAYOUT(1, SHARE_INFO_1, share_1), \
	LAYOUT(2, SHARE_INFO_2, share_2), \
	LAYOUT(501, SHARE_INFO_501, share_501), \
	LAYOUT(502, SHARE_INFO_502, share_502), \
	LAYOUT(503, SHARE_INFO_503, share_503), \
	LAYOUT(9000, SHARE_INFO_9000, share_9000)
LAYOUTS(share, SHARE_LISTED);
LAYOUTS(share_info,
	SHARE_LISTED,
	LAYOUT(1005, SHARE_INFO_1005, share_1005));
LAYOUTS(session,
	LAYOUT(0, SESSION_INFO_0, session_0),
	LAYOUT(1, SESSION_INFO_1, session_1),
	LAYOUT(2, SESSION_INFO_2, session_2),
	LAYOUT(10, SESSION_INFO_10, session_10),
	LAYOUT(502, SESSION_INFO_502, session_502),
	LAYOUT(9000, SESSION_INFO_9000, session_9000));
LAYOUTS(connection,
	LAYOUT(0, CONNECTION_INFO_0, connection_0),
	LAYOUT(1, CONNECTION_INFO_1, connection_1),
	LAYOUT(9000, CONNECTION_INFO_9000, connection_9000));
LAYOUTS(file,
	LAYOUT(2, FILE_INFO_2, file_2),
	LAYOUT(3, FILE_INFO_3, file_3),
	LAYOUT(9000, FILE_INFO_9000, file_9000));
LAYOUTS(server_transport,
	LAYOUT(0, SERVER_TRANSPORT_INFO_0, server_transport_0),
	LAYOUT(1, SERVER_TRANSPORT_INFO_1, server_transport_1),
	LAYOUT(2, SERVER_TRANSPORT_INFO_2, server_transport_2));
LAYOUTS(wksta_transport,
	LAYOUT(0, WKSTA_TRANSPORT_INFO_0, wksta_transport_0));
LAYOUTS(use,
	LAYOUT(0, USE_INFO_0, use_0),
	LAYOUT(1, USE_INFO_1, use_1),
	LAYOUT(2, USE_INFO_2, use_2),
	LAYOUT(3, USE_INFO_3, use_3),
	LAYOUT(9000, USE_INFO_9000, use_9000));
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
