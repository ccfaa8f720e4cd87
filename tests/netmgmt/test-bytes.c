/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Replies that are damaged on their way: every proper prefix of a good reply
 * and every change of one byte of it come to the functions, over TCP, and each
 * time the caller gets an error and nothing, or a whole result in one block.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lm.h>
#include <netmgmt/remutl.h>
#include <netmgmt/server.h>
#include <netmgmt/user.h>

#include "tests/support/heap.h"
#include "tests/support/peer.h"
#include "tests/support/tap.h"

static struct peer peer;
static const char *server;

/* -- good replies
 * ------------------------------------------------------------------- */

static uint8_t hours[21];
static struct domsid sid = {1, 2, {0, 0, 0, 0, 0, 22}, {1, 1000}};

#define NAMES                                                                  \
	.usri4_name = (char *)"alice", .usri4_home_dir = (char *)"/home/a",    \
	.usri4_comment = (char *)"", .usri4_script_path = (char *)"",          \
	.usri4_full_name = (char *)"Alice", .usri4_usr_comment = (char *)"",   \
	.usri4_parms = (char *)"", .usri4_workstations = (char *)"",           \
	.usri4_logon_server = (char *)"", .usri4_profile = (char *)"",         \
	.usri4_home_dir_drive = (char *)"", .usri4_logon_hours = hours,        \
	.usri4_user_sid = &sid

static USER_INFO_4 users[] = {{NAMES}, {NAMES}};

static const user_enum_reply good_list = {
	.status = ERROR_MORE_DATA,
	.total = 9,
	.resume = 1001,
	.list = {4, .user_list_u.level_4 = {2, users}},
};
static const user_get_info_reply good_user = {
	.info = {4, .user_info_u.level_4 = users},
};
static const server_disk_enum_reply good_disks = {
	.total = 2,
	.count = 2,
	.names = {8, (char *)"/\0/boot\0"},
};
static const remote_tod_reply good_clock = {
	.info = &(TIME_OF_DAY_INFO){.tod_elapsedt = 1},
};

/* -- the functions
 * --------------------------------------------------------------------- */

static NET_API_STATUS list(void **block)
{
	DWORD count = 77, total = 77, resume = 0;
	NET_API_STATUS status;

	status = NetUserEnum(server, 4, 0, (LPBYTE *)block,
			     MAX_PREFERRED_LENGTH, &count, &total, &resume);
	CU_ASSERT(*block ? count > 0 : count == 0);
	return status == ERROR_MORE_DATA ? 0 : status;
}

static NET_API_STATUS get(void **block)
{
	return NetUserGetInfo(server, "alice", 4, (LPBYTE *)block);
}

static NET_API_STATUS disks(void **block)
{
	DWORD count, total;
	NET_API_STATUS status;

	status = NetServerDiskEnum(server, 0, (LPBYTE *)block,
				   MAX_PREFERRED_LENGTH, &count, &total, NULL);
	return status == ERROR_MORE_DATA ? 0 : status;
}

static NET_API_STATUS tell_time(void **block)
{
	return NetRemoteTOD(server, (LPBYTE *)block);
}

/* -- damage
 * -------------------------------------------------------------------------------
 */

static void call_once(NET_API_STATUS (*call)(void **), bool may_succeed)
{
	const struct heap_mark before = heap_mark();
	void *block = &block;
	NET_API_STATUS status = call(&block);
	DWORD size;

	if (status) {
		CU_ASSERT_PTR_NULL(block);
	} else {
		CU_ASSERT(may_succeed);
		CU_ASSERT(!block || NetApiBufferSize(block, &size) == 0);
	}
	CU_ASSERT_EQUAL(NetApiBufferFree(block), 0);
	CU_ASSERT_EQUAL(heap_mark().blocks, before.blocks);
}

static void damage(const struct onc_type *type, const void *reply,
		   NET_API_STATUS (*call)(void **))
{
	unsigned char *bytes;
	size_t size;

	CU_ASSERT_EQUAL_FATAL(
		onc_encode(type, reply, NULL, (void **)&bytes, &size, NULL),
		ONC_OK);
	peer_say(&peer, PEER_ANSWERS, bytes, size);
	call_once(call, true);
	for (size_t cut = 0; cut < size; cut++) {
		peer_say(&peer, PEER_ANSWERS, bytes, cut);
		call_once(call, false);
	}
	for (size_t at = 0; at < size; at++) {
		static const unsigned char changes[] = {1, 0x80, 0xff};

		for (size_t i = 0; i < sizeof(changes); i++) {
			bytes[at] ^= changes[i];
			peer_say(&peer, PEER_ANSWERS, bytes, size);
			call_once(call, true);
			bytes[at] ^= changes[i];
		}
	}
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

static const struct onc_type *result_of(const struct onc_procedure *procedure)
{
	return &procedure->result;
}

static void a_damaged_list_is_an_error_or_a_whole(void)
{
	damage(result_of(&user_enum_1_procedure), &good_list, list);
}

static void a_damaged_account_is_an_error_or_a_whole(void)
{
	damage(result_of(&user_get_info_1_procedure), &good_user, get);
}

static void damaged_disks_are_an_error_or_a_whole(void)
{
	damage(result_of(&server_disk_enum_1_procedure), &good_disks, disks);
}

static void a_damaged_clock_is_an_error_or_a_whole(void)
{
	damage(result_of(&remote_tod_1_procedure), &good_clock, tell_time);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(a_damaged_list_is_an_error_or_a_whole),
		TAP_CASE(a_damaged_account_is_an_error_or_a_whole),
		TAP_CASE(damaged_disks_are_an_error_or_a_whole),
		TAP_CASE(a_damaged_clock_is_an_error_or_a_whole),
	};
	void *block;
	int status;

	if (peer_start(&peer) != 0)
		return 99;
	server = peer.uri + strlen("tcp://");
	/* The first call of a process makes the C library keep some things. */
	peer_say(&peer, PEER_CLOSES, NULL, 0);
	if (tell_time(&block) == 0)
		return 99;
	status = tap_run("bytes", cases, TAP_COUNT(cases));
	peer_stop(&peer);
	return status;
}
