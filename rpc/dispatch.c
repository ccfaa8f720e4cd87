/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Arguments in one block, the handler, its result encoded, all released.
 *
 * Invariant: whatever the handler did, nothing of the request outlives
 * dispatch_call() but the reply's bytes.
 */
#include <string.h>

#include "rpc/debug.h"
#include "rpc/dispatch.h"
#include "rpc/request.h"

#include <lmapibuf.h>

static const struct onc_handler *find(const struct onc_program *program,
				      uint32_t procedure)
{
	for (size_t i = 0; i < program->count; i++)
		if (program->handlers[i].procedure->number == procedure)
			return &program->handlers[i];
	return NULL;
}

/* *argument is NULL for a procedure without one. */
static enum onc_status decode(const struct onc_procedure *procedure,
			      const void *bytes, size_t size,
			      const struct onc_options *options,
			      void **argument)
{
	enum onc_status status;

	*argument = NULL;
	if (!procedure->argument.module)
		return size == 0 ? ONC_OK : ONC_GARBAGE_ARGUMENTS;
	status = onc_decode(&procedure->argument, bytes, size, options,
			    argument, NULL);
	if (status == ONC_NO_MEMORY)
		return ONC_SYSTEM_ERROR;
	return status == ONC_OK ? ONC_OK : ONC_GARBAGE_ARGUMENTS;
}

static enum onc_status serve(const struct onc_handler *handler,
			     const void *argument,
			     const struct onc_options *options,
			     struct onc_request *request,
			     struct dispatch_reply *reply)
{
	const struct onc_type *type = &handler->procedure->result;
	struct onc_fault fault;
	void *result = NULL;

	if (type->module) {
		result = onc_alloc(request,
				   type->module->layouts[type->layout].size);
		if (!result)
			return ONC_SYSTEM_ERROR;
	}
	if (!handler->serve(argument, result, request))
		return ONC_SYSTEM_ERROR;
	if (!result)
		return ONC_OK;
	if (onc_encode(type, result, options, &reply->bytes, &reply->size,
		       &fault) != ONC_OK) {
		debug_error(onc_status_text(fault.status));
		return ONC_SYSTEM_ERROR;
	}
	return ONC_OK;
}

enum onc_status dispatch_call(const struct onc_program *program, void *context,
			      uint32_t procedure, const void *arguments,
			      size_t size, const struct onc_options *options,
			      struct dispatch_reply *reply)
{
	const struct onc_handler *handler = find(program, procedure);
	struct onc_request request;
	enum onc_status status;
	void *argument;

	*reply = (struct dispatch_reply){0};
	if (!handler && procedure == 0)
		return size == 0 ? ONC_OK : ONC_GARBAGE_ARGUMENTS;
	if (!handler)
		return ONC_NO_PROCEDURE;
	status =
		decode(handler->procedure, arguments, size, options, &argument);
	if (status != ONC_OK)
		return status;
	request_init(&request, context);
	status = serve(handler, argument, options, &request, reply);
	request_fini(&request);
	NetApiBufferFree(argument);
	return status;
}
