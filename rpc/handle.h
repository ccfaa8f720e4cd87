/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_HANDLE_H
#define RPC_HANDLE_H

/*
 * A handle of onc_connect(): libtirpc's CLIENT in front, a channel behind.
 */

#include <pthread.h>
#include <stdatomic.h>

#include <rpc/rpc.h>

#include "rpc/address.h"
#include "rpc/channel.h"

#include <onc/client.h>

struct handle {
	CLIENT client; /* first: what a stock program has a pointer to */
	struct channel channel;
	struct address_list list;
	AUTH *none;	      /* what cl_auth is unless somebody changes it */
	pthread_mutex_t auth; /* of cl_auth's object; recursive */
	_Atomic uint32_t program;
	_Atomic uint32_t version;
	_Atomic unsigned timeout; /* of a call, in milliseconds */
	_Atomic bool timeout_set; /* or else stock stubs' own counts */
	_Atomic bool keep_fd;
	_Atomic uint32_t last_xid;
	bool debug; /* calls are shown */
};

/* The handle behind a CLIENT, or NULL if it is not one of ours. */
struct handle *handle_of(const CLIENT *clnt);

/* cl_call: what stubs of rpcgen's call. */
enum clnt_stat handle_call_stock(CLIENT *clnt, rpcproc_t procedure,
				 xdrproc_t put, void *argument, xdrproc_t take,
				 void *result, struct timeval timeout);

/* The deadline of a call that starts now. */
int64_t handle_deadline(struct handle *handle,
			const struct onc_options *options, int64_t now);

/* The cap on a reply's record: the handle's, or the call's if less. */
static inline size_t handle_cap(const struct handle *handle,
				const struct onc_options *options)
{
	const size_t own = options && options->cap ? options->cap : SIZE_MAX;

	return own < handle->channel.cap ? own : handle->channel.cap;
}

#endif
