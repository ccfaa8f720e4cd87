/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Looking at a server while it runs, from any thread: counters are atomic, and
 * a peer is in the list as long as it is whole.
 */
#include <string.h>

#include "rpc/peer.h"

static void add(const struct peer *peer, struct onc_counters *counters)
{
	counters->calls += peer->calls;
	counters->replies += peer->replies;
	counters->bytes_in += peer->bytes_in;
	counters->bytes_out += peer->bytes_out;
}

void onc_server_counters(struct onc_server *server,
			 struct onc_counters *counters)
{
	uint64_t words[SERVICE_COUNTERS];
	struct crew_counts counts = {0};

	pthread_mutex_lock(&server->sessions);
	for (size_t i = 0; i < SERVICE_COUNTERS; i++)
		words[i] = atomic_load_explicit(&server->counters[i],
						memory_order_relaxed);
	memcpy(counters, words, sizeof(*counters));
	for (const struct peer *peer = server->peers; peer; peer = peer->next)
		add(peer, counters);
	counters->connections_now = server->peer_count;
	pthread_mutex_unlock(&server->sessions);
	crew_count(&server->crew, &counts);
	counters->threads_now = counts.threads;
	counters->queue_now = counts.queued;
	counters->queue_peak = counts.queued_peak;
	counters->takeovers = counts.takeovers;
}

static void describe(const struct peer *peer, int64_t now,
		     struct onc_session *session)
{
	peer_identify(peer, &session->identity);
	session->connected = (uint64_t)(now - peer->opened) / 1000;
	session->idle = (uint64_t)(now - peer->used) / 1000;
	session->calls = peer->calls;
	session->bytes_in = peer->bytes_in;
	session->bytes_out = peer->bytes_out;
}

void onc_server_sessions(struct onc_server *server,
			 bool_t (*visit)(void *context,
					 const struct onc_session *session),
			 void *context)
{
	const int64_t now = service_clock();
	struct onc_session session;
	bool_t more = true;

	pthread_mutex_lock(&server->sessions);
	for (const struct peer *peer = server->peers; peer && more;
	     peer = peer->next) {
		describe(peer, now, &session);
		more = visit(context, &session);
	}
	pthread_mutex_unlock(&server->sessions);
}
