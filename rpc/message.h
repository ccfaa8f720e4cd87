/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_MESSAGE_H
#define RPC_MESSAGE_H

/*
 * The heads of RPC messages (RFC 5531, section 9): a call's and a reply's, read
 * and written. Strict: a head that the RFC does not describe is refused at
 * once. Bytes that are handed out belong to the message.
 */

#include <stddef.h>
#include <stdint.h>

#include <onc/status.h>

#define MESSAGE_RPC_VERSION 2
/* RFC 5531, section 8.2: the most that a credential or verifier may hold. */
#define MESSAGE_AUTH_MOST 400

/* The words of a call before its credential. */
#define MESSAGE_CALL_HEAD 24
/* The words of an accepted reply with an empty verifier. */
#define MESSAGE_REPLY_HEAD 24
/* The longest reply without results, which is one of those below. */
#define MESSAGE_REFUSAL_MOST 32

enum message_flavor {
	MESSAGE_AUTH_NONE = 0,
	MESSAGE_AUTH_SYS = 1,
	MESSAGE_AUTH_SHORT = 2,
	MESSAGE_AUTH_DH = 3,
	MESSAGE_RPCSEC_GSS = 6,
	MESSAGE_AUTH_TLS = 7,
};

/* RFC 5531, section 9: enum accept_stat. */
enum message_accept {
	MESSAGE_SUCCESS,
	MESSAGE_PROG_UNAVAIL,
	MESSAGE_PROG_MISMATCH,
	MESSAGE_PROC_UNAVAIL,
	MESSAGE_GARBAGE_ARGS,
	MESSAGE_SYSTEM_ERR,
};

/* RFC 5531, section 9: the first words of enum auth_stat. */
enum message_denial {
	MESSAGE_AUTH_BADCRED = 1,
	MESSAGE_AUTH_REJECTEDCRED = 2,
	MESSAGE_AUTH_BADVERF = 3,
	MESSAGE_AUTH_REJECTEDVERF = 4,
	MESSAGE_AUTH_TOOWEAK = 5,
};

/* A credential or a verifier. */
struct message_auth {
	uint32_t flavor;
	uint32_t size;
	const uint8_t *body;
};

struct message_call {
	uint32_t xid;
	uint32_t rpc_version;
	uint32_t program;
	uint32_t version;
	uint32_t procedure;
	struct message_auth credential;
	struct message_auth verifier;
	const uint8_t *arguments;
	size_t size; /* of the arguments, in bytes */
};

/* What a call's bytes are, for whoever has to answer. */
enum message_verdict {
	MESSAGE_FINE,
	MESSAGE_NOT_A_CALL,	/* or half of one: closed without an answer */
	MESSAGE_OTHER_VERSION,	/* to be answered RPC_MISMATCH; xid is known */
	MESSAGE_BAD_CREDENTIAL, /* AUTH_ERROR, AUTH_BADCRED */
	MESSAGE_BAD_VERIFIER,	/* AUTH_ERROR, AUTH_BADVERF */
};

enum message_verdict message_parse_call(const uint8_t *bytes, size_t size,
					struct message_call *call);

struct message_reply {
	uint32_t xid;
	/*
	 * ONC_OK, what the peer answered instead, or ONC_BAD_REPLY. The last
	 * comes with number and what = NULL if it is malformed.
	 */
	enum onc_status status;
	/* The words of a refusal that may need them, for messages. */
	const char *what; /* "accept status", …; NULL if none is to be told */
	uint32_t number;
	uint32_t low; /* of RPC_MISMATCH and PROG_MISMATCH */
	uint32_t high;
	struct message_auth verifier; /* of an accepted reply */
	const uint8_t *results;
	size_t size; /* of the results, in bytes */
};

/*
 * message_parse_reply() reads a reply's head. size is at least 4: the xid's,
 * which is always set.
 */
void message_parse_reply(const uint8_t *bytes, size_t size,
			 struct message_reply *reply);

/* message_write_call() writes MESSAGE_CALL_HEAD bytes; a credential follows. */
void message_write_call(uint8_t *to, uint32_t xid, uint32_t program,
			uint32_t version, uint32_t procedure);

/*
 * message_write_accepted() writes MESSAGE_REPLY_HEAD bytes with an empty
 * verifier: results follow if accept is MESSAGE_SUCCESS.
 */
void message_write_accepted(uint8_t *to, uint32_t xid,
			    enum message_accept accept);

/* These write a whole reply and return its size, MESSAGE_REFUSAL_MOST at most.
 */
size_t message_write_no_version(uint8_t *to, uint32_t xid, uint32_t low,
				uint32_t high);
size_t message_write_rpc_mismatch(uint8_t *to, uint32_t xid);
size_t message_write_denied(uint8_t *to, uint32_t xid, uint32_t why);

#endif
