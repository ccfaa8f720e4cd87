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

/* One for each entry: 0 goes on, a negative number ends and is the result. */
typedef int shadow_visit(void *context, const char *name,
			 const struct password *password);

/*
 * shadow_read() visits the entries of etc/shadow, or those of one name if it
 * is not NULL. Unreadable is empty. -ENOMEM, or what the visit returned.
 */
__attribute__((warn_unused_result)) int shadow_read(const struct root *root,
						    const char *name,
						    shadow_visit *visit,
						    void *context);

/*
 * shadow_absent() gives the password of an account that has no shadow entry;
 * own is the password field of its passwd line.
 */
struct password shadow_absent(const char *own);

#endif
