/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_PROOF_H
#define RPC_PROOF_H

/*
 * libtirpc's AUTH objects, which know nothing of threads: the handle's lock is
 * held while one is used. It is recursive, since a flavor may make calls of
 * its own on the handle to renew itself.
 */

#include "rpc/handle.h"
#include "rpc/message.h"
#include "rpc/packet.h"

enum proof_manner {
	PROOF_EMPTY,  /* no credential at all */
	PROOF_SIMPLE, /* a credential in front of plain arguments */
	PROOF_SERIAL, /* one call at a time; arguments and results are wrapped
		       */
};

static inline void proof_lock(struct handle *handle)
{
	pthread_mutex_lock(&handle->auth);
}

static inline void proof_unlock(struct handle *handle)
{
	pthread_mutex_unlock(&handle->auth);
}

/* What the handle's credentials ask for. */
enum proof_manner proof_manner(struct handle *handle);

/*
 * proof_put() puts credential and verifier behind the head of the packet, which
 * has room for them. False if they cannot be made.
 */
bool proof_put(struct handle *handle, struct packet *packet);

/* Whether the verifier of an accepted reply is right. */
bool proof_check(struct handle *handle, const struct message_auth *verifier);

/* True if the credentials were renewed, and the call is to be made again. */
bool proof_renew(struct handle *handle, const struct message_reply *reply);

#endif
