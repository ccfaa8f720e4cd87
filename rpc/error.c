/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How a thread's last call ended.
 *
 * The one variable of the library: thread-local, of fixed size, never shared
 * and never freed, so nobody has to lock or release it.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <rpc/rpc.h>

#include "rpc/error.h"

struct error {
	const CLIENT *clnt;
	struct onc_fault fault;
	int error;	 /* errno, if one is to blame */
	uint32_t number; /* of a refusal */
	uint32_t low, high;
	char text[512];
};

static _Thread_local struct error last = {.text = "success"};

static const struct error none = {.text = "no call of this thread"};

/* The place of the fault, if the message itself was at fault. */
static void write_place(const struct onc_fault *fault, char *text, size_t size)
{
	const size_t used = strlen(text);

	if (fault->status < ONC_TRUNCATED || fault->status > ONC_TOO_BIG)
		return;
	snprintf(text + used, size - used, " at byte %zu%s%s", fault->offset,
		 fault->path[0] ? ", in " : "", fault->path);
}

enum onc_status error_clear(const CLIENT *clnt)
{
	last.clnt = clnt;
	last.fault.status = ONC_OK;
	last.fault.offset = 0;
	last.fault.path[0] = '\0';
	memcpy(last.text, "success", sizeof("success"));
	return ONC_OK;
}

enum onc_status error_set(const CLIENT *clnt, const char *what,
			  const struct onc_fault *fault, const char *detail)
{
	last.clnt = clnt;
	last.fault = *fault;
	last.error = 0;
	last.number = 0;
	if (fault->status == ONC_OK) {
		snprintf(last.text, sizeof(last.text), "success");
		return ONC_OK;
	}
	snprintf(last.text, sizeof(last.text), "%s: %s%s%s", what,
		 onc_status_text(fault->status), detail[0] ? ": " : "", detail);
	write_place(fault, last.text, sizeof(last.text));
	return fault->status;
}

enum onc_status error_set_status(const CLIENT *clnt, const char *what,
				 enum onc_status status, const char *detail)
{
	const struct onc_fault fault = {.status = status};

	return error_set(clnt, what, &fault, detail);
}

/* What there is to say besides the cause. */
static void write_detail(const struct outcome *outcome,
			 const struct message_reply *reply, char *text,
			 size_t size)
{
	text[0] = '\0';
	if (outcome->words)
		snprintf(text, size, "%s", outcome->words);
	else if (outcome->error)
		snprintf(text, size, "%s", strerror(outcome->error));
	else if (outcome->status == ONC_OK && reply && reply->what)
		snprintf(text, size, "%s %u", reply->what, reply->number);
	else if (outcome->status == ONC_OK && reply &&
		 (reply->status == ONC_NO_VERSION ||
		  reply->status == ONC_RPC_MISMATCH))
		snprintf(text, size, "it has %u to %u", reply->low,
			 reply->high);
}

enum onc_status error_set_outcome(const CLIENT *clnt, const char *what,
				  const struct outcome *outcome,
				  const struct message_reply *reply,
				  const char *peer)
{
	char detail[128], all[512];

	write_detail(outcome, reply, detail, sizeof(detail));
	snprintf(all, sizeof(all), "%s%s%s", detail,
		 detail[0] && peer[0] ? ": " : "", peer);
	if (outcome->status != ONC_OK || !reply) {
		error_set_status(clnt, what, outcome->status, all);
		last.error = outcome->error;
		return outcome->status;
	}
	error_set_status(clnt, what, reply->status, all);
	last.number = reply->number;
	last.low = reply->low;
	last.high = reply->high;
	return reply->status;
}

/* Its address may come back, and must not bring the old words with it. */
void error_forget(const CLIENT *clnt)
{
	if (last.clnt == clnt)
		last = none;
}

static const struct error *find(const CLIENT *clnt)
{
	return last.clnt == clnt ? &last : &none;
}

const char *onc_error(const CLIENT *clnt)
{
	return find(clnt)->text;
}

const struct onc_fault *onc_error_fault(const CLIENT *clnt)
{
	return &find(clnt)->fault;
}

enum onc_status error_status(const CLIENT *clnt)
{
	return find(clnt)->fault.status;
}

/* -- libtirpc's terms ------------------------------------------------------ */

static enum clnt_stat stock_status(enum onc_status status)
{
	switch (status) {
	case ONC_OK:
		return RPC_SUCCESS;
	case ONC_BAD_ARGUMENT:
		return RPC_CANTENCODEARGS;
	case ONC_NO_MEMORY:
	case ONC_NO_DESCRIPTORS:
	case ONC_SYSTEM_ERROR:
		return RPC_SYSTEMERROR;
	case ONC_UNREACHABLE:
	case ONC_NOT_SENT:
		return RPC_CANTSEND;
	case ONC_BROKEN:
		return RPC_CANTRECV;
	case ONC_TIMED_OUT:
		return RPC_TIMEDOUT;
	case ONC_CANCELLED:
		return RPC_INTR;
	case ONC_RPC_MISMATCH:
		return RPC_VERSMISMATCH;
	case ONC_DENIED:
	case ONC_NO_CREDENTIALS:
		return RPC_AUTHERROR;
	case ONC_NO_PROGRAM:
		return RPC_PROGUNAVAIL;
	case ONC_NO_VERSION:
		return RPC_PROGVERSMISMATCH;
	case ONC_NO_PROCEDURE:
		return RPC_PROCUNAVAIL;
	case ONC_GARBAGE_ARGUMENTS:
		return RPC_CANTDECODEARGS;
	default:
		return RPC_CANTDECODERES;
	}
}

static int stock_errno(const struct error *found)
{
	switch (found->fault.status) {
	case ONC_NO_MEMORY:
		return ENOMEM;
	case ONC_NO_DESCRIPTORS:
		return EMFILE;
	case ONC_BROKEN:
		return found->error ? found->error : ECONNRESET;
	case ONC_NOT_SENT:
		return found->error ? found->error : EPIPE;
	default:
		return found->error;
	}
}

void error_stock(const CLIENT *clnt, struct rpc_err *error)
{
	const struct error *found = find(clnt);

	memset(error, 0, sizeof(*error));
	error->re_status = stock_status(found->fault.status);
	switch (error->re_status) {
	case RPC_AUTHERROR:
		error->re_why = found->fault.status == ONC_DENIED
					? (enum auth_stat)found->number
					: AUTH_INVALIDRESP;
		break;
	case RPC_VERSMISMATCH:
	case RPC_PROGVERSMISMATCH:
		error->re_vers.low = found->low;
		error->re_vers.high = found->high;
		break;
	default:
		error->re_errno = stock_errno(found);
	}
}
