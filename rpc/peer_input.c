/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a connection says: bytes, records, calls, tasks.
 *
 * Invariants: readable is added if and only if pauses is 0; a peer that is
 * paused has something that will end the pause, a task, its output or a
 * deadline.
 */
#include <errno.h>
#include <sys/socket.h>

#include "rpc/mapping.h"
#include "rpc/peer.h"

/* What is read and dropped, so that closing does not reset the connection. */
#define LINGER_MOST 16

void peer_pause(struct peer *peer, enum peer_pause why)
{
	if (!peer->pauses)
		event_del(&peer->readable);
	peer->pauses |= (uint8_t)why;
	/* It is us who do not go on with the record. */
	if (why & (PEER_PAUSE_CALLS | PEER_PAUSE_OUTPUT))
		peer->record_since = 0;
}

/*
 * Nothing more is read; what is in flight is answered. What has come and was
 * not read is dropped first: a close would turn it into a reset, and that may
 * overtake the answers.
 */
void peer_end_input(struct peer *peer)
{
	peer->record_since = 0;
	peer_pause(peer, PEER_PAUSE_END);
	crew_report(&peer->caller.server->crew, &peer->caller.lane, true);
}

/* True if it was closed: nothing is in flight any more. */
bool peer_close_if_done(struct peer *peer)
{
	struct crew *crew = &peer->caller.server->crew;
	char dropped[4096];
	size_t left;

	if (!(peer->pauses & PEER_PAUSE_END))
		return false;
	if (crew_report(crew, &peer->caller.lane, true) > 0)
		return false;
	pthread_mutex_lock(&peer->lock);
	left = peer->output.size;
	pthread_mutex_unlock(&peer->lock);
	if (left > 0)
		return false;
	for (int i = 0; i < LINGER_MOST && !peer->is_over; i++)
		if (recv(peer->fd, dropped, sizeof(dropped), MSG_DONTWAIT) <= 0)
			break;
	peer_close(peer);
	return true;
}

/* What a turn of reading has brought. */
struct harvest {
	struct crew_task *first;
	struct crew_task *last;
	unsigned count;
	bool has_answers;
	bool is_over; /* nothing behind it makes sense */
};

static void answer(struct peer *peer, struct harvest *harvest,
		   const uint8_t *bytes, size_t size)
{
	pthread_mutex_lock(&peer->lock);
	peer_put_answer(peer, bytes, size, peer->caller.server->stock);
	pthread_mutex_unlock(&peer->lock);
	harvest->has_answers = true;
}

static void answer_no_memory(struct peer *peer, struct harvest *harvest,
			     uint32_t xid)
{
	uint8_t bytes[MESSAGE_REPLY_HEAD];

	service_count(peer->caller.server, system_errors, 1);
	message_write_accepted(bytes, xid, MESSAGE_SYSTEM_ERR);
	answer(peer, harvest, bytes, sizeof(bytes));
}

/* A long record keeps the mapping it is in. */
static struct task *make_task(struct peer *peer, const struct task_plan *plan,
			      const uint8_t *bytes, size_t size)
{
	struct onc_server *server = peer->caller.server;
	uint8_t *mapping = NULL;
	struct task *task;
	size_t room;

	if (size <= SERVICE_SMALL)
		return task_new(plan, bytes, size);
	mapping = record_detach(&peer->reader, server->scratch, SERVICE_SCRATCH,
				&room);
	if (!mapping)
		return task_new(plan, bytes, size);
	task = task_new_mapped(plan, mapping, room);
	if (!task)
		mapping_free(mapping, room);
	return task;
}

static void take_call(struct peer *peer, struct harvest *harvest,
		      const uint8_t *bytes, size_t size)
{
	struct onc_server *server = peer->caller.server;
	struct task_plan plan;
	struct task *task;

	switch (task_plan(server, bytes, size, &plan)) {
	case TASK_RUN:
		task = make_task(peer, &plan, bytes, size);
		if (!task) {
			answer_no_memory(peer, harvest, plan.call.xid);
			break;
		}
		account_charge(peer->account, task->charged);
		task->link.next = NULL;
		if (harvest->last)
			harvest->last->next = &task->link;
		else
			harvest->first = &task->link;
		harvest->last = &task->link;
		harvest->count++;
		break;
	case TASK_ANSWER:
		answer(peer, harvest, plan.answer, plan.answer_size);
		break;
	case TASK_CLOSE:
		service_count(server, closed_not_rpc, 1);
		harvest->is_over = true;
		return;
	}
	service_add(&peer->calls, 1);
}

/* Takes what is complete; RECORD_READY if more of it than may be taken. */
static enum record_progress take_records(struct peer *peer,
					 struct harvest *harvest)
{
	const unsigned most = peer->caller.server->options.calls_per_connection;
	enum record_progress progress = RECORD_READY;
	size_t size;
	uint8_t *bytes;

	while (!harvest->is_over) {
		if (harvest->count + peer->caller.lane.queued >= most)
			return RECORD_READY;
		progress = record_next(&peer->reader, &bytes, &size);
		if (progress != RECORD_READY)
			break;
		peer->record_since = 0;
		take_call(peer, harvest, bytes, size);
	}
	return progress;
}

static void note_progress_of_record(struct peer *peer,
				    enum record_progress progress,
				    struct harvest *harvest)
{
	struct onc_server *server = peer->caller.server;

	if (progress == RECORD_TOO_BIG)
		service_count(server, closed_too_big, 1);
	if (progress == RECORD_ENDLESS)
		service_count(server, closed_framing, 1);
	if (progress == RECORD_TOO_BIG || progress == RECORD_ENDLESS)
		harvest->is_over = true;
	if (progress != RECORD_PARTIAL || !record_is_partial(&peer->reader)) {
		peer->record_since = 0;
	} else if (!peer->record_since) {
		peer->record_since = service_clock();
		peer_schedule(peer, peer->record_since,
			      server->options.record_timeout);
	}
}

/* Charges what the reader has; a peer without room waits for it. */
static void charge_reader(struct peer *peer)
{
	const size_t memory = record_memory(&peer->reader);

	if (memory > peer->charged)
		account_charge(peer->account, memory - peer->charged);
	else
		account_discharge(peer->account, peer->charged - memory);
	peer->charged = memory;
	if (memory <= SERVICE_SMALL || peer_has_room(peer, 0))
		return;
	peer_pause(peer, PEER_PAUSE_BYTES);
	peer_set_timer(peer, service_clock() + PEER_RETRY);
}

/* Hands on what was taken, and sends what was answered. True: peer is gone. */
static bool hand_on(struct peer *peer, const struct harvest *harvest)
{
	struct onc_server *server = peer->caller.server;
	struct crew_lane *lane = &peer->caller.lane;

	if (harvest->count > 0 &&
	    crew_submit(&server->crew, lane, harvest->first, harvest->last,
			harvest->count) >=
		    server->options.calls_per_connection) {
		peer_pause(peer, PEER_PAUSE_CALLS);
		crew_report(&server->crew, lane, true);
	}
	if (harvest->has_answers)
		peer_flush(peer, server->stock);
	if (harvest->is_over)
		peer_end_input(peer);
	return peer_close_if_done(peer);
}

/* All that was received and can be taken. */
static void digest(struct peer *peer)
{
	struct harvest harvest = {0};
	enum record_progress progress = take_records(peer, &harvest);
	bool settled;

	note_progress_of_record(peer, progress, &harvest);
	settled = record_settle(&peer->reader);
	if (record_memory(&peer->reader) != peer->charged)
		charge_reader(peer);
	if (hand_on(peer, &harvest))
		return;
	if (!settled)
		peer_drop(peer);
	else if (progress == RECORD_READY)
		peer_pause(peer, PEER_PAUSE_CALLS);
}

void peer_resume(struct peer *peer, enum peer_pause why)
{
	if (!(peer->pauses & why))
		return;
	peer->pauses &= (uint8_t)~why;
	if (peer->pauses || peer->closed)
		return;
	if (event_add(&peer->readable, NULL) != 0) {
		peer_drop(peer);
		return;
	}
	/* What came before the pause gives no sign any more. */
	if (record_is_partial(&peer->reader))
		digest(peer);
}

void peer_on_readable(evutil_socket_t fd, short what, void *argument)
{
	struct peer *peer = argument;
	struct onc_server *server = peer->caller.server;
	size_t size;
	ssize_t count;
	uint8_t *at;

	(void)what;
	service_callback(server);
	server->read = peer;
	record_lend(&peer->reader, server->scratch, SERVICE_SCRATCH);
	if (!record_space(&peer->reader, &at, &size)) {
		peer_drop(peer);
		return;
	}
	/* So that what follows a long record fits into lent memory. */
	if (size >= SERVICE_SCRATCH)
		size = SERVICE_SCRATCH - 1;
	count = recv(fd, at, size, MSG_DONTWAIT);
	if (count > 0) {
		record_received(&peer->reader, (size_t)count);
		peer_touch(peer);
		service_add(&peer->bytes_in, (uint64_t)count);
		digest(peer);
		return;
	}
	if (!record_settle(&peer->reader)) {
		peer_drop(peer);
		return;
	}
	if (count < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (count < 0) {
		peer_close(peer);
		return;
	}
	peer->is_over = true;
	peer_end_input(peer);
	peer_close_if_done(peer);
}
