/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: at most MOST calls of a socket wait or run; beyond, datagrams stay
 * with the kernel, which drops them when it has enough. Nothing is ever queued
 * on its way out: a caller repeats itself.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rpc/datagram.h"
#include "rpc/record.h"
#include "rpc/svcrun.h"
#include "rpc/task.h"

/* The longest datagram of IPv4, without its heads. */
#define LONGEST 65507
#define MOST 1024
/* Datagrams that are received before others are served again. */
#define BATCH 32

struct datagram {
	struct caller caller;
	struct event readable;
	struct account *account; /* of all of it together */
	int fd;
	bool is_paused;
};

static struct datagram *datagram_of(struct crew_lane *lane)
{
	return (struct datagram *)(void *)lane;
}

/* -- answering ------------------------------------------------------------- */

static void answer(const struct datagram *datagram, const union address *to,
		   socklen_t size, const uint8_t *bytes, size_t count)
{
	struct onc_server *server = datagram->caller.server;
	const ssize_t sent =
		sendto(datagram->fd, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL,
		       &to->any, size);

	service_count(server, replies, 1);
	if (sent > 0)
		service_count(server, bytes_out, sent);
}

static void identify(const void *sender, struct onc_identity *identity)
{
	const struct task *task = sender;
	char text[ADDRESS_TEXT];

	*identity = (struct onc_identity){
		.kind = ONC_PEER_HOST,
		.uid = (uid_t)-1,
		.gid = (gid_t)-1,
	};
	address_text(&task->from.any, task->from_size, "udp", text);
	snprintf(identity->address, sizeof(identity->address), "%.*s",
		 (int)sizeof(identity->address) - 1, text);
}

static void run_svc(struct datagram *datagram, const struct task *task)
{
	struct output_chunk *chunk =
		svcrun_serve(datagram->caller.server, task, identify, task);

	if (!chunk)
		return;
	answer(datagram, &task->from, task->from_size,
	       chunk->bytes + RECORD_MARK, chunk->end - RECORD_MARK);
	output_chunk_free(chunk);
}

static void run_handler(struct datagram *datagram, const struct task *task)
{
	struct onc_server *server = datagram->caller.server;
	uint8_t bytes[LONGEST];
	struct dispatch dispatch;
	enum message_accept accept;
	size_t wire;

	accept = task_run(server, task, datagram->account, identify, task,
			  &dispatch);
	wire = accept == MESSAGE_SUCCESS ? dispatch.wire : 0;
	if (wire > LONGEST - MESSAGE_REPLY_HEAD) {
		service_count(server, system_errors, 1);
		accept = MESSAGE_SYSTEM_ERR;
		wire = 0;
	}
	task_answer(task, &dispatch, accept, bytes);
	answer(datagram, &task->from, task->from_size, bytes,
	       MESSAGE_REPLY_HEAD + wire);
	task_finish(datagram->account, &dispatch);
}

void datagram_run(struct crew_lane *lane, struct crew_task *link)
{
	struct datagram *datagram = datagram_of(lane);
	struct task *task = task_of(link);

	if (datagram->caller.server->svc)
		run_svc(datagram, task);
	else
		run_handler(datagram, task);
	task_free(task);
}

/* -- receiving ------------------------------------------------------------- */

static void take_call(struct datagram *datagram, const uint8_t *bytes,
		      size_t size, const union address *from,
		      socklen_t from_size)
{
	struct onc_server *server = datagram->caller.server;
	struct task_plan plan;
	struct task *task;

	service_count_here(server, bytes_in, size);
	switch (task_plan(server, bytes, size, &plan)) {
	case TASK_RUN:
		break;
	case TASK_ANSWER:
		service_count_here(server, calls, 1);
		answer(datagram, from, from_size, plan.answer,
		       plan.answer_size);
		return;
	case TASK_CLOSE:
		return;
	}
	task = task_new(&plan, bytes, size);
	if (!task)
		return;
	service_count_here(server, calls, 1);
	task->from = *from;
	task->from_size = from_size;
	if (crew_submit(&server->crew, &datagram->caller.lane, &task->link,
			&task->link, 1) < MOST)
		return;
	datagram->is_paused = true;
	event_del(&datagram->readable);
	crew_report(&server->crew, &datagram->caller.lane, true);
}

static void on_readable(evutil_socket_t fd, short what, void *argument)
{
	struct datagram *datagram = argument;
	uint8_t *bytes = datagram->caller.server->scratch;

	(void)what;
	service_callback(datagram->caller.server);
	for (int i = 0; i < BATCH && !datagram->is_paused; i++) {
		union address from;
		socklen_t size = sizeof(from);
		const ssize_t count = recvfrom(fd, bytes, SERVICE_SCRATCH, 0,
					       &from.any, &size);

		if (count < 0 && errno != EINTR && errno != ECONNREFUSED)
			return;
		if (count >= 0)
			take_call(datagram, bytes, (size_t)count, &from, size);
	}
}

/* -- life ------------------------------------------------------------------ */

static bool start(struct datagram *datagram, struct listener *listener)
{
	struct onc_server *server = listener->server;
	const union address nobody = {.any.sa_family = AF_UNSPEC};

	datagram->account =
		account_join(&server->accounts, &nobody.any, (uid_t)-1);
	if (!datagram->account)
		return false;
	datagram->caller.server = server;
	datagram->caller.kind = CALLER_DATAGRAM;
	datagram->fd = listener->fd;
	crew_lane_init(&datagram->caller.lane);
	event_assign(&datagram->readable, server->base, listener->fd,
		     EV_READ | EV_PERSIST, on_readable, datagram);
	listener->datagram = datagram;
	return event_add(&datagram->readable, NULL) == 0;
}

bool datagram_start(struct listener *listener)
{
	struct datagram *datagram = calloc(1, sizeof(*datagram));

	if (!datagram)
		return false;
	if (start(datagram, listener))
		return true;
	if (!listener->datagram)
		free(datagram);
	return false;
}

void datagram_news(struct crew_lane *lane)
{
	struct datagram *datagram = datagram_of(lane);
	struct crew *crew = &datagram->caller.server->crew;

	if (!datagram->is_paused || crew_report(crew, lane, true) > MOST / 2)
		return;
	if (datagram->caller.server->state != SERVICE_RUNNING)
		return;
	crew_report(crew, lane, false);
	datagram->is_paused = event_add(&datagram->readable, NULL) != 0;
}

bool datagram_drain(struct datagram *datagram)
{
	event_del(&datagram->readable);
	return crew_report(&datagram->caller.server->crew,
			   &datagram->caller.lane, true) == 0;
}

void datagram_free(struct datagram *datagram)
{
	struct onc_server *server;
	struct crew_task *task;

	if (!datagram)
		return;
	server = datagram->caller.server;
	task = crew_drop(&server->crew, &datagram->caller.lane);
	while (task) {
		struct crew_task *next = task->next;

		task_free(task_of(task));
		task = next;
	}
	account_leave(&server->accounts, datagram->account);
	free(datagram);
}
