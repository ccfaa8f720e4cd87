/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * more ADDRESS PORT: what an old program may do beyond calling its stubs, and
 * what becomes of it: a handle of libtirpc's own, a timeout, a peer that cannot
 * be mended, values in files.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>

#include <onc/xdr.h>
#include <rpc/rpc.h>

#include "phone.h"

/* The stubs take any handle; one that rpcbind knows of comes of clnt_create().
   The caller destroys it. */
static CLIENT *connect_as_before(const char *host, const char *port)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	struct timeval patience = {.tv_sec = 5};
	int fd = RPC_ANYSOCK;
	CLIENT *clnt;

	inet_pton(AF_INET, host, &address.sin_addr);
	address.sin_port = htons((unsigned short)atoi(port));
	clnt = clnttcp_create(&address, PHONE, PHONE_1, &fd, 0, 0);
	if (clnt)
		clnt_control(clnt, CLSET_TIMEOUT, (char *)&patience);
	return clnt;
}

/* What a stub does, with options. The caller frees what it returns. */
static listing *list_tolerantly(CLIENT *clnt)
{
	const struct onc_options options = {
		.cap = 1 << 20,	       /* bytes of the reply, at most */
		.flags = ONC_TOLERANT, /* undeclared enums, dirty padding */
		.timeout = 2000,       /* milliseconds */
	};
	void *all;

	if (onc_call(clnt, &list_1_procedure, NULL, &all, &options) != ONC_OK) {
		const struct onc_fault *fault = onc_error_fault(clnt);

		fprintf(stderr, "%s (%s at byte %zu of the reply, in %s)\n",
			onc_error(clnt), onc_status_name(fault->status),
			fault->offset, fault->path);
		return NULL;
	}
	return all;
}

/* To a stream of libtirpc's and back: memory here, or a file. */
static int keep(listing *all)
{
	char bytes[4096];
	listing again;
	XDR xdrs;

	xdrmem_create(&xdrs, bytes, sizeof(bytes), XDR_ENCODE);
	if (!onc_xdr(&xdrs, &listing_type, all))
		return -1;
	xdrmem_create(&xdrs, bytes, sizeof(bytes), XDR_DECODE);
	if (!onc_xdr(&xdrs, &listing_type, &again))
		return -1;
	printf("%u kept\n", again.entries.entries_len);
	xdrs.x_op = XDR_FREE; /* what xdr_free() does with xdr_listing */
	return onc_xdr(&xdrs, &listing_type, &again) ? 0 : -1;
}

int main(int argc, char **argv)
{
	CLIENT *clnt = argc == 3 ? connect_as_before(argv[1], argv[2]) : NULL;
	listing *all;
	int result;

	if (!clnt)
		return 1;
	all = list_tolerantly(clnt);
	result = all ? keep(all) : 1;
	NetApiBufferFree(all);
	clnt_destroy(clnt);
	return result != 0;
}
