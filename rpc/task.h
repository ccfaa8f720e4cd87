/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_TASK_H
#define RPC_TASK_H

/*
 * A call on its way through a server: understood on the loop, run by whatever
 * thread has time, and answered.
 */

#include "rpc/address.h"
#include "rpc/dispatch.h"
#include "rpc/message.h"
#include "rpc/service.h"

struct task {
	struct crew_task link;
	struct message_call call; /* points into the record */
	const struct registry_entry *entry;
	const struct onc_handler *handler;
	uint8_t *record;    /* a mapping, or what follows */
	size_t mapped;	    /* bytes of the mapping */
	size_t charged;	    /* to its caller's account: what is not small */
	union address from; /* of a datagram */
	socklen_t from_size;
	uint8_t bytes[];
};

static inline struct task *task_of(struct crew_task *link)
{
	return (struct task *)(void *)link;
}

/* What a record comes to. */
enum task_verdict {
	TASK_RUN,    /* a task is to be made of it */
	TASK_ANSWER, /* the answer is there already */
	TASK_CLOSE,  /* it is no call */
};

struct task_plan {
	struct message_call call;
	const struct registry_entry *entry;
	const struct onc_handler *handler;
	uint8_t answer[MESSAGE_REFUSAL_MOST];
	size_t answer_size;
};

enum task_verdict task_plan(struct onc_server *server, const uint8_t *bytes,
			    size_t size, struct task_plan *plan);

/* task_new() makes a task with a copy of the record; NULL: no memory. */
struct task *task_new(const struct task_plan *plan, const uint8_t *bytes,
		      size_t size);

/* task_new_mapped() makes one that takes the mapping that the record is in. */
struct task *task_new_mapped(const struct task_plan *plan, uint8_t *mapping,
			     size_t mapped);

/* task_borrow() makes one in task that stays in the record's memory. */
void task_borrow(struct task *task, const struct task_plan *plan,
		 const uint8_t *record);

void task_free(struct task *task);

/*
 * task_run() decodes, runs the handler and finds what its result takes. All of
 * it lasts until task_finish(). identify is asked for the sender. The account
 * is charged with what the arguments take.
 */
enum message_accept task_run(struct onc_server *server, const struct task *task,
			     struct account *account,
			     request_identify *identify, const void *sender,
			     struct dispatch *dispatch);

/* task_finish() releases what a task has used. */
void task_finish(struct account *account, struct dispatch *dispatch);

/* task_answer() writes a reply: MESSAGE_REPLY_HEAD and dispatch->wire bytes. */
void task_answer(const struct task *task, const struct dispatch *dispatch,
		 enum message_accept accept, uint8_t *to);

#endif
