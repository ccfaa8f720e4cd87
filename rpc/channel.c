/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A channel's life: closed, dialling, open, closed; and how calls come in and
 * end.
 *
 * Invariants: a call is in the table from channel_submit() until it is
 * completed, exactly once. A call's bytes are not left by anybody while busy.
 * Only the driver closes the descriptor, and only when there are no users.
 */
#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <unistd.h>

#include "rpc/channel.h"
#include "rpc/deadline.h"
#include "rpc/mapping.h"
#include "rpc/sleep.h"

/* A connection that was idle for so long is looked at before it is used. */
#define IDLE_NS (1000 * DEADLINE_MS)

enum { ALIVE = 1, RENEWING = 2 };

/* -- life ------------------------------------------------------------------ */

static void clear(struct channel *channel)
{
	channel->state = CHANNEL_CLOSED;
	channel->fd = -1;
	channel->sleepers = NULL;
	channel->bells = 0;
	channel->away = 0;
	channel->gathering = false;
	trust_init(&channel->company);
	trust_init(&channel->quickness);
	channel->in_place = NULL;
	channel->driven = false;
	channel->unsent = NULL;
	channel->unsent_end = &channel->unsent;
	channel->sending = false;
	channel->choked = false;
	channel->failed = 0;
	channel->users = 0;
	channel->watch = NULL;
	channel->missed = false;
	dial_start(&channel->dial, NULL, 0);
	record_init(&channel->reader, channel->cap, 0);
	pending_table_init(&channel->table);
}

/* A page that the kernel clears in the child of a fork(). */
static _Atomic uint32_t *watch_forks(void)
{
	size_t room = 1;
	uint8_t *page = mapping_new(&room);

	if (page)
		madvise(page, room, MADV_WIPEONFORK);
	return (_Atomic uint32_t *)(void *)page;
}

enum onc_status channel_init(struct channel *channel,
			     const struct addrinfo *addresses, size_t cap)
{
	uint32_t start = 0;

	*channel = (struct channel){.addresses = addresses, .cap = cap};
	clear(channel);
	channel->alive = watch_forks();
	if (!channel->alive)
		return ONC_NO_MEMORY;
	channel->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (channel->wake < 0) {
		mapping_free((uint8_t *)(void *)channel->alive, 1);
		return errno == ENOMEM ? ONC_NO_MEMORY : ONC_NO_DESCRIPTORS;
	}
	/* Without entropy any number does: the peer is trusted with it. */
	if (getrandom(&start, sizeof(start), GRND_NONBLOCK) < 0)
		start = (uint32_t)deadline_now();
	atomic_store(&channel->xid, start);
	atomic_store(channel->alive, ALIVE);
	pthread_mutex_init(&channel->lock, NULL);
	return ONC_OK;
}

static void free_output(struct channel *channel)
{
	while (channel->unsent) {
		struct outgoing *output = channel->unsent;

		channel_dequeue(channel, output);
		if (output->orphan)
			free(output);
	}
}

static void close_all(struct channel *channel)
{
	free_output(channel);
	dial_stop(&channel->dial);
	if (channel->fd >= 0)
		close(channel->fd);
	if (channel->wake >= 0)
		close(channel->wake);
	record_fini(&channel->reader);
	pending_table_fini(&channel->table);
}

void channel_fini(struct channel *channel)
{
	close_all(channel);
	pthread_mutex_destroy(&channel->lock);
	mapping_free((uint8_t *)(void *)channel->alive, 1);
}

/*
 * In the child: what the parent's threads were doing is none of ours, and the
 * lock may be one of theirs. The connection stays the parent's; it is closed
 * here, not shut down.
 */
static void renew(struct channel *channel)
{
	uint32_t none = 0;

	if (!atomic_compare_exchange_strong(channel->alive, &none, RENEWING)) {
		while (atomic_load(channel->alive) == RENEWING)
			sched_yield();
		return;
	}
	channel->unsent = NULL;
	close_all(channel);
	clear(channel);
	channel->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	pthread_mutex_init(&channel->lock, NULL);
	atomic_store(channel->alive, ALIVE);
}

void channel_enter(struct channel *channel)
{
	if (atomic_load_explicit(channel->alive, memory_order_acquire) != ALIVE)
		renew(channel);
}

/* -- connecting ------------------------------------------------------------ */

static enum onc_status dial_cause(int error)
{
	switch (error) {
	case EMFILE:
	case ENFILE:
		return ONC_NO_DESCRIPTORS;
	case ENOMEM:
	case ENOBUFS:
		return ONC_NO_MEMORY;
	default:
		return ONC_UNREACHABLE;
	}
}

static void become_open(struct channel *channel, int64_t now)
{
	channel->state = CHANNEL_OPEN;
	channel->fd = channel->dial.fd;
	channel->peer_size = channel->dial.to->ai_addrlen;
	memcpy(&channel->peer, channel->dial.to->ai_addr, channel->peer_size);
	dial_start(&channel->dial, NULL, 0);
	channel->choked = false;
	channel->failed = 0;
	channel->late = 0;
	channel->unwanted = 0;
	channel->used = now;
	if (channel->watch)
		channel->watch->opened(channel);
}

/* All that wait for the connection, but those that have more time than it. */
static int64_t fail_waiting(struct channel *channel, int64_t now, bool all)
{
	struct pending_walk walk;
	int64_t latest = 0;

	for (struct pending *call = pending_first(&channel->table, &walk); call;
	     call = pending_after(&walk)) {
		if (all || call->deadline <= now) {
			call->outcome = channel->refusal;
			channel_complete(channel, call);
		} else if (call->deadline > latest) {
			latest = call->deadline;
		}
	}
	return latest;
}

static void start_dialling(struct channel *channel, int64_t deadline,
			   int64_t now)
{
	channel->state = CHANNEL_DIALLING;
	dial_start(&channel->dial, channel->addresses, deadline);
	channel_dial(channel, now);
	if (channel->state == CHANNEL_DIALLING && channel->watch)
		channel->watch->dialling(channel);
}

void channel_connect(struct channel *channel, int64_t deadline, int64_t now)
{
	if (channel->state == CHANNEL_CLOSED)
		start_dialling(channel, deadline, now);
}

void channel_dial(struct channel *channel, int64_t now)
{
	const enum dial_progress progress = dial_step(&channel->dial, now);
	const int error = channel->dial.error;
	int64_t latest;

	if (progress == DIAL_CONNECTED)
		become_open(channel, now);
	if (progress != DIAL_FAILED)
		return;
	channel->state = CHANNEL_CLOSED;
	channel->refusal = (struct outcome){dial_cause(error), error, NULL};
	latest = fail_waiting(channel, now,
			      error != ETIMEDOUT ||
				      now < channel->dial.deadline);
	if (channel->table.count > 0)
		start_dialling(channel, latest, now);
}

/*
 * The server may have closed a connection that nobody used. Told before
 * anything is sent, it harms nobody: one connects again.
 */
static bool is_stale(const struct channel *channel)
{
	char byte;
	const ssize_t count =
		recv(channel->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);

	return count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR);
}

static void look_after_idleness(struct channel *channel, int64_t now)
{
	static const struct outcome stale = {ONC_BROKEN, 0, NULL};

	if (channel->state != CHANNEL_OPEN || channel->driven ||
	    channel->table.count > 0 || now - channel->used < IDLE_NS)
		return;
	channel->driven = true;
	if (is_stale(channel))
		channel_break(channel, &stale);
	channel->driven = false;
}

/* -- calls ----------------------------------------------------------------- */

void channel_submit(struct channel *channel, struct pending *call, int64_t now)
{
	look_after_idleness(channel, now);
	channel->used = now;
	pending_add(&channel->table, call);
	channel_enqueue(channel, &call->output);
	channel_connect(channel, call->deadline, now);
}

void channel_wake_up(struct channel *channel, struct pending *call)
{
	struct pending **at = &channel->sleepers;

	while (*at && *at != call)
		at = &(*at)->sleeper;
	if (*at)
		*at = call->sleeper;
}

/* A word may be gone when it is rung: that wakes nobody. */
void channel_ring(struct channel *channel)
{
	_Atomic uint32_t *bell[CHANNEL_BELLS];
	const unsigned count = channel->bells;

	memcpy(bell, channel->bell, count * sizeof(*bell));
	channel->bells = 0;
	pthread_mutex_unlock(&channel->lock);
	for (unsigned i = 0; i < count; i++)
		sleep_wake(bell[i]);
}

void channel_bell(struct channel *channel, _Atomic uint32_t *word)
{
	if (channel->bells < CHANNEL_BELLS)
		channel->bell[channel->bells++] = word;
	else
		sleep_wake(word);
}

void channel_complete(struct channel *channel, struct pending *call)
{
	uint32_t before;

	pending_remove(&channel->table, call);
	if (call->output.queued)
		channel_dequeue(channel, &call->output);
	if (call->ended) {
		call->ended(call);
		return;
	}
	channel_wake_up(channel, call);
	/* The call is its thread's from here on, and may be gone at once. */
	before = atomic_exchange_explicit(&call->state, PENDING_DONE,
					  memory_order_acq_rel);
	channel->away++;
	if (before == PENDING_ASLEEP)
		channel_bell(channel, &call->state);
}

void channel_pause(struct channel *channel)
{
	channel_unlock(channel);
	sched_yield();
	channel_lock(channel);
}

/* True if it is still to be ended, by whoever asks. */
static bool come_to_rest(struct channel *channel, struct pending *call)
{
	while (call->listed && call->output.busy)
		channel_pause(channel);
	return call->listed;
}

void channel_withdraw(struct channel *channel, struct pending *call,
		      const struct outcome *why)
{
	if (!come_to_rest(channel, call))
		return;
	if (!call->output.queued)
		channel->late++;
	else if (pending_is_half_sent(call) &&
		 !channel_disown(channel, &call->output))
		/* Half a record cannot be followed by another one. */
		shutdown(channel->fd, SHUT_RDWR);
	call->outcome = *why;
	channel_complete(channel, call);
}

bool channel_expire(struct channel *channel, struct pending *call, int64_t now)
{
	static const struct outcome late = {ONC_TIMED_OUT, 0, NULL};
	static const struct outcome unmade = {ONC_UNREACHABLE, ETIMEDOUT, NULL};
	static const struct outcome cancelled = {ONC_CANCELLED, 0, NULL};

	if (call->generation != channel_generation(channel) ||
	    (call->cancelled && *call->cancelled))
		channel_withdraw(channel, call, &cancelled);
	else if (now >= call->deadline)
		channel_withdraw(channel, call,
				 channel->state == CHANNEL_DIALLING ? &unmade
								    : &late);
	else
		return false;
	return true;
}

void channel_reap(struct channel *channel)
{
	static const struct outcome cancelled = {ONC_CANCELLED, 0, NULL};
	const unsigned generation = channel_generation(channel);
	struct pending *call;
	struct pending_walk walk;

	if (channel->reaped == generation)
		return;
	channel->reaped = generation;
	/* What is busy is paused for: the lock was let go, so start again. */
	do {
		call = pending_first(&channel->table, &walk);
		while (call && call->generation == generation)
			call = pending_after(&walk);
		if (call)
			channel_withdraw(channel, call, &cancelled);
	} while (call);
}

/* -- the end of a connection ------------------------------------------------
 */

static void close_connection(struct channel *channel)
{
	channel->state = CHANNEL_CLOSING;
	shutdown(channel->fd, SHUT_RDWR);
	while (channel->users > 0)
		channel_pause(channel);
	if (channel->in_place)
		channel_keep(channel);
	close(channel->fd);
	channel->fd = -1;
	record_fini(&channel->reader);
	channel->state = CHANNEL_CLOSED;
}

/* Those of which nothing left may go on another connection, once. */
static int64_t fail_sent(struct channel *channel, const struct outcome *why)
{
	static const struct outcome unsent = {ONC_NOT_SENT, 0, NULL};
	struct pending_walk walk;
	int64_t latest = 0;

	for (struct pending *call = pending_first(&channel->table, &walk); call;
	     call = pending_after(&walk)) {
		if (pending_is_unsent(call) && !call->retried) {
			call->retried = true;
			if (call->deadline > latest)
				latest = call->deadline;
			continue;
		}
		call->outcome = pending_is_unsent(call) ? unsent : *why;
		channel_complete(channel, call);
	}
	return latest;
}

static void free_orphans(struct channel *channel)
{
	struct outgoing *next;

	for (struct outgoing *output = channel->unsent; output; output = next) {
		next = output->next;
		if (output->orphan) {
			channel_dequeue(channel, output);
			free(output);
		}
	}
}

void channel_break(struct channel *channel, const struct outcome *why)
{
	int64_t latest;

	close_connection(channel);
	free_orphans(channel);
	latest = fail_sent(channel, why);
	if (channel->table.count > 0)
		start_dialling(channel, latest, deadline_now());
}
