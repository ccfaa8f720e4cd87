/* SPDX-License-Identifier: BSD-3-Clause */
/* The context keeps what it is told until it ends, and there is one. */

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <netmgmt/samba.h>

#include "tests/support/tap.h"

typedef NET_API_STATUS setter(struct libnetapi_ctx *, const char *);
typedef NET_API_STATUS getter(struct libnetapi_ctx *, const char **);

static setter *const setters[] = {
	libnetapi_set_username,	 libnetapi_set_password,
	libnetapi_set_workgroup, libnetapi_set_debuglevel,
	libnetapi_set_logfile,
};

static struct libnetapi_ctx *context(void)
{
	struct libnetapi_ctx *ctx = NULL;

	CU_ASSERT_EQUAL(libnetapi_init(&ctx), NERR_Success);
	CU_ASSERT_PTR_NOT_NULL_FATAL(ctx);
	return ctx;
}

static void there_is_one_context(void)
{
	struct libnetapi_ctx *ctx = context(), *same = NULL;

	CU_ASSERT_EQUAL(libnetapi_getctx(&same), NERR_Success);
	CU_ASSERT_PTR_EQUAL(same, ctx);
	CU_ASSERT_EQUAL(libnetapi_free(ctx), NERR_Success);
	CU_ASSERT_EQUAL(libnetapi_getctx(&same), NERR_Success);
	CU_ASSERT_EQUAL(libnetapi_free(same), NERR_Success);
	CU_ASSERT_EQUAL(libnetapi_free(NULL), NERR_Success);
}

static void check_text(setter *set, getter *get)
{
	struct libnetapi_ctx *ctx = context();
	const char *text;

	CU_ASSERT_EQUAL(get(ctx, &text), NERR_Success);
	CU_ASSERT_STRING_EQUAL(text, "");
	CU_ASSERT_EQUAL(set(ctx, "ada"), NERR_Success);
	CU_ASSERT_EQUAL(set(ctx, "grace"), NERR_Success);
	CU_ASSERT_EQUAL(get(ctx, &text), NERR_Success);
	CU_ASSERT_STRING_EQUAL(text, "grace");
	libnetapi_free(ctx);
	CU_ASSERT_EQUAL(get(context(), &text), NERR_Success);
	CU_ASSERT_STRING_EQUAL(text, "");
}

static void it_keeps_name_and_password_until_it_ends(void)
{
	check_text(libnetapi_set_username, libnetapi_get_username);
	check_text(libnetapi_set_password, libnetapi_get_password);
}

static void it_keeps_a_debug_level_and_gives_a_copy(void)
{
	struct libnetapi_ctx *ctx = context();
	char *level;

	CU_ASSERT_EQUAL(libnetapi_get_debuglevel(ctx, &level), NERR_Success);
	CU_ASSERT_STRING_EQUAL(level, "");
	CU_ASSERT_EQUAL(NetApiBufferFree(level), NERR_Success);
	libnetapi_set_debuglevel(ctx, "10");
	CU_ASSERT_EQUAL(libnetapi_get_debuglevel(ctx, &level), NERR_Success);
	libnetapi_free(ctx);
	CU_ASSERT_STRING_EQUAL(level, "10");
	CU_ASSERT_EQUAL(NetApiBufferFree(level), NERR_Success);
}

static void it_keeps_what_is_not_text(void)
{
	struct libnetapi_ctx *ctx = context();
	struct cli_credentials *creds = (struct cli_credentials *)&setters;

	CU_ASSERT_EQUAL(libnetapi_get_use_kerberos(ctx), 0);
	CU_ASSERT_PTR_NULL(libnetapi_get_creds(ctx));
	CU_ASSERT_EQUAL(libnetapi_set_use_kerberos(ctx), NERR_Success);
	CU_ASSERT_EQUAL(libnetapi_set_use_ccache(ctx), NERR_Success);
	CU_ASSERT_EQUAL(libnetapi_set_creds(ctx, creds), NERR_Success);
	CU_ASSERT_EQUAL(libnetapi_get_use_kerberos(ctx), 1);
	CU_ASSERT_PTR_EQUAL(libnetapi_get_creds(ctx), creds);
	libnetapi_free(ctx);
	CU_ASSERT_EQUAL(libnetapi_get_use_kerberos(ctx), 0);
	CU_ASSERT_PTR_NULL(libnetapi_get_creds(ctx));
}

static void what_is_no_context_is_87(void)
{
	struct libnetapi_ctx *ctx = context();
	struct libnetapi_ctx *other = (struct libnetapi_ctx *)&ctx;
	const char *text = "x";
	char *level = (char *)8;

	CU_ASSERT_EQUAL(libnetapi_init(NULL), ERROR_INVALID_PARAMETER);
	CU_ASSERT_EQUAL(libnetapi_getctx(NULL), ERROR_INVALID_PARAMETER);
	CU_ASSERT_EQUAL(libnetapi_free(other), ERROR_INVALID_PARAMETER);
	for (size_t i = 0; i < TAP_COUNT(setters); i++) {
		CU_ASSERT_EQUAL(setters[i](other, "x"),
				ERROR_INVALID_PARAMETER);
		CU_ASSERT_EQUAL(setters[i](NULL, "x"), ERROR_INVALID_PARAMETER);
		CU_ASSERT_EQUAL(setters[i](ctx, NULL), ERROR_INVALID_PARAMETER);
	}
	CU_ASSERT_EQUAL(libnetapi_get_username(other, &text),
			ERROR_INVALID_PARAMETER);
	CU_ASSERT_PTR_NULL(text);
	CU_ASSERT_EQUAL(libnetapi_get_password(ctx, NULL),
			ERROR_INVALID_PARAMETER);
	CU_ASSERT_EQUAL(libnetapi_get_debuglevel(other, &level),
			ERROR_INVALID_PARAMETER);
	CU_ASSERT_PTR_NULL(level);
	CU_ASSERT_EQUAL(libnetapi_set_use_kerberos(other),
			ERROR_INVALID_PARAMETER);
	CU_ASSERT_EQUAL(libnetapi_set_use_ccache(other),
			ERROR_INVALID_PARAMETER);
	CU_ASSERT_EQUAL(libnetapi_set_creds(other, NULL),
			ERROR_INVALID_PARAMETER);
}

static void a_status_has_words_that_can_be_freed(void)
{
	char *text = libnetapi_errstr(NERR_UserNotFound);
	const char *same = libnetapi_get_error_string(NULL, NERR_UserNotFound);
	char *unknown = libnetapi_errstr(0xC0000022);

	CU_ASSERT_STRING_EQUAL(text, NetApiStatusText(NERR_UserNotFound));
	CU_ASSERT_STRING_EQUAL(same, text);
	CU_ASSERT_STRING_EQUAL(unknown, "Unknown error.");
	CU_ASSERT_EQUAL(NetApiBufferFree(text), NERR_Success);
	CU_ASSERT_EQUAL(NetApiBufferFree((void *)same), NERR_Success);
	CU_ASSERT_EQUAL(NetApiBufferFree(unknown), NERR_Success);
}

static void the_rest_is_refused(void)
{
	uint8_t *buffer = (uint8_t *)8;

	CU_ASSERT_EQUAL(NetShutdownInit(NULL, "bye", 0, 0, 0),
			ERROR_NOT_SUPPORTED);
	CU_ASSERT_EQUAL(NetShutdownAbort(NULL), ERROR_NOT_SUPPORTED);
	CU_ASSERT_EQUAL(I_NetLogonControl(NULL, 1, 1, &buffer),
			ERROR_NOT_SUPPORTED);
	CU_ASSERT_PTR_NULL(buffer);
	CU_ASSERT_EQUAL(I_NetLogonControl2(NULL, 1, 1, NULL, NULL),
			ERROR_INVALID_PARAMETER);
}

static void *set_and_get(void *arg)
{
	struct libnetapi_ctx *ctx = arg;
	char *level;

	for (int i = 0; i < 1000; i++) {
		libnetapi_set_debuglevel(ctx, i % 2 ? "1" : "22");
		if (libnetapi_get_debuglevel(ctx, &level))
			return ctx;
		NetApiBufferFree(level);
	}
	return NULL;
}

static void threads_may_set_and_get_at_once(void)
{
	struct libnetapi_ctx *ctx = context();
	pthread_t threads[4];
	void *failed;

	for (int i = 0; i < 4; i++)
		CU_ASSERT_EQUAL_FATAL(
			pthread_create(&threads[i], NULL, set_and_get, ctx), 0);
	for (int i = 0; i < 4; i++) {
		pthread_join(threads[i], &failed);
		CU_ASSERT_PTR_NULL(failed);
	}
	libnetapi_free(ctx);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(there_is_one_context),
		TAP_CASE(it_keeps_name_and_password_until_it_ends),
		TAP_CASE(it_keeps_a_debug_level_and_gives_a_copy),
		TAP_CASE(it_keeps_what_is_not_text),
		TAP_CASE(what_is_no_context_is_87),
		TAP_CASE(a_status_has_words_that_can_be_freed),
		TAP_CASE(the_rest_is_refused),
		TAP_CASE(threads_may_set_and_get_at_once),
	};

	return tap_run("context", cases, TAP_COUNT(cases));
}
