/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_LIST_H
#define NETMGMTD_LIST_H

/*
 * How a handler answers an Enum, whatever its noun:
 *
 *	struct list list;
 *
 *	if (list_begin(&list, &levels, LIST_ASKED(args), req))
 *		... read the source,
 *		list_add() each row in ascending order of its key, and
 *		list_make(&list, &source, key), or say why not in list.status
 *	return list_end(&list, LIST_REPLY(result));
 */

#include <lmcons.h>

#include "src/netmgmtd/level.h"
#include "src/netmgmtd/page.h"

/* What each Enum asks for. */
struct list_asked {
	uint32_t level;
	uint32_t prefmaxlen;
	uint32_t resume;
};

#define LIST_ASKED(args)                                                       \
	((struct list_asked){(args)->level, (args)->prefmaxlen, (args)->resume})

struct list {
	struct reply reply;
	const struct level *level;
	struct list_asked asked;
	NET_API_STATUS status; /* other than 0: there is no page */
	const void **rows;
	size_t count;
	size_t room;
	size_t most; /* rows of a page; 0: as many as fit */
	struct page page;
};

/* list_begin() tells whether we answer the level; if not, list says 124. */
bool list_begin(struct list *list, const struct levels *levels,
		struct list_asked asked, struct onc_request *request);

/* list_reserve() makes room for count rows. False without memory. */
bool list_reserve(struct list *list, size_t count);

/* list_add() adds a row, of those that there is room for. */
void list_add(struct list *list, const void *item);

/* A row's key; equal ones come on one page (contract 2.2). */
typedef uint32_t list_key(const void *item);

/*
 * list_make() makes the page that was asked for. key is NULL when a row's
 * position is its key.
 */
void list_make(struct list *list, const void *source, list_key *key);

/* The C form of all Enum replies of idl/: an arm is a count and a pointer. */
struct list_reply {
	unsigned int status;
	unsigned int total;
	unsigned int resume;
	struct {
		unsigned int level;
		struct onc_counted items;
	} list;
} __attribute__((may_alias));

/* clang-format off */
#define LIST_REPLY(result)                                                     \
	__extension__({                                                        \
		_Static_assert(sizeof(*(result)) == sizeof(struct list_reply), \
			       "a reply of another form");                     \
		(struct list_reply *)(result);                                 \
	})
/* clang-format on */

/*
 * list_end() answers: the page and its level, or the status alone. It is the
 * handler's TRUE.
 */
bool_t list_end(const struct list *list, struct list_reply *result);

#endif
