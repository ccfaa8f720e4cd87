/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Accounts as the daemon tells them. Long, because a list and a single account
 * are judged by one another, at nine levels each.
 */
#include <time.h>

#include <rpc/rpc.h>

#include <lmaccess.h>
#include <lmapibuf.h>
#include <lmerr.h>
#include <netmgmt/user.h>

#include "tests/netmgmtd/daemon.h"
#include "tests/support/tap.h"

enum { ACCOUNTS = 26, PEOPLE = 22 };

static const struct {
	uint32_t level;
	const struct onc_type *type;
	size_t size;
} levels[] = {
	{0, &USER_INFO_0_type, sizeof(USER_INFO_0)},
	{1, &USER_INFO_1_type, sizeof(USER_INFO_1)},
	{2, &USER_INFO_2_type, sizeof(USER_INFO_2)},
	{3, &USER_INFO_3_type, sizeof(USER_INFO_3)},
	{4, &USER_INFO_4_type, sizeof(USER_INFO_4)},
	{10, &USER_INFO_10_type, sizeof(USER_INFO_10)},
	{11, &USER_INFO_11_type, sizeof(USER_INFO_11)},
	{20, &USER_INFO_20_type, sizeof(USER_INFO_20)},
	{23, &USER_INFO_23_type, sizeof(USER_INFO_23)},
	{9000, &USER_INFO_9000_type, sizeof(USER_INFO_9000)},
};

/* -- calls --------------------------------------------------------------- */

struct session {
	struct running running;
	CLIENT *clnt;
};

static void start(struct session *session)
{
	daemon_start(&session->running);
	session->clnt = daemon_connect(&session->running, NETMGMT_USER,
				       NETMGMT_USER_V1);
}

static void end(struct session *session)
{
	clnt_destroy(session->clnt);
	CU_ASSERT_EQUAL(daemon_end(&session->running), 0);
}

struct listing {
	user_enum_reply reply;
	void *block;
};

static struct listing list(struct session *session, uint32_t level,
			   uint32_t filter, uint32_t prefmaxlen,
			   uint32_t resume)
{
	const user_enum_args args = {level, filter, prefmaxlen, resume};
	struct listing listing;
	NET_API_STATUS status = user_enum_1(&args, &listing.reply,
					    &listing.block, session->clnt);

	CU_ASSERT_EQUAL_FATAL(status, 0);
	return listing;
}

static uint32_t count_of(const struct listing *listing)
{
	return listing->reply.list.user_list_u.level_0.level_0_len;
}

static void check_counts(const struct listing *listing, uint32_t status,
			 uint32_t count, uint32_t total, uint32_t resume)
{
	CU_ASSERT_EQUAL(listing->reply.status, status);
	CU_ASSERT_EQUAL(listing->reply.total, total);
	CU_ASSERT_EQUAL(listing->reply.resume, resume);
	if (status != NERR_Success && status != ERROR_MORE_DATA) {
		CU_ASSERT_EQUAL(listing->reply.list.level, NETMGMT_NO_LEVEL);
		CU_ASSERT_PTR_NULL(listing->block);
		return;
	}
	CU_ASSERT_NOT_EQUAL(listing->reply.list.level, NETMGMT_NO_LEVEL);
	CU_ASSERT_EQUAL(count_of(listing), count);
	CU_ASSERT_EQUAL(listing->block != NULL, count > 0);
}

/* Lists and checks in one. */
static void expect(struct session *session, const user_enum_args *args,
		   uint32_t status, uint32_t count, uint32_t total,
		   uint32_t resume)
{
	struct listing listing = list(session, args->level, args->filter,
				      args->prefmaxlen, args->resume);

	check_counts(&listing, status, count, total, resume);
	NetApiBufferFree(listing.block);
}

static const void *entry_at(const struct listing *listing, size_t size,
			    size_t index)
{
	return (const char *)listing->block + index * size;
}

/* The name is the first member at every level. */
static const char *name_at(const struct listing *listing, size_t size,
			   size_t index)
{
	return *(const LMSTR *)entry_at(listing, size, index);
}

static uint32_t get(struct session *session, const char *name, uint32_t level,
		    void **block)
{
	const user_get_info_args args = {(LMSTR)name, level};
	user_get_info_reply reply;
	NET_API_STATUS status =
		user_get_info_1(&args, &reply, block, session->clnt);

	CU_ASSERT_EQUAL_FATAL(status, 0);
	CU_ASSERT_EQUAL(reply.status == 0, *block != NULL);
	CU_ASSERT_EQUAL(reply.info.level,
			reply.status ? NETMGMT_NO_LEVEL : level);
	if (reply.status == 0)
		CU_ASSERT_PTR_EQUAL(reply.info.user_info_u.level_0, *block);
	return reply.status;
}

static void *get_account(struct session *session, const char *name,
			 uint32_t level)
{
	void *block;

	CU_ASSERT_EQUAL_FATAL(get(session, name, level, &block), 0);
	return block;
}

/* -- enumeration --------------------------------------------------------- */

static void lists_every_account_at_every_level(void)
{
	struct session session;

	start(&session);
	for (size_t i = 0; i < TAP_COUNT(levels); i++) {
		struct listing all = list(&session, levels[i].level, 0,
					  MAX_PREFERRED_LENGTH, 0);

		check_counts(&all, 0, ACCOUNTS, ACCOUNTS, 0);
		CU_ASSERT_EQUAL(all.reply.list.level, levels[i].level);
		CU_ASSERT_STRING_EQUAL(name_at(&all, levels[i].size, 0),
				       "root");
		CU_ASSERT_STRING_EQUAL(
			name_at(&all, levels[i].size, ACCOUNTS - 1), "last");
		NetApiBufferFree(all.block);
	}
	end(&session);
}

/* What the contract counts for some entries of a listing. */
static uint32_t counted(const struct listing *listing, size_t level,
			size_t first, size_t count)
{
	size_t total = 0, size;

	for (size_t i = first; i < first + count; i++) {
		CU_ASSERT_EQUAL(
			onc_footprint(levels[level].type,
				      entry_at(listing, levels[level].size, i),
				      &size),
			ONC_OK);
		total += size;
	}
	return (uint32_t)total;
}

static void keeps_the_boundary_of_prefmaxlen_at_every_level(void)
{
	struct session session;

	start(&session);
	for (size_t i = 0; i < TAP_COUNT(levels); i++) {
		uint32_t level = levels[i].level;
		struct listing all =
			list(&session, level, 0, MAX_PREFERRED_LENGTH, 0);
		uint32_t whole = counted(&all, i, 0, ACCOUNTS);
		uint32_t first = counted(&all, i, 0, 1);
		uint32_t second = counted(&all, i, 1, 1);

		expect(&session, &(user_enum_args){level, 0, whole, 0}, 0,
		       ACCOUNTS, ACCOUNTS, 0);
		expect(&session, &(user_enum_args){level, 0, whole - 1, 0},
		       ERROR_MORE_DATA, ACCOUNTS - 1, ACCOUNTS, 65535);
		expect(&session, &(user_enum_args){level, 0, first + second, 0},
		       ERROR_MORE_DATA, 2, ACCOUNTS, 2);
		expect(&session,
		       &(user_enum_args){level, 0, first + second - 1, 0},
		       ERROR_MORE_DATA, 1, ACCOUNTS, 1);
		expect(&session, &(user_enum_args){level, 0, first - 1, 0},
		       NERR_BufTooSmall, 0, ACCOUNTS, 0);
		NetApiBufferFree(all.block);
	}
	end(&session);
}

static void counts_bytes_by_the_rule_of_the_contract(void)
{
	struct session session;

	start(&session);
	/* "root", a pointer of 8 bytes to 5. */
	expect(&session, &(user_enum_args){0, 0, 8 + 5, 0}, ERROR_MORE_DATA, 1,
	       ACCOUNTS, 1);
	expect(&session, &(user_enum_args){0, 0, 8 + 4, 0}, NERR_BufTooSmall, 0,
	       ACCOUNTS, 0);
	/* The same with full name, comment and a SID of 68 bytes. */
	expect(&session, &(user_enum_args){23, 0, 40 + 5 + 5 + 1 + 68, 0},
	       ERROR_MORE_DATA, 1, ACCOUNTS, 1);
	expect(&session, &(user_enum_args){23, 0, 40 + 5 + 5 + 1 + 67, 0},
	       NERR_BufTooSmall, 0, ACCOUNTS, 0);
	/* "" of a comment, full name and usr_comment, 21 bytes of hours. */
	CU_ASSERT_EQUAL(sizeof(USER_INFO_2), 152);
	expect(&session,
	       &(user_enum_args){
		       2, 0, 152 + 5 + 6 + 1 + 1 + 5 + 1 + 1 + 1 + 21 + 4, 0},
	       ERROR_MORE_DATA, 1, ACCOUNTS, 1);
	expect(&session,
	       &(user_enum_args){
		       2, 0, 152 + 5 + 6 + 1 + 1 + 5 + 1 + 1 + 1 + 21 + 3, 0},
	       NERR_BufTooSmall, 0, ACCOUNTS, 0);
	end(&session);
}

static void visits_every_account_once_page_by_page(void)
{
	static const uint32_t sizes[] = {0, 48, 120, 512, 4096, 65536};
	struct session session;

	start(&session);
	for (size_t i = 0; i < TAP_COUNT(sizes); i++) {
		uint32_t seen = 0, resume = 0, status;

		do {
			struct listing page =
				list(&session, 0, 0, sizes[i], resume);

			status = page.reply.status;
			resume = page.reply.resume;
			if (status == NERR_BufTooSmall)
				break;
			CU_ASSERT_EQUAL(page.reply.total, ACCOUNTS - seen);
			seen += count_of(&page);
			NetApiBufferFree(page.block);
		} while (status == ERROR_MORE_DATA);
		CU_ASSERT_EQUAL(status, sizes[i] ? 0 : NERR_BufTooSmall);
		CU_ASSERT_EQUAL(seen, sizes[i] ? ACCOUNTS : 0);
	}
	end(&session);
}

static void keeps_the_names_of_one_uid_on_one_page(void)
{
	struct session session;
	struct listing page;

	start(&session);
	/* "twin-a" alone would fit. */
	page = list(&session, 0, 0, 8 + 7, 1013);
	check_counts(&page, ERROR_MORE_DATA, 2, 10, 1101);
	CU_ASSERT_STRING_EQUAL(name_at(&page, sizeof(USER_INFO_0), 0),
			       "twin-a");
	CU_ASSERT_STRING_EQUAL(name_at(&page, sizeof(USER_INFO_0), 1),
			       "twin-b");
	NetApiBufferFree(page.block);
	end(&session);
}

static void goes_on_where_it_was_when_accounts_come_and_go(void)
{
	struct session session;
	struct machine *machine = &session.running.machine;
	struct listing page;

	start(&session);
	machine_remove(machine, "var/lib/extrausers");
	machine_put(machine, "etc/passwd",
		    "a:x:10:1::/:/bin/sh\nb:x:20:1::/:/bin/sh\n"
		    "c:x:30:1::/:/bin/sh\n");
	page = list(&session, 0, 0, 20, 0);
	check_counts(&page, ERROR_MORE_DATA, 2, 3, 21);
	NetApiBufferFree(page.block);
	machine_put(machine, "etc/passwd",
		    "z:x:25:1::/:/bin/sh\na:x:10:1::/:/bin/sh\n"
		    "y:x:15:1::/:/bin/sh\nc:x:30:1::/:/bin/sh\n");
	page = list(&session, 0, 0, 20, page.reply.resume);
	check_counts(&page, 0, 2, 2, 0);
	CU_ASSERT_STRING_EQUAL(name_at(&page, sizeof(USER_INFO_0), 0), "z");
	CU_ASSERT_STRING_EQUAL(name_at(&page, sizeof(USER_INFO_0), 1), "c");
	NetApiBufferFree(page.block);
	machine_put(machine, "etc/passwd", "");
	expect(&session, &(user_enum_args){0, 0, 20, 21}, 0, 0, 0, 0);
	end(&session);
}

static void refuses_other_levels_before_anything_else(void)
{
	static const uint32_t others[] = {5,  6,   7,	 12,   21,
					  22, 100, 1003, 9001, 0xffffffff};
	struct session session;
	void *block;

	start(&session);
	for (size_t i = 0; i < TAP_COUNT(others); i++) {
		expect(&session, &(user_enum_args){others[i], 0x4000, 1, 7},
		       ERROR_INVALID_LEVEL, 0, 0, 7);
		CU_ASSERT_EQUAL(get(&session, "", others[i], &block),
				ERROR_INVALID_LEVEL);
	}
	expect(&session, &(user_enum_args){24, 0, 1, 7}, ERROR_INVALID_LEVEL, 0,
	       0, 7);
	end(&session);
}

static void filters_accounts(void)
{
	const uint32_t most = MAX_PREFERRED_LENGTH;
	struct session session;

	start(&session);
	expect(&session, &(user_enum_args){0, FILTER_NORMAL_ACCOUNT, most, 0},
	       0, PEOPLE, PEOPLE, 0);
	expect(&session,
	       &(user_enum_args){0, NETMGMT_FILTER_SYSTEM_ACCOUNT, most, 0}, 0,
	       ACCOUNTS - PEOPLE, ACCOUNTS - PEOPLE, 0);
	expect(&session,
	       &(user_enum_args){
		       0, FILTER_NORMAL_ACCOUNT | NETMGMT_FILTER_SYSTEM_ACCOUNT,
		       most, 0},
	       0, ACCOUNTS, ACCOUNTS, 0);
	expect(&session,
	       &(user_enum_args){0, FILTER_WORKSTATION_TRUST_ACCOUNT, most, 0},
	       0, 0, 0, 0);
	expect(&session,
	       &(user_enum_args){0, FILTER_TEMP_DUPLICATE_ACCOUNT, 0, 5}, 0, 0,
	       0, 0);
	expect(&session, &(user_enum_args){0, 0x4000, most, 5},
	       ERROR_INVALID_PARAMETER, 0, 0, 5);
	expect(&session, &(user_enum_args){0, 0x4, most, 5},
	       ERROR_INVALID_PARAMETER, 0, 0, 5);
	end(&session);
}

static void has_no_null_strings_and_no_passwords(void)
{
	struct session session;
	struct listing all;

	start(&session);
	all = list(&session, 4, 0, MAX_PREFERRED_LENGTH, 0);
	for (uint32_t i = 0; i < count_of(&all); i++) {
		const USER_INFO_4 *info =
			entry_at(&all, sizeof(USER_INFO_4), i);

		CU_ASSERT_PTR_NULL(info->usri4_password);
		CU_ASSERT_PTR_NOT_NULL(info->usri4_name);
		CU_ASSERT_PTR_NOT_NULL(info->usri4_home_dir);
		CU_ASSERT_PTR_NOT_NULL(info->usri4_profile);
		CU_ASSERT_PTR_NOT_NULL(info->usri4_user_sid);
		CU_ASSERT_PTR_NOT_NULL(info->usri4_logon_hours);
	}
	NetApiBufferFree(all.block);
	end(&session);
}

/* -- one account --------------------------------------------------------- */

static void does_not_find_what_is_not_there(void)
{
	struct session session;
	void *block;

	start(&session);
	CU_ASSERT_EQUAL(get(&session, "ghost", 0, &block), NERR_UserNotFound);
	CU_ASSERT_EQUAL(get(&session, "ALICE", 0, &block), NERR_UserNotFound);
	CU_ASSERT_EQUAL(get(&session, "+", 0, &block), NERR_UserNotFound);
	CU_ASSERT_EQUAL(get(&session, "alice:x", 0, &block), NERR_UserNotFound);
	CU_ASSERT_EQUAL(get(&session, "", 0, &block), ERROR_INVALID_PARAMETER);
	end(&session);
}

static void gives_one_account_as_the_list_does(void)
{
	struct session session;

	start(&session);
	for (size_t i = 0; i < TAP_COUNT(levels); i++) {
		/* Another second may have begun: ages are not compared. */
		struct listing all = list(&session, levels[i].level, 0,
					  MAX_PREFERRED_LENGTH, 1000);
		void *alice = get_account(&session, "alice", levels[i].level);
		size_t listed, got;

		CU_ASSERT_STRING_EQUAL(*(LMSTR *)alice, "alice");
		listed = counted(&all, i, 0, 1);
		CU_ASSERT_EQUAL(onc_footprint(levels[i].type, alice, &got),
				ONC_OK);
		CU_ASSERT_EQUAL(listed, got);
		NetApiBufferFree(alice);
		NetApiBufferFree(all.block);
	}
	end(&session);
}

static void tells_all_of_an_account_at_level_3(void)
{
	struct session session;
	USER_INFO_3 *u;

	start(&session);
	u = get_account(&session, "alice", 3);
	CU_ASSERT_STRING_EQUAL(u->usri3_name, "alice");
	CU_ASSERT_EQUAL(u->usri3_priv, USER_PRIV_ADMIN);
	CU_ASSERT_STRING_EQUAL(u->usri3_home_dir, "/home/alice");
	CU_ASSERT_STRING_EQUAL(u->usri3_comment, "Runs the place");
	CU_ASSERT_STRING_EQUAL(u->usri3_script_path, "");
	CU_ASSERT_EQUAL(u->usri3_auth_flags, AF_OP_PRINT | AF_OP_ACCOUNTS);
	CU_ASSERT_STRING_EQUAL(u->usri3_full_name, "Alice Example");
	CU_ASSERT_STRING_EQUAL(u->usri3_usr_comment,
			       "Room 12,555-0100,555-0101,first floor");
	CU_ASSERT_EQUAL(u->usri3_last_logon, 0);
	CU_ASSERT_EQUAL(u->usri3_last_logoff, 0);
	CU_ASSERT_EQUAL(u->usri3_acct_expires, TIMEQ_FOREVER);
	CU_ASSERT_EQUAL(u->usri3_max_storage, USER_MAXSTORAGE_UNLIMITED);
	CU_ASSERT_EQUAL(u->usri3_units_per_week, 168);
	for (int i = 0; i < USER_HOURS_BYTES; i++)
		CU_ASSERT_EQUAL(u->usri3_logon_hours[i], 0xff);
	CU_ASSERT_EQUAL(u->usri3_bad_pw_count, 0xffffffff);
	CU_ASSERT_EQUAL(u->usri3_num_logons, 0xffffffff);
	CU_ASSERT_STRING_EQUAL(u->usri3_logon_server, "\\\\*");
	CU_ASSERT_EQUAL(u->usri3_country_code, 0);
	CU_ASSERT_EQUAL(u->usri3_code_page, 0);
	CU_ASSERT_EQUAL(u->usri3_user_id, 1000);
	CU_ASSERT_EQUAL(u->usri3_primary_group_id, 1000);
	NetApiBufferFree(u);
	end(&session);
}

static void makes_a_sid_of_the_uid(void)
{
	static const unsigned char authority[6] = {0, 0, 0, 0, 0, 22};
	struct session session;
	USER_INFO_23 *u;

	start(&session);
	u = get_account(&session, "last", 23);
	CU_ASSERT_EQUAL(u->usri23_user_sid->rev, 1);
	CU_ASSERT_EQUAL(u->usri23_user_sid->num_auths, 2);
	CU_ASSERT_EQUAL(memcmp(u->usri23_user_sid->id_auth, authority, 6), 0);
	CU_ASSERT_EQUAL(u->usri23_user_sid->sub_auths[0], 1);
	CU_ASSERT_EQUAL(u->usri23_user_sid->sub_auths[1], 4294967294u);
	CU_ASSERT_EQUAL(u->usri23_user_sid->sub_auths[2], 0);
	NetApiBufferFree(u);
	end(&session);
}

static uint32_t flags_of(struct session *session, const char *name)
{
	USER_INFO_20 *u = get_account(session, name, 20);
	uint32_t flags = u->usri20_flags;

	CU_ASSERT_EQUAL(flags & UF_SCRIPT, UF_SCRIPT);
	CU_ASSERT_EQUAL(flags & UF_NORMAL_ACCOUNT, UF_NORMAL_ACCOUNT);
	NetApiBufferFree(u);
	return flags & ~(uint32_t)(UF_SCRIPT | UF_NORMAL_ACCOUNT);
}

/* The fixture's days are of 2024; these are of now. */
static void write_shadow_of_today(struct machine *machine)
{
	long today = time(NULL) / 86400;
	char text[1024];

	snprintf(text, sizeof(text),
		 "alice:$6$x$y:%ld:0:90:7:::\n"
		 "chloe:$6$x$y:%ld:0:60:7:::\n"
		 "locked:!$6$x$y:%ld:0:99999:7:::\n"
		 "starred:*:%ld:0:99999:7:::\n"
		 "open::%ld:0:99999:7:::\n"
		 "fresh:$6$x$y:0:0:99999:7:::\n"
		 "gone:$6$x$y:%ld:0:99999:7::%ld:\n"
		 "bob:$6$x$y:%ld:0:99999:7::%ld:\n"
		 "stale:$6$x$y:%ld:0:90:7:::\n"
		 "unbound:$6$x$y:%ld::::::\n"
		 "shell:$6$x$y:%ld:0:90:7:::\n",
		 today - 90, today + 5, today, today, today, today, today,
		 today, today + 1, today - 91, today, today);
	machine_put(machine, "etc/shadow", text);
}

static void tells_the_state_of_accounts_in_flags(void)
{
	struct session session;

	start(&session);
	write_shadow_of_today(&session.running.machine);
	CU_ASSERT_EQUAL(flags_of(&session, "alice"), 0);
	CU_ASSERT_EQUAL(flags_of(&session, "bob"), UF_DONT_EXPIRE_PASSWD);
	CU_ASSERT_EQUAL(flags_of(&session, "chloe"), 0);
	CU_ASSERT_EQUAL(flags_of(&session, "locked"),
			UF_ACCOUNTDISABLE | UF_DONT_EXPIRE_PASSWD);
	CU_ASSERT_EQUAL(flags_of(&session, "starred"),
			UF_ACCOUNTDISABLE | UF_DONT_EXPIRE_PASSWD);
	CU_ASSERT_EQUAL(flags_of(&session, "open"),
			UF_PASSWD_NOTREQD | UF_DONT_EXPIRE_PASSWD);
	CU_ASSERT_EQUAL(flags_of(&session, "fresh"),
			UF_PASSWORD_EXPIRED | UF_DONT_EXPIRE_PASSWD);
	CU_ASSERT_EQUAL(flags_of(&session, "gone"),
			UF_ACCOUNTDISABLE | UF_DONT_EXPIRE_PASSWD);
	CU_ASSERT_EQUAL(flags_of(&session, "stale"), UF_PASSWORD_EXPIRED);
	CU_ASSERT_EQUAL(flags_of(&session, "unbound"), UF_DONT_EXPIRE_PASSWD);
	CU_ASSERT_EQUAL(flags_of(&session, "shell"), UF_ACCOUNTDISABLE);
	/* Nothing is known of a password that is not in shadow. */
	CU_ASSERT_EQUAL(flags_of(&session, "unlisted"), 0);
	end(&session);
}

static void counts_the_age_of_passwords_in_seconds(void)
{
	struct session session;
	USER_INFO_3 *u;
	long now = time(NULL);

	start(&session);
	write_shadow_of_today(&session.running.machine);
	u = get_account(&session, "alice", 3);
	CU_ASSERT_TRUE(u->usri3_password_age >= 90 * 86400);
	CU_ASSERT_TRUE(u->usri3_password_age < 91 * 86400 + 60);
	CU_ASSERT_EQUAL(u->usri3_password_expired, 0);
	NetApiBufferFree(u);
	u = get_account(&session, "chloe", 3); /* changed in the future */
	CU_ASSERT_EQUAL(u->usri3_password_age, 0);
	NetApiBufferFree(u);
	u = get_account(&session, "fresh", 3);
	CU_ASSERT_EQUAL(u->usri3_password_age, 0);
	CU_ASSERT_EQUAL(u->usri3_password_expired, 1);
	NetApiBufferFree(u);
	u = get_account(&session, "unlisted", 3);
	CU_ASSERT_EQUAL(u->usri3_password_age, 0xffffffff);
	NetApiBufferFree(u);
	u = get_account(&session, "bob", 3);
	CU_ASSERT_EQUAL(u->usri3_acct_expires, (now / 86400 + 1) * 86400);
	NetApiBufferFree(u);
	end(&session);
}

static uint32_t privilege_of(struct session *session, const char *name)
{
	USER_INFO_1 *u = get_account(session, name, 1);
	uint32_t privilege = u->usri1_priv;

	NetApiBufferFree(u);
	return privilege;
}

static void tells_administrators_users_and_guests(void)
{
	struct session session;

	start(&session);
	CU_ASSERT_EQUAL(privilege_of(&session, "root"), USER_PRIV_ADMIN);
	CU_ASSERT_EQUAL(privilege_of(&session, "alice"), USER_PRIV_ADMIN);
	CU_ASSERT_EQUAL(privilege_of(&session, "primary"), USER_PRIV_ADMIN);
	CU_ASSERT_EQUAL(privilege_of(&session, "bob"), USER_PRIV_USER);
	CU_ASSERT_EQUAL(privilege_of(&session, "shell"), USER_PRIV_USER);
	CU_ASSERT_EQUAL(privilege_of(&session, "sync"), USER_PRIV_USER);
	CU_ASSERT_EQUAL(privilege_of(&session, "daemon"), USER_PRIV_GUEST);
	CU_ASSERT_EQUAL(privilege_of(&session, "nobody"), USER_PRIV_GUEST);
	end(&session);
}

static void repairs_what_is_not_utf8(void)
{
	struct session session;
	USER_INFO_3 *u;

	start(&session);
	u = get_account(&session, "latin", 3);
	CU_ASSERT_STRING_EQUAL(u->usri3_full_name, "Caf\xef\xbf\xbd Owner");
	CU_ASSERT_STRING_EQUAL(u->usri3_home_dir, "/home/caf\xef\xbf\xbd");
	NetApiBufferFree(u);
	u = get_account(&session, "chloe", 3);
	CU_ASSERT_STRING_EQUAL(u->usri3_full_name, "Chloé Ünïcode");
	NetApiBufferFree(u);
	end(&session);
}

static void knows_logons_and_failures_from_their_files(void)
{
	struct session session;
	uint32_t when = 1700000000;
	uint64_t failed = (uint64_t)time(NULL);
	uint16_t valid = 1;
	char record[64] = {0};
	USER_INFO_3 *u;

	start(&session);
	machine_write(&session.running.machine, "var/log/lastlog", &when, 4,
		      1000 * 292);
	machine_write(&session.running.machine, "var/log/lastlog", "", 1,
		      1001 * 292 - 1);
	memcpy(record + 54, &valid, 2);
	memcpy(record + 56, &failed, 8);
	for (int i = 0; i < 3; i++)
		machine_write(&session.running.machine, "run/faillock/alice",
			      record, 64, i * 64);
	u = get_account(&session, "alice", 3);
	CU_ASSERT_EQUAL(u->usri3_last_logon, when);
	CU_ASSERT_EQUAL(u->usri3_bad_pw_count, 3);
	CU_ASSERT_EQUAL(u->usri3_flags & UF_LOCKOUT, UF_LOCKOUT);
	NetApiBufferFree(u);
	u = get_account(&session, "bob", 3);
	CU_ASSERT_EQUAL(u->usri3_last_logon, 0);
	CU_ASSERT_EQUAL(u->usri3_bad_pw_count, 0);
	CU_ASSERT_EQUAL(u->usri3_flags & UF_LOCKOUT, 0);
	NetApiBufferFree(u);
	end(&session);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(lists_every_account_at_every_level),
		TAP_CASE(keeps_the_boundary_of_prefmaxlen_at_every_level),
		TAP_CASE(counts_bytes_by_the_rule_of_the_contract),
		TAP_CASE(visits_every_account_once_page_by_page),
		TAP_CASE(keeps_the_names_of_one_uid_on_one_page),
		TAP_CASE(goes_on_where_it_was_when_accounts_come_and_go),
		TAP_CASE(refuses_other_levels_before_anything_else),
		TAP_CASE(filters_accounts),
		TAP_CASE(has_no_null_strings_and_no_passwords),
		TAP_CASE(does_not_find_what_is_not_there),
		TAP_CASE(gives_one_account_as_the_list_does),
		TAP_CASE(tells_all_of_an_account_at_level_3),
		TAP_CASE(makes_a_sid_of_the_uid),
		TAP_CASE(tells_the_state_of_accounts_in_flags),
		TAP_CASE(counts_the_age_of_passwords_in_seconds),
		TAP_CASE(tells_administrators_users_and_guests),
		TAP_CASE(repairs_what_is_not_utf8),
		TAP_CASE(knows_logons_and_failures_from_their_files),
	};

	return tap_run("user", cases, TAP_COUNT(cases));
}
