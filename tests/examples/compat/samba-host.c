/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A program as written for Samba's libnetapi: what a server is, at a level of
 * the command line. Of its lines, only the include of the header is another.
 */

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <netmgmt/samba.h>

static int show_server(const char *hostname, uint32_t level)
{
	uint8_t *buffer = NULL;
	NET_API_STATUS status;

	status = NetServerGetInfo(hostname, level, &buffer);
	if (status != 0) {
		char *text = libnetapi_errstr(status);

		printf("GetInfo failed with: %s\n", text);
		NetApiBufferFree(text);
		return (int)status;
	}
	switch (level) {
	case 100: {
		struct SERVER_INFO_100 *i100;

		i100 = (struct SERVER_INFO_100 *)buffer;
		printf("platform id: %d\n", (int)i100->sv100_platform_id);
		printf("server name: %s\n", i100->sv100_name);
		break;
	}
	case 101: {
		struct SERVER_INFO_101 *i101;

		i101 = (struct SERVER_INFO_101 *)buffer;
		printf("server name: %s\n", i101->sv101_name);
		printf("comment: %s\n", i101->sv101_comment);
		break;
	}
	default:
		break;
	}
	NetApiBufferFree(buffer);
	return 0;
}

static int show_workstation(const char *hostname)
{
	struct WKSTA_INFO_100 *info;
	struct TIME_OF_DAY_INFO *tod;
	uint8_t *buffer = NULL;

	if (NetWkstaGetInfo(hostname, 100, &buffer) != 0)
		return 1;
	info = (struct WKSTA_INFO_100 *)buffer;
	printf("workgroup: %s\n", info->wki100_langroup);
	NetApiBufferFree(buffer);
	if (NetRemoteTOD(hostname, &buffer) != 0)
		return 1;
	tod = (struct TIME_OF_DAY_INFO *)buffer;
	printf("the year is in this %s\n",
	       tod->tod_year / 100 == 20 ? "century" : "doubt");
	NetApiBufferFree(buffer);
	return 0;
}

int main(int argc, char **argv)
{
	struct libnetapi_ctx *ctx = NULL;
	const char *hostname = argc > 1 ? argv[1] : NULL;
	uint32_t level = argc > 2 ? (uint32_t)atoi(argv[2]) : 100;
	int result;

	if (libnetapi_getctx(&ctx) != 0)
		return -1;
	result = show_server(hostname, level);
	if (!result)
		result = show_workstation(hostname);
	libnetapi_free(ctx);
	return result != 0;
}
