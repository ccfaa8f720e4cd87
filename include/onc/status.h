/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONC_STATUS_H
#define ONC_STATUS_H

/*
 * Why a call, a decode or an encode ended as it did: one name per cause.
 *
 * Functions of libonc return enum onc_status; 0 is success. Generated client
 * stubs return the Windows number of the same cause, which
 * onc_status_code() gives. Where a peer's bytes are to blame, struct onc_fault
 * says the byte and the field. Constants only: any thread may use all of it.
 */

#include <stddef.h>

#include <onc/visibility.h>
#include <lmcons.h>

#ifdef __cplusplus
extern "C" {
#endif

enum onc_status {
	ONC_OK,

	/* What a message may not be (RFC 4506). */
	ONC_TRUNCATED,	  /* it ends before its last field does */
	ONC_TRAILING,	  /* bytes follow its last field */
	ONC_BAD_COUNT,	  /* over the bound, or over what is left */
	ONC_BAD_BOOL,	  /* neither 0 nor 1 */
	ONC_BAD_ENUM,	  /* a value the enum does not declare */
	ONC_BAD_ARM,	  /* a discriminant without an arm */
	ONC_BAD_VALUE,	  /* outside the C type, such as a char of 300 */
	ONC_BAD_PADDING,  /* padding that is not zero */
	ONC_EMBEDDED_NUL, /* a string with a NUL inside */
	ONC_BAD_POINTER,  /* encoding: NULL where a value must stand */
	ONC_TOO_DEEP,	  /* nested beyond the limit */
	ONC_TOO_BIG,	  /* record or block over the cap */

	/* The caller's argument is any of the above; onc_error_fault() says.
	 */
	ONC_BAD_ARGUMENT,

	/* What this host lacks. */
	ONC_NO_MEMORY,
	ONC_NO_DESCRIPTORS,

	/* What a call may come to (RFC 5531, section 9). */
	ONC_UNKNOWN_HOST,
	ONC_BAD_ADDRESS,       /* not a URI, or one no socket can have */
	ONC_UNKNOWN_TRANSPORT, /* a URI scheme or netid we do not have */
	ONC_UNREACHABLE,       /* no connection: refused, no route, no time */
	ONC_NOT_SENT,	       /* connected, but nothing of the call left */
	ONC_BROKEN,	       /* connection lost after the call was sent */
	ONC_TIMED_OUT,	       /* no reply by the deadline */
	ONC_CANCELLED,
	ONC_BAD_REPLY,	    /* the reply's header is malformed */
	ONC_RPC_MISMATCH,   /* the peer speaks another RPC version */
	ONC_DENIED,	    /* the peer rejects our credentials */
	ONC_NO_CREDENTIALS, /* we cannot make any, or reject the peer's */
	ONC_UNKNOWN_FLAVOR, /* of authentication, here */
	ONC_NO_PROGRAM,
	ONC_NO_VERSION,
	ONC_NO_PROCEDURE,
	ONC_GARBAGE_ARGUMENTS, /* the peer cannot decode our arguments */
	ONC_SYSTEM_ERROR,      /* the peer's own failure */
	ONC_BAD_HANDLE,
	ONC_NOT_SUPPORTED,

	ONC_STATUS_COUNT
};

/*
 * What was wrong with a message, and where. Filled by onc_decode() and
 * onc_encode() in the caller's storage.
 *
 * offset is in bytes from the first byte of the value (not of the RPC header).
 * path names the field in C's spelling, such as "users[3].name"; it is empty
 * when the value as a whole is at fault, and starts with "..." where a
 * longer one was cut.
 */
struct onc_fault {
	enum onc_status status;
	size_t offset;
	char path[232];
};

/*
 * onc_status_text() gives the cause in words, as "the data ends too soon".
 * The string is constant; it is never NULL, whatever the number.
 */
ONC_PUBLIC()
const char *onc_status_text(enum onc_status status);

/*
 * onc_status_name() gives the name without its prefix, as "TRUNCATED".
 * The string is constant; it is never NULL, whatever the number.
 */
ONC_PUBLIC()
const char *onc_status_name(enum onc_status status);

/*
 * onc_status_code() gives the Windows number of a cause, as 1783
 * (RPC_X_BAD_STUB_DATA) for every malformed message; ONC_OK gives 0.
 * Source: MS-ERREF for the numbers; the choice among them is ours.
 */
ONC_PUBLIC()
NET_API_STATUS onc_status_code(enum onc_status status);

#ifdef __cplusplus
}
#endif

#endif
