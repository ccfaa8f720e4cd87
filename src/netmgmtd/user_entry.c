/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One function per level, from parts that several levels share. A member that
 * no source knows has the value that the structure's comment names; strings
 * are never NULL, passwords always.
 */
#include <string.h>

#include <lmaccess.h>
#include <netmgmt/user.h>

#include "src/netmgmtd/provider/clock.h"
#include "src/netmgmtd/sid.h"
#include "src/netmgmtd/user_entry.h"

/* Nobody's uid on Linux, whatever UID_MIN says. */
#define NOBODY 65534u
#define UNKNOWN_COUNT UINT32_MAX

enum { DAY = 86400, NO_MAXIMUM = 99999 };

/* -- source -------------------------------------------------------------- */

int user_source_init(struct user_source *source, const struct root *root,
		     const char *name, unsigned int needs)
{
	int r = 0;

	*source = (struct user_source){.now = clock_seconds()};
	source->lastlog.fd = -1;
	source->faillock.directory = -1;
	if (needs & USER_LOGONS) {
		lastlog_open(&source->lastlog, root);
		r = faillock_open(&source->faillock, root);
		if (r == 0 && source->lastlog.fd < 0)
			r = wtmp_init(&source->wtmp, root);
	}
	if (r == 0 && needs & USER_COMMENTS)
		r = comments_init(&source->comments, root, COMMENTS_USERS);
	if (r < 0)
		return r;
	return name ? nss_account_new(root, name, needs, &source->accounts)
		    : nss_accounts_new(root, needs, &source->accounts);
}

void user_source_fini(struct user_source *source)
{
	lastlog_close(&source->lastlog);
	faillock_close(&source->faillock);
	wtmp_fini(&source->wtmp);
	comments_fini(&source->comments);
	nss_accounts_free(source->accounts);
}

static const struct user_source *source_of(const struct subject *s)
{
	return s->source;
}

static const struct account *account_of(const struct subject *s)
{
	return s->item;
}

/* -- who it is ----------------------------------------------------------- */

bool user_is_person(const struct user_source *source,
		    const struct account *account)
{
	return account->uid >= source->accounts->uid_min &&
	       account->uid != NOBODY;
}

static bool has_no_shell(const struct account *account)
{
	const char *slash = strrchr(account->shell, '/');
	const char *shell = slash ? slash + 1 : account->shell;

	return strcmp(shell, "nologin") == 0 || strcmp(shell, "false") == 0;
}

static uint32_t privilege(const struct subject *s)
{
	const struct account *account = account_of(s);

	if (account->uid == 0 || account->roles & MEMBER_ADMIN)
		return USER_PRIV_ADMIN;
	if (account->uid == NOBODY || strcmp(account->name, "nobody") == 0)
		return USER_PRIV_GUEST;
	if (!user_is_person(source_of(s), account) && has_no_shell(account))
		return USER_PRIV_GUEST;
	return USER_PRIV_USER;
}

static uint32_t operator_flags(const struct subject *s)
{
	uint32_t flags = 0;

	if (account_of(s)->roles & MEMBER_PRINT)
		flags |= AF_OP_PRINT;
	if (privilege(s) == USER_PRIV_ADMIN)
		flags |= AF_OP_ACCOUNTS;
	return flags;
}

static domsid *sid(const struct subject *s)
{
	return sid_of_user(s->reply, account_of(s)->uid);
}

static LMSTR comment(const struct subject *s)
{
	return reply_text(s->reply, comments_get(&source_of(s)->comments,
						 account_of(s)->name));
}

/* -- passwords and their days -------------------------------------------- */

static int64_t today(const struct subject *s)
{
	return source_of(s)->now / DAY;
}

static uint32_t password_age(const struct subject *s)
{
	const struct password *password = &account_of(s)->password;

	if (!password->aged || password->changed < 0)
		return UNKNOWN_COUNT;
	if (password->changed == 0)
		return 0;
	return clock_saturate(password->changed <= today(s) + 1
				      ? source_of(s)->now -
						clock_days(password->changed)
				      : 0);
}

static bool has_expired_password(const struct subject *s)
{
	const struct password *password = &account_of(s)->password;

	if (!password->aged || password->changed < 0)
		return false;
	if (password->changed == 0) /* to be changed at the next logon */
		return true;
	return password->longest >= 0 && password->longest < NO_MAXIMUM &&
	       password->changed < today(s) - password->longest;
}

static bool has_expired(const struct subject *s)
{
	const struct password *password = &account_of(s)->password;

	return password->aged && password->expires >= 0 &&
	       password->expires <= today(s);
}

static uint32_t expiry(const struct subject *s)
{
	const struct password *password = &account_of(s)->password;

	if (!password->aged || password->expires < 0)
		return TIMEQ_FOREVER;
	return clock_saturate(clock_days(password->expires));
}

static uint32_t account_flags(const struct subject *s,
			      const struct faillock_tally *tally)
{
	const struct password *password = &account_of(s)->password;
	uint32_t flags = UF_SCRIPT | UF_NORMAL_ACCOUNT;

	if (password->state == PASSWORD_LOCKED || has_expired(s) ||
	    has_no_shell(account_of(s)))
		flags |= UF_ACCOUNTDISABLE;
	if (password->state == PASSWORD_EMPTY)
		flags |= UF_PASSWD_NOTREQD;
	if (password->aged &&
	    (password->longest < 0 || password->longest >= NO_MAXIMUM))
		flags |= UF_DONT_EXPIRE_PASSWD;
	if (tally->locked)
		flags |= UF_LOCKOUT;
	if (has_expired_password(s))
		flags |= UF_PASSWORD_EXPIRED;
	return flags;
}

/* Read once for a structure, by the levels that tell of it. */
static struct faillock_tally tally_of(const struct subject *s)
{
	const struct account *account = account_of(s);

	return faillock_tally(&source_of(s)->faillock, account->name,
			      account->uid, source_of(s)->now);
}

static uint32_t last_logon(const struct subject *s)
{
	const struct user_source *source = source_of(s);

	return source->lastlog.fd < 0
		       ? wtmp_time(&source->wtmp, account_of(s)->name)
		       : lastlog_time(&source->lastlog, account_of(s)->uid);
}

/* -- the levels ---------------------------------------------------------- */

/* All of the week: Linux keeps no hours. */
static uint8_t *logon_hours(void)
{
	static const uint8_t always[USER_HOURS_BYTES] = {
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	};

	/* As in reply_constant(). */
	return (uint8_t *)always;
}

#define NONE reply_constant("")
#define TEXT(member) reply_text(s->reply, account_of(s)->member)

/*
 * The structures repeat one another under other names: USER_INFO_1 opens
 * USER_INFO_2, and that opens 3 and 4. Each part is written once, n being the
 * number in its members' names.
 */
#define BASIC_MEMBERS(n)                                                       \
	.usri##n##_name = TEXT(name), .usri##n##_password = NULL,              \
	.usri##n##_password_age = password_age(s),                             \
	.usri##n##_priv = privilege(s), .usri##n##_home_dir = TEXT(home),      \
	.usri##n##_comment = comment(s),                                       \
	.usri##n##_flags = account_flags(s, &tally),                           \
	.usri##n##_script_path = NONE

#define LOGON_MEMBERS(n)                                                       \
	.usri##n##_auth_flags = operator_flags(s),                             \
	.usri##n##_full_name = TEXT(full_name),                                \
	.usri##n##_usr_comment = TEXT(details), .usri##n##_parms = NONE,       \
	.usri##n##_workstations = NONE, .usri##n##_last_logon = last_logon(s), \
	.usri##n##_last_logoff = 0,                                            \
	.usri##n##_max_storage = USER_MAXSTORAGE_UNLIMITED,                    \
	.usri##n##_units_per_week = UNITS_PER_WEEK,                            \
	.usri##n##_logon_hours = logon_hours(),                                \
	.usri##n##_bad_pw_count = tally.failures,                              \
	.usri##n##_num_logons = UNKNOWN_COUNT,                                 \
	.usri##n##_logon_server = reply_constant("\\\\*"),                     \
	.usri##n##_country_code = 0, .usri##n##_code_page = 0

#define NUMBER_MEMBERS(n)                                                      \
	.usri##n##_primary_group_id = account_of(s)->gid,                      \
	.usri##n##_profile = NONE, .usri##n##_home_dir_drive = NONE,           \
	.usri##n##_password_expired = has_expired_password(s)

#define SHORT_MEMBERS(n)                                                       \
	.usri##n##_name = TEXT(name), .usri##n##_full_name = TEXT(full_name),  \
	.usri##n##_comment = comment(s),                                       \
	.usri##n##_flags = account_flags(s, &tally)

static void fill_0(const struct subject *s, void *entry)
{
	*(USER_INFO_0 *)entry = (USER_INFO_0){.usri0_name = TEXT(name)};
}

static void fill_1(const struct subject *s, void *entry)
{
	const struct faillock_tally tally = tally_of(s);

	*(USER_INFO_1 *)entry = (USER_INFO_1){BASIC_MEMBERS(1)};
}

static void fill_2(const struct subject *s, void *entry)
{
	const struct faillock_tally tally = tally_of(s);

	*(USER_INFO_2 *)entry = (USER_INFO_2){
		BASIC_MEMBERS(2),
		LOGON_MEMBERS(2),
		.usri2_acct_expires = expiry(s),
	};
}

static void fill_3(const struct subject *s, void *entry)
{
	const struct faillock_tally tally = tally_of(s);

	*(USER_INFO_3 *)entry = (USER_INFO_3){
		BASIC_MEMBERS(3),
		LOGON_MEMBERS(3),
		.usri3_acct_expires = expiry(s),
		.usri3_user_id = account_of(s)->uid,
		NUMBER_MEMBERS(3),
	};
}

static void fill_4(const struct subject *s, void *entry)
{
	const struct faillock_tally tally = tally_of(s);

	*(USER_INFO_4 *)entry = (USER_INFO_4){
		BASIC_MEMBERS(4),
		LOGON_MEMBERS(4),
		.usri4_acct_expires = expiry(s),
		.usri4_user_sid = sid(s),
		NUMBER_MEMBERS(4),
	};
}

static void fill_10(const struct subject *s, void *entry)
{
	*(USER_INFO_10 *)entry = (USER_INFO_10){
		.usri10_name = TEXT(name),
		.usri10_comment = comment(s),
		.usri10_usr_comment = TEXT(details),
		.usri10_full_name = TEXT(full_name),
	};
}

static void fill_11(const struct subject *s, void *entry)
{
	const struct faillock_tally tally = tally_of(s);

	*(USER_INFO_11 *)entry = (USER_INFO_11){
		.usri11_name = TEXT(name),
		.usri11_comment = comment(s),
		.usri11_priv = privilege(s),
		.usri11_password_age = password_age(s),
		.usri11_home_dir = TEXT(home),
		LOGON_MEMBERS(11),
	};
}

static void fill_20(const struct subject *s, void *entry)
{
	const struct faillock_tally tally = tally_of(s);

	*(USER_INFO_20 *)entry = (USER_INFO_20){
		SHORT_MEMBERS(20),
		.usri20_user_id = account_of(s)->uid,
	};
}

static void fill_23(const struct subject *s, void *entry)
{
	const struct faillock_tally tally = tally_of(s);

	*(USER_INFO_23 *)entry = (USER_INFO_23){
		SHORT_MEMBERS(23),
		.usri23_user_sid = sid(s),
	};
}

static void fill_24(const struct subject *s, void *entry)
{
	*(USER_INFO_24 *)entry = (USER_INFO_24){
		.usri24_internet_provider_name = NONE,
		.usri24_internet_principal_name = NONE,
		.usri24_user_sid = sid(s),
	};
}

/* The order of enum password_state. */
static const uint32_t password_words[] = {
	[PASSWORD_UNKNOWN] = NETMGMT_PASSWORD_UNKNOWN,
	[PASSWORD_SET] = NETMGMT_PASSWORD_SET,
	[PASSWORD_EMPTY] = NETMGMT_PASSWORD_EMPTY,
	[PASSWORD_LOCKED] = NETMGMT_PASSWORD_LOCKED,
};

static void fill_9000(const struct subject *s, void *entry)
{
	const struct faillock_tally tally = tally_of(s);
	const struct account *account = account_of(s);
	const struct password *password = &account->password;

	*(USER_INFO_9000 *)entry = (USER_INFO_9000){
		.usri9000_name = TEXT(name),
		.usri9000_comment = comment(s),
		.usri9000_uid = account->uid,
		.usri9000_gid = account->gid,
		.usri9000_gecos = TEXT(gecos),
		.usri9000_home = TEXT(home),
		.usri9000_shell = TEXT(shell),
		.usri9000_source = reply_constant(
			account->is_local ? "files" : "directory"),
		.usri9000_password = password_words[password->state],
		.usri9000_changed = password->changed,
		.usri9000_minimum = password->shortest,
		.usri9000_maximum = password->longest,
		.usri9000_warning = password->warning,
		.usri9000_inactive = password->inactive,
		.usri9000_expires = password->expires,
		.usri9000_last_logon = last_logon(s),
		.usri9000_failures = tally.failures,
		.usri9000_locked = tally.locked,
		.usri9000_user_sid = sid(s),
	};
}

#define FLAGS (NSS_PASSWORDS | USER_LOGONS | USER_COMMENTS)
#define WHOLE (NSS_PASSWORDS | NSS_ROLES | USER_LOGONS | USER_COMMENTS)

/* What GetInfo alone has comes first. */
static const struct level table[] = {
	LEVEL(24, USER_INFO_24, fill_24, 0),
	LEVEL(0, USER_INFO_0, fill_0, 0),
	LEVEL(1, USER_INFO_1, fill_1, WHOLE),
	LEVEL(2, USER_INFO_2, fill_2, WHOLE),
	LEVEL(3, USER_INFO_3, fill_3, WHOLE),
	LEVEL(4, USER_INFO_4, fill_4, WHOLE),
	LEVEL(10, USER_INFO_10, fill_10, USER_COMMENTS),
	LEVEL(11, USER_INFO_11, fill_11, WHOLE),
	LEVEL(20, USER_INFO_20, fill_20, FLAGS),
	LEVEL(23, USER_INFO_23, fill_23, FLAGS),
	LEVEL(9000, USER_INFO_9000, fill_9000, FLAGS | NSS_ORIGINS),
};
const struct levels user_levels = LEVELS(table);
const struct levels user_enum_levels = {table + 1,
					sizeof(table) / sizeof(*table) - 1};

uint32_t user_account_flags(const struct subject *s)
{
	const struct faillock_tally tally = tally_of(s);

	return account_flags(s, &tally);
}
