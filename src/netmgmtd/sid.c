/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/sid.h"

enum { UNIX_AUTHORITY = 22, UNIX_USERS = 1, UNIX_GROUPS = 2 };

static domsid *make(struct reply *reply, uint32_t kind, uint32_t id)
{
	domsid *sid = reply_alloc(reply, sizeof(*sid));

	if (!sid)
		return NULL;
	*sid = (domsid){.rev = 1,
			.num_auths = 2,
			.id_auth = {0, 0, 0, 0, 0, UNIX_AUTHORITY},
			.sub_auths = {kind, id}};
	return sid;
}

domsid *sid_of_user(struct reply *reply, uint32_t uid)
{
	return make(reply, UNIX_USERS, uid);
}

domsid *sid_of_group(struct reply *reply, uint32_t gid)
{
	return make(reply, UNIX_GROUPS, gid);
}
