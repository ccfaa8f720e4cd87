/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How a thread's last call ended.
 *
 * The one variable of the library: thread-local, of fixed size, never shared
 * and never freed, so nobody has to lock or release it.
 */
#include <stdio.h>
#include <string.h>

#include "rpc/error.h"

struct error {
	const CLIENT *clnt;
	struct onc_fault fault;
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

enum onc_status error_set(const CLIENT *clnt, const char *what,
			  const struct onc_fault *fault, const char *detail)
{
	last.clnt = clnt;
	last.fault = *fault;
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
