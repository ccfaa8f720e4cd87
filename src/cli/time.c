/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The clock of a host. Programs get the members of TIME_OF_DAY_INFO; people
 * get what these amount to.
 */

#include <inttypes.h>
#include <time.h>

#include "command.h"
#include "field.h"
#include "need.h"
#include "words.h"

#define TOD(member, kind)                                                      \
	FIELD(TIME_OF_DAY_INFO, tod, member, FIELD_##kind, NULL, false)

static const struct field fields[] = {
	TOD(elapsedt, NUMBER), TOD(msecs, NUMBER),     TOD(hours, NUMBER),
	TOD(mins, NUMBER),     TOD(secs, NUMBER),      TOD(hunds, NUMBER),
	TOD(timezone, SIGNED), TOD(tinterval, NUMBER), TOD(day, NUMBER),
	TOD(month, NUMBER),    TOD(year, NUMBER),      TOD(weekday, NUMBER),
};

static const struct field_layout layout =
	FIELD_LAYOUT(0, TIME_OF_DAY_INFO, fields);

static char *text_utc(const TIME_OF_DAY_INFO *tod)
{
	return need_text("%04" PRIu32 "-%02" PRIu32 "-%02" PRIu32 " %02" PRIu32
			 ":%02" PRIu32 ":%02" PRIu32 ".%02" PRIu32,
			 tod->tod_year, tod->tod_month, tod->tod_day,
			 tod->tod_hours, tod->tod_mins, tod->tod_secs,
			 tod->tod_hunds);
}

static char *text_local(const TIME_OF_DAY_INFO *tod)
{
	time_t there = (time_t)tod->tod_elapsedt;
	struct tm tm;
	char text[64];

	if (tod->tod_timezone == -1)
		return need_text("unknown");
	there -= (time_t)tod->tod_timezone * 60;
	if (!gmtime_r(&there, &tm) ||
	    !strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S, %A", &tm))
		return need_text("unknown");
	return need_text("%s", text);
}

/* The counter has 32 bits: it starts anew after 49 days and 17 hours. */
static char *text_up(const TIME_OF_DAY_INFO *tod)
{
	char *span = words_span(tod->tod_msecs / 1000);
	char *text = need_text("%s (modulo 49 days 17:02:47)", span);

	free(span);
	return text;
}

static void add_columns(struct table *table)
{
	table->shape = TABLE_RECORD;
	field_columns(table, &layout);
	table_add_column(table, (struct table_column){.title = "UTC"});
	table_add_column(table, (struct table_column){.title = "local time"});
	table_add_column(table, (struct table_column){.title = "time zone"});
	table_add_column(table, (struct table_column){.title = "up"});
}

NET_API_STATUS time_show(const struct request *request, struct table *table)
{
	__attribute__((cleanup(command_release))) LPBYTE buffer = NULL;
	const TIME_OF_DAY_INFO *tod;
	NET_API_STATUS status;

	add_columns(table);
	if (request->fields_only)
		return NERR_Success;
	status = NetRemoteTOD(request->server, &buffer);
	if (status)
		return status;
	tod = (const TIME_OF_DAY_INFO *)buffer;
	field_rows(table, &layout, tod, 1);
	table_add_cell(table, NULL, text_utc(tod));
	table_add_cell(table, NULL, text_local(tod));
	table_add_cell(table, NULL, words_zone(tod->tod_timezone));
	table_add_cell(table, NULL, text_up(tod));
	return NERR_Success;
}
