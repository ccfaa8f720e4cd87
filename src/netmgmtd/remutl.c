/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Remote utilities, the callee's side of idl/remutl.x: the time of day.
 */
#include <lmerr.h>
#include <lmremutl.h>
#include <netmgmt/remutl.h>

#include "src/netmgmtd/provider/clock.h"
#include "src/netmgmtd/reply.h"

static void fill(const struct clock_reading *clock, TIME_OF_DAY_INFO *info)
{
	const struct timespec *now = &clock->now, *uptime = &clock->uptime;

	*info = (TIME_OF_DAY_INFO){
		.tod_elapsedt = clock_saturate(now->tv_sec),
		.tod_msecs = (uint32_t)((uint64_t)uptime->tv_sec * 1000 +
					(uint64_t)uptime->tv_nsec / 1000000),
		.tod_hours = (uint32_t)clock->utc.tm_hour,
		.tod_mins = (uint32_t)clock->utc.tm_min,
		.tod_secs = (uint32_t)clock->utc.tm_sec,
		.tod_hunds = (uint32_t)(now->tv_nsec / 10000000),
		.tod_timezone = clock->minutes_west,
		.tod_tinterval = clock->tick,
		.tod_day = (uint32_t)clock->utc.tm_mday,
		.tod_month = (uint32_t)clock->utc.tm_mon + 1,
		.tod_year = (uint32_t)clock->utc.tm_year + 1900,
		.tod_weekday = (uint32_t)clock->utc.tm_wday,
	};
}

bool_t remote_tod_1_svc(remote_tod_reply *result, struct onc_request *req)
{
	struct reply reply = {req, false};
	struct clock_reading clock;

	if (clock_read(&clock) < 0) {
		result->status = NERR_InternalError;
		return TRUE;
	}
	result->info = reply_alloc(&reply, sizeof(*result->info));
	if (result->info)
		fill(&clock, result->info);
	else
		result->status = ERROR_NOT_ENOUGH_MEMORY;
	return TRUE;
}
