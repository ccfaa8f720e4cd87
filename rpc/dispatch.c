/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Arguments in one block, the handler, the extent of its result.
 *
 * Invariant: a result is known to be encodable before a byte of the reply is
 * written; whatever the handler did, dispatch_fini() releases all of it.
 */
#include <string.h>

#include "rpc/debug.h"
#include "rpc/dispatch.h"
#include "rpc/extent.h"

#include <lmapibuf.h>

enum onc_status dispatch_decode(struct dispatch *dispatch,
				const struct onc_procedure *procedure,
				const void *bytes, size_t size, size_t cap)
{
	const struct onc_options options = {.cap = cap};
	enum onc_status status;
	DWORD footprint = 0;

	dispatch->argument = NULL;
	dispatch->footprint = 0;
	dispatch->result = NULL;
	dispatch->wire = 0;
	if (!procedure->argument.module)
		return size == 0 ? ONC_OK : ONC_GARBAGE_ARGUMENTS;
	status = onc_decode(&procedure->argument, bytes, size, &options,
			    &dispatch->argument, NULL);
	if (status == ONC_NO_MEMORY)
		return ONC_SYSTEM_ERROR;
	if (status != ONC_OK)
		return ONC_GARBAGE_ARGUMENTS;
	NetApiBufferSize(dispatch->argument, &footprint);
	dispatch->footprint = footprint;
	return ONC_OK;
}

enum onc_status dispatch_serve(struct dispatch *dispatch,
			       const struct onc_handler *handler, size_t cap)
{
	const struct onc_type *type = &handler->procedure->result;
	void *result = NULL;
	struct extent extent;
	struct onc_fault fault;

	if (type->module) {
		result = onc_alloc(&dispatch->request,
				   type->module->layouts[type->layout].size);
		if (!result)
			return ONC_SYSTEM_ERROR;
	}
	if (!handler->serve(dispatch->argument, result, &dispatch->request))
		return ONC_SYSTEM_ERROR;
	if (!result)
		return ONC_OK;
	if (extent_value(type, result, cap, &extent, &fault) != ONC_OK) {
		debug_error(onc_status_text(fault.status));
		return ONC_SYSTEM_ERROR;
	}
	dispatch->type = type;
	dispatch->result = result;
	dispatch->wire = extent.wire;
	return ONC_OK;
}

void dispatch_fini(struct dispatch *dispatch)
{
	request_fini(&dispatch->request);
	NetApiBufferFree(dispatch->argument);
}
