/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What peer-user.c prints, by NetUserEnum and NetUserGetInfo: the two must not
 * differ in a byte.
 *
 * usage: print-user SERVER NAME
 */
#include <stdio.h>

#include <lm.h>

static void print_user(const USER_INFO_3 *user)
{
	printf("%s|%s|%u|%u|%s|%s|%u|%u|%u|%u|%s|%u\n", user->usri3_name,
	       user->usri3_password ? user->usri3_password : "-",
	       user->usri3_priv, user->usri3_flags, user->usri3_home_dir,
	       user->usri3_full_name, user->usri3_acct_expires,
	       user->usri3_user_id, user->usri3_primary_group_id,
	       user->usri3_password_expired, user->usri3_logon_server,
	       user->usri3_logon_hours ? user->usri3_logon_hours[20] : 0);
}

static int list_users(LMCSTR server)
{
	DWORD count, total;
	USER_INFO_3 *users;

	if (NetUserEnum(server, 3, 0, (LPBYTE *)&users, MAX_PREFERRED_LENGTH,
			&count, &total, NULL) != 0)
		return 1;
	for (DWORD i = 0; i < count; i++)
		print_user(&users[i]);
	return NetApiBufferFree(users) != 0;
}

static int show_user(LMCSTR server, LMCSTR name)
{
	const struct domsid *sid;
	USER_INFO_4 *user;

	if (NetUserGetInfo(server, name, 4, (LPBYTE *)&user) != 0)
		return 1;
	sid = user->usri4_user_sid;
	printf("%s|S-%u-%u-%u-%u\n", user->usri4_name, sid->rev,
	       sid->id_auth[5], sid->sub_auths[0], sid->sub_auths[1]);
	return NetApiBufferFree(user) != 0;
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	return list_users(argv[1]) || show_user(argv[1], argv[2]);
}
