/* SPDX-License-Identifier: BSD-3-Clause */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/un.h>

#include <rpc/rpc.h>

#include "tests/bench/rival.h"
#include "tests/bench/tirpc.h"

struct blob {
	u_int size;
	char *bytes;
};

static bool_t xdr_blob(XDR *xdrs, struct blob *blob)
{
	return xdr_bytes(xdrs, &blob->bytes, &blob->size, ~0u);
}

static void dispatch(struct svc_req *request, SVCXPRT *transport)
{
	static char bytes[RIVAL_LARGE];
	struct blob blob = {sizeof(bytes), bytes};

	switch (request->rq_proc) {
	case 0:
		svc_sendreply(transport, (xdrproc_t)xdr_void, NULL);
		break;
	case 1:
		svc_sendreply(transport, (xdrproc_t)xdr_blob, &blob);
		break;
	default:
		svcerr_noproc(transport);
	}
}

void tirpc_serve(int listener, uint32_t program, uint32_t version)
{
	SVCXPRT *transport = svc_vc_create(listener, 0, 0);

	if (!transport ||
	    !svc_register(transport, program, version, dispatch, 0))
		exit(99);
	svc_run();
}

void *tirpc_connect(const struct sockaddr *address, uint32_t program,
		    uint32_t version)
{
	const bool local = address->sa_family == AF_UNIX;
	struct netbuf to = {
		.len = local ? sizeof(struct sockaddr_un)
			     : sizeof(struct sockaddr_in),
		.buf = (void *)address,
	};
	const int fd = socket(address->sa_family, SOCK_STREAM, 0);
	const int one = 1;

	to.maxlen = to.len;
	if (fd < 0 || connect(fd, address, to.len) < 0)
		return NULL;
	if (!local)
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	return clnt_vc_create(fd, &to, program, version, 0, 0);
}

void tirpc_disconnect(void *handle)
{
	CLIENT *clnt = handle;

	clnt_control(clnt, CLSET_FD_CLOSE, NULL);
	clnt_destroy(clnt);
}

bool tirpc_call(void *handle, uint32_t procedure)
{
	const struct timeval limit = {.tv_sec = 25};
	struct blob blob = {0};
	CLIENT *clnt = handle;
	bool good;

	if (procedure == 0)
		return clnt_call(clnt, 0, (xdrproc_t)xdr_void, NULL,
				 (xdrproc_t)xdr_void, NULL,
				 limit) == RPC_SUCCESS;
	good = clnt_call(clnt, procedure, (xdrproc_t)xdr_void, NULL,
			 (xdrproc_t)xdr_blob, &blob, limit) == RPC_SUCCESS &&
	       blob.size == RIVAL_LARGE;
	xdr_free((xdrproc_t)xdr_blob, &blob);
	return good;
}
