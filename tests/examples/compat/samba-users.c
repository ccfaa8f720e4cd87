/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A program as written for Samba's libnetapi: lists the users of a server page
 * by page, and shows one of them with its SID. Of its lines, only the include
 * of the header is another.
 */

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <netmgmt/samba.h>

static int tell(struct libnetapi_ctx *ctx, const char *what,
		NET_API_STATUS status)
{
	const char *text = libnetapi_get_error_string(ctx, status);

	printf("%s failed with: %s\n", what, text);
	NetApiBufferFree((void *)text);
	return 1;
}

static int list_users(struct libnetapi_ctx *ctx, const char *hostname)
{
	uint8_t *buffer = NULL;
	uint32_t entries_read = 0, total_entries = 0, resume_handle = 0;
	NET_API_STATUS status;
	uint32_t i;

	do {
		struct USER_INFO_20 *info20;

		status = NetUserEnum(hostname, 20, FILTER_NORMAL_ACCOUNT,
				     &buffer, 400, &entries_read,
				     &total_entries, &resume_handle);
		if (status != 0 && status != ERROR_MORE_DATA)
			return tell(ctx, "NetUserEnum", status);
		info20 = (struct USER_INFO_20 *)buffer;
		for (i = 0; i < entries_read; i++)
			printf("user %s %" PRIu32 "\n", info20[i].usri20_name,
			       info20[i].usri20_user_id);
		NetApiBufferFree(buffer);
		buffer = NULL;
	} while (status == ERROR_MORE_DATA);
	return 0;
}

static int show_user(struct libnetapi_ctx *ctx, const char *hostname,
		     const char *username)
{
	struct USER_INFO_4 *info4;
	uint8_t *buffer = NULL;
	char *sid_str = NULL;
	NET_API_STATUS status;

	status = NetUserGetInfo(hostname, username, 4, &buffer);
	if (status != 0)
		return tell(ctx, "NetUserGetInfo", status);
	info4 = (struct USER_INFO_4 *)buffer;
	if (!ConvertSidToStringSid(info4->usri4_user_sid, &sid_str))
		return 1;
	printf("sid of %s: %s\n", info4->usri4_name, sid_str);
	printf("password is %s\n", info4->usri4_password ? "told" : "not told");
	free(sid_str);
	NetApiBufferFree(buffer);
	return 0;
}

int main(int argc, const char **argv)
{
	struct libnetapi_ctx *ctx = NULL;
	const char *hostname = argc > 1 ? argv[1] : NULL;
	const char *username = argc > 2 ? argv[2] : "root";
	int failed;

	if (libnetapi_init(&ctx) != 0)
		return -1;
	libnetapi_set_debuglevel(ctx, "0");
	libnetapi_set_username(ctx, "administrator");
	libnetapi_set_password(ctx, "secret");
	libnetapi_set_use_kerberos(ctx);
	failed =
		list_users(ctx, hostname) || show_user(ctx, hostname, username);
	libnetapi_free(ctx);
	return failed;
}
