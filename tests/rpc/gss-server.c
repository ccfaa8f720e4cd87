/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A server of libtirpc's that wants RPCSEC_GSS: procedure 1 says who asks and
 * how, procedure 2 gives numbers back. Prints its port, and serves until its
 * standard input is closed.
 */
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <rpc/rpc.h>
#include <rpc/rpcsec_gss.h>

#include "tests/rpc/gss.h"

struct numbers {
	u_int count;
	int *values;
};

static bool_t xdr_numbers(XDR *xdrs, struct numbers *numbers)
{
	return xdr_array(xdrs, (char **)&numbers->values, &numbers->count,
			 1 << 20, sizeof(int), (xdrproc_t)xdr_int);
}

/* The mechanism, and the number of the service; the caller is in there. */
static void say_how(struct svc_req *request, SVCXPRT *transport)
{
	rpc_gss_rawcred_t *raw = NULL;
	char text[80] = "nobody", *said = text;

	if (rpc_gss_getcred(request, &raw, NULL, NULL) && raw &&
	    raw->client_principal &&
	    memmem(raw->client_principal->name, raw->client_principal->len,
		   "alice@ONC.TEST", 14))
		snprintf(text, sizeof(text), "alice by %s, service %d",
			 raw->mechanism, (int)raw->service);
	svc_sendreply(transport, (xdrproc_t)xdr_wrapstring, (char *)&said);
}

static void give_back(SVCXPRT *transport)
{
	struct numbers numbers = {0};

	if (!svc_getargs(transport, (xdrproc_t)xdr_numbers, (char *)&numbers)) {
		svcerr_decode(transport);
		return;
	}
	svc_sendreply(transport, (xdrproc_t)xdr_numbers, (char *)&numbers);
	svc_freeargs(transport, (xdrproc_t)xdr_numbers, (char *)&numbers);
}

static void dispatch(struct svc_req *request, SVCXPRT *transport)
{
	if (request->rq_cred.oa_flavor != RPCSEC_GSS)
		svcerr_weakauth(transport);
	else if (request->rq_proc == GSS_HOW)
		say_how(request, transport);
	else if (request->rq_proc == GSS_ECHO)
		give_back(transport);
	else
		svcerr_noproc(transport);
}

static void serve(void)
{
	for (;;) {
		const int count = svc_max_pollfd;
		struct pollfd fds[64];
		int ready;

		memcpy(fds + 1, svc_pollfd, sizeof(*fds) * (size_t)count);
		fds[0] = (struct pollfd){.fd = 0, .events = POLLIN};
		ready = poll(fds, (nfds_t)count + 1, -1);
		if (fds[0].revents)
			return;
		svc_getreq_poll(fds + 1, ready);
	}
}

int main(void)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	const int fd = socket(AF_INET, SOCK_STREAM, 0);
	socklen_t length = sizeof(at);
	SVCXPRT *transport;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (bind(fd, (struct sockaddr *)&at, sizeof(at)) < 0 ||
	    listen(fd, 16) < 0)
		return 1;
	getsockname(fd, (struct sockaddr *)&at, &length);
	transport = svc_vc_create(fd, 0, 0);
	if (!transport ||
	    !svc_reg(transport, GSS_PROGRAM, GSS_VERSION, dispatch, NULL) ||
	    !rpc_gss_set_svc_name((char *)GSS_SERVICE, (char *)"kerberos_v5", 0,
				  GSS_PROGRAM, GSS_VERSION))
		return 1;
	printf("%u\n", ntohs(at.sin_port));
	fflush(stdout);
	serve();
	return 0;
}
