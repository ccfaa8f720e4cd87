/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_HOST_H
#define NETMGMTD_PROVIDER_HOST_H

/*
 * What the host is: name, kernel, domain, the services it offers.
 */

#include <stdbool.h>
#include <stdint.h>

#include "src/netmgmtd/provider/root.h"

struct host {
	char *name;	/* first label only */
	char *comment;	/* in words, "" when nothing says */
	char *langroup; /* workgroup or DNS domain */
	char *homes;	/* where home directories are made */
	uint32_t version_major;
	uint32_t version_minor; /* of the kernel; 0.0 is unknown */
	bool has_time_service;
	bool has_printing;
	bool is_domain_member;
};

/*
 * host_init() reads all of it. Strings are never NULL then; the caller calls
 * host_fini(), after failure (-ENOMEM) too.
 */
__attribute__((warn_unused_result)) int host_init(struct host *host,
						  const struct root *root);
void host_fini(struct host *host);

#endif
