/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdlib.h>

#include "src/netmgmtd/provider/clock.h"
#include "tests/support/tap.h"

static struct clock_reading convert(time_t seconds, const char *zone)
{
	struct clock_reading reading = {.now = {.tv_sec = seconds}};

	setenv("TZ", zone, 1);
	CU_ASSERT_EQUAL(clock_convert(&reading), 0);
	return reading;
}

static void gives_its_fields_in_utc(void)
{
	struct clock_reading r = convert(951782400 + 3661, "UTC0");

	CU_ASSERT_EQUAL(r.utc.tm_year, 100);
	CU_ASSERT_EQUAL(r.utc.tm_mon, 1);
	CU_ASSERT_EQUAL(r.utc.tm_mday, 29);
	CU_ASSERT_EQUAL(r.utc.tm_wday, 2);
	CU_ASSERT_EQUAL(r.utc.tm_hour, 1);
	CU_ASSERT_EQUAL(r.utc.tm_min, 1);
	CU_ASSERT_EQUAL(r.utc.tm_sec, 1);
	CU_ASSERT_EQUAL(r.minutes_west, 0);
	r = convert(951782400 + 3661, "XYZ-14");
	CU_ASSERT_EQUAL(r.utc.tm_mday, 29);
	CU_ASSERT_EQUAL(r.utc.tm_hour, 1);
}

static void counts_the_zone_westwards_across_summer_time(void)
{
	static const char zone[] = "CET-1CEST,M3.5.0,M10.5.0/3";

	/* 2024-03-31 01:00 UTC is the moment of the change. */
	CU_ASSERT_EQUAL(convert(1711846799, zone).minutes_west, -60);
	CU_ASSERT_EQUAL(convert(1711846800, zone).minutes_west, -120);
	CU_ASSERT_EQUAL(convert(0, "EST5").minutes_west, 300);
	CU_ASSERT_EQUAL(convert(0, "NPT-5:45").minutes_west, -345);
}

static void goes_on_after_2038_and_2106(void)
{
	CU_ASSERT_EQUAL(convert(2147483648, "UTC0").utc.tm_year, 138);
	CU_ASSERT_EQUAL(convert(4294967296, "UTC0").utc.tm_year, 206);
	CU_ASSERT_EQUAL(clock_saturate(2147483648), 2147483648u);
	CU_ASSERT_EQUAL(clock_saturate(4294967294), 4294967294u);
	CU_ASSERT_EQUAL(clock_saturate(4294967295), 4294967294u);
	CU_ASSERT_EQUAL(clock_saturate(INT64_MAX), 4294967294u);
	CU_ASSERT_EQUAL(clock_saturate(-1), 0);
}

static void refuses_a_year_that_no_int_holds(void)
{
	struct clock_reading reading = {.now = {.tv_sec = INT64_MAX}};

	CU_ASSERT_TRUE(clock_convert(&reading) < 0);
}

static void reads_the_clock_of_this_host(void)
{
	struct clock_reading reading;

	CU_ASSERT_EQUAL(clock_read(&reading), 0);
	CU_ASSERT_TRUE(reading.now.tv_sec >= clock_seconds() - 2);
	CU_ASSERT_TRUE(reading.uptime.tv_sec >= 0);
	CU_ASSERT_EQUAL(reading.tick, 100);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(gives_its_fields_in_utc),
		TAP_CASE(counts_the_zone_westwards_across_summer_time),
		TAP_CASE(goes_on_after_2038_and_2106),
		TAP_CASE(refuses_a_year_that_no_int_holds),
		TAP_CASE(reads_the_clock_of_this_host),
	};

	return tap_run("clock", cases, TAP_COUNT(cases));
}
