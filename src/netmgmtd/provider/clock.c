/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The fields are UTC; only the offset of the zone is local.
 */
#include <errno.h>
#include <unistd.h>

#include "src/netmgmtd/provider/clock.h"

int clock_convert(struct clock_reading *reading)
{
	long ticks = sysconf(_SC_CLK_TCK);
	struct tm local;

	if (!gmtime_r(&reading->now.tv_sec, &reading->utc))
		return -EOVERFLOW;
	/* localtime_r() need not notice that the zone was changed. */
	tzset();
	reading->minutes_west = -1;
	if (localtime_r(&reading->now.tv_sec, &local))
		reading->minutes_west = (int32_t)(-local.tm_gmtoff / 60);
	reading->tick = ticks > 0 ? (uint32_t)(10000 / ticks) : 0;
	return 0;
}

int clock_read(struct clock_reading *reading)
{
	if (clock_gettime(CLOCK_REALTIME, &reading->now) < 0)
		return -errno;
	if (clock_gettime(CLOCK_BOOTTIME, &reading->uptime) < 0)
		return -errno;
	return clock_convert(reading);
}

int64_t clock_seconds(void)
{
	struct timespec now = {0};

	clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec;
}

int64_t clock_days(int64_t days)
{
	int64_t seconds;

	if (__builtin_mul_overflow(days, 86400, &seconds))
		return days < 0 ? INT64_MIN : INT64_MAX;
	return seconds;
}

uint32_t clock_saturate(int64_t seconds)
{
	if (seconds < 0)
		return 0;
	return seconds < UINT32_MAX ? (uint32_t)seconds : UINT32_MAX - 1;
}
