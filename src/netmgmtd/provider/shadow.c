/* SPDX-License-Identifier: BSD-3-Clause */
/* Hashes are looked at and left behind. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/database.h"
#include "src/netmgmtd/provider/shadow.h"

static enum password_state state_of(const char *hash)
{
	if (!hash)
		return PASSWORD_UNKNOWN;
	if (*hash == '\0')
		return PASSWORD_EMPTY;
	return *hash == '!' || *hash == '*' ? PASSWORD_LOCKED : PASSWORD_SET;
}

struct reading {
	shadow_visit *visit;
	void *context;
};

static int take(void *context, const struct spwd *from)
{
	const struct reading *reading = context;
	const struct password password = {
		.state = state_of(from->sp_pwdp),
		.aged = true,
		.changed = from->sp_lstchg,
		.shortest = from->sp_min,
		.longest = from->sp_max,
		.warning = from->sp_warn,
		.inactive = from->sp_inact,
		.expires = from->sp_expire,
	};

	return reading->visit(reading->context, from->sp_namp, &password);
}

/*
 * Without the right to read the file, NSS asks its next source, and
 * nss-systemd makes up entries for root and nobody that look locked.
 */
static bool is_denied(const struct root *root)
{
	CLEANUP(cleanup_descriptor)
	int fd = root_open(root, "etc/shadow", O_RDONLY);

	return fd == -EACCES || fd == -EPERM;
}

int shadow_read(const struct root *root, const char *name, shadow_visit *visit,
		void *context)
{
	struct reading reading = {visit, context};

	if (is_denied(root))
		return 0;
	return database_shadow(root, name, take, &reading);
}

struct password shadow_absent(const char *own)
{
	struct password password = {.changed = -1,
				    .shortest = -1,
				    .longest = -1,
				    .warning = -1,
				    .inactive = -1,
				    .expires = -1};

	/* "x" is shadow's place-holder: the truth is where we cannot look. */
	if (own && strcmp(own, "x") != 0)
		password.state = state_of(own);
	return password;
}
