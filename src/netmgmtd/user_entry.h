/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_USER_ENTRY_H
#define NETMGMTD_USER_ENTRY_H

/*
 * Accounts as the documented structures have them: what Linux knows, in the
 * words of Windows.
 */

#include <stdint.h>

#include <onc/type.h>

#include "src/netmgmtd/provider/faillock.h"
#include "src/netmgmtd/provider/lastlog.h"
#include "src/netmgmtd/provider/nss.h"
#include "src/netmgmtd/reply.h"

/* All that entries are made of, as it stood at one moment. */
struct user_source {
	struct accounts *accounts;
	struct lastlog_file lastlog;
	struct faillock faillock;
	int64_t now; /* seconds since 1970 */
};

/*
 * user_source_init() reads the accounts, those of one name if it is not NULL.
 * The caller calls user_source_fini(), after failure (-ENOMEM) too.
 */
ONC_MUST_USE int user_source_init(struct user_source *source,
				  const struct root *root, const char *name);
void user_source_fini(struct user_source *source);

struct user_level;

/* user_level_find() gives a level that we answer, or NULL. */
const struct user_level *user_level_find(uint32_t level);

/* user_level_size() gives the bytes of the level's structure. */
size_t user_level_size(const struct user_level *level);

/*
 * user_entry_fill() fills the level's structure, which holds zeros. Its
 * strings are the reply's; without memory reply->failed is set.
 */
void user_entry_fill(const struct user_level *level,
		     const struct user_source *source,
		     const struct account *account, struct reply *reply,
		     void *entry);

/*
 * user_entry_size() gives the bytes that an entry counts for: its structure
 * and all it points to (contract, section 2.1).
 */
size_t user_entry_size(const struct user_level *level, const void *entry);

/*
 * user_is_person() tells the accounts of people, FILTER_NORMAL_ACCOUNT, from
 * those of the system.
 */
bool user_is_person(const struct user_source *source,
		    const struct account *account);

#endif
