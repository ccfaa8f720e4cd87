/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMT_SAMBA_H
#define NETMGMT_SAMBA_H

/*
 * What a program written for Samba's libnetapi includes in place of
 * <netapi.h>: the functions and structures of <lm.h>, which have the same
 * names and, with strings in UTF-8, the same arguments; and the libnetapi_*
 * functions around them. Linked with -lnetmgmt-samba -lnetmgmt -lonc.
 *
 * There is one context in a process. Calls do not take it and do not look at
 * it: what is set here is kept, can be asked for, and changes nothing else.
 * netmgmt-samba(7) tells what differs. All functions may be called from any
 * thread at any time.
 *
 * Errors of all that return a status: 87 for NULL in place of a result or of a
 * text, or for what is not the context; 8 without memory. A text of before
 * stays then.
 */

#include <lm.h>
#include <onc/visibility.h>

#ifdef __cplusplus
extern "C" {
#endif

struct libnetapi_ctx;
struct cli_credentials; /* Samba's; only its address is kept */

/* -- the context --------------------------------------------------------- */

/*
 * libnetapi_init() and libnetapi_getctx() give the context, which the first
 * call makes. *ctx is NULL after failure.
 */
ONC_PUBLIC()
NET_API_STATUS libnetapi_init(struct libnetapi_ctx **ctx);

ONC_PUBLIC()
NET_API_STATUS libnetapi_getctx(struct libnetapi_ctx **ctx);

/*
 * libnetapi_free() ends the context: all that was set is forgotten, and texts
 * that it gave are gone. Results of calls stay the caller's. NULL is fine.
 */
ONC_PUBLIC()
NET_API_STATUS libnetapi_free(struct libnetapi_ctx *ctx);

/* -- what it keeps ------------------------------------------------------- */

ONC_PUBLIC()
NET_API_STATUS libnetapi_set_username(struct libnetapi_ctx *ctx,
				      const char *username);

ONC_PUBLIC()
NET_API_STATUS libnetapi_set_password(struct libnetapi_ctx *ctx,
				      const char *password);

ONC_PUBLIC()
NET_API_STATUS libnetapi_set_workgroup(struct libnetapi_ctx *ctx,
				       const char *workgroup);

ONC_PUBLIC()
NET_API_STATUS libnetapi_set_debuglevel(struct libnetapi_ctx *ctx,
					const char *debuglevel);

ONC_PUBLIC()
NET_API_STATUS libnetapi_set_logfile(struct libnetapi_ctx *ctx,
				     const char *logfile);

ONC_PUBLIC()
NET_API_STATUS libnetapi_set_use_kerberos(struct libnetapi_ctx *ctx);

ONC_PUBLIC()
NET_API_STATUS libnetapi_set_use_ccache(struct libnetapi_ctx *ctx);

/* The credentials stay the caller's, and must outlive the context. */
ONC_PUBLIC()
NET_API_STATUS libnetapi_set_creds(struct libnetapi_ctx *ctx,
				   struct cli_credentials *creds);

/*
 * The text last set, or "". It belongs to the context, and is gone when
 * another is set or the context ends. After failure the result is NULL.
 */
ONC_PUBLIC(ONC_WRITES(2))
NET_API_STATUS libnetapi_get_username(struct libnetapi_ctx *ctx,
				      const char **username);

ONC_PUBLIC(ONC_WRITES(2))
NET_API_STATUS libnetapi_get_password(struct libnetapi_ctx *ctx,
				      const char **password);

/* This one is a copy, a block that the caller frees by NetApiBufferFree(). */
ONC_PUBLIC(ONC_WRITES(2))
NET_API_STATUS libnetapi_get_debuglevel(struct libnetapi_ctx *ctx,
					char **debuglevel);

/* 1 after libnetapi_set_use_kerberos(), else 0. */
ONC_PUBLIC()
int libnetapi_get_use_kerberos(struct libnetapi_ctx *ctx);

/* What was set, or NULL. */
ONC_PUBLIC()
struct cli_credentials *libnetapi_get_creds(struct libnetapi_ctx *ctx);

/* -- statuses in words --------------------------------------------------- */

/*
 * The words of NetApiStatusText(), in a block that the caller may free by
 * NetApiBufferFree(); NULL without memory. ctx may be NULL.
 */
ONC_PUBLIC(ONC_MUST_USE)
char *libnetapi_errstr(NET_API_STATUS status);

ONC_PUBLIC(ONC_MUST_USE)
const char *libnetapi_get_error_string(struct libnetapi_ctx *ctx,
				       NET_API_STATUS status);

/* -- functions that Samba has besides ------------------------------------ */

/*
 * These are refused, as netmgmt-refused(7) tells. Outputs become NULL.
 *
 * Errors: 87 for NULL in place of an output; else 50.
 */
ONC_PUBLIC(ONC_MUST_USE)
NET_API_STATUS NetShutdownInit(const char *server_name, const char *message,
			       uint32_t timeout, uint8_t force_apps,
			       uint8_t do_reboot);

ONC_PUBLIC(ONC_MUST_USE)
NET_API_STATUS NetShutdownAbort(const char *server_name);

ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(4))
NET_API_STATUS I_NetLogonControl(const char *server_name,
				 uint32_t function_code, uint32_t query_level,
				 uint8_t **buffer);

ONC_PUBLIC(ONC_MUST_USE ONC_WRITES(5))
NET_API_STATUS I_NetLogonControl2(const char *server_name,
				  uint32_t function_code, uint32_t query_level,
				  uint8_t *data, uint8_t **buffer);

#ifdef __cplusplus
}
#endif

#endif
