/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Groups, their members, modals and display information by the functions,
 * over machines of the test's own.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lm.h>

#include "tests/netmgmtd/daemon.h"
#include "tests/support/tap.h"

struct host {
	struct running running;
	char server[160];
};

static void start(struct host *host)
{
	daemon_start(&host->running);
	snprintf(host->server, sizeof(host->server), "unix:%s",
		 host->running.uri + strlen("unix://"));
}

static void end(struct host *host)
{
	CU_ASSERT_EQUAL(daemon_end(&host->running), 0);
}

/* -- what is not there --------------------------------------------------- */

static void says_which_thing_is_not_there(void)
{
	DWORD read, total;
	struct host host;
	LPBYTE out;

	start(&host);
	CU_ASSERT_EQUAL(NetGroupGetInfo(host.server, "sudo", 1, &out),
			NERR_GroupNotFound);
	CU_ASSERT_EQUAL(NetGroupGetUsers(host.server, "none", 0, &out, 99,
					 &read, &total, NULL),
			NERR_GroupNotFound);
	CU_ASSERT_EQUAL(NetLocalGroupGetInfo(host.server, "staff", 1, &out),
			NERR_GroupNotFound);
	CU_ASSERT_EQUAL(NetLocalGroupGetMembers(host.server, "staff", 1, &out,
						99, &read, &total, NULL),
			ERROR_NO_SUCH_ALIAS);
	CU_ASSERT_EQUAL(NetUserGetGroups(host.server, "ghost", 0, &out, 99,
					 &read, &total),
			NERR_UserNotFound);
	CU_ASSERT_EQUAL(NetUserGetLocalGroups(host.server, "ghost", 0, 0, &out,
					      99, &read, &total),
			NERR_UserNotFound);
	CU_ASSERT_PTR_NULL(out);
	CU_ASSERT_EQUAL(NetUserGetLocalGroups(host.server, "alice", 0, 2, &out,
					      99, &read, &total),
			ERROR_INVALID_PARAMETER);
	end(&host);
}

/* -- members ------------------------------------------------------------- */

static void check_member(const LOCALGROUP_MEMBERS_INFO_2 *member,
			 const char *name, DWORD usage, DWORD uid)
{
	CU_ASSERT_STRING_EQUAL(member->lgrmi2_domainandname, name);
	CU_ASSERT_EQUAL(member->lgrmi2_sidusage, usage);
	CU_ASSERT_EQUAL(member->lgrmi2_sid != NULL, usage == SidTypeUser);
	if (!member->lgrmi2_sid)
		return;
	CU_ASSERT_EQUAL(member->lgrmi2_sid->num_auths, 2);
	CU_ASSERT_EQUAL(member->lgrmi2_sid->sub_auths[0], 1);
	CU_ASSERT_EQUAL(member->lgrmi2_sid->sub_auths[1], uid);
}

static void members_have_the_domain_that_they_are_of(void)
{
	LOCALGROUP_MEMBERS_INFO_2 *members;
	DWORD read, total;
	struct host host;

	start(&host);
	machine_put(&host.running.machine, "etc/group",
		    "mixed:x:1001:emil,alice,nobody-here,alice,bob\n");
	CU_ASSERT_EQUAL_FATAL(NetLocalGroupGetMembers(host.server, "mixed", 2,
						      (LPBYTE *)&members,
						      MAX_PREFERRED_LENGTH,
						      &read, &total, NULL),
			      NERR_Success);
	/* Alice is named twice; bob is named, and has it as primary group. */
	CU_ASSERT_EQUAL_FATAL(read, 4);
	CU_ASSERT_EQUAL(total, 4);
	check_member(&members[0], "fixture\\alice", SidTypeUser, 1000);
	check_member(&members[1], "fixture\\bob", SidTypeUser, 1001);
	check_member(&members[2], "EXAMPLEGRP\\emil", SidTypeUser, 20002);
	check_member(&members[3], "fixture\\nobody-here", SidTypeUnknown, 0);
	NetApiBufferFree(members);
	end(&host);
}

static void a_user_has_its_primary_group_whatever_it_is(void)
{
	GROUP_USERS_INFO_1 *groups;
	DWORD read, total;
	struct host host;

	start(&host);
	CU_ASSERT_EQUAL_FATAL(
		NetUserGetGroups(host.server, "dora", 1, (LPBYTE *)&groups,
				 MAX_PREFERRED_LENGTH, &read, &total),
		NERR_Success);
	CU_ASSERT_EQUAL_FATAL(read, 2);
	CU_ASSERT_STRING_EQUAL(groups[0].grui1_name, "staff");
	CU_ASSERT_STRING_EQUAL(groups[1].grui1_name, "research");
	CU_ASSERT_EQUAL(groups[0].grui1_attributes, 7);
	NetApiBufferFree(groups);
	CU_ASSERT_EQUAL(NetUserGetGroups(host.server, "dora", 0,
					 (LPBYTE *)&groups, 20, &read, &total),
			ERROR_MORE_DATA);
	CU_ASSERT_EQUAL(read, 1);
	CU_ASSERT_EQUAL(total, 2);
	NetApiBufferFree(groups);
	CU_ASSERT_EQUAL(NetUserGetLocalGroups(host.server, "dora", 0, 0,
					      (LPBYTE *)&groups, 99, &read,
					      &total),
			NERR_Success);
	CU_ASSERT_EQUAL(read, 0);
	CU_ASSERT_PTR_NULL(groups);
	end(&host);
}

/* -- modals -------------------------------------------------------------- */

static void a_member_of_a_domain_says_so(void)
{
	USER_MODALS_INFO_1 *role;
	USER_MODALS_INFO_2 *domain;
	struct host host;

	start(&host);
	CU_ASSERT_EQUAL(NetUserModalsGet(host.server, 2, (LPBYTE *)&domain), 0);
	CU_ASSERT_PTR_NULL(domain);
	machine_put(&host.running.machine, "etc/nsswitch.conf",
		    "passwd: files sss\n");
	machine_put(&host.running.machine, "etc/sssd/sssd.conf",
		    "[sssd]\ndomains = example.org\n");
	CU_ASSERT_EQUAL_FATAL(
		NetUserModalsGet(host.server, 2, (LPBYTE *)&domain), 0);
	CU_ASSERT_PTR_NOT_NULL_FATAL(domain);
	CU_ASSERT_STRING_EQUAL(domain->usrmod2_domain_name, "EXAMPLEGRP");
	CU_ASSERT_PTR_NULL(domain->usrmod2_domain_id);
	NetApiBufferFree(domain);
	CU_ASSERT_EQUAL_FATAL(NetUserModalsGet(host.server, 1, (LPBYTE *)&role),
			      0);
	CU_ASSERT_EQUAL(role->usrmod1_role, UAS_ROLE_MEMBER);
	NetApiBufferFree(role);
	end(&host);
}

static void password_days_become_seconds(void)
{
	USER_MODALS_INFO_0 *modals;
	USER_MODALS_INFO_3 *lockout;
	struct host host;

	start(&host);
	machine_put(&host.running.machine, "etc/login.defs",
		    "PASS_MAX_DAYS 90\nPASS_MIN_DAYS 2\n");
	CU_ASSERT_EQUAL_FATAL(
		NetUserModalsGet(host.server, 0, (LPBYTE *)&modals), 0);
	CU_ASSERT_EQUAL(modals->usrmod0_min_passwd_len, 10);
	CU_ASSERT_EQUAL(modals->usrmod0_max_passwd_age, 90 * 86400);
	CU_ASSERT_EQUAL(modals->usrmod0_min_passwd_age, 2 * 86400);
	CU_ASSERT_EQUAL(modals->usrmod0_force_logoff, TIMEQ_FOREVER);
	CU_ASSERT_EQUAL(modals->usrmod0_password_hist_len, 7);
	NetApiBufferFree(modals);
	machine_put(&host.running.machine, "etc/security/faillock.conf",
		    "unlock_time = never\nfail_interval = 60\n");
	CU_ASSERT_EQUAL_FATAL(
		NetUserModalsGet(host.server, 3, (LPBYTE *)&lockout), 0);
	CU_ASSERT_EQUAL(lockout->usrmod3_lockout_duration, TIMEQ_FOREVER);
	CU_ASSERT_EQUAL(lockout->usrmod3_lockout_observation_window, 60);
	CU_ASSERT_EQUAL(lockout->usrmod3_lockout_threshold, 5);
	NetApiBufferFree(lockout);
	end(&host);
}

/* -- display ------------------------------------------------------------- */

static void write_users(struct host *host, int count)
{
	char text[32768], *at = text;

	/* Names go down while uids go up. */
	for (int i = 0; i < count; i++)
		at += sprintf(at, "u%03d:x:%d:100::/:/bin/sh\n", 999 - i,
			      1000 + i);
	machine_put(&host->running.machine, "etc/passwd", text);
	machine_remove(&host->running.machine, "var/lib/extrausers");
}

static void the_display_gives_at_most_100_rows_by_name(void)
{
	NET_DISPLAY_USER *rows;
	DWORD index = 0, seen = 0, read;
	NET_API_STATUS status;
	char before[8] = "";
	struct host host;
	LPVOID buffer;

	start(&host);
	write_users(&host, 250);
	do {
		status = NetQueryDisplayInformation(host.server, 1, index, 1000,
						    MAX_PREFERRED_LENGTH, &read,
						    &buffer);
		CU_ASSERT_EQUAL_FATAL(status, seen < 200 ? ERROR_MORE_DATA : 0);
		CU_ASSERT_EQUAL(read, seen < 200 ? 100 : 50);
		rows = buffer;
		for (DWORD i = 0; i < read; i++) {
			CU_ASSERT(strcmp(before, rows[i].usri1_name) < 0);
			snprintf(before, sizeof(before), "%s",
				 rows[i].usri1_name);
			CU_ASSERT_EQUAL(rows[i].usri1_next_index, ++seen);
		}
		index = rows[read - 1].usri1_next_index;
		NetApiBufferFree(buffer);
	} while (status == ERROR_MORE_DATA);
	CU_ASSERT_EQUAL(seen, 250);
	CU_ASSERT_EQUAL(NetQueryDisplayInformation(host.server, 1, 0, 3,
						   MAX_PREFERRED_LENGTH, &read,
						   &buffer),
			ERROR_MORE_DATA);
	CU_ASSERT_EQUAL(read, 3);
	NetApiBufferFree(buffer);
	CU_ASSERT_EQUAL(NetQueryDisplayInformation(host.server, 1, 0, 0,
						   MAX_PREFERRED_LENGTH, &read,
						   &buffer),
			ERROR_INVALID_PARAMETER);
	end(&host);
}

static void an_index_is_that_of_the_first_name_not_below(void)
{
	static const struct {
		const char *prefix;
		DWORD index;
	} cases[] = {{"", 0}, {"a", 0}, {"u990", 0}, {"u9905", 1}, {"u999", 9}};
	struct host host;
	DWORD index;

	start(&host);
	write_users(&host, 10);
	for (size_t i = 0; i < TAP_COUNT(cases); i++) {
		CU_ASSERT_EQUAL(NetGetDisplayInformationIndex(host.server, 1,
							      cases[i].prefix,
							      &index),
				NERR_Success);
		CU_ASSERT_EQUAL(index, cases[i].index);
	}
	CU_ASSERT_EQUAL(
		NetGetDisplayInformationIndex(host.server, 1, "v", &index),
		ERROR_NO_MORE_ITEMS);
	CU_ASSERT_EQUAL(index, 0);
	CU_ASSERT_EQUAL(
		NetGetDisplayInformationIndex(host.server, 2, "", &index),
		ERROR_NO_MORE_ITEMS);
	CU_ASSERT_EQUAL(
		NetGetDisplayInformationIndex(host.server, 4, "", &index),
		ERROR_INVALID_LEVEL);
	CU_ASSERT_EQUAL(
		NetGetDisplayInformationIndex(host.server, 1, NULL, &index),
		ERROR_INVALID_PARAMETER);
	CU_ASSERT_EQUAL(NetGetDisplayInformationIndex("\\", 4, NULL, &index),
			ERROR_INVALID_NAME);
	CU_ASSERT_EQUAL(NetGetDisplayInformationIndex("\\", 4, NULL, NULL),
			ERROR_INVALID_PARAMETER);
	end(&host);
}

/* -- 9000 ---------------------------------------------------------------- */

static void level_9000_has_the_account_as_linux_has_it(void)
{
	USER_INFO_9000 *user;
	struct host host;

	start(&host);
	machine_put(&host.running.machine, "etc/shadow",
		    "chloe:!x:19000:1:60:7:14:30000:\n");
	CU_ASSERT_EQUAL_FATAL(
		NetUserGetInfo(host.server, "chloe", 9000, (LPBYTE *)&user), 0);
	CU_ASSERT_EQUAL(user->usri9000_uid, 1002);
	CU_ASSERT_EQUAL(user->usri9000_gid, 1002);
	CU_ASSERT_STRING_EQUAL(user->usri9000_gecos, "Chloé Ünïcode,Zürich,,,");
	CU_ASSERT_STRING_EQUAL(user->usri9000_home, "/home/chloe");
	CU_ASSERT_STRING_EQUAL(user->usri9000_shell, "/bin/zsh");
	CU_ASSERT_STRING_EQUAL(user->usri9000_source, "files");
	CU_ASSERT_EQUAL(user->usri9000_password, NETMGMT_PASSWORD_LOCKED);
	CU_ASSERT_EQUAL(user->usri9000_changed, 19000);
	CU_ASSERT_EQUAL(user->usri9000_minimum, 1);
	CU_ASSERT_EQUAL(user->usri9000_maximum, 60);
	CU_ASSERT_EQUAL(user->usri9000_warning, 7);
	CU_ASSERT_EQUAL(user->usri9000_inactive, 14);
	CU_ASSERT_EQUAL(user->usri9000_expires, 30000);
	NetApiBufferFree(user);
	CU_ASSERT_EQUAL_FATAL(
		NetUserGetInfo(host.server, "emil", 9000, (LPBYTE *)&user), 0);
	CU_ASSERT_STRING_EQUAL(user->usri9000_source, "directory");
	CU_ASSERT_STRING_EQUAL(user->usri9000_comment, "On leave: until May");
	CU_ASSERT_EQUAL(user->usri9000_password, NETMGMT_PASSWORD_UNKNOWN);
	CU_ASSERT_EQUAL(user->usri9000_changed, -1);
	CU_ASSERT_EQUAL(user->usri9000_expires, -1);
	NetApiBufferFree(user);
	end(&host);
}

static void days_beyond_all_clocks_are_saturated(void)
{
	USER_MODALS_INFO_0 *modals;
	USER_INFO_3 *user;
	struct host host;

	start(&host);
	machine_put(&host.running.machine, "etc/shadow",
		    "alice:x:2147483647:0:1:7::2147483646:\n"
		    "bob:x:-2147483648:0:1:7::1:\n");
	CU_ASSERT_EQUAL_FATAL(
		NetUserGetInfo(host.server, "alice", 3, (LPBYTE *)&user), 0);
	CU_ASSERT_EQUAL(user->usri3_password_age, 0);
	CU_ASSERT_EQUAL(user->usri3_acct_expires, 0xFFFFFFFE);
	CU_ASSERT_EQUAL(user->usri3_password_expired, 0);
	NetApiBufferFree(user);
	CU_ASSERT_EQUAL_FATAL(
		NetUserGetInfo(host.server, "bob", 3, (LPBYTE *)&user), 0);
	NetApiBufferFree(user);
	machine_put(
		&host.running.machine, "etc/login.defs",
		"PASS_MAX_DAYS 50000\nPASS_MIN_DAYS -4611686018427387904\n");
	CU_ASSERT_EQUAL_FATAL(
		NetUserModalsGet(host.server, 0, (LPBYTE *)&modals), 0);
	CU_ASSERT_EQUAL(modals->usrmod0_max_passwd_age, 0xFFFFFFFE);
	CU_ASSERT_EQUAL(modals->usrmod0_min_passwd_age, 0);
	NetApiBufferFree(modals);
	end(&host);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(says_which_thing_is_not_there),
		TAP_CASE(members_have_the_domain_that_they_are_of),
		TAP_CASE(a_user_has_its_primary_group_whatever_it_is),
		TAP_CASE(a_member_of_a_domain_says_so),
		TAP_CASE(password_days_become_seconds),
		TAP_CASE(the_display_gives_at_most_100_rows_by_name),
		TAP_CASE(an_index_is_that_of_the_first_name_not_below),
		TAP_CASE(days_beyond_all_clocks_are_saturated),
		TAP_CASE(level_9000_has_the_account_as_linux_has_it),
	};

	return tap_run("group", cases, TAP_COUNT(cases));
}
