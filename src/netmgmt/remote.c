/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Nothing is connected before all arguments are right, and nothing that a
 * reply brought outlives a failure.
 */

#include "remote.h"

#include <assert.h>

#include <lmerr.h>

/* The C forms of replies, whatever their types are called. */
struct info_envelope {
	unsigned int status;
	struct {
		unsigned int level;
		void *item;
	} info;
};

/* NetRemoteTOD's: one structure, no level. */
struct bare_envelope {
	unsigned int status;
	void *item;
};

struct page_envelope {
	unsigned int status;
	unsigned int total;
	unsigned int resume;
	struct {
		unsigned int level;
		struct onc_counted items;
	} list;
};

static bool has_level(const struct remote_call *call, DWORD level)
{
	for (size_t i = 0; i < call->level_count; i++)
		if (call->levels[i] == level)
			return true;
	return !call->level_count;
}

/* A NULL in place of a string, or what the protocol has no room for. */
static bool can_be_sent(const struct onc_type *argument, const void *args)
{
	size_t size;

	return !args || onc_footprint(argument, args, &size) == ONC_OK;
}

NET_API_STATUS remote_run(const struct remote_call *call, LMCSTR server,
			  DWORD level, const void *args, void *reply,
			  void **block)
{
	__attribute__((cleanup(binding_close))) CLIENT *clnt = NULL;
	struct binding binding;
	NET_API_STATUS status;

	*block = NULL;
	status = binding_parse(&binding, server);
	if (status)
		return status;
	if (!has_level(call, level))
		return ERROR_INVALID_LEVEL;
	if (call->is_local && !binding.is_local)
		return ERROR_INVALID_PARAMETER;
	if (!can_be_sent(&call->procedure->argument, args))
		return ERROR_INVALID_PARAMETER;
	status = binding_open(&binding, call->program, call->version, &clnt);
	if (status)
		return status;
	return onc_status_code(onc_call_envelope(clnt, call->procedure, args,
						 reply, block, NULL));
}

static NET_API_STATUS get_bare(const struct remote_call *call, LMCSTR server,
			       const void *args, LPBYTE *buffer)
{
	__attribute__((cleanup(reply_free))) void *block = NULL;
	struct bare_envelope reply;
	NET_API_STATUS status;

	assert(call->reply_size == sizeof(reply));
	status = remote_run(call, server, 0, args, &reply, &block);
	if (status)
		return status;
	return info_give(
		&(struct info_reply){
			.status = reply.status,
			.fits = true,
			.item = reply.item,
		},
		&block, buffer);
}

static NET_API_STATUS get_level(const struct remote_call *call, LMCSTR server,
				DWORD level, const void *args, bool optional,
				LPBYTE *buffer)
{
	__attribute__((cleanup(reply_free))) void *block = NULL;
	struct info_envelope reply;
	NET_API_STATUS status;

	assert(call->reply_size == sizeof(reply));
	status = remote_run(call, server, level, args, &reply, &block);
	if (status)
		return status;
	if (optional && !reply.status && reply.info.level == level &&
	    !reply.info.item)
		return NERR_Success;
	return info_give(
		&(struct info_reply){
			.status = reply.status,
			.fits = reply.info.level == level,
			.item = reply.info.item,
		},
		&block, buffer);
}

NET_API_STATUS remote_get(const struct remote_call *call, LMCSTR server,
			  DWORD level, const void *args, LPBYTE *buffer)
{
	if (!buffer)
		return ERROR_INVALID_PARAMETER;
	*buffer = NULL;
	return call->level_count
		       ? get_level(call, server, level, args, false, buffer)
		       : get_bare(call, server, args, buffer);
}

NET_API_STATUS remote_get_optional(const struct remote_call *call,
				   LMCSTR server, DWORD level, const void *args,
				   LPBYTE *buffer)
{
	if (!buffer)
		return ERROR_INVALID_PARAMETER;
	*buffer = NULL;
	return get_level(call, server, level, args, true, buffer);
}

NET_API_STATUS remote_enumerate(const struct remote_call *call, LMCSTR server,
				DWORD level, const void *args,
				const struct page *page)
{
	__attribute__((cleanup(reply_free))) void *block = NULL;
	struct page_envelope reply;
	NET_API_STATUS status;

	assert(call->reply_size == sizeof(reply));
	status = page_init(page);
	if (status)
		return status;
	status = remote_run(call, server, level, args, &reply, &block);
	if (status)
		return status;
	return page_give(page,
			 &(struct page_reply){
				 .status = reply.status,
				 .total = reply.total,
				 .resume = reply.resume,
				 .fits = reply.list.level == level,
				 .count = reply.list.items.count,
				 .items = reply.list.items.items,
			 },
			 &block);
}
