/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_USER_ENTRY_H
#define NETMGMTD_USER_ENTRY_H

/*
 * Accounts as the documented structures have them: what Linux knows, in the
 * words of Windows.
 */

#include <stdint.h>

#include "src/netmgmtd/level.h"
#include "src/netmgmtd/provider/comments.h"
#include "src/netmgmtd/provider/faillock.h"
#include "src/netmgmtd/provider/lastlog.h"
#include "src/netmgmtd/provider/nss.h"
#include "src/netmgmtd/provider/wtmp.h"

/* All that entries are made of, as it stood at one moment. */
struct user_source {
	struct accounts *accounts;
	struct lastlog_file lastlog;
	struct wtmp wtmp; /* where there is no lastlog */
	struct faillock faillock;
	struct comments comments;
	int64_t now; /* seconds since 1970 */
};

/* What a level needs of it: of enum nss_needs, and these. */
enum user_needs {
	USER_LOGONS = 16,
	USER_COMMENTS = 32,
};

/*
 * user_source_init() reads the accounts, those of one name if it is not NULL,
 * and what is needed besides. The caller calls user_source_fini(), after
 * failure (-ENOMEM) too.
 */
ONC_MUST_USE int user_source_init(struct user_source *source,
				  const struct root *root, const char *name,
				  unsigned int needs);
void user_source_fini(struct user_source *source);

/* Their items are accounts. An Enum has less of them. */
extern const struct levels user_levels;
extern const struct levels user_enum_levels;

/* user_account_flags() gives UF_* of the subject's account. */
uint32_t user_account_flags(const struct subject *s);

/*
 * user_is_person() tells the accounts of people, FILTER_NORMAL_ACCOUNT, from
 * those of the system.
 */
bool user_is_person(const struct user_source *source,
		    const struct account *account);

#endif
