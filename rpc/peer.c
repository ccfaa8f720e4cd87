/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A connection's life on the loop.
 *
 * Invariant: a timer is never moved to a later time, but looks again when it
 * comes too early: a call costs none.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "rpc/hot.h"
#include "rpc/peer.h"

/* What the loop sends at a time. */
#define TURN ((size_t)512 << 10)

/* -- deadlines ------------------------------------------------------------- */

void peer_set_timer(struct peer *peer, int64_t at)
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
void peer_schedule(struct peer *peer, int64_t since, uint32_t timeout)
{
	int64_t at = INT64_MAX;

	earlier(&at, since, timeout);
	if (at < INT64_MAX && (!peer->timer_at || at < peer->timer_at))
		peer_set_timer(peer, at);
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
	hot_forget(peer);
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

void peer_drop(struct peer *peer)
{
	service_count(peer->caller.server, closed_memory, 1);
	peer_close(peer);
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
	service_count(server, calls, peer->calls);
	service_count(server, replies, peer->replies);
	service_count(server, bytes_in, peer->bytes_in);
	service_count(server, bytes_out, peer->bytes_out);
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
		peer_schedule(peer, write_since(peer),
			      peer->caller.server->options.write_timeout);
	if (left == 0 && peer->is_writing) {
		event_del(&peer->writable);
		peer->is_writing = false;
	}
	if (left > PEER_HIGH) {
		peer_pause(peer, PEER_PAUSE_OUTPUT);
	} else if (left <= PEER_HIGH / 2) {
		crew_release(crew, &peer->caller.lane);
		peer_resume(peer, PEER_PAUSE_OUTPUT);
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

	hot_return(peer);
	if (peer->closed || peer_close_if_done(peer))
		return;
	busy = crew_report(&server->crew, &peer->caller.lane,
			   peer->pauses != 0);
	if (busy <= server->options.calls_per_connection / 2)
		peer_resume(peer, PEER_PAUSE_CALLS);
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
			peer_resume(peer, PEER_PAUSE_BYTES);
		else
			peer_set_timer(peer, service_clock() + PEER_RETRY);
		return;
	}
	if (deadline == INT64_MAX && server->options.idle_timeout != ONC_NEVER)
		deadline = service_clock() + server->options.idle_timeout;
	if (deadline < INT64_MAX && !peer->timer_at)
		peer_set_timer(peer, deadline);
}

void peer_drain(struct peer *peer)
{
	if (peer->closed)
		return;
	peer_end_input(peer);
	peer_close_if_done(peer);
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
	peer_schedule(peer, peer->used, idle);
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
	peer->turns_wanted = HOT_TURNS;
	crew_lane_init(&peer->caller.lane);
	record_init(&peer->reader, server->options.record_cap, 0);
	pthread_mutex_init(&peer->lock, NULL);
	event_assign(&peer->readable, server->base, fd, EV_READ | EV_PERSIST,
		     peer_on_readable, peer);
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
			peer_drop(peer);
	}
}
