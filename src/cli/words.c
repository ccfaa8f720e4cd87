/* SPDX-License-Identifier: BSD-3-Clause */
/* Every number has words: bits and values without a name keep their number. */

#include "words.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "need.h"

#define UNKNOWN ((DWORD)-1)
#define DAY 86400

struct bit {
	DWORD bit;
	const char *word;
};

/* UF_SCRIPT and UF_NORMAL_ACCOUNT are on every account and say nothing. */
static const struct bit flag_bits[] = {
	{UF_ACCOUNTDISABLE, "disabled"},
	{UF_LOCKOUT, "locked"},
	{UF_PASSWORD_EXPIRED, "password expired"},
	{UF_PASSWD_NOTREQD, "no password"},
	{UF_PASSWD_CANT_CHANGE, "password fixed"},
	{UF_DONT_EXPIRE_PASSWD, "no expiry"},
	{UF_HOMEDIR_REQUIRED, "home required"},
	{UF_TEMP_DUPLICATE_ACCOUNT, "temporary duplicate"},
	{UF_INTERDOMAIN_TRUST_ACCOUNT, "interdomain trust"},
	{UF_WORKSTATION_TRUST_ACCOUNT, "workstation trust"},
	{UF_SERVER_TRUST_ACCOUNT, "server trust"},
	{0, NULL},
};

static const struct bit operator_bits[] = {
	{AF_OP_PRINT, "print"},
	{AF_OP_COMM, "communication"},
	{AF_OP_SERVER, "server"},
	{AF_OP_ACCOUNTS, "accounts"},
	{0, NULL},
};

static const struct bit server_bits[] = {
	{SV_TYPE_WORKSTATION, "workstation"},
	{SV_TYPE_SERVER, "server"},
	{SV_TYPE_DOMAIN_CTRL, "domain controller"},
	{SV_TYPE_TIME_SOURCE, "time source"},
	{SV_TYPE_DOMAIN_MEMBER, "domain member"},
	{SV_TYPE_PRINTQ_SERVER, "print server"},
	{SV_TYPE_SERVER_UNIX, "unix"},
	{SV_TYPE_NT, "nt"},
	{SV_TYPE_SERVER_NT, "nt server"},
	{0, NULL},
};

static const struct bit share_type_bits[] = {
	{STYPE_SPECIAL, "special"},
	{STYPE_TEMPORARY, "temporary"},
	{0, NULL},
};

static const struct bit share_bits[] = {
	{NETMGMT_SHARE_HIDDEN, "hidden"},
	{NETMGMT_SHARE_READ_ONLY, "read only"},
	{NETMGMT_SHARE_GUESTS, "guests"},
	{NETMGMT_SHARE_DFS_ROOT, "dfs root"},
	{0, NULL},
};

static const struct bit caching_bits[] = {
	{SHI1005_FLAGS_DFS, "dfs"},
	{SHI1005_FLAGS_DFS_ROOT, "dfs root"},
	{SHI1005_FLAGS_ACCESS_BASED_DIRECTORY_ENUM, "lists what one may see"},
	{0, NULL},
};

static const struct bit session_bits[] = {
	{SESS_GUEST, "guest"},
	{SESS_NOENCRYPTION, "not encrypted"},
	{0, NULL},
};

static const struct bit permission_bits[] = {
	{PERM_FILE_READ, "read"},
	{PERM_FILE_WRITE, "write"},
	{PERM_FILE_CREATE, "create"},
	{0, NULL},
};

/* Words that need no making, as text the caller frees. */
static char *same(const char *word)
{
	return need(strdup(word));
}

static char *number(DWORD value)
{
	return need_text("%" PRIu32, value);
}

static char *join(char *text, const char *word)
{
	char *joined = need_text("%s%s%s", text, *text ? ", " : "", word);

	free(text);
	return joined;
}

/* The words of bits behind what stands in text already. */
static char *join_bits(char *text, DWORD value, const struct bit *names)
{
	char rest[16];

	for (; names->word; names++) {
		if (!(value & names->bit))
			continue;
		text = join(text, names->word);
		value &= ~names->bit;
	}
	if (value) {
		snprintf(rest, sizeof(rest), "0x%" PRIx32, value);
		text = join(text, rest);
	}
	return text;
}

static char *bits(DWORD value, const struct bit *names, const char *none)
{
	char *text = join_bits(same(""), value, names);

	return *text ? text : join(text, none);
}

char *words_privilege(DWORD priv)
{
	switch (priv) {
	case USER_PRIV_GUEST:
		return same("guest");
	case USER_PRIV_USER:
		return same("user");
	case USER_PRIV_ADMIN:
		return same("admin");
	default:
		return number(priv);
	}
}

char *words_flags(DWORD flags)
{
	return bits(flags & ~(DWORD)(UF_SCRIPT | UF_NORMAL_ACCOUNT), flag_bits,
		    "-");
}

char *words_operator(DWORD auth_flags)
{
	return bits(auth_flags, operator_bits, "none");
}

char *words_server_type(DWORD type)
{
	return bits(type, server_bits, "none");
}

char *words_share_type(DWORD type)
{
	static const char *const kinds[] = {"disk", "printer", "device",
					    "endpoint"};
	DWORD kind = type & STYPE_MASK;

	return join_bits(kind < sizeof(kinds) / sizeof(*kinds)
				 ? same(kinds[kind])
				 : number(kind),
			 type & ~(DWORD)STYPE_MASK, share_type_bits);
}

char *words_share_flags(DWORD flags)
{
	return bits(flags, share_bits, "-");
}

char *words_caching(DWORD flags)
{
	static const char *const kinds[] = {"by hand", "documents", "programs",
					    "nothing"};

	return join_bits(same(kinds[(flags & CSC_MASK) >> 4]),
			 flags & ~(DWORD)CSC_MASK, caching_bits);
}

char *words_use_status(DWORD status)
{
	static const char *const words[] = {
		[USE_OK] = "works",	     [USE_PAUSED] = "paused",
		[USE_DISCONN] = "no answer", [USE_NETERR] = "error",
		[USE_CONN] = "connecting",   [USE_RECONN] = "reconnecting",
	};

	return status < sizeof(words) / sizeof(*words) ? same(words[status])
						       : number(status);
}

char *words_session_flags(DWORD flags)
{
	return bits(flags, session_bits, "-");
}

char *words_permissions(DWORD permissions)
{
	return bits(permissions, permission_bits, "-");
}

char *words_platform(DWORD platform)
{
	switch (platform) {
	case PLATFORM_ID_DOS:
		return same("DOS (300)");
	case PLATFORM_ID_OS2:
		return same("OS/2 (400)");
	case PLATFORM_ID_NT:
		return same("NT (500)");
	case PLATFORM_ID_OSF:
		return same("OSF (600)");
	case PLATFORM_ID_VMS:
		return same("VMS (700)");
	default:
		return number(platform);
	}
}

char *words_age(DWORD seconds)
{
	DWORD days = seconds / DAY;

	if (seconds == UNKNOWN)
		return same("unknown");
	return need_text("%" PRIu32 " day%s", days, days == 1 ? "" : "s");
}

static char *date(DWORD seconds)
{
	time_t when = seconds;
	struct tm tm;
	char text[64];

	if (!localtime_r(&when, &tm) ||
	    !strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S %z", &tm))
		return number(seconds);
	return same(text);
}

char *words_date(DWORD seconds)
{
	return seconds ? date(seconds) : same("unknown");
}

char *words_expiry(DWORD seconds)
{
	return seconds == TIMEQ_FOREVER ? same("never") : date(seconds);
}

char *words_storage(DWORD bytes)
{
	return bytes == USER_MAXSTORAGE_UNLIMITED
		       ? same("unlimited")
		       : need_text("%" PRIu32 " bytes", bytes);
}

char *words_count(DWORD count)
{
	return count == UNKNOWN ? same("unknown") : number(count);
}

char *words_limit(DWORD limit)
{
	return limit == UNKNOWN ? same("unlimited") : number(limit);
}

char *words_hours(const BYTE *hours)
{
	int allowed = 0;

	if (!hours)
		return same("always");
	for (int i = 0; i < UNITS_PER_WEEK / 8; i++)
		allowed += __builtin_popcount(hours[i]);
	if (allowed == UNITS_PER_WEEK)
		return same("always");
	if (!allowed)
		return same("never");
	return need_text("%d of %d hours", allowed, UNITS_PER_WEEK);
}

char *words_sid(const struct domsid *sid)
{
	char *text;

	if (!sid)
		return same("none");
	/* A server may have sent anything. */
	return ConvertSidToStringSid(sid, &text) ? text : same("not a SID");
}

static char *nth(DWORD value, const char *const *names, size_t count)
{
	return value < count && names[value] ? same(names[value])
					     : number(value);
}

#define NTH(value, names) nth(value, names, sizeof(names) / sizeof(*(names)))

char *words_sid_usage(DWORD usage)
{
	static const char *const names[] = {
		[SidTypeUser] = "user",
		[SidTypeGroup] = "group",
		[SidTypeDomain] = "domain",
		[SidTypeAlias] = "alias",
		[SidTypeWellKnownGroup] = "well-known group",
		[SidTypeDeletedAccount] = "deleted",
		[SidTypeInvalid] = "invalid",
		[SidTypeUnknown] = "unknown",
		[SidTypeComputer] = "computer",
		[SidTypeLabel] = "label",
	};

	return NTH(usage, names);
}

char *words_attributes(DWORD attributes)
{
	static const struct bit names[] = {
		{SE_GROUP_MANDATORY, "mandatory"},
		{SE_GROUP_ENABLED_BY_DEFAULT, "by default"},
		{SE_GROUP_ENABLED, "enabled"},
		{0, NULL},
	};

	return bits(attributes, names, "none");
}

char *words_password(DWORD password)
{
	static const char *const names[] = {
		[NETMGMT_PASSWORD_UNKNOWN] = "unknown",
		[NETMGMT_PASSWORD_SET] = "set",
		[NETMGMT_PASSWORD_EMPTY] = "empty",
		[NETMGMT_PASSWORD_LOCKED] = "locked",
	};

	return NTH(password, names);
}

char *words_role(DWORD role)
{
	static const char *const names[] = {
		[UAS_ROLE_STANDALONE] = "standalone",
		[UAS_ROLE_MEMBER] = "member",
		[UAS_ROLE_BACKUP] = "backup",
		[UAS_ROLE_PRIMARY] = "primary",
	};

	return NTH(role, names);
}

char *words_period(DWORD seconds)
{
	if (seconds == TIMEQ_FOREVER)
		return same("for ever");
	if (seconds && seconds % DAY == 0)
		return words_age(seconds);
	return need_text("%" PRIu32 " seconds", seconds);
}

char *words_day(int64_t day)
{
	struct tm tm;
	char text[64];
	time_t when;

	if (day == -1)
		return same("-");
	if (day < -1 || __builtin_mul_overflow(day, DAY, &when) ||
	    !gmtime_r(&when, &tm) ||
	    !strftime(text, sizeof(text), "%Y-%m-%d", &tm))
		return need_text("%" PRId64, day);
	return same(text);
}

char *words_days(int64_t days)
{
	if (days == -1)
		return same("-");
	return need_text("%" PRId64 " day%s", days, days == 1 ? "" : "s");
}

char *words_span(DWORD seconds)
{
	DWORD days = seconds / DAY, rest = seconds % DAY;

	return need_text("%" PRIu32 " day%s %02" PRIu32 ":%02" PRIu32
			 ":%02" PRIu32,
			 days, days == 1 ? "" : "s", rest / 3600,
			 rest / 60 % 60, rest % 60);
}

char *words_zone(int minutes_west)
{
	int64_t east = -(int64_t)minutes_west;
	int64_t size = east < 0 ? -east : east;

	if (minutes_west == -1)
		return same("unknown");
	return need_text("UTC%c%02" PRId64 ":%02" PRId64, east < 0 ? '-' : '+',
			 size / 60, size % 60);
}
