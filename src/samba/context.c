/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The one context of a process. libnetapi_getctx() finds what libnetapi_init()
 * made without being given it, so this is the one mutable global of these
 * libraries; it stands in a library of its own, which only programs written
 * for Samba's link. One lock keeps all of it.
 */

#include <netmgmt/samba.h>

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum text { USERNAME, PASSWORD, WORKGROUP, DEBUGLEVEL, LOGFILE, TEXTS };

struct libnetapi_ctx {
	char *texts[TEXTS]; /* NULL: none was set */
	bool use_kerberos;
	bool use_ccache;
	struct cli_credentials *creds; /* borrowed */
};

static struct libnetapi_ctx context;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void leave(pthread_mutex_t **held)
{
	pthread_mutex_unlock(*held);
}

#define LOCKED                                                                 \
	__attribute__((cleanup(leave), unused)) pthread_mutex_t *held = &lock; \
	pthread_mutex_lock(held)

/* A password leaves no bytes behind. */
static void forget(char **text)
{
	if (*text)
		explicit_bzero(*text, strlen(*text));
	free(*text);
	*text = NULL;
}

NET_API_STATUS libnetapi_getctx(struct libnetapi_ctx **ctx)
{
	if (!ctx)
		return ERROR_INVALID_PARAMETER;
	*ctx = &context;
	return NERR_Success;
}

NET_API_STATUS libnetapi_init(struct libnetapi_ctx **ctx)
{
	return libnetapi_getctx(ctx);
}

NET_API_STATUS libnetapi_free(struct libnetapi_ctx *ctx)
{
	LOCKED;
	if (!ctx)
		return NERR_Success;
	if (ctx != &context)
		return ERROR_INVALID_PARAMETER;
	for (int i = 0; i < TEXTS; i++)
		forget(&context.texts[i]);
	context = (struct libnetapi_ctx){.creds = NULL};
	return NERR_Success;
}

/* -- texts --------------------------------------------------------------- */

static NET_API_STATUS set(struct libnetapi_ctx *ctx, enum text text,
			  const char *value)
{
	char *copy;
	LOCKED;

	if (ctx != &context || !value)
		return ERROR_INVALID_PARAMETER;
	copy = strdup(value);
	if (!copy)
		return ERROR_NOT_ENOUGH_MEMORY;
	forget(&context.texts[text]);
	context.texts[text] = copy;
	return NERR_Success;
}

static NET_API_STATUS get(struct libnetapi_ctx *ctx, enum text text,
			  const char **value)
{
	LOCKED;

	if (!value)
		return ERROR_INVALID_PARAMETER;
	*value = NULL;
	if (ctx != &context)
		return ERROR_INVALID_PARAMETER;
	*value = context.texts[text] ? context.texts[text] : "";
	return NERR_Success;
}

NET_API_STATUS libnetapi_set_username(struct libnetapi_ctx *ctx,
				      const char *username)
{
	return set(ctx, USERNAME, username);
}

NET_API_STATUS libnetapi_set_password(struct libnetapi_ctx *ctx,
				      const char *password)
{
	return set(ctx, PASSWORD, password);
}

NET_API_STATUS libnetapi_set_workgroup(struct libnetapi_ctx *ctx,
				       const char *workgroup)
{
	return set(ctx, WORKGROUP, workgroup);
}

NET_API_STATUS libnetapi_set_debuglevel(struct libnetapi_ctx *ctx,
					const char *debuglevel)
{
	return set(ctx, DEBUGLEVEL, debuglevel);
}

NET_API_STATUS libnetapi_set_logfile(struct libnetapi_ctx *ctx,
				     const char *logfile)
{
	return set(ctx, LOGFILE, logfile);
}

NET_API_STATUS libnetapi_get_username(struct libnetapi_ctx *ctx,
				      const char **username)
{
	return get(ctx, USERNAME, username);
}

NET_API_STATUS libnetapi_get_password(struct libnetapi_ctx *ctx,
				      const char **password)
{
	return get(ctx, PASSWORD, password);
}

/* A copy as a block; NULL without memory. */
static char *block_of(const char *text)
{
	size_t size = strlen(text) + 1;
	char *block = NULL;

	if (size <= UINT32_MAX)
		block = onc_block_new((DWORD)size);
	return block ? memcpy(block, text, size) : NULL;
}

NET_API_STATUS libnetapi_get_debuglevel(struct libnetapi_ctx *ctx,
					char **debuglevel)
{
	const char *level;
	LOCKED;

	if (!debuglevel)
		return ERROR_INVALID_PARAMETER;
	*debuglevel = NULL;
	if (ctx != &context)
		return ERROR_INVALID_PARAMETER;
	level = context.texts[DEBUGLEVEL];
	*debuglevel = block_of(level ? level : "");
	return *debuglevel ? NERR_Success : ERROR_NOT_ENOUGH_MEMORY;
}

/* -- the rest ------------------------------------------------------------ */

NET_API_STATUS libnetapi_set_use_kerberos(struct libnetapi_ctx *ctx)
{
	LOCKED;

	if (ctx != &context)
		return ERROR_INVALID_PARAMETER;
	context.use_kerberos = true;
	return NERR_Success;
}

NET_API_STATUS libnetapi_set_use_ccache(struct libnetapi_ctx *ctx)
{
	LOCKED;

	if (ctx != &context)
		return ERROR_INVALID_PARAMETER;
	context.use_ccache = true;
	return NERR_Success;
}

int libnetapi_get_use_kerberos(struct libnetapi_ctx *ctx)
{
	LOCKED;

	return ctx == &context && context.use_kerberos;
}

NET_API_STATUS libnetapi_set_creds(struct libnetapi_ctx *ctx,
				   struct cli_credentials *creds)
{
	LOCKED;

	if (ctx != &context)
		return ERROR_INVALID_PARAMETER;
	context.creds = creds;
	return NERR_Success;
}

struct cli_credentials *libnetapi_get_creds(struct libnetapi_ctx *ctx)
{
	LOCKED;

	return ctx == &context ? context.creds : NULL;
}

char *libnetapi_errstr(NET_API_STATUS status)
{
	return block_of(NetApiStatusText(status));
}

const char *libnetapi_get_error_string(struct libnetapi_ctx *ctx
				       __attribute__((unused)),
				       NET_API_STATUS status)
{
	return libnetapi_errstr(status);
}
