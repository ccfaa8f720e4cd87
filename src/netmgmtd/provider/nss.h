/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_NSS_H
#define NETMGMTD_PROVIDER_NSS_H

/*
 * The accounts of the host as they stand at one moment. A snapshot owns all
 * that its accounts point to and depends on nothing afterwards.
 */

#include <stddef.h>
#include <stdint.h>

#include "src/netmgmtd/provider/member.h"
#include "src/netmgmtd/provider/root.h"
#include "src/netmgmtd/provider/shadow.h"
#include "src/netmgmtd/provider/texts.h"

/* The strings are never NULL; they are bytes as the host has them. */
struct account {
	const char *name;
	uint32_t uid;
	uint32_t gid;
	const char *full_name; /* first field of GECOS */
	const char *details;   /* its other fields, "" when they are empty */
	const char *gecos;     /* all of them as they stand */
	const char *home;
	const char *shell; /* "" is /bin/sh */
	struct password password;
	unsigned int roles; /* enum member_role */
	bool is_local;	    /* of etc/passwd, not of a directory */

	/* private: */
	bool has_shadow;
	const char *hash; /* the passwd line's own, while reading */
};

/* In ascending order of uid; accounts of one uid in the order of NSS. */
struct accounts {
	struct account *items;
	size_t count;
	size_t room;
	struct texts texts;  /* of all of them */
	struct names *names; /* where each name is among the items */
	uint32_t uid_min; /* the first uid of people, UID_MIN of login.defs */
};

/* What an account has only if it was asked for. */
enum nss_needs {
	NSS_PASSWORDS = 1,
	NSS_ROLES = 2,
	NSS_ORIGINS = 4, /* is_local */
	NSS_ALL = 7,
};

/*
 * nss_accounts_new() reads all accounts, nss_account_new() those of one name:
 * one, or none. Of a name that is repeated the first counts. The caller frees
 * *accounts with nss_accounts_free(); it is NULL after failure, -ENOMEM.
 *
 * Directory services often refuse to enumerate: an account that
 * nss_account_new() finds need not be among all.
 */
__attribute__((warn_unused_result)) int
nss_accounts_new(const struct root *root, unsigned int needs,
		 struct accounts **accounts);
__attribute__((warn_unused_result)) int
nss_account_new(const struct root *root, const char *name, unsigned int needs,
		struct accounts **accounts);
/* nss_account_find() gives the account of a name, or NULL. */
const struct account *nss_account_find(const struct accounts *accounts,
				       const char *name);

void nss_accounts_free(struct accounts *accounts);

#endif
