/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * RPCSEC_GSS over our handles, against libtirpc's own server and a real KDC.
 * gss.sh sets both up and starts this.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <rpc/rpc.h>
#include <rpc/rpcsec_gss.h>

#include <lmapibuf.h>
#include <onc/async.h>

#include "tests/rpc/gss.h"
#include "tests/rpc/sample.h"
#include "tests/support/tap.h"

static const rpc_gss_service_t services[] = {
	rpcsec_gss_svc_none,
	rpcsec_gss_svc_integrity,
	rpcsec_gss_svc_privacy,
};

static struct onc_procedure echo = {"ECHO", GSS_ECHO, {0}, {0}};

static CLIENT *connect_plain(void)
{
	const struct onc_options options = {.timeout = 10000};
	char uri[64];
	CLIENT *clnt;

	snprintf(uri, sizeof(uri), "tcp://127.0.0.1:%s", getenv("GSS_PORT"));
	CU_ASSERT_EQUAL_FATAL(
		onc_connect(uri, GSS_PROGRAM, GSS_VERSION, &options, &clnt),
		ONC_OK);
	return clnt;
}

static AUTH *make_auth(CLIENT *clnt, rpc_gss_service_t service)
{
	return rpc_gss_seccreate(clnt, (char *)GSS_SERVICE,
				 (char *)"kerberos_v5", service, NULL, NULL,
				 NULL);
}

static CLIENT *connect_with(rpc_gss_service_t service)
{
	CLIENT *clnt = connect_plain();

	clnt->cl_auth = make_auth(clnt, service);
	CU_ASSERT_PTR_NOT_NULL_FATAL(clnt->cl_auth);
	return clnt;
}

static void hang_up(CLIENT *clnt)
{
	auth_destroy(clnt->cl_auth);
	clnt_destroy(clnt);
}

static bool_t put_nothing(XDR *xdrs, ...)
{
	(void)xdrs;
	return TRUE;
}

static void stock_stubs_say_who_they_are(void)
{
	const struct timeval wait = {10, 0};

	for (size_t i = 0; i < TAP_COUNT(services); i++) {
		CLIENT *clnt = connect_with(services[i]);
		char expected[80];

		snprintf(expected, sizeof(expected),
			 "alice by kerberos_v5, service %d", (int)services[i]);
		for (int k = 0; k < 20; k++) {
			char *name = NULL;

			CU_ASSERT_EQUAL(clnt_call(clnt, GSS_HOW, put_nothing,
						  NULL,
						  (xdrproc_t)xdr_wrapstring,
						  (char *)&name, wait),
					RPC_SUCCESS);
			CU_ASSERT_STRING_EQUAL(name ? name : "", expected);
			clnt_freeres(clnt, (xdrproc_t)xdr_wrapstring,
				     (char *)&name);
		}
		hang_up(clnt);
	}
}

static bool echoes(CLIENT *clnt, unsigned count)
{
	int *values = calloc(count + 1, sizeof(*values));
	const ints sent = {count, values};
	bool good;
	ints *got;

	for (unsigned i = 0; i < count; i++)
		values[i] = (int)(i * 7);
	good = onc_call(clnt, &echo, &sent, (void **)&got, NULL) == ONC_OK;
	if (!good)
		printf("# %u numbers: %s\n", count, onc_error(clnt));
	if (good) {
		good = got->ints_len == count &&
		       (count == 0 ||
			memcmp(got->ints_val, values, 4 * (size_t)count) == 0);
		NetApiBufferFree(got);
	}
	free(values);
	return good;
}

static void our_stubs_are_wrapped_and_unwrapped(void)
{
	/* libtirpc's server cannot wrap what is over its buffer of 64 KiB. */
	static const unsigned counts[] = {0, 1, 300, 5000, 10000};

	for (size_t i = 0; i < TAP_COUNT(services); i++) {
		CLIENT *clnt = connect_with(services[i]);

		for (size_t k = 0; k < TAP_COUNT(counts); k++)
			CU_ASSERT(echoes(clnt, counts[k]));
		hang_up(clnt);
	}
}

static void *echo_often(void *clnt)
{
	uintptr_t failed = 0;

	for (unsigned i = 0; i < 50; i++)
		failed += !echoes(clnt, i);
	return (void *)failed;
}

static void threads_share_one_context(void)
{
	CLIENT *clnt = connect_with(rpcsec_gss_svc_integrity);
	pthread_t threads[4];
	void *failed;

	for (int i = 0; i < 4; i++)
		pthread_create(&threads[i], NULL, echo_often, clnt);
	for (int i = 0; i < 4; i++) {
		pthread_join(threads[i], &failed);
		CU_ASSERT_PTR_NULL(failed);
	}
	hang_up(clnt);
}

static void a_server_that_wants_it_refuses_to_do_without(void)
{
	CLIENT *clnt = connect_plain();
	const ints none = {0};
	ints *got;

	CU_ASSERT_EQUAL(onc_call(clnt, &echo, &none, (void **)&got, NULL),
			ONC_DENIED);
	CU_ASSERT_PTR_NOT_NULL(
		strstr(onc_error(clnt), "authentication status 5"));
	clnt_destroy(clnt);
}

static void calls_without_a_thread_are_not_wrapped(void)
{
	CLIENT *clnt = connect_with(rpcsec_gss_svc_privacy);
	struct onc_group *group;
	const ints none = {0};

	CU_ASSERT_EQUAL_FATAL(onc_group_new(&group), ONC_OK);
	CU_ASSERT_EQUAL(onc_group_add(group, clnt), ONC_OK);
	CU_ASSERT_EQUAL(onc_start(clnt, &echo, &none, NULL, NULL, NULL, NULL),
			ONC_NOT_SUPPORTED);
	CU_ASSERT(echoes(clnt, 3));
	hang_up(clnt);
	onc_group_free(group);
}

/* In a child: libtirpc leaks what it made of a context that came to nothing. */
static void without_a_ticket_there_is_no_context(void)
{
	CLIENT *clnt = connect_plain();
	const pid_t child = fork();
	int status = -1;

	if (child == 0) {
		setenv("KRB5CCNAME", "FILE:/nowhere/at/all", 1);
		_exit(!make_auth(clnt, rpcsec_gss_svc_none) &&
				      clnt->cl_auth->ah_cred.oa_flavor ==
					      AUTH_NONE
			      ? 0
			      : 1);
	}
	waitpid(child, &status, 0);
	CU_ASSERT_EQUAL(status, 0);
	clnt_destroy(clnt);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(stock_stubs_say_who_they_are),
		TAP_CASE(our_stubs_are_wrapped_and_unwrapped),
		TAP_CASE(threads_share_one_context),
		TAP_CASE(a_server_that_wants_it_refuses_to_do_without),
		TAP_CASE(calls_without_a_thread_are_not_wrapped),
		TAP_CASE(without_a_ticket_there_is_no_context),
	};

	echo.argument = echo.result = ints_type;
	if (!getenv("GSS_PORT"))
		tap_skip_all("gss.sh starts the KDC and the server");
	return tap_run("gss", cases, TAP_COUNT(cases));
}
