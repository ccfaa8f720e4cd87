/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_SHADOW_H
#define NETMGMTD_PROVIDER_SHADOW_H

/*
 * The password side of accounts: whether there is a password, and the days
 * that bound it. No hash is kept.
 */

#include <stdbool.h>
#include <stddef.h>

#include "src/netmgmtd/provider/root.h"

enum password_state {
	PASSWORD_UNKNOWN, /* not for us to read */
	PASSWORD_SET,
	PASSWORD_EMPTY,	 /* none is asked for */
	PASSWORD_LOCKED, /* none can match */
};

/* Days are counted from 1970-01-01; -1 is a field that is empty. */
struct password {
	enum password_state state;
	bool aged; /* the days below are known */
	long changed;
	long shortest; /* days until it may be changed */
	long longest;  /* days until it must be changed */
	long warning;  /* days before that on which it warns */
	long inactive; /* days after that on which one still logs on */
	long expires;  /* the account, not the password */
};

struct shadow_entry;

/* All entries, or those of one name. */
struct shadow {
	struct shadow_entry *entries;
	size_t count;
	size_t room;
};

/*
 * shadow_init() reads etc/shadow, for one name if it is not NULL. Unreadable
 * is empty. The caller calls shadow_fini(), after failure too.
 */
__attribute__((warn_unused_result)) int
shadow_init(struct shadow *shadow, const struct root *root, const char *name);
void shadow_fini(struct shadow *shadow);

/*
 * shadow_get() gives the password of a name. own is the password field of
 * the account's passwd line, which counts where there is no shadow entry.
 */
struct password shadow_get(const struct shadow *shadow, const char *name,
			   const char *own);

#endif
