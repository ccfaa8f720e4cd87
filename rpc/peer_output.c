/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a connection is told, by whichever thread made the reply.
 *
 * Invariants: output, fd and what is known of them change under the peer's
 * lock, and the lock is never held while a long reply is written. Whoever sends
 * and cannot send all of it leaves the rest to the loop, and tells it so.
 */
#include <string.h>

#include "rpc/bytes.h"
#include "rpc/peer.h"
#include "rpc/svcrun.h"

/* Locked. What leaves at once is not worth counting. */
void peer_charge(struct peer *peer)
{
	const size_t before = peer->output_charged, size = peer->output.size;

	if (size == before)
		return;
	if (size > before)
		account_charge(peer->account, size - before);
	else
		account_discharge(peer->account, before - size);
	peer->output_charged = size;
}

static void note_progress(struct peer *peer, enum output_progress progress)
{
	peer->is_blocked =
		progress == OUTPUT_BLOCKED || progress == OUTPUT_MORE;
	if (progress == OUTPUT_BROKEN) {
		peer->is_broken = true;
		output_clear(&peer->output);
	}
	if (!peer->is_blocked) {
		peer->write_since = 0;
	} else if (!peer->write_since ||
		   peer->write_head != peer->output.heads) {
		peer->write_since = service_clock();
		peer->write_head = peer->output.heads;
	}
	peer_charge(peer);
}

/* Locked. */
enum output_progress peer_send(struct peer *peer, size_t most,
			       struct output_stock *stock)
{
	const size_t before = peer->output.size;
	enum output_progress progress;
	size_t sent;

	progress = output_send(&peer->output, peer->fd, most, stock);
	sent = before - peer->output.size;
	service_add(&peer->bytes_out, sent);
	if (sent > 0)
		peer_touch(peer);
	note_progress(peer, progress);
	return progress;
}

/* What the loop is to know of, after somebody has sent. */
struct flushed {
	size_t left;
	bool tell;
};

/* Locked. */
static struct flushed flush_locked(struct peer *peer,
				   struct output_stock *stock)
{
	if (peer->fd >= 0 && !peer->is_blocked && peer->output.size > 0)
		peer_send(peer, PEER_HIGH, stock);
	return (struct flushed){
		.left = peer->output.size,
		.tell = peer->fd >= 0 &&
			(peer->output.size > 0 || peer->is_broken),
	};
}

static void report_flushed(struct peer *peer, struct flushed flushed)
{
	struct crew *crew = &peer->caller.server->crew;

	if (flushed.left > PEER_HIGH)
		crew_hold(crew, &peer->caller.lane);
	if (flushed.tell)
		crew_tell(crew, &peer->caller.lane);
}

void peer_flush(struct peer *peer, struct output_stock *stock)
{
	struct flushed flushed;

	pthread_mutex_lock(&peer->lock);
	flushed = flush_locked(peer, stock);
	pthread_mutex_unlock(&peer->lock);
	report_flushed(peer, flushed);
}

/* Marks the reply, which goes out as one fragment. */
uint8_t *peer_put_mark(uint8_t *to, size_t size)
{
	bytes_store32(to, (uint32_t)size | RECORD_LAST);
	return to + RECORD_MARK;
}

/* A reply that cannot be given breaks the connection: it may not be missing. */
static void note_reply(struct peer *peer, bool is_there)
{
	if (is_there)
		service_add(&peer->replies, 1);
	else
		peer->is_broken = true;
}

/* Locked. */
bool peer_put_answer(struct peer *peer, const uint8_t *bytes, size_t size,
		     struct output_stock *stock)
{
	uint8_t *to;

	if (peer->fd < 0 || peer->is_broken)
		return true;
	to = output_reserve(&peer->output, RECORD_MARK + size, stock);
	if (to)
		memcpy(peer_put_mark(to, size), bytes, size);
	note_reply(peer, to != NULL);
	return to != NULL;
}

/* Locked. */
void peer_put(struct peer *peer, const uint8_t *bytes, size_t size,
	      struct output_stock *stock)
{
	uint8_t *to = output_reserve(&peer->output, size, stock);

	if (to)
		memcpy(to, bytes, size);
	else
		peer->is_broken = true;
}

/* -- tasks, on any thread -------------------------------------------------- */

static void reply_small(struct peer *peer, const struct task *task,
			const struct dispatch *dispatch,
			enum message_accept accept, size_t size,
			struct output_stock *stock, bool is_last)
{
	struct flushed flushed = {0};
	uint8_t *to;

	pthread_mutex_lock(&peer->lock);
	if (peer->fd >= 0 && !peer->is_broken) {
		to = output_reserve(&peer->output, RECORD_MARK + size, stock);
		if (to)
			task_answer(task, dispatch, accept,
				    peer_put_mark(to, size));
		note_reply(peer, to != NULL);
	}
	if (is_last)
		flushed = flush_locked(peer, stock);
	pthread_mutex_unlock(&peer->lock);
	report_flushed(peer, flushed);
}

static void add_chunk(struct peer *peer, struct output_chunk *chunk)
{
	pthread_mutex_lock(&peer->lock);
	note_reply(peer, chunk != NULL);
	if (chunk && (peer->fd < 0 || peer->is_broken)) {
		output_chunk_free(chunk);
	} else if (chunk) {
		output_append(&peer->output, chunk);
		peer_charge(peer);
	}
	pthread_mutex_unlock(&peer->lock);
}

bool peer_has_room(const struct peer *peer, size_t bytes)
{
	const size_t most = peer->caller.server->options.bytes_per_peer;
	const size_t used = account_bytes(peer->account);

	return used < most && bytes <= most - used;
}

/* Long replies are written without the lock: the loop may want it. */
static void reply_large(struct peer *peer, const struct task *task,
			const struct dispatch *dispatch, size_t size)
{
	struct output_chunk *chunk = NULL;

	if (peer_has_room(peer, size))
		chunk = output_chunk_new(RECORD_MARK + size);
	else
		service_count(peer->caller.server, closed_bytes, 1);
	if (chunk) {
		chunk->end = RECORD_MARK + size;
		task_answer(task, dispatch, MESSAGE_SUCCESS,
			    peer_put_mark(chunk->bytes, size));
	}
	add_chunk(peer, chunk);
}

/* No reply is an answer too, of a program that libtirpc serves. */
static void run_svc(struct peer *peer, const struct task *task)
{
	struct output_chunk *chunk =
		svcrun_serve(peer->caller.server, task, peer_identify, peer);

	if (!chunk)
		return;
	peer_put_mark(chunk->bytes, chunk->end - RECORD_MARK);
	add_chunk(peer, chunk);
}

void peer_reply(struct peer *peer, const struct task *task,
		struct dispatch *dispatch, enum message_accept accept,
		struct output_stock *stock, bool is_last)
{
	const size_t size = MESSAGE_REPLY_HEAD + dispatch->wire;

	if (size > SERVICE_SMALL && accept == MESSAGE_SUCCESS) {
		reply_large(peer, task, dispatch, size);
		if (is_last)
			peer_flush(peer, stock);
	} else {
		reply_small(peer, task, dispatch, accept, size, stock, is_last);
	}
	task_finish(peer->account, dispatch);
}

static void run_handler(struct peer *peer, const struct task *task,
			struct output_stock *stock, bool is_last)
{
	struct dispatch dispatch;
	enum message_accept accept;

	accept = task_run(peer->caller.server, task, peer->account,
			  peer_identify, peer, &dispatch);
	peer_reply(peer, task, &dispatch, accept, stock, is_last);
}

void peer_run(struct peer *peer, struct crew_task *link,
	      struct output_stock *stock, bool is_last)
{
	struct task *task = task_of(link);

	if (peer->caller.server->svc) {
		run_svc(peer, task);
		peer_flush(peer, stock);
	} else {
		run_handler(peer, task, stock, is_last);
	}
	account_discharge(peer->account, task->charged);
	task_free(task);
}
