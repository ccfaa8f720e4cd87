/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The heads of RPC messages. One bounds-checked cursor: once it has been asked
 * for more than there is, it gives zeros and stays failed.
 */
#include <stdbool.h>

#include "rpc/bytes.h"
#include "rpc/message.h"

enum { CALL = 0, REPLY = 1 };
enum { MSG_ACCEPTED = 0, MSG_DENIED = 1 };
enum { RPC_MISMATCH = 0, AUTH_ERROR = 1 };

struct cursor {
	const uint8_t *at;
	size_t left;
	bool failed;
};

static uint32_t take(struct cursor *cursor)
{
	uint32_t word;

	if (cursor->left < 4) {
		cursor->left = 0;
		cursor->failed = true;
		return 0;
	}
	word = bytes_load32(cursor->at);
	cursor->at += 4;
	cursor->left -= 4;
	return word;
}

/*
 * False for a body over its limit, padded with anything, or cut short, of
 * which only the last leaves the cursor failed.
 */
static bool take_auth(struct cursor *cursor, struct message_auth *auth)
{
	size_t unit;

	auth->flavor = take(cursor);
	auth->size = take(cursor);
	auth->body = cursor->at;
	if (cursor->failed || auth->size > MESSAGE_AUTH_MOST)
		return false;
	unit = auth->size + bytes_padding(auth->size);
	if (unit > cursor->left) {
		cursor->failed = true;
		return false;
	}
	cursor->at += unit;
	cursor->left -= unit;
	return auth->size == 0 || bytes_padding_is_zero(cursor->at, auth->size);
}

enum message_verdict message_parse_call(const uint8_t *bytes, size_t size,
					struct message_call *call)
{
	struct cursor cursor = {.at = bytes, .left = size};

	call->xid = take(&cursor);
	if (take(&cursor) != CALL || cursor.failed)
		return MESSAGE_NOT_A_CALL;
	call->rpc_version = take(&cursor);
	if (cursor.failed)
		return MESSAGE_NOT_A_CALL;
	if (call->rpc_version != MESSAGE_RPC_VERSION)
		return MESSAGE_OTHER_VERSION;
	call->program = take(&cursor);
	call->version = take(&cursor);
	call->procedure = take(&cursor);
	if (cursor.failed)
		return MESSAGE_NOT_A_CALL;
	if (!take_auth(&cursor, &call->credential))
		return cursor.failed ? MESSAGE_NOT_A_CALL
				     : MESSAGE_BAD_CREDENTIAL;
	if (!take_auth(&cursor, &call->verifier))
		return cursor.failed ? MESSAGE_NOT_A_CALL
				     : MESSAGE_BAD_VERIFIER;
	call->arguments = cursor.at;
	call->size = cursor.left;
	return MESSAGE_FINE;
}

/* -- a reply --------------------------------------------------------------- */

static void refuse(struct message_reply *reply, enum onc_status status,
		   const char *what, uint32_t number)
{
	reply->status = status;
	reply->what = what;
	reply->number = number;
}

static void parse_accepted(struct cursor *cursor, struct message_reply *reply)
{
	static const enum onc_status causes[] = {
		[MESSAGE_SUCCESS] = ONC_OK,
		[MESSAGE_PROG_UNAVAIL] = ONC_NO_PROGRAM,
		[MESSAGE_PROG_MISMATCH] = ONC_NO_VERSION,
		[MESSAGE_PROC_UNAVAIL] = ONC_NO_PROCEDURE,
		[MESSAGE_GARBAGE_ARGS] = ONC_GARBAGE_ARGUMENTS,
		[MESSAGE_SYSTEM_ERR] = ONC_SYSTEM_ERROR,
	};
	uint32_t accept;

	if (!take_auth(cursor, &reply->verifier))
		return;
	accept = take(cursor);
	if (cursor->failed)
		return;
	if (accept == MESSAGE_PROG_MISMATCH) {
		reply->low = take(cursor);
		reply->high = take(cursor);
		if (cursor->failed)
			return;
	}
	if (accept < sizeof(causes) / sizeof(causes[0]))
		reply->status = causes[accept];
	else
		refuse(reply, ONC_BAD_REPLY, "accept status", accept);
	reply->results = cursor->at;
	reply->size = cursor->left;
}

static void parse_denied(struct cursor *cursor, struct message_reply *reply)
{
	const uint32_t reject = take(cursor);
	const uint32_t first = take(cursor);

	if (cursor->failed)
		return;
	if (reject == AUTH_ERROR) {
		refuse(reply, ONC_DENIED, "authentication status", first);
	} else if (reject == RPC_MISMATCH) {
		reply->low = first;
		reply->high = take(cursor);
		if (!cursor->failed)
			reply->status = ONC_RPC_MISMATCH;
	}
}

void message_parse_reply(const uint8_t *bytes, size_t size,
			 struct message_reply *reply)
{
	struct cursor cursor = {.at = bytes, .left = size};
	uint32_t type, stat;

	*reply = (struct message_reply){.status = ONC_BAD_REPLY};
	reply->xid = take(&cursor);
	type = take(&cursor);
	stat = take(&cursor);
	if (cursor.failed || type != REPLY)
		return;
	if (stat == MSG_ACCEPTED)
		parse_accepted(&cursor, reply);
	else if (stat == MSG_DENIED)
		parse_denied(&cursor, reply);
}

/* -- writing --------------------------------------------------------------- */

static size_t write_words(uint8_t *to, const uint32_t *words, size_t count)
{
	bytes_swap32(to, words, count);
	return 4 * count;
}

void message_write_call(uint8_t *to, uint32_t xid, uint32_t program,
			uint32_t version, uint32_t procedure)
{
	const uint32_t words[] = {
		xid, CALL, MESSAGE_RPC_VERSION, program, version, procedure,
	};

	write_words(to, words, sizeof(words) / sizeof(words[0]));
}

void message_write_accepted(uint8_t *to, uint32_t xid,
			    enum message_accept accept)
{
	const uint32_t words[] = {
		xid, REPLY, MSG_ACCEPTED, MESSAGE_AUTH_NONE, 0, accept,
	};

	write_words(to, words, sizeof(words) / sizeof(words[0]));
}

size_t message_write_no_version(uint8_t *to, uint32_t xid, uint32_t low,
				uint32_t high)
{
	const uint32_t range[] = {low, high};

	message_write_accepted(to, xid, MESSAGE_PROG_MISMATCH);
	return MESSAGE_REPLY_HEAD +
	       write_words(to + MESSAGE_REPLY_HEAD, range, 2);
}

size_t message_write_rpc_mismatch(uint8_t *to, uint32_t xid)
{
	const uint32_t words[] = {
		xid,
		REPLY,
		MSG_DENIED,
		RPC_MISMATCH,
		MESSAGE_RPC_VERSION,
		MESSAGE_RPC_VERSION,
	};

	return write_words(to, words, sizeof(words) / sizeof(words[0]));
}

size_t message_write_denied(uint8_t *to, uint32_t xid, uint32_t why)
{
	const uint32_t words[] = {xid, REPLY, MSG_DENIED, AUTH_ERROR, why};

	return write_words(to, words, sizeof(words) / sizeof(words[0]));
}
