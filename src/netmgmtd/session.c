/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sessions, the callee's side of idl/session.x. A client or a user that is
 * asked for must have a session, each by itself; the two together need not.
 */
#include <string.h>
#include <strings.h>

#include <lmerr.h>
#include <lmshare.h>
#include <netmgmt/session.h>

#include "src/netmgmtd/daemon.h"
#include "src/netmgmtd/info.h"
#include "src/netmgmtd/list.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/clock.h"
#include "src/netmgmtd/provider/sessions.h"

struct source {
	struct sessions sessions;
	int64_t now; /* seconds since 1970 */
};

static void source_fini(struct source *source)
{
	sessions_fini(&source->sessions);
}

static int source_init(struct source *source, const struct daemon *daemon)
{
	source->now = clock_seconds();
	return sessions_init(&source->sessions, &daemon->root);
}

/* -- the levels ---------------------------------------------------------- */

static const struct session *session_of(const struct subject *s)
{
	return s->item;
}

static uint32_t active(const struct subject *s)
{
	const struct source *source = s->source;
	int64_t since = session_of(s)->since;

	return since ? clock_saturate(source->now - since) : 0;
}

static uint32_t idle(const struct subject *s, uint32_t unknown)
{
	int64_t seconds = session_of(s)->idle;

	return seconds < 0 ? unknown : clock_saturate(seconds);
}

static uint32_t user_flags(const struct session *session)
{
	return (session->is_guest ? SESS_GUEST : 0) |
	       (session->is_encrypted ? 0 : SESS_NOENCRYPTION);
}

#define TEXT(member) reply_text(s->reply, session_of(s)->member)

/* The structures open one another; n is the number in the members' names. */
#define NAME_MEMBERS(n)                                                        \
	.sesi##n##_cname = TEXT(client), .sesi##n##_username = TEXT(user)

#define TIME_MEMBERS(n)                                                        \
	NAME_MEMBERS(n), .sesi##n##_time = active(s),                          \
			 .sesi##n##_idle_time = idle(s, 0)

#define STATE_MEMBERS(n)                                                       \
	.sesi##n##_num_opens = session_of(s)->opens,                           \
	.sesi##n##_user_flags = user_flags(session_of(s))

static void fill_0(const struct subject *s, void *entry)
{
	*(SESSION_INFO_0 *)entry =
		(SESSION_INFO_0){.sesi0_cname = TEXT(client)};
}

static void fill_1(const struct subject *s, void *entry)
{
	*(SESSION_INFO_1 *)entry = (SESSION_INFO_1){
		TIME_MEMBERS(1),
		STATE_MEMBERS(1),
	};
}

static void fill_2(const struct subject *s, void *entry)
{
	*(SESSION_INFO_2 *)entry = (SESSION_INFO_2){
		TIME_MEMBERS(2),
		STATE_MEMBERS(2),
		.sesi2_cltype_name = TEXT(kind),
	};
}

static void fill_10(const struct subject *s, void *entry)
{
	*(SESSION_INFO_10 *)entry = (SESSION_INFO_10){TIME_MEMBERS(10)};
}

static void fill_502(const struct subject *s, void *entry)
{
	*(SESSION_INFO_502 *)entry = (SESSION_INFO_502){
		TIME_MEMBERS(502),
		STATE_MEMBERS(502),
		.sesi502_cltype_name = TEXT(kind),
		.sesi502_transport = reply_constant("tcp"),
	};
}

static void fill_9000(const struct subject *s, void *entry)
{
	const struct session *session = session_of(s);

	*(SESSION_INFO_9000 *)entry = (SESSION_INFO_9000){
		NAME_MEMBERS(9000),
		STATE_MEMBERS(9000),
		.sesi9000_backend = reply_constant(
			session->backend == SESSION_NFS ? "nfs" : "samba"),
		.sesi9000_id = session->id,
		.sesi9000_native = TEXT(native),
		.sesi9000_cltype_name = TEXT(kind),
		.sesi9000_state = TEXT(state),
		.sesi9000_name = TEXT(name),
		.sesi9000_since = clock_saturate(session->since),
		.sesi9000_idle_time = idle(s, UINT32_MAX),
	};
}

static const struct level table[] = {
	LEVEL(0, SESSION_INFO_0, fill_0, 0),
	LEVEL(1, SESSION_INFO_1, fill_1, 0),
	LEVEL(2, SESSION_INFO_2, fill_2, 0),
	LEVEL(10, SESSION_INFO_10, fill_10, 0),
	LEVEL(502, SESSION_INFO_502, fill_502, 0),
	LEVEL(9000, SESSION_INFO_9000, fill_9000, 0),
};
static const struct levels levels = LEVELS(table);

/* -- who is asked for ---------------------------------------------------- */

/* Both "" for any. */
struct filter {
	const char *client; /* without backslashes */
	const char *user;
};

static struct filter make_filter(const char *client, const char *user)
{
	return (struct filter){
		strncmp(client, "\\\\", 2) == 0 ? client + 2 : client, user};
}

static bool is_client(const struct filter *filter,
		      const struct session *session)
{
	return *filter->client == '\0' ||
	       strcasecmp(session->client, filter->client) == 0;
}

static bool is_user(const struct filter *filter, const struct session *session)
{
	return *filter->user == '\0' ||
	       strcmp(session->user, filter->user) == 0;
}

static NET_API_STATUS look_for(const struct sessions *sessions,
			       const struct filter *filter)
{
	bool has_client = *filter->client == '\0';
	bool has_user = *filter->user == '\0';

	for (size_t i = 0; i < sessions->count; i++) {
		has_client |= is_client(filter, &sessions->items[i]);
		has_user |= is_user(filter, &sessions->items[i]);
	}
	if (!has_client)
		return NERR_ClientNameNotFound;
	return has_user ? NERR_Success : NERR_UserNotFound;
}

/* -- the calls ----------------------------------------------------------- */

static uint32_t id_of(const void *item)
{
	const struct session *session = item;

	return session->id;
}

static bool select_rows(struct list *list, const struct sessions *sessions,
			const struct filter *filter)
{
	list->status = look_for(sessions, filter);
	if (list->status != NERR_Success ||
	    !list_reserve(list, sessions->count))
		return false;
	for (size_t i = 0; i < sessions->count; i++)
		if (is_client(filter, &sessions->items[i]) &&
		    is_user(filter, &sessions->items[i]))
			list_add(list, &sessions->items[i]);
	return true;
}

static void enumerate(struct list *list, const struct daemon *daemon,
		      const struct filter *filter)
{
	CLEANUP(source_fini) struct source source;

	if (source_init(&source, daemon) < 0)
		list->status = ERROR_NOT_ENOUGH_MEMORY;
	else if (select_rows(list, &source.sessions, filter))
		list_make(list, &source, id_of);
}

bool_t session_enum_1_svc(const session_enum_args *args,
			  session_enum_reply *result, struct onc_request *req)
{
	const struct filter filter = make_filter(args->client, args->user);
	struct list list;

	if (list_begin(&list, &levels, LIST_ASKED(args), req))
		enumerate(&list, onc_context(req), &filter);
	return list_end(&list, LIST_REPLY(result));
}

/* The first of the client's that is the user's too. */
static NET_API_STATUS find(const struct sessions *sessions,
			   const struct filter *filter,
			   const struct session **found)
{
	NET_API_STATUS status = NERR_ClientNameNotFound;

	for (size_t i = 0; i < sessions->count; i++) {
		const struct session *session = &sessions->items[i];

		if (!is_client(filter, session))
			continue;
		status = NERR_UserNotFound;
		if (!is_user(filter, session))
			continue;
		*found = session;
		return NERR_Success;
	}
	return status;
}

static void get(struct info *info, const struct daemon *daemon,
		const struct filter *filter)
{
	CLEANUP(source_fini) struct source source;
	const struct session *session;

	if (source_init(&source, daemon) < 0)
		info->status = ERROR_NOT_ENOUGH_MEMORY;
	else
		info->status = find(&source.sessions, filter, &session);
	if (info->status == NERR_Success)
		info_make(info, &source, session);
}

bool_t session_get_info_1_svc(const session_get_info_args *args,
			      session_get_info_reply *result,
			      struct onc_request *req)
{
	const struct filter filter = make_filter(args->client, args->user);
	struct info info;

	if (!info_begin(&info, &levels, args->level, req))
		return info_end(&info, INFO_REPLY(result));
	if (*filter.client == '\0')
		info.status = ERROR_INVALID_PARAMETER;
	else
		get(&info, onc_context(req), &filter);
	return info_end(&info, INFO_REPLY(result));
}
