/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The causes: their names, their words, their Windows numbers. One row each,
 * and the compiler says when one is missing.
 */
#include <lmerr.h>

#include <onc/status.h>

struct row {
	const char *name;
	const char *text;
	NET_API_STATUS code;
};

/* contract: "RPC failures to status codes". */
static const struct row rows[] = {
#define ROW(cause, number, words) [ONC_##cause] = {#cause, words, number}
	ROW(OK, NERR_Success, "success"),
	ROW(TRUNCATED, RPC_X_BAD_STUB_DATA, "the data ends too soon"),
	ROW(TRAILING, RPC_X_BAD_STUB_DATA, "bytes follow the data"),
	ROW(BAD_COUNT, RPC_X_BAD_STUB_DATA,
	    "a count is over its bound, or over what the data can hold"),
	ROW(BAD_BOOL, RPC_X_BAD_STUB_DATA, "a bool is neither 0 nor 1"),
	ROW(BAD_ENUM, RPC_X_BAD_STUB_DATA, "an enum has an undeclared value"),
	ROW(BAD_ARM, RPC_X_BAD_STUB_DATA, "a union has no arm for its value"),
	ROW(BAD_VALUE, RPC_X_BAD_STUB_DATA, "a number does not fit its type"),
	ROW(BAD_PADDING, RPC_X_BAD_STUB_DATA, "padding is not zero"),
	ROW(EMBEDDED_NUL, RPC_X_BAD_STUB_DATA, "a string has a NUL inside"),
	ROW(BAD_POINTER, ERROR_INVALID_PARAMETER,
	    "a pointer is NULL where a value must stand"),
	ROW(TOO_DEEP, RPC_X_BAD_STUB_DATA, "the data is nested too deeply"),
	ROW(TOO_BIG, RPC_X_BAD_STUB_DATA, "the data is over the cap"),
	ROW(BAD_ARGUMENT, ERROR_INVALID_PARAMETER,
	    "the argument cannot be encoded"),
	ROW(NO_MEMORY, ERROR_NOT_ENOUGH_MEMORY, "no memory"),
	ROW(NO_DESCRIPTORS, RPC_S_OUT_OF_RESOURCES, "no file descriptors"),
	ROW(UNKNOWN_HOST, ERROR_BAD_NETPATH, "unknown host"),
	ROW(BAD_ADDRESS, RPC_S_INVALID_NET_ADDR, "not a usable address"),
	ROW(UNKNOWN_TRANSPORT, RPC_S_PROTSEQ_NOT_SUPPORTED,
	    "unknown transport"),
	ROW(UNREACHABLE, RPC_S_SERVER_UNAVAILABLE, "cannot connect"),
	ROW(NOT_SENT, RPC_S_CALL_FAILED_DNE, "the call could not be sent"),
	ROW(BROKEN, RPC_S_CALL_FAILED, "the connection broke during the call"),
	ROW(TIMED_OUT, RPC_S_CALL_FAILED, "no reply in time"),
	ROW(CANCELLED, RPC_S_CALL_CANCELLED, "the call was cancelled"),
	ROW(BAD_REPLY, RPC_X_BAD_STUB_DATA, "the reply's header is malformed"),
	ROW(RPC_MISMATCH, RPC_S_PROTOCOL_ERROR,
	    "the peer speaks another version of RPC"),
	ROW(DENIED, ERROR_ACCESS_DENIED, "the peer rejects the credentials"),
	ROW(NO_CREDENTIALS, RPC_S_SEC_PKG_ERROR,
	    "no credentials, or the peer's are wrong"),
	ROW(UNKNOWN_FLAVOR, RPC_S_UNKNOWN_AUTHN_SERVICE,
	    "an authentication flavor is unknown here"),
	ROW(NO_PROGRAM, RPC_S_UNKNOWN_IF, "the peer lacks the program"),
	ROW(NO_VERSION, RPC_S_UNKNOWN_IF, "the peer lacks the version"),
	ROW(NO_PROCEDURE, RPC_S_PROCNUM_OUT_OF_RANGE,
	    "the peer lacks the procedure"),
	ROW(GARBAGE_ARGUMENTS, RPC_X_BAD_STUB_DATA,
	    "the peer could not decode the arguments"),
	ROW(SYSTEM_ERROR, RPC_S_CALL_FAILED, "the peer failed"),
	ROW(BAD_HANDLE, RPC_S_INVALID_BINDING, "the handle is not usable"),
	ROW(NOT_SUPPORTED, RPC_S_CANNOT_SUPPORT, "not supported"),
#undef ROW
};

_Static_assert(sizeof(rows) / sizeof(rows[0]) == ONC_STATUS_COUNT,
	       "each cause has its row");

static const struct row unknown = {"UNKNOWN", "unknown cause",
				   RPC_S_CALL_FAILED};

static const struct row *row_of(enum onc_status status)
{
	if ((unsigned)status >= ONC_STATUS_COUNT)
		return &unknown;
	return &rows[status];
}

const char *onc_status_text(enum onc_status status)
{
	return row_of(status)->text;
}

const char *onc_status_name(enum onc_status status)
{
	return row_of(status)->name;
}

NET_API_STATUS onc_status_code(enum onc_status status)
{
	return row_of(status)->code;
}
