/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A connection's life on the loop.
 *
 * Invariants: readable is added if and only if pauses is 0; a peer that is
 * paused has something that will end the pause, a task, its output or a
 * deadline. A timer is never moved to a later time, but looks again when it
 * comes too early: a call costs none.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "rpc/mapping.h"
#include "rpc/peer.h"
#include "rpc/task.h"

/* What the loop sends at a time. */
#define TURN ((size_t)512 << 10)
/* A peer without room for its record tries again after so many ms. */
#define RETRY 20
/* What is read and dropped, so that closing does not reset the connection. */
#define LINGER_MOST 16

/* -- deadlines ------------------------------------------------------------- */

static void set_timer(struct peer *peer, int64_t at)
{
	const int64_t left = at - service_clock();
	const int64_t ms = left > 0 ? left : 0;
	const struct timeval wait = {
		.tv_sec = ms / 1000,
		.tv_usec = ms % 1000 * 1000,
	};

	if (event_add(&peer->timer, &wait) == 0)
		peer->timer_at = at;
}

static void earlier(int64_t *deadline, int64_t since, uint32_t timeout)
{
	if (timeout != ONC_NEVER && since + timeout < *deadline)
		*deadline = since + timeout;
}

static int64_t write_since(struct peer *peer)
{
	int64_t since;

	pthread_mutex_lock(&peer->lock);
	since = peer->write_since;
	pthread_mutex_unlock(&peer->lock);
	return since;
}

/* What the peer is to have done, and by when. */
static int64_t find_deadline(struct peer *peer, size_t *cause)
{
	const struct onc_server_options *options =
		&peer->caller.server->options;
	const int64_t since = write_since(peer);
	int64_t deadline = INT64_MAX, before;

	*cause = 0;
	if (peer->record_since)
		earlier(&deadline, peer->record_since, options->record_timeout);
	if (deadline < INT64_MAX)
		*cause = offsetof(struct onc_counters, closed_record);
	before = deadline;
	if (since)
		earlier(&deadline, since, options->write_timeout);
	if (deadline < before)
		*cause = offsetof(struct onc_counters, closed_write);
	if (*cause || crew_report(&peer->caller.server->crew,
				  &peer->caller.lane, peer->pauses != 0) > 0)
		return deadline;
	earlier(&deadline, peer->used, options->idle_timeout);
	*cause = offsetof(struct onc_counters, closed_idle);
	return deadline;
}

/* Sees to it that the timer comes by the deadline. */
static void schedule(struct peer *peer, int64_t since, uint32_t timeout)
{
	int64_t at = INT64_MAX;

	earlier(&at, since, timeout);
	if (at < INT64_MAX && (!peer->timer_at || at < peer->timer_at))
		set_timer(peer, at);
}

/* -- the end --------------------------------------------------------------- */

/* Every peer ends here; it stays in memory until the end of the turn. */
void peer_close(struct peer *peer)
{
	struct onc_server *server = peer->caller.server;
	struct crew_task *task;

	if (peer->closed)
		return;
	peer->closed = true;
	event_del(&peer->readable);
	event_del(&peer->writable);
	event_del(&peer->timer);
	pthread_mutex_lock(&peer->lock);
	close(peer->fd);
	peer->fd = -1;
	output_clear(&peer->output);
	peer_charge(peer);
	pthread_mutex_unlock(&peer->lock);
	account_discharge(peer->account, peer->charged);
	peer->charged = 0;
	record_fini(&peer->reader);
	task = crew_drop(&server->crew, &peer->caller.lane);
	while (task) {
		struct crew_task *next = task->next;

		account_discharge(peer->account, task_of(task)->charged);
		task_free(task_of(task));
		task = next;
	}
	crew_report(&server->crew, &peer->caller.lane, true);
	peer->next_closed = server->closed;
	server->closed = peer;
}

static void peer_free(struct peer *peer)
{
	struct onc_server *server = peer->caller.server;

	crew_forget(&server->crew, &peer->caller.lane);
	pthread_mutex_lock(&server->sessions);
	*peer->link = peer->next;
	if (peer->next)
		peer->next->link = peer->link;
	server->peer_count--;
	pthread_mutex_unlock(&server->sessions);
	account_leave(&server->accounts, peer->account);
	pthread_mutex_destroy(&peer->lock);
	free(peer);
}

void peer_bury(struct onc_server *server)
{
	struct peer **at = &server->closed;

	while (*at) {
		struct peer *peer = *at;

		if (crew_report(&server->crew, &peer->caller.lane, true) > 0) {
			at = &peer->next_closed;
			continue;
		}
		*at = peer->next_closed;
		peer_free(peer);
	}
}

/* -- reading --------------------------------------------------------------- */

static void pause_reading(struct peer *peer, enum peer_pause why)
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
static void end_input(struct peer *peer)
{
	peer->record_since = 0;
	pause_reading(peer, PEER_PAUSE_END);
	crew_report(&peer->caller.server->crew, &peer->caller.lane, true);
}

/* True if it was closed: nothing is in flight any more. */
static bool close_if_done(struct peer *peer)
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
	service_count_here(server, calls, 1);
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
		schedule(peer, peer->record_since,
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
	pause_reading(peer, PEER_PAUSE_BYTES);
	set_timer(peer, service_clock() + RETRY);
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
		pause_reading(peer, PEER_PAUSE_CALLS);
		crew_report(&server->crew, lane, true);
	}
	if (harvest->has_answers)
		peer_flush(peer, server->stock);
	if (harvest->is_over)
		end_input(peer);
	return close_if_done(peer);
}

static void drop(struct peer *peer)
{
	service_count(peer->caller.server, closed_memory, 1);
	peer_close(peer);
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
		drop(peer);
	else if (progress == RECORD_READY)
		pause_reading(peer, PEER_PAUSE_CALLS);
}

static void resume_reading(struct peer *peer, enum peer_pause why)
{
	if (!(peer->pauses & why))
		return;
	peer->pauses &= (uint8_t)~why;
	if (peer->pauses || peer->closed)
		return;
	if (event_add(&peer->readable, NULL) != 0) {
		drop(peer);
		return;
	}
	/* What came before the pause gives no sign any more. */
	if (record_is_partial(&peer->reader))
		digest(peer);
}

static void on_readable(evutil_socket_t fd, short what, void *argument)
{
	struct peer *peer = argument;
	struct onc_server *server = peer->caller.server;
	size_t size;
	ssize_t count;
	uint8_t *at;

	(void)what;
	service_callback(server);
	record_lend(&peer->reader, server->scratch, SERVICE_SCRATCH);
	if (!record_space(&peer->reader, &at, &size)) {
		drop(peer);
		return;
	}
	/* So that what follows a long record fits into lent memory. */
	if (size >= SERVICE_SCRATCH)
		size = SERVICE_SCRATCH - 1;
	count = recv(fd, at, size, 0);
	if (count > 0) {
		record_received(&peer->reader, (size_t)count);
		peer_touch(peer);
		service_add(&peer->bytes_in, (uint64_t)count);
		service_count_here(server, bytes_in, count);
		digest(peer);
		return;
	}
	if (!record_settle(&peer->reader)) {
		drop(peer);
		return;
	}
	if (count < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (count < 0) {
		peer_close(peer);
		return;
	}
	peer->is_over = true;
	end_input(peer);
	close_if_done(peer);
}

/* -- other events ---------------------------------------------------------- */

/* Looks at the output, after a task or the loop has sent of it. */
static void look_at_output(struct peer *peer)
{
	struct crew *crew = &peer->caller.server->crew;
	size_t left;
	bool is_broken;

	pthread_mutex_lock(&peer->lock);
	left = peer->output.size;
	is_broken = peer->is_broken;
	pthread_mutex_unlock(&peer->lock);
	if (is_broken) {
		peer_close(peer);
		return;
	}
	if (left > 0 && !peer->is_writing)
		peer->is_writing = event_add(&peer->writable, NULL) == 0;
	if (left > 0)
		schedule(peer, write_since(peer),
			 peer->caller.server->options.write_timeout);
	if (left == 0 && peer->is_writing) {
		event_del(&peer->writable);
		peer->is_writing = false;
	}
	if (left > PEER_HIGH) {
		pause_reading(peer, PEER_PAUSE_OUTPUT);
	} else if (left <= PEER_HIGH / 2) {
		crew_release(crew, &peer->caller.lane);
		resume_reading(peer, PEER_PAUSE_OUTPUT);
	}
}

static void on_writable(evutil_socket_t fd, short what, void *argument)
{
	struct peer *peer = argument;

	(void)fd;
	(void)what;
	service_callback(peer->caller.server);
	pthread_mutex_lock(&peer->lock);
	if (peer->output.size > 0)
		peer_send(peer, TURN, peer->caller.server->stock);
	pthread_mutex_unlock(&peer->lock);
	peer_news(peer);
}

void peer_news(struct peer *peer)
{
	struct onc_server *server = peer->caller.server;
	unsigned busy;

	if (peer->closed || close_if_done(peer))
		return;
	busy = crew_report(&server->crew, &peer->caller.lane,
			   peer->pauses != 0);
	if (busy <= server->options.calls_per_connection / 2)
		resume_reading(peer, PEER_PAUSE_CALLS);
	if (!peer->closed)
		look_at_output(peer);
}

static void on_timer(evutil_socket_t fd, short what, void *argument)
{
	struct peer *peer = argument;
	struct onc_server *server = peer->caller.server;
	int64_t deadline;
	size_t cause;

	(void)fd;
	(void)what;
	peer->timer_at = 0;
	deadline = find_deadline(peer, &cause);
	if (cause && service_clock() >= deadline) {
		atomic_fetch_add(&server->counters[cause / sizeof(uint64_t)],
				 1);
		peer_close(peer);
		return;
	}
	if (peer->pauses & PEER_PAUSE_BYTES) {
		if (peer_has_room(peer, 0))
			resume_reading(peer, PEER_PAUSE_BYTES);
		else
			set_timer(peer, service_clock() + RETRY);
		return;
	}
	if (deadline == INT64_MAX && server->options.idle_timeout != ONC_NEVER)
		deadline = service_clock() + server->options.idle_timeout;
	if (deadline < INT64_MAX && !peer->timer_at)
		set_timer(peer, deadline);
}

void peer_drain(struct peer *peer)
{
	if (peer->closed)
		return;
	end_input(peer);
	close_if_done(peer);
}

/* -- the beginning --------------------------------------------------------- */

static void set_identity(struct peer *peer, const struct sockaddr *address)
{
	const struct sockaddr_in *v4 = (const void *)address;
	const struct sockaddr_in6 *v6 = (const void *)address;
	struct ucred credentials = {.uid = (uid_t)-1, .gid = (gid_t)-1};
	socklen_t size = sizeof(credentials);

	peer->is_local = false;
	if (address->sa_family == AF_INET) {
		peer->address = (struct in6_addr)IN6ADDR_ANY_INIT;
		peer->address.s6_addr[10] = 0xff;
		peer->address.s6_addr[11] = 0xff;
		memcpy(&peer->address.s6_addr[12], &v4->sin_addr, 4);
		peer->port = ntohs(v4->sin_port);
	} else if (address->sa_family == AF_INET6) {
		peer->address = v6->sin6_addr;
		peer->port = ntohs(v6->sin6_port);
	} else {
		peer->is_local = true;
		getsockopt(peer->fd, SOL_SOCKET, SO_PEERCRED, &credentials,
			   &size);
	}
	peer->uid = credentials.uid;
	peer->gid = credentials.gid;
	peer->pid = credentials.pid;
}

void peer_identify(const void *sender, struct onc_identity *identity)
{
	const struct peer *peer = sender;
	const bool is_v4 = IN6_IS_ADDR_V4MAPPED(&peer->address);
	char host[INET6_ADDRSTRLEN];

	identity->kind = peer->is_local ? ONC_PEER_LOCAL : ONC_PEER_HOST;
	identity->uid = peer->uid;
	identity->gid = peer->gid;
	identity->pid = peer->pid;
	if (peer->is_local) {
		strcpy(identity->address, "unix://");
		return;
	}
	inet_ntop(is_v4 ? AF_INET : AF_INET6,
		  is_v4 ? &peer->address.s6_addr[12] : peer->address.s6_addr,
		  host, sizeof(host));
	snprintf(identity->address, sizeof(identity->address),
		 is_v4 ? "tcp://%s:%u" : "tcp://[%s]:%u", host,
		 (unsigned)peer->port);
}

static void enlist(struct peer *peer)
{
	struct onc_server *server = peer->caller.server;

	pthread_mutex_lock(&server->sessions);
	peer->next = server->peers;
	peer->link = &server->peers;
	if (peer->next)
		peer->next->link = &peer->next;
	server->peers = peer;
	server->peer_count++;
	pthread_mutex_unlock(&server->sessions);
}

/* False: no memory. */
static bool start(struct peer *peer)
{
	const uint32_t idle = peer->caller.server->options.idle_timeout;

	if (event_add(&peer->readable, NULL) != 0)
		return false;
	schedule(peer, peer->used, idle);
	return peer->timer_at || idle == ONC_NEVER;
}

static struct peer *make(struct onc_server *server, int fd)
{
	struct peer *peer = calloc(1, sizeof(*peer));

	if (!peer)
		return NULL;
	peer->caller.server = server;
	peer->caller.kind = CALLER_PEER;
	peer->fd = fd;
	peer->opened = service_clock();
	peer->used = peer->opened;
	crew_lane_init(&peer->caller.lane);
	record_init(&peer->reader, server->options.record_cap, 0);
	pthread_mutex_init(&peer->lock, NULL);
	event_assign(&peer->readable, server->base, fd, EV_READ | EV_PERSIST,
		     on_readable, peer);
	event_assign(&peer->writable, server->base, fd, EV_WRITE | EV_PERSIST,
		     on_writable, peer);
	evtimer_assign(&peer->timer, server->base, on_timer, peer);
	return peer;
}

/* False: it may not, or there is no memory; the cause is counted. */
static bool join(struct peer *peer, const struct sockaddr *address)
{
	struct onc_server *server = peer->caller.server;

	set_identity(peer, address);
	peer->account = account_join(&server->accounts, address, peer->uid);
	if (!peer->account) {
		service_count(server, closed_memory, 1);
		return false;
	}
	if (account_connections(peer->account) <=
	    server->options.connections_per_peer)
		return true;
	service_count(server, refused_per_peer, 1);
	account_leave(&server->accounts, peer->account);
	return false;
}

void peer_open(struct onc_server *server, int fd,
	       const struct sockaddr *address)
{
	struct peer *peer = make(server, fd);

	service_count(server, connections_total, 1);
	if (!peer) {
		service_count(server, closed_memory, 1);
		close(fd);
	} else if (!join(peer, address)) {
		pthread_mutex_destroy(&peer->lock);
		free(peer);
		close(fd);
	} else {
		enlist(peer);
		if (!start(peer))
			drop(peer);
	}
}
