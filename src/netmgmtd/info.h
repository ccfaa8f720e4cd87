/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_INFO_H
#define NETMGMTD_INFO_H

/*
 * How a handler answers a GetInfo, whatever its noun:
 *
 *	struct info info;
 *
 *	if (info_begin(&info, &levels, args->level, req))
 *		... read the source, and
 *		info_make(&info, &source, item), or say why not in info.status
 *	return info_end(&info, INFO_REPLY(result));
 */

#include <lmcons.h>

#include "src/netmgmtd/level.h"

struct info {
	struct reply reply;
	const struct level *level;
	NET_API_STATUS status;
	void *entry;
};

/* info_begin() tells whether we answer the level; if not, info says 124. */
bool info_begin(struct info *info, const struct levels *levels, uint32_t level,
		struct onc_request *request);

/* info_make() fills the structure of the level. */
void info_make(struct info *info, const void *source, const void *item);

/* The C form of all GetInfo replies of idl/: every arm is one pointer. */
struct info_reply {
	unsigned int status;
	struct {
		unsigned int level;
		void *item;
	} info;
} __attribute__((may_alias));

/* clang-format off */
#define INFO_REPLY(result)                                                     \
	__extension__({                                                        \
		_Static_assert(sizeof(*(result)) == sizeof(struct info_reply), \
			       "a reply of another form");                     \
		(struct info_reply *)(result);                                 \
	})
/* clang-format on */

/*
 * info_end() answers: the structure and its level, or the status alone. It is
 * the handler's TRUE.
 */
bool_t info_end(const struct info *info, struct info_reply *result);

#endif
