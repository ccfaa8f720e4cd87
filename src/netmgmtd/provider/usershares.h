/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_USERSHARES_H
#define NETMGMTD_PROVIDER_USERSHARES_H

/*
 * Shares of Samba that ordinary users made, one file for each (net usershare).
 */

#include <stdbool.h>
#include <stddef.h>

#include "src/netmgmtd/provider/root.h"

struct usershare {
	char *name;
	char *path;
	char *comment;
	char *acl; /* "Everyone:R,", as the file has it */
	bool guest;
};

/* In the order of the files' names. */
struct usershares {
	struct usershare *items;
	size_t count;
};

/*
 * usershares_init() reads a directory; missing is no shares, unreadable is
 * -errno. A file that is malformed or not to be read is passed over. The
 * caller calls usershares_fini(), after failure too.
 */
__attribute__((warn_unused_result)) int
usershares_init(struct usershares *shares, const struct root *root,
		const char *folder);
void usershares_fini(struct usershares *shares);

#endif
