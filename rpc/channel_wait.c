/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A thread that waits for its call: it drives, or sleeps until it is called to
 * drive, or until its reply is there.
 *
 * A call on a connection of its own costs two system calls, send() and recv():
 * the first wait is a recv() of a blocking socket that gives up soon, and only
 * then comes poll(), which also hears of cancellation.
 *
 * Invariant: whatever a thread waits for, it waits no longer than its call's
 * deadline, and looks at its call's flag every LOOK_MS.
 */
#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <sys/socket.h>
#include <unistd.h>

#include "rpc/channel.h"
#include "rpc/deadline.h"
#include "rpc/sleep.h"

/* How often a flag is looked at that nobody tells us of. */
#define LOOK_NS (50 * DEADLINE_MS)
/* How long one waits for room while another one reads. */
#define CHOKED_NS (20 * DEADLINE_MS)

/* How long others are let run before one sleeps, or sends without them. */
#define SOON_NS (DEADLINE_MS / 25)

static int64_t wait_until(const volatile sig_atomic_t *cancelled,
			  int64_t deadline, int64_t now)
{
	return cancelled ? deadline_earlier(deadline, now + LOOK_NS) : deadline;
}

/* The call has ended, or ends now. */
static bool is_over(struct channel *channel, struct pending *call, int64_t now)
{
	static const struct outcome sent = {ONC_OK, 0, NULL};

	if (pending_is_done(call))
		return true;
	if (call->posted && !call->output.queued) {
		channel_withdraw(channel, call, &sent);
		return true;
	}
	channel_reap(channel);
	return pending_is_done(call) || channel_expire(channel, call, now);
}

/* -- driving --------------------------------------------------------------- */

static void drain(int wake)
{
	uint64_t count;

	while (read(wake, &count, sizeof(count)) < 0 && errno == EINTR)
		;
}

/* Waits for what the descriptor has to say, or a cancellation. */
static short wait_events(struct channel *channel, int fd, short events,
			 int64_t until, int64_t now)
{
	struct pollfd waiting[2] = {
		{.fd = fd, .events = events},
		{.fd = channel->wake, .events = POLLIN},
	};
	int ready;

	channel_unlock(channel);
	ready = poll(waiting, 2, deadline_left(until, now));
	if (ready > 0 && waiting[1].revents)
		drain(channel->wake);
	channel_lock(channel);
	return ready > 0 ? waiting[0].revents : 0;
}

static void dial(struct channel *channel, int64_t until, int64_t now)
{
	wait_events(channel, channel->dial.fd, POLLOUT,
		    deadline_earlier(until, channel->dial.until), now);
	if (channel->state == CHANNEL_DIALLING)
		channel_dial(channel, deadline_now());
}

static void read_slowly(struct channel *channel, struct pending *call,
			int64_t until, int64_t now)
{
	const bool choked = channel->choked && !channel->failed;
	const short ready =
		wait_events(channel, channel->fd,
			    choked ? POLLIN | POLLOUT : POLLIN, until, now);

	if (ready & POLLOUT)
		channel->choked = false;
	if (ready & ~POLLOUT)
		channel_receive(channel, call, MSG_DONTWAIT);
}

/*
 * Threads whose replies came together are back together as a rule. The first
 * one lets the others run before it sends: what costs is system calls and
 * wake-ups, for both sides, and one does for all. It is the driver, so that
 * nothing is left lying when it gives up.
 */
static int64_t gather(struct channel *channel, int64_t now)
{
	const int64_t end = now + SOON_NS;

	if (channel->away == 0 || channel->choked ||
	    channel->state != CHANNEL_OPEN || !trust_ask(&channel->company))
		return now;
	channel->gathering = true;
	while (channel->gathering && now < end) {
		channel_pause(channel);
		now = deadline_now();
	}
	trust_learn(&channel->company, now < end);
	if (channel->gathering)
		channel->away = 0;
	channel->gathering = false;
	return now;
}

/*
 * The thread is back: its call leaves now, unless a driver is to wait for more
 * of them. One that nobody answers is not waited with.
 */
static void send_own(struct channel *channel, const struct pending *call)
{
	const bool waits = channel->gathering || !channel->driven;

	if (channel->away > 0)
		channel->away--;
	if (channel->away > 0 && waits && !call->posted)
		return;
	channel->gathering = false;
	channel_flush(channel);
}

static void drive(struct channel *channel, struct pending *call, int64_t now)
{
	bool slow = false;

	channel_take_role(channel, call->scratch, call->scratch_size,
			  CHANNEL_RETAIN);
	if (call->output.queued)
		now = gather(channel, now);
	for (;;) {
		const int64_t until =
			wait_until(call->cancelled, call->deadline, now);

		channel_flush(channel);
		if (is_over(channel, call, now))
			break;
		if (channel->state == CHANNEL_DIALLING)
			dial(channel, until, now);
		else if (slow || channel->choked ||
			 until - now < DIAL_PATIENCE * DEADLINE_MS)
			read_slowly(channel, call, until, now);
		else
			slow = channel_receive(channel, call, 0) ==
			       CHANNEL_NOTHING;
		if (pending_is_done(call))
			break;
		now = deadline_now();
	}
	channel_leave_role(channel);
}

/* -- waiting for the driver ------------------------------------------------ */

/* Its message waits for room, and the driver may be asleep in a recv(). */
static void wait_for_room(struct channel *channel, struct pending *call,
			  int64_t now)
{
	struct pollfd waiting = {.fd = channel->fd, .events = POLLOUT};
	const int64_t until = deadline_earlier(call->deadline, now + CHOKED_NS);

	channel->users++;
	channel_unlock(channel);
	poll(&waiting, 1, deadline_left(until, now));
	channel_lock(channel);
	channel->users--;
	if (waiting.revents & POLLOUT && !channel->failed)
		channel->choked = false;
	channel_flush(channel);
}

/*
 * Where threads share a connection, replies are often only a switch of threads
 * away: to let others run costs less than to be put to sleep and woken.
 */
static bool is_stirred_soon(struct channel *channel, struct pending *call)
{
	const int64_t end = deadline_now() + SOON_NS;
	bool in_time, stirred;

	if (!trust_ask(&channel->quickness))
		return false;
	do {
		sched_yield();
		in_time = deadline_now() < end;
		stirred = atomic_load_explicit(&call->state,
					       memory_order_acquire) !=
			  PENDING_AWAKE;
	} while (in_time && !stirred);
	trust_learn(&channel->quickness, in_time);
	return stirred;
}

static void fall_asleep(struct channel *channel, struct pending *call,
			int64_t now)
{
	uint32_t awake = PENDING_AWAKE;

	if (is_stirred_soon(channel, call))
		return;
	if (atomic_compare_exchange_strong_explicit(
		    &call->state, &awake, PENDING_ASLEEP, memory_order_acq_rel,
		    memory_order_acquire))
		sleep_while(&call->state, PENDING_ASLEEP,
			    wait_until(call->cancelled, call->deadline, now));
}

/* True if the call is done: the lock is not held then. */
static bool doze(struct channel *channel, struct pending *call, int64_t now)
{
	call->sleeper = channel->sleepers;
	channel->sleepers = call;
	atomic_store_explicit(&call->state, PENDING_AWAKE,
			      memory_order_relaxed);
	channel_unlock(channel);
	fall_asleep(channel, call, now);
	if (pending_is_done(call))
		return true;
	channel_lock(channel);
	channel_wake_up(channel, call);
	return false;
}

static bool is_choked(const struct channel *channel, const struct pending *call)
{
	return channel->state == CHANNEL_OPEN && channel->choked &&
	       !channel->failed && call->output.queued;
}

void channel_call(struct channel *channel, struct pending *call, int64_t now)
{
	channel_lock(channel);
	channel_submit(channel, call, now);
	send_own(channel, call);
	while (!is_over(channel, call, now)) {
		if (!channel->driven)
			drive(channel, call, now);
		else if (is_choked(channel, call))
			wait_for_room(channel, call, now);
		else if (call->posted && channel->sending)
			channel_pause(channel);
		else if (doze(channel, call, now))
			return;
		if (!pending_is_done(call))
			now = deadline_now();
	}
	channel_unlock(channel);
}

void channel_post(struct channel *channel, struct pending *call, int64_t now)
{
	call->posted = true;
	channel_call(channel, call, now);
}

/* -- others ---------------------------------------------------------------- */

enum onc_status channel_open(struct channel *channel, int64_t deadline,
			     const volatile sig_atomic_t *cancelled)
{
	int64_t now = deadline_now();

	channel_lock(channel);
	channel->driven = true;
	channel_connect(channel, deadline, now);
	while (channel->state == CHANNEL_DIALLING && now < deadline &&
	       !(cancelled && *cancelled)) {
		dial(channel, wait_until(cancelled, deadline, now), now);
		now = deadline_now();
	}
	if (channel->state == CHANNEL_DIALLING)
		channel->refusal = (struct outcome){
			now < deadline ? ONC_CANCELLED : ONC_UNREACHABLE,
			now < deadline ? 0 : ETIMEDOUT, NULL};
	channel_leave_role(channel);
	channel_unlock(channel);
	return channel->state == CHANNEL_OPEN ? ONC_OK
					      : channel->refusal.status;
}

void channel_cancel(struct channel *channel)
{
	const int error = errno;
	const uint64_t one = 1;
	ssize_t written;

	atomic_fetch_add_explicit(&channel->generation, 1,
				  memory_order_relaxed);
	do
		written = write(channel->wake, &one, sizeof(one));
	while (written < 0 && errno == EINTR);
	errno = error;
}
