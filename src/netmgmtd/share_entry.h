/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_SHARE_ENTRY_H
#define NETMGMTD_SHARE_ENTRY_H

/*
 * Shares as the documented structures have them: what each backend knows, in
 * the words of Windows.
 */

#include "src/netmgmtd/level.h"
#include "src/netmgmtd/provider/connections.h"
#include "src/netmgmtd/provider/shares.h"

/* What a level needs besides the shares. */
enum { SHARE_NEEDS_CONNECTIONS = 1 };

struct share_source {
	struct shares shares;
	struct connections connections; /* none, unless they are needed */
};

/*
 * share_source_init() reads the shares, and what needs says. The caller calls
 * share_source_fini(), after failure (-ENOMEM) too.
 */
ONC_MUST_USE int share_source_init(struct share_source *source,
				   const struct root *root, unsigned int needs);
void share_source_fini(struct share_source *source);

/* Their items are shares; an Enum has all levels but the last of GetInfo. */
extern const struct levels share_list_levels;
extern const struct levels share_info_levels;

/* share_type() gives a share's STYPE_*; share_kind_type() a connection's. */
uint32_t share_type(const struct share *share);
uint32_t share_kind_type(enum share_kind kind);

/* share_backend_name() gives what levels from 9000 on call a backend. */
const char *share_backend_name(enum share_backend backend);

#endif
