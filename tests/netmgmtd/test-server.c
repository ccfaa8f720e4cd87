/* SPDX-License-Identifier: BSD-3-Clause */
#include <time.h>

#include <rpc/rpc.h>

#include <lmapibuf.h>
#include <lmerr.h>
#include <lmserver.h>
#include <netmgmt/remutl.h>
#include <netmgmt/server.h>
#include <netmgmt/wksta.h>

#include "tests/netmgmtd/daemon.h"
#include "tests/support/tap.h"

struct session {
	struct running running;
	CLIENT *clnt;
};

static void start(struct session *session, uint32_t program, uint32_t version)
{
	daemon_start(&session->running);
	session->clnt = daemon_connect(&session->running, program, version);
}

static void end(struct session *session)
{
	clnt_destroy(session->clnt);
	CU_ASSERT_EQUAL(daemon_end(&session->running), 0);
}

/* -- server -------------------------------------------------------------- */

static uint32_t get_server(struct session *session, uint32_t level,
			   void **block)
{
	const server_get_info_args args = {level};
	server_get_info_reply reply;

	CU_ASSERT_EQUAL_FATAL(
		server_get_info_1(&args, &reply, block, session->clnt), 0);
	CU_ASSERT_EQUAL(reply.info.level,
			reply.status ? NETMGMT_NO_LEVEL : level);
	CU_ASSERT_EQUAL(reply.status == 0, *block != NULL);
	return reply.status;
}

static void tells_what_the_server_is(void)
{
	struct session session;
	SERVER_INFO_102 *info;
	SERVER_INFO_101 *shorter;
	SERVER_INFO_100 *shortest;
	void *block;

	start(&session, NETMGMT_SERVER, NETMGMT_SERVER_V1);
	CU_ASSERT_EQUAL_FATAL(get_server(&session, 102, &block), 0);
	info = block;
	CU_ASSERT_EQUAL(info->sv102_platform_id, 500);
	CU_ASSERT_STRING_EQUAL(info->sv102_name, "fixture");
	CU_ASSERT_EQUAL(info->sv102_version_major, 6);
	CU_ASSERT_EQUAL(info->sv102_version_minor, 1);
	CU_ASSERT_EQUAL(info->sv102_type, SV_TYPE_WORKSTATION |
						  SV_TYPE_SERVER_UNIX |
						  SV_TYPE_TIME_SOURCE);
	CU_ASSERT_STRING_EQUAL(info->sv102_comment, "The Fixture Machine");
	CU_ASSERT_EQUAL(info->sv102_users, 0xffffffff);
	CU_ASSERT_EQUAL(info->sv102_disc, SV_NODISC);
	CU_ASSERT_EQUAL(info->sv102_hidden, SV_VISIBLE);
	CU_ASSERT_EQUAL(info->sv102_announce, 0);
	CU_ASSERT_EQUAL(info->sv102_anndelta, 0);
	CU_ASSERT_EQUAL(info->sv102_licenses, 5);
	CU_ASSERT_STRING_EQUAL(info->sv102_userpath, "/srv/homes");
	NetApiBufferFree(block);
	CU_ASSERT_EQUAL_FATAL(get_server(&session, 101, &block), 0);
	shorter = block;
	CU_ASSERT_STRING_EQUAL(shorter->sv101_comment, "The Fixture Machine");
	NetApiBufferFree(block);
	CU_ASSERT_EQUAL_FATAL(get_server(&session, 100, &block), 0);
	shortest = block;
	CU_ASSERT_STRING_EQUAL(shortest->sv100_name, "fixture");
	NetApiBufferFree(block);
	end(&session);
}

static void refuses_other_levels_of_a_server(void)
{
	static const uint32_t others[] = {0,   99,  103,  402,
					  502, 503, 1005, 0xffffffff};
	struct session session;
	void *block;

	start(&session, NETMGMT_SERVER, NETMGMT_SERVER_V1);
	for (size_t i = 0; i < TAP_COUNT(others); i++)
		CU_ASSERT_EQUAL(get_server(&session, others[i], &block),
				ERROR_INVALID_LEVEL);
	end(&session);
}

/* -- disks --------------------------------------------------------------- */

/* "/", "/srv/with space", "/srv/data", "/home" and the end. */
enum { ALL_NAMES = 2 + 16 + 10 + 6 + 1 };

static void check_disks(struct session *session,
			const server_disk_enum_args *args,
			const server_disk_enum_reply *expected)
{
	server_disk_enum_reply reply;
	void *block;

	CU_ASSERT_EQUAL_FATAL(
		server_disk_enum_1(args, &reply, &block, session->clnt), 0);
	CU_ASSERT_EQUAL(reply.status, expected->status);
	CU_ASSERT_EQUAL(reply.total, expected->total);
	CU_ASSERT_EQUAL(reply.resume, expected->resume);
	CU_ASSERT_EQUAL(reply.count, expected->count);
	CU_ASSERT_EQUAL(block != NULL, reply.count > 0);
	CU_ASSERT_EQUAL_FATAL(reply.names.names_len, expected->names.names_len);
	CU_ASSERT_EQUAL(
		memcmp(reply.names.names_val ? reply.names.names_val : "",
		       expected->names.names_val ? expected->names.names_val
						 : "",
		       expected->names.names_len),
		0);
	NetApiBufferFree(block);
}

static void packs_disks_one_after_the_other(void)
{
	static char all[] = "/\0/srv/with space\0/srv/data\0/home\0";
	struct session session;

	CU_ASSERT_EQUAL(sizeof(all), ALL_NAMES);
	start(&session, NETMGMT_SERVER, NETMGMT_SERVER_V1);
	check_disks(&session,
		    &(server_disk_enum_args){0, MAX_PREFERRED_LENGTH, 0},
		    &(server_disk_enum_reply){0, 4, 0, 4, {ALL_NAMES, all}});
	check_disks(&session, &(server_disk_enum_args){0, ALL_NAMES, 0},
		    &(server_disk_enum_reply){0, 4, 0, 4, {ALL_NAMES, all}});
	end(&session);
}

static void pages_disks_by_the_number_of_their_mount(void)
{
	static char first[] = "/\0/srv/with space\0/srv/data\0";
	static char last[] = "/home\0", root[] = "/\0";
	struct session session;

	start(&session, NETMGMT_SERVER, NETMGMT_SERVER_V1);
	check_disks(&session, &(server_disk_enum_args){0, ALL_NAMES - 1, 0},
		    &(server_disk_enum_reply){
			    ERROR_MORE_DATA, 4, 46, 3, {29, first}});
	check_disks(&session, &(server_disk_enum_args){0, 100, 46},
		    &(server_disk_enum_reply){0, 1, 0, 1, {7, last}});
	check_disks(&session, &(server_disk_enum_args){0, 3, 0},
		    &(server_disk_enum_reply){
			    ERROR_MORE_DATA, 4, 28, 1, {3, root}});
	check_disks(&session, &(server_disk_enum_args){0, 2, 0},
		    &(server_disk_enum_reply){
			    NERR_BufTooSmall, 4, 0, 0, {0, NULL}});
	check_disks(&session, &(server_disk_enum_args){0, 0, 28},
		    &(server_disk_enum_reply){
			    NERR_BufTooSmall, 3, 28, 0, {0, NULL}});
	check_disks(&session, &(server_disk_enum_args){0, 100, 71},
		    &(server_disk_enum_reply){0, 0, 0, 0, {0, NULL}});
	end(&session);
}

static void refuses_other_levels_of_disks(void)
{
	struct session session;

	start(&session, NETMGMT_SERVER, NETMGMT_SERVER_V1);
	check_disks(&session, &(server_disk_enum_args){1, 100, 9},
		    &(server_disk_enum_reply){
			    ERROR_INVALID_LEVEL, 0, 9, 0, {0, NULL}});
	end(&session);
}

/* -- workstation --------------------------------------------------------- */

static uint32_t get_wksta(struct session *session, uint32_t level, void **block)
{
	const wksta_get_info_args args = {level};
	wksta_get_info_reply reply;

	CU_ASSERT_EQUAL_FATAL(
		wksta_get_info_1(&args, &reply, block, session->clnt), 0);
	CU_ASSERT_EQUAL(reply.info.level,
			reply.status ? NETMGMT_NO_LEVEL : level);
	CU_ASSERT_EQUAL(reply.status == 0, *block != NULL);
	return reply.status;
}

static void tells_what_the_workstation_is(void)
{
	struct session session;
	WKSTA_INFO_102 *info;
	WKSTA_INFO_101 *shorter;
	WKSTA_INFO_100 *shortest;
	void *block;

	start(&session, NETMGMT_WKSTA, NETMGMT_WKSTA_V1);
	CU_ASSERT_EQUAL_FATAL(get_wksta(&session, 102, &block), 0);
	info = block;
	CU_ASSERT_EQUAL(info->wki102_platform_id, 500);
	CU_ASSERT_STRING_EQUAL(info->wki102_computername, "fixture");
	CU_ASSERT_STRING_EQUAL(info->wki102_langroup, "EXAMPLEGRP");
	CU_ASSERT_EQUAL(info->wki102_ver_major, 6);
	CU_ASSERT_EQUAL(info->wki102_ver_minor, 1);
	CU_ASSERT_STRING_EQUAL(info->wki102_lanroot, "");
	CU_ASSERT_EQUAL(info->wki102_logged_on_users, 2);
	NetApiBufferFree(block);
	CU_ASSERT_EQUAL_FATAL(get_wksta(&session, 101, &block), 0);
	shorter = block;
	CU_ASSERT_STRING_EQUAL(shorter->wki101_lanroot, "");
	NetApiBufferFree(block);
	CU_ASSERT_EQUAL_FATAL(get_wksta(&session, 100, &block), 0);
	shortest = block;
	CU_ASSERT_STRING_EQUAL(shortest->wki100_langroup, "EXAMPLEGRP");
	NetApiBufferFree(block);
	CU_ASSERT_EQUAL(get_wksta(&session, 502, &block), ERROR_INVALID_LEVEL);
	CU_ASSERT_EQUAL(get_wksta(&session, 0, &block), ERROR_INVALID_LEVEL);
	end(&session);
}

/* -- time ---------------------------------------------------------------- */

static void tells_the_time_of_day_in_utc(void)
{
	struct session session;
	remote_tod_reply reply;
	time_t now = time(NULL), then;
	struct tm utc;
	void *block;

	start(&session, NETMGMT_REMUTL, NETMGMT_REMUTL_V1);
	CU_ASSERT_EQUAL_FATAL(remote_tod_1(&reply, &block, session.clnt), 0);
	CU_ASSERT_EQUAL_FATAL(reply.status, 0);
	CU_ASSERT_PTR_EQUAL_FATAL(reply.info, block);
	then = reply.info->tod_elapsedt;
	CU_ASSERT_TRUE(then >= now && then <= now + 60);
	gmtime_r(&then, &utc);
	CU_ASSERT_EQUAL(reply.info->tod_hours, (unsigned int)utc.tm_hour);
	CU_ASSERT_EQUAL(reply.info->tod_mins, (unsigned int)utc.tm_min);
	CU_ASSERT_EQUAL(reply.info->tod_secs, (unsigned int)utc.tm_sec);
	CU_ASSERT_TRUE(reply.info->tod_hunds < 100);
	CU_ASSERT_EQUAL(reply.info->tod_day, (unsigned int)utc.tm_mday);
	CU_ASSERT_EQUAL(reply.info->tod_month, (unsigned int)utc.tm_mon + 1);
	CU_ASSERT_EQUAL(reply.info->tod_year, (unsigned int)utc.tm_year + 1900);
	CU_ASSERT_EQUAL(reply.info->tod_weekday, (unsigned int)utc.tm_wday);
	CU_ASSERT_EQUAL(reply.info->tod_tinterval, 100);
	NetApiBufferFree(block);
	end(&session);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(tells_what_the_server_is),
		TAP_CASE(refuses_other_levels_of_a_server),
		TAP_CASE(packs_disks_one_after_the_other),
		TAP_CASE(pages_disks_by_the_number_of_their_mount),
		TAP_CASE(refuses_other_levels_of_disks),
		TAP_CASE(tells_what_the_workstation_is),
		TAP_CASE(tells_the_time_of_day_in_utc),
	};

	return tap_run("server", cases, TAP_COUNT(cases));
}
