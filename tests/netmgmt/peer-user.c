/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * rpcgen's client of idl/user.x: asks a daemon at a port of the loopback
 * address for its users and prints level 3 of them, a line each; then level 4
 * of one.
 *
 * usage: peer-user PORT NAME
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "user.h"

static void print_user(const USER_INFO_3 *user)
{
	printf("%s|%s|%u|%u|%s|%s|%u|%u|%u|%u|%s|%u\n", user->usri3_name,
	       user->usri3_password ? *user->usri3_password : "-",
	       user->usri3_priv, user->usri3_flags, user->usri3_home_dir,
	       user->usri3_full_name, user->usri3_acct_expires,
	       user->usri3_user_id, user->usri3_primary_group_id,
	       user->usri3_password_expired, user->usri3_logon_server,
	       user->usri3_logon_hours
		       ? (unsigned char)(*user->usri3_logon_hours)[20]
		       : 0);
}

static int list_users(CLIENT *clnt)
{
	user_enum_args args = {.level = 3, .prefmaxlen = 0xffffffff};
	user_enum_reply reply = {0};

	if (user_enum_1(&args, &reply, clnt) != RPC_SUCCESS || reply.status)
		return 1;
	for (u_int i = 0; i < reply.list.user_list_u.level_3.level_3_len; i++)
		print_user(&reply.list.user_list_u.level_3.level_3_val[i]);
	xdr_free((xdrproc_t)xdr_user_enum_reply, &reply);
	return 0;
}

static int show_user(CLIENT *clnt, char *name)
{
	user_get_info_args args = {.name = name, .level = 4};
	user_get_info_reply reply = {0};
	const USER_INFO_4 *user;

	if (user_get_info_1(&args, &reply, clnt) != RPC_SUCCESS || reply.status)
		return 1;
	user = reply.info.user_info_u.level_4;
	printf("%s|S-%u-%u-%u-%u\n", user->usri4_name,
	       user->usri4_user_sid->rev, user->usri4_user_sid->id_auth[5],
	       user->usri4_user_sid->sub_auths[0],
	       user->usri4_user_sid->sub_auths[1]);
	xdr_free((xdrproc_t)xdr_user_get_info_reply, &reply);
	return 0;
}

int main(int argc, char **argv)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	int fd = RPC_ANYSOCK;
	CLIENT *clnt;

	if (argc != 3)
		return 2;
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	at.sin_port = htons((uint16_t)atoi(argv[1]));
	clnt = clnttcp_create(&at, NETMGMT_USER, NETMGMT_USER_V1, &fd, 0, 0);
	if (!clnt)
		return 1;
	return list_users(clnt) || show_user(clnt, argv[2]);
}
