/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Handles of our own: libtirpc's CLIENT over a channel. Stock programs do with
 * one what they do with any other.
 *
 * Invariant: a CLIENT whose operations are ours is the first member of a
 * handle.
 */
#include <stdlib.h>
#include <string.h>

#include <rpc/rpc.h>

#include "rpc/address.h"
#include "rpc/call.h"
#include "rpc/handle.h"
#include "rpc/deadline.h"
#include "rpc/debug.h"
#include "rpc/error.h"
#include "rpc/group.h"
#include "rpc/rpcbind.h"

static void destroy(CLIENT *clnt)
{
	struct handle *handle = handle_of(clnt);

	group_leave(handle);
	if (handle->keep_fd)
		handle->channel.fd = -1;
	channel_fini(&handle->channel);
	address_fini(&handle->list);
	pthread_mutex_destroy(&handle->auth);
	free(handle);
}

static void cancel(CLIENT *clnt)
{
	onc_cancel(clnt);
}

static void get_error(CLIENT *clnt, struct rpc_err *error)
{
	error_stock(clnt, error);
}

static bool_t free_result(CLIENT *clnt, xdrproc_t codec, void *result)
{
	XDR xdrs = {.x_op = XDR_FREE};

	(void)clnt;
	return codec(&xdrs, result);
}

/* -- control --------------------------------------------------------------- */

static bool_t set_timeout(struct handle *handle, const struct timeval *wait)
{
	if (wait->tv_sec < 0 || wait->tv_sec > 100000000 || wait->tv_usec < 0 ||
	    wait->tv_usec > 1000000)
		return FALSE;
	handle->timeout = call_milliseconds(wait);
	handle->timeout_set = true;
	return TRUE;
}

/* Where the handle is, or would be, connected to. */
static void get_peer(struct handle *handle, struct netbuf *peer)
{
	const struct addrinfo *first = address_first(&handle->list);

	channel_lock(&handle->channel);
	if (handle->channel.peer_size == 0) {
		memcpy(&handle->channel.peer, first->ai_addr,
		       first->ai_addrlen);
		handle->channel.peer_size = first->ai_addrlen;
	}
	peer->buf = &handle->channel.peer;
	peer->len = handle->channel.peer_size;
	peer->maxlen = handle->channel.peer_size;
	channel_unlock(&handle->channel);
}

static void get_fd(struct handle *handle, int *fd)
{
	channel_lock(&handle->channel);
	*fd = handle->channel.fd;
	channel_unlock(&handle->channel);
}

static bool_t get_or_set(struct handle *handle, u_int request, void *info)
{
	struct netbuf peer;

	switch (request) {
	case CLSET_TIMEOUT:
		return set_timeout(handle, info);
	case CLGET_TIMEOUT:
		*(struct timeval *)info = call_timeval(handle->timeout);
		return TRUE;
	case CLGET_SERVER_ADDR:
		get_peer(handle, &peer);
		memcpy(info, peer.buf, peer.len);
		return TRUE;
	case CLGET_SVC_ADDR:
		get_peer(handle, info);
		return TRUE;
	case CLGET_FD:
		get_fd(handle, info);
		return TRUE;
	case CLGET_XID:
		*(u_int32_t *)info = handle->last_xid;
		return TRUE;
	case CLSET_XID:
		atomic_store(&handle->channel.xid, *(u_int32_t *)info);
		return TRUE;
	case CLGET_VERS:
		*(u_int32_t *)info = handle->version;
		return TRUE;
	case CLSET_VERS:
		handle->version = *(u_int32_t *)info;
		return TRUE;
	case CLGET_PROG:
		*(u_int32_t *)info = handle->program;
		return TRUE;
	case CLSET_PROG:
		handle->program = *(u_int32_t *)info;
		return TRUE;
	default:
		return FALSE;
	}
}

static bool_t control(CLIENT *clnt, u_int request, void *info)
{
	struct handle *handle = handle_of(clnt);

	channel_enter(&handle->channel);
	switch (request) {
	case CLSET_FD_CLOSE:
		handle->keep_fd = false;
		return TRUE;
	case CLSET_FD_NCLOSE:
		handle->keep_fd = true;
		return TRUE;
	default:
		return info ? get_or_set(handle, request, info) : FALSE;
	}
}

static const struct clnt_ops operations = {
	.cl_call = handle_call_stock,
	.cl_abort = cancel,
	.cl_geterr = get_error,
	.cl_freeres = free_result,
	.cl_destroy = destroy,
	.cl_control = control,
};

struct handle *handle_of(const CLIENT *clnt)
{
	if (!clnt || clnt->cl_ops != &operations)
		return NULL;
	return (struct handle *)(uintptr_t)clnt;
}

/* -- making ---------------------------------------------------------------- */

static void init_lock(pthread_mutex_t *lock)
{
	pthread_mutexattr_t recursive;

	pthread_mutexattr_init(&recursive);
	pthread_mutexattr_settype(&recursive, PTHREAD_MUTEX_RECURSIVE);
	pthread_mutex_init(lock, &recursive);
	pthread_mutexattr_destroy(&recursive);
}

/* The handle has the list from here on, if it comes to be. */
static enum onc_status make(struct address_list *list, uint32_t program,
			    uint32_t version, const struct onc_options *options,
			    struct handle **made)
{
	const size_t cap =
		options && options->cap ? options->cap : ONC_DEFAULT_CAP;
	struct handle *handle = calloc(1, sizeof(*handle));
	enum onc_status status = ONC_NO_MEMORY;

	*made = handle;
	if (!handle)
		return ONC_NO_MEMORY;
	handle->none = authnone_create();
	if (handle->none) {
		address_move(&handle->list, list);
		status = channel_init(&handle->channel,
				      address_first(&handle->list), cap);
	}
	if (status != ONC_OK) {
		address_move(list, &handle->list);
		free(handle);
		return status;
	}
	init_lock(&handle->auth);
	handle->client.cl_auth = handle->none;
	handle->client.cl_ops = (struct clnt_ops *)(uintptr_t)&operations;
	handle->client.cl_netid =
		(char *)(uintptr_t)address_netid(address_first(&handle->list));
	handle->program = program;
	handle->version = version;
	handle->timeout_set = options && options->timeout;
	handle->timeout = handle->timeout_set ? options->timeout : CALL_TIMEOUT;
	handle->debug = debug_is_wanted();
	return ONC_OK;
}

static enum onc_status find(const char *uri, uint32_t program, uint32_t version,
			    const struct onc_options *options, int64_t deadline,
			    struct address_list *list, struct outcome *why)
{
	enum onc_status status = address_find(uri, 0, list);

	*why = (struct outcome){.status = status};
	if (status != ONC_OK || !list->portless)
		return status;
	status = rpcbind_find(list, program, version, deadline,
			      options ? options->cancelled : NULL, why);
	if (status != ONC_OK)
		address_fini(list);
	return status;
}

static enum onc_status make_and_open(struct address_list *list,
				     uint32_t program, uint32_t version,
				     const struct onc_options *options,
				     int64_t deadline, struct outcome *why,
				     CLIENT **clnt)
{
	const bool later = options && options->flags & ONC_CONNECT_LATER;
	struct handle *handle;
	enum onc_status status;

	status = make(list, program, version, options, &handle);
	if (status != ONC_OK) {
		*why = (struct outcome){.status = status};
		return status;
	}
	if (!later)
		status = channel_open(&handle->channel, deadline,
				      options ? options->cancelled : NULL);
	if (status == ONC_OK) {
		*clnt = &handle->client;
		return ONC_OK;
	}
	*why = handle->channel.refusal;
	destroy(&handle->client);
	return status;
}

enum onc_status onc_connect(const char *uri, uint32_t program, uint32_t version,
			    const struct onc_options *options, CLIENT **clnt)
{
	const unsigned timeout =
		options && options->timeout ? options->timeout : CALL_TIMEOUT;
	const int64_t deadline = deadline_after(deadline_now(), timeout);
	struct outcome why = {.status = ONC_OK};
	struct address_list list;
	enum onc_status status;

	*clnt = NULL;
	status = find(uri, program, version, options, deadline, &list, &why);
	if (status == ONC_OK) {
		status = make_and_open(&list, program, version, options,
				       deadline, &why, clnt);
		address_fini(&list);
	}
	return error_set_outcome(NULL, uri, &why, NULL, "");
}

void onc_disconnect(CLIENT *clnt)
{
	if (!clnt)
		return;
	error_forget(clnt);
	clnt_destroy(clnt);
}

void onc_cancel(CLIENT *clnt)
{
	struct handle *handle = handle_of(clnt);

	if (handle)
		channel_cancel(&handle->channel);
}

int64_t handle_deadline(struct handle *handle,
			const struct onc_options *options, int64_t now)
{
	return deadline_after(now, options && options->timeout
					   ? options->timeout
					   : handle->timeout);
}
