/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * svc_run() on our server. libtirpc finds a program's dispatch function by a
 * transport alone, so there is one of ours: a genuine one, made for a socket
 * that nothing ever comes from, with other operations. Whichever connection a
 * call came by, it is handed to libtirpc through that one.
 *
 * Invariant: current is set only while svc_getreq_common() runs, under the
 * lock: what rpcgen makes keeps its results in statics, and runs once at a
 * time.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <rpc/rpc.h>

#include "rpc/record.h"
#include "rpc/service.h"
#include "rpc/svcrun.h"

#define REPLY_FIRST ((size_t)8 << 10)

struct svc {
	pthread_mutex_t lock;
	SVCXPRT *transport;
	struct xp_ops ops;
	const struct xp_ops *before;
	const struct onc_server *server;
	const struct task *current;
	struct output_chunk *reply;
	bool is_received;
};

static struct svc *svc_of(const SVCXPRT *transport)
{
	/* The operations are the svc's own copy. */
	return (struct svc *)(void *)((char *)transport->xp_ops -
				      offsetof(struct svc, ops));
}

/* -- what libtirpc calls back ---------------------------------------------- */

static void take_auth(struct opaque_auth *to, const struct message_auth *from)
{
	to->oa_flavor = (enum_t)from->flavor;
	to->oa_length = from->size;
	/* Room of MAX_AUTH_BYTES, which is what a message may have. */
	memcpy(to->oa_base, from->body, from->size);
}

static bool_t receive(SVCXPRT *transport, struct rpc_msg *message)
{
	struct svc *svc = svc_of(transport);
	const struct message_call *call;

	if (!svc->current || svc->is_received)
		return FALSE;
	svc->is_received = true;
	call = &svc->current->call;
	message->rm_xid = call->xid;
	message->rm_direction = CALL;
	message->rm_call.cb_rpcvers = call->rpc_version;
	message->rm_call.cb_prog = call->program;
	message->rm_call.cb_vers = call->version;
	message->rm_call.cb_proc = call->procedure;
	take_auth(&message->rm_call.cb_cred, &call->credential);
	take_auth(&message->rm_call.cb_verf, &call->verifier);
	return TRUE;
}

static enum xprt_stat find_state(SVCXPRT *transport)
{
	(void)transport;
	return XPRT_IDLE;
}

static bool_t get_arguments(SVCXPRT *transport, xdrproc_t codec, void *to)
{
	const struct message_call *call = &svc_of(transport)->current->call;
	XDR xdrs;

	xdrmem_create(&xdrs, (char *)call->arguments, (u_int)call->size,
		      XDR_DECODE);
	return codec(&xdrs, to);
}

static bool_t free_arguments(SVCXPRT *transport, xdrproc_t codec, void *value)
{
	XDR xdrs = {.x_op = XDR_FREE};

	(void)transport;
	return codec(&xdrs, value);
}

static bool encode(struct output_chunk *chunk, struct rpc_msg *message)
{
	XDR xdrs;

	xdrmem_create(&xdrs, (char *)chunk->bytes + RECORD_MARK,
		      (u_int)(chunk->room - RECORD_MARK), XDR_ENCODE);
	if (!xdr_replymsg(&xdrs, message))
		return false;
	chunk->end = RECORD_MARK + xdr_getpos(&xdrs);
	return true;
}

/* A codec that has no room and one that refuses the value look alike. */
static bool_t reply(SVCXPRT *transport, struct rpc_msg *message)
{
	struct svc *svc = svc_of(transport);
	const size_t most = svc->server->options.reply_cap + REPLY_FIRST;

	if (!svc->current || svc->reply)
		return FALSE;
	message->rm_xid = svc->current->call.xid;
	for (size_t size = REPLY_FIRST; size <= 2 * most; size *= 4) {
		struct output_chunk *chunk =
			output_chunk_new(size < most ? size : most);

		if (!chunk)
			return FALSE;
		if (encode(chunk, message)) {
			svc->reply = chunk;
			return TRUE;
		}
		output_chunk_free(chunk);
	}
	return FALSE;
}

static void destroy(SVCXPRT *transport)
{
	(void)transport; /* ours to do */
}

/* -- one call -------------------------------------------------------------- */

/* Where the caller is, as svc_getcaller() and svc_getrpccaller() tell. */
static void set_caller(SVCXPRT *transport, const struct onc_identity *identity)
{
	struct sockaddr_in *v4 = (void *)&transport->xp_raddr;
	struct sockaddr_in6 *v6 = &transport->xp_raddr;
	char host[INET6_ADDRSTRLEN + 8];
	unsigned port;

	memset(v6, 0, sizeof(*v6));
	transport->xp_addrlen = sizeof(*v4);
	if (sscanf(identity->address, "%*[a-z]://[%45[^]]]:%u", host, &port) ==
	    2) {
		v6->sin6_family = AF_INET6;
		v6->sin6_port = htons((uint16_t)port);
		inet_pton(AF_INET6, host, &v6->sin6_addr);
		transport->xp_addrlen = sizeof(*v6);
	} else if (sscanf(identity->address, "%*[a-z]://%45[0-9.]:%u", host,
			  &port) == 2) {
		v4->sin_family = AF_INET;
		v4->sin_port = htons((uint16_t)port);
		inet_pton(AF_INET, host, &v4->sin_addr);
	} else {
		v4->sin_family = AF_UNIX;
	}
	transport->xp_rtaddr.buf = &transport->xp_raddr;
	transport->xp_rtaddr.len = (u_int)transport->xp_addrlen;
	transport->xp_rtaddr.maxlen = sizeof(transport->xp_raddr);
}

struct output_chunk *svcrun_serve(struct onc_server *server,
				  const struct task *task,
				  request_identify *identify,
				  const void *sender)
{
	struct svc *svc = server->svc;
	struct onc_identity identity;
	struct output_chunk *given;

	identify(sender, &identity);
	pthread_mutex_lock(&svc->lock);
	set_caller(svc->transport, &identity);
	svc->current = task;
	svc->is_received = false;
	svc->reply = NULL;
	svc_getreq_common(svc->transport->xp_fd);
	svc->current = NULL;
	given = svc->reply;
	pthread_mutex_unlock(&svc->lock);
	/* svc_exit() forgets all descriptors. */
	if (svc_max_pollfd == 0)
		onc_server_stop(server);
	return given;
}

/* -- the whole ------------------------------------------------------------- */

/* Of IP, so that nobody takes its other end for a local caller. */
static int quiet_socket(void)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t length = sizeof(at);
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0)
		return -1;
	if (bind(fd, (struct sockaddr *)&at, length) == 0 &&
	    getsockname(fd, (struct sockaddr *)&at, &length) == 0 &&
	    connect(fd, (struct sockaddr *)&at, length) == 0)
		return fd;
	close(fd);
	return -1;
}

static enum onc_status adopt_one(struct onc_server *server, int fd)
{
	const int own = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	enum onc_status status;
	char uri[32];

	if (own < 0)
		return ONC_NO_DESCRIPTORS;
	snprintf(uri, sizeof(uri), "fd://%d", own);
	status = onc_server_listen(server, uri);
	if (status != ONC_OK)
		close(own);
	return status;
}

/* All sockets that svc listens at; a connection that it has is left out. */
static enum onc_status adopt(struct onc_server *server)
{
	for (int i = 0; i < svc_max_pollfd; i++) {
		const int fd = svc_pollfd[i].fd;
		int listens = 0, type = 0;
		socklen_t size = sizeof(int);
		enum onc_status status;

		if (fd < 0 ||
		    getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) < 0)
			continue;
		size = sizeof(int);
		getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size);
		if (type == SOCK_STREAM && !listens)
			continue;
		status = adopt_one(server, fd);
		if (status != ONC_OK)
			return status;
	}
	return ONC_OK;
}

static bool make_transport(struct svc *svc)
{
	int fd = quiet_socket();

	if (fd < 0)
		return false;
	svc->transport = svc_fd_create(fd, 0, 0);
	if (!svc->transport) {
		close(fd);
		return false;
	}
	svc->before = svc->transport->xp_ops;
	svc->ops = (struct xp_ops){
		receive, find_state,	 get_arguments,
		reply,	 free_arguments, destroy,
	};
	svc->transport->xp_ops = &svc->ops;
	return true;
}

static void free_transport(struct svc *svc)
{
	SVCXPRT *transport = svc->transport;

	transport->xp_ops = svc->before;
	transport->xp_rtaddr = (struct netbuf){0};
	SVC_DESTROY(transport);
}

static enum onc_status serve_all(struct onc_server *server,
				 const struct onc_server_options *options)
{
	struct onc_server_options own = {0};
	enum onc_status status;

	if (options)
		own = *options;
	/* One for the calls, one for the loop. */
	own.threads = 2;
	status = onc_server_configure(server, &own);
	if (status == ONC_OK)
		status = adopt(server);
	if (status != ONC_OK)
		return status;
	if (!make_transport(server->svc))
		return ONC_NO_DESCRIPTORS;
	status = onc_server_run(server);
	free_transport(server->svc);
	return status;
}

enum onc_status onc_svc_run(const struct onc_server_options *options)
{
	struct svc svc = {.lock = PTHREAD_MUTEX_INITIALIZER};
	struct onc_server *server;
	enum onc_status status = onc_server_new(&server);

	if (status != ONC_OK)
		return status;
	svc.server = server;
	server->svc = &svc;
	status = serve_all(server, options);
	onc_server_free(server);
	pthread_mutex_destroy(&svc.lock);
	return status;
}
