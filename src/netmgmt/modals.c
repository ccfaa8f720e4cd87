/* SPDX-License-Identifier: BSD-3-Clause */
/* What holds for all accounts, the caller's side of idl/modals.x. */

#include <lmaccess.h>

#include <netmgmt/modals.h>

#include "remote.h"

static const struct remote_call info =
	REMOTE_CALL(NETMGMT_MODALS, modals_get, 0, 1, 2, 3);

/* Contract 2.3: a host that has joined no domain has none to tell of. */
NET_API_STATUS NetUserModalsGet(LMCSTR servername, DWORD level, LPBYTE *bufptr)
{
	const modals_get_args args = {level};

	if (level == 2)
		return remote_get_optional(&info, servername, level, &args,
					   bufptr);
	return remote_get(&info, servername, level, &args, bufptr);
}
