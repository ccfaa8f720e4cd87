/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_FAILLOCK_H
#define NETMGMTD_PROVIDER_FAILLOCK_H

/*
 * Failed logons as pam_faillock(8) keeps them: run/faillock/NAME, one record
 * per failure.
 */

#include <stdbool.h>
#include <stdint.h>

#include "src/netmgmtd/provider/root.h"

#define FAILLOCK_UNKNOWN UINT32_MAX

struct faillock {
	int directory; /* negative: not in use */
	long deny;
	long fail_interval; /* seconds */
	long unlock_time;   /* seconds, 0 never */
	bool even_root;
};

struct faillock_tally {
	uint32_t failures; /* valid records, or FAILLOCK_UNKNOWN */
	bool locked;
};

/*
 * faillock_open() reads etc/security/faillock.conf and opens the directory.
 * The caller calls faillock_close(), after failure (-ENOMEM) too.
 */
__attribute__((warn_unused_result)) int faillock_open(struct faillock *faillock,
						      const struct root *root);
void faillock_close(struct faillock *faillock);

/* faillock_tally() gives an account's; now is in seconds since 1970. */
struct faillock_tally faillock_tally(const struct faillock *faillock,
				     const char *name, uint32_t uid,
				     int64_t now);

#endif
