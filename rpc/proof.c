/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * libtirpc's AUTH objects, at work on our packets.
 *
 * Invariant: the stream that a flavor writes to starts at the call's xid:
 * RPCSEC_GSS signs all that stands in front of it (RFC 2203, section 5.3.1).
 */
#include "rpc/proof.h"

enum proof_manner proof_manner(struct handle *handle)
{
	AUTH *auth = handle->client.cl_auth;
	enum proof_manner manner;

	if (auth == handle->none)
		return PROOF_EMPTY;
	proof_lock(handle);
	manner = auth->ah_cred.oa_flavor == AUTH_SYS ||
				 auth->ah_cred.oa_flavor == AUTH_SHORT
			 ? PROOF_SIMPLE
			 : PROOF_SERIAL;
	proof_unlock(handle);
	return manner;
}

bool proof_put(struct handle *handle, struct packet *packet)
{
	AUTH *auth = handle->client.cl_auth;
	bool done;
	XDR xdrs;

	xdrmem_create(&xdrs, (char *)packet->bytes + RECORD_MARK,
		      (u_int)(packet->room - RECORD_MARK), XDR_ENCODE);
	xdr_setpos(&xdrs, MESSAGE_CALL_HEAD);
	proof_lock(handle);
	done = AUTH_MARSHALL(auth, &xdrs);
	proof_unlock(handle);
	packet->size = RECORD_MARK + xdr_getpos(&xdrs);
	return done;
}

static struct opaque_auth stock_auth(const struct message_auth *auth)
{
	return (struct opaque_auth){
		.oa_flavor = (enum_t)auth->flavor,
		.oa_base = (char *)(uintptr_t)auth->body,
		.oa_length = auth->size,
	};
}

bool proof_check(struct handle *handle, const struct message_auth *verifier)
{
	struct opaque_auth stock = stock_auth(verifier);
	bool good;

	if (handle->client.cl_auth == handle->none)
		return true;
	proof_lock(handle);
	good = AUTH_VALIDATE(handle->client.cl_auth, &stock);
	proof_unlock(handle);
	return good;
}

bool proof_renew(struct handle *handle, const struct message_reply *reply)
{
	struct rpc_msg message = {
		.rm_xid = reply->xid,
		.rm_direction = REPLY,
	};
	bool renewed;

	if (handle->client.cl_auth == handle->none)
		return false;
	message.rm_reply.rp_stat = MSG_DENIED;
	message.rjcted_rply.rj_stat = AUTH_ERROR;
	message.rjcted_rply.rj_why = (enum auth_stat)reply->number;
	proof_lock(handle);
	renewed = AUTH_REFRESH(handle->client.cl_auth, &message);
	proof_unlock(handle);
	return renewed;
}
