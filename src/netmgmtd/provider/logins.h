/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_LOGINS_H
#define NETMGMTD_PROVIDER_LOGINS_H

/*
 * Who is logged on now: one row for each session, as logind has them, or utmp
 * where logind has none. Greeters and background services are nobody.
 */

#include <stddef.h>
#include <stdint.h>

#include "src/netmgmtd/provider/root.h"

struct login {
	uint32_t key; /* logind's number; below 2^31 */
	char *id;     /* logind's name of the session; utmp: the terminal */
	char *user;
	char *line;    /* terminal or display, "" for none */
	char *host;    /* where from, "" for here */
	uint32_t uid;  /* UINT32_MAX: not told */
	uint32_t pid;  /* of the session's leader, 0: not told */
	int64_t since; /* seconds since 1970, 0: not told */
};

/* In ascending order of key. */
struct logins {
	struct login *items;
	size_t count;
	int unread; /* 0, or -errno of a source that is there but unreadable */
};

/*
 * logins_init() reads run/systemd/sessions, or run/utmp; on this host only
 * sessions whose leader lives. What cannot be read adds nothing. The caller
 * calls logins_fini(), after failure (-ENOMEM) too.
 */
__attribute__((warn_unused_result)) int logins_init(struct logins *logins,
						    const struct root *root);
void logins_fini(struct logins *logins);

/* logins_count() gives how many there are, 0 when nothing is known. */
uint32_t logins_count(const struct root *root);

#endif
