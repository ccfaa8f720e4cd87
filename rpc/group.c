/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Groups: an epoll descriptor over the channels' sockets, one timer, one
 * eventfd.
 *
 * Sockets are watched by their edges, since a thread of an ordinary call may
 * drive a channel at the same time: whoever finds the role taken leaves a note,
 * and is stirred when the role is free.
 *
 * Invariants: a call is in its channel's table, or in the list of those that
 * are over, or it was called back. No lock is held in a callback.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "rpc/deadline.h"
#include "rpc/group.h"

/* Receives of one channel in a row, and events of one look. */
enum { TURNS_MOST = 16, EVENTS_MOST = 64 };

/* Deadlines are met this late at most: it saves looking through all calls. */
#define SLACK_NS (5 * DEADLINE_MS)

/* -- notes ----------------------------------------------------------------- */

/* The lock is held. */
static void kick(struct onc_group *group)
{
	const uint64_t one = 1;

	if (group->kicked)
		return;
	if (group->running && pthread_equal(group->runner, pthread_self()))
		return;
	group->kicked = true;
	while (write(group->kick, &one, sizeof(one)) < 0 && errno == EINTR)
		;
}

void group_stir(struct member *member)
{
	struct onc_group *group = member->group;

	pthread_mutex_lock(&group->lock);
	if (!member->ready) {
		member->ready = true;
		member->next_ready = group->ready;
		group->ready = member;
	}
	kick(group);
	pthread_mutex_unlock(&group->lock);
}

void group_keep(struct onc_pending *pending)
{
	struct onc_group *group = pending->group;

	pthread_mutex_lock(&group->lock);
	pending->next = group->untaken;
	pending->back = &group->untaken;
	if (pending->next)
		pending->next->back = &pending->next;
	group->untaken = pending;
	pthread_mutex_unlock(&group->lock);
}

void group_let_go(struct onc_pending *pending)
{
	struct onc_group *group = pending->group;

	pthread_mutex_lock(&group->lock);
	*pending->back = pending->next;
	if (pending->next)
		pending->next->back = pending->back;
	pending->back = NULL;
	pthread_mutex_unlock(&group->lock);
}

void group_push(struct onc_pending *pending)
{
	struct onc_group *group = pending->group;

	pthread_mutex_lock(&group->lock);
	pending->next = NULL;
	*group->over_end = pending;
	group->over_end = &pending->next;
	kick(group);
	pthread_mutex_unlock(&group->lock);
}

static void set_timer(struct onc_group *group, int64_t deadline)
{
	struct itimerspec when = {0};

	group->armed = deadline;
	if (deadline != DEADLINE_NEVER)
		when.it_value = deadline_timespec(deadline);
	timerfd_settime(group->timer, TFD_TIMER_ABSTIME, &when, NULL);
}

void group_arm(struct onc_group *group, int64_t deadline)
{
	pthread_mutex_lock(&group->lock);
	if (deadline < group->armed)
		set_timer(group, deadline);
	pthread_mutex_unlock(&group->lock);
}

/* -- what channels tell ---------------------------------------------------- */

static void watch(struct member *member, int fd, uint32_t events)
{
	struct epoll_event event = {.events = events | EPOLLET};
	const int epoll = member->group->epoll;

	event.data.ptr = member;
	if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0 && errno == EEXIST)
		epoll_ctl(epoll, EPOLL_CTL_MOD, fd, &event);
}

static void on_opened(struct channel *channel)
{
	watch(channel->watcher, channel->fd, EPOLLIN | EPOLLOUT | EPOLLRDHUP);
}

static void on_dialling(struct channel *channel)
{
	struct member *member = channel->watcher;

	if (channel->dial.fd >= 0)
		watch(member, channel->dial.fd, EPOLLOUT);
	group_arm(member->group, channel->dial.until);
}

/* Its own turn ends with what it waits for watched already. */
static void on_stirred(struct channel *channel)
{
	struct member *member = channel->watcher;
	struct onc_group *group = member->group;
	bool own;

	pthread_mutex_lock(&group->lock);
	own = group->running && pthread_equal(group->runner, pthread_self());
	pthread_mutex_unlock(&group->lock);
	if (!own)
		group_stir(member);
}

static const struct channel_watch watcher = {
	.opened = on_opened,
	.dialling = on_dialling,
	.stirred = on_stirred,
};

/* -- a look at a channel --------------------------------------------------- */

static void drive(struct channel *channel, struct member *member,
		  uint32_t events)
{
	const bool to_the_end = events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR);
	enum channel_received received = CHANNEL_MORE;

	for (int turn = 0; turn < TURNS_MOST; turn++) {
		if (channel->state == CHANNEL_DIALLING)
			channel_dial(channel, deadline_now());
		if (channel->state == CHANNEL_DIALLING)
			on_dialling(channel);
		channel_flush(channel);
		if (channel->state != CHANNEL_OPEN)
			return;
		received = channel_receive(channel, NULL, MSG_DONTWAIT);
		if (received == CHANNEL_NOTHING ||
		    (received == CHANNEL_SOME && !to_the_end))
			return;
	}
	group_stir(member);
}

static void look(struct member *member, uint32_t events)
{
	struct channel *channel = &member->handle->channel;

	channel_lock(channel);
	if (events & EPOLLOUT && !channel->failed)
		channel->choked = false;
	channel_reap(channel);
	if (channel->driven) {
		channel->missed = true;
		channel_flush(channel);
	} else {
		channel->missed = false;
		channel_take_role(channel, member->group->scratch,
				  GROUP_SCRATCH, 0);
		drive(channel, member, events);
		channel_leave_role(channel);
	}
	channel_unlock(channel);
}

/* Calls that were started leave; nothing is received. */
static void send_off(struct member *member)
{
	struct channel *channel = &member->handle->channel;
	bool quiet;

	channel_lock(channel);
	channel_flush(channel);
	quiet = channel->state == CHANNEL_OPEN && !channel->missed &&
		!channel->failed;
	channel_unlock(channel);
	if (!quiet)
		look(member, EPOLLRDHUP);
}

/* -- deadlines ------------------------------------------------------------- */

/* The next moment at which this channel has something to end. */
static int64_t end_overdue(struct channel *channel, int64_t now)
{
	int64_t next = DEADLINE_NEVER;
	struct pending_walk walk;

	for (struct pending *call = pending_first(&channel->table, &walk); call;
	     call = pending_after(&walk)) {
		if (!call->ended)
			continue;
		/* What is being sent is let be until that is over. */
		if (now < call->deadline || call->output.busy)
			next = deadline_earlier(next, call->deadline);
		else
			channel_expire(channel, call, now);
	}
	if (channel->state == CHANNEL_DIALLING)
		next = deadline_earlier(next, channel->dial.until);
	return next;
}

static void end_all_overdue(struct onc_group *group)
{
	const int64_t now = deadline_now();
	int64_t next = DEADLINE_NEVER;

	pthread_mutex_lock(&group->lock);
	group->armed = DEADLINE_NEVER;
	pthread_mutex_unlock(&group->lock);
	for (struct member *each = group->members; each; each = each->next) {
		struct channel *channel = &each->handle->channel;
		bool dialling;

		channel_lock(channel);
		next = deadline_earlier(next, end_overdue(channel, now));
		dialling = channel->state == CHANNEL_DIALLING;
		channel_unlock(channel);
		if (dialling)
			look(each, 0);
	}
	if (next != DEADLINE_NEVER)
		group_arm(group, next > now + SLACK_NS ? next : now + SLACK_NS);
}

/* -- a run ----------------------------------------------------------------- */

static void drain(int fd)
{
	uint64_t count;

	while (read(fd, &count, sizeof(count)) < 0 && errno == EINTR)
		;
}

/* As many as there are now: one that is not done stays for the next run. */
static void send_all(struct onc_group *group)
{
	struct member *member, *list;

	pthread_mutex_lock(&group->lock);
	list = group->ready;
	group->ready = NULL;
	pthread_mutex_unlock(&group->lock);
	while ((member = list)) {
		list = member->next_ready;
		pthread_mutex_lock(&group->lock);
		member->ready = false;
		pthread_mutex_unlock(&group->lock);
		send_off(member);
	}
}

static bool has_work(struct onc_group *group)
{
	bool has;

	pthread_mutex_lock(&group->lock);
	has = group->over || group->ready;
	pthread_mutex_unlock(&group->lock);
	return has;
}

static void take_event(struct onc_group *group, const struct epoll_event *event)
{
	if (event->data.ptr == &group->kick) {
		pthread_mutex_lock(&group->lock);
		group->kicked = false;
		pthread_mutex_unlock(&group->lock);
		drain(group->kick);
	} else if (event->data.ptr == &group->timer) {
		drain(group->timer);
		end_all_overdue(group);
	} else {
		look(event->data.ptr, event->events);
	}
}

static void wait_and_look(struct onc_group *group, int timeout)
{
	struct epoll_event events[EVENTS_MOST];
	int count;

	count = epoll_wait(group->epoll, events, EVENTS_MOST,
			   has_work(group) ? 0 : timeout);
	for (int i = 0; i < count; i++)
		take_event(group, &events[i]);
}

static struct onc_pending *take_over(struct onc_group *group)
{
	struct onc_pending *list;

	pthread_mutex_lock(&group->lock);
	list = group->over;
	group->over = NULL;
	group->over_end = &group->over;
	pthread_mutex_unlock(&group->lock);
	return list;
}

static void call_back(struct onc_group *group)
{
	struct onc_pending *list = take_over(group);

	while (list) {
		struct onc_pending *pending = list;

		list = pending->next;
		pending_finish(pending);
	}
}

static void set_running(struct onc_group *group, bool running)
{
	pthread_mutex_lock(&group->lock);
	group->running = running;
	group->runner = pthread_self();
	/* What is left is for the next run, and for whoever polls. */
	if (!running && (group->over || group->ready))
		kick(group);
	pthread_mutex_unlock(&group->lock);
}

enum onc_status onc_group_run(struct onc_group *group, int timeout)
{
	set_running(group, true);
	send_all(group);
	wait_and_look(group, timeout);
	call_back(group);
	send_all(group);
	set_running(group, false);
	return ONC_OK;
}

/* -- members --------------------------------------------------------------- */

enum onc_status onc_group_add(struct onc_group *group, CLIENT *clnt)
{
	struct handle *handle = handle_of(clnt);
	struct member *member;

	if (!handle)
		return ONC_BAD_HANDLE;
	channel_enter(&handle->channel);
	if (handle->channel.watch)
		return ONC_BAD_HANDLE;
	member = calloc(1, sizeof(*member));
	if (!member)
		return ONC_NO_MEMORY;
	*member = (struct member){
		.group = group,
		.handle = handle,
		.next = group->members,
	};
	group->members = member;
	channel_lock(&handle->channel);
	handle->channel.watcher = member;
	handle->channel.watch = &watcher;
	watch(member, handle->channel.wake, EPOLLIN);
	if (handle->channel.state == CHANNEL_OPEN)
		on_opened(&handle->channel);
	if (handle->channel.state == CHANNEL_DIALLING)
		on_dialling(&handle->channel);
	channel_unlock(&handle->channel);
	return ONC_OK;
}

/* All calls of the channel that no thread waits for. */
static void cancel_started(struct channel *channel)
{
	static const struct outcome cancelled = {ONC_CANCELLED, 0, NULL};
	struct pending_walk walk;
	struct pending *call;

	do {
		call = pending_first(&channel->table, &walk);
		while (call && !call->ended)
			call = pending_after(&walk);
		if (call)
			channel_withdraw(channel, call, &cancelled);
	} while (call);
}

static void drop_member(struct member *member)
{
	struct onc_group *group = member->group;
	struct member **at = &group->members;

	while (*at != member)
		at = &(*at)->next;
	*at = member->next;
	pthread_mutex_lock(&group->lock);
	for (at = &group->ready; *at; at = &(*at)->next_ready) {
		if (*at == member) {
			*at = member->next_ready;
			break;
		}
	}
	pthread_mutex_unlock(&group->lock);
	free(member);
}

void group_leave(struct handle *handle)
{
	struct channel *channel = &handle->channel;
	struct member *member;

	channel_enter(channel);
	channel_lock(channel);
	if (!channel->watch) {
		channel_unlock(channel);
		return;
	}
	member = channel->watcher;
	cancel_started(channel);
	channel->watch = NULL;
	epoll_ctl(member->group->epoll, EPOLL_CTL_DEL, channel->wake, NULL);
	if (channel->fd >= 0)
		epoll_ctl(member->group->epoll, EPOLL_CTL_DEL, channel->fd,
			  NULL);
	if (channel->dial.fd >= 0)
		epoll_ctl(member->group->epoll, EPOLL_CTL_DEL, channel->dial.fd,
			  NULL);
	channel_unlock(channel);
	drop_member(member);
}

void onc_group_remove(struct onc_group *group, CLIENT *clnt)
{
	struct handle *handle = handle_of(clnt);

	(void)group;
	if (handle)
		group_leave(handle);
}

/* -- life ------------------------------------------------------------------ */

static bool add_own(struct onc_group *group, int fd, void *mark)
{
	struct epoll_event event = {.events = EPOLLIN};

	event.data.ptr = mark;
	return fd >= 0 &&
	       epoll_ctl(group->epoll, EPOLL_CTL_ADD, fd, &event) == 0;
}

enum onc_status onc_group_new(struct onc_group **made)
{
	struct onc_group *group = malloc(sizeof(*group));
	int error;

	*made = NULL;
	if (!group)
		return ONC_NO_MEMORY;
	/* The scratch memory is not touched before it is used. */
	group->members = NULL;
	group->pending = 0;
	group->ready = NULL;
	group->over = NULL;
	group->over_end = &group->over;
	group->untaken = NULL;
	group->armed = DEADLINE_NEVER;
	group->kicked = false;
	group->running = false;
	pthread_mutex_init(&group->lock, NULL);
	group->epoll = epoll_create1(EPOLL_CLOEXEC);
	group->timer =
		timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
	group->kick = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (group->epoll >= 0 && add_own(group, group->timer, &group->timer) &&
	    add_own(group, group->kick, &group->kick)) {
		*made = group;
		return ONC_OK;
	}
	error = errno;
	onc_group_free(group);
	return error == EMFILE || error == ENFILE ? ONC_NO_DESCRIPTORS
						  : ONC_NO_MEMORY;
}

static void close_one(int fd)
{
	if (fd >= 0)
		close(fd);
}

void onc_group_free(struct onc_group *group)
{
	struct onc_pending *list;

	if (!group)
		return;
	while (group->members) {
		struct member *member = group->members;

		/* In the child of a fork() the channel knows of no group. */
		group_leave(member->handle);
		if (group->members == member)
			drop_member(member);
	}
	while (group->untaken)
		pending_free(group->untaken);
	list = take_over(group);
	while (list) {
		struct onc_pending *pending = list;

		list = pending->next;
		pending_free(pending);
	}
	close_one(group->kick);
	close_one(group->timer);
	close_one(group->epoll);
	pthread_mutex_destroy(&group->lock);
	free(group);
}

int onc_group_fd(const struct onc_group *group)
{
	return group->epoll;
}

size_t onc_group_pending(const struct onc_group *group)
{
	return atomic_load_explicit(&group->pending, memory_order_relaxed);
}
