/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMT_BINDING_H
#define NETMGMT_BINDING_H

/*
 * A binding is the daemon that a server name stands for. It lives on the
 * caller's stack and owns nothing. Parsing touches no network, so that a wrong
 * name or level is told before anything is connected (contract 2.3).
 */

#include <stdbool.h>

#include <rpc/rpc.h>

#include <lmcons.h>

/* A name of DNS has 253 bytes, a socket's path 107; with scheme and port. */
struct binding {
	char uri[280]; /* for onc_connect(); "" for a name no host can have */
	bool is_local; /* it is this host that is named */
};

/*
 * binding_parse() finds what a server name means: contract 2.4, and our own
 * "host:port", "[address]:port" and "unix:/path". name may be NULL.
 *
 * Errors: 123 for what cannot be a server name; *binding is then undefined.
 */
__attribute__((warn_unused_result, nonnull(1))) NET_API_STATUS
binding_parse(struct binding *binding, LMCSTR name);

/*
 * binding_open() connects to a version of a program there. On success the
 * caller ends *clnt with binding_close(); on failure *clnt is NULL.
 *
 * Errors: 53 for an unknown host, 1722 for one that does not answer, and the
 * other outcomes of contract 3.
 */
__attribute__((warn_unused_result, nonnull(1, 4))) NET_API_STATUS
binding_open(const struct binding *binding, uint32_t program, uint32_t version,
	     CLIENT **clnt);

/* binding_close() is made for __attribute__((cleanup)); *clnt may be NULL. */
static inline void binding_close(CLIENT **clnt)
{
	if (*clnt)
		clnt_destroy(*clnt);
}

#endif
