/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_DATABASE_H
#define NETMGMTD_PROVIDER_DATABASE_H

/*
 * The account databases - passwd, shadow, group - entry by entry: NSS on this
 * host; in any other root the files of etc/, and after them those of
 * var/lib/extrausers/, which stand for a directory service. Lines that are
 * malformed, or longer than a sane cap, are passed over.
 *
 * Entries are borrowed for the visit. Any thread may call: walking NSS uses the
 * process's one cursor per database, under the root's lock.
 */

#include <grp.h>
#include <pwd.h>
#include <shadow.h>

#include "src/netmgmtd/provider/root.h"

/*
 * One for each entry. 0 goes on, a positive number ends the walk with 0, a
 * negative one ends the walk and is its result.
 */
typedef int database_passwd_visit(void *context, const struct passwd *entry);
typedef int database_shadow_visit(void *context, const struct spwd *entry);
typedef int database_group_visit(void *context, const struct group *entry);

/*
 * Each walks over all entries, or with a name over the first of that name. A
 * database that is missing or unreadable has no entries. -ENOMEM, or what the
 * visit returned.
 */
__attribute__((warn_unused_result)) int
database_passwd(const struct root *root, const char *name,
		database_passwd_visit *visit, void *context);
__attribute__((warn_unused_result)) int
database_shadow(const struct root *root, const char *name,
		database_shadow_visit *visit, void *context);
__attribute__((warn_unused_result)) int
database_group(const struct root *root, const char *name,
	       database_group_visit *visit, void *context);

/*
 * The entries of the host's own file, etc/passwd or etc/group, whatever NSS
 * has besides.
 */
__attribute__((warn_unused_result)) int
database_local_passwd(const struct root *root, database_passwd_visit *visit,
		      void *context);
__attribute__((warn_unused_result)) int
database_local_group(const struct root *root, database_group_visit *visit,
		     void *context);

#endif
