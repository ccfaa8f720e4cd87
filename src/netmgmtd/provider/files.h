/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_FILES_H
#define NETMGMTD_PROVIDER_FILES_H

/*
 * What clients have open of what this host shares, by Samba and NFSv4.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/netmgmtd/provider/root.h"
#include "src/netmgmtd/provider/shares.h"

struct file {
	uint32_t id; /* below 2^31; the same as long as it is open */
	enum share_backend backend;
	char *native;
	char *path; /* "" unknown; NFS: the export's and the end of the file's
		     */
	char *user; /* "" unknown, as with all of NFS */
	char *client;
	uint32_t locks; /* byte ranges; NFS: of this client alone */
	bool reads;
	bool writes;
	bool creates;
};

/* In ascending order of id. */
struct files {
	struct file *items;
	size_t count;
	int unread; /* 0, or -errno of a backend that is there but silent */
};

/*
 * files_init() asks both; who does not answer adds nothing. The caller calls
 * files_fini(), after failure (-ENOMEM) too.
 */
__attribute__((warn_unused_result)) int files_init(struct files *files,
						   const struct root *root,
						   const struct shares *shares);
void files_fini(struct files *files);

/* files_find() gives the file of an id, or NULL. */
const struct file *files_find(const struct files *files, uint32_t id);

#endif
