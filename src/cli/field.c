/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Two columns of functions, one line for each kind: what people read, and what
 * programs read. A member is read where it lies, by its kind's C type.
 */

#include "field.h"

#include <inttypes.h>
#include <string.h>

#include "need.h"
#include "words.h"

static DWORD as_number(const void *member)
{
	return *(const DWORD *)member;
}

static const char *as_string(const void *member)
{
	const char *string = *(const char *const *)member;

	return string ? string : "";
}

static char *text_string(const void *member)
{
	return need_text("%s", as_string(member));
}

static char *text_number(const void *member)
{
	return need_text("%" PRIu32, as_number(member));
}

static char *text_version(const void *member)
{
	const DWORD *version = member;

	return need_text("%" PRIu32 ".%" PRIu32, version[0], version[1]);
}

static char *text_yes_no(const void *member)
{
	return need_text("%s", as_number(member) ? "yes" : "no");
}

static char *text_count(const void *member)
{
	return words_count(as_number(member));
}

static char *text_limit(const void *member)
{
	return words_limit(as_number(member));
}

static char *text_age(const void *member)
{
	return words_age(as_number(member));
}

static char *text_date(const void *member)
{
	return words_date(as_number(member));
}

static char *text_expiry(const void *member)
{
	return words_expiry(as_number(member));
}

static char *text_storage(const void *member)
{
	return words_storage(as_number(member));
}

static char *text_minutes(const void *member)
{
	int32_t minutes = *(const int32_t *)member;

	if (minutes == SV_NODISC)
		return need_text("never");
	return need_text("after %" PRId32 " minutes", minutes);
}

static char *text_seconds(const void *member)
{
	if (!as_number(member))
		return need_text("never");
	return need_text("%" PRIu32 " seconds", as_number(member));
}

static char *text_privilege(const void *member)
{
	return words_privilege(as_number(member));
}

static char *text_flags(const void *member)
{
	return words_flags(as_number(member));
}

static char *text_operator(const void *member)
{
	return words_operator(as_number(member));
}

static char *text_hours(const void *member)
{
	return words_hours(*(const BYTE *const *)member);
}

static char *text_sid(const void *member)
{
	return words_sid(*(const struct domsid *const *)member);
}

static char *text_sid_usage(const void *member)
{
	return words_sid_usage(as_number(member));
}

static char *text_attributes(const void *member)
{
	return words_attributes(as_number(member));
}

static char *text_password(const void *member)
{
	return words_password(as_number(member));
}

static char *text_role(const void *member)
{
	return words_role(as_number(member));
}

static char *text_period(const void *member)
{
	return words_period(as_number(member));
}

static int64_t as_hyper(const void *member)
{
	return *(const int64_t *)member;
}

static char *text_day(const void *member)
{
	return words_day(as_hyper(member));
}

static char *text_days(const void *member)
{
	return words_days(as_hyper(member));
}

static char *text_moment(const void *member)
{
	int64_t seconds = as_hyper(member);

	if (seconds > 0 && seconds < UINT32_MAX)
		return words_date((DWORD)seconds);
	return seconds ? need_text("%" PRId64, seconds) : words_date(0);
}

static char *text_platform(const void *member)
{
	return words_platform(as_number(member));
}

static char *text_server_type(const void *member)
{
	return words_server_type(as_number(member));
}

static char *text_share_type(const void *member)
{
	return words_share_type(as_number(member));
}

static char *text_share_flags(const void *member)
{
	return words_share_flags(as_number(member));
}

static char *text_caching(const void *member)
{
	return words_caching(as_number(member));
}

static char *text_use_status(const void *member)
{
	return words_use_status(as_number(member));
}

static char *text_session_flags(const void *member)
{
	return words_session_flags(as_number(member));
}

static char *text_span(const void *member)
{
	return as_number(member) ? words_span(as_number(member))
				 : need_text("-");
}

static char *text_permissions(const void *member)
{
	return words_permissions(as_number(member));
}

static json_t *value_string(const void *member)
{
	return table_text(as_string(member));
}

static json_t *value_number(const void *member)
{
	return need(json_integer(as_number(member)));
}

static json_t *value_signed(const void *member)
{
	return need(json_integer(*(const int32_t *)member));
}

static json_t *value_hyper(const void *member)
{
	return need(json_integer(as_hyper(member)));
}

/* As many hex digits as there are half bytes, in the order of the bytes. */
static json_t *value_hours(const void *member)
{
	const BYTE *hours = *(const BYTE *const *)member;
	char digits[UNITS_PER_WEEK / 4 + 1];

	if (!hours)
		return need(json_null());
	for (size_t i = 0; i < UNITS_PER_WEEK / 8; i++)
		snprintf(digits + 2 * i, 3, "%02x", hours[i]);
	return need(json_string(digits));
}

static json_t *value_sid(const void *member)
{
	const struct domsid *sid = *(const struct domsid *const *)member;
	char *text;
	json_t *json;

	if (!sid)
		return need(json_null());
	text = words_sid(sid);
	json = need(json_string(text));
	free(text);
	return json;
}

static const struct {
	char *(*text)(const void *member);
	json_t *(*value)(const void *member);
	bool right;
} kinds[] = {
	[FIELD_STRING] = {text_string, value_string, false},
	[FIELD_NUMBER] = {text_number, value_number, true},
	[FIELD_SIGNED] = {text_number, value_signed, true},
	[FIELD_VERSION] = {text_version, value_number, true},
	[FIELD_YES_NO] = {text_yes_no, value_number, false},
	[FIELD_COUNT] = {text_count, value_number, true},
	[FIELD_LIMIT] = {text_limit, value_number, true},
	[FIELD_AGE] = {text_age, value_number, true},
	[FIELD_DATE] = {text_date, value_number, false},
	[FIELD_EXPIRY] = {text_expiry, value_number, false},
	[FIELD_STORAGE] = {text_storage, value_number, true},
	[FIELD_MINUTES] = {text_minutes, value_signed, true},
	[FIELD_SECONDS] = {text_seconds, value_number, true},
	[FIELD_PRIVILEGE] = {text_privilege, value_number, false},
	[FIELD_FLAGS] = {text_flags, value_number, false},
	[FIELD_OPERATOR] = {text_operator, value_number, false},
	[FIELD_HOURS] = {text_hours, value_hours, false},
	[FIELD_SID] = {text_sid, value_sid, false},
	[FIELD_SID_USAGE] = {text_sid_usage, value_number, false},
	[FIELD_ATTRIBUTES] = {text_attributes, value_number, false},
	[FIELD_PASSWORD] = {text_password, value_number, false},
	[FIELD_ROLE] = {text_role, value_number, false},
	[FIELD_PERIOD] = {text_period, value_number, true},
	[FIELD_DAY] = {text_day, value_hyper, false},
	[FIELD_DAYS] = {text_days, value_hyper, true},
	[FIELD_MOMENT] = {text_moment, value_hyper, false},
	[FIELD_PLATFORM] = {text_platform, value_number, false},
	[FIELD_SERVER_TYPE] = {text_server_type, value_number, false},
	[FIELD_SHARE_TYPE] = {text_share_type, value_number, false},
	[FIELD_SHARE_FLAGS] = {text_share_flags, value_number, false},
	[FIELD_CACHING] = {text_caching, value_number, false},
	[FIELD_USE_STATUS] = {text_use_status, value_number, false},
	[FIELD_SESSION_FLAGS] = {text_session_flags, value_number, false},
	[FIELD_SPAN] = {text_span, value_number, true},
	[FIELD_PERMISSIONS] = {text_permissions, value_number, false},
};

const struct field_layout *field_layout_find(const struct field_layout *layouts,
					     size_t count, DWORD level)
{
	for (size_t i = 0; i < count; i++)
		if (layouts[i].level == level)
			return &layouts[i];
	return NULL;
}

void field_columns(struct table *table, const struct field_layout *layout)
{
	for (size_t i = 0; i < layout->count; i++) {
		const struct field *field = &layout->fields[i];
		bool shown = table->shape == TABLE_RECORD || field->listed;

		/* What names the row comes first and stays on one line. */
		table_add_column(
			table,
			(struct table_column){
				.name = field->name,
				.title = shown ? field->title : NULL,
				.right = kinds[field->kind].right,
				.wraps = i > 0 && field->kind == FIELD_STRING,
			});
	}
}

void field_rows(struct table *table, const struct field_layout *layout,
		const void *items, size_t count)
{
	const char *item = items;

	for (size_t row = 0; row < count; row++, item += layout->size) {
		for (size_t i = 0; i < layout->count; i++) {
			const struct field *field = &layout->fields[i];
			const void *member = item + field->offset;

			table_add_cell(table, kinds[field->kind].value(member),
				       kinds[field->kind].text(member));
		}
	}
}
