/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMT_REMOTE_H
#define NETMGMT_REMOTE_H

/*
 * A function of this library is a constant description of its procedure and
 * one call of what is below: arguments are checked in the order of contract
 * 2.3, all of them before anything is connected; then it connects, calls, and
 * hands the reply's block over.
 *
 * All replies of a kind have one C form, whatever their noun: a union's arm is
 * one pointer, or a count and a pointer. So an .x file writes
 *
 *	struct NOUN_enum_reply {		struct NOUN_get_info_reply {
 *		unsigned int status;			unsigned int status;
 *		unsigned int total;			NOUN_info info;
 *		unsigned int resume;		};
 *		NOUN_list list;
 *	};
 *
 * where NOUN_list and NOUN_info are unions by level, and nothing else.
 */

#include <netmgmt/lmtypes.h>
#include <onc/client.h>

#include "binding.h"
#include "reply.h"

struct remote_call {
	uint32_t program;
	uint32_t version;
	const struct onc_procedure *procedure;
	size_t reply_size;
	const DWORD *levels;
	size_t level_count; /* 0: there are no levels */
	bool is_local;	    /* asks this host alone */
};

/* A call without levels, and one at these; name_1 is the procedure's stub. */
#define REMOTE_CALL_BARE(program, name)                                        \
	{                                                                      \
		program, program##_V1, &name##_1_procedure,                    \
			sizeof(name##_reply), NULL, 0, false                   \
	}
#define REMOTE_CALL(program, name, ...)                                        \
	{                                                                      \
		program, program##_V1, &name##_1_procedure,                    \
			sizeof(name##_reply), (const DWORD[]){__VA_ARGS__},    \
			sizeof((const DWORD[]){__VA_ARGS__}) / sizeof(DWORD),  \
			false                                                  \
	}

/* The same for functions whose server name is reserved. */
#define REMOTE_CALL_LOCAL(program, name, ...)                                  \
	{                                                                      \
		program, program##_V1, &name##_1_procedure,                    \
			sizeof(name##_reply), (const DWORD[]){__VA_ARGS__},    \
			sizeof((const DWORD[]){__VA_ARGS__}) / sizeof(DWORD),  \
			true                                                   \
	}

/*
 * remote_run() is the way to the server and back, for a reply of any form.
 * args are the procedure's, NULL if it has none. A string that its .x file
 * calls LMSTR is a required one, so NULL is 87; so is another host in a local
 * call. *block is what the reply
 * points to, and the caller's to end with reply_free().
 *
 * Errors: 123, 124, 87 in this order; those of binding_open(); those of the
 * call. On failure *block is NULL.
 */
__attribute__((warn_unused_result, nonnull(1, 5, 6))) NET_API_STATUS
remote_run(const struct remote_call *call, LMCSTR server, DWORD level,
	   const void *args, void *reply, void **block);

/*
 * remote_get() is a GetInfo. *buffer becomes the caller's block; it is NULL
 * with any status but 0.
 *
 * Errors: 87 when buffer is NULL, then those of remote_run(), the reply's
 * status, and 1783 for a reply that has not what was asked for.
 */
__attribute__((warn_unused_result, nonnull(1))) NET_API_STATUS
remote_get(const struct remote_call *call, LMCSTR server, DWORD level,
	   const void *args, LPBYTE *buffer);

/*
 * remote_get_optional() is remote_get() for what need not be there: a reply
 * without it is a success with NULL.
 */
__attribute__((warn_unused_result, nonnull(1))) NET_API_STATUS
remote_get_optional(const struct remote_call *call, LMCSTR server, DWORD level,
		    const void *args, LPBYTE *buffer);

/*
 * remote_enumerate() is an Enum. args ask from page_start() on.
 *
 * Errors: 87 or 1780 for NULL outputs, then as remote_get().
 */
__attribute__((warn_unused_result, nonnull(1, 4, 5))) NET_API_STATUS
remote_enumerate(const struct remote_call *call, LMCSTR server, DWORD level,
		 const void *args, const struct page *page);

#endif
