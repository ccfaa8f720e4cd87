/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A server's life: made, given programs and listeners, run, drained, freed.
 *
 * Invariant: whatever happens on the loop happens within turn(), by whichever
 * thread of the crew is in it.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include "rpc/announce.h"
#include "rpc/datagram.h"
#include "rpc/error.h"
#include "rpc/hot.h"
#include "rpc/message.h"
#include "rpc/peer.h"
#include "rpc/service.h"

/* Descriptors that are left to the rest of the program. */
#define OTHERS 32

/* -- options --------------------------------------------------------------- */

static uint32_t default_threads(void)
{
	const long processors = sysconf(_SC_NPROCESSORS_ONLN);

	return processors > 4 ? 2 * (uint32_t)processors : 8;
}

static uint32_t default_connections(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur > 1 << 20)
		return (1 << 20) - OTHERS;
	return limit.rlim_cur > 2 * OTHERS ? (uint32_t)limit.rlim_cur - OTHERS
					   : OTHERS;
}

static uint32_t or_else(uint32_t asked, uint32_t otherwise)
{
	return asked ? asked : otherwise;
}

/* What bytes a peer may occupy if nobody says, and how it saturates. */
static size_t default_bytes(const struct onc_server_options *o)
{
	size_t bytes;

	if (__builtin_add_overflow(o->record_cap, o->reply_cap, &bytes) ||
	    __builtin_mul_overflow(bytes, (size_t)4, &bytes))
		return SIZE_MAX;
	return bytes;
}

static struct onc_server_options
complete(const struct onc_server_options *asked)
{
	struct onc_server_options o = *asked;

	o.threads = or_else(o.threads, default_threads());
	o.connections = or_else(o.connections, default_connections());
	o.connections_per_peer = or_else(o.connections_per_peer,
					 o.connections - o.connections / 4);
	o.calls_per_connection = or_else(o.calls_per_connection, 1024);
	o.record_cap = o.record_cap ? o.record_cap : ONC_DEFAULT_CAP;
	o.reply_cap = o.reply_cap ? o.reply_cap : ONC_DEFAULT_CAP;
	o.bytes_per_peer =
		o.bytes_per_peer ? o.bytes_per_peer : default_bytes(&o);
	o.record_timeout = or_else(o.record_timeout, 10 * 1000);
	o.write_timeout = or_else(o.write_timeout, 30 * 1000);
	o.idle_timeout = or_else(o.idle_timeout, 300 * 1000);
	o.drain_timeout = or_else(o.drain_timeout, 5 * 1000);
	return o;
}

enum onc_status onc_server_configure(struct onc_server *server,
				     const struct onc_server_options *options)
{
	/* A reply is one fragment, and its mark has 31 bits. */
	if (options->flags || options->record_cap > ONC_MAX_CAP ||
	    options->reply_cap > (size_t)INT32_MAX - MESSAGE_REPLY_HEAD ||
	    server->state != SERVICE_MADE)
		return ONC_NOT_SUPPORTED;
	server->options = complete(options);
	return ONC_OK;
}

/* -- programs and listeners ------------------------------------------------ */

enum onc_status onc_server_add(struct onc_server *server,
			       const struct onc_program *program, void *context)
{
	return registry_add(&server->registry, program, context)
		       ? ONC_OK
		       : ONC_NOT_SUPPORTED;
}

static struct listener *next_listener(struct onc_server *server)
{
	struct listener *listener = &server->listeners[server->listener_count];

	*listener = (struct listener){.server = server, .fd = -1};
	return listener;
}

/* "fd://N", and fd://systemd for 3 and all behind it (sd_listen_fds(3)). */
static enum onc_status adopt(struct onc_server *server, const char *text,
			     const char **detail)
{
	unsigned long first = 3, count = 1;
	enum onc_status status = ONC_OK;
	char *end;

	if (strcmp(text, "systemd") == 0) {
		const char *pid = getenv("LISTEN_PID");
		const char *fds = getenv("LISTEN_FDS");

		*detail = "systemd passed no sockets";
		if (!pid || !fds || strtol(pid, NULL, 10) != getpid())
			return ONC_BAD_ADDRESS;
		count = strtoul(fds, NULL, 10);
	} else {
		first = strtoul(text, &end, 10);
		if (*text < '0' || *text > '9' || *end || first > INT32_MAX)
			return ONC_BAD_ADDRESS;
	}
	for (unsigned long i = 0; status == ONC_OK && i < count; i++) {
		if (server->listener_count == LISTENER_MOST)
			return ONC_NOT_SUPPORTED;
		status = listener_adopt(next_listener(server), (int)(first + i),
					detail);
		if (status == ONC_OK)
			server->listener_count++;
	}
	return status;
}

static enum onc_status open_all(struct onc_server *server, const char *uri,
				const char **detail)
{
	struct address_list list;
	enum onc_status status;

	if (strncmp(uri, "fd://", 5) == 0)
		return adopt(server, uri + 5, detail);
	status = address_find(uri, 1, &list);
	if (status != ONC_OK)
		return status;
	status = listener_open(next_listener(server), address_first(&list),
			       detail);
	address_fini(&list);
	if (status == ONC_OK)
		server->listener_count++;
	return status;
}

enum onc_status onc_server_listen(struct onc_server *server, const char *uri)
{
	const char *detail = "";
	enum onc_status status;

	if (server->listener_count == LISTENER_MOST ||
	    server->state != SERVICE_MADE)
		return error_set_status(NULL, uri, ONC_NOT_SUPPORTED,
					server->state != SERVICE_MADE
						? "the server runs"
						: "too many listeners");
	status = open_all(server, uri, &detail);
	return error_set_status(NULL, uri, status, detail);
}

const char *onc_server_address(const struct onc_server *server, size_t n)
{
	return n < server->listener_count ? server->listeners[n].address : NULL;
}

static void wake(struct onc_server *server)
{
	const uint64_t one = 1;
	const int error = errno;

	if (write(server->wake, &one, sizeof(one)) < 0)
		errno = error; /* the counter is full: it is readable already */
}

void onc_server_stop(struct onc_server *server)
{
	atomic_store(&server->stopping, true);
	wake(server);
}

/* -- draining -------------------------------------------------------------- */

static bool is_drained(struct onc_server *server)
{
	bool drained = server->peer_count == 0;

	for (size_t i = 0; i < server->listener_count; i++) {
		struct datagram *datagram = server->listeners[i].datagram;

		if (datagram && !datagram_drain(datagram))
			drained = false;
	}
	return drained;
}

static void finish(struct onc_server *server)
{
	server->state = SERVICE_ENDED;
	crew_end(&server->crew);
}

/* Nobody new, nothing new; what is under way goes on. */
static void drain(struct onc_server *server)
{
	const uint32_t most = server->options.drain_timeout;
	const struct timeval wait = {
		.tv_sec = most / 1000,
		.tv_usec = most % 1000 * 1000,
	};

	server->state = SERVICE_DRAINING;
	event_del(&server->accept_again);
	for (size_t i = 0; i < server->listener_count; i++)
		if (!server->listeners[i].is_datagram)
			listener_stop(&server->listeners[i]);
	for (struct peer *peer = server->peers; peer; peer = peer->next)
		peer_drain(peer);
	if (most != ONC_NEVER && event_add(&server->drained, &wait) != 0)
		finish(server);
}

static void on_drained(evutil_socket_t fd, short what, void *argument)
{
	struct onc_server *server = argument;

	(void)fd;
	(void)what;
	for (struct peer *peer = server->peers; peer; peer = peer->next)
		if (!peer->closed)
			service_count(server, closed_draining, 1);
	finish(server);
}

/* -- the loop -------------------------------------------------------------- */

static void on_woken(evutil_socket_t fd, short what, void *argument)
{
	struct onc_server *server = argument;
	uint64_t count;

	(void)what;
	if (read(fd, &count, sizeof(count)) < 0)
		return; /* another turn has read it */
	if (atomic_load(&server->stopping) && server->state == SERVICE_RUNNING)
		drain(server);
}

static void on_accept_again(evutil_socket_t fd, short what, void *argument)
{
	struct onc_server *server = argument;

	(void)fd;
	(void)what;
	for (size_t i = 0; i < server->listener_count; i++)
		listener_resume(&server->listeners[i]);
}

static void see_to_news(struct onc_server *server)
{
	struct crew_lane *lane;

	while ((lane = crew_news(&server->crew))) {
		if (caller_of(lane)->kind == CALLER_PEER)
			peer_news(peer_of(lane));
		else
			datagram_news(lane);
	}
}

static struct crew_lane *turn(void *context, struct crew_worker *worker,
			      bool wait)
{
	struct onc_server *server = context;
	struct crew_lane *lane = hot_choose(server);
	int flags = EVLOOP_ONCE;

	if (lane)
		return lane;

	server->stock = (struct output_stock *)(void *)&worker->storage;
	if (crew_has_news(&server->crew)) {
		see_to_news(server);
		wait = false;
	}
	if (!wait)
		flags |= EVLOOP_NONBLOCK;
	server->callbacks = 0;
	server->read = NULL;
	event_base_loop(server->base, flags);
	hot_note(server);
	if (server->closed)
		peer_bury(server);
	if (server->state == SERVICE_DRAINING && is_drained(server))
		finish(server);
	return NULL;
}

static struct output_stock *stock_of(struct crew_worker *worker)
{
	return (struct output_stock *)(void *)&worker->storage;
}

static void run(void *context, struct crew_lane *lane, struct crew_task *task,
		struct crew_worker *worker, bool is_last)
{
	(void)context;
	if (caller_of(lane)->kind == CALLER_PEER)
		peer_run(peer_of(lane), task, stock_of(worker), is_last);
	else
		datagram_run(lane, task);
}

static void flush(void *context, struct crew_lane *lane,
		  struct crew_worker *worker)
{
	(void)context;
	if (caller_of(lane)->kind == CALLER_PEER)
		peer_flush(peer_of(lane), stock_of(worker));
}

/* No lane of datagrams is ever hot. */
static void dwell(void *context, struct crew_lane *lane,
		  struct crew_worker *worker)
{
	(void)context;
	hot_serve(peer_of(lane), stock_of(worker));
}

static void wake_turn(void *context)
{
	wake(context);
}

static void leave(void *context, struct crew_worker *worker)
{
	(void)context;
	output_stock_fini(stock_of(worker));
}

static const struct crew_work work = {turn,  run,	flush,
				      dwell, wake_turn, leave};

/* -- the beginning and the end -------------------------------------------- */

enum onc_status onc_server_new(struct onc_server **server)
{
	struct onc_server *fresh = calloc(1, sizeof(*fresh));

	*server = NULL;
	if (!fresh)
		return ONC_NO_MEMORY;
	fresh->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (fresh->wake < 0) {
		free(fresh);
		return ONC_NO_DESCRIPTORS;
	}
	crew_init(&fresh->crew, &work, fresh);
	fresh->options = complete(&(struct onc_server_options){0});
	fresh->reserve = -1;
	pthread_mutex_init(&fresh->sessions, NULL);
	*server = fresh;
	return ONC_OK;
}

void onc_server_free(struct onc_server *server)
{
	if (!server)
		return;
	announce_undo(server);
	for (size_t i = 0; i < server->listener_count; i++)
		listener_fini(&server->listeners[i]);
	crew_fini(&server->crew);
	pthread_mutex_destroy(&server->sessions);
	close(server->wake);
	free(server);
}

/* -- running --------------------------------------------------------------- */

static struct event_base *make_base(void)
{
	struct event_config *config = event_config_new();
	struct event_base *base;

	if (!config)
		return NULL;
	/* One thread at a time, and no say for the environment. */
	event_config_set_flag(config, EVENT_BASE_FLAG_NOLOCK |
					      EVENT_BASE_FLAG_IGNORE_ENV);
	base = event_base_new_with_config(config);
	event_config_free(config);
	return base;
}

static bool start(struct onc_server *server)
{
	event_assign(&server->woken, server->base, server->wake,
		     EV_READ | EV_PERSIST, on_woken, server);
	evtimer_assign(&server->drained, server->base, on_drained, server);
	evtimer_assign(&server->accept_again, server->base, on_accept_again,
		       server);
	hot_start(server);
	if (event_add(&server->woken, NULL) != 0)
		return false;
	for (size_t i = 0; i < server->listener_count; i++)
		if (!listener_start(&server->listeners[i]))
			return false;
	server->reserve = open("/dev/null", O_RDONLY | O_CLOEXEC);
	return true;
}

/* All of the loop that is left, when nobody is in it any more. */
static void clear(struct onc_server *server)
{
	for (struct peer *peer = server->peers; peer; peer = peer->next)
		peer_close(peer);
	peer_bury(server);
	for (size_t i = 0; i < server->listener_count; i++) {
		datagram_free(server->listeners[i].datagram);
		server->listeners[i].datagram = NULL;
		listener_stop(&server->listeners[i]);
	}
	if (server->reserve >= 0)
		close(server->reserve);
	server->reserve = -1;
}

static enum onc_status run_crew(struct onc_server *server)
{
	enum onc_status status = ONC_OK;

	if (start(server))
		crew_run(&server->crew, server->options.threads);
	else
		status = ONC_NO_MEMORY;
	clear(server);
	return status;
}

enum onc_status onc_server_run(struct onc_server *server)
{
	enum onc_status status = ONC_NO_MEMORY;

	if (server->state != SERVICE_MADE || server->listener_count == 0)
		return ONC_BAD_HANDLE;
	server->scratch = malloc(SERVICE_SCRATCH);
	if (!server->scratch)
		return ONC_NO_MEMORY;
	errno = 0;
	server->base = make_base();
	if (server->base) {
		server->state = SERVICE_RUNNING;
		status = run_crew(server);
		event_base_free(server->base);
		server->base = NULL;
		server->state = SERVICE_ENDED;
	} else if (errno == EMFILE || errno == ENFILE) {
		status = ONC_NO_DESCRIPTORS;
	}
	free(server->scratch);
	server->scratch = NULL;
	return status;
}
