/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: a task exists only for a call that has a handler, and of a caller
 * whose credential was checked. All other calls are answered where they are
 * read (RFC 5531, section 9), which costs neither memory nor a thread.
 */
#include <stdlib.h>
#include <string.h>

#include "rpc/credential.h"
#include "rpc/encode.h"
#include "rpc/mapping.h"
#include "rpc/task.h"

/* Records up to this are bounded by their number. */
#define SMALL 1024

/* -- the plan -------------------------------------------------------------- */

static enum task_verdict answer(struct task_plan *plan,
				enum message_accept accept)
{
	message_write_accepted(plan->answer, plan->call.xid, accept);
	plan->answer_size = MESSAGE_REPLY_HEAD;
	return TASK_ANSWER;
}

static enum task_verdict deny(struct onc_server *server, struct task_plan *plan,
			      uint32_t why)
{
	service_count(server, refused_credential, 1);
	plan->answer_size =
		message_write_denied(plan->answer, plan->call.xid, why);
	return TASK_ANSWER;
}

/* Procedure 0 is answered whether a program has it or not. */
static enum task_verdict plan_null(struct onc_server *server,
				   struct task_plan *plan)
{
	if (plan->call.size == 0)
		return answer(plan, MESSAGE_SUCCESS);
	service_count(server, refused_arguments, 1);
	return answer(plan, MESSAGE_GARBAGE_ARGS);
}

static enum task_verdict plan_call(struct onc_server *server,
				   struct task_plan *plan)
{
	const struct message_call *call = &plan->call;
	uint32_t low, high;

	switch (registry_find(&server->registry, call->program, call->version,
			      &plan->entry, &low, &high)) {
	case ONC_OK:
		break;
	case ONC_NO_VERSION:
		service_count(server, refused_version, 1);
		plan->answer_size = message_write_no_version(
			plan->answer, call->xid, low, high);
		return TASK_ANSWER;
	default:
		service_count(server, refused_program, 1);
		return answer(plan, MESSAGE_PROG_UNAVAIL);
	}
	plan->handler = registry_handler(plan->entry, call->procedure);
	if (plan->handler)
		return TASK_RUN;
	if (call->procedure == 0)
		return plan_null(server, plan);
	service_count(server, refused_procedure, 1);
	return answer(plan, MESSAGE_PROC_UNAVAIL);
}

enum task_verdict task_plan(struct onc_server *server, const uint8_t *bytes,
			    size_t size, struct task_plan *plan)
{
	uint32_t why;

	switch (message_parse_call(bytes, size, &plan->call)) {
	case MESSAGE_FINE:
		break;
	case MESSAGE_NOT_A_CALL:
		return TASK_CLOSE;
	case MESSAGE_OTHER_VERSION:
		service_count(server, refused_rpc_version, 1);
		plan->answer_size = message_write_rpc_mismatch(plan->answer,
							       plan->call.xid);
		return TASK_ANSWER;
	case MESSAGE_BAD_CREDENTIAL:
		return deny(server, plan, MESSAGE_AUTH_BADCRED);
	case MESSAGE_BAD_VERIFIER:
		return deny(server, plan, MESSAGE_AUTH_BADVERF);
	}
	why = credential_check(&plan->call.credential);
	if (why)
		return deny(server, plan, why);
	plan->entry = NULL;
	plan->handler = NULL;
	return server->svc ? TASK_RUN : plan_call(server, plan);
}

/* -- the task -------------------------------------------------------------- */

static void set_plan(struct task *task, const struct task_plan *plan,
		     const uint8_t *record)
{
	struct message_call *call = &task->call;

	*call = plan->call;
	call->credential.body = task->record + (call->credential.body - record);
	call->verifier.body = task->record + (call->verifier.body - record);
	call->arguments = task->record + (call->arguments - record);
	task->entry = plan->entry;
	task->handler = plan->handler;
	task->from_size = 0;
}

struct task *task_new(const struct task_plan *plan, const uint8_t *bytes,
		      size_t size)
{
	struct task *task = malloc(sizeof(*task) + size);

	if (!task)
		return NULL;
	task->record = task->bytes;
	task->mapped = 0;
	task->charged = size > SMALL ? sizeof(*task) + size : 0;
	memcpy(task->bytes, bytes, size);
	set_plan(task, plan, bytes);
	return task;
}

struct task *task_new_mapped(const struct task_plan *plan, uint8_t *mapping,
			     size_t mapped)
{
	struct task *task = malloc(sizeof(*task));

	if (!task)
		return NULL;
	task->record = mapping;
	task->mapped = mapped;
	task->charged = sizeof(*task) + mapped;
	set_plan(task, plan, mapping);
	return task;
}

void task_borrow(struct task *task, const struct task_plan *plan,
		 const uint8_t *record)
{
	task->call = plan->call;
	task->entry = plan->entry;
	task->handler = plan->handler;
	task->record = (uint8_t *)record;
	task->mapped = 0;
	task->charged = 0;
	task->from_size = 0;
}

void task_free(struct task *task)
{
	if (task->mapped)
		mapping_free(task->record, task->mapped);
	free(task);
}

/* -- running it ------------------------------------------------------------ */

enum message_accept task_run(struct onc_server *server, const struct task *task,
			     struct account *account,
			     request_identify *identify, const void *sender,
			     struct dispatch *dispatch)
{
	const struct message_call *call = &task->call;
	enum onc_status status;

	request_init(&dispatch->request, task->entry->context,
		     &call->credential, identify, sender);
	status = dispatch_decode(dispatch, task->handler->procedure,
				 call->arguments, call->size,
				 server->options.record_cap);
	account_charge(account, dispatch->footprint);
	if (status == ONC_OK)
		status = dispatch_serve(dispatch, task->handler,
					server->options.reply_cap);
	if (status == ONC_OK)
		return MESSAGE_SUCCESS;
	if (status == ONC_GARBAGE_ARGUMENTS) {
		service_count(server, refused_arguments, 1);
		return MESSAGE_GARBAGE_ARGS;
	}
	service_count(server, system_errors, 1);
	return MESSAGE_SYSTEM_ERR;
}

void task_finish(struct account *account, struct dispatch *dispatch)
{
	account_discharge(account, dispatch->footprint);
	dispatch_fini(dispatch);
}

void task_answer(const struct task *task, const struct dispatch *dispatch,
		 enum message_accept accept, uint8_t *to)
{
	message_write_accepted(to, task->call.xid, accept);
	if (accept == MESSAGE_SUCCESS && dispatch->result)
		encode_value(dispatch->type, dispatch->result,
			     to + MESSAGE_REPLY_HEAD, dispatch->wire);
}
