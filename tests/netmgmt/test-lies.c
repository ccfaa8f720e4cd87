/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A server that speaks the protocol and lies: it says it has what was asked
 * for and sends something else. Each lie must end as 1783, with nothing given
 * and nothing left. Which lie to tell it takes from an argument of the call.
 */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <lm.h>
#include <netmgmt/remutl.h>
#include <netmgmt/server.h>
#include <netmgmt/user.h>
#include <netmgmt/wksta.h>
#include <onc/server.h>

#include "tests/support/heap.h"
#include "tests/support/tap.h"

/* -- the liar ------------------------------------------------------------ */

/* NetUserEnum's filter says which. */
enum user_lie {
	USERS_TRUE,
	USERS_OF_ANOTHER_LEVEL,
	USERS_WITHOUT_LEVEL,
	USERS_NONE_BUT_MORE,
	USERS_MORE_FROM_HERE,
	USERS_MORE_FROM_BEFORE,
	USERS_DENIED_WITH_DATA,
	USERS_TOO_SMALL_WITH_DATA,
};

static void put_users(user_enum_reply *reply, DWORD level,
		      struct onc_request *request)
{
	/* One entry of any level: strings that are not NULL, numbers of 0. */
	USER_INFO_10 *user = onc_alloc(request, sizeof(*user));

	user->usri10_name = user->usri10_comment = (LMSTR)(uintptr_t) "liar";
	user->usri10_usr_comment = user->usri10_full_name = user->usri10_name;
	reply->list.level = level;
	reply->list.user_list_u.level_10.level_10_len = 1;
	reply->list.user_list_u.level_10.level_10_val = user;
}

static bool_t serve_user_enum(const void *argument, void *result,
			      struct onc_request *request)
{
	const user_enum_args *args = argument;
	user_enum_reply *reply = result;

	reply->total = 7;
	reply->resume = args->resume + 1;
	put_users(reply, args->level, request);
	switch ((enum user_lie)args->filter) {
	case USERS_TRUE:
		reply->status = ERROR_MORE_DATA;
		break;
	case USERS_OF_ANOTHER_LEVEL:
		reply->list.level = 0;
		break;
	case USERS_WITHOUT_LEVEL:
		reply->list.level = NETMGMT_NO_LEVEL;
		break;
	case USERS_NONE_BUT_MORE:
		reply->status = ERROR_MORE_DATA;
		reply->list.user_list_u.level_10.level_10_len = 0;
		break;
	case USERS_MORE_FROM_HERE:
		reply->status = ERROR_MORE_DATA;
		reply->resume = args->resume;
		break;
	case USERS_MORE_FROM_BEFORE:
		reply->status = ERROR_MORE_DATA;
		reply->resume = 0;
		break;
	case USERS_DENIED_WITH_DATA:
		reply->status = ERROR_ACCESS_DENIED;
		break;
	case USERS_TOO_SMALL_WITH_DATA:
		reply->status = NERR_BufTooSmall;
		break;
	}
	return TRUE;
}

/* NetServerDiskEnum's prefmaxlen says which of these to send. */
#define NAMES(count, bytes)                                                    \
	{                                                                      \
		count, sizeof(bytes) - 1, bytes                                \
	}
static const struct {
	DWORD count;
	DWORD size;
	const char *bytes;
} names[] = {
	NAMES(2, "/\0/home\0\0"), /* the truth */
	NAMES(0, ""),		  /* true as well */
	NAMES(3, "/\0/home\0\0"),
	NAMES(1, "/\0/home\0\0"),
	NAMES(2, "/\0/home\0"),
	NAMES(2, "/\0/home"),
	NAMES(2, "/\0\0/home\0"),
	NAMES(2, "/\0/home\0\0\0"),
	NAMES(2, "/\0/home\0x"),
	NAMES(0, "\0"),
	NAMES(1, ""),
	NAMES(0xFFFFFFFF, "/\0/home\0\0"),
	NAMES(1, "\0"),
	NAMES(1, "\0\0"),
};
static const DWORD name_count = sizeof(names) / sizeof(*names);
static const DWORD true_name_count = 2;

static bool_t serve_disk_enum(const void *argument, void *result,
			      struct onc_request *request)
{
	const server_disk_enum_args *args = argument;
	server_disk_enum_reply *reply = result;
	DWORD which = args->prefmaxlen % name_count;

	(void)request;
	reply->count = names[which].count;
	reply->names.names_len = names[which].size;
	reply->names.names_val = (void *)(uintptr_t)names[which].bytes;
	return TRUE;
}

/* Level 100 comes as 101, 101 without data, 102 as it should be. */
static bool_t serve_server_info(const void *argument, void *result,
				struct onc_request *request)
{
	const server_get_info_args *args = argument;
	server_get_info_reply *reply = result;
	SERVER_INFO_102 *info = onc_alloc(request, sizeof(*info));

	info->sv102_name = (LMSTR)(uintptr_t) "liar";
	info->sv102_comment = info->sv102_userpath = info->sv102_name;
	reply->info.level = args->level == 100 ? 101 : args->level;
	if (args->level != 101)
		reply->info.server_info_u.level_102 = info;
	return TRUE;
}

/* So it is here; level 102 comes with a failure and data besides. */
static bool_t serve_wksta_info(const void *argument, void *result,
			       struct onc_request *request)
{
	const wksta_get_info_args *args = argument;
	wksta_get_info_reply *reply = result;
	WKSTA_INFO_102 *info = onc_alloc(request, sizeof(*info));

	info->wki102_computername = (LMSTR)(uintptr_t) "liar";
	info->wki102_langroup = info->wki102_lanroot =
		info->wki102_computername;
	reply->status = args->level == 102 ? ERROR_ACCESS_DENIED : 0;
	reply->info.level = args->level == 100 ? 101 : args->level;
	if (args->level != 101)
		reply->info.wksta_info_u.level_102 = info;
	return TRUE;
}

/* A success without a time. */
static bool_t serve_tod(const void *argument, void *result,
			struct onc_request *request)
{
	(void)argument;
	(void)result;
	(void)request;
	return TRUE;
}

static const struct onc_handler user_handlers[] = {
	{&user_enum_1_procedure, serve_user_enum},
};
static const struct onc_handler server_handlers[] = {
	{&server_get_info_1_procedure, serve_server_info},
	{&server_disk_enum_1_procedure, serve_disk_enum},
};
static const struct onc_handler wksta_handlers[] = {
	{&wksta_get_info_1_procedure, serve_wksta_info},
};
static const struct onc_handler tod_handlers[] = {
	{&remote_tod_1_procedure, serve_tod},
};

#define PROGRAM(name, handlers)                                                \
	{                                                                      \
#name, name, name##_V1, handlers,                              \
			sizeof(handlers) / sizeof(*handlers)                   \
	}
static const struct onc_program programs[] = {
	PROGRAM(NETMGMT_USER, user_handlers),
	PROGRAM(NETMGMT_SERVER, server_handlers),
	PROGRAM(NETMGMT_WKSTA, wksta_handlers),
	PROGRAM(NETMGMT_REMUTL, tod_handlers),
};

static void serve(const char *uri, int ready)
{
	struct onc_server *server;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (onc_server_new(&server))
		_exit(1);
	for (size_t i = 0; i < sizeof(programs) / sizeof(*programs); i++)
		if (onc_server_add(server, &programs[i], NULL))
			_exit(1);
	if (onc_server_listen(server, uri))
		_exit(1);
	if (write(ready, "", 1) != 1 || onc_server_run(server))
		_exit(1);
	_exit(0);
}

/* -- the lies ------------------------------------------------------------ */

struct outputs {
	LPBYTE buffer;
	DWORD read;
	DWORD total;
	DWORD resume;
};

static NET_API_STATUS enum_users(DWORD lie, struct outputs *out)
{
	*out = (struct outputs){(LPBYTE)8, 1, 1, 3};
	return NetUserEnum(NULL, 10, lie, &out->buffer, MAX_PREFERRED_LENGTH,
			   &out->read, &out->total, &out->resume);
}

static NET_API_STATUS enum_disks(DWORD lie, struct outputs *out)
{
	*out = (struct outputs){(LPBYTE)8, 1, 1, 3};
	return NetServerDiskEnum(NULL, 0, &out->buffer, lie, &out->read,
				 &out->total, &out->resume);
}

static void gave_nothing(const struct outputs *out)
{
	CU_ASSERT_PTR_NULL(out->buffer);
	CU_ASSERT_EQUAL(out->read, 0);
	CU_ASSERT_EQUAL(out->resume, 3);
}

static void the_liar_can_tell_the_truth(void)
{
	struct outputs out;

	CU_ASSERT_EQUAL_FATAL(enum_users(USERS_TRUE, &out), ERROR_MORE_DATA);
	CU_ASSERT_EQUAL(out.read, 1);
	CU_ASSERT_EQUAL(out.total, 7);
	CU_ASSERT_EQUAL(out.resume, 4);
	CU_ASSERT_STRING_EQUAL(((LPUSER_INFO_10)out.buffer)->usri10_name,
			       "liar");
	NetApiBufferFree(out.buffer);
	CU_ASSERT_EQUAL(enum_disks(0, &out), NERR_Success);
	CU_ASSERT_EQUAL(out.read, 2);
	NetApiBufferFree(out.buffer);
	CU_ASSERT_EQUAL(enum_disks(1, &out), NERR_Success);
	CU_ASSERT_EQUAL(out.read, 0);
	CU_ASSERT_PTR_NULL(out.buffer);
}

static void a_list_of_another_level_is_1783(void)
{
	struct outputs out;

	CU_ASSERT_EQUAL(enum_users(USERS_OF_ANOTHER_LEVEL, &out),
			RPC_X_BAD_STUB_DATA);
	gave_nothing(&out);
	CU_ASSERT_EQUAL(enum_users(USERS_WITHOUT_LEVEL, &out),
			RPC_X_BAD_STUB_DATA);
	gave_nothing(&out);
}

static void a_page_that_would_come_for_ever_is_1783(void)
{
	for (DWORD lie = USERS_NONE_BUT_MORE; lie <= USERS_MORE_FROM_BEFORE;
	     lie++) {
		struct outputs out;

		CU_ASSERT_EQUAL(enum_users(lie, &out), RPC_X_BAD_STUB_DATA);
		gave_nothing(&out);
	}
}

static void data_with_a_failure_are_freed(void)
{
	struct outputs out;

	CU_ASSERT_EQUAL(enum_users(USERS_DENIED_WITH_DATA, &out),
			ERROR_ACCESS_DENIED);
	gave_nothing(&out);
	CU_ASSERT_EQUAL(out.total, 0);
	CU_ASSERT_EQUAL(enum_users(USERS_TOO_SMALL_WITH_DATA, &out),
			NERR_BufTooSmall);
	gave_nothing(&out);
	CU_ASSERT_EQUAL(out.total, 7);
}

static void disks_that_are_not_as_many_as_said_are_1783(void)
{
	for (DWORD lie = true_name_count; lie < name_count; lie++) {
		struct outputs out;
		NET_API_STATUS status = enum_disks(lie, &out);

		if (status != RPC_X_BAD_STUB_DATA)
			printf("# names %u: %u\n", lie, status);
		CU_ASSERT_EQUAL(status, RPC_X_BAD_STUB_DATA);
		gave_nothing(&out);
	}
}

static void info_of_another_level_or_none_is_1783(void)
{
	LPBYTE buffer = (LPBYTE)8;

	CU_ASSERT_EQUAL(NetServerGetInfo(NULL, 102, &buffer), NERR_Success);
	NetApiBufferFree(buffer);
	for (DWORD level = 100; level <= 101; level++) {
		CU_ASSERT_EQUAL(NetServerGetInfo(NULL, level, &buffer),
				RPC_X_BAD_STUB_DATA);
		CU_ASSERT_PTR_NULL(buffer);
		CU_ASSERT_EQUAL(NetWkstaGetInfo(NULL, level, &buffer),
				RPC_X_BAD_STUB_DATA);
		CU_ASSERT_PTR_NULL(buffer);
	}
	CU_ASSERT_EQUAL(NetWkstaGetInfo(NULL, 102, &buffer),
			ERROR_ACCESS_DENIED);
	CU_ASSERT_PTR_NULL(buffer);
	buffer = (LPBYTE)8;
	CU_ASSERT_EQUAL(NetRemoteTOD(NULL, &buffer), RPC_X_BAD_STUB_DATA);
	CU_ASSERT_PTR_NULL(buffer);
}

static void a_call_the_server_does_not_have_is_1745(void)
{
	LPBYTE buffer = (LPBYTE)8;

	CU_ASSERT_EQUAL(NetUserGetInfo(NULL, "ada", 0, &buffer),
			RPC_S_PROCNUM_OUT_OF_RANGE);
	CU_ASSERT_PTR_NULL(buffer);
}

static void no_lie_leaves_anything_on_the_heap(void)
{
	struct heap_mark before = heap_mark(), after;
	struct outputs out;
	LPBYTE buffer;

	for (DWORD lie = USERS_OF_ANOTHER_LEVEL;
	     lie <= USERS_TOO_SMALL_WITH_DATA; lie++)
		CU_ASSERT_NOT_EQUAL(enum_users(lie, &out), NERR_Success);
	for (DWORD lie = true_name_count; lie < name_count; lie++)
		CU_ASSERT_NOT_EQUAL(enum_disks(lie, &out), NERR_Success);
	CU_ASSERT_NOT_EQUAL(NetServerGetInfo(NULL, 100, &buffer), NERR_Success);
	CU_ASSERT_NOT_EQUAL(NetWkstaGetInfo(NULL, 102, &buffer), NERR_Success);
	after = heap_mark();
	CU_ASSERT_EQUAL(after.blocks, before.blocks);
	CU_ASSERT_EQUAL(after.bytes, before.bytes);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(the_liar_can_tell_the_truth),
		TAP_CASE(a_list_of_another_level_is_1783),
		TAP_CASE(a_page_that_would_come_for_ever_is_1783),
		TAP_CASE(data_with_a_failure_are_freed),
		TAP_CASE(disks_that_are_not_as_many_as_said_are_1783),
		TAP_CASE(info_of_another_level_or_none_is_1783),
		TAP_CASE(a_call_the_server_does_not_have_is_1745),
		TAP_CASE(no_lie_leaves_anything_on_the_heap),
	};
	char folder[] = "/tmp/test-lies-XXXXXX", uri[80], socket[64], byte;
	int ready[2], result;
	pid_t child;

	if (!mkdtemp(folder) || pipe(ready))
		return EXIT_FAILURE;
	snprintf(socket, sizeof(socket), "%s/s", folder);
	snprintf(uri, sizeof(uri), "unix://%s", socket);
	setenv("NETMGMT_LOCAL", uri, 1);
	child = fork();
	if (child == 0)
		serve(uri, ready[1]);
	close(ready[1]);
	if (child < 0 || read(ready[0], &byte, 1) != 1)
		return EXIT_FAILURE;
	result = tap_run("lies", cases, TAP_COUNT(cases));
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	unlink(socket);
	rmdir(folder);
	return result;
}
