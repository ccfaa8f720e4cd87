/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One call: have it carried, by own.c or by stock.c, and make one block of the
 * results.
 *
 * Invariant: between reply and return there is one allocation, the block.
 */
#include <assert.h>
#include <string.h>

#include <rpc/rpc.h>

#include "rpc/address.h"
#include "rpc/proof.h"
#include "rpc/call.h"
#include "rpc/debug.h"
#include "rpc/error.h"
#include "rpc/measure.h"

static enum onc_status fail(struct call *call, enum onc_status status)
{
	call->fault = (struct onc_fault){.status = status};
	return status;
}

static void call_init(struct call *call, CLIENT *clnt,
		      const struct onc_procedure *procedure,
		      const struct onc_options *options)
{
	call->clnt = clnt;
	call->handle = handle_of(clnt);
	call->procedure = procedure;
	call->options = options;
	call->cap = measure_rules(options).cap;
	if (call->handle)
		call->cap = handle_cap(call->handle, options);
	call->wrapped =
		!call->handle || proof_manner(call->handle) == PROOF_SERIAL;
	call->is_told = false;
	call->fault.status = ONC_OK;
	call->outcome = (struct outcome){ONC_OK, 0, NULL};
	call->reply.status = ONC_OK;
	call->reply.what = NULL;
}

static bool is_shown(const struct call *call)
{
	return call->handle ? call->handle->debug : debug_is_wanted();
}

static void show(const struct call *call, const char *what,
		 const struct onc_type *type, const void *value)
{
	if (is_shown(call))
		debug_value(call->procedure->name, what, type, value);
}

static enum onc_status send_and_wait(struct call *call, const void *argument)
{
	show(call, "call", &call->procedure->argument, argument);
	return call->wrapped ? stock_call(call, argument)
			     : own_call(call, argument);
}

/* The options of a result: a handle's cap is its calls' as well. */
static struct onc_options result_options(const struct call *call)
{
	return (struct onc_options){
		.cap = call->cap,
		.flags = call->options ? call->options->flags : 0,
	};
}

/* The peer, if the handle knows it. */
static const char *peer_text(CLIENT *clnt, char text[static ADDRESS_TEXT])
{
	union address peer = {0};
	int fd = -1;

	if (!clnt_control(clnt, CLGET_SERVER_ADDR, (char *)&peer))
		return "";
	clnt_control(clnt, CLGET_FD, (char *)&fd);
	address_text(&peer.any, sizeof(peer), address_scheme(fd), text);
	return text;
}

static void tell(struct call *call)
{
	char peer[ADDRESS_TEXT];
	const char *where = peer_text(call->clnt, peer);

	/* What was wrong with a message is the fault's to say. */
	if (call->outcome.status == call->fault.status ||
	    (call->outcome.status == ONC_OK &&
	     call->reply.status == call->fault.status)) {
		error_set_outcome(call->clnt, call->procedure->name,
				  &call->outcome, &call->reply, where);
		return;
	}
	error_set(call->clnt, call->procedure->name, &call->fault, where);
}

static enum onc_status call_fini(struct call *call, enum onc_status status)
{
	if (call->wrapped)
		stock_fini(call);
	else
		own_fini(call);
	if (status == ONC_OK)
		return error_clear(call->clnt);
	if (!call->is_told)
		tell(call);
	debug_error(onc_error(call->clnt));
	return status;
}

enum onc_status onc_call(CLIENT *clnt, const struct onc_procedure *procedure,
			 const void *argument, void **result,
			 const struct onc_options *options)
{
	enum onc_status status;
	struct call call;

	if (result)
		*result = NULL;
	call_init(&call, clnt, procedure, options);
	status = send_and_wait(&call, argument);
	if (status == ONC_OK && result) {
		const struct onc_options rules = result_options(&call);

		status = onc_decode(&procedure->result, call.results, call.size,
				    &rules, result, &call.fault);
	} else if (status == ONC_OK && call.size > 0) {
		status = fail(&call, ONC_TRAILING);
	}
	if (status == ONC_OK)
		show(&call, "result", &procedure->result,
		     result ? *result : NULL);
	return call_fini(&call, status);
}

enum onc_status onc_call_envelope(CLIENT *clnt,
				  const struct onc_procedure *procedure,
				  const void *argument, void *envelope,
				  void **block,
				  const struct onc_options *options)
{
	const struct onc_type *type = &procedure->result;
	enum onc_status status;
	struct call call;
	void *no_block = NULL;

	if (!block)
		block = &no_block;
	*block = NULL;
	memset(envelope, 0, type->module->layouts[type->layout].size);
	call_init(&call, clnt, procedure, options);
	status = send_and_wait(&call, argument);
	if (status == ONC_OK) {
		const struct onc_options rules = result_options(&call);

		status = onc_decode_envelope(type, call.results, call.size,
					     &rules, envelope, block,
					     &call.fault);
	}
	if (status == ONC_OK)
		show(&call, "result", type, envelope);
	assert(!no_block);
	return call_fini(&call, status);
}
