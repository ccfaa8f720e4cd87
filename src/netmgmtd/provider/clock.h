/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_CLOCK_H
#define NETMGMTD_PROVIDER_CLOCK_H

/*
 * The host's time.
 */

#include <stdint.h>
#include <time.h>

struct clock_reading {
	struct timespec now;	/* since 1970 UTC */
	struct timespec uptime; /* since the host started, sleep included */
	struct tm utc;
	int32_t minutes_west; /* of Greenwich; -1 unknown */
	uint32_t tick;	      /* in 0.0001 s */
};

/* clock_read() reads the clocks of the kernel. 0 or -errno. */
__attribute__((warn_unused_result)) int
clock_read(struct clock_reading *reading);

/* clock_convert() completes a reading of which now and uptime are known. */
__attribute__((warn_unused_result)) int
clock_convert(struct clock_reading *reading);

/* clock_seconds() gives seconds since 1970. */
int64_t clock_seconds(void);

/* clock_days() gives the seconds of days, as many as 64 bits can say. */
int64_t clock_days(int64_t days);

/*
 * clock_saturate() fits seconds since 1970 into a 32-bit field, where
 * 0xFFFFFFFF would mean "never".
 */
uint32_t clock_saturate(int64_t seconds);

#endif
